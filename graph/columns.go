package graph

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/cayleygraph/quad"
)

// column is all quads of a predicate, by subject and object: what of the whole store an index
// needs, in eight bytes a quad. A map would take ten times as many.
type column []cell

// cell is the subject and the object of a quad.
type cell struct{ subject, object uint32 }

func (c cell) number() uint64 { return uint64(c.subject)<<32 | uint64(c.object) }

// columns reads those of the predicates from the store.
func (q *quadStore) columns(predicates map[node]quad.IRI) (map[quad.IRI]column, error) {
	out := make(map[quad.IRI]column, len(predicates))
	// Behind the map, because a quad should not cost an assignment to it.
	byPredicate := make(map[node]*column, len(predicates))
	for p := range predicates {
		byPredicate[p] = new(column)
	}
	most := node(0)
	err := q.triples(func(subject, predicate, object node) {
		if c := byPredicate[predicate]; c != nil {
			*c = append(*c, cell{uint32(subject), uint32(object)})
			most = max(most, subject, object)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("reading all quads: %w", err)
	}
	if most > math.MaxUint32 {
		return nil, fmt.Errorf("a store of more than %d nodes and quads", uint32(math.MaxUint32))
	}
	for p, c := range byPredicate {
		slices.SortFunc(*c, func(a, b cell) int { return cmp.Compare(a.number(), b.number()) })
		out[predicates[p]] = *c
	}
	return out, nil
}

// of gives the cells of a subject.
func (c column) of(subject node) column {
	begin, _ := slices.BinarySearchFunc(c, subject, func(c cell, subject node) int { return cmp.Compare(node(c.subject), subject) })
	end := begin
	for end < len(c) && node(c[end].subject) == subject {
		end++
	}
	return c[begin:end]
}

// last is the last object of a subject, the one with the highest number, 0 if there is none.
func (c column) last(subject node) node {
	if cells := c.of(subject); len(cells) > 0 {
		return node(cells[len(cells)-1].object)
	}
	return 0
}

// subjects are the subjects, each once, in order.
func (c column) subjects() []node {
	out := make([]node, 0, len(c))
	for i, cell := range c {
		if i == 0 || cell.subject != c[i-1].subject {
			out = append(out, node(cell.subject))
		}
	}
	return out
}

// objects are the objects, each once, in order.
func (c column) objects() []node {
	out := make([]node, len(c))
	for i, cell := range c {
		out[i] = node(cell.object)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
