package graph

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/schema"
)

// reader reads nodes of the store for one answer. It keeps the values it has
// looked up: predicates, actors and dates come again and again.
type reader struct {
	qs     *quadStore
	ctx    context.Context
	values map[any]quad.Value // by the key of the reference
}

func newReader(qs *quadStore) *reader {
	return &reader{qs: qs, ctx: context.Background(), values: map[any]quad.Value{}}
}

// ref is the reference of a value, nil if the store does not know it.
func (r *reader) ref(v quad.Value) (cayley.Ref, error) {
	ref, err := r.qs.ValueOf(v)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", v, err)
	}
	return ref, nil
}

// fetch looks up the values of all references that are not known yet, at once.
func (r *reader) fetch(refs []cayley.Ref) error {
	var missing []cayley.Ref
	for _, ref := range refs {
		if ref == nil {
			continue
		}
		if _, ok := r.values[ref.Key()]; !ok {
			r.values[ref.Key()] = nil
			missing = append(missing, ref)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	values, err := cayley.ValuesOf(r.ctx, r.qs.QuadStore, missing)
	if err != nil {
		return fmt.Errorf("values of nodes: %w", err)
	}
	for i, v := range values {
		if v == nil {
			return fmt.Errorf("the store is damaged: a quad refers to node %v, which is missing", missing[i])
		}
		r.values[missing[i].Key()] = v
	}
	return nil
}

// value is the value of a reference that was fetched before.
func (r *reader) value(ref cayley.Ref) quad.Value {
	if ref == nil {
		return nil
	}
	return r.values[ref.Key()]
}

// text is the value of a reference that was fetched before, as text.
func (r *reader) text(ref cayley.Ref) string {
	return schema.TextOf(r.value(ref))
}

// quadsOf reads quads by reference.
func (r *reader) quadsOf(quads []cayley.Ref) ([]quad.Quad, error) {
	ends := make([]cayley.Ref, 0, 4*len(quads))
	for _, q := range quads {
		for _, d := range quad.Directions {
			ref, err := r.qs.QuadDirection(q, d)
			if err != nil {
				return nil, err
			}
			ends = append(ends, ref)
		}
	}
	if err := r.fetch(ends); err != nil {
		return nil, err
	}
	out := make([]quad.Quad, len(quads))
	for i := range quads {
		for k, d := range quad.Directions {
			if v := r.value(ends[4*i+k]); v != nil {
				out[i].Set(d, v)
			}
		}
	}
	return out, nil
}

// nodes reads what the store says of some subjects, in their order.
func (r *reader) nodes(subjects []cayley.Ref) ([]schema.Node, error) {
	var ends []cayley.Ref // predicate, object, …
	bounds := make([]int, 0, len(subjects)+1)
	for _, subject := range subjects {
		bounds = append(bounds, len(ends))
		err := each(r.qs.QuadIterator(quad.Subject, subject), func(q cayley.Ref) error {
			p, err := r.qs.QuadDirection(q, quad.Predicate)
			if err != nil {
				return err
			}
			o, err := r.qs.QuadDirection(q, quad.Object)
			ends = append(ends, p, o)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("quads of a node: %w", err)
		}
	}
	bounds = append(bounds, len(ends))
	if err := r.fetch(ends); err != nil {
		return nil, err
	}
	out := make([]schema.Node, len(subjects))
	for i := range subjects {
		n := schema.Node{}
		for k := bounds[i]; k < bounds[i+1]; k += 2 {
			if p, ok := r.value(ends[k]).(quad.IRI); ok {
				n[p] = append(n[p], r.value(ends[k+1]))
			}
		}
		out[i] = n
	}
	return out, nil
}

// refs gives the references of IRIs, those that the store does not know left nil.
func (r *reader) refs(iris []quad.Value) ([]cayley.Ref, error) {
	out := make([]cayley.Ref, len(iris))
	for i, iri := range iris {
		ref, err := r.ref(iri)
		if err != nil {
			return nil, err
		}
		out[i] = ref
	}
	return out, nil
}

// nodesOf is nodes by IRI; a subject that the store does not know is empty.
func (r *reader) nodesOf(iris []quad.Value) ([]schema.Node, error) {
	refs, err := r.refs(iris)
	if err != nil {
		return nil, err
	}
	return r.nodes(refs)
}

// subjects gives the subjects of the quads with this object and one of these predicates.
func (r *reader) subjects(object quad.Value, predicates ...quad.IRI) ([]cayley.Ref, error) {
	o, err := r.ref(object)
	if err != nil || o == nil {
		return nil, err
	}
	wanted := map[any]bool{}
	for _, p := range predicates {
		ref, err := r.ref(p)
		if err != nil {
			return nil, err
		}
		if ref != nil {
			wanted[ref.Key()] = true
		}
	}
	var out []cayley.Ref
	seen := map[any]bool{}
	err = each(r.qs.QuadIterator(quad.Object, o), func(q cayley.Ref) error {
		p, err := r.qs.QuadDirection(q, quad.Predicate)
		if err != nil || p == nil || !wanted[p.Key()] {
			return err
		}
		subject, err := r.qs.QuadDirection(q, quad.Subject)
		if err == nil && !seen[subject.Key()] {
			seen[subject.Key()] = true
			out = append(out, subject)
		}
		return err
	})
	return out, err
}
