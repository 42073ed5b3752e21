package mention

// relatives resolves the pronouns of relative clauses: "Merkel, who met Putin".
// Each means what its clause modifies, which the tree tells. As they only repeat
// it, they are inner mentions.
func (s *resolver) relatives() {
	for n, sentence := range s.doc.Sentences {
		for i := sentence.First; i < sentence.End; i++ {
			switch s.doc.Tokens[i].Tag {
			case "WP", "WP$", "WDT":
			default:
				continue
			}
			p := s.covering(s.modified(i))
			if p == nil || p.first > i {
				continue
			}
			if _, settled := s.byText[p]; settled {
				for _, member := range p.members {
					s.out = append(s.out, Mention{First: i, End: i + 1, Tail: i + 1, Sentence: n, Actor: member, How: ByRelative,
						Inner: true, Possessive: s.doc.Tokens[i].Tag == "WP$", Plural: p.plural})
				}
			}
		}
	}
}

// modified is the noun that the relative clause of token i modifies, -1 for none.
func (s *resolver) modified(i int) int {
	for steps := 0; i >= 0 && steps < maxDepth; steps++ {
		t := &s.doc.Tokens[i]
		if t.Rel == "acl:relcl" {
			return t.Head
		}
		switch s.relation(i) {
		case "ccomp", "advcl", "csubj", "parataxis":
			return -1 // a question or a clause of another kind begins here
		}
		i = t.Head
	}
	return -1
}
