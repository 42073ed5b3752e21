package text

import "unicode/utf8"

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
	s.tokens = append(s.tokens, Token{Start: start, End: end})
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
