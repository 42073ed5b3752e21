package export

import (
	"html"
	"strings"
	"testing"

	"entente/graph/export/internal/exporttest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGML(t *testing.T) {
	assert.Equal(t, `Creator "Entente"
Version 1
graph [
  directed 1
  multigraph 1
  node [
    id 0
    label "Hassan Rouhani"
    name "hassan-rouhani"
    kind "person"
    country "IRN"
    code "IRNGOV"
    degree 1
  ]
  node [
    id 1
    label "Iran"
    name "iran"
    kind "country"
    country "IRN"
    code "IRN"
    degree 1
  ]
  node [
    id 2
    label "Vladimir Putin"
    name "vladimir-putin"
    kind "person"
    country "RUS"
    code "RUSGOV"
    degree 2
  ]
  edge [
    source 1
    target 2
    label "signed agreement with"
    weight 1
    relation "signed_agreement_with"
    status "actual"
    plover "AGREE"
    quadclass 1
    symmetric 1
    events 1
    articles 1
    sources 1
  ]
  edge [
    source 2
    target 0
    label "telephoned"
    weight 3
    relation "telephoned"
    status "actual"
    plover "CONSULT"
    quadclass 1
    symmetric 0
    firstdate "2013-11"
    lastdate "2013-11-25"
    dates "2013-11 2013-11-18 2013-11-25"
    events 3
    articles 4
    sources 2
  ]
]
`, textOf(t, GML, exporttest.Small.Network(t, false)))
}

// withoutUnderscores has the keys that GML admits.
func withoutUnderscores(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		out[strings.ReplaceAll(k, "_", "")] = v
	}
	return out
}

func TestReadersReadGML(t *testing.T) {
	for _, library := range []string{"networkx", "igraph"} {
		t.Run(library, func(t *testing.T) {
			for name, n := range withNamesakes(t) {
				text := textOf(t, GML, n)
				for _, c := range text {
					require.Less(t, c, '\x7f', "ASCII")
				}
				g := read(t, library, "gml", text)
				nodes, edges := everything(t, n)
				require.Len(t, g.Nodes, len(nodes), name)
				require.Len(t, g.Edges, len(edges), name)
				seen := map[string]bool{}
				ids := map[string]string{}
				for i, got := range g.Nodes {
					want := with(withoutUnderscores(known(nodeColumns(), nodeValues(nodes[i]))), "name", string(nodes[i].ID))
					title := unescaped(got.Attributes)["label"].(string)
					require.False(t, seen[title], "two nodes have the label %s", title)
					seen[title] = true
					require.True(t, strings.HasPrefix(title, html.UnescapeString(labelOf(nodes[i]))), title)
					delete(got.Attributes, "label")
					delete(got.Attributes, "id")
					require.Equal(t, unescaped(want), unescaped(got.Attributes), "%s: node %d", name, i)
					ids[got.ID] = string(nodes[i].ID)
				}
				var got, want []any
				for _, e := range g.Edges {
					require.True(t, e.Directed)
					delete(e.Attributes, "id")
					got = append(got, []any{ids[e.Source], ids[e.Target], unescaped(e.Attributes)})
				}
				for _, e := range edges {
					attributes := with(withoutUnderscores(known(edgeColumns(), edgeValues(e))), "label", edgeLabel(e), "weight", float64(e.Events))
					attributes["symmetric"] = map[bool]float64{true: 1}[e.Relation.Symmetric()]
					want = append(want, []any{string(e.Source), string(e.Target), attributes})
				}
				require.ElementsMatch(t, want, got, name)
			}
		})
	}
}
