package dictionary

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// value is a JSON value and where it begins in the file.
type value struct {
	start int
	raw   json.RawMessage
}

// lineOf counts the lines before a place in the file. Places mostly rise, so it
// goes on from the last one.
func (f *file) lineOf(start int) int {
	if start < f.counted.at {
		f.counted.at, f.counted.line = 0, 0
	}
	f.counted.line += bytes.Count(f.data[f.counted.at:start], []byte("\n"))
	f.counted.at = start
	return f.counted.line + 1
}

func (f *file) line(v value) int { return f.lineOf(v.start) }

// values takes a file apart: the elements of an array, or values one after
// another, as in JSON lines. A mistake is reported, and reading goes on at the
// next line that begins an object. It ends when each says no.
func (f *file) values(each func(value) bool) {
	at, open := 0, false
	for {
		for at < len(f.data) && strings.IndexByte(" \t\r\n,", f.data[at]) >= 0 {
			at++
		}
		switch {
		case at == len(f.data):
			if open {
				f.wrong(f.lineOf(max(0, at-1)), "broken JSON", "the file ends within an array")
			}
			return
		case f.data[at] == '[' && !open:
			open = true
			at++
			continue
		case f.data[at] == ']' && open:
			open = false
			at++
			continue
		}
		v, end, ok := f.value(at)
		if !ok {
			// An object of many lines holds others; the next one of ours begins a line.
			next := bytes.Index(f.data[at:], []byte("\n{"))
			if next < 0 {
				return
			}
			at += next + 1
			continue
		}
		if at = end; !each(v) {
			return
		}
	}
}

// value reads the value at a place.
func (f *file) value(at int) (v value, end int, ok bool) {
	dec := json.NewDecoder(bytes.NewReader(f.data[at:]))
	if err := dec.Decode(&v.raw); err != nil {
		f.broken(at, err)
		return v, 0, false
	}
	end = at + int(dec.InputOffset())
	v.start = end - len(v.raw)
	if !utf8.Valid(v.raw) {
		bad := 0
		for bad < len(v.raw) {
			r, size := utf8.DecodeRune(v.raw[bad:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			bad += size
		}
		f.wrong(f.lineOf(v.start+bad), "invalid UTF-8", "invalid UTF-8: byte 0x%02x", v.raw[bad])
		return v, 0, false
	}
	return v, end, true
}

// broken reports a mistake in the JSON text that begins at a place.
func (f *file) broken(at int, err error) {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		// The offset counts the wrong character; the line is that on which it stands.
		at = min(at+max(0, int(syntax.Offset)-1), len(f.data))
	case errors.Is(err, io.ErrUnexpectedEOF):
		at = max(0, len(f.data)-1)
		err = errors.New("the file ends within a value")
	}
	f.wrong(f.lineOf(at), "broken JSON", "no JSON: %s", strings.TrimPrefix(err.Error(), "json: "))
}

// fields gives the fields of an object in their order; of any other value there are none.
func (f *file) fields(v value, each func(key string, v value)) {
	dec := json.NewDecoder(bytes.NewReader(v.raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return
	}
	for dec.More() {
		t, err := dec.Token()
		key, isKey := t.(string)
		var inner value
		if err != nil || !isKey || dec.Decode(&inner.raw) != nil {
			return // can't be: the value has been read before
		}
		inner.start = v.start + int(dec.InputOffset()) - len(inner.raw)
		each(key, inner)
	}
}

// elements gives the elements of an array; of any other value there are none.
func (f *file) elements(v value, each func(value)) {
	dec := json.NewDecoder(bytes.NewReader(v.raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return
	}
	for dec.More() {
		var inner value
		if dec.Decode(&inner.raw) != nil {
			return
		}
		inner.start = v.start + int(dec.InputOffset()) - len(inner.raw)
		each(inner)
	}
}

// decode fills in what is wanted of an object, and reports one that is otherwise.
func (f *file) decode(v value, into any) bool {
	err := json.Unmarshal(v.raw, into)
	if err == nil {
		return true
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field != "" {
		what := "a " + kind.Value
		if kind.Value == "object" || kind.Value == "array" {
			what = "an " + kind.Value
		}
		f.wrong(f.lineOf(min(v.start+max(0, int(kind.Offset)-1), len(f.data))), "a field of the wrong kind", "field %s: %s is the wrong kind of value", kind.Field, what)
		return false
	}
	f.wrong(f.line(v), "no object of the format", "not an object of this format: %s", quoted(string(v.raw)))
	return false
}
