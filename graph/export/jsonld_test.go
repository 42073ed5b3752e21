package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/schema"
)

// toldStore is a store of what two articles tell: a call in both, a plan without a day,
// and a meeting that is dated by its report.
func toldStore(t testing.TB) *graph.Store {
	t.Helper()
	s, err := graph.NewMemory()
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	actors := []schema.Actor{
		{ID: "hassan-rouhani", Kind: schema.Person, Name: "Hassan Rouhani", Aliases: []string{"Rohani"}, Country: "IRN", Code: "IRNGOV"},
		{ID: "iran", Kind: schema.Country, Name: "Iran", Country: "IRN", Code: "IRN"},
		{ID: "vladimir-putin", Kind: schema.Person, Name: "Vladimir Putin", Country: "RUS", Code: "RUSGOV", Roles: []schema.Role{
			{Title: "Prime Minister", At: "russia", From: schema.NewDate(2008, 5, 8), To: schema.Date{Year: 2012, Month: 5, Precision: schema.Month}},
			{Title: "President", At: "russia", From: schema.NewDate(2012, 5, 7), Seen: exporttest.Day(18), Where: "reuters-1"},
		}},
	}
	event := func(article string, at int, relation schema.Relation, source, target schema.ActorID, status schema.Status, date schema.Date, place, by string) schema.Event {
		return schema.Event{Relation: relation, Source: source, Target: target, Status: status, Date: date, Evidence: []schema.Evidence{{
			Article: article, Span: schema.Span{Start: at, End: at + 20}, Quote: "Mr. Putin \"" + string(relation) + "\"\nhim.", Trigger: string(relation),
			Source: schema.Mentioned{Text: "Putin", Span: schema.Span{Start: at, End: at + 5}}, Target: schema.Mentioned{Text: "him", Span: schema.Span{Start: at + 10, End: at + 13}},
			Rule: "rule:1", Place: place, SaidBy: by, Confidence: 0.85,
		}}}
	}
	text := strings.Repeat("x", 200)
	_, err = s.Load([]schema.Reading{{
		Article: schema.Article{ID: "reuters-1", Title: "Putin calls Rouhani", Text: text, Published: exporttest.Day(18), URL: "https://example.com/1?a=b", Publisher: "Reuters"},
		Actors:  actors,
		Events: []schema.Event{
			event("reuters-1", 10, "telephoned", "vladimir-putin", "hassan-rouhani", schema.Actual, exporttest.Day(18), "", "Dmitry Peskov"),
			event("reuters-1", 40, "visited", "vladimir-putin", "iran", schema.Planned, schema.Date{Year: 2014, Precision: schema.Year}, "Tehran", ""),
			event("reuters-1", 70, "visited", "vladimir-putin", "iran", schema.Planned, schema.Date{Year: 2014, Month: 2, Precision: schema.Month}, "", ""),
		},
	}, {
		Article: schema.Article{ID: "irna 2", Title: "Call", Text: text, Published: exporttest.Day(19), URL: "not a link", Publisher: "IRNA"},
		Actors:  actors,
		Events: []schema.Event{
			event("irna 2", 20, "telephoned", "vladimir-putin", "hassan-rouhani", schema.Actual, exporttest.Day(18), "", ""),
			event("irna 2", 50, "met", "vladimir-putin", "iran", schema.Actual, exporttest.Day(19).AsReported(), "São Paulo", ""),
			event("irna 2", 80, "met", "vladimir-putin", "iran", schema.Actual, schema.Date{}, "", ""),
		},
	}})
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	return s
}

func jsonLDText(t testing.TB, records iter.Seq2[graph.EventRecord, error], base string) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, JSONLD(&b, records, base))
	return b.String()
}

// all events of a store, whatever their status.
func all(s *graph.Store) iter.Seq2[graph.EventRecord, error] {
	return s.EventRecords(graph.Scope{Filter: graph.Filter{Statuses: []schema.Status{schema.Actual, schema.Planned}}})
}

