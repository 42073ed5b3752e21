package event

import (
	"slices"

	"entente/ingest/mention"
	"entente/schema"
)

// readVerb reads the participants of a verb.
func (c *clause) readVerb(t trigger) {
	v := t.head
	said := c.cues(v, 0)
	if t.object >= 0 && t.relation.PLOVER() == "AID" { // "pledged aid", "offered asylum"
		said.note(governs[c.lower[v]])
	}
	status := c.around(said).status()
	passive := c.passive(v)
	if t.relation == "visited" && t.target["to"] && status == schema.Actual && c.underWay(v) {
		status = schema.Planned
	}
	source := c.subjects(v)
	if s := c.dependent(v, "nsubj"); t.adjective && s >= 0 { // "is prepared", whatever the tag says
		source = c.antecedent(s, v)
	} else if t.adjective && c.rel(v) == "acl" && !c.is(v, "acl:relcl") { // "a movement allied with Iran"
		source = c.parties(c.above(v))
	}
	if t.relation == "rejected" && t.deed && c.contactUnder(v) { // "refused to meet"
		declined := *t.rule
		declined.relation = "declined"
		t.rule = &declined
	}
	if t.relation == "invited" && len(source) > 0 {
		c.inviter = source[0]
	}
	if passive && t.object >= 0 && !t.rule.object {
		source = c.agents(v)
	}
	if t.subject { // "received aid from": done by whoever stands behind the preposition
		c.add(t, c.behindObject(t, t.source), c.subjects(v), status)
		return
	}
	if s := c.sayer(v); t.relation == "accused" && len(source) == 0 && s >= 0 { // "police say Smith is suspected", "France says a letter implicates him"
		source = c.subjects(s)
	}
	target := c.targets(t, source)
	if h := c.above(v); h >= 0 && c.infinitive(v) && samePerson(source, target) { // "telephoned Merkel to thank her"
		if source = c.subjects(h); samePerson(source, target) { // "summoned Merkel to thank her"
			target = c.patients(h)
		}
	}
	if t.relation == "allowed" && t.acts && c.denies(v) { // "does not allow him to leave"
		banned := *t.rule
		banned.relation = "banned"
		t.rule, status = &banned, schema.Actual
	}
	if len(target) == 0 && t.between {
		group := c.among(v)
		if len(group) == 0 && t.object >= 0 { // "the truce between A and B, brokered by C"
			group = c.among(t.object)
		}
		if len(group) > 1 {
			if t.relation.Symmetric() {
				c.addAmong(t, group, status)
			} else {
				c.add(t, source, group, status)
			}
			return
		}
	}
	if len(target) == 0 && t.relation == "mediated" {
		c.add(t, source, c.mediated(v), status)
		return
	}
	if len(source) == 0 && t.relation.PLOVER() != "CONSULT" {
		source = c.whoseSubject(v)
	}
	mutual := t.relation.Symmetric()
	if t.relation == "talked_to" && c.byTelephone(v) {
		byPhone := *t.rule
		byPhone.relation = "telephoned"
		t.rule = &byPhone
	}
	if len(target) == 0 {
		target = c.implied(t, source)
	}
	if len(target) == 0 && mutual && len(source) > 1 && !c.inContact(c.above(v)) && (t.object >= 0 || !t.rule.object || c.dependent(v, "obj") < 0) {
		c.addAmong(t, source, status)
		return
	}
	if len(target) == 0 && len(source) > 1 && c.oneAnother(v) {
		for i := range source {
			c.add(t, source[i:i+1], slices.Concat(source[:i], source[i+1:]), status)
		}
		return
	}
	c.add(t, source, target, status)
	if t.relation == "expelled" && c.lemma(v) == "extradite" { // a suspect is handed to somebody
		to := c.reach(v, set("to"))
		if o := c.dependent(v, "obj"); o >= 0 && len(to) == 0 {
			to = c.behind(o, set("to"))
		}
		handed := *t.rule
		handed.relation = "extradited_to"
		t.rule = &handed
		c.add(t, source, to, status)
	}
}

// sayer is the verb of saying whose words the clause of verb v is, -1 for none.
func (c *clause) sayer(v int) int {
	if h := c.above(v); h >= 0 && c.rel(v) == "ccomp" && reporting[c.lower[h]] {
		return h
	}
	return -1
}

