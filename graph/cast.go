package graph

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// cast is who appears in an article: what comparing actors needs of its
// reading. Kept beside the reading, it spares every run of [identify] the
// reading of all texts.
type cast struct {
	Actors []appearance `json:"a,omitempty"` // without those of this article alone
	Beside []pair       `json:"b,omitempty"` // persons of alike names that the article tells apart
}

// appearance is an actor as one article shows it; of other actors than persons
// only id, kind and offices.
type appearance struct {
	ID      schema.ActorID `json:"i"`
	Kind    schema.Kind    `json:"k"`
	Name    string         `json:"n,omitempty"`
	Aliases []string       `json:"l,omitempty"`
	Country string         `json:"c,omitempty"` // a state
	Offices []office       `json:"o,omitempty"`
	// Colleagues are the offices of those right behind whom somebody is named of
	// whom the article tells neither office nor country: "Deputy Foreign Minister
	// Gatilov and Mikhail Baogdanov".
	Colleagues []office `json:"g,omitempty"`
}

// office is a role without its time.
type office struct {
	Title string         `json:"t"` // folded
	At    schema.ActorID `json:"a"`
}

// besideWithin is how many characters part two full names that stand beside one
// another. Whoever writes two nearly equal names so close together means two
// people; far apart it may be a slip of the pen.
const besideWithin = 200

func newCast(r *schema.Reading) cast {
	var c cast
	var persons []schema.ActorID
	var names [][]string // their words
	for i := range r.Actors {
		a := &r.Actors[i]
		if a.ID.Local() {
			continue
		}
		x := appearance{ID: a.ID, Kind: a.Kind}
		for _, role := range a.Roles {
			if role.At != "" {
				x.Offices = append(x.Offices, office{schema.Fold(role.Title), role.At})
			}
		}
		if a.Kind == schema.Person {
			persons, names = append(persons, a.ID), append(names, nameWords(a.Name))
			x.Name, x.Aliases, x.Country = a.Name, a.Aliases, stateOf(a.Country)
		}
		c.Actors = append(c.Actors, x)
	}
	c.findColleagues(r)
	for i, a := range persons {
		for k, b := range persons[:i] {
			if _, alike := compareNames(names[i], names[k]); alike && standBeside(r, a, b) {
				c.Beside = append(c.Beside, pairOf(a, b))
			}
		}
	}
	return c
}

// colleagueWithin is how many characters may part two who are named together:
// " and ", ", ".
const colleagueWithin = 5

func (c *cast) findColleagues(r *schema.Reading) {
	at := map[schema.ActorID]int{}
	for i := range c.Actors {
		at[c.Actors[i].ID] = i
	}
	var last *appearance // the person named last, and where the name ends
	end := 0
	for _, m := range r.Mentions {
		i, ok := at[m.Actor]
		if !ok || c.Actors[i].Kind != schema.Person {
			continue
		}
		x := &c.Actors[i]
		if last != nil && m.Start >= end && m.Start-end <= colleagueWithin && x.Country == "" && len(x.Offices) == 0 {
			x.Colleagues = append(x.Colleagues, last.Offices...)
		}
		last, end = x, m.End
	}
}

// standBeside reports whether an article names two persons in full beside one
// another, or tells of something between them.
func standBeside(r *schema.Reading, a, b schema.ActorID) bool {
	for _, e := range r.Events {
		if pairOf(e.Source, e.Target) == pairOf(a, b) {
			return true
		}
	}
	last := map[schema.ActorID]int{} // where the last full name of each ends
	for _, m := range r.Mentions {
		if m.Actor != a && m.Actor != b || !strings.Contains(schema.Fold(m.Text), " ") {
			continue
		}
		other := a
		if m.Actor == a {
			other = b
		}
		if end, named := last[other]; named && m.Start-end <= besideWithin {
			return true
		}
		last[m.Actor] = m.End
	}
	return false
}

// putCast records the cast of a reading along with it.
func putCast(b *leveldb.Batch, articleKey string, r *schema.Reading) error {
	text, err := json.Marshal(newCast(r))
	if err != nil {
		return err
	}
	b.Put([]byte(castPrefix+articleKey), text)
	return nil
}

// casts calls f for the cast of every article, by key.
func (j *journal) casts(f func(articleKey string, c *cast)) error {
	for key, err := range j.keys(castPrefix) {
		if err != nil {
			return err
		}
		value, err := j.must(castPrefix + key)
		if err != nil {
			return err
		}
		var c cast
		if err := json.Unmarshal(value, &c); err != nil {
			return fmt.Errorf("log: %s%s: %w", castPrefix, key, err)
		}
		f(key, &c)
	}
	return nil
}

// castsAre is the value of castsKey: it changes whenever newCast does, and the
// casts of all articles are made anew.
const castsAre = "3"

// renewCasts makes the casts of a log that another version of the program wrote, and
// the indexes of imports that have none.
func (j *journal) renewCasts() error {
	if version, err := j.get(castsKey); err != nil || string(version) == castsAre {
		return err
	}
	const atOnce = 1000
	batch := new(leveldb.Batch)
	for key, err := range j.keys(articlePrefix) {
		if err != nil {
			return err
		}
		r, _, err := j.reading(key)
		if err != nil {
			return err
		}
		if err := putCast(batch, key, &r); err != nil {
			return err
		}
		if batch.Len() >= atOnce {
			if err := j.write(batch); err != nil {
				return err
			}
			batch.Reset()
		}
	}
	err := j.eachChunk(func(hash string, coded bool) error {
		if there, err := j.has(nodesPrefix + hash); there || err != nil {
			return err
		}
		x, err := j.makeIndex(hash, coded)
		batch.Put([]byte(nodesPrefix+hash), x.encode())
		return err
	})
	if err != nil {
		return err
	}
	j.forgetChunks()
	batch.Put([]byte(castsKey), []byte(castsAre))
	batch.Put([]byte(undecidedKey), nil)
	return j.write(batch)
}
