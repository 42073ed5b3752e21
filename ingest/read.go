// Package ingest reads articles: a [Reader] takes one article through text, mentions
// and events to a [schema.Reading], or many of them on several processors in
// their order; [Parse] stops at the trees. [Coded] makes readings of the rows of
// tables of coded events. Of batch code only it starts goroutines,
// and those that write while it reads: the command, and the lookups of package
// graph. The model is that of [text.Load].
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

// Reader is what reading takes: a model of the language, what is known of actors,
// and the rules of events. It may be shared.
type Reader struct {
	Model  *text.Model
	Actors *actor.Base
	Rules  *event.Rules
}

// WithRules is the reader that reads events by the rules of a file, too. The name of
// the file stands in errors and on events.
func (r *Reader) WithRules(file, text string) (*Reader, error) {
	rules, err := r.Rules.With(file, text)
	if err != nil {
		return nil, err
	}
	return &Reader{r.Model, r.Actors, rules}, nil
}

// NewReader is a reader with all that is built in.
func NewReader() (*Reader, error) {
	model, err := text.Load()
	if err != nil {
		return nil, err
	}
	return &Reader{model, actor.Known(), event.English()}, nil
}

// Read reads one article. Equal articles give equal readings. The text must be
// valid UTF-8.
func (r *Reader) Read(article schema.Article) schema.Reading {
	doc := r.Model.Analyse(article.Text)
	found := mention.Find(doc, r.Actors, &article)
	return reading(doc, found, event.Extract(doc, found, &article, r.Rules), article)
}

// reading is what was read, in the terms of the outside.
func reading(doc *text.Document, found mention.Result, events []event.Event, article schema.Article) schema.Reading {
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
	statements := make([]told, len(events))
	for i, e := range events {
		statements[i] = told{w.event(e, names), e.Timed}
	}
	r.Events = merge(statements)
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
// Linear in the events, but for those of one pair of actors with unlike dates
// or relations, which are few.
func merge(events []told) []schema.Event {
	var out []told
	byPair := map[[2]schema.ActorID][]int{} // indices into out
	seen := map[evidenceKey]bool{}
next:
	for _, e := range events {
		pair := [2]schema.ActorID{min(e.Source, e.Target), max(e.Source, e.Target)}
		for _, i := range byPair[pair] {
			if !out[i].same(e) {
				continue
			}
			ev := e.Evidence[0]
			key := evidenceKey{i, ev.Sentence, ev.Span}
			if !seen[key] {
				seen[key] = true
				out[i].join(e)
			}
			continue next
		}
		seen[evidenceKey{len(out), e.Evidence[0].Sentence, e.Evidence[0].Span}] = true
		byPair[pair] = append(byPair[pair], len(out))
		out = append(out, e)
	}
	merged := make([]schema.Event, len(out))
	for i := range out {
		ev := out[i].Evidence
		sort.SliceStable(ev, func(a, b int) bool { return ev[a].Start < ev[b].Start })
		merged[i] = out[i].Event
	}
	return merged
}

// told is an event as one sentence tells it, with its one piece of evidence, or
// as several do.
type told struct {
	schema.Event
	timed bool // the sentence gives a time of its own, even if it cannot be told which
}

// evidenceKey finds evidence that two words of one sentence would give twice.
type evidenceKey struct {
	event, sentence int
	span            schema.Span
}

// same reports whether two sentences tell one event.
func (a *told) same(b told) bool {
	turned := a.Source != b.Source
	if a.Status != b.Status || !a.datesAgree(b) {
		return false
	}
	if a.Relation == b.Relation {
		return !turned || a.Relation.Symmetric()
	}
	sa, _ := a.Relation.Spec()
	sb, _ := b.Relation.Spec()
	return sa.PLOVER == "CONSULT" && sb.PLOVER == "CONSULT" && oneContact(sa, sb)
}

// datesAgree reports whether the two may be of one day: their dates are equal,
// or one sentence gives no time at all.
func (a *told) datesAgree(b told) bool {
	return a.Date == b.Date && a.timed == b.timed || !a.timed || !b.timed
}

// join takes over the evidence of another sentence, and its relation and date
// if they say more.
func (a *told) join(b told) {
	sa, _ := a.Relation.Spec()
	sb, _ := b.Relation.Spec()
	evidence := b.Evidence[0]
	turned := a.Source != b.Source
	if sb.Rank > sa.Rank {
		a.Relation = b.Relation
		if turned { // it is the other way round that tells who rang whom
			a.Source, a.Target = b.Source, b.Target
			for i := range a.Evidence {
				a.Evidence[i].Source, a.Evidence[i].Target = a.Evidence[i].Target, a.Evidence[i].Source
			}
			turned = false
		}
	}
	if turned {
		evidence.Source, evidence.Target = evidence.Target, evidence.Source
	}
	if b.timed && !a.timed {
		a.Date, a.timed = b.Date, true
	}
	a.Evidence = append(a.Evidence, evidence)
}

// oneContact reports whether two relations can tell one contact: a call is not
// a meeting, but either is talks.
func oneContact(a, b schema.RelationSpec) bool {
	phone := a.Name == "telephoned" || b.Name == "telephoned"
	face := func(r schema.Relation) bool { return r == "met" || r == "visited" || r == "hosted" }
	return a.Name != "addressed" && b.Name != "addressed" && a.Name != "mediated" && b.Name != "mediated" && !(phone && (face(a.Name) || face(b.Name)))
}
