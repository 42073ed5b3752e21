package mention

import (
	"slices"
	"sort"
	"strconv"

	"entente/ingest/actor"
	"entente/schema"
)

// remember makes what a phrase mentions a candidate for later pronouns, together
// with those it is coordinated with.
func (s *resolver) remember(p *phrase) {
	if p.core == coreKnown && p.form == actor.Adjective || p.core == coreSpeaker && s.actors[p.members[0]].Bare() {
		return // "Iranian", and an "I" of whom nothing is known, are taken up by no pronoun
	}
	head := s.doc.HeadOf(p.first, p.end)
	c := candidate{actors: p.members, first: p.first, end: p.end}
	c.stood, c.governor = s.standing(head)
	switch a := s.actors[p.members[0]]; {
	case p.plural || len(p.members) > 1:
		c.number = plural
	case a.Kind == schema.Organisation, a.Kind == schema.Group:
		c.number = collective
	}
	s.mention(c, p.sentence)
	if p.core == corePronoun {
		return
	}
	if s.relation(head) == "conj" {
		if first := s.headed[s.doc.Tokens[head].Head]; first != nil && first.end <= p.first {
			first.together = slices.Concat(first.together, p.members)
			s.mention(candidate{actors: first.together, number: plural, first: first.first, end: p.end, stood: c.stood, governor: c.governor}, p.sentence)
		}
	}
	p.together = p.members
	s.headed[head] = p
}

// nouns lists the tokens of nouns in no phrase: of things, for all that is known.
func (s *resolver) nouns() []int {
	inside := make([]bool, len(s.doc.Tokens))
	for _, p := range s.phrases {
		for i := p.first; i < p.end; i++ {
			inside[i] = true
		}
	}
	var out []int
	for i, t := range s.doc.Tokens {
		if inside[i] || t.UPOS != "NOUN" && t.UPOS != "PROPN" {
			continue
		}
		switch s.relation(i) {
		case "compound", "flat", "fixed", "goeswith":
			continue
		}
		if t.Rel == "obl:unmarked" || t.Rel == "nmod:unmarked" || weekdays[s.lower[i]] {
			continue // "Monday", "last week"
		}
		out = append(out, i)
	}
	return out
}

// mentionThings takes the nouns before token end for candidates, too: what "it"
// means is mostly no actor.
func (s *resolver) mentionThings(end int) {
	for len(s.things) > 0 && s.things[0] < end {
		i := s.things[0]
		s.things = s.things[1:]
		c := candidate{thing: s.thing(i), first: i, end: i + 1}
		c.stood, c.governor = s.standing(i)
		if tag := s.doc.Tokens[i].Tag; tag == "NNS" || tag == "NNPS" {
			c.number = plural
		}
		s.chains[c.thing] = append(s.chains[c.thing], i)
		s.mention(c, s.sentenceOf(i))
	}
}

// thing is what the noun at token i names: a name or a definite noun the same as
// before, any other noun a new one.
func (s *resolver) thing(i int) string {
	t := &s.doc.Tokens[i]
	if t.UPOS == "PROPN" {
		end := i + 1
		for end < len(s.doc.Tokens) && s.doc.Tokens[end].Head == i && s.relation(end) == "flat" {
			end++
		}
		first := i
		for first > 0 && s.doc.Tokens[first-1].Head == i && (s.relation(first-1) == "compound" || s.relation(first-1) == "amod") && isCapital(s.word[first-1]) {
			first--
		}
		return s.doc.Slice(first, end)
	}
	if last := s.nouned[t.Lemma]; last != "" && s.definite(i) {
		return last
	}
	s.nouned[t.Lemma] = t.Lemma + " " + strconv.Itoa(i)
	return s.nouned[t.Lemma]
}

// definite reports whether an article, a demonstrative or a possessor says that
// the noun at token i is known.
func (s *resolver) definite(i int) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		if s.doc.Tokens[k].Head != i {
			continue
		}
		switch s.relation(k) {
		case "det":
			switch s.lower[k] {
			case "the", "this", "that", "these", "those":
				return true
			}
			return false
		case "nmod":
			return s.doc.Tokens[k].Rel == "nmod:poss"
		}
	}
	return false
}

// sentenceOf is the index of the sentence that token i is in.
func (s *resolver) sentenceOf(i int) int {
	return sort.Search(len(s.doc.Sentences), func(k int) bool { return s.doc.Sentences[k].End > i })
}

// others lists the things that are mentioned more than once, by their first mention.
func (s *resolver) others() [][]int {
	var out [][]int
	for _, heads := range s.chains {
		if slices.Sort(heads); len(heads) > 1 {
			out = append(out, heads)
		}
	}
	slices.SortFunc(out, func(a, b []int) int { return a[0] - b[0] })
	return out
}
