package network

// tag sets the parts of speech of the words of a batch.
func (n *Network) tag(s *scratch) {
	tags, end := len(n.UPOS), n.tags.weights.Rows()
	const none = -1
	s.batch.blocks(func(first, last int) {
		acc := n.tags.times(n.kernel, &s.acc, s.in[first*n.encoder.width():], last-first)
		for row := first; row < last; row++ {
			sums := acc[(row-first)*end:]
			s.tokens[row].UPOS = uint8(n.tags.argmax(sums, 0, tags, none))
			s.tokens[row].Tag = uint8(n.tags.argmax(sums, tags, end, none))
		}
	})
}
