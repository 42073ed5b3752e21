package event

import (
	"slices"
	"strings"
	"time"

	"entente/schema"
)

// date is the date expression of the trigger within its sentence, and whether there
// is one: it may be one that cannot be told, such as "last week", or a weekday
// without a date of publication. It is the nearest that no other word has a better
// claim to, or else that of the clause above: "flew to Oslo on Monday, where he met".
func (c *clause) date(t trigger, status schema.Status) (schema.Date, bool) {
	var best, above moment
	distance := 1 << 30
	verb := c.verbOf(t)
	// It lies ahead if it is to come; "meets on Friday" is said of the next one.
	future := status == schema.Planned || status == schema.Possible || c.doc.Tokens[t.head].Tag == "VBZ" || c.doc.Tokens[t.head].Tag == "VBP"
	for i := c.first + c.doc.Dateline(c.doc.Sentences[c.number]); i < c.end; {
		m, ok := c.momentAt(i, future)
		if !ok {
			i++
			continue
		}
		i = m.end
		if c.bounds(m.first) || c.attributive(m) {
			continue
		}
		if of := c.verbAbove(m.first); of >= 0 && verb >= 0 && of != verb {
			if c.joins(of, verb) && (m.first < of || c.dependent(of, "nsubj") >= 0) {
				continue // "met Abe, and on Tuesday he met Xi"
			}
			if m.first < t.first && c.is(of, "acl:relcl") && !c.hangsOn(verb, of) {
				continue // "the Dalai Lama, who fled in 1959, met Obama"
			}
			if above.end == 0 && c.setsScene(of, verb) {
				above, _ = c.momentAt(m.first, future && !past[string(c.doc.Tokens[of].Tag)])
			}
			if m.first > t.first && c.inRelative(verb, of) {
				continue // "Denmark, which sent jets, ended its mission in December"
			}
		}
		if m.first < t.first && c.ofAnother(t, m) {
			continue
		}
		d := m.first - t.end
		if d < 0 {
			d = 2 * (t.first - m.end) // English puts the time behind the verb
		}
		if d < distance && !c.parted(t, m) && !c.triggerBetween(t, m.first, m.end) {
			best, distance = m, d
		}
	}
	if best.end == 0 {
		best = above
	}
	return best.date, best.end > 0
}

// verbOf is the verb of the trigger: itself or, of a noun, the one above it; -1 for none.
func (c *clause) verbOf(t trigger) int {
	if !t.noun {
		return t.head
	}
	v, _ := c.governor(c.container(t.head))
	return v
}

// verbAbove is the verb that token i hangs on, through nouns and prepositions; -1 for none.
func (c *clause) verbAbove(i int) int {
	for steps := 0; i >= 0 && steps < maxSteps; steps++ {
		if i = c.above(i); i >= 0 && c.doc.Tokens[i].UPOS == "VERB" {
			return i
		}
	}
	return -1
}

// hangsOn reports whether word i stands somewhere under the other.
func (c *clause) hangsOn(i, other int) bool {
	for steps := 0; i >= 0 && i != other && steps < maxSteps; steps++ {
		i = c.above(i)
	}
	return i == other
}

// inRelative reports whether a relative clause with word i hangs on the subject of verb v.
func (c *clause) inRelative(i, v int) bool {
	for steps := 0; i >= 0 && i != v && steps < maxSteps; steps++ {
		h := c.above(i)
		if c.is(i, "acl:relcl") {
			return h >= 0 && h < v && i < v && c.rel(h) == "nsubj" && c.above(h) == v
		}
		i = h
	}
	return false
}

// joins reports whether verb v is coordinated with the other, behind it.
func (c *clause) joins(v, other int) bool {
	for steps := 0; c.rel(v) == "conj" && steps < maxSteps; steps++ {
		if v = c.above(v); v == other {
			return true
		}
	}
	return false
}

// setsScene reports whether the clause of verb v says of the other that it was then: the
// other's clause begins with "where" or "when", or says what for.
func (c *clause) setsScene(v, other int) bool {
	if c.above(other) != v {
		if h := c.above(other); h < 0 || c.rel(other) != "acl" || c.verbAbove(h) != v { // "to Oslo, where he met"
			return false
		}
	}
	return c.infinitive(other) && c.rel(other) == "advcl" && motion[c.lemma(v)] ||
		slices.ContainsFunc(c.below(other), func(k int) bool { return c.lower[k] == "where" || c.lower[k] == "when" })
}

// ofAnother reports whether an expression before the trigger belongs to a verb
// before it: English puts the time behind the verb, unless a clause begins with it.
func (c *clause) ofAnother(t trigger, m moment) bool {
	for k := m.end; k < t.first; k++ {
		if c.lower[k] == "that" && c.mentionAt(k) == nil {
			return true // "denied on Wednesday that he had met"
		}
	}
	k := m.first - 1
	for timeWords[c.at(k)] || c.at(k) == "on" || c.at(k) == "in" || c.at(k) == "of" {
		k--
	}
	if w := c.at(k); w == "" || w == "and" || w == "but" || w == "," && c.mentionAt(k) == nil {
		return false
	}
	for k := c.first; k < m.first; k++ {
		if _, ok := c.triggers[k]; ok {
			return true
		}
	}
	return false
}

// attributive reports whether a month or year belongs to a noun behind it that
// is not the trigger: "the July 2015 nuclear deal".
func (c *clause) attributive(m moment) bool {
	if m.date.Precision == schema.Day || m.date.IsZero() || m.end >= c.end {
		return false
	}
	next := c.doc.Word(m.end)
	r := next[0]
	return ('a' <= r && r <= 'z') && !prepositions[next] && !boundaries[next] && !subordinators[next] && !c.finite(m.end) && next != "and" && next != "to"
}

// triggerBetween reports whether another trigger stands between this one and
// the tokens [first, end), so that they rather belong to that.
func (c *clause) triggerBetween(t trigger, first, end int) bool {
	from, to := t.end, first
	if to < from {
		from, to = end, t.first
	}
	for k := from; k < to; k++ {
		if _, ok := c.triggers[k]; ok {
			return true
		}
	}
	return false
}

// bounds reports whether the expression limits a time instead of telling it: "since 2011".
func (c *clause) bounds(i int) bool {
	for k := i - 1; k >= c.first && k > i-7; k-- {
		switch c.lower[k] {
		case "since", "until", "till":
			return true
		case "ahead", "before":
			return true
		case ",", "on", "met":
			return false
		}
	}
	return false
}

// parted reports whether a semicolon or another verb of saying lies between
// trigger and expression: "talks, he said Monday" dates the saying.
func (c *clause) parted(t trigger, m moment) bool {
	from, to := t.end, m.first
	if to < from {
		from, to = m.end, t.first
	}
	for k := from; k < to; k++ {
		if c.lower[k] == ";" || reporting[c.lower[k]] && k >= to-3 {
			return true
		}
	}
	return false
}

var (
	spelledNumbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
	partsOfYear    = set("spring summer autumn fall winter beginning start middle end")
	beforeMonth    = set("in early mid late last next this of")
	months         = func() map[string]time.Month {
		m := map[string]time.Month{"sept": time.September, "sept.": time.September}
		for i := time.January; i <= time.December; i++ {
			name := strings.ToLower(i.String())
			m[name], m[name[:3]], m[name[:3]+"."] = i, i, i
		}
		return m
	}()
	weekdayNames = func() map[string]time.Weekday {
		m := map[string]time.Weekday{}
		for d := time.Sunday; d <= time.Saturday; d++ {
			m[strings.ToLower(d.String())] = d
		}
		return m
	}()
)
