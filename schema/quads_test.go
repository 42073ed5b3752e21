package schema

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const generated = 300 // readings in each property test

// nodes is what a store makes of quads: by subject and predicate, each once,
// in no particular order (here the reverse).
func nodes(quads []quad.Quad) map[string]Node {
	out := map[string]Node{}
	for _, q := range slices.Backward(quads) {
		s, p := TextOf(q.Subject), q.Predicate.(quad.IRI)
		if out[s] == nil {
			out[s] = Node{}
		}
		if !slices.Contains(out[s][p], q.Object) {
			out[s][p] = append(out[s][p], q.Object)
		}
	}
	return out
}

func TestReadingJSONRoundTrip(t *testing.T) {
	for seed := range uint64(generated) {
		want := newGenerator(seed).reading()
		b, err := json.Marshal(want)
		require.NoError(t, err)
		var got Reading
		require.NoError(t, json.Unmarshal(b, &got))
		require.Equal(t, want, got, "seed %d", seed)
	}
}

func TestQuadsAreValid(t *testing.T) {
	quads := Vocabulary()
	for seed := range uint64(generated) {
		r := newGenerator(seed).reading()
		quads = append(quads, r.Quads()...)
	}
	for _, q := range quads {
		require.True(t, q.IsValid(), "%v", q)
		require.IsType(t, quad.IRI(""), q.Subject)
		require.Nil(t, q.Label)
	}
}

// What a reading says can be read back from its quads.
func TestQuadsRoundTrip(t *testing.T) {
	for seed := range uint64(generated) {
		r := newGenerator(seed).reading()
		graph := nodes(r.Quads())

		article := r.Article
		article.Text = "" // stays in the log
		require.Equal(t, article, DecodeArticle(graph[string(ArticleIRI(article.Key()))]), "seed %d", seed)

		for _, want := range r.Actors {
			node := graph[string(want.ID)]
			if want.Bare() {
				require.Empty(t, node, "seed %d: %s is in the graph", seed, want.ID)
				continue
			}
			var roles []Node
			for _, id := range node.Texts(PredRole) {
				roles = append(roles, graph[id])
			}
			got := DecodeActor(want.ID, node, roles)
			for i := range want.Roles {
				want.Roles[i].Where = "" // the key does not give the article's ID back
			}
			byTitle := func(a, b Role) int { return cmp.Compare(a.Title, b.Title) }
			slices.SortFunc(want.Roles, byTitle)
			slices.SortFunc(got.Roles, byTitle)
			require.Equal(t, want, got, "seed %d", seed)
		}

		for _, event := range r.Events {
			want := event.Canonical()
			node := graph[want.ID()]
			source, _ := r.Actor(want.Source)
			target, _ := r.Actor(want.Target)
			if source.Bare() || target.Bare() {
				require.Empty(t, node, "seed %d: an event of a bare actor is in the graph", seed)
				continue
			}
			got, err := DecodeEvent(want.ID(), node)
			require.NoError(t, err)
			for i := range want.Evidence {
				id := want.Evidence[i].ID(want.ID())
				require.Contains(t, node.Texts(PredEvidence), id)
				require.Equal(t, []string{string(ArticleIRI(article.Key()))}, graph[id].Texts(PredArticle))
				ev, err := DecodeEvidence(id, graph[id], article.ID)
				require.NoError(t, err)
				got.Evidence = append(got.Evidence, ev)
			}
			require.Len(t, node.Texts(PredEvidence), len(want.Evidence))
			require.Equal(t, want, got, "seed %d", seed)
			require.Equal(t, want.ID(), got.ID())
			require.Equal(t, []string{want.CAMEO()}, node.Texts(PredCAMEO))
		}
	}
}

func TestPlainEdges(t *testing.T) {
	for _, c := range []struct {
		relation  Relation
		status    Status
		out, back int
	}{
		{"telephoned", Actual, 1, 0},
		{"met", Actual, 1, 1},
		{"telephoned", Planned, 0, 0},
		{"met", Possible, 0, 0},
		{"met", Negated, 0, 0},
	} {
		// The source sorts after the target, so a symmetric event turns.
		r := Reading{Events: []Event{{Relation: c.relation, Source: "putin", Target: "kerry", Status: c.status}}}
		graph := nodes(r.Quads())
		assert.Len(t, graph["putin"][c.relation.IRI()], c.out, "%s %s", c.status, c.relation)
		assert.Len(t, graph["kerry"][c.relation.IRI()], c.back, "%s %s", c.status, c.relation)
	}
}

