package score_test

import (
	"fmt"

	"entente/ingest/text"
	"entente/ingest/text/score"
)

func ExampleTally() {
	gold := text.Analyse("Iran left.")
	gold.Spans = []text.Span{{First: 0, End: 1, Kind: text.Place}}
	found := text.Analyse(gold.Text)
	found.Spans = []text.Span{{First: 0, End: 2, Kind: text.Place}}
	var t score.Tally
	t.Add(gold, found)
	fmt.Println(t.Tokens.F1(), t.AllNames().F1())
	// Output: 1 0
}
