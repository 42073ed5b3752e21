package stream

import (
	"strings"
	"unicode"
)

// Token is a text that others wrote, on one line: a label is a token of XML
// Schema, with neither line breaks nor doubled blanks, and control characters
// are for nobody.
func Token(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}