func TestEventID(t *testing.T) {
	met := Event{Relation: "met", Source: "salehi", Target: "hammond", Status: Actual, Date: NewDate(2015, 8, 23),
		Evidence: []Evidence{{Article: "a", Source: Mentioned{"Salehi", Span{1, 7}}, Target: Mentioned{"Hammond", Span{12, 19}}}}}
	swap := func(e Event) Event {
		e.Source, e.Target = e.Target, e.Source
		return e
	}
	assert.Equal(t, met.ID(), swap(met).ID(), "met is symmetric")
	assert.Regexp(t, `^event/[0-9a-f]{16}$`, met.ID())

	canonical := met.Canonical()
	assert.Equal(t, ActorID("hammond"), canonical.Source)
	assert.Equal(t, "Hammond", canonical.Evidence[0].Source.Text, "the mention goes with its actor")
	assert.Equal(t, "Salehi", met.Evidence[0].Source.Text, "the event itself is left as it was")
	assert.Equal(t, canonical, canonical.Canonical())

	call := met
	call.Relation = "telephoned"
	assert.NotEqual(t, call.ID(), swap(call).ID(), "who rang whom matters")
	assert.Equal(t, call, call.Canonical())

	other := map[string]bool{met.ID(): true, call.ID(): true}
	for _, change := range []func(*Event){
		func(e *Event) { e.Status = Planned },
		func(e *Event) { e.Date = Date{} },
		func(e *Event) { e.Date = e.Date.AsReported() },
		func(e *Event) { e.Date = e.Date.AddDays(1) },
		func(e *Event) { e.Target = "kerry" },
	} {
		e := met
		change(&e)
		assert.False(t, other[e.ID()], "%+v", e)
		other[e.ID()] = true
	}
	more := met
	more.Evidence = append(more.Evidence, Evidence{Article: "b"})
	assert.Equal(t, met.ID(), more.ID(), "more evidence, same event")
}

