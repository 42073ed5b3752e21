package event

import (
	"maps"
	"slices"
	"strings"

	"entente/ingest/mention"
	"entente/schema"
)

// The grammar of a sentence: its dependency tree, asked from above.

// link lists the dependents of every word of the sentence.
func (c *clause) link() {
	c.kids = make([][]int, c.end-c.first)
	c.heads = map[int]*mention.Mention{}
	for i := c.first; i < c.end; i++ {
		if h := c.doc.Tokens[i].Head; h >= c.first && h < c.end {
			c.kids[h-c.first] = append(c.kids[h-c.first], i)
		}
	}
	for _, m := range c.acting {
		c.heads[c.headOf(m)] = m
	}
}

// headOf is the word of a mention that governs the others.
func (c *clause) headOf(m *mention.Mention) int { return c.doc.HeadOf(m.First, m.End) }

// below lists the dependents of word i.
func (c *clause) below(i int) []int { return c.kids[i-c.first] }

// above is the word that governs word i, -1 for none.
func (c *clause) above(i int) int { return c.doc.Tokens[i].Head }

// rel is what word i is to the word above it, without a subtype.
func (c *clause) rel(i int) string {
	rel := c.doc.Tokens[i].Rel.Universal()
	if rel == "obl" && c.atLeast(i) {
		return "obj"
	}
	return rel
}

// atLeast reports whether noun i behind a verb is counted by "at least" or "at most": an object,
// though the tree takes "at" for its preposition.
func (c *clause) atLeast(i int) bool {
	first := c.firstOf(i)
	return i > c.above(i) && c.at(first) == "at" && (c.at(first+1) == "least" || c.at(first+1) == "most") && first+1 < i
}

// is reports whether word i is one of these to the word above it, subtype and all.
func (c *clause) is(i int, rels ...string) bool {
	return slices.Contains(rels, string(c.doc.Tokens[i].Rel))
}

func (c *clause) lemma(i int) string { return c.doc.Tokens[i].Lemma }

// dependent is the first dependent of word i that is one of these to it, -1 for none.
func (c *clause) dependent(i int, rels ...string) int {
	for _, k := range c.below(i) {
		if slices.Contains(rels, c.rel(k)) {
			return k
		}
	}
	return -1
}

// marker is the preposition before word i, of several words joined by blanks; ""
// for none. What is coordinated shares the preposition of the first.
func (c *clause) marker(i int) string {
	for steps := 0; steps < maxSteps; steps++ {
		words := c.cases(i)
		for _, k := range c.below(i) { // "by President Putin" may hang on the title
			if len(words) == 0 && k < i && c.is(k, "nmod:desc") {
				words = c.cases(k)
			}
		}
		if len(words) > 0 || c.rel(i) != "conj" || c.above(i) < 0 {
			return strings.Join(words, " ")
		}
		i = c.above(i)
	}
	return ""
}

// cases are the prepositions that hang on word i.
func (c *clause) cases(i int) []string {
	var words []string
	for _, k := range c.below(i) {
		if c.rel(k) == "case" && c.doc.Tokens[k].Tag != "POS" {
			if c.lower[k] == "of" && c.at(k-1) == "ahead" {
				words = append(words, "ahead")
			}
			words = append(words, c.lower[k])
			for _, f := range c.below(k) {
				if c.rel(f) == "fixed" {
					words = append(words, c.lower[f])
				}
			}
		}
	}
	return words
}

// maxSteps ends a walk through the tree; no clause is that deep.
const maxSteps = 30

// parties are those that the phrase headed by word i names: its mention and those
// coordinated with it. Of "a group of rebels" the rebels act.
func (c *clause) parties(i int) []*mention.Mention {
	var out []*mention.Mention
	c.collect(i, &out, 0)
	if len(out) > maxGroup {
		out = out[:maxGroup]
	}
	return c.each(out)
}

// within is the mention inside another that ends at word i, nil if none does.
func (c *clause) within(m *mention.Mention, i int) *mention.Mention {
	for _, k := range c.inner {
		if k.First >= m.First && k.End == i+1 {
			return k
		}
	}
	return nil
}

