package index

import (
	"cmp"
	"slices"

	"entente/schema"
)

// Best gives up to k chains from a to b without a detour over one actor twice, the
// shortest first and of equally long ones in the order of their ids. It is the
// algorithm of Yen, "Finding the K Shortest Loopless Paths in a Network" (1971).
func (s *Search) Best(a, b schema.ActorID, k int) []*Chain {
	var out []*Chain
	for _, w := range s.best(a, b, k, s.shortest, func(uint32, uint32) float64 { return 1 }) {
		out = append(out, s.chain(w.actors))
	}
	return out
}

// way is a chain by numbers, with its length.
type way struct {
	actors []uint32
	length float64
}

func (w way) compare(v way) int {
	return cmp.Or(cmp.Compare(w.length, v.length), slices.Compare(w.actors, v.actors))
}

// best takes the best way from find, and then, again and again, the best of those
// that leave a way already taken at some actor, and do not go on from there as
// any taken way does that came the same way.
func (s *Search) best(a, b schema.ActorID, k int, find func(a, b uint32) []uint32, length func(a, b uint32) float64) []way {
	x, y, ok := s.ends(a, b)
	if !ok || k < 1 {
		return nil
	}
	measured := func(actors []uint32) way {
		w := way{actors: actors}
		for i := range actors[1:] {
			w.length += length(actors[i], actors[i+1])
		}
		return w
	}
	first := find(x, y)
	if first == nil {
		return nil
	}
	taken := []way{measured(first)}
	var waiting []way // in order
	for len(taken) < k {
		for _, w := range s.besides(taken, find) {
			next := measured(w)
			if i, known := slices.BinarySearchFunc(waiting, next, way.compare); !known {
				waiting = slices.Insert(waiting, i, next)
			}
		}
		if len(waiting) == 0 {
			break
		}
		taken = append(taken, waiting[0])
		waiting = waiting[1:]
	}
	return taken
}

// besides gives the best way that leaves the last of those taken at each of its actors.
func (s *Search) besides(taken []way, find func(a, b uint32) []uint32) [][]uint32 {
	last := taken[len(taken)-1].actors
	end := last[len(last)-1]
	var out [][]uint32
	for i := range last[:len(last)-1] {
		s.spur, s.barred = last[i], map[uint32]bool{}
		for _, w := range taken {
			if len(w.actors) > i+1 && slices.Equal(w.actors[:i+1], last[:i+1]) {
				s.barred[w.actors[i+1]] = true
			}
		}
		if rest := find(last[i], end); rest != nil {
			out = append(out, slices.Concat(last[:i], rest))
		}
		s.closed[last[i]] = true // for those that leave later
	}
	for _, actor := range last[:len(last)-1] {
		s.closed[actor] = false
	}
	s.barred = nil
	return out
}
