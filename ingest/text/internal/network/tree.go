package network

import "math"

// arborescence finds the maximum spanning arborescence of a dense graph of
// arcs: the tree with the greatest sum of scores whose root has exactly one
// child. It takes time square in the number of words, and is scratch memory.
//
// It is the algorithm of Chu, Liu and Edmonds: take for everything the best arc
// that enters it; contract a cycle of those into one component, for which an arc
// from outside is worth what it gains over the arc of the cycle that it
// replaces; go on until there is no cycle; then open the components again.
type arborescence struct {
	slots      []slot // place 0 is ROOT, the others begin as the words
	arcs       []arc  // by slot of the dependent, then slot of the head
	components []component
	path       []int
}

// slot is a row and column of the graph, taken by a component or by none.
type slot struct {
	component int // -1: none, what was here is contracted into another
	head      int // the slot that its best arc comes from
	walk      int // the last walk along heads that came by
}

// arc is the best arc between two components, and the words that it joins.
type arc struct {
	score           int64
	dependent, head int32
}

// component is a word, or a contracted cycle. Its number is greater than those
// of the components it is made of, and that of a word is its place.
type component struct {
	parent int // that it was contracted into
	in     arc // that enters it
}

// solve finds the head of each word i from 1, heads[i], where 0 is ROOT;
// heads[0] is left alone. scores[i*len(heads)+j] is how well j is the head of i.
// Of equal scores the first wins.
func (a *arborescence) solve(scores []int64, heads []int) {
	size, roots := len(heads), 0
	a.slots = grow(a.slots, size)
	a.slots[0] = slot{}
	for i := 1; i < size; i++ {
		row, head := scores[i*size:(i+1)*size], 0
		for j, score := range row {
			if score > row[head] && j != i {
				head = j
			}
		}
		heads[i], a.slots[i] = head, slot{component: i, head: head}
		if head == 0 {
			roots++
		}
	}
	if roots == 1 && a.cycle() == nil {
		return
	}
	a.load(scores, size)
	for cycle := a.cycle(); cycle != nil; cycle = a.cycle() {
		a.contract(cycle)
	}
	a.expand(heads)
}

// load copies the graph. An arc from ROOT loses so much that no tree gains from
// a second one.
func (a *arborescence) load(scores []int64, size int) {
	low, high := scores[size], scores[size]
	for _, score := range scores[size:] {
		low, high = min(low, score), max(high, score)
	}
	loss := int64(size)*(high-low) + 1
	a.arcs, a.components = grow(a.arcs, size*size), grow(a.components, size)
	clear(a.components)
	for i := 1; i < size; i++ {
		for j := range size {
			a.arcs[i*size+j] = arc{scores[i*size+j], int32(i), int32(j)}
		}
		a.arcs[i*size].score -= loss
		a.findHead(i)
		a.slots[i].walk = 0
	}
}

// findHead sets the best arc of a slot.
func (a *arborescence) findHead(dependent int) {
	row, head := a.arcs[dependent*len(a.slots):(dependent+1)*len(a.slots)], -1
	for j := range row {
		if j != dependent && a.slots[j].component >= 0 && (head < 0 || row[j].score > row[head].score) {
			head = j
		}
	}
	a.slots[dependent].head = head
}

// cycle is the slots of a cycle of best arcs, nil if there is none. Walks along
// heads end at ROOT or where one has been before.
func (a *arborescence) cycle() []int {
	for i := range a.slots {
		a.slots[i].walk = 0
	}
	for start := 1; start < len(a.slots); start++ {
		if a.slots[start].component < 0 {
			continue
		}
		a.path = a.path[:0]
		at := start
		for at != 0 && a.slots[at].walk == 0 {
			a.slots[at].walk = start
			a.path = append(a.path, at)
			at = a.slots[at].head
		}
		if at == 0 || a.slots[at].walk != start {
			continue
		}
		for i, slot := range a.path {
			if slot == at {
				return a.path[i:]
			}
		}
	}
	return nil
}

// contract makes one component of a cycle, in its first slot.
func (a *arborescence) contract(cycle []int) {
	size, into, made := len(a.slots), cycle[0], len(a.components)
	at := func(dependent, head int) *arc { return &a.arcs[dependent*size+head] }
	for _, member := range cycle {
		c := &a.components[a.slots[member].component]
		c.parent, c.in = made, *at(member, a.slots[member].head)
		a.slots[member].component = -1
	}
	a.components = append(a.components, component{})
	// Now what has a component is ROOT and what lies outside the cycle.
	for other := range a.slots {
		if a.slots[other].component < 0 {
			continue
		}
		in, out := arc{score: math.MinInt64}, arc{score: math.MinInt64}
		for _, member := range cycle {
			replaced := at(member, a.slots[member].head).score
			if gain := at(member, other).score - replaced; gain > in.score {
				in = *at(member, other)
				in.score = gain
			}
			if at(other, member).score > out.score {
				out = *at(other, member)
			}
			if a.slots[other].head == member {
				a.slots[other].head = into
			}
		}
		*at(into, other), *at(other, into) = in, out
	}
	a.slots[into].component = made
	a.findHead(into)
}

// expand opens the components, the last first: the arc that enters one enters
// the part of it that it points to, and the other parts keep those of the cycle.
func (a *arborescence) expand(heads []int) {
	size := len(heads)
	for i, s := range a.slots[1:] {
		if s.component >= 0 {
			a.components[s.component].in = a.arcs[(i+1)*size+s.head]
		}
	}
	for whole := len(a.components) - 1; whole >= size; whole-- {
		in := a.components[whole].in
		part := int(in.dependent)
		for a.components[part].parent != whole {
			part = a.components[part].parent
		}
		a.components[part].in = in
	}
	for i := 1; i < size; i++ {
		heads[i] = int(a.components[i].in.head)
	}
}
