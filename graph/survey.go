package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/graph/index"
	"entente/schema"
)

// survey is the skeleton of the graph, read in one pass over all quads. That is
// quicker than following references once an answer needs most events.
type survey struct {
	*values
	events    map[node]*fact
	article   map[node]node // of a piece of evidence
	publisher map[node]node // of an article
	kinds     map[node]node // of an actor
	articles  map[node]bool
	evidence  map[node]bool // that belongs to an event
	spans     map[node]bool // whatever has a span: evidence
	named     map[node]bool // whatever has a name: actors

	incomplete []*fact // what has a part of an event but is none; not among events
}

func takeSurvey(qs *quadStore) (*survey, error) {
	s := &survey{
		values: newValues(qs), events: map[node]*fact{}, article: map[node]node{}, publisher: map[node]node{},
		kinds: map[node]node{}, articles: map[node]bool{}, evidence: map[node]bool{},
		spans: map[node]bool{}, named: map[node]bool{},
	}
	predicates, err := s.predicates(schema.PredRelation, schema.PredSource, schema.PredTarget, schema.PredStatus,
		schema.PredDate, schema.PredPrecision, schema.PredEvidence, schema.PredArticle, schema.PredPublisher,
		schema.PredID, schema.PredSpan, schema.PredName, schema.PredKind)
	if err != nil {
		return nil, err
	}
	err = qs.triples(func(subject, predicate, object node) {
		if p, wanted := predicates[predicate]; wanted {
			s.take(subject, p, object)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("reading all quads: %w", err)
	}
	if err := s.fetch(slices.Collect(maps.Values(s.kinds))); err != nil {
		return nil, err
	}
	if _, s.incomplete, err = s.fetchFacts(slices.Collect(maps.Values(s.events))); err != nil {
		return nil, err
	}
	for _, f := range s.incomplete {
		delete(s.events, f.event)
	}
	return s, nil
}

// take files a quad.
func (s *survey) take(subject node, predicate quad.IRI, object node) {
	switch predicate {
	case schema.PredArticle:
		s.article[subject] = object
	case schema.PredPublisher:
		s.publisher[subject] = object
	case schema.PredID:
		s.articles[subject] = true
	case schema.PredSpan:
		s.spans[subject] = true
	case schema.PredName:
		s.named[subject] = true
	case schema.PredKind:
		s.kinds[subject] = object
	default:
		f := s.events[subject]
		if f == nil {
			f = &fact{event: subject}
			s.events[subject] = f
		}
		f.set(predicate, object)
		if predicate == schema.PredEvidence {
			s.evidence[object] = true
		}
	}
}

// sources counts the articles and the outlets of the facts.
func (s *survey) sources(facts ...*fact) (articles, outlets int) {
	told, by := map[node]bool{}, map[node]bool{}
	for _, f := range facts {
		for _, ev := range f.evidence {
			if article := s.article[ev]; article != 0 {
				told[article] = true
			}
		}
		for _, outlet := range s.outlets(f) {
			by[outlet] = true
		}
	}
	return len(told), len(by)
}

// outlets are the publishers of the articles that tell of a fact, with repetitions; an
// article without one stands for itself.
func (s *survey) outlets(f *fact) []node {
	var out []node
	for _, ev := range f.evidence {
		article := s.article[ev]
		if article == 0 {
			continue
		}
		if publisher := s.publisher[article]; publisher != 0 {
			out = append(out, publisher)
		} else {
			out = append(out, article)
		}
	}
	return out
}

// numbered numbers the articles that are evidence, and their outlets, in the order of
// their nodes.
func (s *survey) numbered() map[node]index.Article {
	articles := slices.Sorted(maps.Values(s.article))
	articles = slices.Compact(articles)
	numbers := make(map[node]index.Article, len(articles))
	outlets := map[node]uint32{}
	for i, article := range articles {
		by := cmp.Or(s.publisher[article], article)
		if _, known := outlets[by]; !known {
			outlets[by] = uint32(len(outlets))
		}
		numbers[article] = index.Article{Number: uint32(i), Outlet: outlets[by]}
	}
	return numbers
}

// chosen gives the events that pass the filter, in no order.
func (s *survey) chosen(f Filter) []*fact {
	var out []*fact
	for _, e := range s.events {
		if !f.Passes(s.relation(e), s.status(e), s.date(e)) {
			continue
		}
		if f.MinSources > 0 {
			if _, outlets := s.sources(e); outlets < f.MinSources {
				continue
			}
		}
		out = append(out, e)
	}
	return out
}

// Stats counts what the store holds.
type Stats struct {
	Articles   int         `json:"articles"`
	Events     int         `json:"events"`
	Evidence   int         `json:"evidence"`
	Actors     int         `json:"actors"`
	Quads      int         `json:"quads"`
	ByKind     []Count     `json:"by_kind"` // of actors; most first, then by name, as the others
	ByRelation []Count     `json:"by_relation"`
	ByStatus   []Count     `json:"by_status"`
	First      schema.Date `json:"first,omitzero"` // of the dated events
	Last       schema.Date `json:"last,omitzero"`
}

// Stats counts what the store holds.
func (s *Store) Stats() (Stats, error) {
	unlock, err := s.reading()
	if err != nil {
		return Stats{}, err
	}
	defer unlock()
	all, err := takeSurvey(s.quads)
	if err != nil {
		return Stats{}, fmt.Errorf("graph: stats: %w", err)
	}
	quads, err := size(s.quads)
	if err != nil {
		return Stats{}, fmt.Errorf("graph: stats: %w", err)
	}
	st := Stats{Articles: len(all.articles), Events: len(all.events), Evidence: len(all.evidence), Actors: len(all.kinds), Quads: quads}
	kinds, relations, statuses := map[string]int{}, map[string]int{}, map[string]int{}
	for _, kind := range all.kinds {
		kinds[all.text(kind)]++
	}
	for _, e := range all.events {
		relations[string(all.relation(e))]++
		statuses[string(all.status(e))]++
		st.First, st.Last = widen(st.First, st.Last, all.date(e))
	}
	st.ByKind, st.ByRelation, st.ByStatus = counts(kinds), counts(relations), counts(statuses)
	return st, nil
}
