package event

import (
	"entente/ingest/mention"
)

// subjects are those who do what verb v says, wherever its clause names them.
func (c *clause) subjects(v int) []*mention.Mention { return c.subjectsOf(v, 0) }

func (c *clause) subjectsOf(v, depth int) []*mention.Mention {
	if depth > maxSteps {
		return nil
	}
	if c.passive(v) {
		return c.agents(v)
	}
	if s := c.dependent(v, "nsubj"); s >= 0 {
		who := c.antecedent(s, v)
		for _, k := range c.below(v) { // the tree may give a verb several, of which one names somebody
			if c.rel(k) == "nsubj" && k < v && (len(who) == 0 || k != s && (c.joined(k) || c.headline() && c.at(c.firstOf(k)-1) == ",")) {
				who = append(who, c.antecedent(k, v)...)
			}
		}
		if h := c.above(v); h >= 0 && c.rel(v) == "ccomp" && reporting[c.lower[h]] && c.at(c.firstOf(s)-1) == "and" { // "said A and B met", where the tree has it that A was said
			if o := c.dependent(h, "obj"); o > h && o < s {
				who = append(c.parties(o), who...)
			}
		}
		for _, k := range c.below(v) { // the headline "Obama, Xi hold talks"
			if c.rel(k) == "vocative" && k < s && c.headline() {
				who = append(c.parties(k), who...)
			}
		}
		return c.withCompany(v, who)
	}
	if m := c.mentionAt(v - 1); m != nil && m.End == v && reporting[c.lower[v]] && closing[c.at(m.First-1)] { // “… must leave,” Kim said, where the tree has Kim leave
		return c.each([]*mention.Mention{m})
	}
	h := c.above(v)
	if h < 0 {
		return nil
	}
	switch c.rel(v) {
	case "conj": // "met Putin and thanked him"
		if c.passive(h) {
			return c.patientsOf(h, depth+1)
		}
		return c.subjectsOf(h, depth+1)
	case "xcomp", "ccomp", "obj": // "agreed to meet", "urged Iran to stop", "is expected to visit"
		if c.meanwhile(v) { // "said after meeting"
			return c.subjectsOf(h, depth+1)
		}
		if c.rel(v) == "ccomp" && c.dependent(v, "mark") >= 0 {
			return nil // a clause of its own
		}
		if o := c.dependent(h, "obj", "iobj"); o >= 0 && c.rel(v) != "obj" && !subjectControl[c.lemma(h)] && !(c.lemma(h) == "call" && speaking[c.lemma(v)]) {
			return c.parties(o)
		}
		return c.askedToAct(h, v, depth)
	case "advcl", "parataxis":
		if n := c.intended(v); n >= 0 {
			if who := c.owners(n); len(who) > 0 { // "blocked a Kenyan plan to expel them"
				return who
			}
		}
		if o := c.dependent(h, "obj"); o >= 0 && o < v && (objectActs[c.mark(v)] || c.mark(v) == "as" && quoting[c.lemma(h)]) { // "accused Iran of shelling", "thanked them for coming"
			return c.parties(o)
		}
		if c.infinitive(v) && c.asked(h) && c.lemma(h) != "invite" { // "urged Iran this week to stop"; guests meet their host
			return c.askedToAct(h, v, depth)
		}
		if c.at(c.firstOf(v)) == "in" && c.lemma(h) == "join" && c.doc.Tokens[v].Tag == "VBG" { // "joined Britain in calling"
			return append(c.subjectsOf(h, depth+1), c.patients(h)...)
		}
		if c.doc.Tokens[v].Tag == "VBG" || c.infinitive(v) || c.doc.Tokens[v].Tag == "VBN" { // "arriving in Oslo, she met"
			if c.passive(h) {
				return c.patientsOf(h, depth+1)
			}
			return c.subjectsOf(h, depth+1)
		}
	case "amod":
		if o := c.leaned(v); o >= 0 {
			if g, _ := c.governor(o); g >= 0 {
				return c.subjectsOf(g, depth+1)
			}
		}
	case "acl":
		if c.is(v, "acl:relcl") { // "Merkel, whom Putin met": it has a subject, or the noun is it
			return c.explained(h)
		}
		if c.heralded(v) { // the headline "Merkel, Macron to meet"
			return c.parties(h)
		}
		if c.infinitive(v) { // "plans to meet": whose plans they are
			return c.ownersOrDoers(h, depth+1)
		}
		if c.doc.Tokens[v].Tag == "VBG" {
			if a := c.above(h); a >= 0 && objectActs[c.mark(v)] && c.marker(h) == "by" && c.passive(a) { // "was accused by Kenya of arming rebels"
				return c.patientsOf(a, depth+1)
			}
			if who := c.parties(h); len(who) > 0 {
				return who
			}
			for _, k := range c.below(h) { // "images of Chavez meeting Castro"
				if c.rel(k) == "nmod" && k < v && c.named(k) != nil {
					return c.parties(k)
				}
			}
			return c.ownersOrDoers(h, depth+1)
		}
	}
	return nil
}

