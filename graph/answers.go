package graph

import (
	"cmp"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"

	"entente/schema"
)

// Contact is somebody an actor had to do with.
type Contact struct {
	Actor  schema.Actor `json:"actor"`
	Events []Told       `json:"events"` // by date, undated last, then by id
}

// Count is how many there are of something.
type Count struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

// PartnerCount is how many events an actor shares with another.
type PartnerCount struct {
	Actor  schema.Actor `json:"actor"`
	Events int          `json:"events"`
}

// Profile sums up what the graph holds of an actor.
type Profile struct {
	Actor      schema.Actor   `json:"actor"`
	Events     int            `json:"events"`
	Articles   int            `json:"articles"`
	First      schema.Date    `json:"first,omitzero"` // of the dated events; zero if there are none
	Last       schema.Date    `json:"last,omitzero"`
	ByRelation []Count        `json:"by_relation"` // most events first, then by name
	Partners   []PartnerCount `json:"partners"`    // most events first, then by id
}

// Contacts gives everybody with whom the actor shares an event that passes the
// filter, as source or as target: most events first, then by id. An actor that
// the graph does not know has none.
func (s *Store) Contacts(a schema.ActorID, f Filter) ([]Contact, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	contacts, err := newReader(s.quads).contacts(a, f)
	if err != nil {
		return nil, fmt.Errorf("graph: contacts of %s: %w", a, err)
	}
	return contacts, nil
}

func (r *reader) contacts(a schema.ActorID, f Filter) ([]Contact, error) {
	refs, err := r.eventsOf(a)
	if err != nil {
		return nil, err
	}
	told, err := r.told(refs, f)
	if err != nil {
		return nil, err
	}
	byOther := map[schema.ActorID][]Told{}
	for _, t := range told {
		other := t.Source
		if other == a {
			other = t.Target
		}
		byOther[other] = append(byOther[other], t)
	}
	ids := make([]schema.ActorID, 0, len(byOther))
	for id := range byOther {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	actors, err := r.actors(ids)
	if err != nil {
		return nil, err
	}
	out := make([]Contact, len(ids))
	for i, actor := range actors {
		out[i] = Contact{actor, byOther[actor.ID]}
	}
	slices.SortStableFunc(out, func(x, y Contact) int { return cmp.Compare(len(y.Events), len(x.Events)) })
	return out, nil
}

// Between gives the events that two actors share, by date, undated last, then by id.
func (s *Store) Between(a, b schema.ActorID, f Filter) ([]Told, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	r := newReader(s.quads)
	told, err := r.between(a, b, f)
	if err != nil {
		return nil, fmt.Errorf("graph: events between %s and %s: %w", a, b, err)
	}
	return told, nil
}

func (r *reader) between(a, b schema.ActorID, f Filter) ([]Told, error) {
	if a == b {
		return nil, nil
	}
	ofA, err := r.eventsOf(a)
	if err != nil {
		return nil, err
	}
	ofB, err := r.eventsOf(b)
	if err != nil {
		return nil, err
	}
	shared := map[any]bool{}
	for _, ref := range ofB {
		shared[ref.Key()] = true
	}
	return r.told(slices.DeleteFunc(ofA, func(ref cayley.Ref) bool { return !shared[ref.Key()] }), f)
}

// Profile sums up the events of an actor that pass the filter. The error is an
// [UnknownActorError] if the graph does not know the actor.
func (s *Store) Profile(a schema.ActorID, f Filter) (Profile, error) {
	unlock, err := s.reading()
	if err != nil {
		return Profile{}, err
	}
	defer unlock()
	r := newReader(s.quads)
	p, err := r.profile(a, f)
	if err != nil {
		return p, fmt.Errorf("graph: profile of %s: %w", a, err)
	}
	return p, nil
}

func (r *reader) profile(a schema.ActorID, f Filter) (Profile, error) {
	var p Profile
	known, err := r.known(a)
	if err != nil {
		return p, err
	}
	if !known {
		return p, &UnknownActorError{Name: string(a)}
	}
	actors, err := r.actors([]schema.ActorID{a})
	if err != nil {
		return p, err
	}
	p.Actor = actors[0]
	contacts, err := r.contacts(a, f)
	if err != nil {
		return p, err
	}
	articles := map[string]bool{}
	relations := map[string]int{}
	for _, c := range contacts {
		p.Events += len(c.Events)
		p.Partners = append(p.Partners, PartnerCount{c.Actor, len(c.Events)})
		for _, t := range c.Events {
			relations[string(t.Relation)]++
			for _, ev := range t.Evidence {
				articles[ev.Article] = true
			}
			p.First, p.Last = widen(p.First, p.Last, t.Date)
		}
	}
	p.Articles = len(articles)
	p.ByRelation = counts(relations)
	return p, nil
}

// widen stretches a range of dates to another date; undated ones change nothing.
func widen(first, last, d schema.Date) (schema.Date, schema.Date) {
	if d.IsZero() {
		return first, last
	}
	if first.IsZero() || d.Before(first) {
		first = d
	}
	if last.IsZero() || last.Before(d) {
		last = d
	}
	return first, last
}

// counts lists most first, then by name.
func counts(n map[string]int) []Count {
	out := make([]Count, 0, len(n))
	for name, n := range n {
		out = append(out, Count{name, n})
	}
	slices.SortFunc(out, func(x, y Count) int { return cmp.Or(cmp.Compare(y.N, x.N), cmp.Compare(x.Name, y.Name)) })
	return out
}

// Statement is one piece of an event's evidence as a line of its own. The actors
// are remembered: answers have many lines about few of them.
func (s *Store) Statement(e schema.Event, ev schema.Evidence) (schema.Statement, error) {
	unlock, err := s.reading()
	if err != nil {
		return schema.Statement{}, err
	}
	defer unlock()
	s.cardsMu.Lock()
	defer s.cardsMu.Unlock()
	for _, id := range []schema.ActorID{e.Source, e.Target} {
		if _, known := s.cards[id]; known {
			continue
		}
		actors, err := newReader(s.quads).actors([]schema.ActorID{id})
		if err != nil {
			return schema.Statement{}, fmt.Errorf("graph: actor %s of %s: %w", id, e.ID(), err)
		}
		if s.cards == nil {
			s.cards = map[schema.ActorID]schema.Actor{}
		}
		s.cards[id] = actors[0]
	}
	return schema.NewStatement(e, ev, s.cards[e.Source], s.cards[e.Target]), nil
}
