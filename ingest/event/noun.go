package event

import (
	"strings"

	"entente/ingest/mention"
	"entente/schema"
)

// readNoun reads the participants of a noun.
func (c *clause) readNoun(t trigger) {
	start := c.nounStart(t.first)
	if t.between {
		if group := c.complement(t.end, set("between among"), 8); len(group) > 1 {
			status := c.nounStatus(t, start, false)
			if t.relation.Symmetric() || t.relation.PLOVER() == "CONSULT" {
				c.addAmong(t, group, status)
			}
			return
		}
	}
	owners := c.owners(start, t.first)
	target := c.complement(t.end, t.target, 12)
	if len(owners) > 1 && len(target) == 0 && t.relation.Symmetric() {
		c.addAmong(t, owners, c.nounStatus(t, start, false))
		return
	}
	if len(target) == 0 {
		if from := c.complement(t.end, set("from"), 3); len(owners) == 0 && len(from) > 0 && t.source["from"] && receiving[c.at(max(c.first, c.governingVerb(start)))] {
			c.add(t, from, c.governor(start), c.nounStatus(t, start, true)) // "received a call from"
			return
		}
		c.readAlone(t, start, owners)
		return
	}
	if len(owners) == 0 && t.relation == "allied_with" && c.at(start-1) == "," { // "Armenia, an ally of Russia,"
		if m := c.mentionAt(start - 2); m != nil && !m.Place {
			owners = []*mention.Mention{m}
		}
	}
	if len(owners) == 0 && len(t.source) > 0 {
		owners = c.complement(t.end, t.source, 6)
		if len(owners) > 0 && c.at(owners[0].First-1) == "of" && owners[0].First > t.end+2 {
			owners = nil // an "of" further on belongs to another noun
		}
	}
	governed := false
	if len(owners) == 0 {
		if v := c.governingVerb(start); t.relation.PLOVER() == "CONSULT" || t.relation.Symmetric() || v >= 0 && doing[c.lower[v]] && c.direct(v, start) {
			owners = c.governor(start)
			governed = len(owners) > 0
		}
	}
	c.add(t, owners, target, c.nounStatus(t, start, governed))
}

// readAlone reads a noun of contact that names nobody it was with: "A and B held
// talks", "A is in Turkey for talks".
func (c *clause) readAlone(t trigger, start int, owners []*mention.Mention) {
	if !t.relation.Symmetric() || len(owners) > 0 || t.relation.PLOVER() != "CONSULT" {
		return
	}
	who := c.governor(start)
	status := c.nounStatus(t, start, true)
	if len(who) > 1 {
		c.addAmong(t, who, status)
		return
	}
	if c.at(start-1) != "for" {
		return
	}
	k := start - 2
	for ; k > c.first && (timeWords[c.lower[k]] || c.lower[k] == "," || c.lower[k] == "on"); k-- {
	}
	if m := c.mentionAt(k); m != nil && len(who) == 1 && c.actors[m.Actor].Kind == schema.Country && c.actors[m.Actor].Country != c.actors[who[0].Actor].Country {
		c.add(t, who, []*mention.Mention{m}, status)
	}
}

// nounStart is where the noun phrase around token i begins: behind articles,
// adjectives and nouns, and the possessor before them.
func (c *clause) nounStart(i int) int {
	k := i
	for k > c.first {
		w := c.lower[k-1]
		m := c.mentionAt(k - 1)
		switch {
		case m != nil && (m.Possessive || m.Adjective || m.Tail == k && !c.finite(k)):
			if k = m.First; m.Possessive {
				return k
			}
		case m != nil, prepositions[w], w == ",", w == "and" && c.mentionAt(k-2) == nil, modals[w], c.finite(k - 1), c.verbal(k - 1), boundaries[w], w == "to":
			return k
		case w == "-" || w == "and":
			k--
		default:
			k--
			if articles[w] {
				return k
			}
		}
		if i-k > 12 {
			return k
		}
	}
	return k
}

// owners are the possessors and nationalities between start and the noun at token i.
func (c *clause) owners(start, i int) []*mention.Mention {
	var out []*mention.Mention
	for _, m := range c.acting {
		if m.First >= start && m.First < i && (m.Possessive || m.Adjective || m.Tail <= i) && !m.Place {
			if m.Possessive && len(out) == 0 {
				return c.groupLeft(m)
			}
			out = append(out, m)
		}
	}
	return out
}

// direct reports whether the noun phrase at token start is the object of the
// verb at token v itself, not of a preposition behind it: "opened an inquiry
// into the killing".
func (c *clause) direct(v, start int) bool {
	for k := v + 1; k < start; k++ {
		if prepositions[c.lower[k]] && c.mentionAt(k) == nil {
			return false
		}
	}
	return true
}

// governor is the subject of the verb that governs the noun phrase at token start.
func (c *clause) governor(start int) []*mention.Mention {
	if adjuncts[c.at(start-1)] { // "…, following a meeting with": whoever acts in the clause
		if who := c.clauseSubject(start - 2); who != nil {
			return who
		}
		if start-1 == c.first {
			return c.afterComma(start)
		}
		return nil
	}
	v := c.governingVerb(start)
	if v < 0 {
		return nil
	}
	who, cue := c.subject(v, 0)
	if cue.passive {
		return nil
	}
	return who
}

// governingVerb finds the verb to the left of a noun phrase in its clause, -1 for none.
func (c *clause) governingVerb(start int) int {
	for k := start - 1; k >= c.first; k-- {
		if m := c.mentionAt(k); m != nil {
			k = m.First
			continue
		}
		w := c.lower[k]
		switch {
		case reporting[w]:
			return -1
		case c.verbal(k):
			return k
		case w == "," && (prepositions[c.at(k+1)] || c.mentionAt(k+1) != nil): // "arrived in Kandahar, Afghanistan, for a visit"
		case w == ";", w == ",", w == "that", w == ":", subordinators[w]:
			return -1
		}
	}
	return -1
}

// verbal reports whether the word at token k is some verb, known to the lexicon or not.
func (c *clause) verbal(k int) bool {
	w := c.lower[k]
	if m := c.mentionAt(k - 1); m != nil && m.Possessive {
		return false
	}
	if c.auxiliary(k) || lightVerbs[w] {
		return !determiners[c.at(k-1)]
	}
	for _, p := range c.lex[w] {
		if !p.noun && len(p.rest) == 0 && c.isVerb(k, p) {
			return true
		}
	}
	return strings.HasSuffix(w, "ed") && len(w) > 4 && !determiners[c.at(k-1)] && !prepositions[c.at(k-1)]
}

// auxiliary reports whether the word at token k is a form of be, have or do,
// and not a possessive 's.
func (c *clause) auxiliary(k int) bool {
	if c.at(k) == "'s" {
		return contracting[c.at(k-1)]
	}
	return auxiliaries[c.at(k)]
}

// finite reports whether the word at token k is a finite verb for sure.
func (c *clause) finite(k int) bool {
	w := c.at(k)
	if c.auxiliary(k) || modals[w] || reporting[w] {
		return true
	}
	for _, p := range c.lex[w] {
		if !p.noun && p.form&past != 0 && len(p.rest) == 0 {
			return true
		}
	}
	return false
}
