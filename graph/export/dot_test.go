package export

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"entente/graph/export/internal/exporttest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDOT(t *testing.T) {
	text := textOf(t, DOT, exporttest.Small.Network(t, false))
	assert.Contains(t, text, `
  "iran" [label="Iran", color="#EE6677", kind="country", country="IRN", code="IRN", degree=1];
`)
	assert.Contains(t, text, `
  "iran" -> "vladimir-putin" [label="signed agreement with", weight=1, penwidth=1.00, dir=none, relation="signed_agreement_with", status="actual", plover="AGREE", quadclass=1, symmetric=true, events=1, articles=1, sources=1];
  "vladimir-putin" -> "hassan-rouhani" [label="telephoned", weight=3, penwidth=2.58, relation="telephoned", status="actual", plover="CONSULT", quadclass=1, symmetric=false, first_date="2013-11", last_date="2013-11-25", dates="2013-11 2013-11-18 2013-11-25", events=3, articles=4, sources=2];
}
`)
}

// graphviz runs dot on a text of DOT.
func graphviz(t *testing.T, text string, args ...string) []byte {
	t.Helper()
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("skipped: no dot (Debian package graphviz)")
	}
	cmd := exec.Command(dot, args...)
	cmd.Stdin = strings.NewReader(text)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	require.NoError(t, err, complaints.String())
	require.Empty(t, complaints.String())
	return out
}

func TestGraphvizReadsDOT(t *testing.T) {
	for name, n := range withNamesakes(t) {
		text := textOf(t, DOT, n)
		require.NotEmpty(t, graphviz(t, text, "-Tcanon"))
		var g struct {
			Directed, Strict bool
			Objects          []map[string]any
			Edges            []map[string]any
		}
		// twopi is the quickest; the layout is of no interest.
		require.NoError(t, json.Unmarshal(graphviz(t, text, "-Ktwopi", "-Tdot_json"), &g))
		require.True(t, g.Directed && !g.Strict)
		nodes, edges := everything(t, n)
		require.Len(t, g.Objects, len(nodes), name)
		require.Len(t, g.Edges, len(edges), name)
		// Graphviz has texts only, and the backslashes of all but labels doubled.
		texts := func(columns []column, values []string) map[string]any {
			out := map[string]any{}
			for i, c := range columns {
				if values[i] != "" {
					out[c.name] = strings.ReplaceAll(values[i], `\`, `\\`)
				}
			}
			return out
		}
		names := map[any]string{}
		for i, got := range g.Objects {
			want := with(texts(nodeColumns(), nodeValues(nodes[i])), "name", string(nodes[i].ID), "color", hexColour(nodes[i].Kind),
				"label", strings.ReplaceAll(strings.ReplaceAll(labelOf(nodes[i]), `\`, `\\`), "&", "&amp;"))
			names[got["_gvid"]] = string(nodes[i].ID)
			for _, k := range []string{"_gvid", "fillcolor", "fontname", "penwidth", "shape", "style"} {
				delete(got, k)
			}
			require.Equal(t, want, got, "%s: node %d", name, i)
		}
		var got, want []any
		for _, e := range g.Edges {
			ends := []any{names[e["tail"]], names[e["head"]]}
			for _, k := range []string{"_gvid", "tail", "head", "penwidth", "color", "fontname", "fontsize"} {
				delete(e, k)
			}
			got = append(got, append(ends, e))
		}
		for _, e := range edges {
			attributes := with(texts(edgeColumns(), edgeValues(e)), "label", edgeLabel(e), "weight", strconv.Itoa(e.Events))
			if e.Relation.Symmetric() {
				attributes["dir"] = "none"
			}
			want = append(want, []any{string(e.Source), string(e.Target), attributes})
		}
		require.ElementsMatch(t, want, got, name)
	}
}

// What is drawn is the name as it stands, whatever Graphviz takes for an escape.
func TestGraphvizDrawsNames(t *testing.T) {
	g := exporttest.Small
	g.Actors = append(g.Actors[:0:0], g.Actors...)
	for i, name := range []string{`AT&T`, `<b>\N</b>`, `"&lt;" \n`} {
		g.Actors[i].Name = name
	}
	drawn := string(graphviz(t, textOf(t, DOT, g.Network(t, false)), "-Tsvg"))
	for _, want := range []string{`>AT&amp;T<`, `>&lt;b&gt;\N&lt;/b&gt;<`, `>&quot;&amp;lt;&quot; \n<`, `>telephoned<`} {
		assert.Contains(t, drawn, want)
	}
}
