package graph

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

// identities are the decisions under which the store is built: which ids, as
// articles gave them, are which actors, and what users said of events. They
// follow from the log and the users' words alone, see [identify], and are kept in the log so that an article
// enters the store under the ids that everybody else has there.
type identities struct {
	// Namesakes are the ids that several people of different countries bear,
	// each with the country of the one who keeps the bare id, "" if nobody does.
	Namesakes map[schema.ActorID]string `json:"namesakes,omitempty"`
	// Same are the ids that are merged away, by Old.
	Same []schema.Sameness `json:"same,omitempty"`
	// Rulings are what users said of events, in order.
	Rulings []Ruling `json:"rulings,omitempty"`

	into  map[schema.ActorID]schema.ActorID   // Old to New of Same
	from  map[schema.ActorID][]schema.ActorID // … and back
	ruled map[string]Ruling                   // by the id of the event that they are on
}

func decodeIdentities(record []byte) (*identities, error) {
	d := &identities{}
	if record != nil {
		if err := json.Unmarshal(record, d); err != nil {
			return nil, fmt.Errorf("log: %s: %w", identitiesKey, err)
		}
	}
	d.index()
	return d, nil
}

func (d *identities) index() {
	d.into = make(map[schema.ActorID]schema.ActorID, len(d.Same))
	d.from = map[schema.ActorID][]schema.ActorID{}
	for _, s := range d.Same {
		d.into[s.Old] = s.New
		d.from[s.New] = append(d.from[s.New], s.Old)
	}
	d.indexRulings()
}

// person is the id of the person whom a reading calls so and places in a country.
func (d *identities) person(id schema.ActorID, country string) schema.ActorID {
	keeps, shared := d.Namesakes[id]
	if state := stateOf(country); shared && state != "" && state != keeps {
		return namesake(id, state)
	}
	return id
}

// namesake is the id of one of several people of one name, "john-smith-gbr".
func namesake(id schema.ActorID, state string) schema.ActorID {
	return id + "-" + schema.ActorID(strings.ToLower(state))
}

// stateOf is the country if it is a state, and not what stands for none.
func stateOf(country string) string {
	if len(country) != 3 || country == "IGO" || country == "NGO" || country == "MNC" {
		return ""
	}
	for _, r := range country {
		if r < 'A' || r > 'Z' {
			return ""
		}
	}
	return country
}

// now is the id that the actor of an id goes by.
func (d *identities) now(id schema.ActorID) schema.ActorID {
	if into, merged := d.into[id]; merged {
		return into
	}
	return id
}

// apply gives the reading under the ids that its actors go by, with what users
// said of its events.
func (d *identities) apply(r *schema.Reading) *schema.Reading { return d.rule(d.rename(r)) }

// rename gives the reading under the ids that its actors go by. Events that
// become one are one, with the evidence of both. An event between two ids that
// turn out to be one actor is left out: nobody meets himself. The name of an id
// that was merged away becomes an alias.
func (d *identities) rename(r *schema.Reading) *schema.Reading {
	if len(d.Namesakes) == 0 && len(d.Same) == 0 {
		return r
	}
	out := *r
	ids := make(map[schema.ActorID]schema.ActorID, len(r.Actors))
	changed := false
	out.Actors = slices.Clone(r.Actors)
	for i := range out.Actors {
		a := &out.Actors[i]
		read := a.ID
		if a.Kind == schema.Person {
			a.ID = d.person(a.ID, a.Country)
		}
		if now := d.now(a.ID); now != a.ID {
			a.Aliases = append(slices.Clone(a.Aliases), a.Name)
			a.ID, a.Name = now, ""
		}
		ids[read] = a.ID
		changed = changed || a.ID != read
		for k, role := range a.Roles {
			if at := d.now(role.At); at != role.At {
				a.Roles = slices.Clone(a.Roles)
				a.Roles[k].At, changed = at, true
			}
		}
	}
	if !changed {
		return r
	}
	var events eventSet
	for _, e := range r.Events {
		if e.Source, e.Target = ids[e.Source], ids[e.Target]; e.Source != e.Target {
			events.add(e)
		}
	}
	out.Events = events.events
	return &out
}

// applyQuads is apply for quads that were imported. They are not the reading of
// an article: namesakes cannot be told apart in them, and their events keep
// their nodes.
func (d *identities) applyQuads(quads []quad.Quad) []quad.Quad {
	if len(d.into) == 0 {
		return quads
	}
	out := make([]quad.Quad, 0, len(quads))
	for _, q := range quads {
		if q.Predicate != schema.PredSameAs && q.Predicate != schema.PredSameness {
			var ends [2]bool
			q.Subject, ends[0] = d.node(q.Subject)
			q.Object, ends[1] = d.node(q.Object)
			if ends[0] && q.Predicate == schema.PredName {
				q.Predicate = schema.PredAlias
			}
			if (ends[0] || ends[1]) && q.Subject == q.Object {
				continue
			}
		}
		out = append(out, q)
	}
	return out
}

// speaksOfMerged reports whether a quad of the store uses an id that was merged
// away for anything but to say so.
func (d *identities) speaksOfMerged(q quad.Quad) bool {
	if q.Predicate == schema.PredSameAs || q.Predicate == schema.PredSameness {
		return false
	}
	_, subject := d.node(q.Subject)
	_, object := d.node(q.Object)
	return subject || object
}

// node is the node that an imported node is now, and whether it is another.
func (d *identities) node(v quad.Value) (quad.Value, bool) {
	iri, _ := v.(quad.IRI)
	if now, merged := d.into[schema.ActorID(iri)]; merged {
		return now.IRI(), true
	}
	return v, false
}

// quads is what the store says of the decisions themselves.
func (d *identities) quads() []quad.Quad {
	var out []quad.Quad
	for _, s := range d.Same {
		out = append(out, s.Quads()...)
	}
	return out
}
