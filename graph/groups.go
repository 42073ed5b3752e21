package graph

import "entente/schema"

// groups part numbers into groups, at first each in one of its own.
type groups struct {
	of      []int   // the group of each number
	members [][]int // of each group
}

func newGroups(n int) groups {
	g := groups{make([]int, n), make([][]int, n)}
	for i := range n {
		g.of[i], g.members[i] = i, []int{i}
	}
	return g
}

func (g groups) with(i int) []int { return g.members[g.of[i]] }

func (g groups) unite(i, k int) {
	into, from := g.of[i], g.of[k]
	if into == from {
		return
	}
	for _, m := range g.members[from] {
		g.of[m] = into
	}
	g.members[into] = append(g.members[into], g.members[from]...)
	g.members[from] = nil
}

// pair is two actors in sorted order.
type pair [2]schema.ActorID

func pairOf(a, b schema.ActorID) pair { return pair{min(a, b), max(a, b)} }
