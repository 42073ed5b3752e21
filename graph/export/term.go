package export

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// absolute reports whether an IRI begins with a scheme (RFC 3986, 3.1). The
// store's own names do not.
func absolute(iri string) bool {
	scheme, _, ok := strings.Cut(iri, ":")
	if !ok || scheme == "" {
		return false
	}
	for i, c := range []byte(scheme) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", rune(c))) {
			return false
		}
	}
	return true
}

// legalIRI reports whether every character may stand in an IRI of N-Quads. The
// grammar would let the others stand escaped, but they make no IRI (RFC 3987).
func legalIRI(iri string) bool {
	for _, c := range []byte(iri) {
		if c <= ' ' || strings.IndexByte("<>\"{}|^`\\", c) >= 0 {
			return false
		}
	}
	return utf8.ValidString(iri)
}

var language = regexp.MustCompile(`^[a-zA-Z]+(-[a-zA-Z0-9]+)*$`)

func legalLanguage(tag string) bool { return language.MatchString(tag) }

// labelLetters is PN_CHARS_BASE of the N-Quads grammar beyond ASCII.
var labelLetters = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x00C0, Hi: 0x00D6, Stride: 1}, {Lo: 0x00D8, Hi: 0x00F6, Stride: 1}, {Lo: 0x00F8, Hi: 0x02FF, Stride: 1},
		{Lo: 0x0370, Hi: 0x037D, Stride: 1}, {Lo: 0x037F, Hi: 0x1FFF, Stride: 1}, {Lo: 0x200C, Hi: 0x200D, Stride: 1},
		{Lo: 0x2070, Hi: 0x218F, Stride: 1}, {Lo: 0x2C00, Hi: 0x2FEF, Stride: 1}, {Lo: 0x3001, Hi: 0xD7FF, Stride: 1},
		{Lo: 0xF900, Hi: 0xFDCF, Stride: 1}, {Lo: 0xFDF0, Hi: 0xFFFD, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0x10000, Hi: 0xEFFFF, Stride: 1}},
}

// labelStart reports whether a blank node's label may begin with the character.
func labelStart(r rune) bool {
	return 'a' <= r|0x20 && r|0x20 <= 'z' && r < utf8.RuneSelf || '0' <= r && r <= '9' || r == '_' || r == ':' || unicode.Is(labelLetters, r)
}

// labelPart reports whether the character may stand inside a label.
func labelPart(r rune) bool {
	return labelStart(r) || r == '-' || r == '.' || r == 0xB7 || 0x300 <= r && r <= 0x36F || 0x203F <= r && r <= 0x2040
}

// cutLabel takes the longest label off the front of a text. A full stop may
// stand in a label, but not end it.
func cutLabel(s string) (label, rest string) {
	end := strings.IndexFunc(s, func(r rune) bool { return !labelPart(r) })
	if end < 0 {
		end = len(s)
	}
	label = strings.TrimRight(s[:end], ".")
	if r, _ := utf8.DecodeRuneInString(label); !labelStart(r) {
		return "", s
	}
	return label, s[len(label):]
}

func legalLabel(s string) bool {
	label, rest := cutLabel(s)
	return label != "" && rest == ""
}
