package event

import (
	"slices"

	"entente/ingest/mention"
	"entente/schema"
)

// Constructions tell what no word of the rules does alone: whoever says that
// another must do something asks for it, whoever says that another is responsible
// accuses him; who says that he will not rejects; who is in another country visits it.

// readConstruction reads word i, a verb or an adjective in what somebody says.
func (c *clause) readConstruction(i int) {
	c.readRefusal(i)
	c.readPresence(i)
	h := c.above(i)
	if h < 0 || c.rel(i) != "ccomp" || !reporting[c.lower[h]] {
		return
	}
	s := c.dependent(i, "nsubj")
	if s < 0 {
		return
	}
	relation, first := schema.Relation(""), i
	must := c.modal(i, "must", "should")
	switch {
	case c.doc.Tokens[i].UPOS == "ADJ" && c.lemma(i) == "responsible", c.marker(i) == "behind":
		relation = "accused"
	case must >= 0 && !c.passive(i):
		relation, first = "urged", must
	default:
		return
	}
	c.construct(construction(rule{relation: relation, position: string(relation) + ":said"}, i, first, i), c.subjects(h), c.antecedent(s, i), c.status(h))
}

// construct adds what a construction tells.
func (c *clause) construct(t trigger, source, target []*mention.Mention, status schema.Status) {
	before := len(c.events)
	c.add(t, source, target, status)
	c.attempted(t, c.events[before:])
}

// construction is the trigger of a construction about word i, which two words begin and end.
func construction(r rule, i, one, other int) trigger {
	return trigger{pattern: pattern{rule: &r}, first: min(one, other), end: max(one, other) + 1, head: i, object: -1}
}

// readPresence reads "is in Turkey": a person of another country is there on a visit.
func (c *clause) readPresence(i int) {
	m, is := c.named(i), c.dependent(i, "cop")
	if m == nil || is < 0 || c.marker(i) != "in" || c.actors[m.Actor].Kind != schema.Country {
		return
	}
	s := c.dependent(i, "nsubj")
	if s < 0 {
		return
	}
	var guests []*mention.Mention
	for _, g := range c.antecedent(s, i) {
		if a := c.actors[g.Actor]; a.Kind == schema.Person && a.Country != "" && a.Country != c.actors[m.Actor].Country {
			guests = append(guests, g)
		}
	}
	c.construct(construction(rule{relation: "visited", position: "visited:is-in"}, i, is, c.dependent(i, "case")), guests, []*mention.Mention{m}, c.status(i))
}

// readRefusal reads "will not": who says that he will not do what another wants rejects him. What
// the sentence tells of the two otherwise stands.
func (c *clause) readRefusal(v int) {
	if c.doc.Tokens[v].UPOS != "VERB" || c.passive(v) {
		return
	}
	will, not := c.modal(v, "will", "wo"), false
	for _, k := range c.below(v) {
		not = not || c.lower[k] == "not" || c.lower[k] == "n't" || c.lower[k] == "never"
	}
	if will < 0 || !not {
		return
	}
	source := c.subjects(v)
	target := c.concerned(v, source)
	if len(target) == 0 {
		target = c.condition(v, source)
	}
	c.construct(construction(rule{relation: "rejected", deed: true, position: "rejected:will-not"}, v, will, v), source, target, c.around(cues{}).status())
}

// condition are those on whom what verb v says depends: "will not leave until Iran pays".
func (c *clause) condition(v int, source []*mention.Mention) []*mention.Mention {
	for _, k := range c.below(v) {
		if c.rel(k) == "advcl" && (c.mark(k) == "until" || c.mark(k) == "unless" || c.mark(k) == "before") {
			if s := c.dependent(k, "nsubj"); s >= 0 && !sharesActor(c.parties(s), source) {
				return c.parties(s)
			}
		}
	}
	return nil
}

// modal is the auxiliary of verb i that is one of words, or -1.
func (c *clause) modal(i int, words ...string) int {
	for _, k := range c.below(i) {
		if c.rel(k) == "aux" && slices.Contains(words, c.lower[k]) {
			return k
		}
	}
	return -1
}
