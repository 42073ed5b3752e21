package export

import (
	"bytes"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/graph/export/internal/stream"
	"entente/graph/layout"
	"entente/schema"
)

// networks to write and read back: an ordinary one, one with odd names, dates and roles, and none.
func networks(t testing.TB) map[string]*graph.Network {
	ordinary := exporttest.Parts{Actors: append([]schema.Actor{}, exporttest.Small.Actors...), Edges: append([]graph.Edge{}, exporttest.Small.Edges...)}
	ordinary.Actors[0].Roles = []schema.Role{
		{Title: "President", At: "russia", From: schema.NewDate(2012, 5, 7)},
		{Title: "Prime Minister", At: "russia", From: schema.NewDate(2008, 5, 8), To: schema.NewDate(2012, 5, 7)},
	}
	ordinary.Edges = append(ordinary.Edges,
		graph.Edge{Source: "vladimir-putin", Target: "hassan-rouhani", Relation: "praised", Events: 1, Articles: 1, Sources: 1, Dates: []schema.Date{exporttest.Day(18)}},
		graph.Edge{Source: "vladimir-putin", Target: "hassan-rouhani", Relation: "met", Events: 2, Articles: 1, Sources: 1, Dates: []schema.Date{{Year: 2013, Precision: schema.Year}}},
		graph.Edge{Source: "hassan-rouhani", Target: "vladimir-putin", Relation: "praised", Events: 1, Articles: 1, Sources: 1},
	)
	return map[string]*graph.Network{
		"ordinary": ordinary.Network(t, true),
		"odd":      newGenerator(5).dated(newGenerator(5).graph(30, 150)).Network(t, false),
		"empty":    exporttest.Parts{}.Network(t, false),
	}
}

// dated gives the actors of a network odd roles, and its dates all precisions.
func (g generator) dated(p exporttest.Parts) exporttest.Parts {
	for i := range p.Actors {
		for range g.IntN(3) {
			p.Actors[i].Roles = append(p.Actors[i].Roles, schema.Role{Title: g.Text(), At: p.Actors[g.IntN(len(p.Actors))].ID, Seen: exporttest.Day(1 + g.IntN(28))})
		}
	}
	for i := range p.Edges {
		for k, d := range p.Edges[i].Dates {
			p.Edges[i].Dates[k] = schema.DateOf(d.Time(), []schema.Precision{schema.Day, schema.Month, schema.Year, schema.Reported}[g.IntN(4)])
		}
	}
	return p
}

// placed are places for the nodes of a network, which are exact to a hundredth.
func placed(n *graph.Network) []layout.Point {
	places := make([]layout.Point, n.NodeCount)
	for i := range places {
		places[i] = layout.Point{X: float64(i) * 12.25, Y: -1.5 * float64(i+1)}
	}
	return places
}

// asRead is a network as a library should read it: by id, the attributes of its nodes, and
// of its edges, which have keys for the ends and the direction too.
func asRead(t testing.TB, n *graph.Network, directed bool, places []layout.Point) (nodes, edges map[string]map[string]any) {
	nodes, edges = map[string]map[string]any{}, map[string]map[string]any{}
	for node, err := range n.Nodes {
		require.NoError(t, err)
		a := typed(nodeColumns(), nodeValues(node))
		a["label"] = inXML(labelOf(node))
		if places != nil {
			a["x"], a["y"] = places[len(nodes)].X, places[len(nodes)].Y
		}
		nodes[string(node.ID)] = a
	}
	for e, err := range n.Edges {
		require.NoError(t, err)
		a := typed(edgeColumns(), edgeValues(e))
		a["label"], a["weight"] = edgeLabel(e), float64(e.Events)
		a["source"], a["target"], a["directed"] = string(e.Source), string(e.Target), directed || !e.Relation.Symmetric()
		edges[stream.EdgeID(e)] = a
	}
	return nodes, edges
}

// typed are values as JSON has them, those that are not known left out.
func typed(columns []column, values []string) map[string]any {
	out := map[string]any{}
	for i, c := range columns {
		switch v := values[i]; {
		case v == "":
		case c.kind == intType:
			out[c.name], _ = strconv.ParseFloat(v, 64)
		case c.kind == boolType:
			out[c.name] = v == "true"
		default:
			out[c.name] = inXML(v)
		}
	}
	return out
}

// inXML is a text of which XML does not admit every character.
func inXML(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xFFFE || r == 0xFFFF {
			return 0xFFFD
		}
		return r
	}, s)
}

// byID turns what a library read into what asRead gives.
func byID(t testing.TB, g readGraph) (nodes, edges map[string]map[string]any) {
	nodes, edges = map[string]map[string]any{}, map[string]map[string]any{}
	for _, n := range g.Nodes {
		require.NotContains(t, nodes, n.ID)
		nodes[n.ID] = n.Attributes
	}
	for _, e := range g.Edges {
		id := strings.ReplaceAll(e.Attributes["id"].(string), ":", " ")
		require.NotContains(t, edges, id)
		delete(e.Attributes, "id")
		e.Attributes["source"], e.Attributes["target"], e.Attributes["directed"] = e.Source, e.Target, e.Directed
		edges[id] = e.Attributes
	}
	return nodes, edges
}

// drop takes out what a library adds.
func drop(elements map[string]map[string]any, keys ...string) {
	for _, a := range elements {
		for _, key := range keys {
			delete(a, key)
		}
	}
}

func gexfText(t testing.TB, n *graph.Network, opt GEXFOptions) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, GEXF(&b, n, opt))
	return b.String()
}

