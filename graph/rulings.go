package graph

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// Ruling is what a user says of an event that articles or tables seem to tell: that
// they do not, or that they tell another. It holds for every article and every row
// that tells the event, whenever it is read, until the user says otherwise. Rulings
// are compared with [==].
//
// A claim and an article tell one event if they do so under the ids that their
// actors go by. Where rulings on several claims come to be on one event, as
// actors are merged, a correction goes before a rejection, and else the first
// in order stands. What a correction gives is not judged again; so two that correct
// one event into another and back are refused, as nobody could tell what is meant.
type Ruling struct {
	On     Claim  `json:"on"`
	Into   Claim  `json:"into,omitzero"` // what is told instead; zero: nothing
	Reason string `json:"reason,omitempty"`
}

// Corrects reports whether another event stands for the one that was read; if
// not, that is rejected.
func (r Ruling) Corrects() bool { return r.Into != Claim{} }

const (
	rejectWord  = "reject"
	correctWord = "correct"
)

func (r Ruling) word() string {
	if r.Corrects() {
		return correctWord
	}
	return rejectWord
}

func (r Ruling) validate() error {
	if err := r.check(); err != nil {
		return fmt.Errorf("%s: %w", r.word(), err)
	}
	return nil
}

func (r Ruling) check() error {
	if err := cmp.Or(r.On.validate(), validText(r.Reason)); err != nil || !r.Corrects() {
		return err
	}
	if err := r.Into.validate(); err != nil {
		return err
	}
	if r.Into.plain() == r.On.plain() {
		return errors.New("it is corrected into itself")
	}
	for _, p := range []Party{r.Into.Source, r.Into.Target} {
		if p.bare() == r.On.Source.bare() || p.bare() == r.On.Target.bare() {
			continue
		}
		if !p.ID.Local() && !p.named() {
			return fmt.Errorf("%s: the event that was read does not name it; write its kind and name behind it: \"%s: person Name\"", p.ID, p.bare())
		}
		if p.ID.Local() && articleOf(p.ID) != articleOf(r.On.Source.ID) && articleOf(p.ID) != articleOf(r.On.Target.ID) {
			return fmt.Errorf("%s is somebody of a single article, in which the event is not", p.ID)
		}
	}
	return nil
}

// articleOf is the key of the article that alone knows the actor, "" if others may.
func articleOf(id schema.ActorID) string {
	_, key, _ := strings.Cut(string(id), ".")
	return key
}

// tidy is the ruling as it is kept. Of a party of the event itself articles tell
// kind and name.
func (r Ruling) tidy() Ruling {
	r.Reason = strings.Join(strings.Fields(r.Reason), " ")
	source, target := r.On.Source.bare(), r.On.Target.bare()
	r.On = r.On.plain()
	for _, p := range []*Party{&r.Into.Source, &r.Into.Target} {
		if p.Name = strings.Join(strings.Fields(p.Name), " "); p.bare() == source || p.bare() == target {
			*p = p.bare()
		}
	}
	return r
}

func rulingKey(on Claim) string { return rulingPrefix + contentHash(on.plain().columns()...) }

// putRulings adds rulings to a batch, and takes back those on the claims that are
// accepted, if no correction contradicts another or one that stands. The places are
// where the rulings stand, if that is known.
func (s *Store) putRulings(batch *leveldb.Batch, rulings []Ruling, accepted []Claim, places []place) error {
	type standing struct {
		Ruling
		place
	}
	old, err := s.log.rulings()
	if err != nil {
		return err
	}
	stand := map[string]standing{}
	for _, r := range old {
		stand[rulingKey(r.On)] = standing{r, place{kept: true}}
	}
	for _, c := range accepted {
		delete(stand, rulingKey(c))
		batch.Delete([]byte(rulingKey(c)))
	}
	for i, r := range rulings {
		at := placeAt(places, i)
		if err := r.validate(); err != nil {
			return at.of(err)
		}
		r = r.tidy()
		record, err := json.Marshal(r)
		if err != nil {
			return err
		}
		batch.Put([]byte(rulingKey(r.On)), record)
		stand[rulingKey(r.On)] = standing{r, at}
	}
	d := s.log.who
	corrected := map[[2]string]standing{} // by the events, from and to
	for _, key := range slices.Sorted(maps.Keys(stand)) {
		r := stand[key]
		if !r.Corrects() {
			continue
		}
		from, to := d.event(r.On).ID(), d.event(r.Into).ID()
		if back, ok := corrected[[2]string{to, from}]; ok && !(r.kept && back.kept) {
			return contradict(said{r.String(), r.place}, said{back.String(), back.place})
		}
		corrected[[2]string{from, to}] = r
	}
	return nil
}

// String is the ruling as errors name it.
func (r Ruling) String() string {
	if r.Corrects() {
		return r.word() + " " + r.On.String() + " into " + r.Into.String()
	}
	return r.word() + " " + r.On.String()
}

