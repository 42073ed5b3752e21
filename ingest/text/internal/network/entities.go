package network

import "math"

// tag sets the parts of speech and the entity labels of the words of a batch.
func (n *Network) tag(s *scratch) {
	tags, labels, end := len(n.UPOS), len(n.UPOS)+len(n.Tags), n.tags.weights.Rows()
	s.entityScores = s.entityScores[:0]
	const none = -1
	s.batch.blocks(func(first, last int) {
		acc := n.tags.times(n.kernel, &s.acc, s.in[first*n.encoded():], last-first)
		for row := first; row < last; row++ {
			sums := acc[(row-first)*end:]
			s.tokens[row].UPOS = uint8(n.tags.argmax(sums, 0, tags, none))
			s.tokens[row].Tag = uint8(n.tags.argmax(sums, tags, labels, none))
			for i := labels; i < end; i++ {
				s.entityScores = append(s.entityScores, fixed(n.tags.value(i, sums[i]), 1<<10))
			}
		}
	})
	for i := range s.batch.sentences {
		first, end := s.batch.rowsOf(i)
		n.findNames(s, s.entityScores[first*len(n.Entities):], s.tokens[first:end])
	}
}

// outside is the entity label of words in no name.
const outside = 0

// findNames gives the words of a sentence the best sequence of entity labels in
// which every name begins with its B, by Viterbi's algorithm. Of equal ones the
// first label wins.
func (n *Network) findNames(s *scratch, scores []int64, words []Token) {
	labels := len(n.Entities)
	s.backpointers = grow(s.backpointers, len(words)*labels)
	s.paths, s.longer = grow(s.paths, labels), grow(s.longer, labels)
	const unreachable = math.MinInt64 / 2
	for label := range s.paths {
		s.paths[label] = unreachable
	}
	s.paths[outside] = 0 // before the sentence
	for i := range words {
		for label := range labels {
			from := n.mayFollow[label][0]
			for _, earlier := range n.mayFollow[label][1:] {
				if s.paths[earlier] > s.paths[from] {
					from = earlier
				}
			}
			s.backpointers[i*labels+label] = from
			s.longer[label] = s.paths[from] + scores[i*labels+label]
		}
		s.paths, s.longer = s.longer, s.paths
	}
	label := uint8(outside)
	for i, score := range s.paths {
		if score > s.paths[label] {
			label = uint8(i)
		}
	}
	for i := len(words) - 1; i >= 0; i-- {
		words[i].Entity = label
		label = s.backpointers[i*labels+int(label)]
	}
}
