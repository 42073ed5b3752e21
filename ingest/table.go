package ingest

import (
	"errors"
	"strings"

	"entente/ingest/actor"
	"entente/ingest/source"
	"entente/schema"
)

// Why the graph has nothing of a row that can be read, to be told by [errors.Is].
var (
	ErrStatement = errors.New("statements (CAMEO 01)")
	ErrOneActor  = errors.New("with one actor or none")
	ErrSameActor = errors.New("of an actor with itself")
	ErrAnybody   = errors.New("of an actor without name and country") // "POLICE"
)

// LeftOut lists these reasons.
func LeftOut() []error { return []error{ErrStatement, ErrOneActor, ErrSameActor, ErrAnybody} }

// Coded makes readings of the rows of tables of coded events. It is not safe
// for concurrent use.
type Coded struct {
	base  *actor.Base
	names map[string]*schema.Actor // what parties were found to be
	codes map[string]*schema.Actor // states by their CAMEO code
}

// NewCoded finds the actors of tables among those of the base.
func NewCoded(base *actor.Base) *Coded {
	c := &Coded{base: base, names: map[string]*schema.Actor{}, codes: map[string]*schema.Actor{}}
	for _, a := range base.Actors() {
		if a.Kind == schema.Country && a.Code != "" && c.codes[a.Code] == nil {
			c.codes[a.Code] = a
		}
	}
	return c
}

// Read is the reading of a row: an article without a text, two actors, and
// their event with one piece of evidence. One of [LeftOut] says that the row is
// none for the graph. Equal rows give equal readings.
//
// The article is the story in ICEWS ("icews:" and its id), the address in GDELT, and
// the event in POLECAT, which names no story ("polecat:" and its id).
func (c *Coded) Read(row *source.Row) (schema.Reading, error) {
	relation, status, ok := schema.FromCAMEO(row.CAMEO)
	if row.Table == source.POLECAT {
		relation, status, ok = schema.FromPLOVER(row.Type, row.Mode)
	}
	if !ok {
		return schema.Reading{}, ErrStatement
	}
	if row.Source.Name == "" && row.Source.Code == "" || row.Target.Name == "" && row.Target.Code == "" {
		return schema.Reading{}, ErrOneActor
	}
	from, to := c.actor(row.Table, &row.Source), c.actor(row.Table, &row.Target)
	switch {
	case from == nil || to == nil:
		return schema.Reading{}, ErrAnybody
	case from.ID == to.ID:
		return schema.Reading{}, ErrSameActor
	}
	article := schema.Article{URL: row.URL, Publisher: row.Publisher, Published: row.Published}
	ev := schema.Evidence{Sentence: row.Sentence, Rule: string(row.Table), Place: row.Place, CAMEO: row.CAMEO}
	switch row.Table {
	case source.ICEWS:
		article.ID = "icews:" + strings.TrimPrefix(row.Story, "icews:") // which may come from a table of ours
	case source.POLECAT:
		article.ID = "polecat:" + row.Event
		ev.CAMEO, ev.Place = relation.CAMEO(status), c.spelledOut(row.Place)
		ev.Trigger = row.Type
		if row.Mode != "" {
			ev.Trigger += " " + row.Mode
		}
	default:
		article.ID = row.URL
		if article.ID == "" {
			article.ID = "gdelt:" + row.Event
		}
	}
	ev.Article = article.ID
	actors := []schema.Actor{*from, *to}
	if from.ID > to.ID {
		actors[0], actors[1] = *to, *from
	}
	return schema.Reading{
		Article: article, Actors: actors,
		Events: []schema.Event{{
			Relation: relation, Source: from.ID, Target: to.ID, Status: status, Date: row.Date, Evidence: []schema.Evidence{ev},
		}},
	}, nil
}

// spelledOut is a place with the name of its state for the code: "Nairobi, KEN".
func (c *Coded) spelledOut(place string) string {
	at := strings.LastIndex(place, ", ") + 1
	if state, _ := c.state(strings.TrimSpace(place[at:])); state != nil && at+len(" KEN") >= len(place) {
		return strings.TrimSpace(place[:at] + " " + state.Name)
	}
	return place
}
