package graph

import (
	"cmp"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/graph/index"
	"entente/schema"
)

// PathQuery asks for chains of events from one actor to another, whichever way the
// events point.
type PathQuery struct {
	From, To schema.ActorID
	Filter   Filter           // of the events that make a hop
	Avoid    []schema.ActorID // nobody of these is on a chain
	Kind     PathKind
	Most     int // chains at most; of the kind InOrder there is one
}

// PathKind is which chains are the best.
type PathKind int

// The kinds of [PathQuery]. Of equally good chains those come first whose ids, read
// from the one end, do.
const (
	Shortest PathKind = iota // the shortest alone
	NextBest                 // the shortest, then the next longer ones
	Weighted                 // strong ties first, see [index.Search.Strongest]
	InOrder                  // no hop before the one before it, see [index.Search.InOrder]
)

// Paths is the answer to a [PathQuery].
type Paths struct {
	Chains []Chain
	All    int // how many chains of the kind Shortest there are; if Most is 1 they are not counted
}

// Chain is one way from an actor to another.
type Chain struct {
	Hops   []Hop
	Length float64 // the number of hops; of the kind Weighted the sum of 1 / strength
}

// Hop is one step of a chain.
type Hop struct {
	From   schema.Actor `json:"from"`
	To     schema.Actor `json:"to"`
	Events []Told       `json:"events"` // that link the two: most sources first, then most articles, then by date and id
}

// Path gives the first of the shortest chains from a to b over the events that pass
// the filter. It is nil if there is none, and empty if a is b.
func (s *Store) Path(a, b schema.ActorID, f Filter) ([]Hop, error) {
	if a == b {
		return []Hop{}, nil
	}
	paths, err := s.Paths(PathQuery{From: a, To: b, Filter: f, Most: 1})
	if err != nil || len(paths.Chains) == 0 {
		return nil, err
	}
	return paths.Chains[0].Hops, nil
}

// Paths answers the query. An actor that the graph does not know has no chains.
func (s *Store) Paths(q PathQuery) (Paths, error) {
	unlock, err := s.reading()
	if err != nil {
		return Paths{}, err
	}
	defer unlock()
	p, err := s.paths(q)
	if err != nil {
		return p, fmt.Errorf("graph: path from %s to %s: %w", q.From, q.To, err)
	}
	return p, nil
}

func (s *Store) paths(q PathQuery) (Paths, error) {
	g, err := s.currentIndex()
	if err != nil {
		return Paths{}, err
	}
	search := g.Search(q.Filter, q.Avoid...)
	var found []*index.Chain
	all := 0
	switch q.Kind {
	case Shortest:
		if q.Most == 1 { // much quicker than to count them
			if c := search.Shortest(q.From, q.To); c != nil {
				found, all = append(found, c), 1
			}
			break
		}
		found, all = search.AllShortest(q.From, q.To, q.Most)
	case NextBest:
		found = search.Best(q.From, q.To, q.Most)
	case Weighted:
		found = search.Strongest(q.From, q.To, q.Most)
	case InOrder:
		if c := search.InOrder(q.From, q.To); c != nil {
			found = append(found, c)
		}
	}
	r := newReader(s.quads)
	p := Paths{All: all}
	for _, c := range found {
		hops, err := r.hops(c, q.Filter)
		if err != nil {
			return p, err
		}
		p.Chains = append(p.Chains, Chain{hops, c.Length})
	}
	return p, nil
}

// hops reads the actors and events of a chain.
func (r *reader) hops(c *index.Chain, f Filter) ([]Hop, error) {
	actors, err := r.actors(c.Actors)
	if err != nil {
		return nil, err
	}
	hops := make([]Hop, 0, len(c.Events))
	for i, ids := range c.Events {
		told, err := r.toldOf(ids, f)
		if err != nil {
			return nil, err
		}
		hops = append(hops, Hop{actors[i], actors[i+1], told})
	}
	return hops, nil
}

// toldOf reads events by id, most sources first, then most articles, then by date and id.
func (r *reader) toldOf(ids []string, f Filter) ([]Told, error) {
	refs, err := r.indexed(ids)
	if err != nil {
		return nil, err
	}
	told, err := r.told(refs, f)
	slices.SortStableFunc(told, func(x, y Told) int {
		return cmp.Or(cmp.Compare(y.Sources, x.Sources), cmp.Compare(y.Articles, x.Articles))
	})
	return told, err
}

// indexed gives the references of events that the index names.
func (r *reader) indexed(ids []string) ([]cayley.Ref, error) {
	iris := make([]quad.Value, len(ids))
	for i, id := range ids {
		iris[i] = quad.IRI(id)
	}
	refs, err := r.refs(iris)
	if err != nil {
		return nil, err
	}
	if slices.Contains(refs, nil) {
		return nil, fmt.Errorf("the index names events that the store does not have; mend it with: entente check --repair")
	}
	return refs, nil
}
