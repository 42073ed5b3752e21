package graph

import (
	"maps"
	"reflect"
	"slices"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"

	"entente/schema"
)

// fact is an event by numbers: what is needed to judge and to link it, without the
// cost of its evidence.
type fact struct {
	event, relation, source, target, status, date, precision node
	evidence                                                 []node
}

func (f *fact) complete() bool {
	return f.relation != 0 && f.source != 0 && f.target != 0 && f.status != 0
}

// values are what nodes are, looked up many at a time.
type values struct {
	qs    *quadStore
	known map[node]quad.Value
}

func newValues(qs *quadStore) *values { return &values{qs, map[node]quad.Value{}} }

// fetch looks up the nodes that are not known yet, in the order in which they lie.
func (v *values) fetch(nodes []node) error {
	missing := map[node]bool{}
	for _, n := range nodes {
		if _, known := v.known[n]; n != 0 && !known {
			missing[n] = true
		}
	}
	const piece = 100_000 // so many nodes at a time take some memory
	for some := range slices.Chunk(slices.Sorted(maps.Keys(missing)), piece) {
		if err := v.qs.lookUp(some, func(n node, value quad.Value) { v.known[n] = value }); err != nil {
			return err
		}
	}
	return nil
}

// refsOf gives references to nodes.
func (q *quadStore) refsOf(nodes []node) ([]cayley.Ref, error) {
	refs := make([]cayley.Ref, len(nodes))
	if _, inMemory := q.QuadStore.(*memstore.QuadStore); !inMemory {
		for i, n := range nodes {
			refs[i] = kv.Int64Value(n)
		}
		return refs, nil
	}
	some, err := q.ValueOf(schema.PredPLOVER) // the vocabulary is always there
	if err != nil {
		return nil, err
	}
	for i, n := range nodes {
		refs[i] = reflect.ValueOf(int64(n)).Convert(reflect.TypeOf(some)).Interface().(cayley.Ref)
	}
	return refs, nil
}

// text is the value of a node that was fetched before, as text.
func (v *values) text(n node) string { return schema.TextOf(v.known[n]) }

func (v *values) relation(f *fact) schema.Relation { return schema.Relation(v.text(f.relation)) }
func (v *values) status(f *fact) schema.Status     { return schema.Status(v.text(f.status)) }

func (v *values) date(f *fact) schema.Date {
	t, ok := v.known[f.date].(quad.Time)
	if !ok {
		return schema.Date{}
	}
	return schema.DateOf(time.Time(t).UTC(), schema.Precision(v.text(f.precision)))
}

// predicates gives those of the predicates that the store knows, by number.
func (v *values) predicates(iris ...quad.IRI) (map[node]quad.IRI, error) {
	r := newReader(v.qs)
	out := make(map[node]quad.IRI, len(iris))
	for _, p := range iris {
		ref, err := r.ref(p)
		if err != nil {
			return nil, err
		}
		if ref != nil {
			out[numberOf(ref)] = p
		}
	}
	return out, nil
}
