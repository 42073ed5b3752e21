package export

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/schema"
)

// networkFormats are those that hold a network in one file, those of several with all
// of them behind each other.
var networkFormats = map[string]func(io.Writer, *graph.Network) error{
	"GML": GML, "DOT": DOT, "Pajek": Pajek, "Cytoscape": Cytoscape,
	"Neo4j": func(w io.Writer, n *graph.Network) error {
		for _, file := range Neo4j(n) {
			if err := file.Write(w); err != nil {
				return err
			}
		}
		return nil
	},
}

// withNamesakes are the networks to read back, and one whose actors have the same name.
func withNamesakes(t testing.TB) map[string]*graph.Network {
	t.Helper()
	all := networks(t)
	all["namesakes"] = exporttest.Parts{
		Actors: []schema.Actor{
			{ID: "a", Name: "Ali"}, {ID: "b", Name: "Ali"}, {ID: "c", Name: "Ali (b)"}, {ID: "d", Name: "Ali & \"Söhne\" &amp; &#65; \\"}, {ID: "e"},
		},
		Edges: []graph.Edge{
			{Source: "a", Target: "b", Relation: "accused", Events: 1}, {Source: "b", Target: "a", Relation: "accused", Events: 2}, {Source: "c", Target: "d", Relation: "met", Events: 3},
		},
	}.Network(t, true)
	return all
}

// everything that a network has, in order.
func everything(t testing.TB, n *graph.Network) ([]graph.Node, []graph.Edge) {
	t.Helper()
	var nodes []graph.Node
	var edges []graph.Edge
	for node, err := range n.Nodes {
		require.NoError(t, err)
		nodes = append(nodes, node)
	}
	for e, err := range n.Edges {
		require.NoError(t, err)
		edges = append(edges, e)
	}
	return nodes, edges
}

func textOf(t testing.TB, write func(io.Writer, *graph.Network) error, n *graph.Network) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, write(&b, n))
	return b.String()
}

// known are the values of the columns that are not "", numbers and truth values as JSON has them.
func known(columns []column, values []string) map[string]any {
	out := map[string]any{}
	for i, c := range columns {
		switch {
		case values[i] == "":
		case c.kind == intType:
			number, err := strconv.Atoi(values[i])
			if err != nil {
				panic(err)
			}
			out[c.name] = float64(number)
		case c.kind == boolType:
			out[c.name] = values[i] == "true"
		default:
			out[c.name] = values[i]
		}
	}
	return out
}

// with is a map with some more pairs of keys and values.
func with(m map[string]any, pairs ...any) map[string]any {
	m = maps.Clone(m)
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// unescaped is a map with character references in its texts resolved.
func unescaped(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		if s, ok := v.(string); ok {
			v = html.UnescapeString(s)
		}
		out[k] = v
	}
	return out
}

// The files of networks have no control characters and are valid UTF-8, whatever the
// names; the same network gives the same bytes, in whatever order it came.
func TestFormatsAreClean(t *testing.T) {
	for name, write := range networkFormats {
		for seed := range uint64(20) {
			g := newGenerator(seed).graph(3+int(seed), 2+int(seed))
			g.Actors[0].Name, g.Actors[1].Country = "a\xffb", "\xc3("
			text := textOf(t, write, g.Network(t, true))
			require.True(t, utf8.ValidString(text), name)
			for _, r := range text {
				require.False(t, r != '\n' && r != '\r' && unicode.IsControl(r), "%s, seed %d: %q", name, seed, r)
			}
			slices.Reverse(g.Actors)
			slices.Reverse(g.Edges)
			require.True(t, text == textOf(t, write, g.Network(t, true)), name)
		}
	}
}

func TestFormatsPassErrorsOn(t *testing.T) {
	broken := errors.New("broken")
	loop := graph.Edge{Source: "iran", Target: "iran", Relation: "met", Events: 1}
	for name, write := range networkFormats {
		full, w := io.Pipe()
		require.NoError(t, full.CloseWithError(broken))
		assert.ErrorIs(t, write(w, exporttest.Small.Network(t, false)), broken, name)
		for want, n := range map[string]*graph.Network{
			name + ": broken": {Nodes: exporttest.Sequence[graph.Node](broken), Edges: exporttest.Sequence[graph.Edge](nil)},
			name + ": edge iran met iran leads nowhere": {Nodes: exporttest.Sequence[graph.Node](nil), Edges: exporttest.Sequence(nil, loop)},
		} {
			assert.EqualError(t, write(io.Discard, n), want)
		}
	}
}

func TestLabelsAreUnique(t *testing.T) {
	seen := labels{}
	assert.Equal(t, "Ali", seen.unique("Ali", "ali"))
	assert.Equal(t, "Ali (ali-2)", seen.unique("Ali", "ali-2"))
	assert.Equal(t, "Ali (ali-2) (x)", seen.unique("Ali (ali-2)", "x"))
	assert.Equal(t, "Ali (ali-2) (ali-2)", seen.unique("Ali", "ali-2"))
}

