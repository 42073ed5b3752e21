package network

import "entente/ingest/text/internal/kernel"

// attach finds the tree of each sentence of a batch. How well word j is the head
// of word i is the product of two vectors, of i as a dependent and of j as a
// head, the latter through a matrix of their relation, plus what j gains as a
// head of whatever it be.
func (n *Network) attach(s *scratch) {
	s.dependents, s.keys = grow(s.dependents, s.batch.rows()*n.arc), grow(s.keys, s.batch.rows()*n.arc)
	s.biases = grow(s.biases, s.batch.rows())
	s.batch.blocks(func(first, last int) {
		rows := last - first
		acc := n.arcs.times(n.kernel, &s.acc, s.in[first*n.encoder.width():], rows)
		s.activations = grow(s.activations, rows*n.arc)
		for row := range rows {
			sums := acc[row*2*n.arc:]
			n.arcs.activate(n.kernel, s.dependents[(first+row)*n.arc:][:n.arc], sums, 0, leaky, factor, mostFactor)
			n.headActivation(sums, s.activations[row*n.arc:][:n.arc])
		}
		acc = n.keys.times(n.kernel, &s.acc, s.activations, rows)
		for row := range rows {
			s.biases[first+row] = n.key(acc[row*(n.arc+1):], s.keys[(first+row)*n.arc:][:n.arc])
		}
	})
	for i := range s.batch.sentences {
		first, end := s.batch.rowsOf(i)
		n.scoreArcs(s, first, end)
		s.solve(s.scores, s.heads)
		for j, head := range s.heads[1:] {
			s.tokens[first+j].Head = int32(head - 1)
		}
	}
}

// headActivation makes of the sums of n.arcs what goes into n.keys.
func (n *Network) headActivation(sums []int32, head []int16) {
	n.arcs.activate(n.kernel, head, sums, n.arc, leaky, whole, mostHead)
}

// key makes of the sums of n.keys the vector of a head, and gives its bias.
func (n *Network) key(sums []int32, key []int16) int64 {
	n.keys.activate(n.kernel, key, sums, 0, straight, factor, mostFactor)
	return fixed(n.keys.value(n.arc, sums[n.arc]), factor*factor)
}

// scoreArcs sets the scores of the arcs of a sentence, and makes room for the
// heads: ROOT first, then the words of the rows.
func (n *Network) scoreArcs(s *scratch, first, end int) {
	size := end - first + 1
	s.scores, s.heads = grow(s.scores, size*size), grow(s.heads, size)
	// The keys, of which there is one for each head, are a matrix, and rows of
	// zeros make it large enough for the kernel.
	rows := max(size, kernel.MinRows)
	s.activations = grow(s.activations, rows*n.arc)
	copy(s.activations, n.rootKey)
	copy(s.activations[n.arc:], s.keys[first*n.arc:end*n.arc])
	clear(s.activations[size*n.arc:])
	s.candidates.Repack(s.activations, rows, n.arc)
	s.acc = grow(s.acc, (size-1)*rows)
	clear(s.acc)
	n.kernel.Multiply(s.acc, s.dependents[first*n.arc:], size-1, &s.candidates)
	for i := 1; i < size; i++ {
		row, products := s.scores[i*size:(i+1)*size], s.acc[(i-1)*rows:]
		row[0] = int64(products[0]) + n.rootBias
		for j, bias := range s.biases[first:end] {
			row[j+1] = int64(products[j+1]) + bias
		}
	}
}