func (c *clause) collect(i int, out *[]*mention.Mention, depth int) {
	if depth > maxSteps {
		return
	}
	m := c.heads[i]
	if m == nil {
		if k, ok := c.cover[i]; ok && i < c.acting[k].End && c.headOf(c.acting[k]) != i {
			m = c.acting[k] // the head of a mention that the tree divides
			if k := c.firstOf(i); k > m.First && prepositions[c.lower[k]] && c.within(m, i) != nil {
				m = c.within(m, i) // "recalled its ambassador to Colombia"
			}
		}
	}
	if m != nil && m.End == m.First+1 && reflexive[c.lower[m.First]] {
		return // "accused himself"
	}
	if m != nil && m.How == mention.Described && c.actors[m.Actor].Kind == schema.Group { // "two managers, Pires and Falcao"
		if k := c.nameBehind(i); k >= 0 && c.actors[c.heads[k].Actor].Kind == schema.Person {
			c.collect(k, out, depth+1)
			return
		}
		if names := c.namesOf(m); len(names) > 0 {
			*out = append(*out, names...)
			return
		}
	}
	switch {
	case m != nil:
		if !slices.Contains(*out, m) {
			*out = append(*out, m)
		}
	case c.doc.Tokens[i].Tag == "VBG": // "visiting Prime Minister Koizumi"
		if o := c.dependent(i, "obj"); o == i+1 || o > i && c.cover[i+1] == c.cover[o] && c.mentionAt(i+1) != nil {
			c.collect(o, out, depth+1)
		}
	case c.nameBehind(i) >= 0: // "the former defender Christoph Metzelder"
		c.collect(c.nameBehind(i), out, depth+1)
	case partitive[c.lemma(i)], c.doc.Tokens[i].UPOS == "NUM":
		for _, k := range c.below(i) {
			if c.rel(k) == "nmod" && c.marker(k) == "of" {
				c.collect(k, out, depth+1)
			}
		}
	}
	for _, k := range c.below(i) { // "Israeli and Palestinian officials": the Israelis are a mention of their own
		if e := c.heads[k]; e != nil && e != m && m != nil && e.End <= m.First && (c.rel(k) == "amod" || c.rel(k) == "compound") && c.actors[e.Actor].Kind == schema.Group {
			*out = append(*out, e)
		}
	}
	for _, k := range c.below(i) { // "officials, including the president"
		if k > i && c.rel(k) == "nmod" && (c.marker(k) == "including" || c.marker(k) == "such as") {
			c.collect(k, out, depth+1)
		}
	}
	first, end := i, i+1
	if m != nil {
		first, end = m.First, max(m.End, min(m.Tail, c.end))
	}
	for j := first; j < end; j++ { // what is coordinated may hang on any word of a name
		for _, k := range c.below(j) {
			if (c.rel(k) == "conj" || c.another(m, k)) && (k < first || k >= end) {
				c.collect(k, out, depth+1)
			}
		}
	}
}

// another reports whether word k, an apposition of mention m for the tree, names another
// person: "with Wen, President Hu and Li".
func (c *clause) another(m *mention.Mention, k int) bool {
	o := c.heads[k]
	return m != nil && o != nil && c.rel(k) == "appos" && o.Actor != m.Actor && c.byName(m) && c.byName(o)
}

// byName reports whether the mention names a person.
func (c *clause) byName(m *mention.Mention) bool {
	return c.actors[m.Actor].Kind == schema.Person && (m.How == mention.ByName || m.How == mention.BySurname)
}

var reflexive = set("himself herself itself themselves myself ourselves yourself")

// namesOf are the persons named behind a group that says how many they are, which the
// tree may take for more of the like: "two commanders, Kaina and Ngaruye".
func (c *clause) namesOf(m *mention.Mention) []*mention.Mention {
	count := 0
	for k := m.First; k < m.End && count == 0; k++ {
		count, _ = smallNumber(c.lower[k])
	}
	if count < 2 || c.at(m.End) != "," {
		return nil
	}
	var names []*mention.Mention
	for k := m.End + 1; k < c.end; {
		n := c.mentionAt(k)
		switch {
		case n == nil || n.First != k || c.actors[n.Actor].Kind != schema.Person:
			return nil
		case len(names) == count-1:
			return append(names, n)
		}
		names = append(names, n)
		for k = n.End; c.at(k) == "," || c.at(k) == "and"; k++ {
		}
		if k == n.End {
			return nil
		}
	}
	return nil
}

// nameBehind is the name right behind noun i that says who it is; -1 for none.
func (c *clause) nameBehind(i int) int {
	for _, k := range c.below(i) {
		if k > i && (c.rel(k) == "appos" || c.rel(k) == "flat" || c.is(k, "nmod:desc")) && c.heads[k] != nil && (c.firstOf(k) == i+1 || c.rel(k) == "appos" && c.actors[c.heads[k].Actor].Kind == schema.Person) {
			return k
		}
	}
	return -1
}

// partitive nouns count or hold what follows "of".
var partitive = set(`group number series round dozen hundred thousand score couple pair lot rest some many several most all one two three four five total
	member part majority country republic town handful team crowd head set type kind bit lot range half`)

// behind are the actors that hang on word i behind one of the prepositions.
func (c *clause) behind(i int, prepositions map[string]bool) []*mention.Mention {
	return c.behindAfter(i, prepositions, -1)
}

// behindAfter is behind for what stands after word after.
func (c *clause) behindAfter(i int, prepositions map[string]bool, after int) []*mention.Mention {
	for _, k := range c.below(i) {
		if rel := c.rel(k); k <= after || rel != "obl" && rel != "nmod" || !prepositions[c.marker(k)] {
			continue
		}
		if who := c.parties(k); len(who) > 0 && !c.ownsThing(who[0]) {
			return who
		}
	}
	return nil
}

