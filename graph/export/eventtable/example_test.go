package eventtable_test

import (
	"fmt"
	"strings"

	"entente/graph"
	"entente/graph/export/eventtable"
	"entente/schema"
)

func ExampleDyadMonths() {
	putin := schema.Actor{ID: "vladimir-putin", Kind: schema.Person, Name: "Vladimir Putin", Country: "RUS", Code: "RUSGOV"}
	rouhani := schema.Actor{ID: "hassan-rouhani", Kind: schema.Person, Name: "Hassan Rouhani", Country: "IRN", Code: "IRNGOV"}
	records := func(yield func(graph.EventRecord, error) bool) { // as Store.EventRecords gives them
		for _, e := range []schema.Event{
			{Relation: "telephoned", Date: schema.NewDate(2013, 11, 18)}, {Relation: "met", Date: schema.NewDate(2013, 11, 25)}, {Relation: "praised"},
		} {
			e.Source, e.Target, e.Status = putin.ID, rouhani.ID, schema.Actual
			e.Evidence = []schema.Evidence{{Article: "a"}}
			r := graph.EventRecord{Told: graph.Told{Event: e, Articles: 1, Sources: 1}, ID: e.ID(), From: putin, To: rouhani, Papers: []schema.Article{{ID: "a"}}}
			if !yield(r, nil) {
				return
			}
		}
	}
	var file strings.Builder
	tally, err := eventtable.DyadMonths(&file, records)
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(file.String()) {
		cells := strings.Split(strings.TrimSpace(line), ",")
		fmt.Println(cells[0], cells[4], cells[8], cells[9], cells[19])
	}
	fmt.Println(tally)
	// Output:
	// source target month events goldstein
	// hassan-rouhani vladimir-putin 2013-11 1 1
	// vladimir-putin hassan-rouhani 2013-11 2 2
	// 2 rows of 2 events; left out: 1 undated
}
