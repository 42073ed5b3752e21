package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
