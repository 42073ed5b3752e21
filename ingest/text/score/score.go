// Package score compares analyses of a text with the gold: annotations made or
// checked by people.
//
// Pairs of documents of one text enter [Tally.Add]; the scores leave as [Score]s,
// by measure, by relation and by class of name. The measures are those of the CoNLL
// 2018 shared task (https://universaldependencies.org/conll18/evaluation.html): words
// of the two documents correspond where they are the same letters of the text, and
// an answer is right if it is the gold's for the corresponding word. Where the
// tokens are the gold's, F1 is therefore the accuracy.
package score

import (
	"strings"

	"entente/ingest/text"
)

// Score counts answers.
type Score struct {
	Gold  int // to be found
	Found int
	Right int // found as the gold has it
}

// Precision is how much of what was found is right, 0 if nothing was.
func (s Score) Precision() float64 { return ratio(s.Right, s.Found) }

// Recall is how much of the gold was found, 0 if it has nothing.
func (s Score) Recall() float64 { return ratio(s.Right, s.Gold) }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 { return ratio(2*s.Right, s.Gold+s.Found) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (s *Score) add(o Score) {
	s.Gold += o.Gold
	s.Found += o.Found
	s.Right += o.Right
}

// Tally adds up the scores of documents. The zero Tally is empty and ready.
type Tally struct {
	// TitlesInNames is for gold that counts titles as part of persons' names
	// ("President Bush"): a title found right before a name is joined with it,
	// other titles are not counted.
	TitlesInNames bool

	Tokens, Sentences Score
	UPOS, XPOS, Lemma Score
	UAS               Score // the head
	LAS               Score // the head and the universal relation, nsubj for nsubj:pass
	FullLAS           Score // the head and the relation with its subtype
	CLAS              Score // LAS of content words alone

	// HasUPOS and so on are whether the gold has any; if not, the scores mean nothing.
	HasUPOS, HasXPOS, HasLemma, HasTree bool

	relations map[text.Rel]*Score
	names     map[text.SpanKind]*Score
}

// Add compares one document with the gold. The two must have the same text.
func (t *Tally) Add(gold, found *text.Document) {
	a := align(gold, found)
	t.Tokens.add(Score{len(gold.Tokens), len(found.Tokens), a.pairs})
	t.Sentences.add(sentences(gold, found))
	t.tags(a)
	t.trees(a)
	t.addNames(gold, found)
}

// tags compares what words say of themselves. A lemma that the gold leaves open,
// of the second half of a broken word, is right whatever it is.
func (t *Tally) tags(a alignment) {
	all := Score{Gold: len(a.gold.Tokens), Found: len(a.found.Tokens)}
	upos, xpos, lemma := all, all, all
	for i := range a.gold.Tokens {
		g := &a.gold.Tokens[i]
		t.HasUPOS = t.HasUPOS || g.UPOS != ""
		t.HasXPOS = t.HasXPOS || g.Tag != ""
		t.HasLemma = t.HasLemma || g.Lemma != ""
		if a.toFound[i] < 0 {
			continue
		}
		f := &a.found.Tokens[a.toFound[i]]
		count(&upos, g.UPOS == f.UPOS)
		count(&xpos, g.Tag == f.Tag)
		count(&lemma, g.Lemma == "" || g.Lemma == f.Lemma)
	}
	t.UPOS.add(upos)
	t.XPOS.add(xpos)
	t.Lemma.add(lemma)
}

func count(s *Score, right bool) {
	if right {
		s.Right++
	}
}

// alignment says which tokens of two documents are the same letters.
type alignment struct {
	gold, found     *text.Document
	toFound, toGold []int // the token of the other document, -1 if there is none
	pairs           int
}

func align(gold, found *text.Document) alignment {
	a := alignment{gold: gold, found: found, toFound: none(len(gold.Tokens)), toGold: none(len(found.Tokens))}
	for i, j := 0, 0; i < len(gold.Tokens) && j < len(found.Tokens); {
		g, f := &gold.Tokens[i], &found.Tokens[j]
		switch {
		case g.Start == f.Start && g.End == f.End:
			a.toFound[i], a.toGold[j] = j, i
			a.pairs++
			i, j = i+1, j+1
		case g.Start < f.Start || g.Start == f.Start && g.End < f.End:
			i++
		default:
			j++
		}
	}
	return a
}

// Bare is a document of the words and sentences of another and no more: what an
// analysis of gold words begins with.
func Bare(doc *text.Document) *text.Document {
	bare := &text.Document{Text: doc.Text, Sentences: doc.Sentences, Tokens: make([]text.Token, len(doc.Tokens))}
	for i, t := range doc.Tokens {
		bare.Tokens[i] = text.Token{Start: t.Start, End: t.End}
	}
	return bare
}

func none(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// sentences are right if they begin and end where the gold's do.
func sentences(gold, found *text.Document) Score {
	s := Score{Gold: len(gold.Sentences), Found: len(found.Sentences)}
	known := map[[2]int]bool{}
	for _, g := range gold.Sentences {
		known[stretch(gold, g.First, g.End)] = true
	}
	for _, f := range found.Sentences {
		count(&s, known[stretch(found, f.First, f.End)])
	}
	return s
}

// stretch is where tokens stand in the text.
func stretch(d *text.Document, first, end int) [2]int {
	return [2]int{d.Tokens[first].Start, d.Tokens[end-1].End}
}

// universal is a relation without its subtype.
func universal(r text.Rel) text.Rel {
	name, _, _ := strings.Cut(string(r), ":")
	return text.Rel(name)
}
