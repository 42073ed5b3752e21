package graph

import (
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// A change is one from old decisions to those on record.
type change struct {
	old, new *identities
	seen     *gathering
}

// patch carries a change of decisions into the store by rewriting what it
// touches, and gives exactly what a rebuild would. It reports false, and has
// done nothing, where a rebuild is as quick or the only way.
//
// Let the touched actors be those that some id now stands for and did not
// before, or the other way round. A quad that the change adds or takes away
// speaks of a touched actor, or is of an event or role whose node hashes the id
// of one, or of an event between two of whom rulings changed. So only articles
// that speak of touched actors, or of such two, give such quads, before or after
// (see reach), and the difference of what these articles give is that of the
// stores. Imports might speak of anybody.
func (s *Store) patch(c change) (bool, error) {
	for _, err := range s.log.keys(importPrefix) {
		return false, err
	}
	touched, ok := c.touched()
	if !ok {
		return false, nil
	}
	articles, err := s.log.articlesOf(c, c.reach(touched))
	if err != nil || articles == nil {
		return false, err
	}
	before, after := newQuadSet(), newQuadSet()
	before.add(c.old.quads())
	after.add(c.new.quads())
	for _, key := range articles {
		r, _, err := s.log.reading(key)
		if err != nil {
			return false, err
		}
		before.add(c.old.apply(&r).Quads())
		after.add(c.new.apply(&r).Quads())
	}
	if err := s.replace(before, after); err != nil {
		return false, errors.Join(err, s.reopen())
	}
	done := new(leveldb.Batch)
	done.Delete([]byte(staleKey))
	return true, s.log.write(done)
}

// touched are the actors that the change adds to or takes from, by the ids
// before and after; false if it is about others than persons.
func (c change) touched() (map[schema.ActorID]bool, bool) {
	out := map[schema.ActorID]bool{}
	for id, who := range c.seen.ids {
		for kind := range who.kinds {
			for country := range who.in {
				a := appearance{ID: id, Kind: kind, Country: country}
				if before, after := c.old.of(&a), c.new.of(&a); before != after {
					if kind != schema.Person {
						return nil, false
					}
					out[before], out[after] = true, true
				}
			}
		}
	}
	return out, true
}

// of is the id that who appears in an article goes by.
func (d *identities) of(a *appearance) schema.ActorID {
	if a.Kind == schema.Person {
		return d.now(d.person(a.ID, a.Country))
	}
	return d.now(a.ID)
}

// articlesOf lists the keys of the articles within reach of a change, nil if
// they are more than half of all.
func (j *journal) articlesOf(c change, r *reach) ([]string, error) {
	all := 0
	out := []string{}
	err := j.casts(func(key string, cast *cast) {
		all++
		here := make(map[schema.ActorID]bool, 2*len(cast.Actors))
		for i := range cast.Actors {
			a := &cast.Actors[i]
			here[c.old.of(a)], here[c.new.of(a)] = true, true
		}
		if r.includes(key, here) {
			out = append(out, key)
		}
	})
	if err != nil || 2*len(out) > all {
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

// replace adds to the store what is in after alone, and takes from it what is in
// before alone. In the other order Cayley would give up nodes that come again.
func (s *Store) replace(before, after *quadSet) error {
	in := newInserter(s.quads)
	for _, q := range after.order {
		if !before.has[q] {
			if err := in.add([]quad.Quad{q}); err != nil {
				return err
			}
		}
	}
	if err := in.flush(); err != nil {
		return err
	}
	var deltas []cayley.Delta
	names := new(leveldb.Batch)
	flush := func() error {
		if len(deltas) == 0 {
			return nil
		}
		if err := s.quads.ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}); err != nil {
			return fmt.Errorf("removing %d quads: %w", len(deltas), err)
		}
		deltas = deltas[:0]
		return nil
	}
	for _, q := range before.order {
		if after.has[q] {
			continue
		}
		for _, key := range s.quads.names.keys(q) {
			names.Delete([]byte(key))
		}
		if deltas = append(deltas, cayley.Delta{Quad: q, Action: cayley.Delete}); len(deltas) == batchSize {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	// Two quads may give one name to the index.
	for _, q := range after.order {
		for _, key := range s.quads.names.keys(q) {
			names.Put([]byte(key), nil)
		}
	}
	if err := s.quads.names.db.Write(names, synced); err != nil {
		return fmt.Errorf("indexing names: %w", err)
	}
	return nil
}