func TestJSONLD(t *testing.T) {
	text := jsonLDText(t, all(toldStore(t)), DefaultBase)
	var document struct {
		Graph []map[string]any `json:"@graph"`
	}
	require.NoError(t, json.Unmarshal([]byte(text), &document))
	described := map[any]map[string]any{}
	for _, node := range document.Graph {
		require.NotContains(t, described, node["@id"], "described once")
		described[node["@id"]] = node
	}
	assert.Len(t, document.Graph, 3+2+3+5, "actors, articles, relations, events")

	event := schema.Event{Relation: "telephoned", Source: "vladimir-putin", Target: "hassan-rouhani", Status: schema.Actual, Date: exporttest.Day(18)}.ID()
	article := string(schema.ArticleIRI(schema.ArticleKey("reuters-1")))
	called, err := json.MarshalIndent(described[DefaultBase+event], "", " ")
	require.NoError(t, err)
	ids := strings.NewReplacer(event, "event/…", article, "article/…")
	assert.Contains(t, regexp.MustCompile(`evidence/[0-9a-f]+`).ReplaceAllString(ids.Replace(string(called)), "evidence/…"), `{
 "@id": "https://entente.example/event/…",
 "@type": [
  "sem:Event"
 ],
 "entente:cameo": "041",
 "entente:precision": "day",
 "entente:status": "actual",
 "prov:wasDerivedFrom": [
  {
   "@id": "https://entente.example/evidence/…",
   "@type": [
    "prov:Entity",
    "schema:Quotation"
   ],
   "entente:confidence": {
    "@type": "xsd:double",
    "@value": "8.5E-01"
   },
   "entente:rule": "rule:1",
   "entente:trigger": "telephoned",
   "prov:atLocation": {
    "@id": "https://entente.example/article/…#char=10,30",
    "@type": [
     "prov:Location"
    ]
   },
   "prov:wasAttributedTo": {
    "@id": "https://entente.example/evidence/…/said_by",
    "@type": [
     "prov:Agent"
    ],
    "foaf:name": "Dmitry Peskov"
   },
   "prov:wasQuotedFrom": {
    "@id": "https://entente.example/article/…"
   },
   "schema:text": "Mr. Putin \"telephoned\" him."
  },
`)
	assert.NotContains(t, jsonLDText(t, all(toldStore(t)), "http://a.b/c#"), "char=")
}

func TestJSONLDOfNothing(t *testing.T) {
	text := jsonLDText(t, func(func(graph.EventRecord, error) bool) {}, DefaultBase)
	assert.True(t, json.Valid([]byte(text)))
	assert.Empty(t, rdflib(t, "json-ld", text))
}

func TestJSONLDPassesErrorsOn(t *testing.T) {
	broken := errors.New("broken")
	assert.EqualError(t, JSONLD(io.Discard, exporttest.Sequence[graph.EventRecord](broken), DefaultBase), "JSON-LD: broken")
	assert.ErrorContains(t, JSONLD(io.Discard, exporttest.Sequence[graph.EventRecord](nil), "example"), "base")
	full, w := io.Pipe()
	require.NoError(t, full.CloseWithError(broken))
	assert.ErrorIs(t, JSONLD(w, all(toldStore(t)), DefaultBase), broken)
	bad := graph.EventRecord{ID: "event/1"}
	bad.Source = "a b"
	assert.ErrorContains(t, JSONLD(io.Discard, exporttest.Sequence(nil, bad), DefaultBase), `event/1: "a b" is no IRI`)
}

const sparqlPrefixes = `PREFIX : <https://entente.example/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX time: <http://www.w3.org/2006/time#>
`

// answers are those that rdflib gives to queries of texts, each after its format.
func answers(t testing.TB, queries []string, texts ...string) []string {
	t.Helper()
	var whole []string
	for _, q := range queries {
		whole = append(whole, sparqlPrefixes+q)
	}
	return answersTo(t, whole, texts...)
}

