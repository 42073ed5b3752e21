package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"entente/graph/export/internal/exporttest"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func turtleOf(t testing.TB, quads ...quad.Quad) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, Turtle(&b, seq(quads...), DefaultBase))
	return b.String()
}

func TestTurtle(t *testing.T) {
	q := func(s, p string, o quad.Value) quad.Quad {
		return quad.Quad{Subject: quad.IRI(s), Predicate: quad.IRI(p), Object: o}
	}
	labelled := q("iran", "name", quad.String("Iran"))
	labelled.Label = quad.IRI("g")
	assert.Equal(t, `@prefix article: <https://entente.example/article/> .
@prefix event: <https://entente.example/event/> .
@prefix evidence: <https://entente.example/evidence/> .
@prefix role: <https://entente.example/role/> .
@prefix sameness: <https://entente.example/sameness/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://entente.example/> .

event:9c1f
    :date "2013"^^xsd:gYear ;
    :evidence evidence:1, evidence:2 ;
    :quadclass 1 ;
    :symmetric true ;
    :x "1.5"^^xsd:integer, 8, "8.5E-01"^^xsd:double, "TRUE"^^xsd:boolean, "a"@en, "a\"^^<b>" .

<https://entente.example/iran->
    <https://entente.example/a/b> <https://entente.example/.>, _:b .

:iran
    :name "Iran" .

:rebels.9c1f00ab12cd
    <http://a/b> :iran .
`, turtleOf(t,
		q("rebels.9c1f00ab12cd", "http://a/b", quad.IRI("iran")), labelled, q("iran", "name", quad.String("Iran")),
		q("event/9c1f", "evidence", quad.IRI("evidence/2")), q("event/9c1f", "evidence", quad.IRI("evidence/1")), q("event/9c1f", "quadclass", quad.Int(1)),
		q("event/9c1f", "symmetric", quad.Bool(true)), q("event/9c1f", "date", quad.TypedString{Value: "2013", Type: xsd + "gYear"}),
		q("event/9c1f", "x", quad.TypedString{Value: "1.5", Type: xsdInteger}), q("event/9c1f", "x", quad.TypedString{Value: "TRUE", Type: xsdBoolean}),
		q("event/9c1f", "x", quad.String(`a"^^<b>`)), q("event/9c1f", "x", quad.LangString{Value: "a", Lang: "en"}), q("event/9c1f", "x", quad.Int(8)),
		q("event/9c1f", "x", quad.Float(.85)), q("iran-", "a/b", quad.IRI(".")), q("iran-", "a/b", quad.BNode("b")),
	))
	assert.Equal(t, 7, strings.Count(turtleOf(t), "\n"), "nothing but prefixes")
}

func TestTurtleLabels(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range []string{"b", "a:b", ":", "hex-", "hex-3a", "hex-613a62", "é-"} {
		label := turtleLabel(s)
		assert.NotContains(t, label, ":")
		assert.True(t, legalLabel(label))
		assert.False(t, seen[label])
		seen[label] = true
	}
}

func TestTurtleRefuses(t *testing.T) {
	var b bytes.Buffer
	bad := object(quad.IRI("a b"))
	assert.ErrorContains(t, Turtle(&b, seq(object(quad.Int(1)), bad), DefaultBase), `Turtle: quad`)
	assert.Empty(t, b.String(), "nothing is written")
	assert.ErrorContains(t, Turtle(&b, seq(), "https://entente.example"), "base")
	broken := errors.New("broken")
	full, w := io.Pipe()
	require.NoError(t, full.CloseWithError(broken))
	assert.ErrorIs(t, Turtle(w, seq(object(quad.Int(1))), DefaultBase), broken)
}

// oddTriples are triples that every reader admits. Raptor has limits: a blank node has
// letters of ASCII only, and a string of Turtle ends at U+0000, U+FFFE and U+FFFF.
func oddTriples(blank bool) []quad.Quad {
	var out []quad.Quad
	for seed := range uint64(1_000) {
		q := newGenerator(seed).quad()
		q.Label = nil
		text := q.NQuad()
		if s, ok := q.Object.(fmt.Stringer); ok && strings.ContainsAny(s.String()+text, "\x00\ufffe\uffff") || strings.Contains(text, `\u0000`) {
			continue
		}
		if !strings.Contains(text, "_:é-") && !strings.Contains(text, "_::a") && (blank || !strings.Contains(text, "_:")) {
			out = append(out, q)
		}
	}
	return out
}

func TestTurtleWithLittleMemory(t *testing.T) {
	quads := oddTriples(true)
	want := turtleOf(t, quads...)
	slices.Reverse(quads)
	for _, budget := range []int{0, 10_000} {
		var b bytes.Buffer
		require.NoError(t, writeTurtle(&b, seq(quads...), DefaultBase, budget))
		assert.True(t, want == b.String(), "budget %d", budget)
	}
}

func rapper(t testing.TB, format, text string) string {
	t.Helper()
	path, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("skipped: no rapper (Debian package raptor2-utils)")
	}
	return string(exporttest.Output(t, exec.Command(path, "-q", "-i", format, "-o", "ntriples", exporttest.File(t, "graph", text))))
}

// rdflib gives the triples that rdflib reads from texts, each after its format.
func rdflib(t testing.TB, texts ...string) string {
	t.Helper()
	return string(exporttest.Output(t, exporttest.Python(t, "rdflib", "read_rdflib.py", rdfFiles(t, texts)...)))
}

func rdfFiles(t testing.TB, texts []string) (args []string) {
	t.Helper()
	for i := 0; i < len(texts); i += 2 {
		args = append(args, texts[i], exporttest.File(t, "graph", texts[i+1]))
	}
	return args
}

// The triples of a text of N-Triples, as NQuads writes them.
func canonical(t testing.TB, text string) []string {
	t.Helper()
	return strings.SplitAfter(written(t, collect(t, ReadNQuads(strings.NewReader(text), DefaultBase))...), "\n")
}

// Both readers get from Turtle the triples of N-Quads.
func TestReadersReadTurtle(t *testing.T) {
	quads := oddTriples(false)
	want := strings.SplitAfter(written(t, quads...), "\n")
	require.Greater(t, len(want), 500)
	t.Run("rapper", func(t *testing.T) { assert.Equal(t, want, canonical(t, rapper(t, "turtle", turtleOf(t, quads...)))) })
	t.Run("rdflib", func(t *testing.T) { assert.Equal(t, want, canonical(t, rdflib(t, "turtle", turtleOf(t, quads...)))) })
	t.Run("rdflib, N-Quads", func(t *testing.T) {
		// rdflib 6.1 takes "\\\\n" for a backslash and a line feed in N-Quads, not in Turtle.
		quads := slices.DeleteFunc(slices.Clone(quads), func(q quad.Quad) bool { return strings.Contains(quad.StringOf(q.Object), `\`) })
		assert.Equal(t, strings.SplitAfter(written(t, quads...), "\n"), canonical(t, rdflib(t, "nquads", written(t, quads...))))
	})
	// Blank nodes are named anew, but they stay as many.
	quads = oddTriples(true)
	want = strings.SplitAfter(written(t, quads...), "\n")
	t.Run("rapper, blank nodes", func(t *testing.T) { assert.Len(t, canonical(t, rapper(t, "turtle", turtleOf(t, quads...))), len(want)) })
	t.Run("rdflib, blank nodes", func(t *testing.T) { assert.Len(t, canonical(t, rdflib(t, "turtle", turtleOf(t, quads...))), len(want)) })
}
