package index

import (
	"slices"

	"entente/schema"
)

// Search looks for chains over the events that pass a filter. It keeps what it
// needs between questions: one Search asked a thousand times is much quicker than
// a thousand. It is not safe for concurrent use.
type Search struct {
	*lens
	closed []bool // actors that no chain goes through

	// Of the question: who was reached from the one side, in which order and
	// from whom, and how far others are from the other side.
	place    []int32 // by actor, in the queue of the left side; -1 for one that was not reached
	left     []reached
	distance []int32 // by actor, from the right side; -1 …
	right    []uint32

	// The steps from one actor that may not be taken, see besides.
	spur   uint32
	barred map[uint32]bool

	strengths []float64 // by edge, 0 where not known yet
}

// reached is an actor in the queue of a search.
type reached struct {
	actor  uint32
	before int32 // place of the one before on the way
}

// Search makes a search; chains go through nobody whom it is to avoid.
func (g *Graph) Search(f Filter, avoid ...schema.ActorID) *Search {
	s := &Search{
		lens: g.lens(f), closed: make([]bool, len(g.actors)),
		place: make([]int32, len(g.actors)), distance: make([]int32, len(g.actors)),
	}
	for i := range g.actors {
		s.place[i], s.distance[i] = -1, -1
	}
	for _, id := range avoid {
		if a, known := g.number(id); known {
			s.closed[a] = true
		}
	}
	return s
}

// Chain is a way from one actor to another.
type Chain struct {
	Actors []schema.ActorID
	// Length is the number of hops, or of a weighted search the sum of their lengths.
	Length float64
	// Events has for each hop the events that make it, by date, undated last; of a
	// search in order the one that carries the word.
	Events [][]string
}

// Shortest is a shortest chain from a to b, whichever way the events point; of
// several the one whose ids come first in order. It is nil if there is none or one
// of the two is to be avoided, and has no hop if a is b.
func (s *Search) Shortest(a, b schema.ActorID) *Chain {
	x, y, ok := s.ends(a, b)
	if !ok {
		return nil
	}
	return s.chain(s.shortest(x, y))
}

func (s *Search) ends(a, b schema.ActorID) (x, y uint32, ok bool) {
	x, known := s.g.number(a)
	y, knownToo := s.g.number(b)
	return x, y, known && knownToo && !s.closed[x] && !s.closed[y]
}

// chain gives the actors their names and the hops their events.
func (s *Search) chain(way []uint32) *Chain {
	if way == nil {
		return nil
	}
	c := s.named(way)
	for i := range way[1:] {
		c.Events = append(c.Events, s.link(way[i], way[i+1]))
	}
	return c
}

// named is chain without the events.
func (s *Search) named(way []uint32) *Chain {
	c := &Chain{Length: float64(len(way) - 1)}
	for _, a := range way {
		c.Actors = append(c.Actors, s.g.actors[a])
	}
	return c
}

// link lists the events that link two actors.
func (s *Search) link(a, b uint32) []string {
	var events []uint32
	row := s.g.row(a)
	i, _ := slices.BinarySearchFunc(row, b, func(s step, b uint32) int { return int(s.to) - int(b) })
	for ; i < len(row) && row[i].to == b; i++ {
		if !s.sees(row[i]) {
			continue
		}
		from, to := s.g.bounds(row[i].edge)
		for e := from; e < to; e++ {
			if s.passes(s.g.events[e]) {
				events = append(events, e)
			}
		}
	}
	slices.SortStableFunc(events, func(x, y uint32) int { return s.g.events[x].compare(s.g.events[y]) })
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = s.g.ids.at(e)
	}
	return ids
}

// may reports whether a way may go over a step from an actor.
func (s *Search) may(from uint32, over step) bool {
	return !s.closed[over.to] && s.sees(over) && (s.barred == nil || from != s.spur || !s.barred[over.to])
}

