package text

import "strings"

// longestDateline is how many tokens a dateline has at most.
const longestDateline = 20

// Dateline is how many tokens at the start of a sentence are its dateline, the
// dash included: 5 of "LONDON (Reuters) - Iran said …", and 0 if there is none.
// The tokens before the dash hold the place from which the article was filed,
// and perhaps a date and an agency.
func (d *Document) Dateline(s Sentence) int {
	end := min(s.End-1, s.First+longestDateline) // something must follow
	i := d.placeEnd(s.First, end)
	if i == s.First {
		return 0
	}
	first := d.Word(s.First)
	shouted := isShouted(first)
	if !shouted && starters[first] || dateWords[lowerASCII(strings.TrimSuffix(first, "."))] {
		return 0 // "In April - …", "Sat. Sept. 23 - …"
	}
	sure, bracketed := false, false
	for ; i < end; i++ {
		word := d.Word(i)
		switch {
		case isDash(word):
			apart := d.Tokens[i-1].End < d.Tokens[i].Start || word != "-" || d.Word(i-1) == ")"
			if apart && d.opensReport(i+1) && (sure || shouted && i-s.First <= 8) && len(word) <= 6 {
				return i + 1 - s.First
			}
			return 0
		case word == ":":
			if bracketed { // "MOSCOW, Nov 18 (IANS): …"; a headline has colons too
				return i + 1 - s.First
			}
			return 0
		case word == "(":
			close := i + 1
			named := false
			for close < end && d.Word(close) != ")" {
				named = named || agencies[d.Word(close)]
				close++
			}
			if close == end || close-i > 8 {
				return 0
			}
			sure = sure || named || shouted
			bracketed = bracketed || named
			i = close
			// "TEHRAN (FNA) Iran has …" has no dash.
			if named && shouted && !isDash(d.Word(i+1)) && d.Word(i+1) != ":" && startsUpper(d.Word(i+1)) {
				return i + 1 - s.First
			}
		case isMonth(word):
			sure = true
		case word == ",", word == "/", word == ";", word == "--", isNumber(word), startsUpper(word), word == "and":
		default:
			return 0
		}
	}
	return 0
}

// opensReport reports whether token i begins a sentence, as what follows a
// dateline does.
func (d *Document) opensReport(i int) bool {
	word := d.Word(i)
	return startsUpper(word) || isOpeningQuote(word)
}

// placeEnd is the end of the capitalised words at the start of a dateline.
func (d *Document) placeEnd(i, end int) int {
	for i < end && startsUpper(d.Word(i)) && !isMonth(d.Word(i)) {
		i++
	}
	return i
}

// isShouted reports whether a word is in capitals, two at least.
func isShouted(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case startsLower(string(r)):
			return false
		case startsUpper(string(r)):
			letters++
		}
	}
	return letters >= 2
}

func isDash(word string) bool {
	switch word {
	case "-", "--", "–", "—", "---", "_", "―":
		return true
	}
	return false
}

func isMonth(word string) bool {
	if !startsUpper(word) || len(word) < 3 {
		return false
	}
	switch word := lowerASCII(word); word {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan.", "feb.", "mar.", "apr.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.",
		"jan", "feb", "mar", "apr", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}
