package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/graph/layout"
	"entente/schema"
)

func TestSpans(t *testing.T) {
	november, year := schema.Date{Year: 2013, Month: 11, Precision: schema.Month}, schema.Date{Year: 2012, Precision: schema.Year}
	all := spans([]schema.Date{exporttest.Day(25), {}, november, exporttest.Day(18), exporttest.Day(18).AsReported(), year})
	assert.Equal(t, []span{
		{"2012-01-01", "2012-12-31"}, {"2013-11-01", "2013-11-30"}, {"2013-11-18", "2013-11-18"}, {"2013-11-25", "2013-11-25"},
	}, all)
	assert.Equal(t, []string{"2012-01-01", "2013-11-01", "2013-11-18", "2013-11-25"}, begins(all))
	assert.Equal(t, []span{{"2012-01-01", "2012-12-31"}, {"2013-11-01", "2013-11-30"}}, merged(all), "Gephi refuses spells that overlap")
	assert.Equal(t, []span{{"2013-11-18", "2013-11-18"}, {"2013-11-19", "2013-11-19"}}, merged(spans([]schema.Date{exporttest.Day(19), exporttest.Day(18)})), "neighbours do not")
	assert.Equal(t, []string{"2013-11-01"}, begins(spans([]schema.Date{exporttest.Day(1), november})))
	assert.Empty(t, spans([]schema.Date{{}}))
}

// An actor is in the picture when one of its edges is: always, where one has no date.
func TestPresence(t *testing.T) {
	edge := func(source, target schema.ActorID, dates ...schema.Date) graph.Edge {
		return graph.Edge{Source: source, Target: target, Relation: "praised", Events: 1, Dates: dates}
	}
	n := exporttest.Parts{Edges: []graph.Edge{
		edge("a", "b", exporttest.Day(3)), edge("a-b", "a", exporttest.Day(2), exporttest.Day(1)), edge("c", "a-b"), edge("c", "b", exporttest.Day(4)), edge("d", "e", schema.Date{}),
	}, Actors: []schema.Actor{{ID: "alone"}}}.Network(t, true)
	for _, budget := range []int{0, 50, 1 << 20} {
		p, err := presenceIn(n, budget)
		require.NoError(t, err)
		assert.True(t, p.dated)
		when, stop := p.of()
		got := map[schema.ActorID][]string{}
		for node := range n.Nodes {
			there, err := when(node.ID)
			require.NoError(t, err)
			got[node.ID] = begins(there)
		}
		assert.Equal(t, map[schema.ActorID][]string{
			"a": {"2013-11-01", "2013-11-02", "2013-11-03"}, "a-b": nil, "alone": nil, "b": {"2013-11-03", "2013-11-04"}, "c": nil, "d": nil, "e": nil,
		}, got)
		stop()
		require.NoError(t, p.close())
	}
}

