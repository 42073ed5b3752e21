package graph

import (
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/schema"
)

// fact is an event by reference: what is needed to judge and to link it,
// without the cost of its evidence.
type fact struct {
	event, relation, source, target, status, date, precision cayley.Ref
	evidence                                                 []cayley.Ref
}

// set takes what a quad says of the event.
func (f *fact) set(p quad.IRI, o cayley.Ref) {
	switch p {
	case schema.PredRelation:
		f.relation = o
	case schema.PredSource:
		f.source = o
	case schema.PredTarget:
		f.target = o
	case schema.PredStatus:
		f.status = o
	case schema.PredDate:
		f.date = o
	case schema.PredPrecision:
		f.precision = o
	case schema.PredEvidence:
		f.evidence = append(f.evidence, o)
	}
}

func (f *fact) complete() bool {
	return f.relation != nil && f.source != nil && f.target != nil && f.status != nil
}

// fetchFacts looks up what the facts refer to, and parts those that are events
// from those that lack something or speak of what the vocabulary does not know,
// as only imported quads can.
func (r *reader) fetchFacts(facts []*fact) (events, others []*fact, err error) {
	refs := make([]cayley.Ref, 0, 6*len(facts))
	for _, f := range facts {
		refs = append(refs, f.relation, f.source, f.target, f.status, f.date, f.precision)
	}
	if err := r.fetch(refs); err != nil {
		return nil, nil, err
	}
	for _, f := range facts {
		if f.complete() && r.relation(f).Valid() && r.status(f).Valid() {
			events = append(events, f)
		} else {
			others = append(others, f)
		}
	}
	return events, others, nil
}

// predicates gives those of the predicates that the store knows, by the key of
// their reference.
func (r *reader) predicates(iris ...quad.IRI) (map[any]quad.IRI, error) {
	out := make(map[any]quad.IRI, len(iris))
	for _, p := range iris {
		ref, err := r.ref(p)
		if err != nil {
			return nil, err
		}
		if ref != nil {
			out[ref.Key()] = p
		}
	}
	return out, nil
}

func (r *reader) relation(f *fact) schema.Relation { return schema.Relation(r.text(f.relation)) }
func (r *reader) status(f *fact) schema.Status     { return schema.Status(r.text(f.status)) }

func (r *reader) date(f *fact) schema.Date {
	t, ok := r.value(f.date).(quad.Time)
	if !ok {
		return schema.Date{}
	}
	return schema.DateOf(time.Time(t).UTC(), schema.Precision(r.text(f.precision)))
}
