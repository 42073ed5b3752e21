package event

import (
	"entente/ingest/mention"
)

// maxGroup is how many actors a coordination can have: longer ones are lists,
// and their pairs would be many and mean little.
const maxGroup = 12

// groupLeft is the coordination that ends in the mention: "A, B and C".
func (c *clause) groupLeft(m *mention.Mention) []*mention.Mention {
	group := []*mention.Mention{m}
	i := c.cover[m.First]
	for i > 0 {
		prev := c.acting[i-1]
		if len(group) == 1 && !c.hasAnd(prev.Tail, m.First) {
			break
		}
		if !c.joins(prev.Tail, c.acting[i].First) || prev.Possessive || prev.Adjective || prev.Place || c.finite(prev.First-1) && !modals[c.at(prev.First-1)] && c.mentionAt(prev.First-2) != nil {
			break
		}
		group = append([]*mention.Mention{prev}, group...)
		if i--; len(group) == maxGroup {
			break
		}
	}
	return c.each(group)
}

// groupRight is the coordination that begins with the mention. As an object it
// ends before a mention that has a verb of its own: "met A and B said".
func (c *clause) groupRight(m *mention.Mention, object bool) []*mention.Mention {
	group := []*mention.Mention{m}
	closed := 1 // how much of the group an "and" has closed: "A, B and C"
	for i := c.cover[m.First] + 1; i < len(c.acting) && len(group) < maxGroup; i++ {
		prev, next := c.acting[i-1], c.acting[i]
		if !c.joins(prev.Tail, next.First) || next.Adjective || next.Place || prev.Possessive || object && c.finite(c.skipRight(next.Tail)) {
			break
		}
		group = append(group, next)
		if c.hasAnd(prev.Tail, next.First) {
			closed = len(group)
		}
	}
	return c.each(group[:closed])
}

// each puts behind a mention that stands for several the others it stands for.
func (c *clause) each(group []*mention.Mention) []*mention.Mention {
	var out []*mention.Mention
	for _, m := range group {
		out = append(append(out, m), c.members[m]...)
	}
	return out
}

// hasAnd reports whether the words between two tokens join for good, not as one item of a list.
func (c *clause) hasAnd(from, to int) bool {
	for k := from; k < to; k++ {
		if w := c.lower[k]; w == "and" || w == "as" || w == "with" || w == "or" || w == "nor" {
			return true
		}
	}
	return false
}

func (c *clause) skipRight(k int) int {
	for adverb(c.at(k)) {
		k++
	}
	return k
}

// joins reports whether the words between two tokens do nothing but join.
func (c *clause) joins(from, to int) bool {
	if from >= to {
		return from == to && from > c.first && c.lower[from-1] == ","
	}
	joined := false
	for k := from; k < to; k++ {
		switch w := c.lower[k]; {
		case w == "and" || w == "," || w == "along" || w == "together" || w == "as" || w == "well" || w == "or" || w == "nor" || w == "both":
			joined = true
		case w == "with" && (c.at(k-1) == "along" || c.at(k-1) == "together"), articles[w], w == "his" || w == "her" || w == "its":
		default:
			return false
		}
	}
	return joined
}