// shortest searches from both ends at once, always on the side where the next
// actors have fewer edges. On the left actors are reached in the order of the first
// of the shortest chains to each, as rows are in order of ids; so the first that
// leads over is on the first chain of all.
func (s *Search) shortest(a, b uint32) []uint32 {
	if a == b {
		return []uint32{a}
	}
	defer s.forget()
	s.reachLeft(a, -1)
	s.reachRight(b, 0)
	leftRim, rightRim := 0, 0 // where in the queues the farthest begin
	leftCost, rightCost := len(s.g.row(a)), len(s.g.row(b))
	for depth := int32(0); leftRim < len(s.left) && rightRim < len(s.right); {
		if leftCost <= rightCost {
			end := len(s.left)
			leftCost = 0
			for ; leftRim < end; leftRim++ {
				from := s.left[leftRim].actor
				for _, over := range s.g.row(from) {
					if s.place[over.to] >= 0 || !s.may(from, over) {
						continue
					}
					if s.distance[over.to] >= 0 {
						return s.joined(leftRim, over.to)
					}
					s.reachLeft(over.to, int32(leftRim))
					leftCost += len(s.g.row(over.to))
				}
			}
			continue
		}
		depth++
		end := len(s.right)
		rightCost = 0
		meeting := int32(-1)
		for ; rightRim < end; rightRim++ {
			to := s.right[rightRim]
			for _, over := range s.g.row(to) {
				switch from := over.to; {
				case s.distance[from] >= 0, !s.mayBack(to, over):
				case s.place[from] >= 0:
					if meeting < 0 || s.place[from] < meeting {
						meeting = s.place[from]
					}
				case meeting < 0:
					s.reachRight(from, depth)
					rightCost += len(s.g.row(from))
				}
			}
		}
		if meeting >= 0 {
			return s.joined(int(meeting), s.next(s.left[meeting].actor, depth-1))
		}
	}
	return nil
}

// mayBack is may for the step that leads from the other end to an actor.
func (s *Search) mayBack(to uint32, back step) bool {
	return s.may(back.to, step{to, back.edge, back.kind}) && !s.closed[back.to]
}

func (s *Search) reachLeft(actor uint32, before int32) {
	s.place[actor] = int32(len(s.left))
	s.left = append(s.left, reached{actor, before})
}

func (s *Search) reachRight(actor uint32, distance int32) {
	s.distance[actor] = distance
	s.right = append(s.right, actor)
}

// forget makes the search ready for the next question.
func (s *Search) forget() {
	for _, r := range s.left {
		s.place[r.actor] = -1
	}
	for _, a := range s.right {
		s.distance[a] = -1
	}
	s.left, s.right = s.left[:0], s.right[:0]
}

// joined is the way to a place of the left queue, on to an actor that the right
// side has reached, and from there to its end.
func (s *Search) joined(place int, over uint32) []uint32 {
	var way []uint32
	for at := int32(place); at >= 0; at = s.left[at].before {
		way = append(way, s.left[at].actor)
	}
	slices.Reverse(way)
	way = append(way, over)
	for d := s.distance[over]; d > 0; d-- {
		way = append(way, s.next(way[len(way)-1], d-1))
	}
	return way
}

// next is the first in order of the actors next to one that are so far from the right end.
func (s *Search) next(from uint32, distance int32) uint32 {
	for _, over := range s.g.row(from) {
		if s.distance[over.to] == distance && s.may(from, over) {
			return over.to
		}
	}
	panic("index: a way back that is none forth") // a link goes both ways
}

// AllShortest gives all shortest chains from a to b in the order of their ids, but
// at most so many, and how many there are (at most [math.MaxInt32]).
func (s *Search) AllShortest(a, b schema.ActorID, most int) (chains []*Chain, all int) {
	x, y, ok := s.ends(a, b)
	if !ok {
		return nil, 0
	}
	first := s.shortest(x, y)
	switch len(first) {
	case 0:
		return nil, 0
	case 1:
		return []*Chain{s.chain(first)}, 1
	}
	defer s.forget()
	s.measure(y, int32(len(first)-1))
	count := map[uint32]int{y: 1}
	all = s.count(x, count)
	way := make([]uint32, 0, len(first))
	var walk func(at uint32)
	walk = func(at uint32) {
		way = append(way, at)
		if at == y {
			chains = append(chains, s.chain(way))
		}
		for next := range s.nearer(at) {
			if len(chains) < most {
				walk(next)
			}
		}
		way = way[:len(way)-1]
	}
	if most > 0 {
		walk(x)
	}
	return chains, all
}

// measure finds the distances of all actors from one, up to a limit.
func (s *Search) measure(from uint32, limit int32) {
	s.reachRight(from, 0)
	for i := 0; i < len(s.right); i++ {
		at := s.right[i]
		if s.distance[at] == limit {
			return
		}
		for _, over := range s.g.row(at) {
			if s.distance[over.to] < 0 && s.may(at, over) {
				s.reachRight(over.to, s.distance[at]+1)
			}
		}
	}
}

// nearer gives the actors next to one that are nearer to the right end, in order.
func (s *Search) nearer(at uint32) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		last := at
		for _, over := range s.g.row(at) {
			if over.to != last && s.distance[over.to] == s.distance[at]-1 && s.may(at, over) {
				if last = over.to; !yield(over.to) {
					return
				}
			}
		}
	}
}

// count is how many shortest chains lead on from an actor.
func (s *Search) count(at uint32, known map[uint32]int) int {
	const most = 1<<31 - 1
	if n, ok := known[at]; ok {
		return n
	}
	n := 0
	for next := range s.nearer(at) {
		n = min(most, n+s.count(next, known))
	}
	known[at] = n
	return n
}
