package event_test

import (
	"fmt"

	"entente/ingest/actor"
	"entente/ingest/event"
	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

func ExampleExtract() {
	article := schema.Article{ID: "a1", Text: "Vladimir Putin will meet Angela Merkel in Berlin on Monday.", Published: schema.NewDate(2016, 9, 16)}
	model, err := text.Load()
	if err != nil {
		panic(err)
	}
	doc := model.Analyse(article.Text)
	for _, e := range event.Extract(doc, mention.Find(doc, actor.Known(), &article), &article, event.English()) {
		fmt.Println(e.Source.Actor, e.Relation, e.Target.Actor, e.Status, e.Date, e.Place)
	}
	// Output: vladimir-putin met angela-merkel planned 2016-09-19 Berlin
}
