package network

// attach finds the tree of each sentence of a batch. How well word j is the head
// of word i is the product of two vectors, of i as a dependent and of j as a
// head, the latter through a matrix of their relation, plus what j gains as a
// head of whatever it be.
func (n *Network) attach(s *scratch, encoded []int16, tokens []Token) {
	s.dependents, s.keys = grow(s.dependents, s.batch.rows()*n.arc), grow(s.keys, s.batch.rows()*n.arc)
	s.biases = grow(s.biases, s.batch.rows())
	s.batch.blocks(func(first, last int) {
		rows := last - first
		acc := n.arcs.times(n.kernel, &s.acc, encoded[first*n.encoded():last*n.encoded()], rows)
		s.activations = grow(s.activations, rows*n.arc)
		for row := range rows {
			sums := acc[row*2*n.arc:]
			dependent := s.dependents[(first+row)*n.arc:][:n.arc]
			for i := range dependent {
				dependent[i] = quantise(leaky(n.arcs.value(i, sums[i])), factor, mostFactor)
			}
			n.headActivation(sums, s.activations[row*n.arc:][:n.arc])
		}
		acc = n.keys.times(n.kernel, &s.acc, s.activations, rows)
		for row := range rows {
			s.biases[first+row] = n.key(acc[row*(n.arc+1):], s.keys[(first+row)*n.arc:][:n.arc])
		}
	})
	for i := range s.batch.sentences {
		n.plant(s, i, tokens)
	}
}

// headActivation makes of the sums of n.arcs what goes into n.keys.
func (n *Network) headActivation(sums []int32, head []int16) {
	for i := range head {
		head[i] = quantise(leaky(n.arcs.value(n.arc+i, sums[n.arc+i])), activation, mostHead)
	}
}

// key makes of the sums of n.keys the vector of a head, and gives its bias.
func (n *Network) key(sums []int32, key []int16) int64 {
	for i := range key {
		key[i] = quantise(n.keys.value(i, sums[i]), factor, mostFactor)
	}
	return fixed(n.keys.value(n.arc, sums[n.arc]), factor*factor)
}

// plant finds the tree of a sentence of the batch.
func (n *Network) plant(s *scratch, sentence int, tokens []Token) {
	words := s.batch.sentences[sentence]
	size := words.len() + 1
	s.scores, s.tree = grow(s.scores, size*size), grow(s.tree, size)
	for i := 1; i < size; i++ {
		dependent, row := s.dependents[s.batch.row(sentence, i-1)*n.arc:][:n.arc], s.scores[i*size:(i+1)*size]
		row[0] = int64(dot(dependent, n.rootKey)) + n.rootBias
		for j := 1; j < size; j++ {
			at := s.batch.row(sentence, j-1)
			row[j] = int64(dot(dependent, s.keys[at*n.arc:][:n.arc])) + s.biases[at]
		}
	}
	s.solve(s.scores, s.tree)
	for i, head := range s.tree[1:] {
		tokens[words.first+i].Head = int32(head - 1)
	}
}

// dot is the product of two vectors of the same length. Several sums that do not
// wait for each other are faster than one.
func dot(a, b []int16) int32 {
	var sums [4]int32
	for len(a) >= 8 && len(b) >= 8 {
		sums[0] += int32(a[0])*int32(b[0]) + int32(a[4])*int32(b[4])
		sums[1] += int32(a[1])*int32(b[1]) + int32(a[5])*int32(b[5])
		sums[2] += int32(a[2])*int32(b[2]) + int32(a[6])*int32(b[6])
		sums[3] += int32(a[3])*int32(b[3]) + int32(a[7])*int32(b[7])
		a, b = a[8:], b[8:]
	}
	for i, v := range a {
		sums[0] += int32(v) * int32(b[i])
	}
	return sums[0] + sums[1] + sums[2] + sums[3]
}
