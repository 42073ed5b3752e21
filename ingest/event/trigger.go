package event

import (
	"strings"
)

// trigger is a word of the lexicon in the sentence.
type trigger struct {
	pattern
	first, end int
}

// trigger finds the longest pattern of the lexicon that token i begins and that
// is the part of speech it claims to be.
func (c *clause) trigger(i int) (trigger, bool) {
	if c.inName(i) {
		return trigger{}, false
	}
	var best trigger
	found := false
	for _, p := range c.lex[c.lower[i]] {
		end, ok := c.matches(p, i)
		if !ok || found && (end < best.end || end == best.end && len(p.rest) <= len(best.rest)) {
			continue
		}
		if p.noun == c.isVerb(i, p) {
			continue
		}
		best, found = trigger{pattern: p, first: i, end: end}, true
	}
	return best, found
}

// inName reports whether token i belongs to the name of a mention, where no word is a trigger.
func (c *clause) inName(i int) bool {
	m := c.mentionAt(i)
	return m != nil && i < m.End
}

// matches reports whether the pattern stands at token i, and where it ends.
func (c *clause) matches(p pattern, i int) (int, bool) {
	j := i + 1
	for k, w := range p.rest {
		if p.gap && k == len(p.rest)-1 {
			// The object may stand behind an article and adjectives, in either number.
			for n := 0; n < 5 && j < c.end && c.mentionAt(j) == nil; n++ {
				if strings.TrimSuffix(c.lower[j], "s") == strings.TrimSuffix(w, "s") {
					return j + 1, true
				}
				if prepositions[c.lower[j]] || c.lower[j] == "," {
					return 0, false
				}
				j++
			}
			return 0, false
		}
		if c.at(j) != w {
			return 0, false
		}
		j++
	}
	return j, true
}

// isVerb reports whether the word at token i is a verb rather than a noun, by
// its ending and the word before it.
func (c *clause) isVerb(i int, p pattern) bool {
	form := p.form
	if p.noun { // the same word may be a form of a verb of the lexicon
		for _, q := range c.lex[c.lower[i]] {
			if !q.noun && len(q.rest) == 0 {
				form |= q.form
			}
		}
		if form == 0 {
			return false
		}
	}
	k := c.skipAdverbs(i - 1)
	prev := c.at(k)
	m := c.mentionAt(k)
	switch {
	case determiners[prev] && m == nil:
		return false
	case m != nil && (m.Possessive || m.Adjective):
		return false
	case form&(past|participle) != 0:
		return !prepositions[prev] || clausal[prev] || prev == "as" || m != nil // "pardons to convicted criminals"
	case form&gerund != 0 && form&base == 0:
		if c.at(i+1) == "between" || c.at(i+1) == "of" && prev != "of" {
			return false
		}
		return m != nil || c.auxiliary(k) || prev == "," || prev == "" || verbPrepositions[prev] || prev == "and" || gerundGovernors[prev] || p.form != 0 && !p.noun && c.mentionAt(i+1) != nil
	case form&base != 0 && (prev == "to" || modals[prev] || prev == "not" || prev == "n't" || prev == "do" || prev == "did" || prev == "does" || prev == "and" && c.infinitiveBefore(k)):
		return true
	case form&base != 0:
		return m != nil && c.pluralSubject(k) && !m.Place || prev == "who"
	case form&third != 0:
		return m != nil && !m.Place && m.Actor != "" && k == i-1 || prev == "who" || prev == "which" || prev == "it"
	}
	return false
}

// infinitiveBefore reports whether an infinitive stands shortly before "and" at token k: "to meet and discuss".
func (c *clause) infinitiveBefore(k int) bool {
	for n := 0; n < 6; n++ {
		k--
		if c.at(k) == "to" || modals[c.at(k)] {
			return true
		}
	}
	return false
}

// pluralSubject reports whether the mention at token k is one of several, or plural itself.
func (c *clause) pluralSubject(k int) bool {
	m := c.mentionAt(k)
	return m != nil && (m.Plural || len(c.groupLeft(m)) > 1)
}

func (c *clause) skipAdverbs(k int) int {
	for adverb(c.at(k)) && c.mentionAt(k) == nil {
		k--
	}
	return k
}

func adverb(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ly") && w != "family" && w != "ally" && w != "assembly" || adverbs[w]
}
