package event

import (
	"slices"

	"entente/ingest/mention"
	"entente/schema"
)

// readVerb reads the participants of a verb.
func (c *clause) readVerb(t trigger) {
	v := t.head
	status := c.status(v)
	passive := c.passive(v)
	source := c.subjects(v)
	if s := c.dependent(v, "nsubj"); t.adjective && s >= 0 { // "is prepared", whatever the tag says
		source = c.antecedent(s, v)
	} else if t.adjective && c.rel(v) == "acl" && !c.is(v, "acl:relcl") { // "a movement allied with Iran"
		source = c.parties(c.above(v))
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
	target := c.targets(t, source)
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
	if len(source) == 0 && t.relation.PLOVER() != "CONSULT" {
		source = c.whoseSubject(v)
	}
	mutual := t.relation.Symmetric()
	if t.relation == "talked_to" && c.byTelephone(v) {
		byPhone := *t.rule
		byPhone.relation = "telephoned"
		t.rule = &byPhone
	}
	if len(target) == 0 && t.relation == "rejected" && t.object >= 0 && c.definite(t.object) {
		target = c.answered(source)
	}
	if len(target) == 0 && t.relation == "declined" && c.inviter != nil {
		target = []*mention.Mention{c.inviter}
	}
	if len(target) == 0 && mutual && len(source) > 1 && (t.object >= 0 || !t.rule.object || c.dependent(v, "obj") < 0) {
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
		return c.deed(v, source)
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

// deed are those whom the infinitive under word v concerns, other than the source:
// "agreed to arm Kenya", "refused to answer questions from Kenya".
func (c *clause) deed(v int, source []*mention.Mention) []*mention.Mention {
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

// beside are the targets of a verb with an object: behind a preposition of either.
func (c *clause) beside(t trigger) []*mention.Mention {
	return c.behindObject(t, t.target)
}

func (c *clause) behindObject(t trigger, prepositions map[string]bool) []*mention.Mention {
	if o := c.dependent(t.head, "iobj"); o >= 0 && (prepositions["to"] || prepositions["for"]) { // "gave Kenya weapons"
		return c.antecedent(o, t.head)
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

// whoseObject are the owners of what a verb is done to, else those by whom or of
// whom it is: "condemned attacks by Israel".
func (c *clause) whoseObject(t trigger) []*mention.Mention {
	v := t.head
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
	if who := c.behindAfter(v, set("by"), o); len(who) > 0 { // where the tree hangs it on the verb
		return who
	}
	if p := t.relation.PLOVER(); p == "ASSAULT" || p == "SUPPORT" || t.relation == "seized" {
		return c.whose(o, t.whose(), 0)
	}
	return nil
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

// toPersons are the relations that are done to people and bodies alone, not to what
// is theirs: to hold bonds of China is not to arrest it.
var toPersons = map[schema.Relation]bool{
	"arrested": true, "convicted": true, "expelled": true, "released": true, "invited": true, "recognised": true,
}

// whoseBehind are those whose thing hangs on word i behind a preposition, or on the
// thing of another behind "of".
func (c *clause) whoseBehind(i int, preposition string) []*mention.Mention {
	for _, k := range c.below(i) {
		if rel := c.rel(k); rel != "obl" && rel != "nmod" || c.marker(k) != preposition || c.named(k) != nil {
			continue
		}
		if who := c.owners(k); len(who) > 0 {
			return who
		}
		if who := c.behind(k, set("of by")); len(who) > 0 {
			return who
		}
		return c.whoseBehind(k, "of")
	}
	return nil
}

// whoseSubject are the owners of what does what verb v says: "Israel's air force
// bombed", "a Turkish court convicted", "an attack by Kenya killed".
func (c *clause) whoseSubject(v int) []*mention.Mention {
	s := c.dependent(v, "nsubj")
	if c.passive(v) {
		s = -1
		for _, k := range c.below(v) {
			if c.rel(k) == "obl" && c.marker(k) == "by" {
				s = k
			}
		}
	}
	if s < 0 || c.doc.Tokens[s].UPOS != "NOUN" {
		return nil
	}
	if who := c.owners(s); len(who) > 0 {
		return who
	}
	return c.doneBy(s, -1, "")
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
