package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isAlnum are the letters and digits of ASCII.
var isAlnum = func() (set [256]bool) {
	for c := range set {
		set[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return set
}()

// isBlank reports whether r separates tokens: white space, and the marks
// without width and the controls that files bring along.
func isBlank(r rune) bool {
	switch r {
	case '\u200b', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r)
}

// isWordRune reports whether r belongs to a word. Soft hyphens and joiners do.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isAlnum[r]
	}
	switch r {
	case '\u00ad', '\u200c', '\u200d':
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (s *scanner) digitAt(i int) bool { return i >= 0 && i < len(s.text) && isDigit(s.text[i]) }

// isNumber reports whether word is digits alone.
func isNumber(word string) bool {
	for i := 0; i < len(word); i++ {
		if !isDigit(word[i]) {
			return false
		}
	}
	return word != ""
}

// isLetter reports whether word is a single letter.
func isLetter(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size > 0 && size == len(word) && unicode.IsLetter(r)
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func startsLower(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

func isLowerASCII(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return word != ""
}

// lowerASCII is word in lower case, if it is short and of ASCII letters; it
// saves an allocation where word is in lower case already.
func lowerASCII(word string) string {
	for i := 0; i < len(word); i++ {
		if 'A' <= word[i] && word[i] <= 'Z' {
			return strings.ToLower(word)
		}
	}
	return word
}

// isDotted reports whether word is single letters divided by dots: "U.S".
func isDotted(word string) bool {
	for piece := range strings.SplitSeq(word, ".") {
		if !isLetter(piece) {
			return false
		}
	}
	return true
}

// isDecade reports whether 's after word makes a decade of it: 1980's.
func isDecade(word string) bool {
	return isNumber(word) && (len(word) == 2 || len(word) == 4) && word[len(word)-1] == '0'
}

func isCurrency(word string) bool {
	switch word {
	case "US", "C", "A", "NZ", "HK", "S", "R", "AU", "CA":
		return true
	}
	return false
}

// apostropheLen is the length of the apostrophe at the start of s, or 0.
func apostropheLen(s string) int {
	if s[0] == '\'' {
		return 1
	}
	if strings.HasPrefix(s, "’") {
		return len("’")
	}
	return 0
}

// isOpening reports whether before ends in a mark after which a quotation opens.
func isOpening(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	switch r {
	case '(', '[', '{', '"', '“', '‘', '\'', '-', '–', '—', '/':
		return true
	}
	return false
}

// skipSpace is the offset of the first byte from i on that is no blank of the same line.
func skipSpace(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	return i
}

// lineEnds reports whether nothing but blanks follows i on its line.
func (s *scanner) lineEnds(i int) bool {
	next := skipSpace(s.text, i)
	return next == len(s.text) || s.text[next] == '\n' || s.text[next] == '\r'
}

// lineBegins reports whether nothing but blanks precedes i on its line.
func (s *scanner) lineBegins(i int) bool {
	for i > 0 && (s.text[i-1] == ' ' || s.text[i-1] == '\t') {
		i--
	}
	return i == 0 || s.text[i-1] == '\n' || s.text[i-1] == '\r'
}

// sentenceMayEnd reports whether what follows i is the end of the line or a capital.
func (s *scanner) sentenceMayEnd(i int) bool {
	next := skipSpace(s.text, i)
	return s.lineEnds(i) || next > i && (startsUpper(s.text[next:]) || s.text[next] == '"')
}
