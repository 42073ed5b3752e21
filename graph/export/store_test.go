package export_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export"
	"entente/graph/export/eventtable"
	"entente/schema"
)

// filled is a store of what three odd articles tell.
func filled(t *testing.T) *graph.Store {
	t.Helper()
	s, err := graph.NewMemory()
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	text := strings.Repeat("Putin telephoned Rouhani. ", 4)
	actors := []schema.Actor{
		{ID: "hassan-rouhani", Kind: schema.Person, Name: "Ḥasan \"Rouhani\"\n\\ 😀", Aliases: []string{"Rouhani"}, Country: "IRN", Code: "IRNGOV"},
		{ID: "iran", Kind: schema.Country, Name: "Iran", Country: "IRN", Code: "IRN"},
		{ID: "vladimir-putin", Kind: schema.Person, Name: "Vladimir Putin", Country: "RUS",
			Roles: []schema.Role{{Title: "President", At: "russia", From: schema.NewDate(2012, 5, 7), Seen: schema.NewDate(2013, 11, 18), Where: "a"}}},
	}
	event := func(article string, at int, relation schema.Relation, source, target schema.ActorID, status schema.Status, date schema.Date) schema.Event {
		return schema.Event{Relation: relation, Source: source, Target: target, Status: status, Date: date, Evidence: []schema.Evidence{{
			Article: article, Span: schema.Span{Start: at, End: at + 25}, Sentence: at / 26, Quote: "Putin telephoned \"Rouhani\"^^<x>.\r\n\u2028", Trigger: "telephoned",
			Source: schema.Mentioned{Text: "Putin", Span: schema.Span{Start: at, End: at + 5}}, Target: schema.Mentioned{Text: "Rouhani", Span: schema.Span{Start: at + 17, End: at + 24}},
			Rule: "telephone:1", Place: "São Paulo\tBR", Confidence: 0.85,
		}}}
	}
	day := schema.NewDate(2013, 11, 18)
	var readings []schema.Reading
	for _, id := range []string{"a", "b \"odd\" id\n", "ц"} {
		readings = append(readings, schema.Reading{
			Article: schema.Article{ID: id, Title: "A <title>", Text: text, Published: day, URL: "https://example.com/" + "?a=b", Publisher: "The \"Paper\""},
			Actors:  actors,
			Events: []schema.Event{
				event(id, 0, "telephoned", "vladimir-putin", "hassan-rouhani", schema.Actual, day),
				event(id, 26, "met", "vladimir-putin", "iran", schema.Actual, day.AsReported()),
				event(id, 52, "met", "vladimir-putin", "iran", schema.Actual, schema.Date{}),
				event(id, 78, "visited", "vladimir-putin", "iran", schema.Planned, schema.Date{Year: 2014, Precision: schema.Year}),
			},
		})
	}
	_, err = s.Load(readings)
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	return s
}

// A store filled from an export gives the same export.
func TestExportImportExport(t *testing.T) {
	var first, second bytes.Buffer
	require.NoError(t, export.NQuads(&first, filled(t).Quads(), export.DefaultBase))
	require.Contains(t, first.String(), `<https://entente.example/telephoned> <https://entente.example/quadclass> "1"^^<http://www.w3.org/2001/XMLSchema#integer>`)

	empty, err := graph.NewMemory()
	require.NoError(t, err)
	defer empty.Close()
	_, err = empty.LoadQuads("graph.nq", export.ReadNQuads(bytes.NewReader(first.Bytes()), export.DefaultBase))
	require.NoError(t, err)
	require.NoError(t, export.NQuads(&second, empty.Quads(), export.DefaultBase))
	require.True(t, first.String() == second.String(), "the second export differs")

	problems, err := empty.Check()
	require.NoError(t, err)
	assert.Empty(t, problems)
}

func TestGEXFOfStore(t *testing.T) {
	s := filled(t)
	network, err := s.Network(graph.Scope{}, false)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, export.GEXF(&b, network, export.GEXFOptions{}))
	var f struct {
		Nodes []struct {
			ID string `xml:"id,attr"`
		} `xml:"graph>nodes>node"`
		Edges []struct {
			ID     string `xml:"id,attr"`
			Weight int    `xml:"weight,attr"`
		} `xml:"graph>edges>edge"`
	}
	require.NoError(t, xml.Unmarshal(b.Bytes(), &f))
	assert.Len(t, f.Nodes, 3)
	require.Len(t, f.Edges, 2, "what is only planned is no edge")
	assert.Equal(t, "iran met vladimir-putin", f.Edges[0].ID)
	assert.Equal(t, 2, f.Edges[0].Weight)
	assert.Equal(t, "vladimir-putin telephoned hassan-rouhani", f.Edges[1].ID)
	assert.Equal(t, 1, f.Edges[1].Weight, "three articles, one call")
}

// The events of a store, as it gives them, go into each table.
func TestEventTablesOfStore(t *testing.T) {
	s := filled(t)
	for name, c := range map[string]struct {
		write func(io.Writer, iter.Seq2[graph.EventRecord, error]) (eventtable.Tally, error)
		want  eventtable.Tally
	}{
		"ICEWS": {eventtable.ICEWS, eventtable.Tally{Events: 2, Rows: 6, Undated: 1}}, "POLECAT": {eventtable.POLECAT, eventtable.Tally{Events: 2, Rows: 2, Undated: 1}},
		"GDELT": {eventtable.GDELT, eventtable.Tally{Events: 2, Rows: 2, Undated: 1}}, "CSV": {eventtable.CSV, eventtable.Tally{Events: 3, Rows: 9}},
		"dyads": {eventtable.DyadMonths, eventtable.Tally{Events: 2, Rows: 3, Undated: 1}}, "Parquet": {eventtable.Parquet, eventtable.Tally{Events: 3, Rows: 9}},
	} {
		tally, err := c.write(io.Discard, s.EventRecords(graph.Scope{}))
		require.NoError(t, err, name)
		assert.Equal(t, c.want, tally, name)
	}
	var b bytes.Buffer
	tally, err := eventtable.CSV(&b, s.EventRecords(graph.Scope{Filter: graph.Filter{Statuses: schema.Statuses()}}))
	require.NoError(t, err)
	assert.Equal(t, eventtable.Tally{Events: 4, Rows: 12}, tally)
	assert.Contains(t, b.String(), "The \"\"Paper\"\"")
	assert.Contains(t, b.String(), ",2014,year,planned,visited,")
}