// askedToAct are those who are to do what verb v under verb h says: whoever is
// asked, else who does what h says.
func (c *clause) askedToAct(h, v, depth int) []*mention.Mention {
	if o := c.dependent(h, "obj", "iobj"); o >= 0 && objectControl[c.lower[h]] {
		return c.parties(o)
	}
	for _, k := range c.below(h) { // "called on Iran to stop"
		if c.rel(k) == "obl" && k < v && askedBehind[c.marker(k)] && asking[c.lemma(h)] {
			return c.parties(k)
		}
	}
	if c.passive(h) {
		return c.patientsOf(h, depth+1)
	}
	return c.subjectsOf(h, depth+1)
}

// intended is the noun right before infinitive v that says whose plan or attempt it is, for
// all that the tree hangs v on the verb of that; -1 for none.
func (c *clause) intended(v int) int {
	n := c.firstOf(v) - 1
	if c.infinitive(v) && n >= c.first && c.rel(n) == "obj" && c.above(n) == c.above(v) && intentions[c.lemma(n)] {
		return n
	}
	return -1
}

// ownersOrDoers are those whose plan, effort or talks noun n names: its
// possessors, else who does what its verb says.
func (c *clause) ownersOrDoers(n, depth int) []*mention.Mention {
	if s := c.dependent(n, "nsubj"); s >= 0 && c.dependent(n, "cop") >= 0 && (c.marker(n) != "" || c.named(n) != nil) { // "is in Berlin to meet", "is the first official to meet"
		return c.antecedent(s, n)
	}
	if p := c.dependent(n, "nmod"); p >= 0 && c.is(p, "nmod:poss") {
		if who := c.parties(p); len(who) > 0 {
			return who
		}
	}
	if who := c.behind(n, set("by")); len(who) > 0 { // "efforts by Kenya to"
		return who
	}
	if who := c.behind(n, set("of")); len(who) > 0 && intentions[c.lemma(n)] { // "the decision of Kenya to"
		return who
	}
	for steps := 0; steps < maxSteps && c.rel(n) == "nmod" && c.above(n) >= 0; steps++ {
		n = c.above(n)
	}
	if v := c.above(n); v >= 0 && (c.rel(n) == "obj" || c.rel(n) == "obl") && !c.passive(v) {
		return c.subjectsOf(v, depth)
	}
	return nil
}

// heralded reports whether verb v tells what the names above it are to do: the headline
// "Merkel, Macron to meet".
func (c *clause) heralded(v int) bool {
	h := c.above(v)
	return h >= 0 && c.rel(v) == "acl" && c.infinitive(v) && c.above(h) < 0 && c.headline() && c.doc.Tokens[h].UPOS == "PROPN"
}

// meanwhile reports whether gerund v, for all that the tree takes it for what verb h says, tells
// what its subject did before or besides: "said after meeting".
func (c *clause) meanwhile(v int) bool {
	return c.rel(v) == "ccomp" && c.doc.Tokens[v].Tag == "VBG" && (c.mark(v) == "after" || c.mark(v) == "before" || c.mark(v) == "while")
}

// antecedent are the actors of subject or object i of verb v; a relative pronoun
// stands for the noun that its clause modifies.
func (c *clause) antecedent(i, v int) []*mention.Mention {
	switch c.doc.Tokens[i].Tag {
	case "WP", "WDT":
		for steps := 0; v >= 0 && steps < maxSteps; steps++ {
			if c.is(v, "acl:relcl") {
				return c.explained(c.above(v))
			}
			v = c.above(v)
		}
		return nil
	}
	return c.parties(i)
}