// However little memory there is, the file is the same, and no temporary file stays behind.
func TestGEXFSortsInFiles(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	n := newGenerator(9).dated(newGenerator(9).graph(50, 300)).Network(t, false)
	want := gexfText(t, n, GEXFOptions{})
	var b bytes.Buffer
	require.NoError(t, writeGEXF(&b, n, GEXFOptions{}, 200))
	assert.True(t, want == b.String())
	require.Error(t, writeGEXF(io.Discard, &graph.Network{Nodes: n.Nodes, Edges: func(yield func(graph.Edge, error) bool) {
		for e := range n.Edges {
			if !yield(e, nil) {
				return
			}
		}
		yield(graph.Edge{}, errors.New("broken"))
	}}, GEXFOptions{}, 200))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestGEXFTimeline(t *testing.T) {
	text := gexfText(t, exporttest.Small.Network(t, false), GEXFOptions{})
	assert.Contains(t, text, `<graph idtype="string" mode="dynamic" timeformat="date" timerepresentation="timestamp" timezone="UTC">`)
	assert.Contains(t, text, `weight="3" timestamps="&lt;[2013-11-01, 2013-11-18, 2013-11-25]&gt;">`)
	assert.Contains(t, text, `<node id="hassan-rouhani" label="Hassan Rouhani" timestamps="&lt;[2013-11-01, 2013-11-18, 2013-11-25]&gt;">`)
	assert.Contains(t, text, `<node id="vladimir-putin" label="Vladimir Putin">`, "one of his edges has no date")
	assert.Contains(t, text, `weight="1">`, "what has no date is always there")
	assert.NotContains(t, text, "defaultedgetype", "Gephi drops edges that contradict it")
	assert.NotContains(t, text, "spell")

	older := gexfText(t, exporttest.Small.Network(t, false), GEXFOptions{Version: "1.2", Directed: true})
	assert.Contains(t, older, `<graph idtype="string" defaultedgetype="directed" mode="dynamic" timeformat="date">`)
	assert.Contains(t, older, "<spells>\n<spell start=\"2013-11-01\" end=\"2013-11-30\"/>\n</spells>")
	assert.NotContains(t, older, "timestamp")
	assert.NotContains(t, older, "undirected")
	assert.Contains(t, older, `<edge id="iran signed_agreement_with vladimir-putin" source="iran" target="vladimir-putin" type="directed"`)
	assert.Contains(t, older, "Every edge is written as directed")

	undated := exporttest.Parts{Actors: exporttest.Small.Actors, Edges: exporttest.Small.Edges[:1]}.Network(t, false)
	for _, version := range []string{"1.3", "1.2"} {
		text := gexfText(t, undated, GEXFOptions{Version: version})
		assert.Contains(t, text, `<graph idtype="string" mode="static">`)
		assert.NotContains(t, text, "timestamp")
	}
}

func TestGEXFRefusesOptions(t *testing.T) {
	n := exporttest.Small.Network(t, false)
	assert.EqualError(t, GEXF(io.Discard, n, GEXFOptions{Version: "1.1"}), `GEXF: there is no version "1.1" here, but 1.3 and 1.2`)
	assert.EqualError(t, GEXF(io.Discard, n, GEXFOptions{Places: make([]layout.Point, 2)}), "GEXF: 2 places for 3 nodes")
	nan := make([]layout.Point, 3)
	nan[1].Y = math.NaN()
	assert.EqualError(t, GEXF(io.Discard, n, GEXFOptions{Places: nan}), "GEXF: node 2 lies nowhere")
}

func TestRoles(t *testing.T) {
	assert.Equal(t, "", roles(graph.Node{}))
	assert.Equal(t, "Prime Minister of Russia (2008-05-08–2012-05-07); President of Russia (2012-05-07–); Envoy (–2013); "+
		"Foreign Minister of iran (seen 2013-11-03 to 2013-11-18); Aide (seen 2013-11-18); Sheikh; Head", roles(graph.Node{
		Actor: schema.Actor{Roles: []schema.Role{
			{Title: "Prime Minister", At: "russia", From: schema.NewDate(2008, 5, 8), To: schema.NewDate(2012, 5, 7)},
			{Title: "President", At: "russia", From: schema.NewDate(2012, 5, 7), Seen: exporttest.Day(1)},
			{Title: "Envoy", To: schema.Date{Year: 2013, Precision: schema.Year}},
			{Title: "Foreign Minister", At: "iran", Seen: exporttest.Day(18)},
			{Title: "Aide", Seen: exporttest.Day(18)},
			{Title: "Foreign\nMinister", At: "iran", Seen: exporttest.Day(3), Where: "a"},
			{Title: "Sheikh"},
			{Title: "Head", At: "group.e3cc18ead2fd"},
		}},
		Bodies: map[schema.ActorID]string{"russia": "Russia"},
	}))
}

// csvRecords reads a table of Gephi as a reader of RFC 4180 does, and takes the escapes out.
func csvRecords(t testing.TB, f File) [][]string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	assert.Equal(t, strings.Count(b.String(), "\n"), strings.Count(b.String(), "\r\n"), "lines end as RFC 4180 wants")
	records, err := csv.NewReader(&b).ReadAll()
	require.NoError(t, err)
	for _, record := range records {
		for i := range record {
			record[i] = strings.ReplaceAll(record[i], `\\`, `\`)
		}
	}
	return records
}

func TestGephiCSV(t *testing.T) {
	for name, n := range networks(t) {
		files := GephiCSV(n)
		require.Len(t, files, 2)
		assert.Equal(t, []string{"nodes.csv", "edges.csv"}, []string{files[0].Name, files[1].Name})
		wantNodes := [][]string{{"Id", "Label", "Timeset", "kind", "country", "code", "roles", "degree"}}
		nodes := csvRecords(t, files[0])
		for node := range n.Nodes {
			i := len(wantNodes)
			wantNodes = append(wantNodes, slices.Concat([]string{string(node.ID), labelOf(node), nodes[i][2]}, nodeValues(node)))
		}
		assert.Equal(t, wantNodes, nodes, name)

		edges := csvRecords(t, files[1])
		assert.Equal(t, []string{"Source", "Target", "Type", "Id", "Label", "Weight", "Kind", "Timeset", "relation"}, edges[0][:9])
		assert.Len(t, edges, 1+n.EdgeCount)
		i := 1
		for e := range n.Edges {
			assert.Equal(t, []string{string(e.Source), string(e.Target)}, edges[i][:2])
			assert.Equal(t, edgeValues(e), edges[i][8:])
			i++
		}
	}
	nodes := csvRecords(t, GephiCSV(exporttest.Small.Network(t, false))[0])
	assert.Equal(t, []string{"hassan-rouhani", "Hassan Rouhani", "<[2013-11-01] [2013-11-18] [2013-11-25]>", "person"}, nodes[1][:4])
	assert.Equal(t, []string{"vladimir-putin", "Vladimir Putin", "", "person"}, nodes[3][:4], "one of his edges has no date")
	edges := csvRecords(t, GephiCSV(exporttest.Small.Network(t, false))[1])
	assert.Equal(t, []string{"iran", "vladimir-putin", "Undirected", "iran signed_agreement_with vladimir-putin", "signed agreement with", "1", "signed_agreement_with", ""}, edges[1][:8])
	assert.Equal(t, []string{"vladimir-putin", "hassan-rouhani", "Directed", "vladimir-putin telephoned hassan-rouhani", "telephoned", "3", "telephoned",
		"<[2013-11-01] [2013-11-18] [2013-11-25]>"}, edges[2][:8])
}

// Gephi takes a backslash for an escape; a name that a spreadsheet would take for a formula stays as it is.
func TestGephiCSVEscapes(t *testing.T) {
	n := exporttest.Parts{Actors: []schema.Actor{{ID: "a", Name: `=cmd|"\`}}}.Network(t, true)
	var b bytes.Buffer
	require.NoError(t, GephiCSV(n)[0].Write(&b))
	assert.Equal(t, "Id,Label,Timeset,kind,country,code,roles,degree\r\na,\"=cmd|\"\"\\\\\",,,,,,0\r\n", b.String())
}

func TestGephiCSVPassesErrorsOn(t *testing.T) {
	full, w := io.Pipe()
	require.NoError(t, full.CloseWithError(io.ErrClosedPipe))
	for _, f := range GephiCSV(exporttest.Small.Network(t, false)) {
		assert.ErrorIs(t, f.Write(w), io.ErrClosedPipe)
	}
	broken := errors.New("broken")
	n := &graph.Network{Nodes: exporttest.Sequence[graph.Node](broken), Edges: exporttest.Sequence[graph.Edge](broken)}
	for _, f := range GephiCSV(n) {
		assert.EqualError(t, f.Write(io.Discard), f.Name+": broken")
	}
}
