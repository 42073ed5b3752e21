package index

import (
	"math"
	"slices"

	"entente/schema"
)

// InOrder is a chain from a to b that word could have travelled: no hop was before
// the one before it. Of these it has the fewest hops, and of those the one on which
// word arrives first. An event of a month or a year may have been on any of its
// days; one without a date carries nothing. It is nil if there is none.
//
// Hop by hop it keeps the earliest day on which each actor can have heard: whoever
// hears later, in as many hops, can tell nobody sooner.
func (s *Search) InOrder(a, b schema.ActorID) *Chain {
	x, y, ok := s.ends(a, b)
	if !ok {
		return nil
	}
	if x == y {
		return s.chain([]uint32{x})
	}
	heard := make([]int32, len(s.g.actors)) // the earliest day so far
	for i := range heard {
		heard[i] = math.MaxInt32
	}
	heard[x] = math.MinInt32
	last := map[uint32]int{} // where among the arrivals the actor is
	arrivals := []arrival{{actor: x, day: math.MinInt32, before: -1}}
	for begin := 0; begin < len(arrivals); {
		end := len(arrivals)
		for i := begin; i < end; i++ {
			from := arrivals[i]
			for _, over := range s.g.row(from.actor) {
				if !s.may(from.actor, over) {
					continue
				}
				event, day, found := s.earliest(over.edge, from.day)
				if !found || day >= heard[over.to] {
					continue
				}
				heard[over.to] = day
				next := arrival{over.to, day, i, event}
				if at, known := last[over.to]; known && at >= end {
					arrivals[at] = next
				} else {
					last[over.to] = len(arrivals)
					arrivals = append(arrivals, next)
				}
			}
		}
		if at, known := last[y]; known {
			return s.carried(arrivals, at)
		}
		begin = end
	}
	return nil
}

// arrival is how word comes to an actor.
type arrival struct {
	actor  uint32
	day    int32
	before int    // the arrival at whoever told it
	event  uint32 // on which
}

// earliest is the first event of an edge on which word can travel that is there on
// a day, and the day on which it then is.
func (s *Search) earliest(edge uint32, day int32) (found uint32, on int32, ok bool) {
	from, to := s.g.bounds(edge)
	for i := from; i < to; i++ {
		e := s.g.events[i]
		if e.first == undated {
			break // as are all that follow
		}
		if !s.passes(e) || e.last < day {
			continue
		}
		return i, max(e.first, day), true
	}
	return 0, 0, false
}

func (s *Search) carried(arrivals []arrival, at int) *Chain {
	var way []uint32
	var events [][]string
	for ; at >= 0; at = arrivals[at].before {
		way = append(way, arrivals[at].actor)
		if arrivals[at].before >= 0 {
			events = append(events, []string{s.g.ids.at(arrivals[at].event)})
		}
	}
	slices.Reverse(way)
	slices.Reverse(events)
	c := s.named(way)
	c.Events = events
	return c
}