// denies reports whether "not" or "without" stands before verb v, and nothing more makes it doubtful.
func (c *clause) denies(v int) bool {
	own := c.own(v)
	return (own.negated || c.mark(v) == "without") && !own.possible && c.status(v) == schema.Negated
}

// samePerson reports whether the target is a pronoun for the source.
func samePerson(source, target []*mention.Mention) bool {
	return len(source) == 1 && len(target) == 1 && source[0].Actor == target[0].Actor && target[0].How == mention.ByPronoun && !target[0].Possessive
}

// inContact reports whether verb v has told a contact: who "meet Putin to discuss trade"
// discuss it with him, and who meet to discuss it meet once.
func (c *clause) inContact(v int) bool {
	return v >= 0 && slices.ContainsFunc(c.events, func(e Event) bool { return e.First <= v && v < e.End && e.Relation.PLOVER() == "CONSULT" })
}

// contactUnder reports whether the infinitive or gerund under verb v has told a contact
// that did not happen: who "refused to meet Putin" declined a meeting.
func (c *clause) contactUnder(v int) bool {
	d := c.dependent(v, "xcomp", "advcl")
	return d >= 0 && slices.ContainsFunc(c.events, func(e Event) bool {
		return e.First <= d && d < e.End && e.Relation.PLOVER() == "CONSULT" && e.Status == schema.Negated
	})
}

// mediated are those whose talks or agreement verb v says was mediated: "A and B agreed
// to a truce brokered by C".
func (c *clause) mediated(v int) []*mention.Mention {
	if c.rel(v) != "acl" && c.rel(v) != "advcl" { // the tree may hang it on the verb: "signed a deal in Oslo, brokered by C"
		return nil
	}
	n := c.above(v)
	for i := range c.events {
		if e := &c.events[i]; e.Relation.Symmetric() && e.First <= n && n < e.End {
			return []*mention.Mention{&e.Source, &e.Target}
		}
	}
	return nil
}

// implied are those whom a verb without a target answers: whoever made "the offer" that
// it rejects, or the invitation that it declines.
func (c *clause) implied(t trigger, source []*mention.Mention) []*mention.Mention {
	switch {
	case t.relation == "rejected" && t.object >= 0 && c.definite(t.object):
		return c.answered(source)
	case t.relation == "declined" && c.inviter != nil:
		return []*mention.Mention{c.inviter}
	}
	return nil
}

// answered are those who last said to one of the group, or asked of him, what "the
// charge" or "the demand" is.
func (c *clause) answered(group []*mention.Mention) []*mention.Mention {
	for i := len(c.extractor.events) - 1; i >= 0 && c.number-c.extractor.events[i].Sentence <= answerReach; i-- {
		e := &c.extractor.events[i]
		if !answerable[e.Relation.PLOVER()] || e.Status == schema.Negated {
			continue
		}
		for _, m := range group {
			if m.Actor == e.Target.Actor {
				return []*mention.Mention{&e.Source}
			}
		}
	}
	return nil
}

// answerReach is within how many sentences something is answered.
const answerReach = 3

var answerable = set("ACCUSE REQUEST THREATEN AGREE AID")

// definite reports whether noun n is one that has been spoken of: "the charge".
func (c *clause) definite(n int) bool {
	for _, k := range c.below(n) {
		if c.rel(k) == "det" {
			return c.lower[k] == "the" || c.lower[k] == "that" || c.lower[k] == "those" || c.lower[k] == "these" || c.lower[k] == "such"
		}
	}
	return false
}

// underWay reports whether verb v is in the present tense: who "travels to Oslo" or "is
// flying to Oslo" is not there yet.
func (c *clause) underWay(v int) bool {
	switch c.doc.Tokens[v].Tag {
	case "VBZ", "VBP":
		return true
	case "VBG":
		return slices.ContainsFunc(c.below(v), func(k int) bool { return c.rel(k) == "aux" && (c.lower[k] == "is" || c.lower[k] == "are") })
	}
	return false
}

// oneAnother reports whether the object of verb v, or what stands behind a preposition, is "each other".
func (c *clause) oneAnother(v int) bool {
	return slices.ContainsFunc(c.below(v), func(k int) bool {
		return (c.rel(k) == "obj" || c.rel(k) == "obl") && (c.lower[k] == "other" && c.at(k-1) == "each" || c.lower[k] == "another" && c.at(k-1) == "one")
	})
}

