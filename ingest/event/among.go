package event

import (
	"entente/ingest/mention"
)

// Who stands together behind a noun, and by whom what it says is done.

// among are those whom word i brings together: behind "between", or who take part in
// it: "talks involving China and Japan".
func (c *clause) among(i int) []*mention.Mention {
	group := c.reach(i, set("between among"))
	for _, k := range c.below(i) {
		switch {
		case len(group) == 1 && c.rel(k) == "conj" && k > i && c.named(k) != nil: // "between Putin and Merkel", where the tree hangs her on the talks
			group = append(group, c.parties(k)...)
		case len(group) == 0 && c.rel(k) == "acl" && bringing[c.lower[k]]:
			if o := c.dependent(k, "obj"); o >= 0 {
				group = c.parties(o)
			}
			if c.lower[k] == "attended" {
				group = c.agents(k)
			}
		}
	}
	if len(group) < 2 {
		if pair := c.betweenTwo(i); len(pair) > 1 {
			return pair
		}
	}
	return group
}

// betweenTwo are the two that stand behind "between" right of word i with "and" between
// them, whatever the tree makes of them; nil for none.
func (c *clause) betweenTwo(i int) []*mention.Mention {
	k := i + 1
	for ; c.at(k) != "between"; k++ {
		if k > i+betweenReach || k >= c.end || c.finite(k) {
			return nil
		}
	}
	if h := c.above(k); h >= 0 && c.above(h) >= 0 && c.above(h) != i && c.above(h) > i && c.triggers[c.above(h)] {
		return nil // it belongs to another word
	}
	first, and := c.mentionFrom(k+1), -1
	if first == nil {
		return nil
	}
	for j := first.End; j < min(first.End+betweenReach, c.end); j++ {
		if c.at(j) == "and" {
			and = j
			break
		}
		if c.finite(j) {
			return nil
		}
	}
	if and < 0 {
		return nil
	}
	second := c.mentionFrom(and + 1)
	if second == nil {
		return nil
	}
	return append(c.each([]*mention.Mention{first}), c.each([]*mention.Mention{second})...)
}

// betweenReach is how many words may stand between the parts of "talks … between A … and B".
const betweenReach = 8

// mentionFrom is the acting mention that begins at token i or behind a few words that
// describe it.
func (c *clause) mentionFrom(i int) *mention.Mention {
	for k := i; k < min(i+4, c.end) && !c.finite(k); k++ {
		if m := c.mentionAt(k); m != nil {
			return m
		}
	}
	return nil
}

var bringing = set("involving including gathering uniting attended")

// mediators are whose mediation noun n is, or who offers or begins it.
func (c *clause) mediators(n, v int, role string) []*mention.Mention {
	if who := c.owners(n); len(who) > 0 {
		return who
	}
	if who := c.doneBy(n, v, role); len(who) > 0 || v < 0 || role != "obj" {
		return who
	}
	return c.subjects(v)
}

// doneBy are those by whom what noun n says is done, wherever the tree hangs them: on
// the noun, on what it is done to ("the arrest of two men by Bahrain"), or, of an
// object, on the verb.
func (c *clause) doneBy(n, v int, role string) []*mention.Mention {
	by := set("by")
	if who := c.behind(n, by); len(who) > 0 {
		return who
	}
	for _, k := range c.below(n) {
		if c.rel(k) == "nmod" && k > n {
			if who := c.behind(k, by); len(who) > 0 {
				return who
			}
		}
	}
	if v >= 0 && (role == "obj" || role == "obl") && !c.passive(v) {
		return c.behindAfter(v, by, n)
	}
	return nil
}
