package export_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/graph/export"
	"entente/schema"
)

func ExampleGEXF() {
	network, err := graph.NewNetwork(
		[]schema.Actor{
			{ID: "vladimir-putin", Kind: schema.Person, Name: "Vladimir Putin", Country: "RUS", Code: "RUSGOV"},
			{ID: "hassan-rouhani", Kind: schema.Person, Name: "Hassan Rouhani", Country: "IRN", Code: "IRNGOV"},
		},
		[]graph.Edge{{
			Source: "vladimir-putin", Target: "hassan-rouhani", Relation: "telephoned",
			Events: 2, Articles: 3, Sources: 2, Dates: []schema.Date{schema.NewDate(2013, 11, 18)},
		}}, false)
	if err != nil {
		fmt.Println(err)
		return
	}
	var file strings.Builder
	if err := export.GEXF(&file, network, export.GEXFOptions{}); err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(file.String()) {
		if strings.HasPrefix(line, "<node ") || strings.HasPrefix(line, "<edge ") {
			fmt.Print(line)
		}
	}
	// Output:
	// <node id="hassan-rouhani" label="Hassan Rouhani" timestamps="&lt;[2013-11-18]&gt;">
	// <node id="vladimir-putin" label="Vladimir Putin" timestamps="&lt;[2013-11-18]&gt;">
	// <edge id="vladimir-putin telephoned hassan-rouhani" source="vladimir-putin" target="hassan-rouhani" type="directed" kind="telephoned" label="telephoned" weight="2" timestamps="&lt;[2013-11-18]&gt;">
}

func ExampleNQuads() {
	quads := func(yield func(quad.Quad, error) bool) {
		event := quad.IRI("event/9c1f00ab12cd34ef")
		_ = yield(quad.Quad{Subject: event, Predicate: schema.PredSource, Object: quad.IRI("vladimir-putin")}, nil) &&
			yield(quad.Quad{Subject: event, Predicate: schema.PredDate, Object: quad.Time(schema.NewDate(2013, 11, 18).Time())}, nil)
	}
	if err := export.NQuads(os.Stdout, quads, export.DefaultBase); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <https://entente.example/event/9c1f00ab12cd34ef> <https://entente.example/date> "2013-11-18T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
	// <https://entente.example/event/9c1f00ab12cd34ef> <https://entente.example/source> <https://entente.example/vladimir-putin> .
}

func ExampleReadNQuads() {
	const file = `<https://entente.example/vladimir-putin> <https://entente.example/name> "Vladimir Putin" .
<https://entente.example/vladimir-putin> <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q7747> .
<vladimir-putin> <telephoned> <hassan-rouhani> .
`
	for q, err := range export.ReadNQuads(strings.NewReader(file), export.DefaultBase) {
		if err != nil {
			fmt.Println("graph.nq:", err)
			continue
		}
		fmt.Println(q.Subject, q.Predicate, q.Object)
	}
	// Output:
	// <vladimir-putin> <name> "Vladimir Putin"
	// <vladimir-putin> <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q7747>
	// graph.nq: line 3: relative IRI <vladimir-putin>
}
