package text

import "strings"

// kind says what part of the article the block with these sentences is. The
// rules go by form: a line of its own, its length, its end, how it begins.
func (d *Document) kind(b block) SentenceKind {
	if !b.single {
		return Prose
	}
	line := d.Slice(b.first, b.end)
	words := b.end - b.first
	lower := strings.ToLower(line[:min(len(line), 80)])
	switch {
	case isCredit(lower, d.Word(b.first)), d.endsInCredit(b):
		return Caption
	case words <= 40 && isFurniture(lower, line, words), d.isByline(b):
		return Furniture
	case words <= 20 && d.isHeading(b):
		return Headline
	}
	return Prose
}

// isHeading reports whether a short line has no end of a sentence, or is in title case.
func (d *Document) isHeading(b block) bool {
	first, last := d.Word(b.first), d.Word(b.end-1)
	if startsLower(first) || !d.hasLetter(b) {
		return false
	}
	for i := b.first; i < b.end; i++ {
		if d.Word(i) == "." {
			return false
		}
	}
	switch last[len(last)-1] {
	case '.', '!', '?', ',', ';', ':', '"':
		return (last == "?" || last == "!") && d.inTitleCase(b)
	}
	for _, end := range []string{"…", "”", "’", "--", "—", "-"} {
		if last == end {
			return last != "…" && len(last) > 1 && d.inTitleCase(b)
		}
	}
	return true
}

// inTitleCase reports whether nearly every word of some length has a capital.
func (d *Document) inTitleCase(b block) bool {
	words, capitals := 0, 0
	for i := b.first; i < b.end; i++ {
		if word := d.Word(i); len(word) >= 4 {
			words++
			if !startsLower(word) {
				capitals++
			}
		}
	}
	return words >= 2 && 5*capitals >= 4*words
}

func (d *Document) hasLetter(b block) bool {
	for i := b.first; i < b.end; i++ {
		if word := d.Word(i); startsUpper(word) || startsLower(word) {
			return true
		}
	}
	return false
}

// captions begin the lines beside pictures and films.
var captions = wordSet(`photo photos image images picture pictures photograph video graphic map cartoon caption infographic`)

// isCredit reports whether a line begins like a caption: "PHOTO: …", "Photo by …", "FILE PHOTO: …".
func isCredit(lower, first string) bool {
	word := strings.ToLower(first)
	if word == "(" {
		lower = strings.TrimLeft(lower, "( ")
		word, _, _ = strings.Cut(lower, " ")
		word = strings.TrimRight(word, ":")
	}
	if word == "file" {
		lower = strings.TrimLeft(lower[len("file"):], " -")
		word, _, _ = strings.Cut(lower, ":")
		word = strings.TrimSpace(word)
	}
	if !captions[word] {
		return false
	}
	rest := strings.TrimLeft(lower[len(word):], " ")
	for _, follow := range []string{":", "by ", "courtesy", "credit", "/", "|", "via "} {
		if strings.HasPrefix(rest, follow) {
			return true
		}
	}
	return false
}

// endsInCredit reports whether a line ends in a bracket that names the maker of
// a picture: "(AFP/Getty Images)", "(AP Photo)". An agency alone in the bracket
// makes a caption only of a line without a full stop: reports end so, too.
func (d *Document) endsInCredit(b block) bool {
	end, stopped := b.end, false
	if end > b.first && d.Word(end-1) == "." {
		end, stopped = end-1, true
	}
	if words := end - b.first; words < 6 || words > 80 || d.Word(end-1) != ")" && d.Word(end-1) != "]" {
		return false
	}
	open := end - 2
	for open > b.first && open > end-12 && d.Word(open) != "(" && d.Word(open) != "[" {
		open--
	}
	if d.Word(open) != "(" && d.Word(open) != "[" {
		return false
	}
	for i := b.first; i < open; i++ {
		stopped = stopped || d.mayEnd(i) && abbreviationOf(d.Word(i)) == noAbbreviation
	}
	for i := open + 1; i < end-1; i++ {
		word := d.Word(i)
		switch {
		case captions[strings.ToLower(word)], i == open+1 && (word == "via" || word == "credit"),
			word == "/" && startsUpper(d.Word(i-1)) && startsUpper(d.Word(i+1)), agencies[word] && !stopped:
			return true
		}
	}
	return false
}

