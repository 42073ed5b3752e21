package mention

import "entente/schema"

// opening is a person or group, and whether it begins a clause, as its subject:
// whose office the text tells next, it is probably of.
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
