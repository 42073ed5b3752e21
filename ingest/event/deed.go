package event

import (
	"slices"

	"entente/ingest/mention"
	"entente/schema"
)

// Deeds that somebody speaks of: agrees to, refuses, threatens, demands.

// deed are those whom the infinitive under word v concerns, other than the source:
// "agreed to arm Kenya", "refused to answer questions from Kenya".
func (c *clause) deed(t trigger, source []*mention.Mention) []*mention.Mention {
	v := t.head
	for steps := 0; steps < maxSteps; steps++ {
		d := c.dependent(v, "xcomp", "advcl")
		if o := c.dependent(v, "obj"); d < 0 && o >= 0 { // "rejected the idea of meeting Putin"
			d = c.dependent(o, "acl")
		}
		if d < 0 || !c.infinitive(d) && c.doc.Tokens[d].Tag != "VBG" || c.rel(d) == "advcl" && !c.infinitive(d) {
			return nil
		}
		if who := c.concerned(d, source); len(who) > 0 {
			return who
		}
		if t.relation == "threatened" { // "threatened to cut funds unless Hamas disarms"
			for _, i := range []int{d, t.head} {
				if who := c.condition(i, source); len(who) > 0 {
					return who
				}
			}
		}
		v = d
	}
	return nil
}

// purpose are those whom the infinitive concerns that says what something is done
// for: "sent troops to fight rebels".
func (c *clause) purpose(t trigger, source []*mention.Mention) []*mention.Mention {
	for _, i := range []int{t.head, t.object} {
		for _, k := range c.below(i) {
			if (c.rel(k) == "advcl" || c.rel(k) == "acl") && c.infinitive(k) {
				if who := c.concerned(k, source); len(who) > 0 {
					return who
				}
			}
		}
	}
	return nil
}

// concerned are those whom what verb v says concerns, other than the source.
func (c *clause) concerned(v int, source []*mention.Mention) []*mention.Mention {
	if who := c.behind(v, set("against")); len(who) > 0 {
		return who
	}
	for _, who := range [][]*mention.Mention{c.patients(v), c.ownersOfObject(v), c.aside(v), c.aside(c.dependent(v, "obj"))} {
		if len(who) > 0 && !sharesActor(who, source) && !c.belongs(who[0], source) && !c.means(who[0]) {
			return who
		}
	}
	return nil
}

// means reports whether a mention is of forces that nothing says whose they are: who
// threatens to send troops does not threaten them.
func (c *clause) means(m *mention.Mention) bool {
	a := c.actors[m.Actor]
	bare := m.End == m.First+1 || m.End == m.First+2 && articles[c.lower[m.First]]
	return (a.Kind == schema.Group || a.ID.Local()) && bare && forces[c.lower[m.End-1]]
}

var forces = set("troops troop soldiers forces force army police peacekeepers warships navy marines")

// belongs reports whether a mention is of something of the source's: "their consulates".
func (c *clause) belongs(m *mention.Mention, source []*mention.Mention) bool {
	for _, k := range c.inner {
		if k.Possessive && k.First >= m.First && k.End <= m.End && sharesActor([]*mention.Mention{k}, source) {
			return true
		}
	}
	return false
}

// aside are the first actors that hang on word i behind a preposition.
func (c *clause) aside(i int) []*mention.Mention {
	if i < 0 {
		return nil
	}
	for _, k := range c.below(i) {
		if rel := c.rel(k); k < i || rel != "obl" && rel != "nmod" || c.marker(k) == "" {
			continue
		}
		for _, who := range [][]*mention.Mention{c.parties(k), c.owners(k), c.behind(k, set("by from of with"))} {
			if len(who) > 0 && !c.ownsThing(who[0]) {
				return who
			}
		}
	}
	return nil
}

func sharesActor(a, b []*mention.Mention) bool {
	return slices.ContainsFunc(a, func(m *mention.Mention) bool {
		return slices.ContainsFunc(b, func(o *mention.Mention) bool { return m.Actor == o.Actor })
	})
}

// complemented reports whether a complement stands behind the object of verb v, other
// than what it is said for: "called him to apologise".
func (c *clause) complemented(v int) bool {
	x := c.dependent(v, "xcomp", "ccomp")
	return x >= 0 && !(c.infinitive(x) && speaking[c.lemma(x)])
}

var speaking = set("discuss congratulate thank apologize apologise express assure offer convey wish inform tell reiterate condole")

// toAct are those who are to do what the clause under word i says: "demands that
// Syria withdraw", "that Iran's government resign".
func (c *clause) toAct(i int, rel string) []*mention.Mention {
	for _, k := range c.below(i) {
		if c.rel(k) != rel || c.is(k, "acl:relcl") && c.mark(k) != "that" {
			continue
		}
		if s := c.dependent(k, "nsubj"); s >= 0 {
			if who := c.parties(s); len(who) > 0 {
				return who
			}
			return c.owners(s)
		}
	}
	return nil
}
