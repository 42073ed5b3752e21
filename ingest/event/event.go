package event

import (
	"slices"
	"sort"
	"strings"

	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

// Event is what one sentence tells: one relation between two actors.
type Event struct {
	Relation       schema.Relation
	Source, Target mention.Mention
	Status         schema.Status
	Date           schema.Date // as the sentence gives it; zero if it gives none
	Timed          bool        // it gives a time, even if not which: "last week"
	Place          string      // as the sentence names it
	SaidBy         schema.ActorID
	Sentence       int // index into Document.Sentences
	First, End     int // tokens of the trigger, half open
	Rule           string

	goal    string // of a journey, the words that tell where it went
	journey bool   // a visit that is no more than a circumstance: "flew to", "during a visit to"; not "ended a visit to"
}

// Extract reads the events of a document in the order of the text. The article
// gives the date against which "on Thursday" is read. Equal input gives equal output.
func Extract(doc *text.Document, found mention.Result, article *schema.Article, rules *Rules) []Event {
	x := newExtractor(doc, found, article, rules)
	x.document()
	return x.events
}

func (x *extractor) document() {
	for i, s := range x.doc.Sentences {
		if s.Kind != text.Furniture {
			x.sentence(i)
		}
	}
}

// add records an event for every pair of a source and a target.
func (c *clause) add(t trigger, source, target []*mention.Mention, status schema.Status) {
	c.participants(source, target)
	for _, a := range source {
		for _, b := range target {
			c.addPair(t, a, b, status)
		}
	}
}

// addAmong records a symmetric event for every pair within a group.
func (c *clause) addAmong(t trigger, group []*mention.Mention, status schema.Status) {
	c.participants(group, group)
	for i, a := range group {
		for _, b := range group[i+1:] {
			c.addPair(t, a, b, status)
		}
	}
}

func (c *clause) addPair(t trigger, a, b *mention.Mention, status schema.Status) {
	if status == schema.Negated && c.lemma(t.head) == "rule" { // who has not ruled something out has done nothing
		return
	}
	if a.Actor == b.Actor || c.sport && played[t.relation.PLOVER()] || t.deed && !c.tellsMore(t, a, b) || t.relation.PLOVER() == "CONSULT" && (c.media(a) || c.media(b)) {
		return
	}
	if c.actors[b.Actor].Kind == schema.Country && c.belongs(b, []*mention.Mention{a}) { // "defended his country"
		return
	}
	date, timed, place := schema.Date{}, false, ""
	if !t.bearer { // a tie stands; the time and place of its sentence are those of what else it tells
		date, timed = c.date(t, status)
		place = c.place(t)
	}
	if status == schema.Actual && !c.over(t) && !date.IsZero() && !c.published.IsZero() && c.published.Before(date) {
		status = schema.Planned // "visits India tomorrow"
	}
	c.events = append(c.events, Event{
		Relation: t.relation, Source: *a, Target: *b, Status: status,
		Date: date, Timed: timed, Place: place, SaidBy: c.saidBy(),
		Sentence: c.number, First: t.first, End: t.end, Rule: t.position,
		goal:    c.doc.Slice(b.First, b.End),
		journey: t.relation == "visited" && (!t.noun || c.rel(t.head) == "obl" || c.rel(t.head) == "nmod"),
	})
}

// arrive gives a contact on a journey the day of that and, if it was to a place, the place,
// where the text tells no others: "visited Tehran on Sunday and met Zarif".
func (e *Event) arrive(journey *Event, toPlace bool) {
	if !e.Timed && journey.Timed {
		e.Date, e.Timed = journey.Date, true
	}
	if e.Place == "" && toPlace {
		e.Place = journey.goal
	}
}

// tellsMore reports whether an event about a deed tells more than the deed: who "agreed to
// meet" is to meet, and no more; who "vowed to kill" threatens, who "vowed to
// help" does not.
func (c *clause) tellsMore(t trigger, a, b *mention.Mention) bool {
	switch {
	case t.relation.PLOVER() == "AGREE":
		return !c.told(t, a, b)
	case t.relation == "threatened" && !t.noun && c.lemma(t.head) != "threaten":
		return slices.ContainsFunc(c.events, func(e Event) bool {
			spec, _ := e.Relation.Spec()
			return e.Source.Actor == a.Actor && e.Target.Actor == b.Actor && spec.Valence < 0 && e.Status != schema.Actual
		})
	}
	return true
}

// told reports whether the word has told an event, or the sentence one of the two: who
// "agreed to meet" is to meet, and no more.
func (c *clause) told(t trigger, a, b *mention.Mention) bool {
	return slices.ContainsFunc(c.events, func(e Event) bool {
		return e.First == t.first && e.Rule != t.position || e.Source.Actor == a.Actor && e.Target.Actor == b.Actor || e.Source.Actor == b.Actor && e.Target.Actor == a.Actor
	})
}

// over reports whether the trigger, or the verb above a noun, is in the past tense.
func (c *clause) over(t trigger) bool {
	v := c.verbOf(t)
	return v >= 0 && past[string(c.doc.Tokens[v].Tag)]
}

// media reports whether the mention is of reporters: what is told to them is no contact.
func (c *clause) media(m *mention.Mention) bool {
	if strings.HasSuffix(c.actors[m.Actor].Code, "MED") || audience[c.lower[m.End-1]] {
		return true
	}
	for k := m.First; k < m.End && c.actors[m.Actor].Kind == schema.Organisation; k++ { // "Radio Sabana"
		if outlets[c.lower[k]] {
			return true
		}
	}
	return false
}

var audience = set("reporters journalists reporter press newspaper magazine television radio agency media broadcaster broadcasters daily weekly channel station outlet columnist interviewer correspondents supporters crowd crowds viewers listeners fans voters followers")

// outlets are words of the names of those who report.
var outlets = set("radio tv television times news newspaper gazette herald tribune broadcasting magazine")

// distinct keeps, of the contacts that one sentence tells of one pair, the most
// specific, and one of events that are alike. A journey for talks with somebody
// of the country it goes to is the talks, not also a visit.
func distinct(events []Event, actors map[schema.ActorID]*schema.Actor) []Event {
	type pair struct {
		a, b   schema.ActorID
		status schema.Status
	}
	best := map[pair]int{}
	drop := map[int]bool{}
	for i, e := range events {
		for k := range i {
			f := events[k]
			if !drop[k] && f.Relation == e.Relation && f.Source.Actor == e.Source.Actor && f.Target.Actor == e.Target.Actor {
				switch {
				case f.Status == e.Status, e.Relation == "threatened" && f.Status == schema.Actual: // "vowed to retaliate" threatens once
					drop[i] = true
				case e.Relation == "threatened" && e.Status == schema.Actual:
					drop[k] = true
				}
			}
		}
		spec, _ := e.Relation.Spec()
		if spec.PLOVER != "CONSULT" || drop[i] {
			continue
		}
		p := pair{min(e.Source.Actor, e.Target.Actor), max(e.Source.Actor, e.Target.Actor), e.Status}
		k, seen := best[p]
		if !seen {
			best[p] = i
			continue
		}
		if other, _ := events[k].Relation.Spec(); other.Rank >= spec.Rank {
			drop[i] = true
		} else {
			drop[k] = true
			best[p] = i
		}
	}
	for i, e := range events {
		if !e.journey {
			continue
		}
		for k, f := range events {
			if k != i && !drop[k] && f.Relation != "visited" && (f.Status != schema.Negated || e.Status == schema.Negated) && f.Source.Actor == e.Source.Actor && f.Relation.PLOVER() == "CONSULT" &&
				(actors[f.Target.Actor].Country == actors[e.Target.Actor].Country || f.Place != "" && f.Place == e.goal) {
				drop[i] = true
				events[k].arrive(&e, actors[e.Target.Actor].Kind == schema.Country)
			}
		}
	}
	var out []Event
	for i, e := range events {
		if !drop[i] {
			out = append(out, e)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].First < out[j].First })
	return out
}
