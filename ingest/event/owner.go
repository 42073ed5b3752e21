package event

import (
	"slices"
	"strings"

	"entente/ingest/mention"
	"entente/schema"
)

// Whose things are: what is done to somebody's thing is done to him.

// ownersOfObject are those whose thing a verb is done to: "praised Iran's decision".
func (c *clause) ownersOfObject(v int) []*mention.Mention {
	o := c.dependent(v, "obj")
	if c.passive(v) {
		o = c.dependent(v, "nsubj")
	}
	if o < 0 || c.doc.Tokens[o].UPOS != "NOUN" && c.doc.Tokens[o].UPOS != "PROPN" {
		return nil
	}
	return c.owners(o)
}

// whoseObject are the owners of what a verb is done to, else those by whom or of
// whom it is: "condemned attacks by Israel".
func (c *clause) whoseObject(t trigger) []*mention.Mention {
	v := t.head
	if who := c.ownersOfObject(v); len(who) > 0 {
		return who
	}
	o := c.dependent(v, "obj")
	if o < 0 || c.passive(v) {
		return nil
	}
	if who := c.behind(o, set("by")); len(who) > 0 {
		return who
	}
	if who := c.behindAfter(v, set("by"), o); len(who) > 0 { // where the tree hangs it on the verb
		return who
	}
	if p := t.relation.PLOVER(); p == "ASSAULT" || p == "SUPPORT" || t.relation == "seized" {
		return c.whose(o, t.whose(), 0)
	}
	return nil
}

// toPersons are the relations that are done to people and bodies alone, not to what
// is theirs: to hold bonds of China is not to arrest it.
var toPersons = map[schema.Relation]bool{
	"arrested": true, "convicted": true, "expelled": true, "released": true, "invited": true, "recognised": true,
}

// whoseBehind are those whose thing hangs on word i behind a preposition, or on the
// thing of another behind "of".
func (c *clause) whoseBehind(i int, preposition string) []*mention.Mention {
	for _, k := range c.below(i) {
		if rel := c.rel(k); rel != "obl" && rel != "nmod" || c.marker(k) != preposition || c.named(k) != nil {
			continue
		}
		if who := c.owners(k); len(who) > 0 {
			return who
		}
		if who := c.behind(k, set("of by")); len(who) > 0 {
			return who
		}
		return c.whoseBehind(k, "of")
	}
	return nil
}

// whoseSubject are the owners of what does what verb v says: "Israel's air force
// bombed", "a Turkish court convicted", "an attack by Kenya killed".
func (c *clause) whoseSubject(v int) []*mention.Mention {
	s := c.dependent(v, "nsubj")
	for h, steps := v, 0; s < 0 && c.doc.Tokens[h].Tag == "VBG" && c.rel(h) == "advcl" && c.mark(h) == "" && steps < maxSteps; steps++ { // "French jets bombed a camp, killing"
		if h = c.above(h); h < 0 || c.passive(h) {
			break
		}
		s = c.dependent(h, "nsubj")
	}
	if c.passive(v) {
		s = -1
		for _, k := range c.below(v) {
			if c.rel(k) != "obl" {
				continue
			}
			if c.marker(k) == "by" {
				s = k
			} else if who := c.strikers(k); len(who) > 0 && s < 0 {
				return who
			}
		}
	}
	if s < 0 || c.doc.Tokens[s].UPOS != "NOUN" {
		return nil
	}
	if who := c.owners(s); len(who) > 0 {
		return who
	}
	return c.doneBy(s, -1, "")
}

// strikers are those whose attack word i is that somebody was killed in: "in an Israeli
// raid", but not "in the Paris attacks".
func (c *clause) strikers(i int) []*mention.Mention {
	if m := c.marker(i); m != "in" && m != "during" || !violence[c.lemma(i)] {
		return nil
	}
	return slices.DeleteFunc(c.owners(i), func(m *mention.Mention) bool {
		return (m.Place || m.How == mention.ByMetonym) && m.How != mention.ByNation && !strings.Contains(c.doc.Word(m.First), ".") // "U.S." is hardly a place here
	})
}

var violence = set("attack strike airstrike raid bombing shelling bombardment ambush assault shooting offensive")
