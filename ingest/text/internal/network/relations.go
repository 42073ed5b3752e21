package network

import "entente/ingest/text/internal/kernel/activation"

// label sets the relations of the words of a batch to their heads, by a
// perceptron whose hidden layer is the sum of what the dependent and the head
// put into it.
func (n *Network) label(s *scratch) {
	width := 2 * n.rel
	s.sides = grow(s.sides, s.batch.rows()*width)
	s.batch.blocks(func(first, last int) {
		acc := n.labels.times(n.kernel, &s.acc, s.in[first*n.encoded():], last-first)
		for row := first; row < last; row++ {
			sums, side := acc[(row-first)*width:], s.sides[row*width:][:width]
			for i := range side {
				side[i] = n.labels.value(i, sums[i])
			}
		}
	})
	for i := range s.batch.sentences {
		first, end := s.batch.rowsOf(i)
		n.labelWords(s, s.sides[first*width:end*width], s.tokens[first:end])
	}
}

// labelWords sets the relations of the words of a sentence.
func (n *Network) labelWords(s *scratch, sides []float32, words []Token) {
	s.activations = grow(s.activations, len(words)*n.rel)
	for i, word := range words {
		hidden := s.activations[i*n.rel:][:n.rel]
		if word.Head < 0 {
			clear(hidden) // its relation is known
			continue
		}
		dependent, head := sides[i*2*n.rel:][:n.rel], sides[(int(word.Head)*2+1)*n.rel:][:n.rel]
		for j := range hidden {
			hidden[j] = activation.Quantise(activation.Leaky(dependent[j]+head[j], leaky), whole, mostActivation)
		}
	}
	acc := n.labelOut.times(n.kernel, &s.acc, s.activations, len(words))
	for i := range words {
		words[i].Rel = uint8(n.rootRel)
		if words[i].Head >= 0 {
			words[i].Rel = uint8(n.labelOut.argmax(acc[i*len(n.Relations):], 0, len(n.Relations), n.rootRel))
		}
	}
}
