package graph

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// A change is one of what the log gives since the store was last brought up to date.
type change struct {
	old, new *identities // decisions, before and now on record
	seen     *gathering  // whom the decisions are about, if they are not the same
	gone     []goneReading
}

// patch carries a change into the store by rewriting what it touches, and gives
// exactly what a rebuild would. It reports false, and has done nothing, where a
// rebuild is as quick or the only way.
//
// Let the touched actors be those that some id now stands for and did not
// before, or the other way round. A quad that the new decisions add or take away
// speaks of a touched actor, or is of an event or role whose node hashes the id
// of one, or of an event between two of whom rulings changed. So only articles
// that speak of touched actors, or of such two, give such quads, before or after
// (see reach), and the difference of what these articles give is that of the
// stores. Readings that are gone give quads before alone, those in their place
// after; but what is gone with a reading may be given by others. Imports might
// speak of anybody.
func (s *Store) patch(c change) (bool, error) {
	for _, err := range s.log.keys(importPrefix) {
		return false, err
	}
	touched, ok := c.touched()
	if !ok {
		return false, nil
	}
	if c.correctedElsewhere() {
		return false, nil
	}
	replaced := map[string]bool{}
	for _, g := range c.gone {
		replaced[g.reading.Article.Key()] = true
	}
	articles, err := s.log.articlesOf(c, c.reach(touched), replaced)
	if err != nil || articles == nil {
		return false, err
	}
	before, after := newQuadSet(), newQuadSet()
	var gone []*schema.Reading // what these give may be in the store
	before.add(c.old.quads())
	after.add(c.new.quads())
	for _, key := range slices.Sorted(maps.Keys(articles)) {
		r, _, err := s.log.reading(key)
		if err != nil {
			return false, err
		}
		after.add(c.new.apply(&r).Quads())
		if replaced[key] {
			gone = append(gone, c.old.apply(&r))
		} else {
			before.add(c.old.apply(&r).Quads())
		}
	}
	for _, g := range c.gone {
		gone = append(gone, c.old.apply(&g.reading))
	}
	shared := newShared()
	for _, r := range gone {
		shared.add(r, after)
	}
	others, err := s.log.givenElsewhere(shared, c.new, articles)
	if err != nil {
		return false, err
	}
	before.add(others)
	after.add(others)
	more := after.without(before)
	for _, r := range gone {
		before.add(r.Quads())
	}
	if err := s.replace(before.without(after), more); err != nil {
		return false, errors.Join(err, s.reopen())
	}
	done := new(leveldb.Batch)
	done.Delete([]byte(staleKey))
	for _, g := range c.gone {
		done.Delete([]byte(g.key))
	}
	return true, s.log.write(done)
}

// touched are the actors that the change adds to or takes from, by the ids
// before and after; false if it is about others than persons, whom roles name too.
func (c change) touched() (map[schema.ActorID]bool, bool) {
	out := map[schema.ActorID]bool{}
	if c.seen == nil {
		return out, true
	}
	persons := map[schema.ActorID]bool{} // of whom there are or were readings
	for id, who := range c.seen.ids {
		for kind := range who.kinds {
			for country := range who.in {
				a := appearance{ID: id, Kind: kind, Country: country}
				if kind == schema.Person {
					persons[c.old.person(id, country)], persons[c.new.person(id, country)] = true, true
				}
				if before, after := c.old.of(&a), c.new.of(&a); before != after {
					if kind != schema.Person {
						return nil, false
					}
					out[before], out[after] = true, true
				}
			}
		}
	}
	for _, g := range c.gone {
		for _, a := range g.reading.Actors {
			if a.Kind == schema.Person {
				persons[c.old.person(a.ID, a.Country)] = true
			} else if c.old.now(a.ID) != c.new.now(a.ID) {
				return nil, false
			}
		}
	}
	for _, merged := range [][]schema.Sameness{c.old.Same, c.new.Same} {
		for _, s := range merged {
			if c.old.now(s.Old) != c.new.now(s.Old) && !persons[s.Old] {
				return nil, false
			}
		}
	}
	return out, true
}

// correctedElsewhere reports whether a correction may make other articles give what
// is gone: it brings an actor of what is gone into them, whom their casts lack.
func (c change) correctedElsewhere() bool {
	here := map[schema.ActorID]bool{}
	for _, g := range c.gone {
		for _, a := range c.old.apply(&g.reading).Actors {
			here[a.ID] = true
		}
	}
	for _, d := range []*identities{c.old, c.new} {
		for _, r := range d.resolved() {
			if r.corrects && (here[r.into.source] || here[r.into.target]) {
				return true
			}
		}
	}
	return false
}

// of is the id that who appears in an article goes by.
func (d *identities) of(a *appearance) schema.ActorID {
	if a.Kind == schema.Person {
		return d.now(d.person(a.ID, a.Country))
	}
	return d.now(a.ID)
}

// articlesOf gives the keys of the articles that are within reach of a change or took
// the place of what is gone; nil if they and what is gone are more than half of all.
func (j *journal) articlesOf(c change, r *reach, replaced map[string]bool) (map[string]bool, error) {
	all := 0
	out := map[string]bool{}
	for key, err := range j.keys(castPrefix) {
		if err != nil {
			return nil, err
		}
		if all++; replaced[key] || r.articles[key] {
			out[key] = true
		}
	}
	var err error
	if len(r.actors)+len(r.pairs) > 0 { // else nobody needs to be looked for
		err = j.casts(func(key string, cast *cast) {
			here := make(map[schema.ActorID]bool, 2*len(cast.Actors))
			for i := range cast.Actors {
				a := &cast.Actors[i]
				here[c.old.of(a)], here[c.new.of(a)] = true, true
			}
			if r.includes(here) {
				out[key] = true
			}
		})
	}
	if err != nil || 2*(len(out)+len(c.gone)) > all {
		return nil, err
	}
	return out, nil
}

// quadSet is distinct quads in the order in which they came.
type quadSet struct {
	has   map[quad.Quad]bool
	order []quad.Quad
}

func newQuadSet() *quadSet { return &quadSet{has: map[quad.Quad]bool{}} }

func (s *quadSet) add(quads []quad.Quad) {
	for _, q := range quads {
		if !s.has[q] {
			s.has[q] = true
			s.order = append(s.order, q)
		}
	}
}

// without lists what is not in another set.
func (s *quadSet) without(other *quadSet) []quad.Quad {
	var out []quad.Quad
	for _, q := range s.order {
		if !other.has[q] {
			out = append(out, q)
		}
	}
	return out
}

// replace puts quads in the place of others.
func (s *Store) replace(old, now []quad.Quad) error {
	in := newInserter(s.quads)
	err := in.add(now)
	if err == nil {
		err = in.flush()
	}
	if err != nil {
		return err
	}
	if s.quads, err = s.quads.remove(old); err != nil {
		return fmt.Errorf("removing %d quads: %w", len(old), err)
	}
	return s.quads.forget(old)
}
