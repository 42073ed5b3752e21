package text

import "strings"

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
