package layout

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkForceAtlas2 places graphs with ten times as many edges as nodes, in
// communities of a hundred, with hubs. Besides the time it tells how far apart the
// nodes of one community are, as a share of how far any two are.
func BenchmarkForceAtlas2(b *testing.B) {
	for _, nodes := range []int{60, 1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(nodes), func(b *testing.B) {
			g := communities(nodes, 10*nodes, 100)
			b.ReportAllocs()
			var at []Point
			for b.Loop() {
				var err error
				at, err = ForceAtlas2(g)
				require.NoError(b, err)
			}
			b.ReportMetric(closeness(at, 100), "within/across")
		})
	}
}

// communities is a graph with as many communities as have size nodes each; four
// in five edges are within one, and low numbers get more than high ones.
func communities(nodes, edges, size int) Graph {
	random := rand.New(rand.NewPCG(1, 2))
	g := Graph{Nodes: nodes, Radii: make([]float64, nodes)}
	skewed := func(n int) int {
		x := random.Float64()
		return int(float64(n) * (x * x))
	}
	degree := make([]int, nodes)
	for len(g.Edges) < edges {
		a := random.IntN(nodes)
		e := Edge{A: a, B: skewed(nodes), Weight: float64(1 + random.IntN(3))}
		if random.IntN(5) > 0 {
			e.B = min(a/size*size+skewed(size), nodes-1)
		}
		if e.A != e.B {
			g.Edges = append(g.Edges, e)
			degree[e.A]++
			degree[e.B]++
		}
	}
	for i := range g.Radii {
		g.Radii[i] = 10 * math.Sqrt(float64(1+degree[i]))
	}
	return g
}

// closeness is the mean distance of two nodes of one community, by that of any two;
// it looks at a sample of pairs.
func closeness(at []Point, size int) float64 {
	random := rand.New(rand.NewPCG(3, 4))
	within, all := mean{}, mean{}
	for range 20_000 {
		i := random.IntN(len(at))
		within.add(distance(at[i], at[min(i/size*size+random.IntN(size), len(at)-1)]))
		all.add(distance(at[i], at[random.IntN(len(at))]))
	}
	return within.value() / all.value()
}
