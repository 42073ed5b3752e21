package graph

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// Change is what a correction changes of an event. What is zero stays.
type Change struct {
	Relation       schema.Relation
	Source, Target schema.ActorID // by the ids of the graph
	Status         schema.Status
	Date           *schema.Date // that of no date takes it away
}

// To is the event after the change.
func (c Change) To(e schema.Event) schema.Event {
	if c.Relation != "" {
		e.Relation = c.Relation
	}
	if c.Status != "" {
		e.Status = c.Status
	}
	if c.Date != nil {
		e.Date = *c.Date
	}
	if c.Source != "" {
		e.Source = c.Source
	}
	if c.Target != "" {
		e.Target = c.Target
	}
	return e
}

// Reject records that no article and no table tells an event of the graph, given by its id in
// full. It stays so, whoever is merged or split and whatever is read afterwards.
// [Store.Flush] carries it out.
func (s *Store) Reject(event, reason string) error {
	return s.judgeEvent(event, func(c sense) (Ruling, error) { return Ruling{On: c.read, Reason: reason}, nil })
}

// Correct records that the articles and tables which seem to tell an event of the
// graph tell another. It stays so, as in [Store.Reject].
func (s *Store) Correct(event string, change Change, reason string) error {
	return s.judgeEvent(event, func(c sense) (Ruling, error) {
		into, err := s.changed(c, change)
		if err == nil && into.plain() == c.now.plain() {
			err = errors.New("it is that already")
		}
		return Ruling{On: c.read, Into: into, Reason: reason}, err
	})
}

// Accept takes back what users said of an event, given by its id as it was read
// or by the id that corrections gave it. [Store.Flush] carries it out. It gives
// how many rulings there were.
func (s *Store) Accept(event string) (int, error) {
	var on, into []Claim
	err := s.writing(func() error {
		d := s.log.who
		for _, r := range d.Rulings {
			switch {
			case d.event(r.On).ID() == event:
				on = append(on, r.On)
			case r.Corrects() && d.event(r.Into).ID() == event:
				into = append(into, r.On)
			}
		}
		if len(on) == 0 {
			on = into
		}
		batch := new(leveldb.Batch)
		for _, c := range on {
			batch.Delete([]byte(rulingKey(c)))
		}
		batch.Put([]byte(undecidedKey), nil)
		return s.log.write(batch)
	})
	return len(on), err
}

// judgeEvent makes rulings of all claims that an event stands for.
func (s *Store) judgeEvent(event string, rule func(sense) (Ruling, error)) error {
	return s.writing(func() error {
		senses, err := s.senses(event)
		if err == nil && len(senses) == 0 {
			err = errors.New("no article and no table tells it, only imported quads do, which cannot be judged")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", event, err)
		}
		batch := new(leveldb.Batch)
		var rulings []Ruling
		var accepted []Claim // corrected back
		for _, c := range senses {
			r, err := rule(c)
			switch {
			case err != nil:
				return fmt.Errorf("%s: %w", event, err)
			case r.Corrects() && r.Into.plain() == r.On.plain():
				accepted = append(accepted, r.On)
			default:
				rulings = append(rulings, r)
			}
		}
		if err := s.putRulings(batch, rulings, accepted, nil); err != nil {
			return fmt.Errorf("%s: %w", event, err)
		}
		batch.Put([]byte(undecidedKey), nil)
		return s.log.write(batch)
	})
}

// sense is a claim with what it stands for, which is another where a user
// corrected it.
type sense struct{ read, now Claim }

// senses are the claims that an event of the graph stands for: what the articles and
// rows of tables that tell it say, under the ids that they use, and the claims on which users
// ruled that are the same. A ruling on all of them is one on the event, whoever
// is merged or split afterwards. There are none for an event of which only
// imported quads speak.
func (s *Store) senses(event string) ([]sense, error) {
	d := s.log.who
	nodes, err := newReader(s.quads).nodesOf([]quad.Value{quad.IRI(event)})
	if err != nil {
		return nil, err
	}
	shown, err := schema.DecodeEvent(event, nodes[0])
	if err != nil {
		return nil, err
	}
	evidence, err := newReader(s.quads).nodesOf(nodes[0][schema.PredEvidence])
	if err != nil {
		return nil, err
	}
	var articles []string
	for _, n := range evidence {
		articles = append(articles, strings.TrimPrefix(n.Text(schema.PredArticle), articlePrefix))
	}
	slices.Sort(articles)
	var claims []Claim
	read := map[string]bool{} // as which events it was read
	for r, err := range s.log.readingsOf(slices.Compact(articles)) {
		if err != nil {
			return nil, err
		}
		for _, c := range claimsOf(r) {
			if d.event(d.stands(c)).ID() == event {
				claims = append(claims, c.plain())
				read[d.event(c).ID()] = true
			}
		}
	}
	for _, r := range d.Rulings {
		if read[d.event(r.On).ID()] {
			claims = append(claims, r.On)
		}
	}
	slices.SortFunc(claims, compareClaims)
	var out []sense
	for _, c := range slices.Compact(claims) {
		now := d.stands(c)
		// As the user sees it: of a symmetric relation the graph has its own order.
		if now.Relation.Symmetric() && d.party(now.Target) == shown.Source {
			now.Source, now.Target = now.Target, now.Source
		}
		out = append(out, sense{c, now})
	}
	return out, nil
}