// agencies supply pictures and reports: they stand in brackets after captions and in datelines.
var agencies = wordSet(`AFP AP Reuters REUTERS EPA UPI IANS ANI PTI Xinhua TASS Itar-Tass ITAR-TASS Tass Interfax RIA SANA IRNA ISNA FNA MNA ABNA FARS Fars Mehr Tasnim
	DPA dpa Bloomberg Getty Kyodo Yonhap KUNA WAM MENA ANSA EFE BBC CNN VOA NNA Anadolu AA APA Bernama Antara Sputnik Ria-Novosti Petra PNN NAN CP QNA SPA KCNA BERNAMA Tanjug AAP`)

// furniture are the first words of lines that belong to the page of a site.
var furniture = phrases(`subscribe|sign up|sign in|log in|register|share this|share on|share|follow us|like us|join us|click here|click to|
read more|read also|read full|read next|also read|see also|see more|related|recommended|trending|most read|most popular|more from|more on|more stories|latest|
top stories|breaking news|advertisement|advertising|sponsored|promoted|newsletter|copyright|all rights reserved|terms of|privacy|cookie|contact us|about us|
comments|leave a comment|post a comment|print this|print|email this|e-mail this|download|skip to|back to top|home|menu|search|tags|filed under|topics|
continue reading|load more|photo gallery|watch live|listen live|editing by|reporting by|writing by|additional reporting|our standards|this article was|
this story was|view all|show more|©|live tv`)

// phrases are the parts of a list that bars divide.
func phrases(list string) []string {
	parts := strings.Split(list, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// stamps begin a line that says when the article was published.
var stamps = []string{"published", "posted", "updated", "last updated", "last modified", "first published", "modified", "date", "©", "copyright"}

// isFurniture reports whether a line belongs to the page around the article.
func isFurniture(lower, line string, words int) bool {
	for _, start := range furniture {
		rest, ok := strings.CutPrefix(lower, start)
		if !ok {
			continue
		}
		if rest == "" {
			return true
		}
		if isAlnum[rest[0]] || rest[0] == '\'' {
			continue
		}
		// One word of these may begin a sentence; a label, a number or a short line may not.
		switch {
		case strings.ContainsAny(rest[:1], ":|»>") || rest[0] == '-':
			return true
		case strings.Contains(start, " ") || start == "©":
			return words <= 20
		case start == "subscribe" || start == "copyright" || start == "advertisement":
			return words <= 20
		case words <= 3:
			return true
		}
	}
	for _, start := range stamps {
		if rest, ok := strings.CutPrefix(lower, start); ok && words <= 14 && strings.ContainsAny(rest, "0123456789") && !isAlnum[rest[0]] {
			return true
		}
	}
	if words == 1 && isShouted(line) {
		return true // the name of a section: "WORLD"
	}
	// A pointer to another article: "See Levant Weekly, May 4: …".
	if rest, ok := cutAny(line, "See ", "Read ", "Watch ", "READ ", "WATCH ", "SEE ", "More: ", "MORE: ", "Also "); ok {
		last := line[len(line)-1]
		return startsUpper(rest) && last != '.' && last != '?' && last != '!' && last != '"'
	}
	return isDateLine(lower, words)
}

func cutAny(s string, prefixes ...string) (string, bool) {
	for _, prefix := range prefixes {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			return rest, true
		}
	}
	return s, false
}

// dateWords are those of a line that is a date and nothing else.
var dateWords = wordSet(`january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	am pm gmt utc est edt et bst cet cest pst pdt ist msk at on the of st nd rd th`)

func isDateLine(lower string, words int) bool {
	if words > 14 || !strings.ContainsAny(lower, "0123456789") {
		return false
	}
	letters := false
	for word := range strings.FieldsFuncSeq(lower, func(r rune) bool { return r < 'a' || r > 'z' }) {
		if !dateWords[word] {
			return false
		}
		letters = letters || len(word) > 2
	}
	return letters
}

// isByline reports whether a line names its author: "By Jane Smith", "By JOHN DOE and Ann Roe".
func (d *Document) isByline(b block) bool {
	if words := b.end - b.first; words < 2 || words > 12 || !strings.EqualFold(d.Word(b.first), "by") {
		return false
	}
	for i := b.first + 1; i < b.end; i++ {
		switch word := d.Word(i); {
		case word == "and", word == ",", word == "in", word == "-", word == "|", word == "of", word == "for", word == "the", word == "@", word == "/":
		case startsUpper(word) && (len(word) <= 2 || word[len(word)-1] != '.'):
		case strings.HasSuffix(word, ".") && len(word) == 2:
		default:
			return false
		}
	}
	return true
}
