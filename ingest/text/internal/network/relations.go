package network

// label sets the relations of the words of a batch to their heads, by a
// perceptron whose hidden layer is the sum of what the dependent and the head
// put into it.
func (n *Network) label(s *scratch, encoded []int16, tokens []Token) {
	width := 2 * n.rel
	s.sides = grow(s.sides, s.batch.rows()*width)
	s.batch.blocks(func(first, last int) {
		acc := n.labels.times(n.kernel, &s.acc, encoded[first*n.encoded():last*n.encoded()], last-first)
		for row := first; row < last; row++ {
			sums, side := acc[(row-first)*width:], s.sides[row*width:][:width]
			for i := range side {
				side[i] = n.labels.value(i, sums[i])
			}
		}
	})
	for i, sentence := range s.batch.sentences {
		for first := 0; first < sentence.len(); first += blockRows {
			n.labelWords(s, i, tokens[sentence.first:sentence.end], first, min(first+blockRows, sentence.len()))
		}
	}
}

// labelWords sets the relations of words first up to end of a sentence.
func (n *Network) labelWords(s *scratch, sentence int, words []Token, first, end int) {
	s.activations = grow(s.activations, (end-first)*n.rel)
	for i := first; i < end; i++ {
		hidden := s.activations[(i-first)*n.rel:][:n.rel]
		if words[i].Head < 0 {
			clear(hidden) // its relation is known
			continue
		}
		dependent := s.sides[s.batch.row(sentence, i)*2*n.rel:][:n.rel]
		head := s.sides[s.batch.row(sentence, int(words[i].Head))*2*n.rel+n.rel:][:n.rel]
		for j := range hidden {
			hidden[j] = quantise(leaky(dependent[j]+head[j]), activation, mostActivation)
		}
	}
	acc := n.labelOut.times(n.kernel, &s.acc, s.activations, end-first)
	for i := first; i < end; i++ {
		words[i].Rel = uint8(n.rootRel)
		if words[i].Head >= 0 {
			words[i].Rel = uint8(n.labelOut.argmax(acc[(i-first)*len(n.Relations):], 0, len(n.Relations), n.rootRel))
		}
	}
}
