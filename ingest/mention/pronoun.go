package mention

import (
	"entente/ingest/actor"
	"entente/schema"
)

// pronoun reads a personal pronoun.
func (r *reader) pronoun(i int) *phrase {
	p := &phrase{sentence: r.number, first: i, end: i + 1, tail: i + 1, core: corePronoun, head: r.lower[i], kind: schema.Person}
	switch r.lower[i] {
	case "he", "himself":
		p.gender = actor.Male
	case "him":
		p.gender, p.object = actor.Male, true
	case "she", "herself":
		p.gender = actor.Female
	case "his":
		p.gender, p.owner = actor.Male, true
	case "her":
		p.gender, p.object = actor.Female, r.objectPosition(i)
		p.owner = !p.object
	case "they", "them":
		p.plural, p.kind, p.object = true, schema.Group, r.lower[i] == "them"
	case "their":
		p.plural, p.owner, p.kind = true, true, schema.Group
	default:
		return nil
	}
	if p.owner && r.ownedActor(i+1) {
		return nil // "his Colombian counterpart", "their leader": the phrase is about the latter
	}
	return p
}

// objectPosition reports whether "her" at token i stands alone: "met her on Monday".
func (r *reader) objectPosition(i int) bool {
	return i+1 >= r.current.End || !isWord(r.word[i+1]) || r.at(i+1, "in", "on", "at", "to", "for", "with", "and", "but", "during", "after", "before", "from")
}

// ownedActor reports whether an actor phrase begins at token i.
func (r *reader) ownedActor(i int) bool {
	if i >= r.current.End {
		return false
	}
	return r.leadsToNoun(i)
}
