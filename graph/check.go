package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/schema"
)

// examples is how many of the things that are wrong a problem names.
const examples = 3

// Check compares the store with what the log gives, quad for quad, and the
// decisions on record with those that follow from it; looks whether Cayley's
// indexes agree with its quads, and for ids that lead nowhere or were merged away;
// whether every plain edge has an event that happened, and the other way round;
// and whether the evidence is in the texts. It gives a line for each kind of
// problem, in words for people; none if all is well. It keeps a hash of every
// quad in memory.
func (s *Store) Check() ([]string, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	c := checker{Store: s, reader: newReader(s.quads)}
	for _, step := range []func() error{c.marks, c.decisions, c.contents, c.indexes, c.look, c.dangling, c.edges, c.evidence, c.paths} {
		if err := step(); err != nil {
			return c.problems, fmt.Errorf("graph: check: %w", err)
		}
	}
	return c.problems, nil
}

type checker struct {
	*Store
	*reader
	all      *survey // of the store, once look was there
	problems []string
}

// sample counts things and keeps those that come first in order.
type sample struct {
	n     int
	first []string
}

func (s *sample) add(name string) {
	s.n++
	at, _ := slices.BinarySearch(s.first, name)
	if at < examples {
		s.first = slices.Insert(s.first, at, name)
		s.first = s.first[:min(len(s.first), examples)]
	}
}

// report adds a problem if there are any; one and many say what is wrong.
func (c *checker) report(s sample, one, many string) {
	if s.n == 0 {
		return
	}
	text := "1 " + one
	if s.n != 1 {
		text = fmt.Sprintf("%d %s", s.n, many)
	}
	text += ": " + strings.Join(s.first, "; ")
	if s.n > len(s.first) {
		text += "; …"
	}
	c.problems = append(c.problems, text)
}

// marks reports what the log says of the store.
func (c *checker) marks() error {
	stale, err := c.log.stale()
	if err != nil {
		return err
	}
	if stale {
		c.problems = append(c.problems, "imports were retracted or actors decided upon, and the store was not rebuilt since")
	}
	var gone sample
	readings, err := c.log.gone()
	if err != nil {
		return err
	}
	for _, g := range readings {
		gone.add(g.reading.Article.ID)
	}
	c.report(gone, "article was replaced or retracted, and the store still holds what it said", "articles were replaced or retracted, and the store still holds what they said")
	pending, err := c.log.pending()
	if err != nil {
		return err
	}
	var s sample
	for _, key := range pending {
		name, err := c.nameOf(key)
		if err != nil {
			return err
		}
		s.add(name)
	}
	c.report(s, "article was read but is not yet in the store", "articles were read but are not yet in the store")
	return nil
}

// nameOf is what people call a record of the log.
func (c *checker) nameOf(key string) (string, error) {
	articleKey, ok := strings.CutPrefix(key, articlePrefix)
	if !ok {
		return key, nil
	}
	r, _, err := c.log.reading(articleKey)
	return r.Article.ID, err
}

// decisions looks whether those on record are what the log and the users' words
// give now.
func (c *checker) decisions() error {
	var invalid sample
	verdicts, err := c.log.verdicts()
	if err != nil {
		return err
	}
	for _, v := range verdicts {
		if err := v.validate(); err != nil {
			invalid.add(err.Error())
		}
	}
	rulings, err := c.log.rulings()
	if err != nil {
		return err
	}
	for _, r := range rulings {
		if err := r.validate(); err != nil {
			invalid.add(err.Error())
		}
	}
	c.report(invalid, "decision of a user is not valid", "decisions of users are not valid")
	who, err := c.log.identify()
	if err != nil {
		return err
	}
	want, err := json.Marshal(who)
	if err != nil {
		return err
	}
	have, err := c.log.recordedIdentities()
	if err != nil || bytes.Equal(want, have) {
		return err
	}
	undecided, err := c.log.has(undecidedKey)
	if undecided {
		c.problems = append(c.problems, "articles were read, and it was not decided anew which actors are one")
	} else {
		c.problems = append(c.problems, "the decisions on which actors are one are not those that the log gives")
	}
	return err
}

// contents compares the quads of the store with those of the log.
func (c *checker) contents() error {
	seed := maphash.MakeSeed()
	hash := func(q quad.Quad) uint64 { return maphash.String(seed, q.NQuad()) }
	const given, stored = 1, 2
	quads := map[uint64]byte{}
	for some, err := range c.log.allQuads() {
		if err != nil {
			return err
		}
		for _, q := range some {
			quads[hash(q)] = given
		}
	}
	var extra, missing, twice, nameless, merged sample
	err := c.eachStored(func(q quad.Quad) error {
		for _, key := range c.qs.names.keys(q) {
			if known, err := c.qs.names.db.Has([]byte(key), nil); err != nil {
				return err
			} else if !known {
				nameless.add(q.NQuad())
			}
		}
		if c.log.who.speaksOfMerged(q) {
			merged.add(q.NQuad())
		}
		switch h := hash(q); quads[h] {
		case 0:
			extra.add(q.NQuad())
		case given:
			quads[h] = stored
		case stored:
			twice.add(q.NQuad())
		}
		return nil
	})
	if err != nil {
		return err
	}
	for some, err := range c.log.allQuads() {
		if err != nil {
			return err
		}
		for _, q := range some {
			if h := hash(q); quads[h] == given {
				quads[h] = stored
				missing.add(q.NQuad())
			}
		}
	}
	c.report(missing, "quad that the articles give is missing from the store", "quads that the articles give are missing from the store")
	c.report(extra, "quad is in the store though no article gives it", "quads are in the store though no article gives them")
	c.report(twice, "quad is in the store twice", "quads are in the store twice")
	c.report(merged, "quad speaks of an actor that was merged into another", "quads speak of actors that were merged into others")
	c.report(nameless, "name is not in the index of names", "names are not in the index of names")
	return nil
}

