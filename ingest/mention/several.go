package mention

import (
	"strings"

	"entente/ingest/actor"
	"entente/schema"
)

// several reads a phrase that counts actors named before: "both presidents",
// "the two diplomats", "the pair". Who they are, members tells.
func (r *reader) several(i int) *phrase {
	var j, count int // where the noun begins, and how many there are
	switch {
	case r.at(i, "both"):
		j, count = i+1, 2
		if r.at(j, "the") {
			j++
		}
	case r.at(i, "the", "these", "those", "all") && counts[r.wordAt(i+1)] > 0:
		j, count = i+2, counts[r.lower[i+1]]
	case r.at(i, "the") && r.at(i+1, "pair", "duo"):
		j, count = i+1, 2
	default:
		return nil
	}
	p := &phrase{sentence: r.number, first: i, core: coreSeveral, kind: schema.Group, count: count, plural: true, definite: true}
	noun := j
	for noun < min(r.current.End-1, j+3) && (r.relation(noun) == "amod" || r.relation(noun) == "compound") && !isCapital(r.word[noun]) {
		noun++
	}
	switch {
	case r.at(noun, "pair", "duo"):
		p.head = "person"
	case noun < r.current.End && (r.doc.Tokens[noun].Tag == "NNS" || r.at(noun, "men", "women", "sides")) && !isCapital(r.word[noun]):
		p.head = r.singular(noun)
		if p.head == "" || r.at(noun+1, "of", "from") {
			return nil
		}
	case r.argues(j - 1): // "the two agreed"
		p.head, noun = "person", j-1
	default:
		return nil
	}
	p.noun = r.lower[noun]
	p.end, p.tail = noun+1, noun+1
	p.stands, p.governor = r.standing(noun)
	return p
}

var counts = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5}

// singular is the singular of a plural noun of persons, states or sides, "" for others.
func (r *reader) singular(i int) string {
	if kin := counted[r.lower[i]]; kin != "" {
		return kin
	}
	if t, ok := r.base.Title(r.word[i]); ok && t.Plural {
		return strings.ToLower(t.Word)
	}
	if g, ok := r.base.GroupNoun(r.word[i]); ok && g.Plural && g.Kind == schema.Group {
		return strings.ToLower(g.Word)
	}
	return ""
}

// counted nouns are no offices, and few of them nouns of people alone.
var counted = map[string]string{
	"countries": "country", "nations": "country", "states": "country", "neighbors": "country", "neighbours": "country", "governments": "country",
	"capitals": "country", "powers": "country", "sides": "side", "parties": "side", "allies": "side", "rivals": "side", "foes": "side", "enemies": "side",
	"men": "man", "women": "woman", "politicians": "person", "statesmen": "person", "figures": "person", "colleagues": "person", "counterparts": "person",
}

// argues reports whether token i is an argument of a verb itself, not of the
// noun behind it.
func (r *reader) argues(i int) bool {
	stands, _ := r.standing(i)
	return stands == subject || stands == object || stands == oblique
}

// severalOf finds whom the phrase counts: the actors mentioned last who fit its
// noun. Too few leave it a described group.
func (s *resolver) severalOf(p *phrase) (schema.ActorID, How) {
	for _, fits := range s.countedAs(p) {
		if p.members = s.last(p, fits); p.members != nil {
			return p.members[0], ByMembers
		}
	}
	return s.local(p.noun, schema.Group, "", ""), Unresolved
}

// countedAs gives what the members of a counted phrase may be, the likeliest first.
func (s *resolver) countedAs(p *phrase) []func(*schema.Actor) bool {
	person := func(a *schema.Actor) bool { return a.Kind == schema.Person && !a.Bare() }
	state := func(a *schema.Actor) bool { return a.Kind == schema.Country }
	party := func(a *schema.Actor) bool {
		return a.Kind == schema.Country || a.Kind == schema.Organisation || a.Kind == schema.Group && !a.Bare()
	}
	bore := func(heads ...string) func(*schema.Actor) bool {
		return func(a *schema.Actor) bool {
			for _, h := range heads {
				if person(a) && s.heads[a.ID][h] {
					return true
				}
			}
			return false
		}
	}
	switch p.head {
	case "country":
		return []func(*schema.Actor) bool{state}
	case "side":
		return []func(*schema.Actor) bool{party, person}
	case "man":
		return []func(*schema.Actor) bool{func(a *schema.Actor) bool { return person(a) && s.gender[a.ID] != actor.Female }}
	case "woman":
		return []func(*schema.Actor) bool{func(a *schema.Actor) bool { return person(a) && s.gender[a.ID] == actor.Female }}
	case "person", "official":
		return []func(*schema.Actor) bool{person, state}
	case "diplomat", "envoy", "negotiator":
		return []func(*schema.Actor) bool{bore("minister", "secretary", "ambassador", "envoy", "diplomat", "negotiator"), person}
	case "leader":
		return []func(*schema.Actor) bool{func(a *schema.Actor) bool { return person(a) && leads(s.heads[a.ID]) }, person}
	}
	return []func(*schema.Actor) bool{bore(p.head)}
}

// last is the last so many actors that fit, in the order of their mentions, without
// places, whoever does something to them and whose that is ("EU envoy Smith urged both
// sides"); nil if there are not enough.
func (s *resolver) last(p *phrase, fits func(*schema.Actor) bool) []schema.ActorID {
	var found []schema.ActorID
	seen := map[schema.ActorID]bool{}
	absolute := p.end < len(s.doc.Tokens) && s.doc.Tokens[p.end].Tag == "VBG" // "…, with both presidents agreeing"
	if p.stands == object || p.stands == oblique && !absolute {
		for i := len(s.out) - 1; i >= 0 && s.out[i].Sentence == p.sentence; i-- {
			if whole := s.out[i]; s.actsBeside(whole.Actor, p) {
				for _, m := range s.out[i:] {
					seen[m.Actor] = seen[m.Actor] || whole.First <= m.First && m.End <= whole.End
				}
			}
		}
	}
	for i := len(s.out) - 1; i >= max(0, len(s.out)-horizon) && len(found) < p.count; i-- {
		id := s.out[i].Actor
		if a := s.actors[id]; !seen[id] && a != nil && !s.out[i].Place && fits(a) {
			seen[id] = true
			found = append([]schema.ActorID{id}, found...)
		}
	}
	if len(found) < p.count {
		return nil
	}
	return found
}