// reach are the actors behind one of the prepositions that hang on word i, or,
// where the tree has it so, on what stands between: on a time or place ("a meeting
// this week with"), or on the object of a verb ("discussed aid for Chad with").
func (c *clause) reach(i int, prepositions map[string]bool) []*mention.Mention {
	return c.reachAfter(i, prepositions, i)
}

// reachAfter is reach for what stands behind word after; what hangs on word i
// itself may stand before it.
func (c *clause) reachAfter(i int, prepositions map[string]bool, after int) []*mention.Mention {
	first := after
	if after == i {
		first = -1
	}
	if who := c.behindAfter(i, prepositions, first); len(who) > 0 {
		return who
	}
	for _, k := range c.below(i) {
		switch {
		case k < after || c.named(k) != nil && !topics[c.marker(k)] && !ofAct[c.marker(k)]:
		case c.is(k, "nmod:unmarked", "obl:unmarked"), c.rel(k) == "obj", (c.rel(k) == "nmod" || c.rel(k) == "obl") && circumstances[firstWord(c.marker(k))]:
			within := prepositions
			if topics[c.marker(k)] && c.marker(k) != "of" { // "talks on aid to Kenya"
				within = besides(prepositions, "to")
			}
			if who := c.deepest(k, within, 0); len(who) > 0 {
				return who
			}
		}
	}
	return nil
}

// mutual nouns have a party of their own behind "with".
var mutual = set("relation relationship tie dispute conflict war border rivalry quarrel row difference trade cooperation alliance friendship tension rapprochement")

// besides are the prepositions without one of them.
func besides(prepositions map[string]bool, one string) map[string]bool {
	if !prepositions[one] {
		return prepositions
	}
	rest := maps.Clone(prepositions)
	delete(rest, one)
	return rest
}

// beneath are those whose thing hangs on word i behind a preposition of the rule:
// "an inquiry into the killing of Karl Weber", "criticism of Iran's plans", "an
// attack on a base in Iraq".
func (c *clause) beneath(t trigger, i int) []*mention.Mention {
	for _, k := range c.below(i) {
		if rel := c.rel(k); rel != "obl" && rel != "nmod" || !t.target[c.marker(k)] || c.doc.Tokens[k].UPOS != "NOUN" {
			continue
		}
		if who := c.owners(k); len(who) > 0 {
			return who
		}
		return c.whose(k, t.whose(), 0)
	}
	return nil
}

// whose are those of whom thing i is, at any of a few removes: "imports of British
// beef", "a base in a county in Kenya".
func (c *clause) whose(i int, prepositions map[string]bool, depth int) []*mention.Mention {
	if who := c.behind(i, prepositions); len(who) > 0 || depth > 2 {
		return who
	}
	for _, k := range c.below(i) {
		if c.rel(k) != "nmod" || !prepositions[c.marker(k)] || c.doc.Tokens[k].UPOS != "NOUN" {
			continue
		}
		if who := c.owners(k); len(who) > 0 {
			return who
		}
		return c.whose(k, prepositions, depth+1)
	}
	return nil
}

// whose are the prepositions that tell whose a thing is to which something is done. To attack
// what stands in a country is to attack the country.
func (r *rule) whose() map[string]bool {
	switch r.relation.PLOVER() {
	case "ASSAULT":
		return whereabouts
	case "SANCTION": // "an embargo on meat from Poland"
		return origin
	}
	return possession
}

var (
	possession  = set("of")
	origin      = set("of from")
	whereabouts = set("of in at near on")
)

// deepest looks along the last nouns below word i.
func (c *clause) deepest(i int, prepositions map[string]bool, depth int) []*mention.Mention {
	if mutual[c.lemma(i)] { // "discussed its relations with Japan"
		prepositions = besides(prepositions, "with")
	}
	if who := c.behind(i, prepositions); len(who) > 0 || depth > 3 {
		return who
	}
	for _, k := range slices.Backward(c.below(i)) {
		if rel := c.rel(k); k > i && (rel == "nmod" || rel == "conj" || rel == "obl") {
			return c.deepest(k, prepositions, depth+1)
		}
	}
	return nil
}

// ofAct are the prepositions before a participant of an act, on whom the tree may hang
// the other one: "a strike by teachers against the government".
var ofAct = set("by for from")

// circumstances are the prepositions before what may stand between a word and whom
// it was with.
var circumstances = set("in on at of about over during for by")

func firstWord(s string) string {
	s, _, _ = strings.Cut(s, " ")
	return s
}

// named is the acting mention that word i heads.
func (c *clause) named(i int) *mention.Mention { return c.heads[i] }

// ownsThing reports whether the mention is a pronoun that owns what follows:
// "his country" is not he.
func (c *clause) ownsThing(m *mention.Mention) bool {
	return m.Possessive && possessives[c.lower[m.First]] && m.End == m.First+1
}

var possessives = set("his her their its my our")