func graphMLText(t testing.TB, n *graph.Network, opt GraphMLOptions) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, GraphML(&b, n, opt))
	return b.String()
}

// Gephi Lite reads with graphology.
func TestGraphologyReadsGEXF(t *testing.T) {
	for name, n := range networks(t) {
		for _, opt := range []GEXFOptions{{Places: placed(n)}, {Version: "1.2", Directed: true, Places: placed(n)}} {
			nodes, edges := byID(t, read(t, "graphology", "gexf", gexfText(t, n, opt)))
			for id, a := range nodes {
				require.Contains(t, a["color"], "rgb(", "%s %s", name, id)
				require.Positive(t, a["size"], "%s %s", name, id)
			}
			for id, a := range edges {
				require.Equal(t, a["relation"], a["kind"], "%s %s", name, id)
			}
			drop(nodes, "color", "size")
			drop(edges, "kind")
			wantNodes, wantEdges := asRead(t, n, opt.Directed, opt.Places)
			assert.Equal(t, wantNodes, nodes, name)
			assert.Equal(t, wantEdges, edges, name)
		}
	}
}

func TestNetworkxReadsGEXF(t *testing.T) {
	for name, n := range networks(t) {
		text := gexfText(t, n, GEXFOptions{Version: "1.2", Directed: true, Places: placed(n)})
		nodes, edges := byID(t, read(t, "networkx", "gexf", text))
		for _, a := range nodes {
			viz := a["viz"].(map[string]any)
			a["x"], a["y"] = viz["position"].(map[string]any)["x"], viz["position"].(map[string]any)["y"]
		}
		for e := range n.Edges {
			var want any
			for _, s := range merged(spans(e.Dates)) {
				so, _ := want.([]any)
				want = append(so, []any{s.first, s.last})
			}
			require.Equal(t, want, edges[stream.EdgeID(e)]["spells"], "%s %s", name, stream.EdgeID(e))
		}
		drop(nodes, "viz", "spells")
		drop(edges, "spells")
		wantNodes, wantEdges := asRead(t, n, true, placed(n))
		assert.Equal(t, wantNodes, nodes, name)
		assert.Equal(t, wantEdges, edges, name)
	}
}

// What makes Directed necessary: networkx refuses a mix, by which we would notice that it no longer does.
func TestNetworkxRefusesAMix(t *testing.T) {
	n := networks(t)["ordinary"]
	_, err := tryRead(t, "networkx", "gexf", gexfText(t, n, GEXFOptions{Version: "1.2"}))
	assert.ErrorContains(t, err, "edge found in")
	_, err = tryRead(t, "networkx", "graphml", graphMLText(t, n, GraphMLOptions{}))
	assert.ErrorContains(t, err, "edge found in")
}

func TestNetworkxReadsGraphML(t *testing.T) {
	for name, n := range networks(t) {
		nodes, edges := byID(t, read(t, "networkx", "graphml", graphMLText(t, n, GraphMLOptions{Directed: true, Places: placed(n)})))
		wantNodes, wantEdges := asRead(t, n, true, placed(n))
		assert.Equal(t, wantNodes, nodes, name)
		assert.Equal(t, wantEdges, edges, name)
	}
}

// igraph and graphology look at the default direction alone, so that they read a mix as directed.
func TestOthersReadGraphML(t *testing.T) {
	for _, library := range []string{"igraph", "graphology"} {
		t.Run(library, func(t *testing.T) {
			for name, n := range networks(t) {
				nodes, edges := byID(t, read(t, library, "graphml", graphMLText(t, n, GraphMLOptions{Places: placed(n)})))
				drop(nodes, "id") // igraph keeps it
				wantNodes, wantEdges := asRead(t, n, true, placed(n))
				assert.Equal(t, wantNodes, nodes, name)
				assert.Equal(t, wantEdges, edges, name)
			}
		})
	}
}

// What XML is, says xmllint; of GEXF 1.3 it has the schema too.
func TestXMLIsSound(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("skipped: no xmllint (Debian package libxml2-utils)")
	}
	for name, n := range networks(t) {
		for _, text := range []string{
			gexfText(t, n, GEXFOptions{Version: "1.2", Places: placed(n)}), graphMLText(t, n, GraphMLOptions{Places: placed(n)}),
		} {
			cmd := exec.Command(xmllint, "--noout", "--nonet", "-")
			cmd.Stdin = strings.NewReader(text)
			out, err := cmd.CombinedOutput()
			require.NoError(t, err, "%s: %.2000s", name, out)
		}
	}
	for _, n := range networks(t) {
		validate(t, gexfText(t, n, GEXFOptions{Places: placed(n)}))
		validate(t, gexfText(t, n, GEXFOptions{Directed: true}))
	}
}

func TestGraphMLRefusesAndPassesErrorsOn(t *testing.T) {
	n := exporttest.Small.Network(t, false)
	assert.EqualError(t, GraphML(io.Discard, n, GraphMLOptions{Places: make([]layout.Point, 1)}), "GraphML: 1 places for 3 nodes")
	full, w := io.Pipe()
	require.NoError(t, full.CloseWithError(io.ErrClosedPipe))
	assert.ErrorIs(t, GraphML(w, n, GraphMLOptions{}), io.ErrClosedPipe)
	met := graph.Edge{Source: "iran", Target: "vladimir-putin", Relation: "met"}
	assert.EqualError(t, GraphML(io.Discard, &graph.Network{Nodes: exporttest.Sequence[graph.Node](nil), Edges: exporttest.Sequence(nil, met)}, GraphMLOptions{}),
		"GraphML: edge iran met vladimir-putin has no events")
}
