package event

import (
	"slices"
	"strings"

	"entente/ingest/mention"
)

// trigger is where the words of a rule stand in the sentence.
type trigger struct {
	pattern
	first, end int
	head       int    // the verb or noun
	object     int    // of a verb with an object, the object; else -1
	behind     string // of a verb with a preposition, the preposition; else ""
}

// triggersAt finds the patterns of the rules whose verb or noun is word i, those of
// most words first, until one that tells nothing.
func (c *clause) triggersAt(i int) []trigger {
	if c.lower[i] == "visiting" && c.at(i-1) != "" && c.meets(i-1) && c.mentionAt(i+1) != nil {
		return nil // "met visiting envoy Kim"
	}
	named := c.inName(i)
	lemma := c.lemma(i)
	if stem, ok := strings.CutSuffix(c.lower[i], "ed"); ok && c.doc.Tokens[i].UPOS == "VERB" && len(c.rules.byHead[lemma]) == 0 {
		lemma = stem // "severed" is not of "severe"
	}
	if c.doc.Tokens[i].UPOS == "VERB" && c.doc.Tokens[i].Tag == "NN" { // "denied meeting him"
		lemma = strings.TrimSuffix(lemma, "ing")
	}
	var found []trigger
	if word := c.lower[i]; !named && word != lemma && c.doc.Tokens[i].UPOS == "VERB" { // "prepared" may be an adjective
		for _, p := range c.rules.byHead[word] {
			if t, ok := c.matches(p, i); p.adjective && ok {
				found = append(found, t)
			}
		}
	}
	for _, p := range c.rules.byHead[lemma] {
		if named && !p.bearer {
			continue // of a name, only "Iran's ally Russia" tells anything
		}
		if t, ok := c.matches(p, i); ok {
			found = append(found, t)
		}
	}
	slices.SortStableFunc(found, func(a, b trigger) int { return b.size() - a.size() })
	if k := slices.IndexFunc(found, func(t trigger) bool { return t.relation == none }); k >= 0 {
		c.silenced(found[k])
		found = found[:k]
	}
	return found
}

// meets reports whether word i is a verb of contact with an object, behind which
// "visiting" says who its object is.
func (c *clause) meets(i int) bool {
	return c.doc.Tokens[i].UPOS == "VERB" && slices.ContainsFunc(c.rules.byHead[c.lemma(i)], func(p pattern) bool {
		return p.rule.object && p.relation.PLOVER() == "CONSULT"
	})
}

// inName reports whether token i belongs to the name of a mention, where no word is a trigger.
func (c *clause) inName(i int) bool {
	m := c.mentionAt(i)
	return m != nil && i < m.End
}

// matches reports whether the pattern stands at word i.
func (c *clause) matches(p pattern, i int) (trigger, bool) {
	t := trigger{pattern: p, first: i, end: i + 1, head: i, object: -1}
	tag := c.doc.Tokens[i].UPOS
	if p.noun {
		if tag != "NOUN" && tag != "PROPN" && c.doc.Tokens[i].Tag != "NN" {
			return t, false
		}
		for k, w := range p.words { // "phone call"
			at := i - len(p.words) + k
			if c.at(at) != w || c.mentionAt(at) != nil {
				return t, false
			}
			t.first = at
		}
		return t, len(p.with) == 0 || c.followedBy(i, p.with[0], p.with[1:])
	}
	if p.adjective {
		return t, tag == "ADJ" || c.doc.Tokens[i].Tag == "VBN"
	}
	if tag != "VERB" {
		return t, false
	}
	for k := 0; k < len(p.words); k++ {
		w := p.words[k]
		if !particles[w] && !prepositions[w] {
			if t.object = c.complement(i, w); t.object < 0 {
				return t, false
			}
			t.end = max(t.end, t.object+1)
			continue
		}
		if k+1 < len(p.words) && c.oblique(i, w, p.words[k+1], &t) {
			k++
			continue
		}
		if part := c.part(i, w); part >= 0 {
			t.end = max(t.end, part+1)
			continue
		}
		if k+1 < len(p.words) || !c.governs(i, w) {
			return t, false
		}
		t.behind = w
	}
	return t, len(p.with) == 0 || c.followedBy(i, p.with[0], p.with[1:])
}

// followedBy reports whether one of the nouns hangs on verb v, or on its object,
// behind the preposition: "provided Kenya with weapons".
func (c *clause) followedBy(v int, preposition string, nouns []string) bool {
	for _, h := range append([]int{v}, c.below(v)...) {
		if h != v && c.rel(h) != "obj" {
			continue
		}
		for _, k := range c.below(h) {
			if (c.rel(k) == "obl" || c.rel(k) == "nmod") && c.marker(k) == preposition && slices.ContainsFunc(c.coordinated(k), func(i int) bool { return slices.Contains(nouns, c.lemma(i)) }) {
				return true
			}
		}
	}
	return false
}

