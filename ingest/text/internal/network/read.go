package network

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"entente/ingest/text/internal/kernel"
)

// Read makes a network of a file of weights. The tables stay where they are in
// data; the matrices are copied into the order of the kernels.
func Read(data string) (*Network, error) {
	f := open(data)
	n := &Network{
		Labels: f.Labels, About: f.About, arc: f.Arc, rel: f.Rel,
		kernel: kernel.Best(), scratch: &sync.Pool{New: func() any { return &scratch{formOf: map[string]int{}} }},
	}
	if f.err == nil {
		n.readWords(f)
		n.names, n.encoder = f.encoder("names.", f.Names), f.encoder("", f.Encoder)
		n.readNames(f)
		n.readLayers(f)
	}
	if f.err != nil {
		return nil, fmt.Errorf("weights: %w", f.err)
	}
	return n, nil
}

// readWords reads the vectors of words.
func (n *Network) readWords(f *file) {
	n.wordRows = f.table("word_table", f.WordsDim, f.WordMult)
	words := strings.Split(f.raw("words", "bytes"), "\n")
	if f.err == nil && len(words) != n.wordRows.rows() {
		f.fail("words: %d words, but word_table has %d rows", len(words), n.wordRows.rows())
	}
	n.words = make(map[string]int32, len(words))
	for row, word := range words {
		n.words[word] = int32(row)
	}
	if f.err == nil && len(n.words) != len(words) {
		f.fail("words: %d of %d stand there twice", len(words)-len(n.words), len(words))
	}
}

// table reads a table of any number of rows.
func (f *file) table(name string, dim, factor int) table {
	t := table{bytes: f.raw(name, "int8", -1, dim), dim: dim, factor: int32(factor)}
	if f.err == nil && t.bytes == "" {
		f.fail("%s: it has no rows", name)
	}
	return t
}

// mostState is the greatest state of an LSTM, which is below 1.
const mostState = whole

// encoder reads the layers whose names begin with prefix.
func (f *file) encoder(prefix string, sizes encoderSizes) encoder {
	e := encoder{affixes: f.table(prefix+"affix_table", sizes.AffixDim, sizes.AffixMult), hidden: sizes.Hidden}
	if rows := e.affixes.rows(); f.err == nil && rows&(rows-1) != 0 {
		f.fail("%saffix_table: %d rows, which is no power of two", prefix, rows)
	}
	width, most := f.WordsDim+sizes.AffixDim, mostActivation
	for layer := range sizes.Layers {
		var directions [2]direction
		for i, suffix := range []string{"fw", "bw"} {
			directions[i] = f.direction(fmt.Sprintf("%slstm.%d.%s", prefix, layer, suffix), width, sizes.Hidden, most)
		}
		e.layers = append(e.layers, directions)
		width, most = e.width(), mostState
	}
	return e
}

// direction reads an LSTM whose inputs are of that width, and at most of that size.
func (f *file) direction(name string, width, hidden, most int) direction {
	rows, cols := gates*hidden, width+hidden
	weights := f.int8s(name, rows, cols)
	d := direction{width: width, hidden: hidden, scale: f.float32s(name+".scale", rows), bias: f.float32s(name+".bias", rows)}
	if f.err != nil {
		return d
	}
	input, state := make([]int8, 0, rows*width), make([]int8, 0, rows*hidden)
	for row := range slices.Chunk(weights, cols) {
		f.checkSum(name, len(input)/width, magnitude(row[:width])*most+magnitude(row[width:])*mostState)
		input, state = append(input, row[:width]...), append(state, row[width:]...)
	}
	d.input, d.state = kernel.Pack(input, rows, width), kernel.Pack(state, rows, hidden)
	return d
}

// readNames reads what stands on the encoder of names.
func (n *Network) readNames(f *file) {
	labels := len(n.Entities)
	n.entities = f.linear(mostState, n.names.width(), part{"names.web", labels}, part{"names.news", labels}, part{"names.convention", 1},
		part{nothing, max(0, kernel.MinRows-conventions*labels-1)}) // or the kernels would take more time
	n.newsFrom = fixed(float32(f.NewsFrom), entityUnit)
	n.transitions = [conventions][][]transition{f.transitions("names.web.transitions"), f.transitions("names.news.transitions")}
}

