package score

import (
	"cmp"
	"slices"

	"entente/ingest/text"
)

// trees compares heads and relations.
func (t *Tally) trees(a alignment) {
	words := Score{Gold: len(a.gold.Tokens), Found: len(a.found.Tokens)}
	uas, las, full, clas := words, words, words, Score{}
	for i := range a.gold.Tokens {
		g := &a.gold.Tokens[i]
		if g.Rel == "" {
			continue
		}
		t.HasTree = true
		t.relation(g.Rel, Score{Gold: 1})
		content := isContent(g.Rel)
		if content {
			clas.Gold++
		}
		if a.toFound[i] < 0 {
			continue
		}
		f := &a.found.Tokens[a.toFound[i]]
		if !a.sameHead(g, f) {
			continue
		}
		uas.Right++
		if universal(g.Rel) != universal(f.Rel) {
			continue
		}
		las.Right++
		count(&clas, content)
		t.score(universal(g.Rel)).Right++
		if g.Rel != f.Rel {
			continue
		}
		full.Right++
		if g.Rel != universal(g.Rel) {
			t.score(g.Rel).Right++
		}
	}
	for i := range a.found.Tokens {
		if rel := a.found.Tokens[i].Rel; rel != "" {
			t.relation(rel, Score{Found: 1})
			if isContent(rel) {
				clas.Found++
			}
		}
	}
	t.UAS.add(uas)
	t.LAS.add(las)
	t.FullLAS.add(full)
	t.CLAS.add(clas)
}

// sameHead reports whether the found word hangs where the gold's does: on the
// corresponding word, or on none.
func (a *alignment) sameHead(gold, found *text.Token) bool {
	if found.Head < 0 {
		return gold.Head < 0
	}
	return gold.Head >= 0 && a.toGold[found.Head] == gold.Head
}

// relation adds to the score of a relation, and to that of its subtype.
func (t *Tally) relation(r text.Rel, s Score) {
	t.score(universal(r)).add(s)
	if r != universal(r) {
		t.score(r).add(s)
	}
}

func (t *Tally) score(r text.Rel) *Score {
	if t.relations == nil {
		t.relations = map[text.Rel]*Score{}
	}
	if t.relations[r] == nil {
		t.relations[r] = &Score{}
	}
	return t.relations[r]
}

// RelationScore is the score of a relation, of head and relation together.
type RelationScore struct {
	Relation text.Rel
	Score
}

// Relations are the scores of each universal relation with all its subtypes
// (nsubj counts nsubj:pass), the most frequent of the gold first, and after it
// those of its subtypes (nsubj:pass, which must be found as such).
func (t *Tally) Relations() []RelationScore {
	var out []RelationScore
	for r, s := range t.relations {
		out = append(out, RelationScore{r, *s})
	}
	slices.SortFunc(out, func(a, b RelationScore) int {
		ua, ub := universal(a.Relation), universal(b.Relation)
		return cmp.Or(
			cmp.Compare(t.score(ub).Gold, t.score(ua).Gold),
			cmp.Compare(ua, ub), // those of one relation, which comes before its subtypes
			cmp.Compare(a.Relation, b.Relation),
		)
	})
	return out
}

// isContent reports whether CLAS counts a relation: all but those of function
// words and punctuation.
func isContent(r text.Rel) bool {
	switch universal(r) {
	case "aux", "case", "cc", "clf", "cop", "det", "mark", "punct":
		return false
	}
	return true
}

// IsSubtype reports whether the relation is a subtype, which the score of the
// universal one counts, too.
func (r RelationScore) IsSubtype() bool { return r.Relation != universal(r.Relation) }
