package text

import "errors"

// Model is the trained part of the analysis: tags, lemmas, trees and names. It
// is immutable and safe for concurrent use.
type Model struct{}

// Load reads the model that the program carries.
func Load() (*Model, error) {
	return nil, errors.New("text: this program carries no model")
}

// Analyse is [Analyse] and then [Model.Parse].
func (m *Model) Analyse(text string) *Document {
	d := Analyse(text)
	m.Parse(d)
	return d
}

// Parse fills in what the tokens of analysed documents are: Tag, UPOS, Lemma,
// Head, Rel, and the Spans. What a document gets does not depend on which
// others stand beside it.
func (m *Model) Parse(docs ...*Document) {}
