package event

import (
	"entente/ingest/mention"
	"entente/schema"
)

// A tie is a noun that says how whoever it names stands to somebody: "Russia, an ally
// of Syria", "Iran's ally Russia", "China is Sudan's largest trading partner". Its
// rule gives "bearer" as the place of the source.

// readTie reads the participants of a noun that names one of them.
func (c *clause) readTie(t trigger) {
	n := t.head
	if c.bygone(n) {
		return
	}
	var cue cues
	bearers, verb := c.bearers(n)
	if verb >= 0 {
		cue = c.cues(verb, 0)
		if verb != n {
			cue.note(c.becomes(verb))
		}
	}
	others := c.reach(n, t.target)
	if len(others) == 0 {
		others = append(c.owners(n), c.innerOwners(n)...)
	}
	if len(others) == 0 && len(bearers) > 1 && c.doc.Tokens[n].Tag == "NNS" {
		c.addAmong(t, bearers, c.around(cue).status())
		return
	}
	c.add(t, bearers, others, c.around(cue).status())
}

// bearers are those whom noun n names, and the word that says so of them, whose
// tense and negation count: the noun itself or the verb that it hangs on, -1 for none.
func (c *clause) bearers(n int) (who []*mention.Mention, verb int) {
	h := c.above(n)
	if m := c.mentionAt(n); m != nil && n+1 < m.End { // "Iran's ally Russia"
		return c.parties(c.headOf(m)), -1
	}
	if k := c.nameBehind(n); k >= 0 {
		return c.parties(k), -1
	}
	if s := c.dependent(n, "nsubj"); s >= 0 && c.dependent(n, "cop") >= 0 {
		return c.antecedent(s, n), n
	}
	if h < 0 {
		return nil, -1
	}
	switch rel := c.rel(n); {
	case rel == "appos":
		return c.parties(h), -1
	case (rel == "compound" || rel == "nmod" && c.marker(n) == "") && c.named(h) != nil:
		return c.parties(h), -1
	case (rel == "obj" || rel == "xcomp") && standing[c.lemma(h)], rel == "obl" && c.marker(n) == "as" && c.doc.Tokens[h].UPOS == "VERB":
		return c.subjects(h), h
	}
	return nil, -1
}

// standing verbs say what their subject is.
var standing = set("remain become stay be")

// innerOwners are the possessors of noun n within the mention that it is part of: Iran in
// "Iran's ally Russia".
func (c *clause) innerOwners(n int) []*mention.Mention {
	m := c.mentionAt(n)
	if m == nil {
		return nil
	}
	var out []*mention.Mention
	for _, k := range c.inner {
		if k.First >= m.First && k.End <= n && c.actors[k.Actor].Kind != schema.Group {
			out = append(out, k)
		}
	}
	return out
}

// bygone reports whether the words before noun n say that it is no more, or not yet.
func (c *clause) bygone(n int) bool {
	for _, k := range c.below(n) {
		if former[c.lower[k]] {
			return true
		}
	}
	return false
}

var former = set("former once erstwhile ex onetime one-time potential possible would-be future past")