// answersTo is answers for queries that have their prefixes.
func answersTo(t testing.TB, queries []string, texts ...string) []string {
	t.Helper()
	var args []string
	for _, q := range queries {
		args = append(args, "--select", q)
	}
	out := exporttest.Output(t, exporttest.Python(t, "rdflib", "read_rdflib.py", append(args, rdfFiles(t, texts)...)...))
	all := strings.SplitAfter(string(out), "\n\n")
	require.Len(t, all, len(queries)+1)
	for i, answer := range all {
		all[i] = strings.TrimSuffix(answer, "\n")
	}
	return all[:len(queries)]
}

// What a user would ask, with the answer.
func TestQueriesOfJSONLD(t *testing.T) {
	s := toldStore(t)
	events, quads := jsonLDText(t, all(s), DefaultBase), written(t, collect(t, s.Quads())...)
	questions := []struct{ name, query, want string }{
		{"who telephoned whom when, and which sentence of which article says so", `
SELECT ?who ?whom ?date ?text ?headline ?published ?paper WHERE {
  ?event sem:eventType :telephoned ; sem:hasTimeStamp ?date ; prov:wasDerivedFrom ?sentence ;
    sem:hasActor [ sem:roleType :source ; rdf:value/foaf:name ?who ] ; sem:hasActor [ sem:roleType :target ; rdf:value/foaf:name ?whom ] .
  ?sentence schema:text ?text ; prov:wasQuotedFrom ?article .
  ?article a schema:NewsArticle ; schema:headline ?headline ; schema:datePublished ?published ; schema:publisher/schema:name ?paper .
} ORDER BY ?published`, `Vladimir Putin	Hassan Rouhani	2013-11-18	Mr. Putin "telephoned" him.	Putin calls Rouhani	2013-11-18	Reuters
Vladimir Putin	Hassan Rouhani	2013-11-18	Mr. Putin "telephoned" him.	Call	2013-11-19	IRNA
`},
		{"how many of each type", `
SELECT ?type (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ?type } GROUP BY ?type ORDER BY ?type`, `http://semanticweb.cs.vu.nl/2009/11/sem/Actor	3
http://semanticweb.cs.vu.nl/2009/11/sem/Event	5
http://semanticweb.cs.vu.nl/2009/11/sem/EventType	3
http://semanticweb.cs.vu.nl/2009/11/sem/Place	2
http://semanticweb.cs.vu.nl/2009/11/sem/Role	10
http://www.w3.org/2006/time#Instant	3
http://www.w3.org/2006/time#Interval	2
http://www.w3.org/ns/org#Membership	2
http://www.w3.org/ns/org#Role	2
http://www.w3.org/ns/prov#Agent	1
http://www.w3.org/ns/prov#Entity	8
http://www.w3.org/ns/prov#Location	6
http://xmlns.com/foaf/0.1/Organization	1
http://xmlns.com/foaf/0.1/Person	2
https://schema.org/Country	1
https://schema.org/NewsArticle	2
https://schema.org/Organization	2
https://schema.org/Quotation	6
`},
		{"which dates, as exact as they are", `
SELECT ?date (DATATYPE(?date) AS ?type) ?precision WHERE { ?e sem:hasTimeStamp ?date ; :precision ?precision } ORDER BY STR(?date)`, `2013-11-18	http://www.w3.org/2001/XMLSchema#date	day
2013-11-19	http://www.w3.org/2001/XMLSchema#date	reported
2014	http://www.w3.org/2001/XMLSchema#gYear	year
2014-02	http://www.w3.org/2001/XMLSchema#gYearMonth	month
`},
		{"what is to happen where", `
SELECT ?label ?place ?status WHERE { ?e rdfs:label ?label ; sem:hasPlace/rdfs:label ?place ; :status ?status } ORDER BY ?place`, `Iran met Vladimir Putin	São Paulo	actual
Vladimir Putin visited Iran (planned)	Tehran	planned
`},
		{"who held which office when", `
SELECT ?name ?title ?from ?to ?month WHERE {
  ?who foaf:name ?name ; org:hasMembership ?m .
  ?m org:organization :russia ; org:role/skos:prefLabel ?title ; org:memberDuring ?when .
  OPTIONAL { ?when time:hasBeginning/time:inXSDDate ?from } OPTIONAL { ?when time:hasEnd/time:inXSDDate ?to } OPTIONAL { ?when time:hasEnd/time:inXSDgYearMonth ?month }
} ORDER BY ?from`, `Vladimir Putin	Prime Minister	2008-05-08		2012-05
Vladimir Putin	President	2012-05-07		
`},
	}
	var queries []string
	for _, q := range questions {
		queries = append(queries, q.query)
	}
	for i, answer := range answers(t, queries, "json-ld", events) {
		assert.Equal(t, questions[i].want, answer, questions[i].name)
	}
	t.Run("together with N-Quads", func(t *testing.T) {
		const query = `
SELECT ?name ?country (COUNT(DISTINCT ?sentence) AS ?n) ?cameo WHERE {
  ?event a sem:Event ; :relation :telephoned ; :target ?whom ; :cameo ?cameo ; prov:wasDerivedFrom ?sentence .
  ?event :evidence ?sentence . ?sentence :article ?article ; prov:wasQuotedFrom ?article ; :confidence ?confidence .
  ?whom foaf:name ?name ; :name ?name ; :country ?country .
} GROUP BY ?name ?country ?cameo`
		assert.Equal(t, []string{"Hassan Rouhani\tIRN\t2\t041\n"}, answers(t, []string{query}, "json-ld", events, "nquads", quads))
	})
	t.Run("the same nodes", func(t *testing.T) {
		ours := regexp.MustCompile(`<https://entente\.example/(?:(?:event|evidence|article|role)/)?[a-z0-9-]+>`)
		subjects := map[string]bool{}
		for line := range strings.Lines(quads) {
			for _, iri := range ours.FindAllString(line, -1) {
				subjects[iri] = true
			}
		}
		found := 0
		for line := range strings.Lines(rdflib(t, "json-ld", events)) {
			if iri, _, _ := strings.Cut(line, " "); ours.MatchString(iri) {
				found++
				require.Contains(t, subjects, iri)
			}
		}
		assert.Greater(t, found, 50)
		// And where both have a predicate of ours, they have it with the same values.
		have := strings.SplitAfter(quads, "\n")
		for _, triple := range canonical(t, rdflib(t, "json-ld", events)) {
			if fields := strings.SplitN(triple, " ", 3); len(fields) == 3 && ours.MatchString(fields[1]) {
				require.True(t, slices.Contains(have, triple), triple)
			}
		}
	})
}