// A table of coded events has no text: its evidence is told apart by the number
// of the sentence, and keeps the code of the table.
func TestEvidenceOfTable(t *testing.T) {
	e := Event{Relation: "released", Source: "iran", Target: "jane-roe", Status: Actual, Date: NewDate(2009, 5, 11), Evidence: []Evidence{
		{Article: "icews:7", Sentence: 2, CAMEO: "0841", Rule: "icews"},
		{Article: "icews:7", Sentence: 3, CAMEO: "084", Rule: "icews", Source: Mentioned{Text: "IRAN"}, Target: Mentioned{Text: "Jane Roe"}},
	}}
	graph := nodes((&Reading{Events: []Event{e}}).Quads())
	require.Len(t, graph[e.ID()][PredEvidence], 2)
	for _, want := range e.Evidence {
		id := want.ID(e.ID())
		assert.Equal(t, want.Source != Mentioned{}, len(graph[id][PredSourceSpan]) > 0)
		got, err := DecodeEvidence(id, graph[id], "icews:7")
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	assert.Equal(t, "0841", e.CAMEOIn(&e.Evidence[0]))
	assert.Equal(t, "0841", e.CAMEO())
	assert.Equal(t, "084", e.CAMEOIn(&e.Evidence[1]))
	corrected := e.Evidence[1]
	corrected.ReadAs = "event/0123456789abcdef"
	assert.Equal(t, "0841", e.CAMEOIn(&corrected), "the table's code is of another event")
	inText := Evidence{Article: "a", Span: Span{1, 2}}
	other := inText
	other.Sentence = 1
	assert.Equal(t, inText.ID("e"), other.ID("e"))
}

func TestArticleKey(t *testing.T) {
	a := Article{ID: "news/2015 08\n23 – «Iran».txt"}
	assert.Regexp(t, `^[0-9a-f]{12}$`, a.Key())
	assert.Equal(t, ArticleKey(a.ID), a.Key())
	assert.NotEqual(t, digest(12, "ab", "c"), digest(12, "a", "bc"))
	assert.Equal(t, a.ID, a.Outlet())
	a.Publisher = "Reuters"
	assert.Equal(t, "Reuters", a.Outlet())
}

func TestParseSpan(t *testing.T) {
	got, err := ParseSpan("char=412,497")
	require.NoError(t, err)
	assert.Equal(t, Span{412, 497}, got)
	for _, text := range []string{
		"", "char=", "char=1", "char=1,", "char=,2", "char=2,1", "char=-1,2", "char=1,2 ", "char=1,2,3", "char=1,2garbage", "char= 1,2", "char=+1,2",
		"char=01,2", "line=1,2", "1,2", "char=1,99999999999999999999", "char=1,2\n", "char=0x1,2", "char=１,2",
	} {
		_, err := ParseSpan(text)
		assert.ErrorContains(t, err, "is no span of the form", "%q", text)
	}
}

func TestDecodeRejects(t *testing.T) {
	good := Event{Relation: "met", Source: "a", Target: "b", Status: Actual}
	for name, change := range map[string]func(Node){
		"no relation":        func(n Node) { delete(n, PredRelation) },
		"an unknown verb":    func(n Node) { n[PredRelation] = []quad.Value{quad.IRI("sneezed_at")} },
		"no source":          func(n Node) { delete(n, PredSource) },
		"no target":          func(n Node) { delete(n, PredTarget) },
		"no status":          func(n Node) { delete(n, PredStatus) },
		"a status of others": func(n Node) { n[PredStatus] = []quad.Value{quad.String("maybe")} },
	} {
		node := nodes((&Reading{Events: []Event{good}}).Quads())[good.ID()]
		change(node)
		_, err := DecodeEvent(good.ID(), node)
		assert.ErrorContains(t, err, good.ID()+": not an event", name)
	}
	for _, p := range []quad.IRI{PredSpan, PredSourceSpan, PredTargetSpan} {
		e := good
		e.Evidence = []Evidence{{Article: "a", Span: Span{0, 9}}}
		id := e.Evidence[0].ID(e.ID())
		node := nodes((&Reading{Events: []Event{e}}).Quads())[id]
		node[p] = []quad.Value{quad.String("char=9,0")}
		_, err := DecodeEvidence(id, node, "a")
		assert.ErrorContains(t, err, id+": ", p)
	}
}

// Quads of others may date an event and not say how exactly.
func TestDecodePrecision(t *testing.T) {
	e := Event{Relation: "met", Source: "a", Target: "b", Status: Actual, Date: Date{2013, 11, 0, Month}}
	node := nodes((&Reading{Events: []Event{e}}).Quads())[e.ID()]
	for precision, want := range map[quad.Value]Date{
		quad.String("month"):     {2013, 11, 0, Month},
		quad.String("reported"):  {2013, 11, 1, Reported},
		quad.String("fortnight"): {2013, 11, 1, Day},
		nil:                      {2013, 11, 1, Day},
	} {
		node[PredPrecision] = []quad.Value{precision}
		got, err := DecodeEvent(e.ID(), node)
		require.NoError(t, err)
		assert.Equal(t, want, got.Date, "%v", precision)
	}
}

// A node of merged or foreign data may have several values where one is
// expected: which one is read must not depend on their order.
func TestDecodeDoesNotDependOnOrder(t *testing.T) {
	day := func(d int) quad.Value { return quad.Time(time.Date(2013, 11, d, 0, 0, 0, 0, time.UTC)) }
	values := Node{
		PredRelation: {quad.IRI("met"), quad.IRI("fought")}, PredSource: {quad.IRI("b"), quad.IRI("a")}, PredTarget: {quad.IRI("d"), quad.IRI("c")},
		PredStatus: {quad.String("planned"), quad.String("actual")}, PredDate: {day(9), day(3)}, PredPrecision: {quad.String("day")},
		PredName: {quad.String("y"), quad.String("x")}, PredAlias: {quad.String("q"), quad.String("p")},
		PredSpan: {quad.String("char=3,4"), quad.String("char=1,2")}, PredSourceSpan: {quad.String("char=1,2 b"), quad.String("char=1,2 a")},
		PredTargetSpan: {quad.String("char=1,2")}, PredSentence: {quad.Int(4), quad.Int(2)}, PredConfidence: {quad.Float(.5), quad.Float(.25)},
		PredPublished: {day(9), day(3)},
	}
	turned := Node{}
	for p, v := range values {
		turned[p] = slices.Clone(v)
		slices.Reverse(turned[p])
	}
	decode := func(n Node) string {
		e, err := DecodeEvent("e", n)
		require.NoError(t, err)
		ev, err := DecodeEvidence("v", n, "a")
		require.NoError(t, err)
		b, err := json.Marshal([]any{e, ev, DecodeArticle(n), DecodeActor("x", n, nil)})
		require.NoError(t, err)
		return string(b)
	}
	assert.Equal(t, decode(values), decode(turned))
	assert.Contains(t, decode(turned), `"date":"2013-11-03"`)
	assert.Contains(t, decode(turned), `"aliases":["p","q"]`)
}

func FuzzParseSpan(f *testing.F) {
	for _, text := range []string{"char=412,497", "char=0,0", "char=1,", "char=-1,2", "char=9999999999999999999,1", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		span, err := ParseSpan(text)
		if err != nil {
			assert.Equal(t, Span{}, span)
			return
		}
		assert.Equal(t, text, span.String())
		assert.LessOrEqual(t, span.Start, span.End)
	})
}