// readingsOf gives the readings of articles, by their keys, of which each is there
// once: of the text, and of rows of tables. There are none of an article of which
// only imported quads speak.
func (j *journal) readingsOf(articleKeys []string) iter.Seq2[*schema.Reading, error] {
	return func(yield func(*schema.Reading, error) bool) {
		var hashes []uint64
		for _, key := range articleKeys {
			hashes = append(hashes, hashNode(schema.ArticleIRI(key)))
			r, there, err := j.reading(key)
			if (there || err != nil) && !yield(&r, err) || err != nil {
				return
			}
		}
		for r, err := range j.codedAmong(hashes) {
			if err != nil {
				yield(nil, err)
				return
			}
			if slices.Contains(articleKeys, r.Article.Key()) && !yield(r, nil) {
				return
			}
		}
	}
}

// stands is what a claim stands for, zero if that is nothing.
func (d *identities) stands(c Claim) Claim {
	if r, ok := d.ruled[d.event(c).ID()]; ok {
		return r.Into
	}
	return c
}

// claimsOf lists what an article tells.
func claimsOf(r *schema.Reading) []Claim {
	parties := make(map[schema.ActorID]Party, len(r.Actors))
	for i := range r.Actors {
		parties[r.Actors[i].ID] = partyOf(&r.Actors[i])
	}
	out := make([]Claim, len(r.Events))
	for i, e := range r.Events {
		out[i] = Claim{Relation: e.Relation, Source: parties[e.Source], Target: parties[e.Target], Status: e.Status, Date: e.Date}
	}
	return out
}

// changed is what a claim stands for after a change. Actors who take part keep
// the ids that articles gave them.
func (s *Store) changed(c sense, change Change) (Claim, error) {
	into := c.now
	told := change.To(schema.Event{Relation: into.Relation, Status: into.Status, Date: into.Date})
	into.Relation, into.Status, into.Date = told.Relation, told.Status, told.Date
	for _, end := range []struct {
		party *Party
		id    schema.ActorID
	}{{&into.Source, change.Source}, {&into.Target, change.Target}} {
		if end.id == "" {
			continue
		}
		var err error
		if *end.party, err = s.partyAmong(end.id, c.now.Source, c.now.Target, c.read.Source, c.read.Target); err != nil {
			return into, err
		}
	}
	return into, nil
}

// partyAmong is the one of the parties that goes by an id, or else the actor of
// the graph.
func (s *Store) partyAmong(id schema.ActorID, parties ...Party) (Party, error) {
	d := s.log.who
	for _, p := range parties {
		if d.party(p) == id {
			return p, nil
		}
	}
	actors, err := newReader(s.quads).actors([]schema.ActorID{id})
	if err != nil {
		return Party{}, err
	}
	p := Party{ID: id, Kind: actors[0].Kind, Name: actors[0].Name}
	// A namesake is who bears the common name in a country.
	if bare, last, cut := cutLast(id); cut && p.Kind == schema.Person {
		if state := strings.ToUpper(last); d.person(bare, state) == id {
			p.ID, p.Country = bare, state
		}
	}
	return p, nil
}

// Ruled is a ruling with the events that its claims are now.
type Ruled struct {
	Ruling
	OnEvent   string `json:"event"`                // as it was read
	IntoEvent string `json:"into_event,omitempty"` // "" if it is rejected
}

// Ruled lists the rulings under which the graph is, in order.
func (s *Store) Ruled() ([]Ruled, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	var out []Ruled
	for _, r := range s.log.who.Rulings {
		one := Ruled{Ruling: r, OnEvent: s.log.who.event(r.On).ID()}
		if r.Corrects() {
			one.IntoEvent = s.log.who.event(r.Into).ID()
		}
		out = append(out, one)
	}
	return out, nil
}
