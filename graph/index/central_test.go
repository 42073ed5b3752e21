package index

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"entente/schema"
)

// bothWays is ties as a directed graph, which gonum wants for PageRank.
type bothWays struct{ *ties }

func (t bothWays) HasEdgeFromTo(a, b int64) bool { return t.HasEdgeBetween(a, b) }
func (t bothWays) To(id int64) graph.Nodes       { return t.From(id) }

// Betweenness and PageRank are those of gonum, which is slower and takes no sample.
func TestMeasuresAreThoseOfGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 40 {
		g, _ := random(t, r)
		ties := g.ties(Filter{})
		n := float64(len(ties.actors))
		if n < 3 {
			continue
		}
		all := make([]uint32, len(ties.actors))
		for i := range all {
			all[i] = uint32(i)
		}
		want := network.Betweenness(ties)
		for i, got := range ties.betweenness(all) {
			require.InDelta(t, want[int64(i)]/((n-1)*(n-2)), got, 1e-9)
		}
		ranks := network.PageRankSparse(bothWays{ties}, 0.85, 1e-9)
		for i, got := range ties.pageRank() {
			require.InDelta(t, ranks[int64(i)], got, 1e-6)
		}
	}
}

func TestCentral(t *testing.T) {
	// Two triangles, a b c and x y z, joined by hub, and a pair apart.
	g := graphOf(t, "a met b", "b telephoned a", "b met c", "c met a", "x met y", "y met z", "z met x",
		"a met hub", "x met hub", "left met right", "a accused right", "far met away 2013-01-01 planned")
	consult := Filter{Relations: []schema.Relation{"met", "telephoned"}, Statuses: []schema.Status{schema.Actual}}
	places, pivots := g.Central(consult)
	assert.Zero(t, pivots)
	require.Len(t, places, 9)
	by := map[schema.ActorID]Place{}
	rank := 0.0
	for _, p := range places {
		by[p.Actor] = p
		rank += p.PageRank
	}
	assert.InDelta(t, 1, rank, 1e-6)
	assert.Equal(t, schema.ActorID("a"), places[0].Actor)
	assert.Equal(t, 3, by["a"].Degree)
	assert.Equal(t, 4, by["a"].Events)
	assert.Equal(t, 2, by["b"].Core)
	assert.Equal(t, 2, by["hub"].Core, "it closes a ring")
	assert.Equal(t, 1, by["left"].Core)
	assert.InDelta(t, 9/28.0, by["hub"].Betweenness, 1e-9, "three times three of 28 pairs of others")
	assert.Zero(t, by["b"].Betweenness)
	assert.Equal(t, by["a"].Community, by["c"].Community)
	assert.NotEqual(t, by["a"].Community, by["y"].Community)
	assert.Equal(t, 3, by["left"].Community)
	for range 5 {
		again, _ := g.Central(consult)
		require.Equal(t, places, again)
	}
	none, _ := graphOf(t).Central(Filter{})
	assert.Empty(t, none)
}

// The communities are about as good as those of gonum, which takes nodes at random.
func TestCommunities(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	ours, theirs := 0.0, 0.0
	for range 30 {
		// Groups of people who mostly meet each other.
		var lines []string
		groups, size := 2+r.IntN(6), 3+r.IntN(12)
		for range groups * size * 3 {
			a, b := r.IntN(groups*size), r.IntN(size)
			if r.IntN(5) == 0 {
				b = r.IntN(groups * size)
			} else {
				b += a / size * size
			}
			if a != b {
				lines = append(lines, fmt.Sprintf("p%d met p%d", a, b))
			}
		}
		ties := graphOf(t, lines...).ties(Filter{})
		var parts [][]graph.Node
		in := map[int64]bool{}
		for _, part := range ties.communities() {
			var nodes []graph.Node
			for _, n := range part {
				nodes = append(nodes, simple.Node(n))
				require.False(t, in[n])
				in[n] = true
			}
			parts = append(parts, nodes)
		}
		require.Len(t, in, len(ties.actors))
		ours += community.Q(ties, parts, 1)
		theirs += community.Q(ties, community.Modularize(ties, 1, rand.NewPCG(1, 1)).Communities(), 1)
	}
	t.Logf("modularity %.3f, that of gonum %.3f", ours/30, theirs/30)
	assert.Greater(t, ours, 0.98*theirs)
}
