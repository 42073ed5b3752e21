package mention

import (
	"slices"

	"entente/ingest/actor"
	"entente/schema"
)

// pronoun reads a personal pronoun of the third person.
func (r *reader) pronoun(i int) *phrase {
	p := &phrase{sentence: r.number, first: i, end: i + 1, tail: i + 1, core: corePronoun, head: r.lower[i], kind: schema.Person}
	switch r.lower[i] {
	case "he", "him", "his", "himself":
		p.gender = actor.Male
	case "she", "her", "hers", "herself":
		p.gender = actor.Female
	case "they", "them", "their", "theirs", "themselves":
		p.plural, p.kind = true, schema.Group
	case "it", "its", "itself":
		if r.relation(i) == "expl" {
			return nil // "it is raining"
		}
		p.kind = schema.Organisation
	default:
		return nil
	}
	p.stands, p.governor = r.standing(i)
	switch r.lower[i] {
	case "himself", "herself", "themselves", "itself":
		p.reflexive = true
	case "his", "their", "its":
		p.owner = true
	case "her":
		p.owner = p.stands == embedded
	}
	return p
}

// pronominal finds whom a pronoun means: the most salient of those before it
// with which it agrees and which the grammar of its clause allows.
func (s *resolver) pronominal(p *phrase) (schema.ActorID, How) {
	if q := s.ahead(p); q != nil {
		if id := s.actorOf(q); id != "" {
			p.members = []schema.ActorID{id}
			return id, ByPronoun
		}
	}
	said, doer := s.saidBy(p), s.commanded(p)
	c := s.best(p.sentence, p.stands, func(c *candidate) bool {
		return s.agrees(p, c) && s.binds(p, c) && !s.owns(p, c) && !(said != "" && len(c.actors) == 1 && c.actors[0] == said)
	}, func(c *candidate) bool {
		if doer >= 0 {
			return c.first <= doer && doer < c.end
		}
		return c.stood == subject && c.governor >= 0 && c.governor != p.governor && s.below(p.governor, c.governor)
	})
	switch {
	case c != nil && c.thing != "":
		if p.thing != c.thing { // or it was asked for before
			p.thing = c.thing
			s.chains[c.thing] = append(s.chains[c.thing], p.first)
		}
		return "", Unresolved
	case c != nil:
		p.members = c.actors
		return c.actors[0], ByPronoun
	case c == nil && p.plural:
		if p.members = s.pair(p); p.members != nil {
			return p.members[0], ByPronoun
		}
	case p.kind == schema.Organisation:
		return "", Unresolved // "it" is hardly an actor
	}
	return s.local(p.head, p.kind, "", ""), Unresolved
}

// ahead is the subject of the sentence that a pronoun runs ahead of: "In his
// speech, Putin said", "Before she left, Merkel met". It is nil if there is none.
func (s *resolver) ahead(p *phrase) *phrase {
	i := p.first
	for steps := 0; steps < maxDepth; steps++ {
		t := &s.doc.Tokens[i]
		if t.Head < 0 {
			return nil
		}
		rel := s.relation(i)
		if (rel == "advcl" || rel == "obl") && t.Head > p.first {
			for k := p.end; k < t.Head; k++ {
				if s.doc.Tokens[k].Head != t.Head || s.relation(k) != "nsubj" {
					continue
				}
				q := s.covering(k)
				if q == nil || q.kind != schema.Person && (q.core != coreKnown || q.known.Kind != schema.Person) || q.core != coreName && q.core != coreKnown {
					return nil
				}
				g := s.gender[s.actorOf(q)]
				if p.kind == schema.Person && (g == actor.Unknown || g == p.gender) {
					return q
				}
				return nil
			}
		}
		i = t.Head
	}
	return nil
}

