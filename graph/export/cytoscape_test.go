package export

import (
	"encoding/json"
	"strings"
	"testing"

	"entente/graph/export/internal/exporttest"
	"entente/graph/export/internal/stream"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCytoscape(t *testing.T) {
	assert.Equal(t, `{"format_version":"1.0","generated_by":"Entente","directed":true,"multigraph":true,"data":{"name":"Entente"},"elements":{"nodes":[
{"data":{"id":"hassan-rouhani","value":"hassan-rouhani","name":"Hassan Rouhani","label":"Hassan Rouhani","kind":"person","country":"IRN","code":"IRNGOV","degree":1,"color":"#4477AA"}}
,{"data":{"id":"iran","value":"iran","name":"Iran","label":"Iran","kind":"country","country":"IRN","code":"IRN","degree":1,"color":"#EE6677"}}
,{"data":{"id":"vladimir-putin","value":"vladimir-putin","name":"Vladimir Putin","label":"Vladimir Putin","kind":"person","country":"RUS","code":"RUSGOV","degree":2,"color":"#4477AA"}}
],"edges":[
{"data":{"id":"iran signed_agreement_with vladimir-putin","source":"iran","target":"vladimir-putin","key":"signed_agreement_with","interaction":"signed_agreement_with","name":"iran signed_agreement_with vladimir-putin","label":"signed agreement with","weight":1,"symmetric":true,"relation":"signed_agreement_with","status":"actual","plover":"AGREE","quadclass":1,"events":1,"articles":1,"sources":1}}
,{"data":{"id":"vladimir-putin telephoned hassan-rouhani","source":"vladimir-putin","target":"hassan-rouhani","key":"telephoned","interaction":"telephoned","name":"vladimir-putin telephoned hassan-rouhani","label":"telephoned","weight":3,"symmetric":false,"relation":"telephoned","status":"actual","plover":"CONSULT","quadclass":1,"first_date":"2013-11","last_date":"2013-11-25","dates":["2013-11","2013-11-18","2013-11-25"],"events":3,"articles":4,"sources":2}}
]}}
`, textOf(t, Cytoscape, exporttest.Small.Network(t, false)))
}

func TestReadersReadCytoscape(t *testing.T) {
	for _, library := range []string{"networkx", "cytoscape"} {
		t.Run(library, func(t *testing.T) {
			for name, n := range withNamesakes(t) {
				text := textOf(t, Cytoscape, n)
				file := exporttest.File(t, "graph.cyjs", text)
				var out []byte
				if library == "networkx" {
					out = exporttest.Output(t, exporttest.Python(t, library, "read_cytoscape.py", file))
				} else {
					out = exporttest.Output(t, exporttest.Node(t, "read_cytoscape.mjs", file))
				}
				var g readGraph
				require.NoError(t, json.Unmarshal(out, &g), "%.2000s", out)
				nodes, edges := everything(t, n)
				require.Len(t, g.Nodes, len(nodes), name)
				for i, got := range g.Nodes {
					node := nodes[i]
					id := string(node.ID)
					require.Equal(t, id, got.ID)
					require.Equal(t, with(known(nodeColumns(), nodeValues(node)),
						"id", id, "value", id, "name", labelOf(node), "label", labelOf(node), "color", hexColour(node.Kind)), got.Attributes)
				}
				var got, want []any
				for _, e := range g.Edges {
					got = append(got, []any{e.Source, e.Target, e.Attributes})
				}
				for _, e := range edges {
					attributes := with(known(edgeColumns(), edgeValues(e)), "id", stream.EdgeID(e), "name", stream.EdgeID(e), "source", string(e.Source), "target", string(e.Target),
						"key", string(e.Relation), "interaction", string(e.Relation), "label", edgeLabel(e), "weight", float64(e.Events))
					if all, dated := attributes["dates"].(string); dated {
						var list []any
						for _, d := range strings.Fields(all) {
							list = append(list, d)
						}
						attributes["dates"] = list
					}
					want = append(want, []any{string(e.Source), string(e.Target), attributes})
				}
				require.ElementsMatch(t, want, got, name)
			}
		})
	}
}
