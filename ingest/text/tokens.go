package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner cuts a text into tokens from left to right. Every look ahead is
// bounded by maxLook or ends where the token does, so the scan is linear.
type scanner struct {
	text   string
	tokens []Token
	nextAt int // where the next "@" stands; len(text) if none is left
}

// maxLook bounds the look ahead for addresses, dates and telephone numbers, in bytes.
const maxLook = 128

// tokenise follows the conventions of the English Universal Dependencies
// treebanks (EWT, GUM): see the package documentation.
func tokenise(text string) []Token {
	s := scanner{text: text, tokens: make([]Token, 0, len(text)/5+1), nextAt: -1}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c <= ' ' || c == 0x7f:
			i++
		case isAlnum[c]:
			i = s.word(i)
		case c < utf8.RuneSelf:
			i = s.mark(i, 1)
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case isBlank(r):
				i += size
			case isWordRune(r):
				i = s.word(i)
			default:
				i = s.mark(i, size)
			}
		}
	}
	return s.tokens
}

func (s *scanner) emit(start, end int) int {
	s.tokens = append(s.tokens, Token{start, end})
	return end
}

// word scans from i, where a letter or digit stands, and emits one word in as
// many tokens as it has. It returns where it stopped, past i.
func (s *scanner) word(i int) int {
	if end := s.address(i); end > i {
		return s.emit(i, end)
	}
	end := s.run(i)
	for end < len(s.text) {
		next := end
		switch s.text[end] {
		case '.':
			next = s.fullStop(i, end)
		case ',', ':':
			next = s.inNumber(end)
		case '/':
			next = s.slash(i, end)
		case '-':
			next = s.hyphen(i, end)
		case '&', '*':
			next = s.ampersand(i, end)
		case '\'', '`', 0xe2: // 0xe2 begins "’" in UTF-8
			next = s.apostrophe(end)
		case '$':
			if s.digitAt(end+1) && isCurrency(s.text[i:end]) {
				next = end + 1
				return s.emit(i, next)
			}
		}
		if next == end {
			break
		}
		end = next
		if s.text[end-1] == '.' {
			break
		}
	}
	s.contraction(i, end)
	return end
}