// chain is a network that is made as it is walked: nodes in a row, each with so many
// edges, which are no more than there are relations, to the next.
func chain(nodes, each int) *graph.Network {
	id := func(i int) schema.ActorID { return schema.ActorID(fmt.Sprintf("actor-%06d", i)) }
	relations := schema.Relations()
	slices.SortFunc(relations, func(a, b schema.RelationSpec) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return &graph.Network{
		NodeCount: nodes, EdgeCount: each * (nodes - 1),
		Nodes: func(yield func(graph.Node, error) bool) {
			for i := range nodes {
				a := schema.Actor{ID: id(i), Kind: schema.Person, Name: fmt.Sprintf("Actor No. %d", i), Country: "IRN", Code: "IRNGOV"}
				if !yield(graph.Node{Actor: a, Degree: 2 * each}, nil) {
					return
				}
			}
		},
		Edges: func(yield func(graph.Edge, error) bool) {
			for i := range nodes - 1 {
				for j, r := range relations[:each] {
					e := graph.Edge{
						Source: id(i), Target: id(i + 1), Relation: r.Name, Events: 1 + j, Articles: 2 + j, Sources: 1, Dates: []schema.Date{exporttest.Day(1 + j%28)},
					}
					if !yield(e, nil) {
						return
					}
				}
			}
		},
	}
}

// heapWatch measures the live heap each time that another so many bytes were written.
type heapWatch struct {
	written, next int
	most          uint64
}

func (h *heapWatch) Write(b []byte) (int, error) {
	if h.written += len(b); h.written >= h.next {
		h.next = h.written + 1<<20
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		h.most = max(h.most, m.HeapAlloc)
	}
	return len(b), nil
}

// Ten times as many edges, triples or events take no more memory.
func TestFormatsStream(t *testing.T) {
	writers := map[string]func(w io.Writer, times int) error{
		"Turtle": func(w io.Writer, times int) error {
			return writeTurtle(w, manyQuads(8_000*times), DefaultBase, 1<<20)
		},
		"JSON-LD": func(w io.Writer, times int) error { return JSONLD(w, manyRecords(2_000*times), DefaultBase) },
	}
	for name, write := range networkFormats {
		writers[name] = func(w io.Writer, times int) error { return write(w, chain(1_000, 4*times)) }
	}
	for name, write := range writers {
		var few, many heapWatch
		require.NoError(t, write(&few, 1))
		require.NoError(t, write(&many, 10))
		assert.Greater(t, many.written, 5*few.written, name)
		assert.Less(t, many.most, few.most+1<<20, name)
	}
}

// manyQuads are made as they are walked.
func manyQuads(n int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for i := range n {
			q := quad.Quad{Subject: quad.IRI(fmt.Sprintf("event/%016x", i*7919%n)), Predicate: schema.PredQuote, Object: quad.String("The minister telephoned his colleague on Monday.")}
			if !yield(q, nil) {
				return
			}
		}
	}
}

// BenchmarkOtherFormats writes the network in the formats of this file, JSON-LD a tenth as many
// events as it has edges, and Turtle as many triples.
func BenchmarkOtherFormats(b *testing.B) {
	n := streamed(benchActors())
	writers := map[string]func(io.Writer) error{
		"Turtle": func(w io.Writer) error { return Turtle(w, manyQuads(n.EdgeCount), DefaultBase) },
		"JSONLD": func(w io.Writer) error { return JSONLD(w, manyRecords(n.EdgeCount/10), DefaultBase) },
	}
	for name, write := range networkFormats {
		writers[name] = func(w io.Writer) error { return write(w, n) }
	}
	for _, name := range slices.Sorted(maps.Keys(writers)) {
		b.Run(name, func(b *testing.B) {
			var size counter
			begun := processorTime(b)
			for b.Loop() {
				size.bytes = 0
				require.NoError(b, writers[name](&size))
			}
			b.ReportMetric((processorTime(b)-begun)/float64(b.N), "cpu-s")
			b.ReportMetric(float64(size.bytes)/(1<<20), "MiB")
			b.ReportMetric(peakMemory()/(1<<20), "peak-MiB")
		})
	}
}

// manyRecords are events of 1,000 actors, each told by two of 1,000 articles, made as they
// are walked.
func manyRecords(n int) iter.Seq2[graph.EventRecord, error] {
	return func(yield func(graph.EventRecord, error) bool) {
		actor := func(i int) schema.Actor {
			return schema.Actor{ID: schema.ActorID(fmt.Sprintf("actor-%d", i%1000)), Kind: schema.Person, Name: fmt.Sprintf("Actor No. %d", i%1000), Country: "IRN"}
		}
		for i := range n {
			r := graph.EventRecord{ID: fmt.Sprintf("event/%016x", i), From: actor(i), To: actor(i*7 + 1)}
			r.Relation, r.Source, r.Target, r.Status, r.Date = "telephoned", r.From.ID, r.To.ID, schema.Actual, exporttest.Day(1+i%28)
			for j := range 2 {
				a := schema.Article{ID: fmt.Sprintf("article %d", (i+j)%1000), Title: "The minister telephoned his colleague", Published: exporttest.Day(1 + i%28), Publisher: "Reuters"}
				r.Papers = append(r.Papers, a)
				r.Evidence = append(r.Evidence, schema.Evidence{Article: a.ID, Span: schema.Span{Start: i, End: i + 20}, Quote: "The minister telephoned his colleague on Monday, officials said.", Trigger: "telephoned", Confidence: .8})
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}
