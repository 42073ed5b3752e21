package picture

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/schema"
)

func TestPlace(t *testing.T) {
	n := exporttest.Small.Network(t, false)
	at, err := Place(n)
	require.NoError(t, err)
	require.Len(t, at, n.NodeCount)
	distance := func(i, k int) float64 { return math.Hypot(at[i].X-at[k].X, at[i].Y-at[k].Y) }
	// In the order of the ids: Rouhani, Iran, Putin, who is tied to both.
	assert.Less(t, distance(0, 2), distance(0, 1))
	assert.Less(t, distance(1, 2), distance(0, 1))
	assert.Less(t, distance(0, 2), distance(1, 2), "they telephoned three times")
	assert.GreaterOrEqual(t, distance(0, 2), Radius(1)+Radius(2))

	again, err := Place(n)
	require.NoError(t, err)
	assert.Equal(t, at, again)
}

func TestPlaceRefuses(t *testing.T) {
	stray := &graph.Network{NodeCount: 1, EdgeCount: 1,
		Nodes: exporttest.Sequence(nil, graph.Node{Actor: schema.Actor{ID: "a"}}),
		Edges: exporttest.Sequence(nil, graph.Edge{Source: "a", Target: "b", Relation: "met", Events: 1}),
	}
	_, err := Place(stray)
	assert.EqualError(t, err, "edge a met b is not between actors of the network")
}
