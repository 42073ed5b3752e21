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
		Labels: f.Labels, About: f.About, hidden: f.Hidden, arc: f.Arc, rel: f.Rel,
		kernel: kernel.Best(), scratch: &sync.Pool{New: func() any { return &scratch{formOf: map[string]int{}} }},
	}
	if f.err == nil {
		n.readTables(f)
		n.readEncoder(f)
		n.readLayers(f)
	}
	if f.err != nil {
		return nil, fmt.Errorf("weights: %w", f.err)
	}
	return n, nil
}

// readTables reads the embeddings.
func (n *Network) readTables(f *file) {
	n.wordRows = f.table("word_table", f.WordsDim, f.WordMult)
	n.affixes = f.table("affix_table", f.AffixDim, f.AffixMult)
	if rows := n.affixes.rows(); f.err == nil && rows&(rows-1) != 0 {
		f.fail("affix_table: %d rows, which is no power of two", rows)
	}
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

func (n *Network) readEncoder(f *file) {
	width, most := f.WordsDim+f.AffixDim, mostActivation
	for layer := range f.Layers {
		var directions [2]direction
		for i, suffix := range []string{"fw", "bw"} {
			name := fmt.Sprintf("lstm.%d.%s", layer, suffix)
			rows, cols := gates*n.hidden, width+n.hidden
			weights := f.int8s(name, rows, cols)
			if f.err != nil {
				return
			}
			input, state := make([]int8, 0, rows*width), make([]int8, 0, rows*n.hidden)
			for row := range slices.Chunk(weights, cols) {
				f.checkSum(name, len(input)/width, magnitude(row[:width])*most+magnitude(row[width:])*mostState)
				input, state = append(input, row[:width]...), append(state, row[width:]...)
			}
			directions[i] = direction{
				input: kernel.Pack(input, rows, width), state: kernel.Pack(state, rows, n.hidden), width: width,
				scale: f.float32s(name+".scale", rows), bias: f.float32s(name+".bias", rows),
			}
		}
		n.layers = append(n.layers, directions)
		width, most = n.encoded(), mostState
	}
}

// readLayers reads the layers on top of the encoder.
func (n *Network) readLayers(f *file) {
	root := f.int16s("root", n.encoded())
	most := mostState // of what the encoder gives, and of the vector that stands for ROOT
	for _, v := range root {
		most = max(most, int(v), -int(v))
	}
	n.tags = f.linear(most, n.encoded(), part{"tags", len(n.UPOS) + len(n.Tags) + len(n.Entities)})
	n.arcs = f.linear(most, n.encoded(), part{"arcs", 2 * n.arc})
	n.keys = f.linear(mostHead, n.arc, part{"arc_u", n.arc}, part{"headbias", 1})
	n.labels = f.linear(most, n.encoded(), part{"labels", 2 * n.rel})
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
	for _, label := range n.Entities {
		n.mayFollow = append(n.mayFollow, mayFollow(n.Entities, label))
	}
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

// linear reads a layer whose inputs are at most of that size, and whose parts
// stand one under the other.
func (f *file) linear(most, cols int, parts ...part) linear {
	var l linear
	var weights []int8
	for _, p := range parts {
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
