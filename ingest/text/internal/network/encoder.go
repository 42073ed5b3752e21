package network

import "entente/ingest/text/internal/kernel"

// direction is one direction of a layer of the encoder: an LSTM. Its matrix
// stands in two parts, one for the input, one for the state before.
type direction struct {
	input, state *kernel.Matrix
	scale, bias  []float32
	width        int // of the input
}

// gates is how many sums a unit of the state is made of: input, forget, cell, output.
const gates = 4

// encoded is the width of what the encoder gives for a word.
func (n *Network) encoded() int { return 2 * n.hidden }

// encode leaves in s.in, for each word of the batch, by sentence, the states of
// both directions of the last layer.
func (n *Network) encode(s *scratch, words []string) {
	width := n.layers[0][0].width
	s.in = grow(s.in, s.batch.rows()*width)
	for row, word := range s.batch.words {
		n.embed(&s.speller, words[word], s.in[row*width:(row+1)*width])
	}
	for i, layer := range n.layers {
		s.out = grow(s.out, s.batch.rows()*n.encoded())
		last := i == len(n.layers)-1
		n.run(s, &layer[0], false, last)
		n.run(s, &layer[1], true, last)
		s.in, s.out = s.out, s.in
	}
}

// run goes through the batch step by step, from the end if backward, and writes
// the states to one half of the rows of s.out, by sentence if it is the last
// layer. The inputs of some steps are multiplied at once, which needs no state.
func (n *Network) run(s *scratch, d *direction, backward, last bool) {
	b, sums, half := &s.batch, gates*n.hidden, 0
	if backward {
		half = n.hidden
	}
	step := func(i int) extent {
		if backward {
			i = len(b.steps) - 1 - i
		}
		return b.steps[i]
	}
	s.state, s.cells = grow(s.state, len(b.sentences)*n.hidden), grow(s.cells, len(b.sentences)*n.hidden)
	clear(s.state)
	clear(s.cells)
	for i := 0; i < len(b.steps); {
		end, rows := i, 0
		for end < len(b.steps) && (end == i || rows+step(end).len() <= blockRows) {
			rows += step(end).len()
			end++
		}
		first := min(step(i).first, step(end-1).first)
		s.acc = grow(s.acc, rows*sums)
		clear(s.acc)
		n.kernel.Multiply(s.acc, s.in[first*d.width:], rows, d.input)
		for ; i < end; i++ {
			at, running := step(i).first, step(i).len()
			acc := s.acc[(at-first)*sums:]
			n.kernel.Multiply(acc, s.state, running, d.state)
			n.kernel.Cell(acc, d.scale, d.bias, s.cells, s.state, running, n.hidden)
			for j := range running {
				row := at + j
				if last {
					row = b.places[row]
				}
				copy(s.out[row*n.encoded()+half:], s.state[j*n.hidden:(j+1)*n.hidden])
			}
		}
	}
}
