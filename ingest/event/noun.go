package event

import (
	"entente/ingest/mention"
	"entente/schema"
)

// readNoun reads the participants of a noun.
func (c *clause) readNoun(t trigger) {
	n := t.head
	top := c.container(n) // "a round of talks"
	v, role := c.governor(top)
	status := c.nounStatus(t, top, v, role)
	contact := t.relation.PLOVER() == "CONSULT"
	if t.relation.Symmetric() && role == "nsubj:pass" && attending[c.lemma(v)] { // "the talks were attended by A and B"
		if group := c.agents(v); len(group) > 1 {
			c.addAmong(t, group, status)
			return
		}
	}
	if t.between {
		for _, i := range []int{n, top, v} {
			if i < 0 {
				continue
			}
			if group := c.among(i); len(group) > 1 {
				switch {
				case t.relation.Symmetric() || contact && t.relation != "mediated":
					c.addAmong(t, group, status)
				case t.relation == "mediated":
					c.add(t, c.mediators(n, v, role), group, status)
				}
				return
			}
		}
	}
	owners := c.owners(n)
	if len(owners) == 0 && top != n {
		owners = c.owners(top)
	}
	var doers []*mention.Mention // who does what the governing verb says
	if v >= 0 && role != "nsubj" {
		doers = c.subjects(v)
		if contact && role == "obl" && c.marker(top) == "for" && c.passive(v) { // "is expected in Cairo for talks"
			doers = c.patients(v)
		}
	}
	target := c.reach(n, t.target)
	if len(target) == 0 && top != n {
		target = c.reach(top, t.target)
	}
	if len(target) == 0 && v >= 0 && (role != "obl" || contact && !c.takes(v, t.target)) {
		target = c.reachAfter(v, t.target, n) // "held talks on Monday with"
	}
	if len(target) == 0 && role == "obj" && attending[c.lemma(v)] { // "will address a meeting of Congress"
		target = c.behind(n, set("of"))
	}
	if len(target) == 0 && t.deed {
		if d := c.dependent(n, "acl"); d >= 0 && c.infinitive(d) { // "threats to attack Iran"
			target = c.concerned(d, owners)
		}
	}
	if len(target) == 0 && t.acts {
		target = c.toAct(n, "acl")
	}
	if len(target) == 0 && !contact {
		target = c.beneath(t, n)
	}
	if len(target) == 0 && len(owners) > 0 && role == "obj" && attending[c.lemma(v)] && contact { // "will attend a Security Council meeting"
		c.add(t, doers, owners, status)
		return
	}
	source := owners
	if len(source) == 0 {
		source = c.doneBy(n, v, role)
	}
	from := c.behind(n, set("from"))
	if len(from) == 0 && v >= 0 && role == "obj" && receiving[c.lower[v]] {
		from = c.behind(n, set("by"))
	}
	if len(from) == 0 && v >= 0 {
		from = c.behindAfter(v, set("from"), n)
	}
	if t.source["from"] && len(from) > 0 {
		if role == "obj" && receiving[c.lower[v]] {
			c.add(t, from, doers, status) // "received a call from"
			return
		}
		if len(source) == 0 {
			source = from
		}
	}
	if len(source) == 0 && t.source["of"] && !t.target["of"] && !(role == "obj" && attending[c.lemma(v)]) {
		source = c.behind(n, set("of"))
	}
	if r := c.dependent(n, "acl"); r >= 0 && c.is(r, "acl:relcl") && doing[c.lower[r]] { // "a call that he made to her"
		if len(source) == 0 {
			source = c.subjects(r)
		}
		if len(target) == 0 {
			target = c.behind(r, t.target)
		}
	}
	switch {
	case len(target) > 0 && len(source) == 0:
		if contact || role == "obl" && c.marker(n) == "in" || role == "obj" && (t.relation.Symmetric() || doing[c.lower[v]]) {
			source = doers
		}
		if len(source) == 0 && c.rel(n) == "appos" && c.above(n) >= 0 { // "Armenia, an ally of Russia"
			source = c.parties(c.above(n))
		}
		if len(source) == 0 && c.dependent(n, "cop") >= 0 { // "Armenia is an ally of Russia"
			if s := c.dependent(n, "nsubj"); s >= 0 {
				source = c.antecedent(s, n)
			}
		}
		c.add(t, source, target, status)
	case len(target) > 0:
		c.add(t, source, target, status)
	case len(owners) > 1 && t.relation.Symmetric() && c.lemma(n) != "conflict": // "the Israeli-Palestinian conflict" lasts
		c.addAmong(t, owners, status)
	case contact && t.relation.Symmetric() && len(owners) == 0 && t.source["of"] && len(c.behind(n, set("of"))) > 1: // "a meeting of A and B"
		c.addAmong(t, c.behind(n, set("of")), status)
	case contact && len(owners) == 0 && len(c.toldTo(t, v, role)) > 0:
		c.add(t, doers, c.toldTo(t, v, role), status)
	case contact && t.relation.Symmetric():
		c.readAlone(t, owners, doers, v, role, status)
	}
}