// The query of the README as it stands there, for articles that have no titles, as those of text files.
func TestQueryOfTheREADME(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(readme), "```sparql\n")
	query, _, found := strings.Cut(rest, "```")
	require.True(t, found)
	s, err := graph.NewMemory()
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	reading := schema.Reading{
		Article: schema.Article{ID: "call.txt", Text: strings.Repeat("x", 200), Published: exporttest.Day(19)},
		Actors:  []schema.Actor{{ID: "hassan-rouhani", Kind: schema.Person, Name: "Hassan Rouhani"}, {ID: "vladimir-putin", Kind: schema.Person, Name: "Vladimir Putin"}},
	}
	for i, status := range []schema.Status{schema.Actual, schema.Planned} {
		reading.Events = append(reading.Events, schema.Event{
			Relation: "telephoned", Source: "vladimir-putin", Target: "hassan-rouhani", Status: status, Date: exporttest.Day(18 + i),
			Evidence: []schema.Evidence{{Article: "call.txt", Span: schema.Span{Start: 10 * i, End: 10*i + 5}, Quote: "Putin and " + string(status) + "."}},
		})
	}
	_, err = s.Load([]schema.Reading{reading})
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	text := jsonLDText(t, all(s), DefaultBase)
	require.Contains(t, text, `"Vladimir Putin telephoned Hassan Rouhani (planned)"`)
	assert.Equal(t, []string{"Vladimir Putin\tHassan Rouhani\t2013-11-18\tPutin and actual.\t\n"}, answersTo(t, []string{query}, "json-ld", text))
}

