package index

import (
	"cmp"
	"slices"
)

// communities parts the nodes so that ties are many within a part and few between
// parts, by the method of Blondel et al., "Fast unfolding of communities in large
// networks" (2008): nodes move to the part of a neighbour as long as that adds to the
// modularity, then every part becomes a node, and so on. Nodes are taken in order,
// not at random. The largest part comes first, of equally large ones the one with
// the first node.
func (t *ties) communities() [][]int64 {
	l := &level{loops: make([]float64, len(t.actors)), rows: t.rows, others: t.others, weights: make([]float64, len(t.events))}
	for i, n := range t.events {
		l.weights[i] = float64(n)
	}
	parts := make([][]int64, len(t.actors)) // the nodes in each node of the level
	for i := range parts {
		parts[i] = []int64{int64(i)}
	}
	for {
		of, n := l.move()
		if n == len(parts) {
			break
		}
		merged := make([][]int64, n)
		for i, part := range of {
			merged[part] = append(merged[part], parts[i]...)
		}
		parts, l = merged, l.merge(of, n)
	}
	for _, part := range parts {
		slices.Sort(part)
	}
	slices.SortFunc(parts, func(x, y []int64) int {
		return cmp.Or(cmp.Compare(len(y), len(x)), slices.Compare(x, y))
	})
	return parts
}

// level is a graph whose nodes are parts of the graph below.
type level struct {
	loops   []float64 // weight within each node
	rows    []uint32
	others  []uint32
	weights []float64
}

// move moves nodes until that gains nothing any more, and gives the part of each,
// numbered from 0, and how many there are.
func (l *level) move() (of []uint32, n int) {
	nodes := len(l.loops)
	of = make([]uint32, nodes)
	degree := make([]float64, nodes) // of each node
	within := make([]float64, nodes) // … of each part
	all := 0.0
	for i := range nodes {
		of[i] = uint32(i)
		degree[i] = 2 * l.loops[i]
		for k := l.rows[i]; k < l.rows[i+1]; k++ {
			degree[i] += l.weights[k]
		}
		within[i] = degree[i]
		all += degree[i]
	}
	to := make([]float64, nodes) // weight from the node to each part next to it
	var near []uint32
	const enough = 1e-9 // of the whole weight; less may be a rounding error
	for moved := true; moved; {
		moved = false
		for i := range nodes {
			own := of[i]
			near = append(near[:0], own)
			for k := l.rows[i]; k < l.rows[i+1]; k++ {
				part := of[l.others[k]]
				if to[part] == 0 && part != own {
					near = append(near, part)
				}
				to[part] += l.weights[k]
			}
			within[own] -= degree[i]
			gain := func(part uint32) float64 { return to[part] - within[part]*degree[i]/all }
			best := own
			for _, part := range near[1:] {
				if gain(part) > gain(best)+enough*all {
					best = part
				}
			}
			within[best] += degree[i]
			moved = moved || best != own
			of[i] = best
			for _, part := range near {
				to[part] = 0
			}
		}
	}
	number := map[uint32]uint32{}
	for i, part := range of {
		if _, known := number[part]; !known {
			number[part] = uint32(len(number))
		}
		of[i] = number[part]
	}
	return of, len(number)
}

// merge is the graph of the parts.
func (l *level) merge(of []uint32, n int) *level {
	members := make([][]uint32, n)
	for i, part := range of {
		members[part] = append(members[part], uint32(i))
	}
	up := &level{loops: make([]float64, n), rows: []uint32{0}}
	weight := make([]float64, n)
	for part := range uint32(n) {
		var near []uint32
		for _, i := range members[part] {
			up.loops[part] += l.loops[i]
			for k := l.rows[i]; k < l.rows[i+1]; k++ {
				other := of[l.others[k]]
				if other == part {
					up.loops[part] += l.weights[k] / 2 // it is in the rows of both ends
					continue
				}
				if weight[other] == 0 {
					near = append(near, other)
				}
				weight[other] += l.weights[k]
			}
		}
		slices.Sort(near)
		for _, other := range near {
			up.others = append(up.others, other)
			up.weights = append(up.weights, weight[other])
			weight[other] = 0
		}
		up.rows = append(up.rows, uint32(len(up.others)))
	}
	return up
}