// rulings lists what users said of events, in order.
func (j *journal) rulings() ([]Ruling, error) {
	var out []Ruling
	for key, err := range j.keys(rulingPrefix) {
		if err != nil {
			return nil, err
		}
		record, err := j.must(rulingPrefix + key)
		if err != nil {
			return nil, err
		}
		var r Ruling
		if err := json.Unmarshal(record, &r); err != nil {
			return nil, fmt.Errorf("log: %s%s: %w", rulingPrefix, key, err)
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(x, y Ruling) int { return compareClaims(x.On, y.On) })
	return out, nil
}

// party is the id that a party goes by.
func (d *identities) party(p Party) schema.ActorID { return d.now(d.person(p.ID, p.Country)) }

// event is the event that a claim is, without evidence.
func (d *identities) event(c Claim) schema.Event {
	return schema.Event{Relation: c.Relation, Source: d.party(c.Source), Target: d.party(c.Target), Status: c.Status, Date: c.Date}.Canonical()
}

// indexRulings finds rulings by the event that they are on.
func (d *identities) indexRulings() {
	d.ruled = make(map[string]Ruling, len(d.Rulings))
	for _, r := range d.Rulings {
		on := d.event(r.On).ID()
		if before, ok := d.ruled[on]; !ok || r.Corrects() && !before.Corrects() {
			d.ruled[on] = r
		}
	}
}

// rule gives the reading with what users said of its events, its actors going
// by the ids of now. Its actors stay, as they are mentioned; those whom a
// correction brings in are added.
func (d *identities) rule(r *schema.Reading) *schema.Reading {
	ruled := func(e schema.Event) bool { _, ok := d.ruled[e.ID()]; return ok }
	if len(d.ruled) == 0 || !slices.ContainsFunc(r.Events, ruled) {
		return r
	}
	out := *r
	var events eventSet
	var corrected []schema.Event
	for _, e := range r.Events {
		ruling, ok := d.ruled[e.ID()]
		switch {
		case !ok:
			events.add(e)
		case ruling.Corrects():
			if into := d.corrected(e, ruling); into.Source != into.Target {
				corrected = append(corrected, into)
				out.Actors = d.bring(out.Actors, ruling.Into)
			}
		}
	}
	// What is read goes before what is corrected where both have one evidence.
	for _, e := range corrected {
		events.add(e)
	}
	out.Events = events.events
	return &out
}

// corrected is what a ruling makes of an event: its evidence tells another. The
// words that name the participants stay with those whom they name, and
// otherwise with their part.
func (d *identities) corrected(e schema.Event, r Ruling) schema.Event {
	e = e.Canonical()
	into := schema.Event{
		Relation: r.Into.Relation, Source: d.party(r.Into.Source), Target: d.party(r.Into.Target), Status: r.Into.Status, Date: r.Into.Date,
		Evidence: slices.Clone(e.Evidence),
	}
	turned := into.Source == e.Target || into.Target == e.Source
	for i := range into.Evidence {
		ev := &into.Evidence[i]
		ev.ReadAs, ev.Reason = e.ID(), r.Reason
		if turned {
			ev.Source, ev.Target = ev.Target, ev.Source
		}
	}
	return into.Canonical()
}

// bring adds the parties of a claim to the actors of a reading, as far as the
// claim describes them.
func (d *identities) bring(actors []schema.Actor, c Claim) []schema.Actor {
	for _, p := range []Party{c.Source, c.Target} {
		a := schema.Actor{ID: d.party(p), Kind: p.Kind, Name: p.Name, Country: p.Country}
		if p.Name == "" || slices.ContainsFunc(actors, func(x schema.Actor) bool { return x.ID == a.ID }) {
			continue
		}
		if a.ID != d.person(p.ID, p.Country) {
			a.Name, a.Aliases = "", []string{p.Name}
		}
		actors = append(slices.Clone(actors), a)
	}
	return actors
}

// eventSet is distinct events in the order in which they came. Events that are
// one have the evidence of both; of evidence that is one stretch of the text,
// the first stays.
type eventSet struct {
	events []schema.Event
	at     map[string]int
}

func (s *eventSet) add(e schema.Event) {
	e = e.Canonical()
	if s.at == nil {
		s.at = map[string]int{}
	}
	i, known := s.at[e.ID()]
	if !known {
		s.at[e.ID()] = len(s.events)
		s.events = append(s.events, e)
		return
	}
	told := &s.events[i]
	told.Evidence = slices.Clone(told.Evidence)
	for _, ev := range e.Evidence {
		if !slices.ContainsFunc(told.Evidence, func(x schema.Evidence) bool { return x.Span == ev.Span }) {
			told.Evidence = append(told.Evidence, ev)
		}
	}
}
