package network

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A file of weights is a magic word, the length of the header as uint32, the
// header as JSON, and the tensors, little-endian, where the header says.
const magic = "ENTENTE1"

// header says what the file holds.
type header struct {
	Labels
	About    string            `json:"about"`
	WordsDim int               `json:"words_dim"`
	WordMult int               `json:"word_mult"`
	Encoder  encoderSizes      `json:"encoder"`
	Names    encoderSizes      `json:"names"`
	NewsFrom float64           `json:"news_from"` // how much the words of a sentence must speak for the news' convention of names
	Arc      int               `json:"arc"`
	Rel      int               `json:"rel"`
	Tensors  map[string]tensor `json:"tensors"`
}

// encoderSizes are those of an encoder and of its table of affixes.
type encoderSizes struct {
	AffixDim  int `json:"affix_dim"`
	AffixMult int `json:"affix_mult"`
	Hidden    int `json:"hidden"`
	Layers    int `json:"layers"`
}

// tensor is where an array lies in the file. Bytes have a length, numbers a shape.
type tensor struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	Shape  []int  `json:"shape"`
}

// mostSize bounds every size in the header but the number of rows of tables.
const mostSize = 1 << 12

// file is an open file of weights. The first thing that is wrong with it stays
// in err; what is read after it is empty.
type file struct {
	header
	data string
	err  error
}

func (f *file) fail(format string, values ...any) {
	if f.err == nil {
		f.err = fmt.Errorf(format, values...)
	}
}

func open(data string) *file {
	f := &file{data: data}
	const lengthEnd = len(magic) + 4
	if len(data) < lengthEnd || data[:len(magic)] != magic {
		f.fail("not a file of weights: it does not begin with %s", magic)
		return f
	}
	length := int64(binary.LittleEndian.Uint32([]byte(data[len(magic):lengthEnd])))
	if length > int64(len(data)-lengthEnd) {
		f.fail("header: %d bytes long, but the file ends after %d", length, len(data)-lengthEnd)
		return f
	}
	if err := json.Unmarshal([]byte(data[lengthEnd:lengthEnd+int(length)]), &f.header); err != nil {
		f.fail("header: %w", err)
		return f
	}
	f.checkSize("words_dim", f.WordsDim, mostSize)
	f.checkSize("word_mult", f.WordMult, mostSize)
	f.checkSize("arc", f.Arc, mostArc)
	f.checkSize("rel", f.Rel, mostSize)
	for i, sizes := range []encoderSizes{f.Encoder, f.Names} {
		name := []string{"encoder.", "names."}[i]
		f.checkSize(name+"affix_dim", sizes.AffixDim, mostSize)
		f.checkSize(name+"affix_mult", sizes.AffixMult, mostSize)
		f.checkSize(name+"hidden", sizes.Hidden, mostSize)
		f.checkSize(name+"layers", sizes.Layers, 8)
	}
	if !(math.Abs(f.NewsFrom) <= mostSize) {
		f.fail("header: news_from is %g, and may be ±%d", f.NewsFrom, mostSize)
	}
	f.checkLabels()
	return f
}

func (f *file) checkSize(name string, size, most int) {
	if size < 1 || size > most {
		f.fail("header: %s is %d, and may be 1 to %d", name, size, most)
	}
}

// checkLabels looks at the names of labels, which tokens number in a byte.
func (f *file) checkLabels() {
	for i, labels := range [][]string{f.UPOS, f.Tags, f.Entities, f.Relations} {
		if len(labels) < 1 || len(labels) > 256 {
			name := []string{"upos", "xpos", "entities", "relations"}[i]
			f.fail("header: %s has %d labels, and may have 1 to 256", name, len(labels))
		}
	}
	if len(f.Entities) > 0 && f.Entities[outside] != "O" {
		f.fail("header: the first of entities is %q, not O", f.Entities[outside])
	}
	for _, label := range f.Entities {
		if kind, inside := strings.CutPrefix(label, "I-"); inside && !slices.Contains(f.Entities, "B-"+kind) {
			f.fail("header: entities have %s without B-%s", label, kind)
		}
	}
	if !slices.Contains(f.Relations, "root") || len(f.Relations) < 2 {
		f.fail("header: relations need root and another")
	}
}

// widths are the types of numbers, and how many bytes each has.
var widths = map[string]int{"bytes": 1, "int8": 1, "int16": 2, "float32": 4}

// raw is the bytes of a tensor. A negative number in the wanted shape is any.
func (f *file) raw(name, kind string, shape ...int) string {
	t, ok := f.Tensors[name]
	switch {
	case f.err != nil:
		return ""
	case !ok:
		f.fail("%s: the file has no such tensor", name)
		return ""
	case t.Type != kind:
		f.fail("%s: its type is %q, not %s", name, t.Type, kind)
		return ""
	case len(t.Shape) != len(shape):
		f.fail("%s: its shape is %d, not %d", name, t.Shape, shape)
		return ""
	}
	length := int64(widths[kind])
	if kind == "bytes" {
		length = int64(t.Length)
	}
	for i, size := range t.Shape {
		switch {
		case shape[i] >= 0 && size != shape[i]:
			f.fail("%s: its shape is %d, not %d", name, t.Shape, shape)
			return ""
		case size < 0 || size > math.MaxInt32:
			f.fail("%s: its shape is %d", name, t.Shape)
			return ""
		}
		if length *= int64(size); length > int64(len(f.data)) {
			break
		}
	}
	if t.Offset < 0 || length < 0 || t.Offset > len(f.data) || length > int64(len(f.data)-t.Offset) {
		f.fail("%s: %d bytes at %d, but the file ends at %d", name, length, t.Offset, len(f.data))
		return ""
	}
	return f.data[t.Offset : t.Offset+int(length)]
}

// int8s is a matrix row by row.
func (f *file) int8s(name string, rows, cols int) []int8 {
	raw := f.raw(name, "int8", rows, cols)
	values := make([]int8, len(raw))
	for i := range values {
		values[i] = int8(raw[i])
	}
	return values
}

func (f *file) int16s(name string, length int) []int16 {
	raw := []byte(f.raw(name, "int16", length))
	values := make([]int16, len(raw)/2)
	for i := range values {
		values[i] = int16(binary.LittleEndian.Uint16(raw[2*i:]))
	}
	return values
}

// float32s is a vector of numbers of a size that no later sum makes infinite.
func (f *file) float32s(name string, length int) []float32 {
	const most = 1 << 20
	raw := []byte(f.raw(name, "float32", length))
	values := make([]float32, len(raw)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
		if !(values[i] >= -most && values[i] <= most) { // which NaN is not, either
			f.fail("%s: number %d is %g, beyond ±%d", name, i, values[i], most)
		}
	}
	return values
}
