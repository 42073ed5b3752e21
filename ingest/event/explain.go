package event

import (
	"slices"

	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

// Attempt is a rule whose words stand in a sentence, and what came of it.
type Attempt struct {
	Rule           string // its position: "consult.rules:12"
	Relation       schema.Relation
	Sentence       int
	First, End     int               // tokens of the trigger, half open
	Source, Target []mention.Mention // who it found, of one pair at most with an event
	Events         int               // how many events it told
}

// Explain reads the events of a document as [Extract] does, and also says which
// rules it tried: those that told events, and those that nearly did and lacked a
// participant.
func Explain(doc *text.Document, found mention.Result, article *schema.Article, rules *Rules) ([]Event, []Attempt) {
	x := newExtractor(doc, found, article, rules)
	x.tracing = true
	x.document()
	return x.events, x.attempts
}

// attempted notes a rule that was tried.
func (c *clause) attempted(t trigger, events []Event) {
	if !c.tracing {
		return
	}
	c.attempts = append(c.attempts, Attempt{
		Rule: t.position, Relation: t.relation, Sentence: c.number, First: t.first, End: t.end,
		Source: c.source, Target: c.target, Events: len(events),
	})
	c.source, c.target = nil, nil
}

// silenced notes a rule whose words tell nothing, once.
func (c *clause) silenced(t trigger) {
	a := Attempt{Rule: t.position, Relation: t.relation, Sentence: c.number, First: t.first, End: t.end}
	if c.tracing && !slices.ContainsFunc(c.attempts, func(b Attempt) bool { return a.Rule == b.Rule && a.Sentence == b.Sentence && a.First == b.First }) {
		c.attempts = append(c.attempts, a)
	}
}

// participants notes who a rule found.
func (c *clause) participants(source, target []*mention.Mention) {
	if !c.tracing {
		return
	}
	c.source, c.target = nil, nil
	for _, m := range source {
		c.source = append(c.source, *m)
	}
	for _, m := range target {
		c.target = append(c.target, *m)
	}
}