// attending verbs bring their subject together with whose meeting it is.
var attending = set("attend address chair join host")

// takes reports whether verb v has a use of its own for one of the prepositions.
func (c *clause) takes(v int, prepositions map[string]bool) bool {
	for _, t := range c.triggersAt(v) {
		for p := range t.target {
			if prepositions[p] && p != "to" { // a journey is to a place, talks are to somebody
				return true
			}
		}
	}
	return false
}

// readAlone reads a noun of contact that names nobody it was with: "A and B held
// talks", "A is in Turkey for talks".
func (c *clause) readAlone(t trigger, owners, doers []*mention.Mention, v int, role string, status schema.Status) {
	switch {
	case len(doers) > 1 && len(owners) == 0 && !c.inContact(v) && (role == "obj" || role == "obl" && assembling[c.lemma(v)]):
		c.addAmong(t, doers, status)
	case t.relation == "met" || len(owners) > 0 || role != "obl" || c.marker(c.container(t.head)) != "for" || len(doers) != 1:
	default:
		for _, k := range append(c.below(v), v) { // the country that somebody is in for talks
			if who := c.heads[k]; who != nil && k != t.head && c.marker(k) != "from" && c.marker(k) != "with" && c.actors[who.Actor].Kind == schema.Country && c.actors[who.Actor].Country != c.actors[doers[0].Actor].Country && who != doers[0] {
				c.add(t, doers, []*mention.Mention{who}, status)
				return
			}
		}
	}
}

// toldTo are those to whom somebody says something in a contact that names nobody else:
// "thanked Merkel in a telephone conversation".
func (c *clause) toldTo(t trigger, v int, role string) []*mention.Mention {
	if m := c.marker(c.container(t.head)); role != "obl" || v < 0 || m != "in" && m != "during" || !conveying[c.lemma(v)] || c.passive(v) {
		return nil
	}
	return c.patients(v)
}

// conveying verbs say something to their object.
var conveying = set("congratulate thank tell inform assure urge warn ask brief press invite praise")

// assembling verbs bring their subjects together.
var assembling = set("gather assemble convene meet participate sit converge join")

// container is the noun that holds noun n: the round of "a round of talks".
func (c *clause) container(n int) int {
	for steps := 0; steps < maxSteps; steps++ {
		h := c.above(n)
		if h < 0 || c.rel(n) != "nmod" && c.rel(n) != "conj" || c.doc.Tokens[h].UPOS != "NOUN" {
			return n
		}
		if c.rel(n) == "nmod" && (!holds[c.lemma(h)] || c.marker(n) != "of" && c.marker(n) != "for" && c.marker(n) != "to" && c.marker(n) != "on") {
			return n
		}
		n = h
	}
	return n
}

// holds are the nouns that a noun of contact hangs on without being another thing.
var holds = set(`round series day hour week month year decade start beginning end resumption possibility plan offer call invitation request prospect set kind wave
	cancellation postponement sideline proposal agreement intention desire readiness willingness idea need hope preparation suspension conclusion
	number couple campaign act string spate eve`)

// governor is the verb that noun n hangs on, and as what; -1 for none. What is
// told "during talks" or "in Ankara for talks" hangs on the clause, whatever word
// the tree has it on.
func (c *clause) governor(n int) (v int, role string) {
	role = c.rel(n)
	v = c.above(n)
	if role == "nmod" && (adjuncts[c.marker(n)] || places[c.marker(n)]) {
		for steps := 0; v >= 0 && steps < maxSteps && c.doc.Tokens[v].UPOS != "VERB" && c.dependent(v, "cop") < 0; steps++ {
			v = c.above(v)
		}
		role = "obl"
	}
	switch {
	case v < 0, c.doc.Tokens[v].UPOS != "VERB" && c.doc.Tokens[v].UPOS != "AUX" && role != "obl":
		return -1, ""
	case role == "nsubj" && c.passive(v):
		return v, "nsubj:pass"
	}
	return v, role
}

var places = set("at in for on ahead upon")

// owners are the possessors and nationalities of noun n.
func (c *clause) owners(n int) []*mention.Mention {
	var out []*mention.Mention
	for _, m := range c.acting {
		if m.First > n {
			break
		}
		h := c.headOf(m)
		if m.End > n || m.Place && !m.Possessive && !m.Adjective {
			continue
		}
		for steps := 0; steps < 4 && h >= c.first && h != n; steps++ {
			if rel := c.rel(h); c.is(h, "nmod:poss") || rel == "compound" || rel == "amod" || rel == "conj" || rel == "flat" {
				h = c.above(h)
				continue
			}
			break
		}
		if h == n {
			out = append(out, m)
		}
	}
	return c.each(out)
}