// transitions reads the scores of one entity label before another, which stand in
// the row of the first.
func (f *file) transitions(name string) (all [][]transition) {
	labels := len(f.Entities)
	scores := f.float32s(name, labels*labels)
	if f.err != nil {
		return nil
	}
	for label, name := range f.Entities {
		var before []transition
		for _, from := range mayFollow(f.Entities, name) {
			before = append(before, transition{from, fixed(scores[int(from)*labels+label], entityUnit)})
		}
		all = append(all, before)
	}
	return all
}

// readLayers reads what stands on the encoder of tags and trees.
func (n *Network) readLayers(f *file) {
	root := f.int16s("root", n.encoder.width())
	most := mostState // of what the encoder gives, and of the vector that stands for ROOT
	for _, v := range root {
		most = max(most, int(v), -int(v))
	}
	n.tags = f.linear(most, n.encoder.width(), part{"tags", len(n.UPOS) + len(n.Tags)})
	n.arcs = f.linear(most, n.encoder.width(), part{"arcs", 2 * n.arc})
	n.keys = f.linear(mostHead, n.arc, part{"arc_u", n.arc}, part{"headbias", 1})
	n.labels = f.linear(most, n.encoder.width(), part{"labels", 2 * n.rel})
	n.labelOut = f.linear(mostActivation, n.rel, part{"label_out", len(n.Relations)})
	if f.err != nil {
		return
	}
	for row := n.rel; row < 2*n.rel; row++ {
		if bias := n.labels.bias[row]; bias != 0 {
			f.fail("labels.bias: number %d, of a head, is %v, not 0", row, bias)
		}
	}
	n.rootRel = slices.Index(n.Relations, "root")
	var acc []int32
	head := make([]int16, n.arc)
	n.headActivation(n.arcs.times(n.kernel, &acc, root, 1), head)
	n.rootKey = make([]int16, n.arc)
	n.rootBias = n.key(n.keys.times(n.kernel, &acc, head, 1), n.rootKey)
}

// mayFollow are the labels that may stand before one: before the inside of a
// name its beginning and its inside, before others any.
func mayFollow(labels []string, label string) []uint8 {
	kind, inside := strings.CutPrefix(label, "I-")
	var before []uint8
	for i, other := range labels {
		if !inside || other == "B-"+kind || other == label {
			before = append(before, uint8(i))
		}
	}
	return before
}

// part is a matrix of the file with so many rows.
type part struct {
	name string
	rows int
}

// nothing is the name of a part of zeros, which is in no file.
const nothing = ""

// linear reads a layer whose inputs are at most of that size, and whose parts
// stand one under the other.
func (f *file) linear(most, cols int, parts ...part) linear {
	var l linear
	var weights []int8
	for _, p := range parts {
		if p.name == nothing {
			l.scale, l.bias = append(l.scale, make([]float32, p.rows)...), append(l.bias, make([]float32, p.rows)...)
			weights = append(weights, make([]int8, p.rows*cols)...)
			continue
		}
		own := f.int8s(p.name, p.rows, cols)
		l.scale = append(l.scale, f.float32s(p.name+".scale", p.rows)...)
		l.bias = append(l.bias, f.float32s(p.name+".bias", p.rows)...)
		for row := 0; (row+1)*cols <= len(own); row++ {
			f.checkSum(p.name, row, magnitude(own[row*cols:(row+1)*cols])*most)
		}
		weights = append(weights, own...)
	}
	if f.err == nil {
		l.weights = kernel.Pack(weights, len(l.scale), cols)
	}
	return l
}

// checkSum fails if the greatest sum that a row can make is no int32.
func (f *file) checkSum(name string, row, sum int) {
	if sum > math.MaxInt32 {
		f.fail("%s: the sums of row %d can reach %d, beyond int32", name, row, sum)
	}
}

// magnitude is the sum of the absolute weights.
func magnitude(weights []int8) int {
	sum := 0
	for _, w := range weights {
		sum += max(int(w), -int(w))
	}
	return sum
}
