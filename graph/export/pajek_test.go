package export

import (
	"strings"
	"testing"

	"entente/graph/export/internal/exporttest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPajek(t *testing.T) {
	assert.Equal(t, `*Vertices 3
1 "Hassan Rouhani" ellipse ic NavyBlue
2 "Iran" box ic Red
3 "Vladimir Putin" ellipse ic NavyBlue
*Arcs
3 1 3 l "telephoned"
*Edges
2 3 1 l "signed agreement with"
`, strings.ReplaceAll(textOf(t, Pajek, exporttest.Small.Network(t, false)), "\r\n", "\n"))
}

// A network without a symmetric relation has no edges, for which igraph would take all
// of it for undirected.
func TestReadersReadPajek(t *testing.T) {
	networks := withNamesakes(t)
	networks["directed"] = exporttest.Parts{Actors: exporttest.Small.Actors, Edges: exporttest.Small.Edges[1:]}.Network(t, false)
	for _, library := range []string{"networkx", "igraph"} {
		t.Run(library, func(t *testing.T) {
			for name, n := range networks {
				g := read(t, library, "pajek", textOf(t, Pajek, n))
				nodes, edges := everything(t, n)
				require.Len(t, g.Nodes, len(nodes), name)
				ids := map[string]string{} // by label
				for i, node := range g.Nodes {
					require.True(t, strings.HasPrefix(node.ID, pajekLabel(labelOf(nodes[i]))), "%s: %q", name, node.ID)
					ids[node.ID] = string(nodes[i].ID)
					if library == "igraph" {
						shape, colour := pajekShape(nodes[i].Kind)
						require.Equal(t, shape, node.Attributes["shape"])
						require.Equal(t, colour, node.Attributes["color"])
					}
				}
				require.Len(t, ids, len(nodes), "labels are unique")
				relation := map[string]string{"networkx": "l", "igraph": "label"}[library]
				directed := library == "networkx"
				if library == "igraph" {
					directed = !strings.Contains(textOf(t, Pajek, n), "*Edges")
				}
				var got, want []any
				for _, e := range g.Edges {
					require.Equal(t, directed, e.Directed)
					got = append(got, []any{ids[e.Source], ids[e.Target], e.Attributes[relation], e.Attributes["weight"]})
				}
				for _, e := range edges {
					ends := []string{string(e.Source), string(e.Target)}
					if !directed && ends[0] > ends[1] {
						ends[0], ends[1] = ends[1], ends[0] // igraph keeps the ends of an undirected edge in order
					}
					want = append(want, []any{ends[0], ends[1], edgeLabel(e), float64(e.Events)})
				}
				require.ElementsMatch(t, want, got, name)
			}
		})
	}
}
