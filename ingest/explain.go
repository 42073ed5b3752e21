package ingest

import (
	"entente/ingest/event"
	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

// Explanation is a reading with all that led to it.
type Explanation struct {
	Reading  schema.Reading
	Document *text.Document
	Mentions []ExplainedMention
	Rules    []ExplainedRule
}

// ExplainedMention is a mention and by what it was resolved.
type ExplainedMention struct {
	Sentence  int // index into Document.Sentences
	Text, How string
	Actor     schema.ActorID
	Inner     bool // it stands inside another, and does not act
}

// ExplainedRule is a rule whose words stand in a sentence, and what came of it.
type ExplainedRule struct {
	Sentence       int
	Position       string // "consult.rules:12"
	Relation       schema.Relation
	Trigger        string   // the words
	Source, Target []string // who it found
	Events         int      // how many events it told
}

// Explain reads one article as Read does, and keeps what it did.
func (r *Reader) Explain(article schema.Article) Explanation {
	doc := r.Model.Analyse(article.Text)
	found := mention.Find(doc, r.Actors, &article)
	events, attempts := event.Explain(doc, found, &article, r.Rules)
	e := Explanation{Reading: reading(doc, found, events, article), Document: doc}
	for _, m := range found.Mentions {
		e.Mentions = append(e.Mentions, ExplainedMention{m.Sentence, doc.Slice(m.First, m.End), string(m.How), m.Actor, m.Inner})
	}
	for _, a := range attempts {
		e.Rules = append(e.Rules, ExplainedRule{
			a.Sentence, a.Rule, a.Relation, doc.Slice(a.First, a.End), words(doc, a.Source), words(doc, a.Target), a.Events,
		})
	}
	return e
}

func words(doc *text.Document, mentions []mention.Mention) []string {
	var out []string
	for _, m := range mentions {
		out = append(out, doc.Slice(m.First, m.End))
	}
	return out
}
