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
	p := &pathSearch{
		reader: newReader(s.quads), filter: f, seen: map[any]bool{},
		neighbours: map[schema.ActorID][]schema.ActorID{}, links: map[pair][]cayley.Ref{},
	}
	hops, err := p.hops(a, b)
	if err != nil {
		return nil, fmt.Errorf("graph: path from %s to %s: %w", a, b, err)
	}
	return hops, nil
}

// pair is two actors in sorted order.
type pair [2]schema.ActorID

func pairOf(a, b schema.ActorID) pair { return pair{min(a, b), max(a, b)} }

// pathSearch is a search from both ends at once, which reads only those actors
// that it comes to. From one end alone, two steps from anybody are most of the
// actors that there are.
type pathSearch struct {
	*reader
	filter     Filter
	seen       map[any]bool                        // events that were read
	neighbours map[schema.ActorID][]schema.ActorID // distinct, over the events that were read
	links      map[pair][]cayley.Ref               // the events
}

// front is one end of the search: all actors up to some distance.
type front struct {
	distance map[schema.ActorID]int
	rim      []schema.ActorID // the farthest of them
	depth    int              // their distance
}

func newFront(a schema.ActorID) *front {
	return &front{distance: map[schema.ActorID]int{a: 0}, rim: []schema.ActorID{a}}
}

func (p *pathSearch) hops(a, b schema.ActorID) ([]Hop, error) {
	chain, err := p.chain(a, b)
	if err != nil || chain == nil {
		return nil, err
	}
	actors, err := p.actors(chain)
	if err != nil {
		return nil, err
	}
	hops := make([]Hop, 0, len(chain)-1)
	for i := range chain[1:] {
		told, err := p.told(p.links[pairOf(chain[i], chain[i+1])], p.filter)
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

func (p *pathSearch) chain(a, b schema.ActorID) ([]schema.ActorID, error) {
	left, right := newFront(a), newFront(b)
	for len(left.rim) > 0 && len(right.rim) > 0 {
		near, far := left, right
		if len(right.rim) < len(left.rim) {
			near, far = right, left
		}
		if err := p.widen(near); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(near.rim, func(n schema.ActorID) bool { _, met := far.distance[n]; return met }) {
			return p.first(a, left, right), nil
		}
	}
	return nil, nil
}

// widen takes one step from the rim.
func (p *pathSearch) widen(f *front) error {
	var events []cayley.Ref
	for _, n := range f.rim {
		refs, err := p.eventsOf(n)
		if err != nil {
			return err
		}
		for _, ref := range refs {
			if !p.seen[ref.Key()] {
				p.seen[ref.Key()] = true
				events = append(events, ref)
			}
		}
	}
	facts, err := p.passing(events, p.filter)
	if err != nil {
		return err
	}
	for _, e := range facts {
		x, y := schema.ActorID(p.text(e.source)), schema.ActorID(p.text(e.target))
		if p.links[pairOf(x, y)] == nil {
			p.neighbours[x] = append(p.neighbours[x], y)
			p.neighbours[y] = append(p.neighbours[y], x)
		}
		p.links[pairOf(x, y)] = append(p.links[pairOf(x, y)], e.event)
	}
	f.depth++
	var rim []schema.ActorID
	for _, n := range f.rim {
		for _, next := range p.neighbours[n] {
			if _, known := f.distance[next]; !known {
				f.distance[next] = f.depth
				rim = append(rim, next)
			}
		}
	}
	f.rim = rim
	return nil
}

// first is the first in order of the shortest chains, once the fronts have met.
func (p *pathSearch) first(a schema.ActorID, left, right *front) []schema.ActorID {
	length := left.depth + right.depth
	// On a shortest chain are, at the distance where the fronts meet, the actors
	// of both; nearer to a, those next to one of the step after.
	on := make([]map[schema.ActorID]bool, left.depth+1)
	on[left.depth] = map[schema.ActorID]bool{}
	for n, d := range left.distance {
		if back, met := right.distance[n]; met && d+back == length {
			on[left.depth][n] = true
		}
	}
	for i := left.depth; i > 0; i-- {
		on[i-1] = map[schema.ActorID]bool{}
		for n := range on[i] {
			for _, before := range p.neighbours[n] {
				if d, known := left.distance[before]; known && d == i-1 {
					on[i-1][before] = true
				}
			}
		}
	}
	chain := []schema.ActorID{a}
	for i := 1; i <= length; i++ {
		var best schema.ActorID
		for _, n := range p.neighbours[chain[i-1]] {
			if best != "" && n > best {
				continue
			}
			if i <= left.depth {
				if on[i][n] {
					best = n
				}
			} else if d, known := right.distance[n]; known && d == length-i {
				best = n
			}
		}
		chain = append(chain, best)
	}
	return chain
}
