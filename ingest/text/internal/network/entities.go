package network

import "math"

// transition is a label that may stand before another, and what the pair adds to
// the score of a sequence.
type transition struct {
	from  uint8
	score int64
}

// entityUnit is how many of the scores of labels and transitions make 1.
const entityUnit = 1 << 10

// conventions is how many ways of marking names a network knows, those of the
// corpora that it learned from: the first is the web's, the second the news'. It
// tells of each sentence which it is in.
const conventions = 2

// name sets the entity labels of the words of a batch.
func (n *Network) name(s *scratch) {
	labels := len(n.Entities)
	width := n.entities.weights.Rows()
	s.entityScores = grow(s.entityScores, s.batch.rows()*width)
	s.batch.blocks(func(first, last int) {
		acc := n.entities.times(n.kernel, &s.acc, s.in[first*n.names.width():], last-first)
		for row := range last - first {
			scores := s.entityScores[(first+row)*width:]
			for i := range conventions*labels + 1 {
				scores[i] = fixed(n.entities.value(i, acc[row*width+i]), entityUnit)
			}
		}
	})
	for i := range s.batch.sentences {
		first, end := s.batch.rowsOf(i)
		scores := s.entityScores[first*width : end*width]
		news := int64(0)
		for word := range end - first {
			news += scores[word*width+conventions*labels]
		}
		if news > n.newsFrom {
			n.findNames(s, scores[labels:], width, n.transitions[1], s.tokens[first:end])
		} else {
			n.findNames(s, scores, width, n.transitions[0], s.tokens[first:end])
		}
	}
}

// outside is the entity label of words in no name.
const outside = 0

// findNames gives the words of a sentence the best sequence of entity labels in
// which every name begins with its B, by Viterbi's algorithm. Before the sentence
// stands O. Of equal ones the first label wins. The scores of a word begin width
// after those of the word before it.
func (n *Network) findNames(s *scratch, scores []int64, width int, transitions [][]transition, words []Token) {
	labels := len(n.Entities)
	s.backpointers = grow(s.backpointers, len(words)*labels)
	s.paths, s.longer = grow(s.paths, labels), grow(s.longer, labels)
	const unreachable = math.MinInt64 / 2
	for label := range s.paths {
		s.paths[label] = unreachable
	}
	s.paths[outside] = 0
	for i := range words {
		for label := range labels {
			var from uint8
			most := int64(math.MinInt64)
			for _, t := range transitions[label] {
				if score := s.paths[t.from] + t.score; score > most {
					from, most = t.from, score
				}
			}
			s.backpointers[i*labels+label] = from
			s.longer[label] = most + scores[i*width+label]
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
