package layout

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Graph is what is to be placed.
type Graph struct {
	Nodes int
	Edges []Edge    // in any order; loops pull nothing, the weights of parallel ones add up
	Radii []float64 // of the nodes, in the unit of the positions; nil: they are points
}

// Edge ties two nodes, whichever of the two is named first.
type Edge struct {
	A, B   int
	Weight float64 // positive; 1 for a plain tie
}

// Point is a position. X grows to the right, Y up or down as the reader likes.
type Point struct{ X, Y float64 }

// ForceAtlas2 places the nodes around the origin; the result has one point for
// each. No two discs of the given radii overlap. How many steps it takes follows
// from the number of nodes, and is bounded. An edge to a node that is not there, a
// weight that is not positive and a radius below zero are errors.
func ForceAtlas2(g Graph) ([]Point, error) {
	if err := g.validate(); err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	if g.Nodes == 0 {
		return nil, nil
	}
	s := newSimulation(g)
	for range steps(g.Nodes) {
		if s.step() {
			break
		}
	}
	turn(s.at)
	if g.Radii != nil {
		enlarge(s.at, g.Radii)
		separate(s.at, g.Radii)
	}
	return s.at, nil
}

func (g Graph) validate() error {
	for i, e := range g.Edges {
		if e.A < 0 || e.A >= g.Nodes || e.B < 0 || e.B >= g.Nodes {
			return fmt.Errorf("edge %d is between nodes %d and %d of %d", i, e.A, e.B, g.Nodes)
		}
		if !(e.Weight > 0) || math.IsInf(e.Weight, 1) {
			return fmt.Errorf("edge %d has weight %g", i, e.Weight)
		}
	}
	if g.Radii != nil && len(g.Radii) != g.Nodes {
		return fmt.Errorf("%d radii for %d nodes", len(g.Radii), g.Nodes)
	}
	for i, r := range g.Radii {
		if !(r >= 0) || math.IsInf(r, 1) {
			return fmt.Errorf("node %d has radius %g", i, r)
		}
	}
	return nil
}

// steps is the most steps that a graph of so many nodes gets. A large one gets
// fewer: a step costs more, and its picture shows regions rather than nodes.
func steps(nodes int) int {
	const least, most = 200, 1000
	return min(max(int(40_000/math.Sqrt(float64(nodes))), least), most)
}

// ties are the neighbours of all nodes: those of node i are others[rows[i]:rows[i+1]],
// in order, each once.
type ties struct {
	rows    []int
	others  []int32
	weights []float64
}

func newTies(g Graph) ties {
	type half struct {
		other  int32
		weight float64
	}
	rows := make([]int, g.Nodes+1)
	for _, e := range g.Edges {
		if e.A != e.B {
			rows[e.A+1]++
			rows[e.B+1]++
		}
	}
	for i := range g.Nodes {
		rows[i+1] += rows[i]
	}
	halves := make([]half, rows[g.Nodes])
	free := slices.Clone(rows)
	for _, e := range g.Edges {
		if e.A != e.B {
			halves[free[e.A]] = half{int32(e.B), e.Weight}
			halves[free[e.B]] = half{int32(e.A), e.Weight}
			free[e.A]++
			free[e.B]++
		}
	}
	t := ties{rows: make([]int, 1, g.Nodes+1)}
	for i := range g.Nodes {
		row := halves[rows[i]:rows[i+1]]
		// By weight as well: the order of a sum must not be that of the input.
		slices.SortFunc(row, func(x, y half) int {
			return cmp.Or(cmp.Compare(x.other, y.other), cmp.Compare(x.weight, y.weight))
		})
		for k, h := range row {
			if k > 0 && row[k-1].other == h.other {
				t.weights[len(t.weights)-1] += h.weight
				continue
			}
			t.others = append(t.others, h.other)
			t.weights = append(t.weights, h.weight)
		}
		t.rows = append(t.rows, len(t.others))
	}
	return t
}

func (t ties) degree(i int) int { return t.rows[i+1] - t.rows[i] }

// spiral is where the nodes start: evenly on a disc, as seeds stand in a
// sunflower, each a golden angle further than the one before; nodes with many
// neighbours lie in the middle. The turn is a multiplication, because sine and
// cosine are not the same to the last bit on all machines.
func (t ties) spiral(radius float64) []Point {
	const cos, sin = -0.7373688780783197, 0.6754902942615238 // of the golden angle, π(3-√5)
	n := len(t.rows) - 1
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(t.degree(k), t.degree(i)) })
	at := make([]Point, n)
	x, y := 1.0, 0.0
	for place, node := range order {
		r := radius * math.Sqrt((float64(place)+0.5)/float64(n))
		at[node] = Point{r * x, r * y}
		x, y = float64(x*cos)-float64(y*sin), float64(x*sin)+float64(y*cos)
	}
	return at
}
