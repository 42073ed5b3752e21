package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/schema"
)

// survey is the skeleton of the graph, read in one pass over all quads. That is
// quicker than following references once an answer needs most events.
type survey struct {
	*reader
	events    map[any]*fact
	article   map[any]cayley.Ref // of a piece of evidence
	publisher map[any]cayley.Ref // of an article
	kinds     map[any]cayley.Ref // of an actor
	articles  map[any]bool
	evidence  map[any]bool       // that belongs to an event
	spans     map[any]cayley.Ref // whatever has a span: evidence
	named     map[any]bool       // whatever has a name: actors

	incomplete []*fact // what has a part of an event but is none; not among events
}

func takeSurvey(qs *quadStore) (*survey, error) {
	s := &survey{
		reader: newReader(qs), events: map[any]*fact{}, article: map[any]cayley.Ref{}, publisher: map[any]cayley.Ref{},
		kinds: map[any]cayley.Ref{}, articles: map[any]bool{}, evidence: map[any]bool{},
		spans: map[any]cayley.Ref{}, named: map[any]bool{},
	}
	predicates, err := s.predicates(schema.PredRelation, schema.PredSource, schema.PredTarget, schema.PredStatus,
		schema.PredDate, schema.PredPrecision, schema.PredEvidence, schema.PredArticle, schema.PredPublisher,
		schema.PredID, schema.PredSpan, schema.PredName, schema.PredKind)
	if err != nil {
		return nil, err
	}
	err = eachOf(qs.all(), func(q cayley.Ref) error {
		p, err := qs.QuadDirection(q, quad.Predicate)
		if err != nil {
			return err
		}
		predicate, wanted := predicates[p.Key()]
		if !wanted {
			return nil
		}
		subject, err := qs.QuadDirection(q, quad.Subject)
		if err != nil {
			return err
		}
		object, err := qs.QuadDirection(q, quad.Object)
		if err == nil {
			s.take(subject, predicate, object)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading all quads: %w", err)
	}
	var kinds []cayley.Ref
	for _, kind := range s.kinds {
		kinds = append(kinds, kind)
	}
	if err := s.fetch(kinds); err != nil {
		return nil, err
	}
	if _, s.incomplete, err = s.fetchFacts(slices.Collect(maps.Values(s.events))); err != nil {
		return nil, err
	}
	for _, f := range s.incomplete {
		delete(s.events, f.event.Key())
	}
	return s, nil
}

// take files a quad.
func (s *survey) take(subject cayley.Ref, predicate quad.IRI, object cayley.Ref) {
	key := subject.Key()
	switch predicate {
	case schema.PredArticle:
		s.article[key] = object
	case schema.PredPublisher:
		s.publisher[key] = object
	case schema.PredID:
		s.articles[key] = true
	case schema.PredSpan:
		s.spans[key] = subject
	case schema.PredName:
		s.named[key] = true
	case schema.PredKind:
		s.kinds[key] = object
	default:
		f := s.events[key]
		if f == nil {
			f = &fact{event: subject}
			s.events[key] = f
		}
		f.set(predicate, object)
		if predicate == schema.PredEvidence {
			s.evidence[object.Key()] = true
		}
	}
}

// sources counts the articles and the outlets of the facts.
func (s *survey) sources(facts ...*fact) (articles, outlets int) {
	told, by := map[any]bool{}, map[any]bool{}
	for _, f := range facts {
		for _, ev := range f.evidence {
			if article := s.article[ev.Key()]; article != nil {
				told[article.Key()] = true
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
func (s *survey) outlets(f *fact) []any {
	var out []any
	for _, ev := range f.evidence {
		article := s.article[ev.Key()]
		if article == nil {
			continue
		}
		if publisher := s.publisher[article.Key()]; publisher != nil {
			out = append(out, publisher.Key())
		} else {
			out = append(out, article.Key())
		}
	}
	return out
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

// Edge is all events of one relation from one actor to another. A symmetric
// relation has one edge, its ends in sorted order.
type Edge struct {
	Source   schema.ActorID  `json:"source"`
	Target   schema.ActorID  `json:"target"`
	Relation schema.Relation `json:"relation"`
	Events   int             `json:"events"`
	Articles int             `json:"articles"` // distinct
	Sources  int             `json:"sources"`  // distinct outlets
	Dates    []schema.Date   `json:"dates"`    // distinct, sorted
}

// Edges gives the edges over the events that pass the filter, by source, target
// and relation. Without statuses in the filter only what happened counts.
func (s *Store) Edges(f Filter) ([]Edge, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	if len(f.Statuses) == 0 {
		f.Statuses = []schema.Status{schema.Actual}
	}
	all, err := takeSurvey(s.quads)
	if err != nil {
		return nil, fmt.Errorf("graph: edges: %w", err)
	}
	type ends struct {
		source, target schema.ActorID
		relation       schema.Relation
	}
	facts := map[ends][]*fact{}
	for _, e := range all.chosen(f) {
		k := ends{schema.ActorID(all.text(e.source)), schema.ActorID(all.text(e.target)), all.relation(e)}
		facts[k] = append(facts[k], e)
	}
	out := make([]Edge, 0, len(facts))
	for k, facts := range facts {
		e := Edge{Source: k.source, Target: k.target, Relation: k.relation, Events: len(facts)}
		e.Articles, e.Sources = all.sources(facts...)
		for _, f := range facts {
			if d := all.date(f); !d.IsZero() {
				e.Dates = append(e.Dates, d)
			}
		}
		slices.SortFunc(e.Dates, compareDates)
		e.Dates = slices.Compact(e.Dates)
		out = append(out, e)
	}
	slices.SortFunc(out, func(x, y Edge) int {
		return cmp.Or(cmp.Compare(x.Source, y.Source), cmp.Compare(x.Target, y.Target), cmp.Compare(x.Relation, y.Relation))
	})
	return out, nil
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
