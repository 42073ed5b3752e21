package network

// label sets the relations of the words of a batch to their heads, by a
// perceptron whose hidden layer is the sum of what the dependent and the head
// put into it.
func (n *Network) label(s *scratch) {
	width := 2 * n.rel
	s.sides = grow(s.sides, s.batch.rows()*width)
	s.batch.blocks(func(first, last int) {
		copy(s.sides[first*width:], n.labels.times(n.kernel, &s.acc, s.in[first*n.encoder.width():], last-first))
	})
	for i := range s.batch.sentences {
		first, end := s.batch.rowsOf(i)
		n.labelWords(s, s.sides[first*width:end*width], s.tokens[first:end])
	}
}

// labelWords sets the relations of the words of a sentence, of which it gets the
// sums of n.labels.
func (n *Network) labelWords(s *scratch, sides []int32, words []Token) {
	s.activations, s.dependent = grow(s.activations, len(words)*n.rel), grow(s.dependent, n.rel)
	for i, word := range words {
		hidden := s.activations[i*n.rel:][:n.rel]
		if word.Head < 0 {
			clear(hidden) // its relation is known
			continue
		}
		for j, sum := range sides[i*2*n.rel:][:n.rel] {
			s.dependent[j] = n.labels.value(j, sum)
		}
		// To what the head puts in, the dependent's part is added as a bias, for it has none.
		head := sides[(int(word.Head)*2+1)*n.rel:]
		n.kernel.Activate(hidden, head, n.labels.scale[n.rel:], s.dependent, leaky, whole, mostActivation)
	}
	acc := n.labelOut.times(n.kernel, &s.acc, s.activations, len(words))
	for i := range words {
		words[i].Rel = uint8(n.rootRel)
		if words[i].Head >= 0 {
			words[i].Rel = uint8(n.labelOut.argmax(acc[i*len(n.Relations):], 0, len(n.Relations), n.rootRel))
		}
	}
}
