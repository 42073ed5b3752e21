package event

import (
	"strings"

	"entente/ingest/mention"
)

// readVerb reads the participants of a verb.
func (c *clause) readVerb(t trigger) {
	subject, cue := c.subject(t.first, t.form)
	if cue.passive && t.form&participle != 0 || t.form&participle != 0 && len(subject) > 0 && t.object && c.at(t.end) == "by" {
		agent := c.complement(t.end, set("by"), 8)
		if len(agent) > 0 && c.triggerBetween(t, agent[0].First, agent[0].End) {
			agent = nil // "accused of attacks carried out by": the agent of the other
		}
		status := cue.status()
		if t.object {
			c.add(t, agent, subject, status)
			if t.relation == "invited" && len(agent) > 0 {
				c.inviter = agent[0]
			}
		} else if t.relation.Symmetric() || len(t.target) > 0 {
			c.add(t, agent, c.complement(t.end, t.target, 12), status)
		}
		return
	}
	if cue.passive {
		return
	}
	status := cue.status()
	var target []*mention.Mention
	if t.object {
		target = c.object(t.end)
		if len(target) > 0 && target[0].Possessive && t.relation.PLOVER() == "CONSULT" {
			target = nil // "welcomed Pakistan's readiness"
		}
		if len(target) > 0 {
			behind := target[len(target)-1].Tail
			if t.last && !c.endsPhrase(behind) || t.acts && c.at(behind) != "to" {
				target = nil
			}
		}
	}
	if target == nil && len(t.target) > 0 {
		reach := 14
		if t.relation == "visited" {
			reach = 4 // a goal follows the verb of motion at once
		}
		target = c.complement(t.end, t.target, reach)
	}
	if target == nil && t.between {
		if group := c.complement(t.end, set("between"), 8); len(group) > 1 {
			if t.relation.Symmetric() {
				c.addAmong(t, group, status)
			} else {
				c.add(t, subject, group, status)
			}
			return
		}
	}
	mutual := t.relation.Symmetric()
	if t.relation == "talked_to" && c.byTelephone(t.end) {
		byPhone := *t.entry
		byPhone.relation = "telephoned"
		t.entry = &byPhone
	}
	if t.relation == "invited" && len(subject) > 0 {
		c.inviter = subject[0]
	}
	if target == nil && t.relation == "declined" && c.inviter != nil {
		target = []*mention.Mention{c.inviter}
	}
	if len(target) == 0 && mutual && c.at(t.end) != "for" && len(subject) > 1 { // two who "work for" a third
		c.addAmong(t, subject, status)
		return
	}
	c.add(t, subject, target, status)
}

// byTelephone reports whether "by telephone" or "on the phone" follows token k in its clause.
func (c *clause) byTelephone(k int) bool {
	for j := k; j < min(c.end, k+12); j++ {
		if w := c.lower[j]; (w == "phone" || w == "telephone") && (c.at(j-1) == "by" || c.at(j-1) == "the" && c.at(j-2) == "on") {
			return true
		}
	}
	return false
}

// endsPhrase reports whether no further noun phrase can follow at token k.
func (c *clause) endsPhrase(k int) bool {
	w := c.at(k)
	return c.mentionAt(k) == nil && (w == "" || boundaries[w] || prepositions[w] || timeWords[w] || w == "and" || w == "to") || c.at(k-1) == ","
}

// subject finds who does what the verb at token v says, and the cues on the way.
func (c *clause) subject(v int, f form) ([]*mention.Mention, cues) {
	k, cue := c.verbGroup(v)
	if cue.object != nil { // "urged Iran to meet": the object of the one is the subject of the other
		return c.groupLeft(cue.object), cue
	}
	who := c.subjectLeft(k, f&gerund != 0 || cue.preposition)
	if len(who) > 0 && c.at(who[0].First-1) == "no" {
		cue.negated = true
	}
	if who == nil && k <= c.first+1 && (f&gerund != 0) { // "Speaking in Paris, the minister …"
		who = c.afterComma(v)
	}
	return who, cue
}

