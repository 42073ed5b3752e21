package text

import (
	"slices"

	"entente/ingest/text/internal/network"
)

// parseScratch is the memory of one call of Parse, kept for the next.
type parseScratch struct {
	words []string
	ends  []int // of sentences, in words
	said  []network.Token
}

// Analyse is [Analyse] and then [Model.Parse].
func (m *Model) Analyse(text string) *Document {
	d := Analyse(text)
	m.Parse(d)
	return d
}

// Parse fills in what the tokens of analysed documents are: Tag, UPOS, Lemma,
// Head and Rel, and the Spans. Sentences of like length are computed together,
// whichever of the documents they are from, so many short documents are best
// given at once; what each gets does not depend on the others.
//
// Documents made elsewhere may have sentences longer than [MaxSentence]. These
// are parsed piece by piece, and the roots of later pieces made dependents of
// the first, with the relation parataxis. So is a dateline, of what follows it.
func (m *Model) Parse(docs ...*Document) {
	s := m.scratch.Get().(*parseScratch)
	defer m.scratch.Put(s)
	s.words, s.ends = s.words[:0], s.ends[:0]
	for _, d := range docs {
		for _, sentence := range d.Sentences {
			for first, end := range d.clauses(sentence) {
				for i := first; i < end; i++ {
					s.words = append(s.words, d.Word(i))
				}
				s.ends = append(s.ends, len(s.words))
			}
		}
	}
	s.said = slices.Grow(s.said[:0], len(s.words))[:len(s.words)]
	m.network.Parse(s.words, s.ends, s.said)
	clear(s.words) // or they would keep the texts
	said := s.said
	for _, d := range docs {
		d.Spans = nil
		for _, sentence := range d.Sentences {
			m.fill(d, sentence, said)
			m.lemmas.lemmatise(d, sentence)
			said = said[sentence.End-sentence.First:]
		}
	}
}

// fill sets what was said of the words of a sentence, and appends its spans. The
// roots of its pieces hang on that of the first, or, behind a dateline, the second.
func (m *Model) fill(d *Document, sentence Sentence, said []network.Token) {
	var roots []int
	for first, end := range d.clauses(sentence) {
		for i := first; i < end; i++ {
			word, token := said[i-sentence.First], &d.Tokens[i]
			token.UPOS, token.Tag, token.Rel = m.upos[word.UPOS], m.tags[word.Tag], m.relations[word.Rel]
			if token.Head = first + int(word.Head); word.Head < 0 {
				roots = append(roots, i)
			}
			name := m.entities[word.Entity]
			switch last := len(d.Spans) - 1; {
			case name.begins:
				d.Spans = append(d.Spans, Span{First: i, End: i + 1, Kind: name.kind})
			case name.inside: // the network lets it stand after the same name alone
				d.Spans[last].End = i + 1
			}
		}
	}
	root := roots[0]
	if len(roots) > 1 && d.Dateline(sentence) > 0 {
		root = roots[1]
	}
	for _, i := range roots {
		d.Tokens[i].Head, d.Tokens[i].Rel = root, "parataxis"
	}
	d.Tokens[root].Head, d.Tokens[root].Rel = -1, "root"
}
