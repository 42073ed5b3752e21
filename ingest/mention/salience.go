package mention

import (
	"entente/ingest/actor"
	"entente/schema"
)

// Pronouns take up what is salient. The measure is that of Lappin and Leass ("An
// Algorithm for Pronominal Anaphora Resolution", Computational Linguistics 20,
// 1994): each mention adds weight by where it stands in its clause, and all
// weight is halved with every sentence.
const (
	weightMentioned = 100 << weightShift
	weightSubject   = 80 << weightShift
	weightObject    = 50 << weightShift
	weightOblique   = 40 << weightShift
	weightHead      = 80 << weightShift // not inside another noun phrase
	weightParallel  = 35 << weightShift // for a pronoun that stands where the candidate stood
	weightAbove     = 80 << weightShift // for a subject whose verb governs the clause of the pronoun: "Putin said he"; not theirs; or for whoever is to do what it tells
	weightShift     = 8                 // so that halving loses nothing that matters
)

// memory is how many sentences back a pronoun reaches.
const memory = 4

// candidate is an actor, several together, or a thing that is no actor, which
// the sentences before have mentioned.
type candidate struct {
	actors   []schema.ActorID // none: a thing
	thing    string           // its lemma
	number   number
	weight   int
	counted  int // what the mentions of the last sentence have added
	sentence int // of the last mention
	first    int // its tokens, half open
	end      int
	stood    place
	governor int // the word that governed it
}

// number is what a candidate or a pronoun is in number; a body may be either:
// "police … they".
type number uint8

const (
	singular number = iota
	plural
	collective
)

// salience remembers candidates.
type salience struct {
	candidates []*candidate
	sentence   int // of the last that was mentioned
}

// mention adds the weight of a mention to its candidate.
func (s *salience) mention(c candidate, sentence int) {
	s.forget(sentence)
	added := weightMentioned
	switch c.stood {
	case subject:
		added += weightSubject
	case object:
		added += weightObject
	case oblique:
		added += weightOblique
	}
	if c.stood != embedded {
		added += weightHead
	}
	c.sentence = sentence
	for i, old := range s.candidates {
		if !old.same(&c) {
			continue
		}
		c.weight, c.counted = old.weight>>(sentence-old.sentence), 0
		if old.sentence == sentence {
			c.counted = old.counted
		}
		if added > c.counted { // of several mentions in one sentence the most prominent counts
			c.weight += added - c.counted
			c.counted = added
		}
		// The last mention stands last.
		copy(s.candidates[i:], s.candidates[i+1:])
		s.candidates[len(s.candidates)-1] = &c
		return
	}
	c.weight, c.counted = added, added
	s.candidates = append(s.candidates, &c)
}

func (c *candidate) same(d *candidate) bool {
	if c.thing != d.thing || len(c.actors) != len(d.actors) {
		return false
	}
	for i := range c.actors {
		if c.actors[i] != d.actors[i] {
			return false
		}
	}
	return true
}

// forget drops what was last mentioned too many sentences ago.
func (s *salience) forget(sentence int) {
	if sentence == s.sentence {
		return
	}
	s.sentence = sentence
	kept := s.candidates[:0]
	for _, c := range s.candidates {
		if sentence-c.sentence <= memory {
			kept = append(kept, c)
		}
	}
	s.candidates = kept
}

// best is the most salient candidate for a pronoun, of equal ones the nearest,
// nil if none fits.
func (s *salience) best(sentence int, stands place, fits func(*candidate) bool, above func(*candidate) bool) *candidate {
	var best *candidate
	most := 0
	for _, c := range s.candidates {
		since := sentence - c.sentence // below 0 for whoever is asked for late, as the speaker of a quotation
		if since < 0 || since > memory || !fits(c) {
			continue
		}
		weight := c.weight >> since
		if c.thing != "" {
			weight /= 2 // actors act, and own
		}
		if c.stood == stands && stands != elsewhere {
			weight += weightParallel
		}
		if since == 0 && above(c) {
			weight += weightAbove
		}
		if weight >= most {
			best, most = c, weight
		}
	}
	return best
}

// agrees reports whether a pronoun can mean the candidate, by number and gender.
func (s *resolver) agrees(p *phrase, c *candidate) bool {
	switch len(c.actors) {
	case 0:
		return p.kind != schema.Person && c.number == p.number()
	case 1:
	default:
		return p.plural
	}
	a := s.actors[c.actors[0]]
	switch {
	case p.plural: // "Iran … they": a state is many people, where it acts
		return c.number != singular || a.Kind == schema.Country && c.stood == subject
	case p.kind == schema.Person: // he, she
		g := s.gender[a.ID]
		return a.Kind == schema.Person && c.number == singular && (g == actor.Unknown || g == p.gender)
	}
	return a.Kind != schema.Person && c.number != plural // it
}

func (p *phrase) number() number {
	if p.plural {
		return plural
	}
	return singular
}
