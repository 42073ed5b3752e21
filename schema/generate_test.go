package schema

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// generator makes readings for the property tests: well formed, but with
// strings as odd as an article can hold. The same seed gives the same reading.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(seed, 1))} }

var oddities = []string{
	`"`, `\`, "\n", "\r\n", "\t", " ", "  ", "'", "<", ">", "_:b", `"^^<xsd:integer>`, `"@en`, "char=1,2 ", "\x00", "\x01", "\x1f", "\x7f", "\u0085", "\u2028",
	"é", "e\u0301", "الأسد", "普京", "😀", "👩‍👩‍👧", "\ufeff", "\ufffd", "\uffff", "\U0010ffff", "Iran", "met", "2013", "-1.5E3",
}

// text is a string that is not empty.
func (g generator) text() string {
	s := ""
	for range 1 + g.IntN(6) {
		s += oddities[g.IntN(len(oddities))]
	}
	return s
}

// maybe is a text or, as often, none.
func (g generator) maybe() string {
	if g.IntN(2) == 0 {
		return ""
	}
	return g.text()
}

func (g generator) day() Date {
	if g.IntN(4) == 0 {
		return Date{}
	}
	return NewDate(1900+g.IntN(200), 1+g.IntN(12), 1+g.IntN(31))
}

func (g generator) date() Date {
	d := g.day()
	if d.IsZero() {
		return d
	}
	return DateOf(d.Time(), []Precision{Day, Month, Year, Reported}[g.IntN(4)])
}

func (g generator) span() Span {
	start := g.IntN(1e6)
	return Span{start, start + g.IntN(500)}
}

func (g generator) mentioned() Mentioned { return Mentioned{g.maybe(), g.span()} }

func (g generator) actor(n int) Actor {
	id := ActorID(fmt.Sprintf("actor-%d", n))
	if g.IntN(4) == 0 {
		id = id.In(ArticleKey(g.text()))
	}
	a := Actor{ID: id, Kind: []Kind{Person, Country, Organisation, Group}[g.IntN(4)], Name: g.text(), Country: g.maybe(), Code: g.maybe()}
	for range g.IntN(4) {
		a.Aliases = append(a.Aliases, g.text())
	}
	slices.Sort(a.Aliases)
	a.Aliases = slices.Compact(a.Aliases)
	for i := range g.IntN(3) {
		a.Roles = append(a.Roles, Role{Title: fmt.Sprint(g.text(), i), At: "iran", From: g.date(), To: g.date(), Seen: g.day(), Where: g.maybe()})
	}
	return a
}

func (g generator) event(actors []Actor, article string) Event {
	pair := g.Perm(len(actors))
	all := Relations()
	e := Event{
		Relation: all[g.IntN(len(all))].Name, Source: actors[pair[0]].ID, Target: actors[pair[1]].ID,
		Status: Statuses()[g.IntN(4)], Date: g.date(),
	}
	for i := range 1 + g.IntN(3) {
		span := g.span()
		e.Evidence = append(e.Evidence, Evidence{
			Article: article, Span: Span{span.Start*3 + i, span.End*3 + i}, // distinct
			Sentence: g.IntN(100), Quote: g.maybe(), Trigger: g.maybe(),
			Source: g.mentioned(), Target: g.mentioned(), Rule: g.maybe(), Place: g.maybe(), SaidBy: g.maybe(),
			Confidence: float64(g.IntN(5)) * g.Float64(),
			CAMEO:      []string{"", "0841"}[g.IntN(2)],
		})
		if ev := &e.Evidence[i]; g.IntN(4) == 0 { // a user corrected it
			ev.ReadAs, ev.Reason = Event{Relation: "met", Source: e.Target, Target: e.Source, Status: Planned}.ID(), g.maybe()
		}
	}
	return e
}

func (g generator) reading() Reading {
	r := Reading{Article: Article{ID: g.text(), Title: g.maybe(), Text: g.text(), Published: g.day(), URL: g.maybe(), Publisher: g.maybe()}}
	for n := range 2 + g.IntN(4) {
		r.Actors = append(r.Actors, g.actor(n))
	}
	for range g.IntN(4) {
		r.Mentions = append(r.Mentions, Mention{Actor: r.Actors[0].ID, Text: g.text(), Span: g.span(), How: "name"})
	}
	ids := map[string]bool{}
	for range g.IntN(6) {
		if e := g.event(r.Actors, r.Article.ID); !ids[e.ID()] {
			ids[e.ID()] = true
			r.Events = append(r.Events, e)
		}
	}
	return r
}
