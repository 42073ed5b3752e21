package graph

import (
	"cmp"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"

	"entente/schema"
)

// Hop is one step of a chain of contacts.
type Hop struct {
	From   schema.Actor `json:"from"`
	To     schema.Actor `json:"to"`
	Events []Told       `json:"events"` // that link the two: most sources first, then most articles, then by date and id
}

// Path gives a shortest chain from a to b over the events that pass the filter,
// whichever way these point. Of several it is the one whose ids, read from a,
// come first in order. It is nil if there is none, and empty if a is b.
func (s *Store) Path(a, b schema.ActorID, f Filter) ([]Hop, error) {
	if a == b {
		return []Hop{}, nil
	}
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	hops, err := path(s.quads, a, b, f)
	if err != nil {
		return nil, fmt.Errorf("graph: path from %s to %s: %w", a, b, err)
	}
	return hops, nil
}

func path(qs cayley.QuadStore, a, b schema.ActorID, f Filter) ([]Hop, error) {
	all, err := takeSurvey(qs)
	if err != nil {
		return nil, err
	}
	neighbours := map[schema.ActorID][]schema.ActorID{}
	type pair [2]schema.ActorID
	links := map[pair][]cayley.Ref{}
	for _, e := range all.passing(f) {
		x, y := schema.ActorID(all.text(e.source)), schema.ActorID(all.text(e.target))
		if x > y {
			x, y = y, x
		}
		if links[pair{x, y}] == nil {
			neighbours[x] = append(neighbours[x], y)
			neighbours[y] = append(neighbours[y], x)
		}
		links[pair{x, y}] = append(links[pair{x, y}], e.event)
	}
	chain := shortest(a, b, neighbours)
	if chain == nil {
		return nil, nil
	}
	actors, err := all.actors(chain)
	if err != nil {
		return nil, err
	}
	hops := make([]Hop, 0, len(chain)-1)
	for i := range chain[1:] {
		x, y := chain[i], chain[i+1]
		told, err := all.told(links[pair{min(x, y), max(x, y)}], f)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(told, func(x, y Told) int {
			return cmp.Or(cmp.Compare(y.Sources, x.Sources), cmp.Compare(y.Articles, x.Articles))
		})
		hops = append(hops, Hop{actors[i], actors[i+1], told})
	}
	return hops, nil
}

// shortest searches breadth first. As it takes neighbours in the order of their
// ids, each actor is reached first by the chain that comes first in order.
func shortest(a, b schema.ActorID, neighbours map[schema.ActorID][]schema.ActorID) []schema.ActorID {
	from := map[schema.ActorID]schema.ActorID{a: ""}
	for queue := []schema.ActorID{a}; len(queue) > 0; queue = queue[1:] {
		next := neighbours[queue[0]]
		slices.Sort(next)
		for _, n := range next {
			if _, seen := from[n]; seen {
				continue
			}
			from[n] = queue[0]
			if n == b {
				var chain []schema.ActorID
				for at := b; at != ""; at = from[at] {
					chain = append(chain, at)
				}
				slices.Reverse(chain)
				return chain
			}
			queue = append(queue, n)
		}
	}
	return nil
}
