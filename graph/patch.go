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
	gone     []goneReading
}

// patchMost is how many quads a patch may look at. They are held in memory.
const patchMost = 1_000_000

// errLarge says that a change touches so much that a rebuild is as quick.
var errLarge = errors.New("the change is a large one")

// patch carries a change into the store by rewriting what it touches, and gives
// exactly what a rebuild would. It reports false, and has done nothing, where a
// rebuild is as quick.
//
// What gives other quads than before are the decisions themselves, the readings
// and imported quads that speak of what they change (see [unsettled]), and readings
// that took the place of others or are gone. The quads that these gave and do not
// give any more leave the store, unless something else in the log gives the same
// (see [leaving]); those that they give now are added.
func (s *Store) patch(c change) (bool, error) {
	total, err := size(s.quads)
	if err != nil {
		return false, err
	}
	p := &patch{change: c, log: s.log, before: newQuadSet(), after: newQuadSet(), leaving: newLeaving(c.new), most: min(patchMost, total/2)}
	for _, step := range []func() error{p.decisions, p.articles, p.tables, p.imports, p.leave} {
		if err := step(); errors.Is(err, errLarge) {
			return false, nil
		} else if err != nil {
			return false, err
		}
	}
	links, err := s.log.importedLinks()
	if err != nil {
		return false, err
	}
	if err := s.replace(p.leaving.list(), p.after.without(p.before), links); err != nil {
		return false, errors.Join(err, s.reopen())
	}
	done := new(leveldb.Batch)
	done.Delete([]byte(staleKey))
	for _, g := range c.gone {
		done.Delete([]byte(g.key))
	}
	return true, s.log.write(done)
}

// patch is one run of Store.patch.
type patch struct {
	change
	log           *journal
	before, after *quadSet // what the store had surely, and what it is to have
	leaving       *leaving // what it had, perhaps, and is given by nothing of after
	had           []func() // put what it had among the leaving, once after is complete
	most          int
}

// was notes what a reading gave; perhaps not all of it is in the store.
func (p *patch) was(r *schema.Reading) {
	p.had = append(p.had, func() { p.leaving.addReading(r, p.after) })
}

func (p *patch) small() error {
	if len(p.before.order) > p.most || len(p.after.order) > p.most {
		return errLarge
	}
	return nil
}

// decisions are what the store says of them.
func (p *patch) decisions() error {
	before := p.old.quads()
	p.before.add(before)
	p.after.add(p.new.quads())
	p.had = append(p.had, func() {
		for _, q := range before {
			p.leaving.add(q, p.after, topic{})
		}
	})
	return nil
}

// articles are those that a change of decisions touches or that took the place of
// others, and those that did and are gone.
func (p *patch) articles() error {
	u := p.unsettled()
	keys := u.articles()
	if u.inArticles() {
		err := p.log.casts(func(key string, c *cast) {
			if u.inCast(c) {
				keys[key] = true
			}
		})
		if err != nil {
			return err
		}
	}
	replaced := map[string]bool{}
	for _, g := range p.gone {
		key := g.reading.Article.Key()
		keys[key], replaced[key] = true, true
		p.was(p.old.apply(&g.reading))
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		r, there, err := p.log.reading(key)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		p.leaving.done[key] = true
		old := p.old.apply(&r)
		p.was(old)
		if !replaced[key] {
			p.before.add(old.Quads())
		}
		p.after.add(p.new.apply(&r).Quads())
		if err := p.small(); err != nil {
			return err
		}
	}
	return nil
}

// tables are the rows of tables that a change of decisions touches.
func (p *patch) tables() error {
	hashes := p.unsettled().inTables()
	if len(hashes) == 0 {
		return nil
	}
	for r, err := range p.log.codedAmong(hashes) {
		if err != nil {
			return err
		}
		old := p.old.apply(r)
		before, after := old.Quads(), p.new.apply(r).Quads()
		if slices.Equal(before, after) {
			continue
		}
		p.was(old)
		p.before.add(before)
		p.after.add(after)
		if err := p.small(); err != nil {
			return err
		}
	}
	return nil
}

// imports are the imported quads that a change of decisions touches.
func (p *patch) imports() error {
	u := p.unsettled()
	hashes := u.inQuads()
	if len(hashes) == 0 {
		return nil
	}
	chunks, err := p.log.chunks()
	if err != nil {
		return err
	}
	for _, c := range chunks {
		if c.coded || !c.index.hasAny(hashes) {
			continue
		}
		quads, err := p.log.quadsOf(c.hash)
		if err != nil {
			return err
		}
		for i := range quads {
			var of topic
			for _, v := range []quad.Value{quads[i].Subject, quads[i].Object} {
				if id, ok := v.(quad.IRI); ok && u.nodes[schema.ActorID(id)] {
					now := p.old.now(schema.ActorID(id))
					of = topic{pair: pairOf(now, now)}
				}
			}
			if of == (topic{}) {
				continue
			}
			before := p.old.applyQuads(quads[i : i+1])
			p.before.add(before)
			p.after.add(p.new.applyQuads(quads[i : i+1]))
			p.had = append(p.had, func() {
				for _, q := range before {
					p.leaving.add(q, p.after, of)
				}
			})
		}
		if err := p.small(); err != nil {
			return err
		}
	}
	return nil
}

// leave finds out what leaves the store.
func (p *patch) leave() error {
	for _, put := range p.had {
		put()
	}
	return p.leaving.keepGiven(p.log)
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

// replace puts quads in the place of others. Links are the nodes that other quads
// may have as predicate or label, by their hashes.
func (s *Store) replace(old, now []quad.Quad, links map[uint64]bool) error {
	in := newInserter(s.quads)
	err := in.add(now)
	if err == nil {
		err = in.flush()
	}
	if err != nil {
		return err
	}
	if s.quads, err = s.quads.remove(old, links); err != nil {
		return fmt.Errorf("removing %d quads: %w", len(old), err)
	}
	return s.quads.forget(old)
}