// run is the end of the letters, digits and marks that begin at i.
func (s *scanner) run(i int) int {
	for i < len(s.text) {
		c := s.text[i]
		if c < utf8.RuneSelf {
			if !isAlnum[c] && c != '_' {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if !isWordRune(r) {
			return i
		}
		i += size
	}
	return i
}

// fullStop decides on the full stop at dot, of the word that began at i: it
// returns dot if the word ends before it, else where the word goes on.
func (s *scanner) fullStop(i, dot int) int {
	if dot-i > maxLook {
		return dot // no word is so long, and what follows looks at all of it
	}
	word := s.text[i:dot]
	word = word[strings.LastIndexByte(word, '-')+1:] // "anti-U.S."
	after := s.run(dot + 1)
	if after > dot+1 { // something adheres
		piece := word[strings.LastIndexByte(word, '.')+1:]
		switch {
		case s.digitAt(dot-1) && s.digitAt(dot+1), abbreviations[s.text[i:after]] != noAbbreviation: // 3.5, Ph.D
			return after
		case isLetter(piece) && isLetter(s.text[dot+1:after]): // U.S, p.m
			return after
		case isLetter(piece) && (len(word) > 1 || startsUpper(word)) && startsUpper(s.text[dot+1:after]):
			return dot + 1 // J.Smith
		}
		if end := s.domain(i, dot); end > dot {
			return end
		}
		return dot
	}
	if strings.HasPrefix(s.text[after:], "..") || after < len(s.text) && s.text[after] == '.' && abbreviations[word] != either {
		return dot // an ellipsis follows
	}
	switch abbreviations[word] {
	case beforeName, medial:
		return dot + 1
	case beforeNumber:
		if next := skipSpace(s.text, dot+1); s.digitAt(next) || next < len(s.text) && s.text[next] == '#' || isMonth(s.text[next:s.run(next)]) {
			return dot + 1
		}
		if isLetter(word) && startsUpper(word) {
			return s.initial(dot)
		}
		if isMonth(word) && !s.lineEnds(dot+1) && word != "Mar" {
			return dot + 1
		}
		return dot
	case either:
		if (word == "etc" || word == "co" || word == "ft" || word == "sq") && s.sentenceMayEnd(dot+1) {
			return dot
		}
		return dot + 1
	}
	if strings.IndexByte(word, '.') > 0 && isDotted(word) {
		return dot + 1
	}
	if isLetter(word) && startsUpper(word) {
		return s.initial(dot)
	}
	if isNumber(word) && len(word) <= 3 && s.lineBegins(i) && !s.lineEnds(dot+1) {
		return dot + 1 // the number of an item in a list
	}
	return dot
}

// initial decides on the full stop at dot after a single capital letter: it is
// that of an initial if a capitalised word or another initial follows.
func (s *scanner) initial(dot int) int {
	next := skipSpace(s.text, dot+1)
	if next == dot+1 || s.lineEnds(dot+1) || s.text[dot-1] == 'I' && starters[s.text[next:s.run(next)]] {
		return dot
	}
	return dot + 1
}

// inNumber goes on past a comma or colon between digits: 40,000 and 12:43.
func (s *scanner) inNumber(at int) int {
	if !s.digitAt(at-1) || !s.digitAt(at+1) {
		return at
	}
	end := s.run(at + 1)
	switch {
	case s.text[at] == ':' && end-at >= 3, s.text[at] == ',' && end-at >= 4 && s.digitAt(at+2) && s.digitAt(at+3) && !s.digitAt(at+4):
		return end
	}
	return at
}

// slash goes on past a slash in 9/11 and w/o; it divides "and/or".
func (s *scanner) slash(i, at int) int {
	end := s.run(at + 1)
	if end == at+1 {
		return at
	}
	if s.digitAt(at-1) && s.digitAt(at+1) || slashed[strings.ToLower(s.text[i:min(end, i+6)])] && end-i < 6 {
		return end
	}
	return at
}

// hyphen goes on past a hyphen in numbers ("713-853-3989", "2013-11-18") and
// after a prefix ("non-violent"); other hyphens are tokens of their own.
func (s *scanner) hyphen(i, at int) int {
	end := s.run(at + 1)
	word, inside := s.text[i:at], i > 0 && s.text[i-1] == '-'
	if end == at+1 {
		if at-i <= 2 && !inside && !s.digitAt(i) && s.breaksOff(end) {
			return end // "th- that": a word broken off in speech
		}
		return at
	}
	if s.digitAt(i) && s.digitAt(at+1) {
		return s.digitGroups(i, at)
	}
	if len(word) > maxLook {
		return at
	}
	shouted := len(word) > 1 && startsUpper(word[1:]) // "UN-led" has no prefix
	switch {
	case !inside && !shouted && prefixes[lowerASCII(word)] && !isNumber(s.text[at+1:end]):
		return end
	case suffixes[s.text[at+1:end]]:
		return end
	}
	return at
}

// breaksOff reports whether a blank or the end of a clause is at i.
func (s *scanner) breaksOff(i int) bool {
	return i == len(s.text) || strings.IndexByte(" \n,.?!", s.text[i]) >= 0
}

// digitGroups is the end of a telephone number or date of digits that began
// at i, if there is one; at, if the hyphen there joins two numbers of a range.
func (s *scanner) digitGroups(i, at int) int {
	groups, longest, last := 1, at-i, 0
	end := at
	for end < len(s.text) && s.text[end] == '-' && s.digitAt(end+1) && end-i < maxLook/2 {
		next := s.run(end + 1)
		if !isNumber(s.text[end+1 : next]) {
			break
		}
		last = next - end - 1
		longest = max(longest, last)
		groups++
		end = next
	}
	if groups >= 3 && longest >= 2 || groups == 2 && last == 4 && at-i == 3 {
		return end
	}
	return at
}

// ampersand goes on past the sign in AT&T, and past a star in a masked word.
func (s *scanner) ampersand(i, at int) int {
	end := s.run(at + 1)
	if end == at+1 || s.digitAt(at-1) || s.digitAt(at+1) {
		return at
	}
	if s.text[at] == '*' || len(s.text[i:at]) <= 4 && end-at <= 5 {
		return end
	}
	return at
}

// apostrophe goes on past an apostrophe between two letters.
func (s *scanner) apostrophe(at int) int {
	mark := apostropheLen(s.text[at:])
	if mark == 0 && s.text[at] == '`' {
		if end := s.run(at + 1); end == at+2 && s.text[at+1] == 's' {
			return end
		}
	}
	if mark == 0 {
		return at
	}
	if end := s.run(at + mark); end > at+mark {
		return end
	}
	return at
}

// contraction emits the word [i,end), divided where it is several: do|n't, we|'ve, 10|km.
func (s *scanner) contraction(i, end int) {
	if end-i > maxLook {
		s.emit(i, end)
		return
	}
	word := s.text[i:end]
	if isDigit(word[0]) {
		digits := 0
		for digits < len(word) && (isDigit(word[digits]) || strings.IndexByte(".,:", word[digits]) >= 0) {
			digits++
		}
		if digits < len(word) && (units[word[digits:]] || word[digits:] == "M" && i > 0 && s.text[i-1] == '$') {
			s.emit(i, i+digits)
			s.emit(i+digits, end)
			return
		}
	}
	at := strings.LastIndexAny(word, "'`")
	if curly := strings.LastIndex(word, "’"); curly > at {
		at = curly
	}
	if at <= 0 {
		if len(word) <= 8 {
			if cut := clitics[lowerASCII(word)]; cut > 1 || cut > 0 && startsLower(word) { // "Im" is a name, too
				s.emit(i, i+cut)
				s.emit(i+cut, end)
				return
			}
			if word == "dunno" {
				s.emit(i, i+2)
				s.emit(i+2, i+3)
				s.emit(i+3, end)
				return
			}
		}
		s.emit(i, end)
		return
	}
	mark := max(1, apostropheLen(word[at:]))
	cut := 0
	switch suffix := lowerASCII(word[at+mark:]); suffix {
	case "s":
		if !isDecade(word[:at]) {
			cut = at
		}
	case "m", "d", "ll", "re", "ve":
		cut = at
	case "t":
		if n := word[at-1]; at > 1 && (n == 'n' || n == 'N') {
			cut = at - 1
		}
	}
	if cut == 0 {
		if lowerASCII(word[:at]) == "y" && lowerASCII(word[at+mark:]) == "all" {
			s.emit(i, i+at+mark)
			s.emit(i+at+mark, end)
			return
		}
		s.emit(i, end)
		return
	}
	s.contraction(i, i+cut)
	s.emit(i+cut, end)
}

// mark scans from i, where something stands that begins no word; size is its
// length in bytes.
func (s *scanner) mark(i, size int) int {
	c := s.text[i]
	fresh := i == 0 || s.text[i-1] <= ' '
	if fresh {
		if end := s.emoticon(i); end > i {
			return s.emit(i, end)
		}
	}
	switch c {
	case '.', '!', '?':
		if c == '.' && s.digitAt(i+1) && (fresh || s.text[i-1] == '$') {
			return s.emit(i, s.run(i+1))
		}
		return s.emit(i, s.sentenceMarks(i))
	case '@', '#':
		if end := s.run(i + 1); fresh && end > i+2 && !s.digitAt(i+1) {
			return s.emit(i, end) // of social media
		}
	case '+':
		if end := s.run(i + 1); end-i > 7 && isNumber(s.text[i+1:end]) {
			return s.emit(i, end) // a telephone number
		}
	}
	if c < utf8.RuneSelf && strings.IndexByte("-=*_~<>`+#$", c) >= 0 {
		end := i + 1
		for end < len(s.text) && s.text[end] == c {
			end++
		}
		return s.emit(i, end)
	}
	for _, pair := range [...]string{"''", "’’", "‘’"} { // for want of a double quote
		if strings.HasPrefix(s.text[i:], pair) {
			return s.emit(i, i+len(pair))
		}
	}
	if strings.HasPrefix(s.text[i:], "…") {
		return s.emit(i, s.sentenceMarks(i))
	}
	if mark := apostropheLen(s.text[i:]); mark > 0 {
		return s.leadingApostrophe(i, mark, fresh)
	}
	// A letter's loose accents and joiners stay with it.
	end := i + size
	for end < len(s.text) && s.text[end] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(s.text[end:])
		if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || isBlank(r) {
			break
		}
		end += n
	}
	return s.emit(i, end)
}

// sentenceMarks is the end of a run of full stops, question and exclamation marks.
func (s *scanner) sentenceMarks(i int) int {
	for i < len(s.text) {
		switch {
		case s.text[i] == '.' || s.text[i] == '!' || s.text[i] == '?':
			i++
		case strings.HasPrefix(s.text[i:], "…"):
			i += len("…")
		default:
			return i
		}
	}
	return i
}

// leadingApostrophe emits an apostrophe or single quote at i with what belongs
// to it: 's after a bracket, '72, 'em; else the mark alone.
func (s *scanner) leadingApostrophe(i, mark int, fresh bool) int {
	end := s.run(i + mark)
	rest := s.text[i+mark : end]
	switch {
	case !fresh && (rest == "s" || rest == "S") && !isOpening(s.text[:i]):
		return s.emit(i, end)
	case (len(rest) == 2 || len(rest) == 3 && rest[2] == 's') && isNumber(rest[:2]):
		return s.emit(i, end)
	case fresh && len(rest) <= 5 && elided[lowerASCII(rest)]:
		return s.emit(i, end)
	}
	return s.emit(i, i+mark)
}

// emoticon is the end of the face that begins at i, or i.
func (s *scanner) emoticon(i int) int {
	for n := min(4, len(s.text)-i); n >= 2; n-- {
		if emoticons[s.text[i:i+n]] && (i+n == len(s.text) || !isAlnum[s.text[i+n]] && s.text[i+n] != '/') {
			return i + n
		}
	}
	return i
}
