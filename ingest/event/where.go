package event

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"entente/ingest/mention"
	"entente/schema"
)

// place is where the sentence says it was: the name behind "in" or "at" that
// is nearest to the trigger, to its right if there is one, else the place that
// its clause is about: "flew to Vienna, where they met".
func (c *clause) place(t trigger) string {
	best, distance := "", 1<<30
	for i := c.first; i+1 < c.end; i++ {
		w := c.lower[i]
		if w != "in" && w != "at" && w != "near" && w != "outside" || c.mentionAt(i) != nil {
			continue
		}
		if m := c.mentionAt(i + 1); w == "at" && m != nil && c.actors[m.Actor].Kind == schema.Country {
			continue // "lashed out at Britain"
		}
		first, end := c.placeName(i + 1)
		if end == first {
			continue
		}
		d := i - t.end
		if d < 0 {
			d = 3 * (t.first - i)
		}
		if d < distance && c.surrounds(t, i) {
			best, distance = c.doc.Slice(first, end), d
		}
	}
	if best == "" {
		return c.placeOfClause(t)
	}
	return best
}

// placeName is the name of a place that begins at token i, behind articles and
// nouns of place: "the town of Fada"; empty if there is none.
func (c *clause) placeName(i int) (first, end int) {
	if articles[c.at(i)] {
		i++
	}
	if settlements[c.at(i)] && c.at(i+1) == "of" {
		i += 2
	}
	if m := c.mentionAt(i); m != nil {
		if !m.Place {
			return i, i
		}
		return m.First, m.End
	}
	end = i
	for end < c.end && (capitalised(c.doc.Word(end)) || c.lower[end] == "-" && end > i) {
		end++
	}
	if _, month := months[c.at(i)]; month || weekdayNames[c.at(i)] != 0 || c.at(i) == "sunday" {
		return i, i
	}
	return i, end
}

// aftermath are prepositions before another event, whose place is its own.
var aftermath = set("since after before until following despite over because")

var settlements = set("town city village port province district region capital island state resort camp suburb")

// placeOfClause is the place before a clause that begins with "where".
func (c *clause) placeOfClause(t trigger) string {
	v := c.verbOf(t)
	for steps := 0; v >= 0 && steps < maxSteps; steps++ {
		h := c.above(v)
		if h >= 0 && slices.ContainsFunc(c.below(v), func(k int) bool { return c.lower[k] == "where" }) {
			if c.rel(v) != "acl" { // it hangs on the verb, not on the place
				h = c.goal(h, v)
			}
			if h < 0 {
				return ""
			}
			if m := c.mentionAt(h); m != nil {
				return c.doc.Slice(m.First, m.End)
			}
			return c.doc.Slice(c.placeName(h))
		}
		if c.rel(v) != "xcomp" && c.rel(v) != "conj" {
			return ""
		}
		v = h
	}
	return ""
}

// goal is the last place that verb v names before token i, -1 for none.
func (c *clause) goal(v, i int) int {
	place := -1
	for _, k := range c.below(v) {
		if p := c.marker(k); k < i && c.rel(k) == "obl" && (p == "to" || p == "in" || p == "at" || p == "into" || p == "from") && c.doc.Tokens[k].UPOS == "PROPN" {
			place = k
		}
	}
	return place
}

// surrounds reports whether the preposition at token i tells the circumstances of the
// trigger: it hangs on the trigger, on the verb above it, or on one coordinated with
// these, and neither on somebody ("the presidency in Cairo") nor on another verb.
func (c *clause) surrounds(t trigger, i int) bool {
	k := c.above(i)
	if k < 0 || c.rel(i) != "case" {
		return false
	}
	top, verb := t.head, c.verbOf(t)
	if t.noun {
		top = c.container(t.head)
	}
	if k == verb { // "is in Riga for talks"
		return true
	}
	for steps := 0; k >= 0 && steps < maxSteps; steps++ {
		k = c.above(k)
		switch {
		case k < 0:
			return false
		case k == t.head, k == top, k == t.object, k == verb:
			return true
		case c.doc.Tokens[k].UPOS == "VERB":
			return verb >= 0 && (c.rel(verb) == "conj" && c.above(verb) == k || c.rel(k) == "conj" && c.above(k) == verb && c.dependent(k, "nsubj") < 0 || c.rel(verb) == "xcomp" && c.above(verb) == k)
		case c.named(k) != nil && c.actors[c.named(k).Actor].Kind != schema.Person && c.actors[c.named(k).Actor].Kind != schema.Group:
			// "police in Cairo" who do what the trigger says are where it happens
			if c.named(k).How != mention.Described || c.above(k) != verb {
				return false
			}
		case c.rel(k) == "obl" && aftermath[c.marker(k)]:
			return false
		}
	}
	return false
}

// saidBy is who the sentence gives as its source: "according to IRNA".
func (c *clause) saidBy() schema.ActorID {
	for i := c.first; i+2 < c.end; i++ {
		if c.lower[i] == "according" && c.lower[i+1] == "to" {
			for j := i + 2; j < min(i+5, c.end); j++ {
				if m := c.mentionAt(j); m != nil {
					return m.Actor
				}
			}
		}
	}
	return ""
}

func capitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