// coordinated are word i and what is coordinated with it: "food and medicine".
func (c *clause) coordinated(i int) []int {
	out := []int{i}
	for _, k := range c.below(i) {
		if c.rel(k) == "conj" {
			out = append(out, k)
		}
	}
	return out
}

// something in a rule is any object.
const something = "something"

// complement is the object of verb v, or what it makes of its object ("took them
// hostage", "found him guilty"), if that is word w; -1 otherwise.
func (c *clause) complement(v int, w string) int {
	if h := c.above(v); h >= 0 && c.rel(v) == "acl" && c.isWord(h, w) && (c.passive(v) || c.is(v, "acl:relcl") && c.dependent(v, "nsubj") >= 0 && c.lacksObject(v)) {
		return h // "the agreement they reached", "a truce brokered by"
	}
	if o := c.leaned(v); o >= 0 && c.isWord(o, w) {
		return o
	}
	for _, k := range c.below(v) {
		switch rel := c.rel(k); {
		case rel == "obj", rel == "xcomp" && c.doc.Tokens[k].UPOS != "VERB", rel == "nsubj" && c.passive(v):
			if partitive[c.lemma(k)] { // "signed a number of agreements"
				for _, n := range c.below(k) {
					if c.rel(n) == "nmod" && c.marker(n) == "of" && c.isWord(n, w) {
						return n
					}
				}
			}
			if c.isWord(k, w) || w == something && rel != "xcomp" {
				return k
			}
		}
	}
	return -1
}

// isWord reports whether a word of a rule stands at token i, the last of those of a word
// with a hyphen, which may stand without it: "cease-fire", "travel ban".
func (c *clause) isWord(i int, w string) bool {
	if c.lemma(i) == w || c.lower[i] == w {
		return true
	}
	first, last, hyphen := strings.Cut(w, "-")
	return hyphen && c.lemma(i) == last && (c.at(i-1) == first || c.at(i-1) == "-" && c.at(i-2) == first)
}

// leaned is the object of a verb that the tree takes for an adjective of it:
// "severing ties"; -1 otherwise.
func (c *clause) leaned(v int) int {
	h := c.above(v)
	if h <= v || c.rel(v) != "amod" || c.doc.Tokens[v].Tag != "VBG" && c.at(v-1) != "having" {
		return -1
	}
	for _, k := range c.below(h) {
		if k < v && c.rel(k) == "det" { // "the imposing building"
			return -1
		}
	}
	return h
}

// lacksObject reports whether verb v has no object but a relative pronoun.
func (c *clause) lacksObject(v int) bool {
	o := c.dependent(v, "obj")
	return o < 0 || c.doc.Tokens[o].Tag == "WDT" || c.doc.Tokens[o].Tag == "WP"
}

// oblique takes into a trigger the noun behind a preposition of verb v: "go on strike".
func (c *clause) oblique(v int, preposition, noun string, t *trigger) bool {
	for _, k := range c.below(v) {
		if (c.rel(k) == "obl" || c.rel(k) == "xcomp") && c.marker(k) == preposition && c.lemma(k) == noun {
			t.object = k
			t.end = max(t.end, k+1)
			return true
		}
	}
	return false
}

// part is a particle of verb v: "up" in "call up"; -1 for none.
func (c *clause) part(v int, w string) int {
	for _, k := range c.below(v) {
		if c.lower[k] == w && (c.rel(k) == "compound" || c.rel(k) == "advmod" || c.rel(k) == "obl" && len(c.below(k)) == 0) {
			return k
		}
	}
	if c.at(v+1) == w && c.particled(v) >= 0 {
		return v + 1
	}
	return -1
}

// particled is the object of verb v and its particle where the tree takes that for a preposition:
// "a suspect" in "handed over a suspect"; -1 for none.
func (c *clause) particled(v int) int {
	for _, k := range c.below(v) {
		if w := c.at(v + 1); c.rel(k) == "obl" && (w == "over" || w == "off") && c.marker(k) == w && c.firstOf(k) == v+1 {
			return k
		}
	}
	return -1
}

// governs reports whether something hangs on verb v behind a preposition.
func (c *clause) governs(v int, preposition string) bool {
	return slices.ContainsFunc(c.below(v), func(k int) bool { return c.rel(k) == "obl" && c.marker(k) == preposition })
}

// each puts behind a mention that stands for several the others it stands for.
func (c *clause) each(group []*mention.Mention) []*mention.Mention {
	var out []*mention.Mention
	for _, m := range group {
		out = append(append(out, m), c.members[m]...)
	}
	return out
}

// maxGroup is how many actors a coordination can have: longer ones are lists,
// and their pairs would be many and mean little.
const maxGroup = 12