// explained are the actors of noun n, or of what it explains: "Kim, an envoy, who".
func (c *clause) explained(n int) []*mention.Mention {
	for steps := 0; steps < maxSteps; steps++ {
		if who := c.parties(n); len(who) > 0 || c.rel(n) != "appos" || c.above(n) < 0 {
			return who
		}
		n = c.above(n)
	}
	return nil
}

// patients are those to whom verb v is done: its objects, or the subjects of a passive.
func (c *clause) patients(v int) []*mention.Mention { return c.patientsOf(v, 0) }

func (c *clause) patientsOf(v, depth int) []*mention.Mention {
	if depth > maxSteps {
		return nil
	}
	if c.passive(v) {
		if s := c.dependent(v, "nsubj"); s >= 0 {
			return c.antecedent(s, v)
		}
		h := c.above(v)
		switch {
		case h < 0:
		case c.rel(v) == "acl": // "the man arrested by police"
			return c.parties(h)
		case c.rel(v) == "conj" && c.passive(h):
			return c.patientsOf(h, depth+1)
		case c.rel(v) == "conj": // "met Wen and is expected to meet Li"
			return c.subjectsOf(h, depth+1)
		case c.rel(v) == "xcomp":
			if o := c.dependent(h, "obj"); o >= 0 {
				return c.parties(o)
			}
			return c.subjectsOf(h, depth+1)
		case c.rel(v) == "advcl":
			return c.subjectsOf(h, depth+1)
		case c.rel(v) == "ccomp" && reporting[c.lower[h]]: // "said police were attacked", where the tree has it that they were said
			if o := c.dependent(h, "obj"); o > h && o < v {
				return c.parties(o)
			}
		}
		return nil
	}
	for _, o := range c.below(v) {
		if c.rel(o) != "obj" {
			continue
		}
		if who := c.antecedent(o, v); len(who) > 0 {
			return who
		}
	}
	if who := c.recipients(v); len(who) > 0 {
		return who
	}
	for _, k := range c.below(v) { // "met the Iranian official Monday", where the tree has him one with the day
		if m := c.mentionAt(k - 1); c.is(k, "obl:unmarked") && k > v && timeWords[c.lower[k]] && m != nil && m.End == k && c.above(c.headOf(m)) == k && c.named(c.headOf(m)) == m {
			return c.parties(c.headOf(m))
		}
	}
	if c.is(v, "acl:relcl") && c.dependent(v, "obj") < 0 && c.dependent(v, "nsubj") >= 0 && c.doc.Tokens[c.dependent(v, "nsubj")].Tag != "WP" {
		return c.parties(c.above(v)) // "the man he met"
	}
	for _, k := range c.below(v) { // "met visiting envoy Kim", where the tree has him visited
		if k == v+1 && c.lower[k] == "visiting" {
			if o := c.dependent(k, "obj"); o >= 0 {
				return c.parties(o)
			}
		}
	}
	// "denied meeting Putin", where the tree hangs the object on the other verb.
	if m := c.mentionAt(v + 1); m != nil && m.First == v+1 && c.doc.Tokens[v].Tag != "VBN" && c.above(v) >= 0 && c.above(c.headOf(m)) == c.above(v) && (c.rel(v) == "xcomp" || c.rel(v) == "obj") {
		return c.parties(c.headOf(m))
	}
	// "met and thanked Putin": the object stands with the other verb.
	if c.rel(v) == "conj" {
		if h := c.above(v); c.dependent(v, "obl", "ccomp", "xcomp") < 0 && !c.passive(h) && h < v {
			return c.objectBehind(h, v)
		}
	}
	for _, k := range c.below(v) {
		if c.rel(k) == "conj" && c.doc.Tokens[k].UPOS == "VERB" && c.dependent(v, "obj", "obl", "ccomp", "xcomp") < 0 && c.dependent(k, "nsubj") < 0 {
			return c.objectBehind(k, k)
		}
	}
	return nil
}

// recipients are those to whom something is given, named before it: "gave Kenya weapons".
func (c *clause) recipients(v int) []*mention.Mention {
	if o := c.dependent(v, "iobj"); o >= 0 {
		return c.antecedent(o, v)
	}
	if s := c.dependent(v, "nsubj"); s >= 0 && c.passive(v) && c.dependent(v, "obj") >= 0 { // "was given weapons"
		return c.antecedent(s, v)
	}
	for _, o := range c.below(v) { // "lent Kenya $500 million": the tree may take the name for a part of the sum
		if c.rel(o) != "obj" || c.doc.Tokens[o].UPOS != "SYM" && c.dependent(o, "nummod") < 0 {
			continue
		}
		for _, k := range c.below(o) {
			if k > v && c.rel(k) == "compound" && c.named(k) != nil {
				return c.parties(k)
			}
		}
	}
	return nil
}

