package mention

import (
	"strings"

	"entente/ingest/text"
)

// NounPhrase is the whole noun phrase that token head heads by the tree, with all
// that modifies it: "the head of the agency, which is in Vienna". What only stands
// beside it is left out: its preposition, its apposition, what is coordinated with
// it, and, if it is a predicate, its clause.
func NounPhrase(doc *text.Document, head int) (first, end int) {
	s := sentenceAround(doc, head)
	predicate := false
	for i := s.First; i < s.End; i++ {
		predicate = predicate || doc.Tokens[i].Head == head && doc.Tokens[i].Rel == "cop"
	}
	inside := func(i int) bool {
		for steps := 0; i >= s.First && i < s.End && steps < maxDepth; steps++ {
			if i == head {
				return true
			}
			t := &doc.Tokens[i]
			if t.Head == head && besides(string(t.Rel), predicate) {
				return false
			}
			i = t.Head
		}
		return false
	}
	first, end = head, head+1
	for first > s.First && inside(first-1) {
		first--
	}
	for end < s.End && inside(end) {
		end++
	}
	for first < head && doc.Tokens[first].UPOS == "PUNCT" {
		first++
	}
	for end > head+1 && doc.Tokens[end-1].UPOS == "PUNCT" {
		end--
	}
	return first, end
}

// besides reports whether a dependent of a noun is no part of its phrase.
func besides(rel string, predicate bool) bool {
	rel, _, _ = strings.Cut(rel, ":")
	switch rel {
	case "case", "cc", "conj", "appos", "parataxis", "mark", "discourse", "vocative", "dislocated", "cop", "expl", "nsubj", "csubj":
		return true
	case "aux", "advmod", "advcl", "obl", "ccomp", "xcomp":
		return predicate
	}
	return false
}

func sentenceAround(doc *text.Document, i int) text.Sentence {
	for _, s := range doc.Sentences {
		if i < s.End {
			return s
		}
	}
	return text.Sentence{}
}
