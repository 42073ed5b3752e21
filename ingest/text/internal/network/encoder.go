package network

import "entente/ingest/text/internal/kernel"

// encoder is what reads words in their sentences: layers of LSTMs.
type encoder struct {
	affixes table
	layers  [][2]direction // forward, backward
	hidden  int            // size of the state of one direction
}

// direction is one direction of a layer of the encoder: an LSTM. Its matrix
// stands in two parts, one for the input, one for the state before.
type direction struct {
	input, state  *kernel.Matrix
	scale, bias   []float32
	width, hidden int // of the input, of the state
}

// gates is how many sums a unit of the state is made of: input, forget, cell, output.
const gates = 4

// width is that of what the encoder gives for a word.
func (e *encoder) width() int { return 2 * e.hidden }

// encode leaves in s.in, for each word of the batch, by sentence, the states of
// both directions of the last layer.
func (n *Network) encode(s *scratch, e *encoder, words []string) {
	n.embedForms(s, e, words)
	for i := range e.layers {
		s.out = grow(s.out, s.batch.rows()*e.width())
		for j := range e.layers[i] {
			d, inputs := &e.layers[i][j], n.inputsByRow
			if i == 0 {
				inputs = n.inputsByForm
			}
			n.run(s, d, inputs(s, d), j == 1, i == len(e.layers)-1)
		}
		s.in, s.out = s.out, s.in
	}
}

// embedForms sets the form of each row, a number, and writes to s.in the features
// of each form: about every other word of a batch has been there before.
func (n *Network) embedForms(s *scratch, e *encoder, words []string) {
	width := e.layers[0][0].width
	s.forms, s.in = grow(s.forms, s.batch.rows()), grow(s.in, s.batch.rows()*width)
	for row, word := range s.batch.words {
		form, known := s.formOf[words[word]]
		if !known {
			form = len(s.formOf)
			s.formOf[words[word]] = form
			n.embed(&s.speller, &e.affixes, words[word], s.in[form*width:(form+1)*width])
		}
		s.forms[row] = form
	}
	s.distinct = len(s.formOf)
	clear(s.formOf) // or it would keep the texts
}

// inputs writes to acc the products of the inputs of a direction with its matrix,
// those of the rows from first on.
type inputs func(acc []int32, first int)

// inputsByForm multiplies the features of each form once.
func (n *Network) inputsByForm(s *scratch, d *direction) inputs {
	width := gates * d.hidden
	s.formSums = grow(s.formSums, s.distinct*width)
	clear(s.formSums)
	for first := 0; first < s.distinct; first += blockRows {
		n.kernel.Multiply(s.formSums[first*width:], s.in[first*d.width:], min(blockRows, s.distinct-first), d.input)
	}
	return func(acc []int32, first int) {
		for i := range len(acc) / width {
			copy(acc[i*width:(i+1)*width], s.formSums[s.forms[first+i]*width:])
		}
	}
}

// inputsByRow multiplies when asked, while the sums fit into the cache.
func (n *Network) inputsByRow(s *scratch, d *direction) inputs {
	return func(acc []int32, first int) {
		clear(acc)
		n.kernel.Multiply(acc, s.in[first*d.width:], len(acc)/(gates*d.hidden), d.input)
	}
}

// run goes through the batch step by step, from the end if backward, and writes
// the states to one half of the rows of s.out, by sentence if it is the last
// layer. The inputs of some steps are multiplied at once, which needs no state.
func (n *Network) run(s *scratch, d *direction, multiplyInputs inputs, backward, last bool) {
	b, sums, half := &s.batch, gates*d.hidden, 0
	if backward {
		half = d.hidden
	}
	step := func(i int) extent {
		if backward {
			i = len(b.steps) - 1 - i
		}
		return b.steps[i]
	}
	s.state, s.cells = grow(s.state, len(b.sentences)*d.hidden), grow(s.cells, len(b.sentences)*d.hidden)
	clear(s.state)
	clear(s.cells)
	running := 0 // sentences, the first ones
	for i := 0; i < len(b.steps); {
		end, rows := i, 0
		for end < len(b.steps) && (end == i || rows+step(end).len() <= blockRows) {
			rows += step(end).len()
			end++
		}
		first := min(step(i).first, step(end-1).first)
		s.acc = grow(s.acc, rows*sums)
		multiplyInputs(s.acc, first)
		for ; i < end; i++ {
			at, before := step(i).first, running
			running = step(i).len()
			acc := s.acc[(at-first)*sums:]
			// Sentences that begin at this step have a state of zeros.
			n.kernel.Multiply(acc, s.state, min(before, running), d.state)
			n.kernel.Cell(acc, d.scale, d.bias, s.cells, s.state, running, d.hidden)
			for j := range running {
				row := at + j
				if last {
					row = b.places[row]
				}
				copy(s.out[row*2*d.hidden+half:], s.state[j*d.hidden:(j+1)*d.hidden])
			}
		}
	}
}
