package network

import "math"

// tag sets the parts of speech and the entity labels of the words of a batch.
func (n *Network) tag(s *scratch, encoded []int16, tokens []Token) {
	tags, labels, end := len(n.UPOS), len(n.UPOS)+len(n.Tags), n.tags.weights.Rows()
	s.entityScores = s.entityScores[:0]
	const none = -1
	s.batch.blocks(func(first, last int) {
		acc := n.tags.times(n.kernel, &s.acc, encoded[first*n.encoded():last*n.encoded()], last-first)
		for _, place := range s.batch.places[first:last] {
			sums := acc[:end]
			acc = acc[end:]
			tokens[place].UPOS = uint8(n.tags.argmax(sums, 0, tags, none))
			tokens[place].Tag = uint8(n.tags.argmax(sums, tags, labels, none))
			for i := labels; i < end; i++ {
				s.entityScores = append(s.entityScores, fixed(n.tags.value(i, sums[i]), 1<<10))
			}
		}
	})
	for i := range s.batch.sentences {
		n.findNames(s, i, tokens)
	}
}

// outside is the entity label of words in no name.
const outside = 0

// findNames gives the words of a sentence of the batch the best sequence of
// entity labels in which every name begins with its B, by Viterbi's algorithm.
// Of equal ones the first label wins.
func (n *Network) findNames(s *scratch, sentence int, tokens []Token) {
	labels, words := len(n.Entities), s.batch.sentences[sentence]
	s.backpointers = grow(s.backpointers, words.len()*labels)
	s.paths, s.longer = grow(s.paths, labels), grow(s.longer, labels)
	const unreachable = math.MinInt64 / 2
	for label := range s.paths {
		s.paths[label] = unreachable
	}
	s.paths[outside] = 0 // before the sentence
	for i := range words.len() {
		scores, back := s.entityScores[s.batch.row(sentence, i)*labels:], s.backpointers[i*labels:]
		for label := range labels {
			from := n.mayFollow[label][0]
			for _, earlier := range n.mayFollow[label][1:] {
				if s.paths[earlier] > s.paths[from] {
					from = earlier
				}
			}
			back[label], s.longer[label] = from, s.paths[from]+scores[label]
		}
		s.paths, s.longer = s.longer, s.paths
	}
	label := uint8(outside)
	for i, score := range s.paths {
		if score > s.paths[label] {
			label = uint8(i)
		}
	}
	for i := words.len() - 1; i >= 0; i-- {
		tokens[words.first+i].Entity = label
		label = s.backpointers[i*labels+int(label)]
	}
}