// What imported quads call their nodes is what JSON-LD calls them, also an article of which they say nothing.
func TestJSONLDOfImports(t *testing.T) {
	const imported = `<alice> <kind> "person" .
<alice> <name> "Alice" .
<bob> <kind> "person" .
<bob> <name> "Bob" .
<event/1> <relation> <praised> .
<event/1> <source> <alice> .
<event/1> <target> <bob> .
<event/1> <status> "actual" .
<event/1> <evidence> <said/1> .
<event/1> <evidence> _:b .
<said/1> <article> <http://example.com/story> .
<said/1> <span> "char=0,5" .
<said/1> <quote> "Alice praised Bob." .
_:b <article> <article/0123456789ab> .
_:b <span> "char=7,9" .
_:b <quote> "Thanks." .
<alice> <praised> <bob> .
`
	s, err := graph.NewMemory()
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	_, err = s.LoadQuads("a.nq", ReadNQuads(strings.NewReader(strings.NewReplacer("<http", "<http", "<", "<"+DefaultBase).Replace(imported)), DefaultBase))
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	text := jsonLDText(t, all(s), DefaultBase)
	for _, want := range []string{
		`"@id":"https://entente.example/said/1"`, `"prov:wasQuotedFrom":{"@id":"http://example.com/story"}`, `"@id":"http://example.com/story","@type"`,
		`"prov:wasQuotedFrom":{"@id":"https://entente.example/article/0123456789ab"}`, `"@id":"https://entente.example/article/0123456789ab","@type"`,
	} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, `"_:b`)
	assert.Equal(t, 2, strings.Count(text, `"schema:NewsArticle"`), "each article once")
}

// records are events with odd texts wherever articles have texts.
func (g generator) records(n int) iter.Seq2[graph.EventRecord, error] {
	return func(yield func(graph.EventRecord, error) bool) {
		for i := range n {
			var r graph.EventRecord
			actor := func() schema.Actor {
				return schema.Actor{
					ID: schema.ActorID(fmt.Sprintf("actor-%d", g.IntN(20))), Kind: schema.Kinds()[g.IntN(4)], Name: g.Text(), Aliases: []string{g.Text(), g.Text()},
					Country: g.Text(), Code: g.Text(), Roles: []schema.Role{{Title: g.Text(), At: "iran", To: schema.Date{Year: 2000, Precision: schema.Year}}},
				}
			}
			r.From, r.To = actor(), actor()
			r.Relation, r.Source, r.Target, r.Status = "met", r.From.ID, r.To.ID, schema.Actual
			r.ID = fmt.Sprintf("event/%d", i)
			for range 1 + g.IntN(3) {
				a := schema.Article{ID: g.Text(), Title: g.Text(), URL: g.Text(), Publisher: g.Text()}
				r.Papers = append(r.Papers, a)
				r.Evidence = append(r.Evidence, schema.Evidence{Article: a.ID, Quote: g.Text() + "\xff", Trigger: g.Text(), Place: g.Text(), SaidBy: g.Text()})
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestReadersReadOddJSONLD(t *testing.T) {
	text := jsonLDText(t, newGenerator(1).records(200), DefaultBase)
	assert.Equal(t, text, jsonLDText(t, newGenerator(1).records(200), DefaultBase), "deterministic")
	const query = `SELECT (COUNT(DISTINCT ?e) AS ?events) (COUNT(?e) AS ?texts) WHERE { ?e a sem:Event ; prov:wasDerivedFrom/schema:text ?text }`
	answer := answers(t, []string{query}, "json-ld", text)[0]
	events, sentences, _ := strings.Cut(strings.TrimSpace(answer), "\t")
	assert.Equal(t, "200", events)
	assert.NotEqual(t, "200", sentences)
	for _, c := range text {
		require.False(t, c != '\n' && (c < ' ' || c >= 0x7F && c < 0xA0), "%q", c)
	}
}
