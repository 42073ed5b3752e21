package layout_test

import (
	"fmt"
	"math"

	"entente/graph/layout"
)

func ExampleForceAtlas2() {
	// Two pairs, with a weak tie between them.
	at, err := layout.ForceAtlas2(layout.Graph{
		Nodes: 4,
		Edges: []layout.Edge{{A: 0, B: 1, Weight: 5}, {A: 2, B: 3, Weight: 5}, {A: 1, B: 2, Weight: 0.5}},
		Radii: []float64{10, 10, 10, 10},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	distance := func(i, k int) float64 { return math.Hypot(at[i].X-at[k].X, at[i].Y-at[k].Y) }
	fmt.Println(distance(0, 1) >= 20, distance(0, 1) < distance(1, 2), distance(1, 2) < distance(0, 3))
	// Output:
	// true true true
}
