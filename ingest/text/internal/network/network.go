// Package network is the neural network of package text. The words of
// sentences enter [Network.Parse]; the tags, the head, the relation and the
// place in a name leave it, for each word, as numbers of labels.
//
// It is two bidirectional LSTMs over the words. On one stand a linear layer for
// tags, a biaffine one for the arcs of the tree, and a perceptron for their
// relations (after Dozat and Manning, 2017); on the other, a smaller one, a
// conditional random field for names. Names have an encoder of their own, as
// what is learned of them is learned soonest and spoiled by training on.
//
// Weights are int8, activations int16, and every sum of products is an integer.
// Integer sums are exact in any order; what is float32 is done element by element,
// one rounding an operation. So every processor, batch and order gives the same.
//
// [Read] makes a Network of a file of weights, and checks all of it, so that
// nothing can overflow or leave its range later.
package network

import (
	"cmp"
	"slices"
	"sync"

	"entente/ingest/text/internal/kernel"
)

// Network is the weights in the form that is computed with. It is immutable
// and safe for concurrent use.
type Network struct {
	Labels
	About string // what the weights were made of, and their licence

	words    map[string]int32 // lower case, to rows of the table
	wordRows table

	names       encoder
	entities    linear                      // Entities in each convention, and which it is, one under the other
	transitions [conventions][][]transition // for each entity label those that may stand before it
	newsFrom    int64                       // above it, a sentence is in the second convention

	encoder encoder // of all that follows
	tags    linear  // UPOS and Tags, one under the other

	arc      int     // size of the vectors of dependents and heads
	arcs     linear  // to dependents, then to heads
	keys     linear  // from heads to what dependents are multiplied with; the last row to their biases
	rootKey  []int16 // of ROOT
	rootBias int64

	rel      int // size of the hidden layer of relations
	labels   linear
	labelOut linear
	rootRel  int // "root" in Relations

	kernel  *kernel.Kernel
	scratch *sync.Pool // of *scratch
}

// Labels are the names of what a network can say.
type Labels struct {
	UPOS      []string `json:"upos"`      // universal parts of speech
	Tags      []string `json:"xpos"`      // Penn's
	Entities  []string `json:"entities"`  // O, B-PER, I-PER, …
	Relations []string `json:"relations"` // of Universal Dependencies, with subtypes
}

// Token is what the network says of a word: indices into the Labels, and the
// place of its head in the sentence, -1 for the root.
type Token struct {
	UPOS, Tag, Entity, Rel uint8
	Head                   int32
}

// The bounds of what goes through the encoder side by side: sentences, and words
// in all, of which there is memory for.
const (
	batchSentences = 64
	batchWords     = 4096
)

// blockRows is how many words a layer is computed for at once: enough that
// reading its weights pays, few enough that the sums stay in the cache.
const blockRows = 64

// Parse reads sentences: ends says where each ends in words. What it finds goes
// to tokens, which is as long as words. A sentence of n words takes n² memory.
func (n *Network) Parse(words []string, ends []int, tokens []Token) {
	s := n.scratch.Get().(*scratch)
	defer n.scratch.Put(s)
	s.order = s.order[:0]
	first := 0
	for _, end := range ends {
		if end > first {
			s.order = append(s.order, extent{first, end})
		}
		first = end
	}
	slices.SortFunc(s.order, func(a, b extent) int {
		return cmp.Or(b.len()-a.len(), a.first-b.first)
	})
	for rest := s.order; len(rest) > 0; rest = rest[len(s.sentences):] {
		s.batch.lay(rest[:max(1, min(len(rest), batchSentences, batchWords/rest[0].len()))])
		s.tokens = grow(s.tokens, s.batch.rows())
		n.encode(s, &n.names, words)
		n.name(s)
		n.encode(s, &n.encoder, words)
		n.tag(s)
		n.attach(s)
		n.label(s)
		for i, sentence := range s.sentences {
			first, end := s.batch.rowsOf(i)
			copy(tokens[sentence.first:sentence.end], s.tokens[first:end])
		}
	}
}

// scratch is the memory of one call of Parse, kept for the next.
type scratch struct {
	order []extent
	batch
	speller
	arborescence

	formOf   map[string]int // of the words of a batch; empty between batches
	forms    []int          // by row, by step
	distinct int            // forms
	formSums []int32

	acc         []int32 // the sums of a block
	activations []int16 // of a block
	in, out     []int16 // of a layer of the encoder
	state       []int16
	cells       []float32

	// By sentence, for all words of the batch.
	tokens           []Token
	entityScores     []int64
	dependents, keys []int16
	biases           []int64
	sides            []int32

	// Of one sentence.
	dependent     []float32
	backpointers  []uint8
	paths, longer []int64
	candidates    kernel.Matrix
	scores        []int64
	heads         []int
}

// grow gives a slice of that length and any content, in the old memory if that is enough.
func grow[T any](s []T, length int) []T { return slices.Grow(s[:0], length)[:length] }
