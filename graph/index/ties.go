package index

import (
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/simple"
)

// ties is who has anything to do with whom, over the events that pass a filter: a
// simple undirected graph, whose nodes are the actors that have a tie, in order of
// their ids, and whose weights are numbers of events. It is a weighted graph to gonum.
type ties struct {
	actors []uint32 // by node
	rows   []uint32 // of node n the others are others[rows[n]:rows[n+1]]
	others []uint32 // nodes, of each row in order
	events []uint32 // … and how many each is tied by
}

func (g *Graph) ties(f Filter) *ties {
	l := g.lens(f)
	t := &ties{rows: []uint32{0}}
	node := make([]uint32, len(g.actors))
	for a := range g.actors {
		begin := len(t.others)
		for _, s := range g.row(uint32(a)) {
			n := l.count(s)
			if n == 0 {
				continue
			}
			if last := len(t.others) - 1; last >= begin && t.others[last] == s.to {
				t.events[last] += n
			} else {
				t.others, t.events = append(t.others, s.to), append(t.events, n)
			}
		}
		if len(t.others) > begin {
			node[a] = uint32(len(t.actors))
			t.actors = append(t.actors, uint32(a))
			t.rows = append(t.rows, uint32(len(t.others)))
		}
	}
	for i, a := range t.others {
		t.others[i] = node[a]
	}
	return t
}

// count is how many events that pass make a step.
func (l *lens) count(s step) uint32 {
	if !l.sees(s) {
		return 0
	}
	n := uint32(0)
	for _, e := range l.g.eventsOf(s.edge) {
		if l.passes(e) {
			n++
		}
	}
	return n
}

func (t *ties) row(n uint32) []uint32 { return t.others[t.rows[n]:t.rows[n+1]] }

func (t *ties) weights(n uint32) []uint32 { return t.events[t.rows[n]:t.rows[n+1]] }

// tie is where the tie of two nodes stands in the row of the first; -1 if they have none.
func (t *ties) tie(a, b int64) int {
	if uint64(a) >= uint64(len(t.actors)) {
		return -1
	}
	if i, ok := slices.BinarySearch(t.row(uint32(a)), uint32(b)); ok {
		return int(t.rows[a]) + i
	}
	return -1
}

// What follows is what gonum asks of a weighted undirected graph.

func (t *ties) Node(id int64) graph.Node {
	if uint64(id) >= uint64(len(t.actors)) {
		return nil
	}
	return simple.Node(id)
}

func (t *ties) Nodes() graph.Nodes {
	all := make([]graph.Node, len(t.actors))
	for i := range all {
		all[i] = simple.Node(i)
	}
	return iterator.NewOrderedNodes(all)
}

func (t *ties) From(id int64) graph.Nodes {
	row := t.row(uint32(id))
	if len(row) == 0 {
		return graph.Empty
	}
	others := make([]graph.Node, len(row))
	for i, n := range row {
		others[i] = simple.Node(n)
	}
	return iterator.NewOrderedNodes(others)
}

func (t *ties) HasEdgeBetween(a, b int64) bool { return t.tie(a, b) >= 0 }

func (t *ties) Edge(a, b int64) graph.Edge { return t.EdgeBetween(a, b) }

func (t *ties) EdgeBetween(a, b int64) graph.Edge {
	if e := t.WeightedEdgeBetween(a, b); e != nil {
		return e
	}
	return nil
}

func (t *ties) WeightedEdge(a, b int64) graph.WeightedEdge { return t.WeightedEdgeBetween(a, b) }

func (t *ties) WeightedEdgeBetween(a, b int64) graph.WeightedEdge {
	if t.tie(a, b) < 0 {
		return nil
	}
	w, _ := t.Weight(a, b)
	return simple.WeightedEdge{F: simple.Node(a), T: simple.Node(b), W: w}
}

func (t *ties) Weight(a, b int64) (w float64, ok bool) {
	if i := t.tie(a, b); i >= 0 {
		return float64(t.events[i]), true
	}
	return 0, a == b
}
