package mention

import (
	"entente/ingest/actor"
	"entente/schema"
)

// opening is a person or group that "he" or "they" in the words that follow
// may mean, most probably if it begins a clause, as its subject.
type opening struct {
	sentence int
	actor    schema.ActorID
	plural   bool
	begins   bool
}

// beginsClause reports whether nothing but a conjunction stands before the
// phrase in its clause.
func (s *resolver) beginsClause(p *phrase) bool {
	first := s.doc.Sentences[p.sentence].First
	if p.first == first {
		return true
	}
	switch s.lower[p.first-1] {
	case "that", "after", "before", "while", "when", "as", "because", "but", "since", "if", "where", ",", "\"", "“", ":", "--", "-", ")":
		return true
	}
	// Still at the beginning, behind "On Monday" or "In Paris".
	for k := first; k < p.first; k++ {
		if !prelude[s.lower[k]] && !isCapital(s.word[k]) {
			return false
		}
	}
	return true
}

// prelude are the words that may stand before the subject of a sentence.
var prelude = set(", in on at the a for also but and meanwhile however")

// pronominal finds whom a pronoun means: who began the clause before it in its
// sentence, else who began a sentence shortly before, else whoever stands before
// it in its own; gender and number must agree.
func (s *resolver) pronominal(p *phrase) (schema.ActorID, How) {
	fits := func(o opening) bool {
		g := s.gender[o.actor]
		return o.plural == p.plural && (p.plural || g == actor.Unknown || g == p.gender)
	}
	last := len(s.opening) - 1
	if p.object { // "telephoned him": not the subject of the same clause
		for i := last; i >= 0 && p.sentence-s.opening[i].sentence <= 1; i-- {
			if o := s.opening[i]; fits(o) && !(o.begins && o.sentence == p.sentence) {
				return o.actor, ByPronoun
			}
		}
		return s.local(p.head, p.kind, "", ""), Unresolved
	}
	for i := last; i >= 0 && p.sentence-s.opening[i].sentence <= 2; i-- {
		o := s.opening[i]
		for o.sentence < p.sentence && i > 0 && s.opening[i-1].sentence == o.sentence {
			i-- // of an earlier sentence, the first
			o = s.opening[i]
		}
		if o.begins && fits(o) {
			return o.actor, ByPronoun
		}
	}
	for i := last; i >= 0 && s.opening[i].sentence == p.sentence; i-- {
		if fits(s.opening[i]) {
			return s.opening[i].actor, ByPronoun
		}
	}
	return s.local(p.head, p.kind, "", ""), Unresolved
}