// targets are those to whom a verb says that something was done, at the first of
// the places of its rule that names somebody.
func (c *clause) targets(t trigger, source []*mention.Mention) []*mention.Mention {
	v := t.head
	if t.deed {
		return c.deed(t, source)
	}
	if t.rule.object {
		if who := c.objectOf(t); len(who) > 0 || t.object < 0 && (c.passive(v) || len(t.target) == 0) {
			return who
		}
	}
	switch {
	case t.object >= 0: // "signed an agreement with"
		if who := c.beside(t); len(who) > 0 {
			return who
		}
		if who := c.purpose(t, source); t.rule.purpose && len(who) > 0 {
			return who
		}
		if who := c.owners(t.object); t.owner && len(who) > 0 {
			return who
		}
		for _, i := range []int{t.object, v} {
			if who := c.beneath(t, i); len(who) > 0 && t.relation.PLOVER() != "CONSULT" {
				return who
			}
		}
		return nil
	case t.owner && t.behind != "": // "called for the withdrawal of Syria's troops"
		return c.whoseBehind(v, t.behind)
	case t.owner:
		if who := c.whoseObject(t); len(who) > 0 {
			return who
		}
	}
	if who := c.reach(v, t.target); len(who) > 0 || t.relation.PLOVER() == "CONSULT" {
		return who
	}
	if o := c.particled(v); o >= 0 && len(c.behind(o, t.target)) > 0 { // "handed over a suspect to"
		return c.behind(o, t.target)
	}
	if who := c.recipients(v); len(who) > 0 && t.target["to"] && t.relation.PLOVER() == "AID" { // "lent Kenya $5 million"
		return who
	}
	return c.beneath(t, v)
}

// objectOf are the actors of the object of a verb, or those whose it is.
func (c *clause) objectOf(t trigger) []*mention.Mention {
	v := t.head
	switch {
	case t.behind != "":
		return c.behind(v, map[string]bool{t.behind: true})
	case t.acts && c.dependent(v, "xcomp", "ccomp") < 0:
		return nil
	case t.last && (c.complemented(v) || c.objects(v) > 1 || c.rel(v) == "acl" || c.labelled(v)):
		return nil // "called him a liar", "a group called Hamas"
	}
	if who := c.patients(v); len(who) > 0 {
		return who
	}
	switch {
	case t.acts: // "demanded that Moscow close"
		return c.toAct(v, "ccomp")
	case t.relation == "visited":
		return c.ownersOfObject(v)
	case t.relation.PLOVER() == "CONSULT" || toPersons[t.relation]:
		return nil
	}
	return c.whoseObject(t)
}

// beside are the targets of a verb with an object: behind a preposition of either.
func (c *clause) beside(t trigger) []*mention.Mention {
	return c.behindObject(t, t.target)
}

func (c *clause) behindObject(t trigger, prepositions map[string]bool) []*mention.Mention {
	if who := c.recipients(t.head); len(who) > 0 && (prepositions["to"] || prepositions["for"]) {
		return who
	}
	for _, k := range c.below(t.head) { // "offered Sri Lanka a loan", which the tree may give two objects
		if (prepositions["to"] || prepositions["for"]) && c.rel(k) == "obj" && k < t.object && c.rel(t.object) == "obj" && c.named(k) != nil {
			return c.parties(k)
		}
	}
	places := []int{t.head, t.object}
	if prepositions["by"] && c.passive(t.head) { // whoever stands behind it does what the verb says
		places = []int{t.object}
	}
	for _, i := range places {
		if i < 0 {
			continue
		}
		if who := c.behind(i, prepositions); len(who) > 0 {
			return who
		}
	}
	for _, i := range places {
		if i < 0 {
			return nil
		}
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

// labelled reports whether the object of verb v is called something: "a liar"
// behind it without a comma.
func (c *clause) labelled(v int) bool {
	o := c.dependent(v, "obj")
	if o < 0 {
		return false
	}
	for _, k := range c.below(v) { // "sees him as a friend"
		if c.rel(k) == "obl" && c.marker(k) == "as" {
			return true
		}
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
