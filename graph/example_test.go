package graph_test

import (
	"fmt"
	"log"

	"entente/graph"
	"entente/schema"
)

func Example() {
	store, err := graph.NewMemory() // or graph.Open("entente.db")
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()

	_, err = store.Load([]schema.Reading{{
		Article: schema.Article{ID: "a.txt", Text: "Putin telephoned Rouhani on Monday.", Published: schema.NewDate(2013, 11, 19)},
		Actors: []schema.Actor{
			{ID: "hassan-rouhani", Kind: schema.Person, Name: "Hassan Rouhani", Country: "IRN"},
			{ID: "vladimir-putin", Kind: schema.Person, Name: "Vladimir Putin", Country: "RUS"},
		},
		Events: []schema.Event{{
			Relation: "telephoned", Source: "vladimir-putin", Target: "hassan-rouhani", Status: schema.Actual, Date: schema.NewDate(2013, 11, 18),
			Evidence: []schema.Evidence{{
				Article: "a.txt", Span: schema.Span{Start: 0, End: 34}, Quote: "Putin telephoned Rouhani on Monday.", Trigger: "telephoned",
				Source: schema.Mentioned{Text: "Putin", Span: schema.Span{Start: 0, End: 5}},
				Target: schema.Mentioned{Text: "Rouhani", Span: schema.Span{Start: 17, End: 24}},
			}},
		}},
	}})
	if err != nil {
		log.Fatal(err)
	}

	putin, err := store.Find("putin")
	if err != nil {
		log.Fatal(err)
	}
	contacts, err := store.Contacts(putin.ID, graph.Filter{Statuses: []schema.Status{schema.Actual}})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range contacts {
		for _, e := range c.Events {
			fmt.Println(putin.Name, e.Relation, c.Actor.Name, e.Date)
			fmt.Println(e.Evidence[0].Quote)
		}
	}
	// Output:
	// Vladimir Putin telephoned Hassan Rouhani 2013-11-18
	// Putin telephoned Rouhani on Monday.
}
