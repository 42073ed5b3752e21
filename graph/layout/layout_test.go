package layout

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func placed(t testing.TB, g Graph) []Point {
	t.Helper()
	at, err := ForceAtlas2(g)
	require.NoError(t, err)
	require.Len(t, at, g.Nodes)
	for i, p := range at {
		require.False(t, math.IsNaN(p.X+p.Y) || math.IsInf(p.X+p.Y, 0), "node %d is at %v", i, p)
	}
	return at
}

// path, star, complete and pairs are graphs whose pictures everybody knows.
func path(n int) Graph {
	g := Graph{Nodes: n}
	for i := range n - 1 {
		g.Edges = append(g.Edges, Edge{i, i + 1, 1})
	}
	return g
}

func star(n int) Graph {
	g := Graph{Nodes: n}
	for i := range n - 1 {
		g.Edges = append(g.Edges, Edge{0, i + 1, 1})
	}
	return g
}

func complete(n int) Graph {
	g := Graph{Nodes: n}
	for i := range n {
		for k := range i {
			g.Edges = append(g.Edges, Edge{i, k, 1})
		}
	}
	return g
}

func pairs(n int) Graph {
	g := Graph{Nodes: 2 * n}
	for i := range n {
		g.Edges = append(g.Edges, Edge{2 * i, 2*i + 1, 1})
	}
	return g
}

func TestCommunitiesLieTogether(t *testing.T) {
	for _, nodes := range []int{60, 300} { // without a tree, and with one
		const parts = 4
		g := communities(nodes, 4*nodes, nodes/parts)
		at := placed(t, g)
		within, across := mean{}, mean{}
		for i := range at {
			for k := range i {
				if i*parts/nodes == k*parts/nodes {
					within.add(distance(at[i], at[k]))
				} else {
					across.add(distance(at[i], at[k]))
				}
			}
		}
		assert.Less(t, within.value(), 0.75*across.value(), "%d nodes", nodes)
	}
}

type mean struct{ sum, n float64 }

func (m *mean) add(x float64)  { m.sum += x; m.n++ }
func (m *mean) value() float64 { return m.sum / m.n }

func TestTiesAreShort(t *testing.T) {
	for name, g := range map[string]Graph{"path": path(40), "pairs": pairs(40)} {
		at := placed(t, g)
		tied, all := mean{}, mean{}
		for _, e := range g.Edges {
			tied.add(distance(at[e.A], at[e.B]))
		}
		for i := range at {
			for k := range i {
				all.add(distance(at[i], at[k]))
			}
		}
		assert.Less(t, tied.value(), 0.6*all.value(), name)
	}
	heavy := Graph{Nodes: 3, Edges: []Edge{{0, 1, 5}, {1, 2, 1}}}
	at := placed(t, heavy)
	assert.Less(t, distance(at[0], at[1]), distance(at[1], at[2]), "the stronger tie is the shorter")
}

// What nothing ties to the rest stays near it.
func TestPartsStayTogether(t *testing.T) {
	g := communities(40, 100, 20)
	g.Nodes, g.Radii = 60, nil // 20 more without an edge
	at := placed(t, g)
	core, lone := 0.0, 0.0
	for _, p := range at[:40] {
		core = max(core, distance(p, Point{}))
	}
	for _, p := range at[40:] {
		lone = max(lone, distance(p, Point{}))
	}
	assert.Less(t, lone, 2.5*core)
}

func TestOrderOfEdgesDoesNotMatter(t *testing.T) {
	g := communities(60, 180, 15)
	want := placed(t, g)
	turned := g
	turned.Edges = slices.Clone(g.Edges)
	slices.Reverse(turned.Edges)
	for i, e := range turned.Edges {
		turned.Edges[i] = Edge{e.B, e.A, e.Weight}
	}
	assert.Equal(t, want, placed(t, turned))

	// Parallel edges add up, loops are nothing.
	split := g
	split.Edges = []Edge{{7, 7, 3}}
	for _, e := range g.Edges {
		split.Edges = append(split.Edges, Edge{e.A, e.B, e.Weight / 2}, Edge{e.B, e.A, e.Weight / 2})
	}
	assert.Equal(t, want, placed(t, split))
}

// With other numbers for the nodes the picture is another, but as good a one.
func TestNumbersOfNodesHardlyMatter(t *testing.T) {
	g := communities(60, 240, 15)
	permuted := Graph{Nodes: g.Nodes, Radii: make([]float64, g.Nodes)}
	to := func(i int) int { return (i*7 + 3) % g.Nodes }
	for _, e := range g.Edges {
		permuted.Edges = append(permuted.Edges, Edge{to(e.A), to(e.B), e.Weight})
	}
	for i, r := range g.Radii {
		permuted.Radii[to(i)] = r
	}
	length := func(g Graph) float64 {
		at, total := placed(t, g), mean{}
		for _, e := range g.Edges {
			total.add(distance(at[e.A], at[e.B]))
		}
		return total.value()
	}
	assert.InEpsilon(t, length(g), length(permuted), 0.1)
}

