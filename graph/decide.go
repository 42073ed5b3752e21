package graph

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// decide brings the recorded identities up to date with the log, if anything
// was read or said since. If they change, the store is stale from the moment
// that they do, and the change is given.
func (j *journal) decide() (*change, error) {
	if err := j.renewCasts(); err != nil {
		return nil, err
	}
	undecided, err := j.has(undecidedKey)
	if err != nil || !undecided {
		return nil, err
	}
	return j.decideAnew()
}

func (j *journal) decideAnew() (*change, error) {
	if err := j.renewCasts(); err != nil {
		return nil, err
	}
	who, err := j.identify()
	if err != nil {
		return nil, err
	}
	record, err := json.Marshal(who)
	if err != nil {
		return nil, err
	}
	old, err := j.recordedIdentities()
	if err != nil {
		return nil, err
	}
	batch := new(leveldb.Batch)
	batch.Delete([]byte(undecidedKey))
	if bytes.Equal(old, record) {
		return nil, j.write(batch)
	}
	batch.Put([]byte(identitiesKey), record)
	batch.Put([]byte(staleKey), nil)
	if err := j.write(batch); err != nil {
		return nil, err
	}
	c := &change{old: j.who, new: who}
	j.who = who
	return c, nil
}

// recordedIdentities is the record under which the store is, that of none if
// nothing was decided yet.
func (j *journal) recordedIdentities() ([]byte, error) {
	record, err := j.get(identitiesKey)
	if err == nil && record == nil {
		record, err = json.Marshal(&identities{})
	}
	return record, err
}

// identify is what log and verdicts give.
func (j *journal) identify() (*identities, error) {
	g := newGathering()
	if err := j.casts(func(_ string, c *cast) { g.add(c) }); err != nil {
		return nil, err
	}
	verdicts, err := j.verdicts()
	if err != nil {
		return nil, err
	}
	if g.imported, err = j.importedKinds(verdicts, g.namesakes()); err != nil {
		return nil, err
	}
	who := identify(g, verdicts)
	if who.Rulings, err = j.rulings(); err != nil {
		return nil, err
	}
	who.index()
	return who, nil
}

// importedKinds are the kinds of those of whom users say something and imports tell,
// by the ids that they go by there.
func (j *journal) importedKinds(verdicts []Verdict, namesakes map[schema.ActorID]string) (map[schema.ActorID]schema.Kind, error) {
	if len(verdicts) == 0 {
		return nil, nil
	}
	chunks, err := j.chunks()
	if err != nil {
		return nil, err
	}
	d := identities{Namesakes: namesakes}
	out := map[schema.ActorID]schema.Kind{}
	for _, v := range verdicts {
		for _, id := range []schema.ActorID{v.From, v.Into} {
			kind := slices.IndexFunc(importedAs, func(kind schema.Kind) bool {
				return slices.ContainsFunc(chunks, func(c chunk) bool { return d.tells(&c, id, kind) })
			})
			if kind >= 0 {
				out[id] = importedAs[kind]
			}
		}
	}
	return out, nil
}

// importedAs are the kinds in the order in which one goes before another, as in
// [gathering.candidates], where imports disagree.
var importedAs = []schema.Kind{schema.Person, schema.Country, schema.Group, schema.Organisation}

// tells reports whether a chunk tells of an actor of this kind who goes by an id.
func (d *identities) tells(c *chunk, id schema.ActorID, kind schema.Kind) bool {
	if !c.coded || kind != schema.Person {
		return c.index.has(hashKind(id, kind))
	}
	if keeps, shared := d.Namesakes[id]; shared {
		return c.index.has(hashKind(id, kind, "")) || c.index.has(hashKind(id, kind, keeps))
	}
	if bare, state, cut := cutLast(id); cut && len(d.shortened(id)) > 0 && d.person(bare, strings.ToUpper(state)) == id {
		if c.index.has(hashKind(bare, kind, strings.ToUpper(state))) {
			return true
		}
	}
	return c.index.has(hashKind(id, kind))
}

// Samenesses lists the ids that were merged away, by id: all of them, or those
// of one actor.
func (s *Store) Samenesses(of schema.ActorID) ([]schema.Sameness, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	var out []schema.Sameness
	for _, same := range s.log.who.Same {
		if of == "" || same.New == of || same.Old == of {
			out = append(out, same)
		}
	}
	return out, nil
}

// MergedAway gives the id that a name or an id of an actor has by itself, if
// that was merged into another: [Store.Find] would give the other.
func (s *Store) MergedAway(name string) (schema.ActorID, bool, error) {
	unlock, err := s.reading()
	if err != nil {
		return "", false, err
	}
	defer unlock()
	for _, id := range []schema.ActorID{schema.ActorID(name), schema.NewPersonID(name), schema.NewActorID(name)} {
		if _, merged := s.log.who.into[id]; merged {
			return id, true, nil
		}
	}
	return "", false, nil
}

// Namesakes are people of one name in several countries.
type Namesakes struct {
	ID    schema.ActorID `json:"id"`    // what their name makes
	Keeps string         `json:"keeps"` // the country of the one who keeps this id; "" if each has that of his country
}

// Namesakes lists the names that several people bear, by id.
func (s *Store) Namesakes() ([]Namesakes, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	var out []Namesakes
	for id, keeps := range s.log.who.Namesakes {
		out = append(out, Namesakes{id, keeps})
	}
	slices.SortFunc(out, func(x, y Namesakes) int { return cmp.Compare(x.ID, y.ID) })
	return out, nil
}
