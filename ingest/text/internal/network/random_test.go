package network

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
)

// weights is a file of weights in the making.
type weights struct {
	header header
	random *rand.Rand
	data   []byte // of the tensors
}

// sizes are those of a network with random weights.
type sizes struct{ words, wordDim, affixes, affixDim, hidden, layers, nameHidden, arc, rel int }

// small is a network that is quickly made, odd in every size.
var small = sizes{words: 50, wordDim: 7, affixes: 64, affixDim: 5, hidden: 11, layers: 2, nameHidden: 6, arc: 9, rel: 13}

// full is of the size of a trained one.
var full = sizes{words: 60_000, wordDim: 100, affixes: 1 << 14, affixDim: 64, hidden: 192, layers: 2, nameHidden: 128, arc: 120, rel: 128}

// randomWeights makes a network of random weights, with scales that keep
// activations in a range as after training.
func randomWeights(size sizes) *weights {
	w := &weights{random: rand.New(rand.NewPCG(1, 2))}
	w.header = header{
		Labels: Labels{
			UPOS:      []string{"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"},
			Tags:      strings.Fields("NN NNP NNS IN DT JJ VBD , . PRP VBZ VBG VB RB CC CD"),
			Entities:  strings.Fields("O B-PER I-PER B-ORG I-ORG B-LOC I-LOC B-NAT I-NAT B-TITLE I-TITLE"),
			Relations: strings.Fields("acl advcl advmod amod appos aux aux:pass case cc ccomp compound conj cop det nmod nmod:poss nsubj nsubj:pass obj obl punct root xcomp"),
		},
		About: "random weights", WordsDim: size.wordDim, WordMult: 16,
		Encoder:  encoderSizes{AffixDim: size.affixDim, AffixMult: 8, Hidden: size.hidden, Layers: size.layers},
		Names:    encoderSizes{AffixDim: size.affixDim + 1, AffixMult: 9, Hidden: size.nameHidden, Layers: 1},
		NewsFrom: 0.25, Arc: size.arc, Rel: size.rel, Tensors: map[string]tensor{},
	}
	words := []string{"\x00", "the", "of", "president", "'s", ",", ".", "oslo", "met", "iran"}
	for len(words) < size.words {
		words = append(words, fmt.Sprint("word", len(words)))
	}
	w.add("words", tensor{Type: "bytes"}, []byte(strings.Join(words, "\n")))
	w.matrix("word_table", size.words, size.wordDim, 60) // among these bytes are some that look like UTF-8
	w.encoder("names.", 2*size.affixes, w.header.Names)
	labels := len(w.header.Entities)
	for _, convention := range []string{"names.web", "names.news"} {
		w.linear(convention, labels, 2*size.nameHidden, 5)
		w.floats(convention+".transitions", labels*labels, func() float64 { return w.random.NormFloat64() })
	}
	w.linear("names.convention", 1, 2*size.nameHidden, 5)
	w.encoder("", size.affixes, w.header.Encoder)
	width := 2 * size.hidden
	w.linear("tags", len(w.header.UPOS)+len(w.header.Tags), width, 5)
	w.linear("arcs", 2*size.arc, width, 3)
	w.linear("arc_u", size.arc, size.arc, 1)
	w.linear("headbias", 1, size.arc, 1)
	w.linear("labels", 2*size.rel, width, 3)
	clear(w.data[len(w.data)-4*size.rel:]) // the biases of heads
	w.linear("label_out", len(w.header.Relations), size.rel, 3)
	root := make([]byte, 0, 2*width)
	for range width {
		root = binary.LittleEndian.AppendUint16(root, uint16(w.random.IntN(2001)-1000))
	}
	w.add("root", tensor{Type: "int16", Shape: []int{width}}, root)
	return w
}

// add appends a tensor. Its offset counts from the end of the header until the file is put together.
func (w *weights) add(name string, t tensor, data []byte) {
	w.data = append(w.data, make([]byte, -len(w.data)&63)...)
	t.Offset = len(w.data)
	if t.Type == "bytes" {
		t.Length = len(data)
	}
	w.data = append(w.data, data...)
	w.header.Tensors[name] = t
}

// matrix adds weights of about that size.
func (w *weights) matrix(name string, rows, cols int, size float64) {
	data := make([]byte, rows*cols)
	for i := range data {
		data[i] = byte(int8(max(-127, min(127, w.random.NormFloat64()*size))))
	}
	w.add(name, tensor{Type: "int8", Shape: []int{rows, cols}}, data)
}

// linear adds a layer whose outputs are of about that size.
func (w *weights) linear(name string, rows, cols int, size float64) {
	w.matrix(name, rows, cols, 30)
	w.floats(name+".scale", rows, func() float64 { return size / (30 * 600 * float64(cols)) * (10 + w.random.Float64()) })
	w.floats(name+".bias", rows, func() float64 { return w.random.NormFloat64() * 0.1 })
}

func (w *weights) floats(name string, length int, next func() float64) {
	var data []byte
	for range length {
		data, _ = binary.Append(data, binary.LittleEndian, float32(next()))
	}
	w.add(name, tensor{Type: "float32", Shape: []int{length}}, data)
}

// encoder adds a table of affixes and the layers that read it.
func (w *weights) encoder(prefix string, affixes int, sizes encoderSizes) {
	w.matrix(prefix+"affix_table", affixes, sizes.AffixDim, 60)
	width := w.header.WordsDim + sizes.AffixDim
	for layer := range sizes.Layers {
		for _, direction := range []string{"fw", "bw"} {
			w.linear(fmt.Sprintf("%slstm.%d.%s", prefix, layer, direction), 4*sizes.Hidden, width+sizes.Hidden, 2)
		}
		width = 2 * sizes.Hidden
	}
}

// file puts the header before the tensors.
func (w *weights) file() string {
	header, tensors, length := w.header, w.header.Tensors, 0
	for {
		start := (len(magic) + 4 + length + 63) &^ 63
		header.Tensors = map[string]tensor{}
		for name, t := range tensors {
			t.Offset += start
			header.Tensors[name] = t
		}
		text, err := json.Marshal(header)
		if err != nil {
			panic(err)
		}
		if len(text) > length { // the offsets have grown; leave room
			length = len(text) + 64
			continue
		}
		file := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(text)))
		file = append(file, text...)
		file = append(file, make([]byte, start-len(file))...)
		return string(append(file, w.data...))
	}
}