// FuzzDecode gives the decoders a node that could come from anybody's quads:
// one "predicate<TAB>value" a line, a value like <iri>, 12, 1.5 or text.
func FuzzDecode(f *testing.F) {
	for seed := range uint64(5) {
		var b strings.Builder
		r := newGenerator(seed).reading()
		for _, q := range r.Quads() {
			fmt.Fprintf(&b, "%s\t%s\n", TextOf(q.Predicate), TextOf(q.Object))
		}
		f.Add(b.String())
	}
	f.Add("relation\tmet\nsource\ta\ntarget\tb\nstatus\tactual\ndate\t2013-11-18\nprecision\tfortnight")
	f.Add("span\tchar=1,2\nsource_span\tchar=1,2\ntarget_span\tchar=1,2 x y\nsentence\t7\nconfidence\t0.5")
	f.Fuzz(func(t *testing.T, data string) {
		node := Node{}
		for line := range strings.Lines(data) {
			p, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			node[quad.IRI(p)] = append(node[quad.IRI(p)], fuzzValue(text))
		}
		DecodeArticle(node)
		assert.True(t, slices.IsSorted(DecodeActor("x", node, []Node{node}).Aliases))
		e, err := DecodeEvent("event/x", node)
		if err != nil {
			return
		}
		if ev, err := DecodeEvidence("evidence/x", node, "a"); err == nil {
			e.Evidence = []Evidence{ev}
		}
		// What could be read can be written, and is read as the same.
		e = e.Canonical()
		back := nodes((&Reading{Events: []Event{e}}).Quads())
		again, err := DecodeEvent(e.ID(), back[e.ID()])
		require.NoError(t, err)
		for i := range e.Evidence {
			id := e.Evidence[i].ID(e.ID())
			ev, err := DecodeEvidence(id, back[id], "a")
			require.NoError(t, err)
			again.Evidence = append(again.Evidence, ev)
		}
		require.Equal(t, e, again)
	})
}

func fuzzValue(text string) quad.Value {
	if d, err := ParseDate(text); err == nil {
		return quad.Time(d.Time())
	}
	var i int64
	if n, err := fmt.Sscan(text, &i); err == nil && n == 1 {
		return quad.Int(i)
	}
	var x float64
	if n, err := fmt.Sscan(text, &x); err == nil && n == 1 {
		return quad.Float(x)
	}
	if strings.HasPrefix(text, "<") {
		return quad.IRI(strings.Trim(text, "<>"))
	}
	return quad.String(text)
}