// The bits of these positions are those of another machine, too: a fused
// multiplication or another order of a sum shows here.
func TestSameOnEveryMachine(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, processors := range []int{1, 3} {
		runtime.GOMAXPROCS(processors)
		g := communities(3000, 9000, 100)
		s := newSimulation(g)
		for range 30 {
			s.step()
		}
		turn(s.at)
		enlarge(s.at, g.Radii)
		separate(s.at, g.Radii)
		hash := fnv.New64a()
		require.NoError(t, binary.Write(hash, binary.LittleEndian, s.at))
		assert.Equal(t, "631fd1339a0dcf5e", fmt.Sprintf("%x", hash.Sum64()), "on %d processors", processors)
	}
}

func TestDiscsDoNotOverlap(t *testing.T) {
	for name, g := range map[string]Graph{
		"star": star(60), "complete": complete(12), "pairs": pairs(60), "alone": {Nodes: 50}, "path": path(60),
		"communities": communities(300, 900, 50),
	} {
		g.Radii = make([]float64, g.Nodes)
		for i := range g.Radii {
			g.Radii[i] = float64(10 + i%7*20)
		}
		at := placed(t, g)
		for i := range at {
			for k := range i {
				assert.GreaterOrEqual(t, distance(at[i], at[k]), g.Radii[i]+g.Radii[k], "%s: %d and %d", name, i, k)
			}
		}
	}
}

func TestLiesWideAndInTheMiddle(t *testing.T) {
	at := placed(t, path(8))
	x, y, centre := mean{}, mean{}, Point{}
	for _, p := range at {
		x.add(p.X * p.X)
		y.add(p.Y * p.Y)
		centre = Point{centre.X + p.X, centre.Y + p.Y}
	}
	assert.Greater(t, x.value(), y.value())
	assert.InDelta(t, 0, distance(centre, Point{}), 1e-6)
}

func TestSmallest(t *testing.T) {
	assert.Empty(t, placed(t, Graph{}))
	assert.Equal(t, []Point{{}}, placed(t, Graph{Nodes: 1}))
	assert.Equal(t, []Point{{}}, placed(t, Graph{Nodes: 1, Edges: []Edge{{0, 0, 1}}, Radii: []float64{5}}))
	at := placed(t, Graph{Nodes: 2, Radii: []float64{5, 5}})
	assert.NotEqual(t, at[0], at[1])
}

// Nodes in one place part, whatever brought them there.
func TestCoincidentNodesPart(t *testing.T) {
	for _, nodes := range []int{5, 400} { // without a tree, and with one that can't divide them
		s := newSimulation(Graph{Nodes: nodes, Edges: []Edge{{0, 1, 1}}})
		for i := range s.at {
			s.at[i] = Point{3, 4}
		}
		for range 200 {
			s.step()
		}
		places := map[Point]bool{}
		for _, p := range s.at {
			require.False(t, math.IsNaN(p.X+p.Y))
			places[p] = true
		}
		assert.Len(t, places, nodes)
	}
	at, radii := []Point{{1, 1}, {1, 1}, {1, 1}}, []float64{1, 2, 0}
	separate(at, radii)
	assert.GreaterOrEqual(t, distance(at[0], at[1]), 3.0)
}

// The tree gives what the sum over all pairs gives, nearly.
func TestTreeIsNearlyExact(t *testing.T) {
	g := communities(2000, 6000, 100)
	s := newSimulation(g)
	for range 20 {
		s.step()
	}
	s.tree.build(s.at, s.mass)
	wrong := mean{}
	for i, p := range s.at {
		var exact Point
		for k, q := range s.at {
			if k != i {
				square := (p.X-q.X)*(p.X-q.X) + (p.Y-q.Y)*(p.Y-q.Y)
				exact.X += s.mass[k] * (p.X - q.X) / square
				exact.Y += s.mass[k] * (p.Y - q.Y) / square
			}
		}
		wrong.add(distance(exact, s.tree.repulsion(int32(i), p)) / distance(exact, Point{}))
	}
	assert.Less(t, wrong.value(), 0.02)
}

func TestRefuses(t *testing.T) {
	for message, g := range map[string]Graph{
		"layout: edge 0 is between nodes 0 and 2 of 2":  {Nodes: 2, Edges: []Edge{{0, 2, 1}}},
		"layout: edge 0 is between nodes -1 and 0 of 2": {Nodes: 2, Edges: []Edge{{-1, 0, 1}}},
		"layout: edge 1 has weight 0":                   {Nodes: 2, Edges: []Edge{{0, 1, 1}, {0, 1, 0}}},
		"layout: edge 0 has weight NaN":                 {Nodes: 2, Edges: []Edge{{0, 1, math.NaN()}}},
		"layout: edge 0 has weight +Inf":                {Nodes: 2, Edges: []Edge{{0, 1, math.Inf(1)}}},
		"layout: 1 radii for 2 nodes":                   {Nodes: 2, Radii: []float64{1}},
		"layout: node 1 has radius -1":                  {Nodes: 2, Radii: []float64{1, -1}},
	} {
		_, err := ForceAtlas2(g)
		assert.EqualError(t, err, message)
	}
}
