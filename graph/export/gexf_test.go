package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/graph/export/internal/stream"
	"entente/schema"
)

// gexfFile is a GEXF file as a reader of XML sees it.
type gexfFile struct {
	Version string `xml:"version,attr"`
	Graph   struct {
		Attributes []struct {
			Class string `xml:"class,attr"`
			List  []struct {
				ID string `xml:"id,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes struct {
			Count int        `xml:"count,attr"`
			List  []gexfNode `xml:"node"`
		} `xml:"nodes"`
		Edges struct {
			Count int        `xml:"count,attr"`
			List  []gexfEdge `xml:"edge"`
		} `xml:"edges"`
	} `xml:"graph"`
}

type gexfValues []struct {
	For   string `xml:"for,attr"`
	Value string `xml:"value,attr"`
}

func (vs gexfValues) mapped() map[string]string {
	m := map[string]string{}
	for _, v := range vs {
		m[v.For] = v.Value
	}
	return m
}

type gexfNode struct {
	ID     string     `xml:"id,attr"`
	Label  string     `xml:"label,attr"`
	Values gexfValues `xml:"attvalues>attvalue"`
	Size   struct {
		Value float64 `xml:"value,attr"`
	} `xml:"http://gexf.net/1.3/viz size"`
	Colour struct {
		R, G, B int
	} `xml:"http://gexf.net/1.3/viz color"`
}

type gexfEdge struct {
	ID     string     `xml:"id,attr"`
	Source string     `xml:"source,attr"`
	Target string     `xml:"target,attr"`
	Type   string     `xml:"type,attr"`
	Kind   string     `xml:"kind,attr"`
	Label  string     `xml:"label,attr"`
	Weight float64    `xml:"weight,attr"`
	Values gexfValues `xml:"attvalues>attvalue"`
}

func writtenGEXF(t testing.TB, n *graph.Network) (string, gexfFile) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, GEXF(&b, n, GEXFOptions{}))
	var f gexfFile
	require.NoError(t, xml.Unmarshal(b.Bytes(), &f))
	return b.String(), f
}

func TestGEXF(t *testing.T) {
	text, f := writtenGEXF(t, exporttest.Small.Network(t, false))
	assert.Equal(t, "1.3", f.Version)
	assert.NotContains(t, text, "lastmodifieddate")

	require.Len(t, f.Graph.Nodes.List, 3, "the group has no edge")
	assert.Equal(t, 3, f.Graph.Nodes.Count)
	rouhani, iran, putin := f.Graph.Nodes.List[0], f.Graph.Nodes.List[1], f.Graph.Nodes.List[2]
	assert.Equal(t, "hassan-rouhani", rouhani.ID)
	assert.Equal(t, "Hassan Rouhani", rouhani.Label)
	assert.Equal(t, map[string]string{"kind": "person", "country": "IRN", "code": "IRNGOV", "degree": "1"}, rouhani.Values.mapped())
	assert.Equal(t, "2", putin.Values.mapped()["degree"])
	assert.Greater(t, putin.Size.Value, rouhani.Size.Value)
	assert.Equal(t, putin.Colour, rouhani.Colour)
	assert.Contains(t, text, `<viz:color r="68" g="119" b="170"/>`)
	assert.NotEqual(t, "", iran.Label)

	require.Len(t, f.Graph.Edges.List, 2)
	assert.Equal(t, 2, f.Graph.Edges.Count)
	signed, called := f.Graph.Edges.List[0], f.Graph.Edges.List[1]
	assert.Equal(t, gexfEdge{
		ID: "iran signed_agreement_with vladimir-putin", Source: "iran", Target: "vladimir-putin", Type: "undirected",
		Kind: "signed_agreement_with", Label: "signed agreement with", Weight: 1, Values: signed.Values,
	}, signed, "a symmetric edge has sorted ends")
	assert.Equal(t, map[string]string{
		"relation": "signed_agreement_with", "status": "actual", "plover": "AGREE", "quadclass": "1", "symmetric": "true", "events": "1", "articles": "1", "sources": "1",
	}, signed.Values.mapped(), "no dates are known")
	assert.Equal(t, gexfEdge{
		ID: "vladimir-putin telephoned hassan-rouhani", Source: "vladimir-putin", Target: "hassan-rouhani", Type: "directed",
		Kind: "telephoned", Label: "telephoned", Weight: 3, Values: called.Values,
	}, called)
	assert.Equal(t, map[string]string{
		"relation": "telephoned", "status": "actual", "plover": "CONSULT", "quadclass": "1", "symmetric": "false", "events": "3", "articles": "4", "sources": "2",
		"first_date": "2013-11", "last_date": "2013-11-25", "dates": "2013-11 2013-11-18 2013-11-25",
	}, called.Values.mapped())

	_, all := writtenGEXF(t, exporttest.Small.Network(t, true))
	require.Len(t, all.Graph.Nodes.List, 4)
	assert.Equal(t, "rebels.9c1f00ab12cd", all.Graph.Nodes.List[2].Label, "what has no name is labelled by its ID")
	assert.Equal(t, "0", all.Graph.Nodes.List[2].Values.mapped()["degree"])
}

// Quads from elsewhere may name an actor and say nothing of it.
func TestGEXFOfUnknownActor(t *testing.T) {
	g := exporttest.Parts{Actors: exporttest.Small.Actors, Edges: []graph.Edge{{Source: "iran", Target: "zarif", Relation: "met", Events: 1}}}
	_, f := writtenGEXF(t, g.Network(t, false))
	require.Len(t, f.Graph.Nodes.List, 2)
	zarif := f.Graph.Nodes.List[1]
	assert.Equal(t, "zarif", zarif.ID)
	assert.Equal(t, "zarif", zarif.Label)
	assert.Equal(t, map[string]string{"degree": "1"}, zarif.Values.mapped())
}

// A relation from elsewhere has no codes, and gets none.
func TestGEXFRelationCodes(t *testing.T) {
	g := exporttest.Parts{Actors: exporttest.Small.Actors, Edges: []graph.Edge{
		{Source: "iran", Target: "hassan-rouhani", Relation: "arrested", Events: 1},
		{Source: "iran", Target: "hassan-rouhani", Relation: "sneezed_at", Events: 1},
	}}
	_, f := writtenGEXF(t, g.Network(t, false))
	require.Len(t, f.Graph.Edges.List, 2)
	arrested, sneezed := f.Graph.Edges.List[0].Values.mapped(), f.Graph.Edges.List[1].Values.mapped()
	assert.Equal(t, "COERCE", arrested["plover"])
	assert.Equal(t, "4", arrested["quadclass"])
	assert.Equal(t, "sneezed_at", sneezed["relation"])
	assert.NotContains(t, sneezed, "plover")
	assert.NotContains(t, sneezed, "quadclass")
}

func TestGEXFOfNothing(t *testing.T) {
	text, f := writtenGEXF(t, exporttest.Parts{}.Network(t, false))
	assert.Empty(t, f.Graph.Nodes.List)
	validate(t, text)
}

// The order of what comes in makes no difference, and what comes in is left as it is.
func TestGEXFIsDeterministic(t *testing.T) {
	g := newGenerator(3).graph(30, 100)
	want, _ := writtenGEXF(t, g.Network(t, false))
	turned := exporttest.Parts{Actors: slices.Clone(g.Actors), Edges: slices.Clone(g.Edges)}
	slices.Reverse(turned.Actors)
	slices.Reverse(turned.Edges)
	before := slices.Clone(turned.Edges)
	got, _ := writtenGEXF(t, turned.Network(t, false))
	assert.True(t, want == got)
	assert.Equal(t, before, turned.Edges)
}

func TestGEXFLeavesSelfLoopsOut(t *testing.T) {
	g := exporttest.Parts{Actors: exporttest.Small.Actors, Edges: []graph.Edge{{Source: "iran", Target: "iran", Relation: "met", Events: 1}}}
	_, f := writtenGEXF(t, g.Network(t, false))
	assert.Empty(t, f.Graph.Edges.List)
	assert.Empty(t, f.Graph.Nodes.List, "a self-loop is no edge to stay for")
}

// A network that is not as it should be ends in an error, whoever made it.
func TestRefusesNetworks(t *testing.T) {
	met := graph.Edge{Source: "iran", Target: "vladimir-putin", Relation: "met", Events: 1}
	none, loop := met, met
	none.Events = 0
	loop.Target = loop.Source
	nodes := func(ids ...schema.ActorID) (out []graph.Node) {
		for _, id := range ids {
			out = append(out, graph.Node{Actor: schema.Actor{ID: id}})
		}
		return out
	}
	broken := errors.New("broken")
	for want, n := range map[string]*graph.Network{
		"edge iran met vladimir-putin stands behind iran met vladimir-putin": {Nodes: exporttest.Sequence[graph.Node](nil), Edges: exporttest.Sequence(nil, met, met)},
		"edge iran met vladimir-putin has no events":                         {Nodes: exporttest.Sequence[graph.Node](nil), Edges: exporttest.Sequence(nil, none)},
		"edge iran met iran leads nowhere":                                   {Nodes: exporttest.Sequence[graph.Node](nil), Edges: exporttest.Sequence(nil, loop)},
		"actor iran stands behind russia":                                    {Nodes: exporttest.Sequence(nil, nodes("russia", "iran")...), Edges: exporttest.Sequence[graph.Edge](nil)},
		"broken":                                                             {Nodes: exporttest.Sequence[graph.Node](nil), Edges: exporttest.Sequence(broken, met)},
	} {
		assert.EqualError(t, GEXF(io.Discard, n, GEXFOptions{}), "GEXF: "+want)
	}
}

func TestGEXFPassesWriteErrorsOn(t *testing.T) {
	broken := errors.New("broken")
	full, w := io.Pipe()
	require.NoError(t, full.CloseWithError(broken))
	assert.ErrorIs(t, GEXF(w, exporttest.Small.Network(t, false), GEXFOptions{}), broken)
}

// graph is a network of actors with odd names; edges are distinct.
func (g generator) graph(actors, edges int) exporttest.Parts {
	var out exporttest.Parts
	kinds := []schema.Kind{schema.Person, schema.Country, schema.Organisation, schema.Group, "ghost"}
	for i := range actors {
		out.Actors = append(out.Actors, schema.Actor{
			ID: schema.ActorID(fmt.Sprintf("actor-%d", i)), Kind: kinds[g.IntN(5)], Name: g.Text(), Country: g.Text(), Code: g.Text(),
		})
	}
	relations := schema.Relations()
	seen := map[string]bool{}
	for len(out.Edges) < edges {
		e := graph.Edge{
			Source: out.Actors[g.IntN(actors)].ID, Target: out.Actors[g.IntN(actors)].ID, Relation: relations[g.IntN(len(relations))].Name,
			Events: 1 + g.IntN(9), Articles: g.IntN(9), Sources: g.IntN(9),
		}
		for range g.IntN(3) {
			e.Dates = append(e.Dates, schema.NewDate(2000+g.IntN(20), 1+g.IntN(12), 1+g.IntN(28)))
		}
		key := stream.EdgeID(e)
		if e.Relation.Symmetric() && e.Source > e.Target {
			key = stream.EdgeID(graph.Edge{Source: e.Target, Target: e.Source, Relation: e.Relation})
		}
		if e.Source != e.Target && !seen[key] {
			seen[key] = true
			out.Edges = append(out.Edges, e)
		}
	}
	return out
}

// What every reader of GEXF relies on, whatever the names.
func TestGEXFIsSound(t *testing.T) {
	for seed := range uint64(50) {
		g := newGenerator(seed).graph(2+int(seed), 1+int(seed))
		text, f := writtenGEXF(t, g.Network(t, seed%2 == 0))
		for _, r := range text {
			require.False(t, r != '\n' && unicode.IsControl(r), "seed %d: %q", seed, r)
		}
		declared := map[string]bool{}
		for _, class := range f.Graph.Attributes {
			for _, a := range class.List {
				require.False(t, declared[class.Class+a.ID])
				declared[class.Class+a.ID] = true
			}
		}
		degree := map[string]int{}
		edges := map[string]bool{}
		for _, e := range f.Graph.Edges.List {
			require.False(t, edges[e.ID], "edge %s twice", e.ID)
			edges[e.ID] = true
			require.NotEqual(t, e.Source, e.Target)
			require.Contains(t, []string{"directed", "undirected"}, e.Type)
			require.Positive(t, e.Weight)
			for k := range e.Values.mapped() {
				require.True(t, declared["edge"+k], k)
			}
			degree[e.Source]++
			degree[e.Target]++
		}
		require.Len(t, f.Graph.Edges.List, len(g.Edges))
		nodes := map[string]bool{}
		for _, n := range f.Graph.Nodes.List {
			require.False(t, nodes[n.ID], "node %s twice", n.ID)
			nodes[n.ID] = true
			require.NotEmpty(t, n.Label)
			values := n.Values.mapped()
			for k := range values {
				require.True(t, declared["node"+k], k)
			}
			require.Equal(t, strconv.Itoa(degree[n.ID]), values["degree"])
		}
		for end := range degree {
			require.True(t, nodes[end], "edge ends at %s, which is no node", end)
		}
	}
}

// validate checks a file against the schema of GEXF 1.3.
func validate(t *testing.T, text string) {
	t.Helper()
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("skipped: no xmllint (Debian package libxml2-utils) to validate GEXF")
	}
	dir := os.Getenv("ENTENTE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	// ENTENTE_DATA may name the shared folder or its folder of data.
	xsd := filepath.Join(dir, "data", "gexf", "gexf.xsd")
	if _, err := os.Stat(xsd); err != nil {
		xsd = filepath.Join(dir, "gexf", "gexf.xsd")
	}
	if _, err := os.Stat(xsd); err != nil {
		t.Skipf("skipped: no data/gexf/gexf.xsd under %s to validate GEXF; set ENTENTE_DATA", dir)
	}
	cmd := exec.Command(xmllint, "--noout", "--nonet", "--schema", xsd, "-")
	cmd.Stdin = strings.NewReader(text)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%.2000s", out)
}

func TestGEXFValidates(t *testing.T) {
	text, _ := writtenGEXF(t, exporttest.Small.Network(t, true))
	validate(t, text)
	for seed := range uint64(5) {
		text, _ := writtenGEXF(t, newGenerator(seed).graph(40, 200).Network(t, false))
		validate(t, text)
	}
}