// eachStored reads the quads of the store in pieces.
func (c *checker) eachStored(f func(quad.Quad) error) error {
	const piece = 10_000
	var refs []cayley.Ref
	flush := func() error {
		quads, err := newReader(c.qs).quadsOf(refs)
		if err != nil {
			return err
		}
		refs = refs[:0]
		for _, q := range quads {
			if err := f(q); err != nil {
				return err
			}
		}
		return nil
	}
	err := eachOf(c.qs.all(), func(q cayley.Ref) error {
		if refs = append(refs, q); len(refs) < piece {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// indexes counts the quads once more by way of the nodes: each must be found
// under its subject and under its object, and each value under its node.
func (c *checker) indexes() error {
	quads, err := size(c.qs)
	if err != nil {
		return err
	}
	var all, bySubject, byObject int
	count := func(n *int) func(cayley.Ref) error { return func(cayley.Ref) error { *n++; return nil } }
	used := map[any]bool{} // as predicate or label, which no index has
	err = each(c.qs.QuadsAllIterator(), func(q cayley.Ref) error {
		all++
		for _, d := range []quad.Direction{quad.Predicate, quad.Label} {
			if ref, err := c.qs.QuadDirection(q, d); err != nil {
				return err
			} else if ref != nil {
				used[ref.Key()] = true
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	var lost, idle sample
	err = each(c.qs.NodesAllIterator(), func(node cayley.Ref) error {
		before := bySubject + byObject
		if err := each(c.qs.QuadIterator(quad.Subject, node), count(&bySubject)); err != nil {
			return err
		}
		if err := each(c.qs.QuadIterator(quad.Object, node), count(&byObject)); err != nil {
			return err
		}
		v, err := c.qs.NameOf(node)
		if err != nil {
			return err
		}
		back, err := c.qs.ValueOf(v)
		if err == nil && (back == nil || back.Key() != node.Key()) {
			lost.add(v.String())
		}
		if bySubject+byObject == before && !used[node.Key()] {
			idle.add(v.String())
		}
		return err
	})
	if err != nil {
		return err
	}
	if quads != all || all != bySubject || all != byObject {
		c.problems = append(c.problems, fmt.Sprintf(
			"the store's indexes disagree: it counts %d quads and holds %d, %d of them found by subject, %d by object", quads, all, bySubject, byObject))
	}
	c.report(idle, "node has no quad", "nodes have no quad")
	c.report(lost, "value is not found under its node", "values are not found under their nodes")
	return nil
}

// paths compares the file of the path index with one made now.
func (c *checker) paths() error {
	sound, err := c.checkIndex()
	if err == nil && !sound {
		c.problems = append(c.problems, "the path index is not that of the store")
	}
	return err
}

// look takes the survey that dangling and edges judge by.
func (c *checker) look() (err error) {
	c.all, err = takeSurvey(c.qs, schema.PredArticle, schema.PredID, schema.PredSpan, schema.PredName)
	return err
}

// dangling looks for events, evidence and actors that lack what an answer needs.
func (c *checker) dangling() error {
	all := c.all
	has := func(p quad.IRI, n node) bool { return len(all.columns[p].of(n)) > 0 }
	incomplete, nameless, unproven := map[node]bool{}, map[node]bool{}, map[node]bool{}
	homeless, unread, placeless := map[node]bool{}, map[node]bool{}, map[node]bool{}
	for e := range all.facts() {
		if !all.sound(e) {
			incomplete[e.event] = true
			continue
		}
		for _, actor := range []node{e.source, e.target} {
			if !has(schema.PredName, actor) {
				nameless[actor] = true
			}
		}
		if len(e.evidence) == 0 {
			unproven[e.event] = true
		}
		for _, ev := range e.evidence {
			if !has(schema.PredSpan, ev) {
				placeless[ev] = true
			}
		}
	}
	evidence := all.columns[schema.PredEvidence].objects()
	for _, ev := range all.columns[schema.PredSpan].subjects() {
		if _, told := slices.BinarySearch(evidence, ev); !told {
			homeless[ev] = true
		}
		if !has(schema.PredID, all.article(ev)) {
			unread[ev] = true
		}
	}
	for _, kind := range []struct {
		nodes     map[node]bool
		one, many string
	}{
		{incomplete, "event lacks its relation, source, target or status, or has one that is not known", "events lack their relation, source, target or status, or have one that is not known"},
		{nameless, "actor of an event has no name", "actors of events have no name"},
		{unproven, "event has no evidence", "events have no evidence"},
		{homeless, "piece of evidence belongs to no event", "pieces of evidence belong to no event"},
		{placeless, "piece of evidence has no span", "pieces of evidence have no span"},
		{unread, "piece of evidence names no article that is in the store", "pieces of evidence name no article that is in the store"},
	} {
		var s sample
		nodes := slices.Collect(maps.Keys(kind.nodes))
		if err := all.fetch(nodes); err != nil {
			return err
		}
		for _, n := range nodes {
			s.add(all.text(n))
		}
		c.report(s, kind.one, kind.many)
	}
	return nil
}
