package graph

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/cayleygraph/quad"
)

// column is all quads of a predicate, by subject: what of the whole store an index
// needs, in eight bytes a quad. A map would take ten times as many.
type column []cell

// cell is the subject and the object of a quad.
type cell struct{ subject, object uint32 }

// columns reads those of the predicates from the store. Of one subject the objects come
// in the order in which they were written.
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
		bySubject := func(a, b cell) int { return cmp.Compare(a.subject, b.subject) }
		if !slices.IsSortedFunc(*c, bySubject) { // nodes are mostly written in order
			slices.SortStableFunc(*c, bySubject)
		}
		out[predicates[p]] = *c
	}
	return out, nil
}

// of gives the cells of a subject, which is that of a call before or comes behind it, and
// leaves those that come behind.
func (c *column) of(subject node) column {
	rest := *c
	for len(rest) > 0 && node(rest[0].subject) < subject {
		rest = rest[1:]
	}
	n := 0
	for n < len(rest) && node(rest[n].subject) == subject {
		n++
	}
	*c = rest[n:]
	return rest[:n]
}

// last is the object that was written last of those of a subject, 0 if there is none;
// the subject is one as for of.
func (c *column) last(subject node) node {
	if cells := c.of(subject); len(cells) > 0 {
		return node(cells[len(cells)-1].object)
	}
	return 0
}

// all gives the cells of any subject.
func (c column) all(subject node) column {
	begin, _ := slices.BinarySearchFunc(c, subject, func(c cell, subject node) int { return cmp.Compare(node(c.subject), subject) })
	rest := c[begin:]
	return rest.of(subject)
}

// at is the object that was written last of those of any subject, 0 if there is none.
func (c column) at(subject node) node {
	rest := c.all(subject)
	return rest.last(subject)
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