// objectBehind are the actors of the object of verb v that stands behind word i.
func (c *clause) objectBehind(v, i int) []*mention.Mention {
	if o := c.dependent(v, "obj"); o > i {
		return c.parties(o)
	}
	return nil
}

// agents do what a passive says.
func (c *clause) agents(v int) []*mention.Mention {
	if who := c.behind(v, set("by")); len(who) > 0 {
		return who
	}
	for _, k := range c.below(v) { // "was hit with sanctions by"
		if c.rel(k) == "obl" && k > v && c.named(k) == nil && c.passive(v) {
			if who := c.behind(k, set("by")); len(who) > 0 {
				return who
			}
		}
	}
	return nil
}

// passive reports whether verb v is one.
func (c *clause) passive(v int) bool {
	for _, k := range c.below(v) {
		if c.is(k, "nsubj:pass", "csubj:pass") && !c.unaided(v) || c.is(k, "aux:pass") && c.lower[k] != "having" {
			return true
		}
	}
	if c.doc.Tokens[v].Tag != "VBN" || c.dependent(v, "aux") >= 0 {
		return false
	}
	switch c.rel(v) {
	case "acl", "advcl":
		return !c.is(v, "acl:relcl")
	case "conj":
		return c.dependent(v, "nsubj") < 0 && c.above(v) >= 0 && c.passive(c.above(v))
	case "xcomp":
		return c.above(v) >= 0 && c.dependent(c.above(v), "obj") >= 0
	}
	return false
}

// unaided reports whether verb v, for all that the tree takes its subject for that of a
// passive, has no auxiliary and names nobody who does it: outside of headlines it
// is a past tense, as in "a report called for sanctions".
func (c *clause) unaided(v int) bool {
	return c.dependent(v, "aux") < 0 && c.rel(v) != "acl" && c.rel(v) != "advcl" && c.rel(v) != "conj" && len(c.behind(v, set("by"))) == 0 && !c.headline()
}

// joined reports whether "and" or "or" joins word i to what stands before.
func (c *clause) joined(i int) bool { return c.dependent(i, "cc") >= 0 && c.dependent(i, "cc") < i }

// infinitive reports whether "to" stands before verb v.
func (c *clause) infinitive(v int) bool {
	for _, k := range c.below(v) {
		if c.rel(k) == "mark" && c.lower[k] == "to" {
			return true
		}
	}
	return false
}

// withCompany adds to subjects those who do it together with them: "Putin, along
// with Lavrov, met".
func (c *clause) withCompany(v int, who []*mention.Mention) []*mention.Mention {
	if len(who) == 0 {
		return nil
	}
	for _, k := range c.below(v) {
		if (c.rel(k) == "obl" || c.rel(k) == "nmod") && (c.marker(k) == "alongside" || c.marker(k) == "with" && (c.at(c.firstOf(k)-1) == "along" || c.at(c.firstOf(k)-1) == "together")) {
			who = append(who, c.parties(k)...)
		}
	}
	return who
}

// firstOf is the first word of what word i heads.
func (c *clause) firstOf(i int) int {
	for first := i; ; i = first {
		for _, k := range c.below(i) {
			if k < first && c.rel(k) != "punct" {
				first = k
			}
		}
		if first == i {
			return i
		}
	}
}

var (
	// intentions are the nouns behind which an infinitive says what is intended.
	intentions = set("plan move effort bid attempt proposal offer decision intention threat drive campaign push resolution request call pledge promise vow order")
	// objectActs are the words behind which an object is said to do something.
	objectActs = set("of for from into")
	// quoting verbs give the words of their object.
	quoting = set("quote cite describe")
	// subjectControl verbs leave their subject to act, though they have an object.
	subjectControl = set("promise threaten vow pledge use take visit spend cost telephone phone meet summon")
	// asking verbs give whoever stands behind a preposition something to do.
	asking      = set("call appeal plead press rely count depend wait push lobby pressure")
	askedBehind = set("on upon to for with")
)
