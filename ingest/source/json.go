package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"entente/schema"
)

// json reads objects, one a line, or as JSON that goes over several lines.
func (r *reader) json(br *bufio.Reader, o origin, f form) bool {
	before := r.entries
	if !r.objects(br, o, f) {
		return false
	}
	if r.entries == before {
		return r.problem(o, ErrEmpty)
	}
	return true
}

func (r *reader) objects(br *bufio.Reader, o origin, f form) bool {
	if firstByte(br) == '[' {
		return r.jsonValues(br, o)
	}
	var buf []byte
	for number := 1; ; number++ {
		line, err := r.line(br, buf[:0])
		buf = line
		at := o.at(number)
		trimmed := bytes.TrimSpace(line)
		switch {
		case errors.Is(err, ErrTooLong):
			if !r.problem(at, err) {
				return false
			}
			continue
		case err != nil && err != io.EOF:
			return r.problem(at, err)
		case len(trimmed) == 0:
		case f == document && trimmed[len(trimmed)-1] != '}' && err == nil && trimmed[0] == '{':
			// The first line does not end the object: the file is not one of lines.
			return r.jsonValues(io.MultiReader(bytes.NewReader(line), strings.NewReader("\n"), br), o.at(number-1))
		default:
			f = lines
			if !r.object(trimmed, at) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
	}
}

// line reads a line into buf, without its end. Of a line over the limit the
// rest is dropped. The last line comes with io.EOF.
func (r *reader) line(br *bufio.Reader, buf []byte) ([]byte, error) {
	length := 0
	for {
		part, err := br.ReadSlice('\n')
		text := bytes.TrimSuffix(part, []byte("\n"))
		if length += len(text); length <= r.limit {
			buf = append(buf, text...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case length <= r.limit:
			return buf, err
		case err != nil && err != io.EOF:
			return buf, err
		}
		return buf, fmt.Errorf("%w: %d bytes", ErrTooLong, length)
	}
}

// jsonValues reads objects that follow each other or stand in an array. After
// a fault in the JSON nothing more can be read.
func (r *reader) jsonValues(content io.Reader, o origin) bool {
	counted := &lineCounter{r: content, limit: r.limit}
	decoder := json.NewDecoder(counted)
	array := false
	for {
		counted.left = counted.limit
		if !array || decoder.More() {
			var value json.RawMessage
			if !array && firstValue(decoder, counted) {
				array = true
				continue
			}
			err := decoder.Decode(&value)
			if err == io.EOF && !array {
				return true
			}
			if err != nil {
				return r.problem(o.at(counted.fault(decoder, err)), jsonError(err))
			}
			if !r.object(value, o.at(counted.line(decoder.InputOffset()-int64(len(value))))) {
				return false
			}
			continue
		}
		if _, err := decoder.Token(); err != nil { // the end of the array
			return r.problem(o.at(counted.fault(decoder, err)), jsonError(err))
		}
		array = false
	}
}

// firstValue reports whether an array opens next, and steps into it.
func firstValue(decoder *json.Decoder, counted *lineCounter) bool {
	// More reports whether a value is next and reads up to it.
	if !decoder.More() || counted.byteAt(decoder) != '[' {
		return false
	}
	_, err := decoder.Token()
	return err == nil
}

// lineCounter counts the lines of what a decoder reads, and lets it read no
// more than left bytes at a time.
type lineCounter struct {
	r     io.Reader
	limit int
	left  int
	read  int64
	ends  []int64 // offsets of the ends of lines that line has not passed
	past  int     // the number of those it has
}

func (c *lineCounter) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, fmt.Errorf("%w: more than %d bytes", ErrTooLong, c.limit)
	}
	n, err := c.r.Read(p[:min(len(p), c.left)])
	c.left -= n
	for i, b := range p[:n] {
		if b == '\n' {
			c.ends = append(c.ends, c.read+int64(i))
		}
	}
	c.read += int64(n)
	return n, err
}

// line is the number of the line at an offset; offsets must not fall.
func (c *lineCounter) line(offset int64) int {
	n := 0
	for n < len(c.ends) && c.ends[n] < offset {
		n++
	}
	c.ends = c.ends[n:]
	c.past += n
	return c.past + 1
}

// fault is the number of the line at which a decoder gave up.
func (c *lineCounter) fault(decoder *json.Decoder, err error) int {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return c.line(c.read)
	}
	return c.line(decoder.InputOffset())
}

// byteAt is the first byte of the next value; decoder.More has found it.
func (c *lineCounter) byteAt(decoder *json.Decoder) byte {
	head := make([]byte, 1)
	buffered := decoder.Buffered()
	for {
		if n, _ := buffered.Read(head); n == 0 {
			return 0
		}
		switch head[0] {
		case ' ', '\t', '\r', '\n':
		default:
			return head[0]
		}
	}
}

// jsonError is an error of the JSON, or what kept it from being read.
func jsonError(err error) error {
	var syntax *json.SyntaxError
	switch {
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return fmt.Errorf("%w: the end is missing", ErrNotJSON)
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: %w", ErrNotJSON, err)
	}
	return err
}

// object reads an article from a JSON object.
func (r *reader) object(data []byte, o origin) bool {
	if !utf8.Valid(data) {
		return r.problem(o, ErrInvalidUTF8)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil || fields == nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return r.problem(o, jsonError(err))
		}
		return r.problem(o, ErrNotJSON)
	}
	var a schema.Article
	if err := json.Unmarshal(fields["text"], &a.Text); err != nil {
		if len(fields["text"]) == 0 {
			return r.problem(o, fmt.Errorf("%w: the object has no field %q", ErrEmpty, "text"))
		}
		return r.problem(o, errors.New(`the field "text" is no string`))
	}
	id, err := articleID(fields["id"])
	if err != nil {
		return r.problem(o, err)
	}
	if a.ID = id; id == "" {
		a.ID = fmt.Sprintf("%s:%d", o.name, o.part)
	}
	a.Title, a.URL, a.Publisher = optional(fields["title"]), optional(fields["url"]), optional(fields["publisher"])
	if published := fields["published"]; len(published) > 0 && string(published) != "null" && string(published) != `""` {
		if a.Published, err = publishedField(published); err != nil {
			r.warn(o, err)
		}
	}
	return r.article(a, o)
}

// articleID is a string or number, or "" if there is none.
func articleID(raw json.RawMessage) (string, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return "", nil
	}
	var id string
	if raw[0] == '"' {
		err := json.Unmarshal(raw, &id)
		return id, err
	}
	if raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9' {
		return string(raw), nil
	}
	return "", errors.New(`the field "id" is neither a string nor a number`)
}

// optional is a string, or "" where the field holds something else.
func optional(raw json.RawMessage) string {
	var s string
	if len(raw) == 0 || json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// publishedField reads a day, or a time of which it takes the day as it is written.
func publishedField(raw json.RawMessage) (schema.Date, error) {
	var s string
	if err := json.Unmarshal(raw, &s); err == nil {
		day := s
		if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
			day = s[:10]
		}
		if date, err := schema.ParseDate(day); err == nil && date.Precision == schema.Day {
			return date, nil
		}
	}
	return schema.Date{}, fmt.Errorf("the field \"published\" is no date of the form 2013-11-18: %.40s", raw)
}
