package graph

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

// survey is the skeleton of the graph, read in one pass over all quads. That is quicker than
// following references once an answer needs most events. It is of columns: what it takes of
// memory are eight bytes for each quad of the predicates that it is of.
type survey struct {
	*values
	columns map[quad.IRI]column
	ids     eventIDs
}

// eventPredicates are those of an event but for its evidence.
var eventPredicates = []quad.IRI{schema.PredRelation, schema.PredSource, schema.PredTarget, schema.PredStatus, schema.PredDate, schema.PredPrecision}

// takeSurvey reads what there is of events, and columns of more predicates.
func takeSurvey(qs *quadStore, more ...quad.IRI) (*survey, error) {
	v := newValues(qs)
	predicates, err := v.predicates(slices.Concat(eventPredicates, []quad.IRI{schema.PredEvidence}, more)...)
	if err != nil {
		return nil, err
	}
	columns, ids, err := qs.columns(predicates)
	if err != nil {
		return nil, err
	}
	for _, p := range eventPredicates {
		if err := v.fetch(columns[p].objects()); err != nil {
			return nil, err
		}
	}
	return &survey{v, columns, ids}, nil
}

// facts gives whatever has a part of an event, in the order of nodes. Each holds until the
// next one comes.
func (s *survey) facts() iter.Seq[*fact] {
	return func(yield func(*fact) bool) {
		of := s.columns
		relation, source, target, status := of[schema.PredRelation], of[schema.PredSource], of[schema.PredTarget], of[schema.PredStatus]
		date, precision, evidence := of[schema.PredDate], of[schema.PredPrecision], of[schema.PredEvidence]
		parts := []*column{&relation, &source, &target, &status, &date, &precision, &evidence}
		var f fact
		for {
			n := node(math.MaxUint64)
			for _, part := range parts {
				if len(*part) > 0 {
					n = min(n, node((*part)[0].subject))
				}
			}
			if n == math.MaxUint64 {
				return
			}
			f = fact{
				event: n, relation: s.first(relation.next(n)), source: s.first(source.next(n)), target: s.first(target.next(n)),
				status: s.first(status.next(n)), date: s.first(date.next(n)), precision: s.first(precision.next(n)), evidence: f.evidence[:0],
			}
			for _, one := range evidence.next(n) {
				f.evidence = append(f.evidence, node(one.object))
			}
			if !yield(&f) {
				return
			}
		}
	}
}

// first is the object that comes first as text, as [schema.Node.Text] has it; 0 if there is none.
func (v *values) first(of column) node {
	var first node
	for _, cell := range of {
		if n := node(cell.object); first == 0 || v.text(n) < v.text(first) {
			first = n
		}
	}
	return first
}

// sound reports whether a fact is an event. What lacks something or speaks of what the
// vocabulary does not know, as only imported quads can, is none; Check names it.
func (s *survey) sound(f *fact) bool {
	return f.complete() && s.relation(f).Valid() && s.status(f).Valid()
}

// events gives those of the facts that are events.
func (s *survey) events() iter.Seq[*fact] {
	return func(yield func(*fact) bool) {
		for f := range s.facts() {
			if s.sound(f) && !yield(f) {
				return
			}
		}
	}
}

// identified gives the events by id.
func (s *survey) identified() (iter.Seq2[string, *fact], error) {
	others, err := s.otherIDs()
	if err != nil {
		return nil, err
	}
	return func(yield func(string, *fact) bool) {
		ids := s.ids
		for e := range s.events() {
			id, ours := ids.next(e.event)
			if !ours {
				id = others[e.event]
			}
			if !yield(id, e) {
				return
			}
		}
	}, nil
}

// otherIDs are the ids of events that were not seen as the store was read.
func (s *survey) otherIDs() (map[node]string, error) {
	var missing []node
	ids := s.ids
	for _, cell := range s.columns[schema.PredRelation] {
		n := node(cell.subject)
		if _, ours := ids.next(n); !ours && (len(missing) == 0 || missing[len(missing)-1] != n) {
			missing = append(missing, n)
		}
	}
	others := make(map[node]string, len(missing))
	if len(missing) == 0 {
		return others, nil
	}
	for event, err := range s.qs.valuesOf(missing) {
		if err != nil {
			return nil, err
		}
		others[event.node] = schema.TextOf(event.value)
	}
	return others, nil
}

// article is the article of a piece of evidence, 0 if there is none.
func (s *survey) article(evidence node) node { return s.columns[schema.PredArticle].last(evidence) }

// passes judges an event. Where the filter asks for sources, the survey has to be of articles and publishers.
func (s *survey) passes(e *fact, f Filter) bool {
	return f.Passes(s.relation(e), s.status(e), s.date(e)) && (f.MinSources <= 0 || s.outlets(e) >= f.MinSources)
}

// outlets counts the publishers of the articles that tell of a fact; an article without
// one stands for itself.
func (s *survey) outlets(f *fact) int {
	distinct := map[node]bool{}
	for _, ev := range f.evidence {
		if article := s.article(ev); article != 0 {
			distinct[cmp.Or(s.columns[schema.PredPublisher].last(article), article)] = true
		}
	}
	return len(distinct)
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
	all, err := takeSurvey(s.quads, schema.PredID, schema.PredKind)
	if err != nil {
		return Stats{}, fmt.Errorf("graph: stats: %w", err)
	}
	quads, err := size(s.quads)
	if err != nil {
		return Stats{}, fmt.Errorf("graph: stats: %w", err)
	}
	kindOf := all.columns[schema.PredKind]
	if err := all.fetch(kindOf.objects()); err != nil {
		return Stats{}, fmt.Errorf("graph: stats: %w", err)
	}
	st := Stats{
		Articles: len(all.columns[schema.PredID].subjects()), Evidence: len(all.columns[schema.PredEvidence].objects()),
		Actors: len(kindOf.subjects()), Quads: quads,
	}
	kinds, relations, statuses := map[string]int{}, map[string]int{}, map[string]int{}
	for _, actor := range kindOf.subjects() {
		kinds[all.text(all.first(kindOf.next(actor)))]++
	}
	for e := range all.events() {
		st.Events++
		relations[string(all.relation(e))]++
		statuses[string(all.status(e))]++
		st.First, st.Last = widen(st.First, st.Last, all.date(e))
	}
	st.ByKind, st.ByRelation, st.ByStatus = counts(kinds), counts(relations), counts(statuses)
	return st, nil
}