// subjectLeft goes from token k to the left, over what may stand between a
// subject and its verb.
func (c *clause) subjectLeft(k int, loose bool) []*mention.Mention {
	v := k + 1
	noun := false // an unknown noun stands right before the verb
	for k >= c.first {
		if m := c.mentionAt(k); m != nil {
			group := c.groupLeft(m)
			before := c.at(group[0].First - 1)
			switch {
			case m.Place, m.Adjective, m.Possessive, prepositions[before] && !(clausal[before] && k == v-1),
				before == "as" && strings.HasSuffix(c.at(group[0].First-2), "ed"): // "dressed as soldiers"
				k = group[0].First - 1
				if prepositions[c.at(k)] {
					noun = false
					k--
				}
				continue
			case noun:
				return nil
			}
			return group
		}
		w := c.lower[k]
		switch {
		case w == "who" || w == "which" || w == "that":
			j := k - 1
			if c.at(j) == "," && c.mentionAt(j) == nil {
				j--
			}
			if m := c.mentionAt(j); m != nil && !(w == "that" && c.finite(k-1)) {
				return c.groupLeft(m)
			}
			return nil
		case w == "and" || w == "but" || w == "or":
			return c.clauseSubject(k)
		case w == ",":
			if j := c.parenthesis(k); j >= 0 {
				k = j
				continue
			}
			if loose {
				return c.clauseSubject(k)
			}
		case subordinators[w] && !loose, w == ";", w == ":":
			return nil
		case c.finite(k):
			if loose {
				return c.clauseSubject(k)
			}
			return nil
		case prepositions[w] || timeWords[w] || adverb(w) || isNumber(w):
			noun = false
		case w == `"` || w == "“" || w == "”" || w == "-" || w == "--" || w == ")" || w == "(":
		default:
			noun = !loose
		}
		k--
	}
	return nil
}

// parenthesis skips ", which …," backwards from the comma at token k: where it
// began, -1 if this is none.
func (c *clause) parenthesis(k int) int {
	for j := k - 1; j >= c.first && k-j < 18; j-- {
		if c.lower[j] != "," || c.mentionAt(j) != nil {
			continue
		}
		w := c.at(j + 1)
		if w == "who" || w == "which" || w == "whose" || w == "where" || articles[w] || prepositions[w] || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed") {
			return j - 1
		}
		return -1
	}
	return -1
}

// clauseSubject is the first actor of the clause that token k belongs to.
func (c *clause) clauseSubject(k int) []*mention.Mention {
	begin := c.first
	for j := k; j >= c.first; j-- {
		if w := c.lower[j]; c.mentionAt(j) == nil && (w == ";" || w == ":" || w == "that" && c.mentionAt(j-1) == nil || subordinators[w] || saying[w] && j < k) {
			begin = j + 1
			break
		}
	}
	for _, m := range c.acting {
		if m.First < begin || m.First >= k {
			continue
		}
		if m.Place || m.Adjective || m.Possessive || prepositions[c.at(m.First-1)] {
			continue
		}
		return c.groupRight(m, false)
	}
	return nil
}

// afterComma is the first actor behind the next comma.
func (c *clause) afterComma(v int) []*mention.Mention {
	for k := v; k < c.end && k < v+20; k++ {
		if c.lower[k] != "," || c.mentionAt(k) != nil {
			continue
		}
		if m := c.mentionAt(k + 1); m != nil && !m.Place && !m.Possessive {
			return c.groupRight(m, false)
		}
	}
	return nil
}

// object finds the direct object behind token k: the next actor, with nothing
// but articles and adjectives before it.
func (c *clause) object(k int) []*mention.Mention {
	words := 0
	for n := 0; n < 5 && k < c.end; n++ {
		if m := c.mentionAt(k); m != nil {
			if m.Place || c.ownsThing(m) {
				return nil
			}
			return c.groupRight(m, true)
		}
		w := c.lower[k]
		if prepositions[w] || boundaries[w] || c.finite(k) || w == "to" || w == "," || w == "and" || strings.HasSuffix(w, "ing") {
			return nil
		}
		if !determiners[w] && !adverb(w) && !isNumber(w) {
			if words++; words > 2 {
				return nil
			}
		}
		k++
	}
	return nil
}

// ownsThing reports whether the mention is a pronoun that owns what follows:
// "his country" is not he.
func (c *clause) ownsThing(m *mention.Mention) bool {
	return m.Possessive && possessives[c.lower[m.First]] && m.End == m.First+1
}

var possessives = set("his her their its")

// complement finds the actor behind one of the prepositions, at most reach
// words to the right of token k and in the same clause.
func (c *clause) complement(k int, preps map[string]bool, reach int) []*mention.Mention {
	for n := 0; n < reach && k < c.end; n++ {
		if m := c.mentionAt(k); m != nil {
			k = max(m.Tail, k+1)
			continue
		}
		w := c.lower[k]
		if preps[w] {
			j := k + 1
			for n := 0; n < 4 && j < c.end && c.mentionAt(j) == nil && !prepositions[c.lower[j]] && !boundaries[c.lower[j]] && c.lower[j] != "," && !strings.HasSuffix(c.lower[j], "ing"); n++ {
				j++
			}
			if m := c.mentionAt(j); m != nil && !c.ownsThing(m) {
				return c.groupRight(m, true)
			}
		}
		if boundaries[w] && w != "," || c.finite(k) || subordinators[w] || w == "how" || w == "to" && n > 0 {
			return nil
		}
		k++
	}
	return nil
}
