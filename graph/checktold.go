package graph

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

// edges compares the plain edges with the events that happened: each has the
// other, those of symmetric relations in both directions. Quads that were
// imported are excepted: they say what their source wants.
func (c *checker) edges() error {
	type edge [3]node // source, relation, target
	var relations []quad.IRI
	for _, spec := range schema.Relations() {
		relations = append(relations, spec.Name.IRI())
	}
	known, err := c.all.predicates(relations...)
	if err != nil {
		return err
	}
	there := map[edge]bool{}
	err = c.qs.triples(func(s, p, o node) {
		if known[p] != "" {
			there[edge{s, p, o}] = true
		}
	})
	if err != nil {
		return err
	}
	told := map[edge]bool{}
	for e := range c.all.events() {
		// An import may tell of two who are one by now.
		if c.all.status(e) != schema.Actual || e.source == e.target {
			continue
		}
		told[edge{e.source, e.relation, e.target}] = true
		if c.all.relation(e).Symmetric() {
			told[edge{e.target, e.relation, e.source}] = true
		}
	}
	var lacking, baseless, oneWay []edge
	for k := range told {
		if !there[k] {
			lacking = append(lacking, k)
		}
	}
	for k := range there {
		if !told[k] {
			baseless = append(baseless, k)
		}
		if schema.Relation(known[k[1]]).Symmetric() && !there[edge{k[2], k[1], k[0]}] {
			oneWay = append(oneWay, k)
		}
	}
	if len(lacking)+len(baseless)+len(oneWay) == 0 {
		return nil
	}
	imported, err := c.log.imported()
	if err != nil {
		return err
	}
	for _, kind := range []struct {
		edges     []edge
		one, many string
	}{
		{lacking, "plain edge of an event that happened is missing", "plain edges of events that happened are missing"},
		{baseless, "plain edge has no event that happened", "plain edges have no event that happened"},
		{oneWay, "edge of a symmetric relation has none that goes back", "edges of symmetric relations have none that go back"},
	} {
		var s sample
		for _, k := range kind.edges {
			if err := c.all.fetch(k[:]); err != nil {
				return err
			}
			q := quad.Quad{Subject: c.all.known[k[0]], Predicate: c.all.known[k[1]], Object: c.all.known[k[2]]}
			if !imported(q) {
				s.add(q.NQuad())
			}
		}
		c.report(s, kind.one, kind.many)
	}
	return nil
}

// imported gives what tells of a quad whether imported quads speak of both its ends.
func (j *journal) imported() (func(quad.Quad) bool, error) {
	nodes := map[quad.Value]bool{}
	chunks, err := j.chunks()
	if err != nil {
		return nil, err
	}
	for _, c := range chunks {
		if c.coded {
			continue // rows are readings, like those of articles
		}
		quads, err := j.chunkQuads(c.hash, false)
		if err != nil {
			return nil, err
		}
		for _, q := range quads {
			nodes[q.Subject], nodes[q.Object] = true, true
		}
	}
	return func(q quad.Quad) bool { return nodes[q.Subject] && nodes[q.Object] }, nil
}

// evidence looks in the log whether what each article is said to say is in its
// text. Evidence that no article of the log gives is external: it came with
// imported quads, and there is no text to look it up in.
func (c *checker) evidence() error {
	var invalid, misquoted sample
	for key, err := range c.log.keys(articlePrefix) {
		if err != nil {
			return err
		}
		r, _, err := c.log.reading(key)
		if err != nil {
			return err
		}
		if err := validate(&r); err != nil {
			invalid.add(r.Article.ID + ": " + err.Error())
			continue
		}
		offsets := newOffsets(r.Article.Text)
		for _, e := range r.Events {
			for _, ev := range e.Evidence {
				if !offsets.quoted(ev) {
					misquoted.add(fmt.Sprintf("%s at %s", r.Article.ID, ev.Span))
				}
			}
		}
	}
	c.report(invalid, "reading in the log is not valid", "readings in the log are not valid")
	c.report(misquoted, "piece of evidence is not what the text of its article says there", "pieces of evidence are not what the texts of their articles say there")
	return nil
}

// offsets finds characters in a text.
type offsets struct {
	text  string
	bytes []int // where each character begins, and the text ends
}

func newOffsets(text string) offsets {
	o := offsets{text, make([]int, 0, utf8.RuneCountInString(text)+1)}
	for i := range text {
		o.bytes = append(o.bytes, i)
	}
	o.bytes = append(o.bytes, len(text))
	return o
}

func (o offsets) slice(s schema.Span) string { return o.text[o.bytes[s.Start]:o.bytes[s.End]] }

// quoted reports whether the sentence of a piece of evidence stands in the text
// where its span is, which may reach beyond it, and its participants, where they
// have a place, in theirs.
func (o offsets) quoted(ev schema.Evidence) bool {
	start, end := o.bytes[ev.Start], o.bytes[ev.End]
	around := o.text[max(0, start-len(ev.Quote)):min(len(o.text), end+len(ev.Quote))]
	if !strings.Contains(around, ev.Quote) {
		return false
	}
	for _, m := range []schema.Mentioned{ev.Source, ev.Target} {
		if m.Start < m.End && o.slice(m.Span) != m.Text {
			return false
		}
	}
	return true
}