// commanded is the word for whom another wants to do something, where a pronoun tells
// whose thing it is done with: "Ankara" in "asked Ankara to close its border". It is -1
// for none, as in "invited Putin to visit his country".
func (s *resolver) commanded(p *phrase) int {
	if !p.owner {
		return -1
	}
	for i, steps := p.first, 0; steps < maxDepth; steps++ {
		h := s.doc.Tokens[i].Head
		if h < 0 || s.relation(i) == "nsubj" || calls[s.doc.Tokens[i].Lemma] || calls[s.doc.Tokens[h].Lemma] {
			return -1
		}
		if s.relation(i) == "xcomp" && s.doc.Tokens[i].UPOS == "VERB" {
			for k := i - 1; k > h; k-- {
				if s.doc.Tokens[k].Head == h && (s.relation(k) == "obj" || s.relation(k) == "iobj") {
					return k
				}
			}
		}
		i = h
	}
	return -1
}

// calls are verbs of going where the other is.
var calls = set("visit come attend join meet invite promise vow")

// saidBy is who is quoted for the pronoun: people seldom speak of themselves in
// the third person. "" if nobody is, or not yet known.
func (s *resolver) saidBy(p *phrase) schema.ActorID {
	if who := s.speaker(p.first); who != nil && who.core != corePronoun {
		return s.actorOf(who)
	}
	return ""
}

// binds reports whether the grammar lets the pronoun mean the candidate: one
// that stands before it, and not beside it under the same verb ("Putin met him")
// unless the pronoun is reflexive.
func (s *resolver) binds(p *phrase, c *candidate) bool {
	if c.sentence != p.sentence {
		return !p.reflexive
	}
	if c.end > p.first {
		return false
	}
	beside := p.governor >= 0 && (c.governor == p.governor || c.stood == subject && !p.owner && s.sharesSubject(p.sentence, p.governor, c.governor))
	if p.reflexive && p.stands != object && c.first <= p.governor && p.governor < c.end {
		return true // "the president himself"
	}
	if p.reflexive {
		return beside || c.stood == subject
	}
	return !beside || p.owner
}

// sharesSubject reports whether verb v has no subject of its own and takes that of the
// other: "met Putin and urged him", "telephoned Lavrov to thank him".
func (s *resolver) sharesSubject(sentence, v, other int) bool {
	for steps := 0; steps < maxDepth; steps++ {
		h := s.doc.Tokens[v].Head
		if h < 0 || s.hasDependent(sentence, v, "nsubj") {
			return false
		}
		switch s.relation(v) {
		case "conj", "xcomp":
		case "advcl":
			if s.doc.Tokens[v].Tag != "VB" && s.doc.Tokens[v].Tag != "VBG" {
				return false
			}
		default:
			return false
		}
		beside := s.doc.Tokens[v].Tag == "VBG" && !s.hasDependent(sentence, v, "mark") // ", accusing him"
		if s.relation(v) != "conj" && !beside && s.hasDependent(sentence, h, "obj") {
			return false // "urged him to help her": whose deed it is, is open
		}
		if v = h; v == other {
			return true
		}
	}
	return false
}

// hasDependent reports whether something in the sentence is this to verb v.
func (s *resolver) hasDependent(sentence, v int, rel string) bool {
	for i := s.doc.Sentences[sentence].First; i < s.doc.Sentences[sentence].End; i++ {
		if s.doc.Tokens[i].Head == v && s.relation(i) == rel {
			return true
		}
	}
	return false
}

// owns reports whether the candidate stands inside the subject of the pronoun's
// own verb: in "Jordan's king received them" they are not Jordan.
func (s *resolver) owns(p *phrase, c *candidate) bool {
	if p.owner || p.governor < 0 || c.sentence != p.sentence || c.stood != embedded || c.governor < 0 {
		return false
	}
	_, above := s.standing(c.governor)
	return above == p.governor
}

// pair is the two persons whom one verb joins shortly before: "Putin telephoned
// Rouhani. They agreed".
func (s *resolver) pair(p *phrase) []schema.ActorID {
	all := s.salience.candidates
	for i := len(all) - 1; i >= 0; i-- {
		for j := i - 1; j >= 0; j-- {
			a, b := all[j], all[i]
			if len(a.actors) == 1 && len(b.actors) == 1 && a.sentence == b.sentence && p.sentence-a.sentence <= 1 && a.governor >= 0 && a.governor == b.governor &&
				s.actors[a.actors[0]].Kind == schema.Person && s.actors[b.actors[0]].Kind == schema.Person {
				return slices.Concat(a.actors, b.actors)
			}
		}
	}
	return nil
}
