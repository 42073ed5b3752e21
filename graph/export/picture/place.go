package picture

import (
	"fmt"
	"math"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/graph/layout"
	"entente/schema"
)

// Place says where the nodes of a network lie in a picture, in their order: around the
// origin, whoever is tied close together, the more so the more events tie them. Nodes
// are discs of radius 10·√(1+degree), which do not overlap. The network is read twice,
// and has to fit into memory.
func Place(n *graph.Network) ([]layout.Point, error) { return place(n, 0) }

// place is Place with a rim around every disc that no other may touch either.
func place(n *graph.Network, rim float64) ([]layout.Point, error) {
	number := make(map[schema.ActorID]int, n.NodeCount)
	var radii []float64
	for node, err := range stream.Nodes(n) {
		if err != nil {
			return nil, err
		}
		number[node.ID] = len(radii)
		radii = append(radii, Radius(node.Degree)+rim)
	}
	ties := make([]layout.Edge, 0, n.EdgeCount)
	for e, err := range stream.Edges(n) {
		if err != nil {
			return nil, err
		}
		source, known := number[e.Source]
		target, also := number[e.Target]
		if !known || !also {
			return nil, fmt.Errorf("edge %s is not between actors of the network", stream.EdgeID(e))
		}
		// By the root of the events, so that those who meet daily do not end up on one spot.
		ties = append(ties, layout.Edge{A: source, B: target, Weight: math.Sqrt(float64(e.Events))})
	}
	return layout.ForceAtlas2(layout.Graph{Nodes: len(radii), Edges: ties, Radii: radii})
}

// Radius is the size of a node in a picture: its area grows with its degree.
func Radius(degree int) float64 { return 10 * math.Sqrt(float64(1+degree)) }
