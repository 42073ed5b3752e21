package network

import "entente/ingest/text/internal/kernel"

// direction is one direction of a layer of the encoder: an LSTM. Its matrix
// stands in two parts, one for the input, one for the state before.
type direction struct {
	input, state *kernel.Matrix
	scale, bias  []float32
	width        int // of the input
}

// encoded is the width of what the encoder gives for a word.
func (n *Network) encoded() int { return 2 * n.hidden }

// gates is how many sums a unit of the state is made of: input, forget, cell, output.
const gates = 4

// encode gives for each row of the batch the states of both directions of the
// last layer, in units of 1/2048.
func (n *Network) encode(s *scratch, words []string) []int16 {
	width := n.layers[0][0].width
	s.in = grow(s.in, s.batch.rows()*width)
	for row, place := range s.batch.places {
		n.embed(&s.speller, words[place], s.in[row*width:(row+1)*width])
	}
	for _, layer := range n.layers {
		s.out = grow(s.out, s.batch.rows()*n.encoded())
		n.run(s, &layer[0], false)
		n.run(s, &layer[1], true)
		s.in, s.out = s.out, s.in
	}
	return s.in
}

// run goes through the batch step by step, from the end if backward, and writes
// the states to one half of the rows of s.out. The inputs of some steps are
// multiplied at once, which needs no state.
func (n *Network) run(s *scratch, d *direction, backward bool) {
	b, sums, half := &s.batch, gates*n.hidden, 0
	step := func(i int) int { return i }
	if backward {
		step, half = func(i int) int { return b.steps() - 1 - i }, n.hidden
	}
	s.state, s.cells = grow(s.state, len(b.sentences)*n.hidden), grow(s.cells, len(b.sentences)*n.hidden)
	clear(s.state)
	clear(s.cells)
	for i := 0; i < b.steps(); {
		end, rows := i, 0
		for end < b.steps() && (end == i || rows+b.running(step(end)) <= blockRows) {
			rows += b.running(step(end))
			end++
		}
		first := b.offsets[min(step(i), step(end-1))]
		s.acc = grow(s.acc, rows*sums)
		clear(s.acc)
		n.kernel.Multiply(s.acc, s.in[first*d.width:(first+rows)*d.width], rows, d.input)
		for ; i < end; i++ {
			at, running := b.offsets[step(i)], b.running(step(i))
			acc := s.acc[(at-first)*sums : (at-first+running)*sums]
			state, cells := s.state[:running*n.hidden], s.cells[:running*n.hidden]
			n.kernel.Multiply(acc, state, running, d.state)
			n.kernel.Cell(acc, d.scale, d.bias, cells, state, running, n.hidden)
			for j := range running {
				copy(s.out[(at+j)*n.encoded()+half:], state[j*n.hidden:(j+1)*n.hidden])
			}
		}
	}
}
