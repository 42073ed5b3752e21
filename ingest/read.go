// Package ingest reads articles: [Read] takes one article through text, mentions
// and events to a [schema.Reading], [Run] many of them on several processors in
// their order. It is the only batch code that starts goroutines.
package ingest

import (
	"sort"
	"unicode/utf8"

	"entente/ingest/actor"
	"entente/ingest/event"
	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

// Read reads one article. Equal articles give equal readings. The text must be
// valid UTF-8.
func Read(article schema.Article) schema.Reading {
	doc := text.Analyse(article.Text)
	found := mention.Find(doc, actor.Known(), &article)
	w := &writer{doc: doc, article: &article, runes: runeOffsets(article.Text, doc)}
	r := schema.Reading{Article: article, Actors: found.Actors}
	for _, m := range found.Mentions {
		s := w.mentioned(m)
		r.Mentions = append(r.Mentions, schema.Mention{Actor: m.Actor, Text: s.Text, Span: s.Span, How: string(m.How)})
	}
	names := map[schema.ActorID]string{}
	for _, a := range found.Actors {
		names[a.ID] = a.Name
	}
	for _, e := range event.Extract(doc, found, &article) {
		r.Events = append(r.Events, w.event(e, names))
	}
	r.Events = merge(r.Events)
	return r
}

// writer turns tokens and bytes into characters of the text.
type writer struct {
	doc     *text.Document
	article *schema.Article
	runes   []int // per token: characters before it; one more for the end of the text
}

func runeOffsets(s string, doc *text.Document) []int {
	out := make([]int, len(doc.Tokens))
	at, runes := 0, 0
	for i, t := range doc.Tokens {
		runes += utf8.RuneCountInString(s[at:t.Start])
		at = t.Start
		out[i] = runes
	}
	return out
}

// span is the stretch of tokens [first, end) in characters.
func (w *writer) span(first, end int) schema.Span {
	last := w.doc.Tokens[end-1]
	return schema.Span{Start: w.runes[first], End: w.runes[end-1] + utf8.RuneCountInString(w.doc.Text[last.Start:last.End])}
}

func (w *writer) mentioned(m mention.Mention) schema.Mentioned {
	return schema.Mentioned{Text: w.doc.Slice(m.First, m.End), Span: w.span(m.First, m.End)}
}

// event gives an event its date, that of publication if the text tells none,
// and its evidence.
func (w *writer) event(e event.Event, names map[schema.ActorID]string) schema.Event {
	s := w.doc.Sentences[e.Sentence]
	first := min(e.First, e.Source.First, e.Target.First)
	end := max(e.End, e.Source.End, e.Target.End)
	date := e.Date
	if date.IsZero() {
		date = w.article.Published.AsReported()
	}
	return schema.Event{
		Relation: e.Relation, Source: e.Source.Actor, Target: e.Target.Actor, Status: e.Status, Date: date,
		Evidence: []schema.Evidence{{
			Article: w.article.ID, Span: w.span(first, end), Sentence: e.Sentence, Quote: w.doc.Quote(s),
			Trigger: w.doc.Slice(e.First, e.End), Source: w.mentioned(e.Source), Target: w.mentioned(e.Target),
			Rule: e.Rule, Place: e.Place, SaidBy: names[e.SaidBy],
		}},
	}
}

// merge joins what one article tells twice: events of one ID, and one contact
// under several words ("telephoned", "talked to"), which keeps the most
// specific of them and the better date. Evidence is in the order of the text.
func merge(events []schema.Event) []schema.Event {
	var out []schema.Event
	byPair := map[[2]schema.ActorID][]int{} // indices into out
next:
	for _, e := range events {
		pair := [2]schema.ActorID{min(e.Source, e.Target), max(e.Source, e.Target)}
		for _, i := range byPair[pair] {
			if joined, ok := join(out[i], e); ok {
				out[i] = joined
				continue next
			}
		}
		byPair[pair] = append(byPair[pair], len(out))
		out = append(out, e)
	}
	for i := range out {
		ev := out[i].Evidence
		sort.SliceStable(ev, func(a, b int) bool { return ev[a].Start < ev[b].Start })
	}
	return out
}

// join makes one event of two that tell the same; false if they do not.
func join(a, b schema.Event) (schema.Event, bool) {
	same := a.Source == b.Source && a.Target == b.Target
	turned := a.Source == b.Target && a.Target == b.Source
	if !same && !turned || a.Status != b.Status || !compatible(a.Date, b.Date) {
		return a, false
	}
	sa, _ := a.Relation.Spec()
	sb, _ := b.Relation.Spec()
	switch {
	case a.Relation == b.Relation && (same || sa.Symmetric):
	case sa.PLOVER == "CONSULT" && sb.PLOVER == "CONSULT" && oneContact(sa, sb):
	default:
		return a, false
	}
	keep, other := a, b
	if sb.Rank > sa.Rank {
		keep, other = b, a
	}
	if better(other.Date, keep.Date) {
		keep.Date = other.Date
	}
	evidence := append([]schema.Evidence(nil), keep.Evidence...)
	for _, ev := range other.Evidence {
		if turned {
			ev.Source, ev.Target = ev.Target, ev.Source
		}
		if !has(evidence, ev) {
			evidence = append(evidence, ev)
		}
	}
	keep.Evidence = evidence
	return keep, true
}

// oneContact reports whether two relations can tell one contact: a call is not
// a meeting, but either is talks.
func oneContact(a, b schema.RelationSpec) bool {
	phone := a.Name == "telephoned" || b.Name == "telephoned"
	face := func(r schema.Relation) bool { return r == "met" || r == "visited" || r == "hosted" }
	return a.Name != "addressed" && b.Name != "addressed" && a.Name != "mediated" && b.Name != "mediated" && !(phone && (face(a.Name) || face(b.Name)))
}

// compatible reports whether two dates can be the same day.
func compatible(a, b schema.Date) bool {
	return a == b || a.IsZero() || b.IsZero() || a.Precision == schema.Reported || b.Precision == schema.Reported
}

// better reports whether date a says more than b.
func better(a, b schema.Date) bool {
	return !a.IsZero() && a.Precision != schema.Reported && (b.IsZero() || b.Precision == schema.Reported)
}

// has reports whether one sentence is already evidence.
func has(list []schema.Evidence, ev schema.Evidence) bool {
	for _, other := range list {
		if other.Sentence == ev.Sentence && other.Span == ev.Span {
			return true
		}
	}
	return false
}
