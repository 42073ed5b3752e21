package graph

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/cayleygraph/quad"
)

// column is all quads of a predicate, by subject and object: what of the whole store an index
// needs, in eight bytes a quad. A map would take ten times as many.
type column []cell

// cell is the subject and the object of a quad.
type cell struct{ subject, object uint32 }

func (c cell) number() uint64 { return uint64(c.subject)<<32 | uint64(c.object) }

// columns reads those of the predicates from the store, and the ids of events on the way.
func (q *quadStore) columns(predicates map[node]quad.IRI) (map[quad.IRI]column, eventIDs, error) {
	// Behind the map, because a quad should not cost an assignment to it.
	byPredicate := make(map[node]*pieces[cell], len(predicates))
	for p := range predicates {
		byPredicate[p] = new(pieces[cell])
	}
	var ids pieces[eventID]
	events, err := newEventMatcher()
	if err != nil {
		return nil, nil, err
	}
	most := node(0)
	err = q.pass(func(subject, predicate, object node) {
		if c := byPredicate[predicate]; c != nil {
			c.add(cell{uint32(subject), uint32(object)})
			most = max(most, subject, object)
		}
	}, func(n node, value []byte) {
		if id, ok := events.match(value); ok {
			ids.add(eventID{uint32(n), id})
			most = max(most, n)
		}
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading all quads: %w", err)
	}
	if most > math.MaxUint32 {
		return nil, nil, fmt.Errorf("a store of more than %d nodes and quads", uint32(math.MaxUint32))
	}
	out := make(map[quad.IRI]column, len(predicates))
	for p, c := range byPredicate {
		all := c.whole()
		slices.SortFunc(all, func(a, b cell) int { return cmp.Compare(a.number(), b.number()) })
		out[predicates[p]] = all
	}
	named := ids.whole()
	slices.SortFunc(named, func(a, b eventID) int { return cmp.Compare(a.node, b.node) })
	return out, named, nil
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

// next gives the cells of a subject, and forgets them and those of lower subjects: for
// who asks for one subject after the other, in order.
func (c *column) next(subject node) column {
	rest := *c
	for len(rest) > 0 && node(rest[0].subject) < subject {
		rest = rest[1:]
	}
	end := 0
	for end < len(rest) && node(rest[end].subject) == subject {
		end++
	}
	*c = rest[end:]
	return rest[:end]
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

// objects are the objects, each once, in order. They are often few, and a bit for each
// number that one may have is less than a copy of them all to put in order.
func (c column) objects() []node {
	most := uint32(0)
	for _, cell := range c {
		most = max(most, cell.object)
	}
	set := make([]uint64, most/64+1)
	for _, cell := range c {
		set[cell.object/64] |= 1 << (cell.object % 64)
	}
	n := 0
	for _, word := range set {
		n += bits.OnesCount64(word)
	}
	out := make([]node, 0, n)
	for i, word := range set {
		for ; word != 0; word &= word - 1 {
			out = append(out, node(64*i+bits.TrailingZeros64(word)))
		}
	}
	return out
}

// pieces are what becomes a slice: one that grows is for a while there twice, and what it
// leaves behind several times.
type pieces[T any] struct {
	full [][]T
	last []T
}

func (p *pieces[T]) add(one T) {
	const size = 1 << 14
	if len(p.last) == size {
		p.full = append(p.full, p.last)
		p.last = make([]T, 0, size)
	}
	p.last = append(p.last, one)
}

// whole is all that was added, in order; nothing is left.
func (p *pieces[T]) whole() []T {
	all := slices.Concat(append(p.full, p.last)...)
	*p = pieces[T]{}
	return all
}
