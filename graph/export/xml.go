package export

import (
	"bufio"
	"encoding/xml"
	"io"
	"strings"
	"unicode"
)

// xmlWriter writes elements as a stream. Errors stay in the buffer until Flush.
type xmlWriter struct{ *bufio.Writer }

func newXMLWriter(w io.Writer) xmlWriter {
	x := xmlWriter{bufio.NewWriterSize(w, 1<<16)}
	x.raw(xml.Header)
	return x
}

func (x xmlWriter) raw(s string) { x.WriteString(s) }

// tag writes "<name key="value" …" of pairs of keys and values. A value that is
// empty is left out with its key.
func (x xmlWriter) tag(name string, pairs ...string) {
	x.raw("<")
	x.raw(name)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			x.raw(" ")
			x.raw(pairs[i])
			x.raw(`="`)
			x.text(pairs[i+1])
			x.raw(`"`)
		}
	}
}

func (x xmlWriter) open(name string, pairs ...string) {
	x.tag(name, pairs...)
	x.raw(">\n")
}

func (x xmlWriter) empty(name string, pairs ...string) {
	x.tag(name, pairs...)
	x.raw("/>\n")
}

// element writes an element that holds text and nothing else.
func (x xmlWriter) element(name, text string, pairs ...string) {
	x.tag(name, pairs...)
	x.raw(">")
	x.text(text)
	x.raw("</")
	x.raw(name)
	x.raw(">\n")
}

func (x xmlWriter) close(name string) {
	x.raw("</")
	x.raw(name)
	x.raw(">\n")
}

// text escapes a value. Most values need no escape. The buffer keeps the error of its
// writer, and EscapeText has none of its own: what XML does not admit becomes U+FFFD.
func (x xmlWriter) text(s string) {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7F || c == '<' || c == '>' || c == '&' || c == '"' || c == '\'' {
			_ = xml.EscapeText(x.Writer, []byte(s))
			return
		}
	}
	x.raw(s)
}

// token is a text that others wrote, on one line: a label is a token of XML
// Schema, with neither line breaks nor doubled blanks, and control characters
// are for nobody.
func token(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}
