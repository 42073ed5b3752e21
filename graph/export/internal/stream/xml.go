package stream

import (
	"bufio"
	"encoding/xml"
	"io"
)

// XML writes elements as a stream. Errors stay in the buffer until Flush.
type XML struct{ *bufio.Writer }

// NewXML begins an XML file.
func NewXML(w io.Writer) XML {
	x := XML{bufio.NewWriterSize(w, 1<<16)}
	x.Raw(xml.Header)
	return x
}

// Raw writes what is XML already.
func (x XML) Raw(s string) { x.WriteString(s) }

// Tag writes "<name key="value" …" of pairs of keys and values. A value that is
// empty is left out with its key.
func (x XML) Tag(name string, pairs ...string) {
	x.Raw("<")
	x.Raw(name)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			x.Raw(" ")
			x.Raw(pairs[i])
			x.Raw(`="`)
			x.Text(pairs[i+1])
			x.Raw(`"`)
		}
	}
}

// Open begins an element that holds others, until Close.
func (x XML) Open(name string, pairs ...string) {
	x.Tag(name, pairs...)
	x.Raw(">\n")
}

// Empty writes an element that holds nothing.
func (x XML) Empty(name string, pairs ...string) {
	x.Tag(name, pairs...)
	x.Raw("/>\n")
}

// Element writes an element that holds text and nothing else.
func (x XML) Element(name, text string, pairs ...string) {
	x.Tag(name, pairs...)
	x.Raw(">")
	x.Text(text)
	x.Raw("</")
	x.Raw(name)
	x.Raw(">\n")
}

// Close ends an element.
func (x XML) Close(name string) {
	x.Raw("</")
	x.Raw(name)
	x.Raw(">\n")
}

// Text escapes a value. Most values need no escape. The buffer keeps the error of its
// writer, and EscapeText has none of its own: what XML does not admit becomes U+FFFD.
func (x XML) Text(s string) {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7F || c == '<' || c == '>' || c == '&' || c == '"' || c == '\'' {
			_ = xml.EscapeText(x.Writer, []byte(s))
			return
		}
	}
	x.Raw(s)
}
