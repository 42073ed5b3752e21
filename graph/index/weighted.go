package index

import (
	"container/heap"
	"math"
	"slices"

	"entente/schema"
)

// halfLife is after how many days an event counts half for the strength of a tie.
const halfLife = 365

// Strongest gives up to k chains from a to b, the one of least length first, where
// a hop is the shorter the stronger the tie: its length is 1 divided by its
// strength. Every event that passes adds to the strength of a tie as many as there
// are outlets that tell of it, halved for each year (365 days) that it is older than
// the newest event of the graph; one without a date counts as old as the oldest.
func (s *Search) Strongest(a, b schema.ActorID, k int) []*Chain {
	if s.strengths == nil {
		s.strengths = make([]float64, len(s.g.edges))
	}
	var out []*Chain
	for _, w := range s.best(a, b, k, s.lightest, s.length) {
		c := s.chain(w.actors)
		c.Length = w.length
		out = append(out, c)
	}
	return out
}

// length is that of the hop between two actors that are linked.
func (s *Search) length(a, b uint32) float64 {
	row := s.g.row(a)
	i, _ := slices.BinarySearchFunc(row, b, func(s step, b uint32) int { return int(s.to) - int(b) })
	_, strength := s.tie(a, row[i:])
	return 1 / strength
}

// tie adds up the edges at the head of a row that lead to one actor; n is how many
// there are, and the strength 0 if no step may be taken.
func (s *Search) tie(from uint32, row []step) (n int, strength float64) {
	for n < len(row) && row[n].to == row[0].to {
		if s.may(from, row[n]) {
			strength += s.strength(row[n].edge)
		}
		n++
	}
	return n, strength
}

func (s *Search) strength(edge uint32) float64 {
	if s.strengths[edge] == 0 {
		for _, e := range s.g.eventsOf(edge) {
			if s.passes(e) {
				s.strengths[edge] += float64(max(1, e.sources)) * math.Exp2(-float64(s.g.age(e))/halfLife)
			}
		}
	}
	return s.strengths[edge]
}

// age is how many days an event ended before the newest of the graph did.
func (g *Graph) age(e event) int32 {
	switch {
	case g.newest == undated:
		return 0
	case e.first == undated:
		return g.newest - g.oldest
	}
	return g.newest - e.last
}

// lightest is the algorithm of Dijkstra.
func (s *Search) lightest(a, b uint32) []uint32 {
	length := map[uint32]float64{a: 0}
	before := map[uint32]uint32{}
	settled := map[uint32]bool{}
	for queue := (lengths{{a, 0}}); len(queue) > 0; {
		at := heap.Pop(&queue).(reach).actor
		if settled[at] {
			continue
		}
		settled[at] = true
		if at == b {
			way := []uint32{b}
			for at != a {
				at = before[at]
				way = append(way, at)
			}
			slices.Reverse(way)
			return way
		}
		for row := s.g.row(at); len(row) > 0; {
			to := row[0].to
			n, strength := s.tie(at, row)
			row = row[n:]
			if strength == 0 || settled[to] {
				continue
			}
			l := length[at] + 1/strength
			if old, known := length[to]; !known || l < old || l == old && at < before[to] {
				length[to], before[to] = l, at
				heap.Push(&queue, reach{to, l})
			}
		}
	}
	return nil
}

// reach is an actor with the length of a way to it.
type reach struct {
	actor  uint32
	length float64
}

// lengths is a heap of them, the shortest first, then by number.
type lengths []reach

func (q lengths) Len() int { return len(q) }
func (q lengths) Less(i, k int) bool {
	return q[i].length < q[k].length || q[i].length == q[k].length && q[i].actor < q[k].actor
}
func (q lengths) Swap(i, k int) { q[i], q[k] = q[k], q[i] }
func (q *lengths) Push(x any)   { *q = append(*q, x.(reach)) }
func (q *lengths) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
