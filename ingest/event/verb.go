package event

import (
	"slices"

	"entente/ingest/mention"
)

// readVerb reads the participants of a verb.
func (c *clause) readVerb(t trigger) {
	v := t.head
	status := c.status(v)
	passive := c.passive(v)
	source := c.subjects(v)
	if t.relation == "invited" && len(source) > 0 {
		c.inviter = source[0]
	}
	var target []*mention.Mention
	switch {
	case t.rule.deed:
		target = c.deed(v, source)
	case t.object >= 0 && !t.rule.object: // "signed an agreement with"
		if target = c.beside(t); len(target) == 0 && t.owner {
			target = c.owners(t.object)
		}
		if passive {
			source = c.agents(v)
		}
	case t.owner:
		target = c.whoseObject(v)
	case t.rule.object && t.behind != "":
		target = c.behind(v, map[string]bool{t.behind: true})
	case t.rule.object:
		target = c.patients(v)
		switch {
		case len(target) > 0:
		case t.relation == "visited":
			target = c.ownersOfObject(v)
		case t.relation.PLOVER() != "CONSULT":
			target = c.whoseObject(v)
		}
		if len(target) > 0 && t.acts && c.dependent(v, "xcomp", "ccomp") < 0 {
			target = nil
		}
		if len(target) > 0 && t.last && (c.dependent(v, "xcomp", "ccomp") >= 0 || c.objects(v) > 1 || c.rel(v) == "acl" || c.labelled(v)) {
			target = nil // "called him a liar", "a group called Hamas"
		}
	}
	if len(target) == 0 && len(t.target) > 0 && !(passive && t.rule.object) {
		if target = c.reach(v, t.target); len(target) == 0 && t.relation.PLOVER() != "CONSULT" {
			target = c.beneath(v, t.target)
		}
	}
	if len(target) == 0 && t.between {
		if group := c.reach(v, set("between among")); len(group) > 1 {
			if t.relation.Symmetric() {
				c.addAmong(t, group, status)
			} else {
				c.add(t, source, group, status)
			}
			return
		}
	}
	mutual := t.relation.Symmetric()
	if t.relation == "talked_to" && c.byTelephone(v) {
		byPhone := *t.rule
		byPhone.relation = "telephoned"
		t.rule = &byPhone
	}
	if len(target) == 0 && t.relation == "declined" && c.inviter != nil {
		target = []*mention.Mention{c.inviter}
	}
	if len(target) == 0 && mutual && len(source) > 1 && (t.object >= 0 || !t.rule.object || c.dependent(v, "obj") < 0) {
		c.addAmong(t, source, status)
		return
	}
	c.add(t, source, target, status)
}

// deed are those whom the infinitive under word v concerns, other than the source:
// "agreed to arm Kenya", "refused to answer questions from Kenya".
func (c *clause) deed(v int, source []*mention.Mention) []*mention.Mention {
	for steps := 0; steps < maxSteps; steps++ {
		d := c.dependent(v, "xcomp", "advcl")
		if d < 0 || !c.infinitive(d) {
			return nil
		}
		for _, who := range [][]*mention.Mention{c.patients(d), c.whoseObject(d), c.aside(d), c.aside(c.dependent(d, "obj"))} {
			if len(who) > 0 && !sharesActor(who, source) {
				return who
			}
		}
		v = d
	}
	return nil
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
		if who := c.parties(k); len(who) > 0 && !c.ownsThing(who[0]) {
			return who
		}
		if who := c.owners(k); len(who) > 0 && !c.ownsThing(who[0]) {
			return who
		}
	}
	return nil
}

func sharesActor(a, b []*mention.Mention) bool {
	return slices.ContainsFunc(a, func(m *mention.Mention) bool {
		return slices.ContainsFunc(b, func(o *mention.Mention) bool { return m.Actor == o.Actor })
	})
}

// beside are the targets of a verb with an object: behind a preposition of either.
func (c *clause) beside(t trigger) []*mention.Mention {
	prepositions := t.target
	if t.rule.object { // "protest to": the preposition is part of the words
		prepositions = map[string]bool{t.behind: true}
	}
	for _, i := range []int{t.head, t.object} {
		if who := c.behind(i, prepositions); len(who) > 0 {
			return who
		}
	}
	if o := c.dependent(t.head, "iobj"); o >= 0 && (prepositions["to"] || prepositions["for"]) { // "gave Kenya weapons"
		return c.antecedent(o, t.head)
	}
	for _, i := range []int{t.head, t.object} {
		if who := c.reach(i, prepositions); len(who) > 0 {
			return who
		}
	}
	for _, k := range c.below(t.object) { // "sanctions imposed on", "a request made by"
		if c.rel(k) == "acl" && !c.is(k, "acl:relcl") {
			if who := c.behind(k, prepositions); len(who) > 0 {
				return who
			}
		}
	}
	return nil
}

// byTelephone reports whether "by telephone" or "on the phone" hangs on verb v.
func (c *clause) byTelephone(v int) bool {
	for _, k := range c.below(v) {
		if w := c.lemma(k); c.rel(k) == "obl" && (w == "phone" || w == "telephone") {
			return true
		}
	}
	return false
}

// ownersOfObject are those whose thing a verb is done to: "praised Iran's decision".
func (c *clause) ownersOfObject(v int) []*mention.Mention {
	o := c.dependent(v, "obj")
	if c.passive(v) {
		o = c.dependent(v, "nsubj")
	}
	if o < 0 || c.doc.Tokens[o].UPOS != "NOUN" && c.doc.Tokens[o].UPOS != "PROPN" {
		return nil
	}
	return c.owners(o)
}

// whoseObject are the owners of what a verb is done to, else those by whom it is:
// "condemned attacks by Israel".
func (c *clause) whoseObject(v int) []*mention.Mention {
	if who := c.ownersOfObject(v); len(who) > 0 {
		return who
	}
	o := c.dependent(v, "obj")
	if o < 0 || c.passive(v) {
		return nil
	}
	if who := c.behind(o, set("by")); len(who) > 0 {
		return who
	}
	return c.behindAfter(v, set("by"), o) // where the tree hangs it on the verb
}

// labelled reports whether the object of verb v is called something: "a liar"
// behind it without a comma.
func (c *clause) labelled(v int) bool {
	o := c.dependent(v, "obj")
	if o < 0 {
		return false
	}
	a := c.dependent(o, "appos")
	return a >= 0 && c.at(c.firstOf(a)-1) != ","
}

// objects counts the objects of verb v.
func (c *clause) objects(v int) int {
	n := 0
	for _, k := range c.below(v) {
		if c.rel(k) == "obj" || c.rel(k) == "iobj" {
			n++
		}
	}
	return n
}
