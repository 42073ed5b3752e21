package schema_test

import (
	"fmt"

	"entente/schema"
)

// A reading of one sentence, and what the graph learns from it.
func Example() {
	text := "Putin telephoned Rouhani on Monday."
	article := schema.Article{ID: "af12", Text: text, Published: schema.NewDate(2013, 11, 18)}
	putin, rouhani := schema.NewActorID("Vladimir Putin"), schema.NewActorID("Hassan Rouhani")
	reading := schema.Reading{
		Article: article,
		Actors: []schema.Actor{
			{ID: rouhani, Kind: schema.Person, Name: "Hassan Rouhani", Country: "IRN"},
			{ID: putin, Kind: schema.Person, Name: "Vladimir Putin", Country: "RUS"},
		},
		Events: []schema.Event{{
			Relation: "telephoned", Source: putin, Target: rouhani, Status: schema.Actual, Date: article.Published,
			Evidence: []schema.Evidence{{
				Article: article.ID, Span: schema.Span{Start: 0, End: 24}, Quote: text, Trigger: "telephoned",
				Source: schema.Mentioned{Text: "Putin", Span: schema.Span{Start: 0, End: 5}},
				Target: schema.Mentioned{Text: "Rouhani", Span: schema.Span{Start: 17, End: 24}},
				Rule:   "telephone:1",
			}},
		}},
	}

	line := reading.Statements()[0]
	fmt.Println(line.Source.Name, line.Relation, line.Target.Name, "on", line.Date)
	fmt.Println(line.PLOVER, line.CAMEO)
	for _, q := range reading.Quads() {
		if q.Subject == putin.IRI() {
			fmt.Println(q.Subject, q.Predicate, q.Object)
		}
	}
	// Output:
	// Vladimir Putin telephoned Hassan Rouhani on 2013-11-18
	// CONSULT 041
	// <vladimir-putin> <name> "Vladimir Putin"
	// <vladimir-putin> <kind> "person"
	// <vladimir-putin> <country> "RUS"
	// <vladimir-putin> <telephoned> <hassan-rouhani>
}
