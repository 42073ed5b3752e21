package text

import "strings"

// split divides a block of tokens into sentences and appends them.
func (d *Document) split(sentences []Sentence, b block) []Sentence {
	first := b.first
	quoted := false // between straight quotes, which do not say whether they open
	for i := b.first; i < b.end; i++ {
		if d.Word(i) == `"` {
			quoted = !quoted
		}
		if !d.mayEnd(i) {
			continue
		}
		end := i + 1
		for end < b.end && d.closes(end, b.end, quoted) {
			if d.Word(end) == `"` {
				quoted = false
			}
			end++
		}
		if end < b.end && d.begins(i, end) {
			sentences = d.add(sentences, first, end)
			first = end
		}
		i = end - 1
	}
	if first < b.end {
		sentences = d.add(sentences, first, b.end)
	}
	return sentences
}

// add appends a sentence, in pieces if it is longer than a sentence may be.
func (d *Document) add(sentences []Sentence, first, end int) []Sentence {
	for first, end := range d.pieces(first, end) {
		sentences = append(sentences, Sentence{First: first, End: end})
	}
	return sentences
}

// mayEnd reports whether token i is, or bears, a mark that ends sentences.
func (d *Document) mayEnd(i int) bool {
	word := d.Word(i)
	switch word[len(word)-1] {
	case '.', '!', '?':
		return true
	}
	return strings.HasSuffix(word, "…")
}

// closes reports whether token i, after the end of a sentence, is a quote, a
// bracket or a footnote that belongs to it.
func (d *Document) closes(i, blockEnd int, quoted bool) bool {
	adheres := d.Tokens[i].Start == d.Tokens[i-1].End || i+1 == blockEnd && isOpeningQuote(d.Word(i)) // nothing is left to open
	switch d.Word(i) {
	case ")", "]", "}", "”", "’", "»", "’’", ">>":
		return true
	case `"`, "''":
		// A straight quote closes what it adheres to; what adheres to it, it opens.
		opens := i+1 < blockEnd && d.Tokens[i+1].Start == d.Tokens[i].End
		return adheres || quoted && !opens
	case "'":
		return adheres
	case ".", "?", "!", "...":
		return true // ". . ."
	case "[":
		// A footnote, "[6]": its number and bracket follow.
		return i+2 < blockEnd && d.Word(i+2) == "]" && isNumber(d.Word(i+1))
	}
	// The number of that footnote, or a face.
	return adheres && d.Word(i-1) == "[" && isNumber(d.Word(i)) || emoticons[d.Word(i)]
}

// begins reports whether a sentence begins at token next, after the mark at
// token mark and what closes with it.
func (d *Document) begins(mark, next int) bool {
	word, after := d.Word(mark), d.Word(next)
	adheres := d.Tokens[next].Start == d.Tokens[next-1].End
	if adheres && (next == mark+1) {
		// A missing blank: "the issue.Moscow". Numbers and names of files do not come here.
		if word != "." || !startsUpper(after) || len(after) < 2 || !d.lowerWord(mark-1) {
			return false
		}
	}
	opening := next
	for opening < len(d.Tokens)-1 && isOpeningWord(d.Word(opening)) {
		opening++
	}
	start := d.Word(opening)
	capital := startsUpper(start) || isDigit(start[0])
	switch class := abbreviationOf(word); class {
	case beforeName, medial:
		return false
	case beforeNumber:
		return starters[start] || startsUpper(start) && isMonth(word) // months have a number after them
	case either:
		return isOpeningQuote(after) && !isLetter(word[:len(word)-1]) || starters[start] && after == start
	}
	if d.numbersItem(mark) {
		return false
	}
	switch {
	case capital && word[0] != '.' && next > mark+1 && d.saidBy(next):
		return false
	case capital:
		return true
	case word[0] == '.' && len(word) > 1, strings.HasPrefix(word, "…"):
		return false // an ellipsis goes on in lower case
	case startsLower(start):
		return word == "." && next == mark+1 && !adheres && d.lowerWord(mark-1)
	}
	switch after[0] {
	case ',', ';', ':', ')', '.', '%', '-':
		return isOpeningWord(after)
	}
	return !adheres
}

// saidBy reports whether token i begins the name of who said the quotation
// before it, and that he did: "“Will it hold?” Lavrov asked."
func (d *Document) saidBy(i int) bool {
	for end := min(len(d.Tokens), i+8); i < end; i++ {
		word := d.Word(i)
		if speech[word] {
			return true
		}
		if !startsUpper(word) && word != "of" && word != "the" || starters[word] && word != "The" && word != "He" && word != "She" {
			return false
		}
	}
	return false
}

// numbersItem reports whether token i is the full stop after the number of an
// item in a list: "1." where a sentence or line begins.
func (d *Document) numbersItem(i int) bool {
	word := d.Word(i)
	if len(word) > 1 {
		return isNumber(word[:len(word)-1])
	}
	if i == 0 || word != "." || len(d.Word(i-1)) > 2 || !isNumber(d.Word(i-1)) {
		return false
	}
	return i == 1 || d.Word(i-2) == ":" || d.mayEnd(i-2) && abbreviationOf(d.Word(i-2)) == noAbbreviation
}

// lowerWord reports whether token i is a word in lower case of some length,
// no likely abbreviation.
func (d *Document) lowerWord(i int) bool {
	return i >= 0 && len(d.Word(i)) > 2 && startsLower(d.Word(i))
}

// abbreviationOf is how a token that ends in a full stop behaves; initials and
// the like of "U.S." stand in no list.
func abbreviationOf(token string) abbreviation {
	word, ok := strings.CutSuffix(token, ".")
	if !ok || word == "" {
		return noAbbreviation
	}
	if class := abbreviations[word]; class != noAbbreviation {
		return class
	}
	switch {
	case isLetter(word):
		return either
	case strings.IndexByte(word, '.') > 0 && isDotted(word):
		return either
	}
	return noAbbreviation
}

func isOpeningQuote(word string) bool {
	switch word {
	case `"`, "“", "‘", "'", "``", "«":
		return true
	}
	return false
}

func isOpeningWord(word string) bool {
	switch word {
	case "(", "[", "--", "—", "–", "-", "*", "•", "<<", "<":
		return true
	}
	return isOpeningQuote(word)
}
