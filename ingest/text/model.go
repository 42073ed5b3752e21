package text

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"entente/ingest/text/internal/network"
)

// weights is the file that train/export.py wrote.
//
//go:embed english.model
var weights string

// Model is the trained part of the analysis: tags, lemmas, trees and names. It
// is immutable and safe for concurrent use.
type Model struct {
	network   *network.Network
	upos      []Tag
	tags      []Tag
	relations []Rel
	entities  []entity
	lemmas    *lemmatiser
	scratch   *sync.Pool // of *parseScratch
}

// entity is what a label of the network says of a word: that it is in a name of
// that kind, and whether it begins it.
type entity struct {
	kind           SpanKind
	inside, begins bool
}

// Load reads the model that the program carries.
func Load() (*Model, error) { return read(weights) }

// read makes a model of a file of weights.
func read(data string) (*Model, error) {
	n, err := network.Read(data)
	if err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	lemmas, err := newLemmatiser(lemmaRules)
	if err != nil {
		return nil, fmt.Errorf("text: %w", err)
	}
	m := &Model{network: n, lemmas: lemmas, scratch: &sync.Pool{New: func() any { return new(parseScratch) }}}
	for _, name := range n.UPOS {
		m.upos = append(m.upos, Tag(name))
	}
	for _, name := range n.Tags {
		m.tags = append(m.tags, Tag(name))
	}
	for _, name := range n.Relations {
		m.relations = append(m.relations, Rel(name))
	}
	for _, label := range n.Entities {
		e, err := entityOf(label)
		if err != nil {
			return nil, err
		}
		m.entities = append(m.entities, e)
	}
	return m, nil
}

// entityOf reads a label such as B-PER.
func entityOf(label string) (entity, error) {
	place, name, _ := strings.Cut(label, "-")
	if label == "O" {
		return entity{}, nil
	}
	for kind, known := range spanKinds {
		if name == known && (place == "B" || place == "I") {
			return entity{kind: SpanKind(kind), inside: true, begins: place == "B"}, nil
		}
	}
	return entity{}, fmt.Errorf("text: weights: entities have %q, which is not O, B- or I- with a kind of span", label)
}
