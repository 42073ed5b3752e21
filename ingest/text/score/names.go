package score

import (
	"slices"

	"entente/ingest/text"
)

// name is a span of the text with what it names.
type name struct {
	at   [2]int
	kind text.SpanKind
}

// addNames compares names: one is right if it begins, ends and is called as in the gold.
func (t *Tally) addNames(gold, found *text.Document) {
	if t.names == nil {
		t.names = map[text.SpanKind]*Score{}
	}
	known := map[name]bool{}
	for _, s := range gold.Spans {
		known[name{stretch(gold, s.First, s.End), s.Kind}] = true
		t.named(s.Kind).Gold++
	}
	spans := found.Spans
	if t.TitlesInNames {
		spans = joinTitles(spans)
	}
	for _, s := range spans {
		score := t.named(s.Kind)
		score.Found++
		count(score, known[name{stretch(found, s.First, s.End), s.Kind}])
	}
}

func (t *Tally) named(k text.SpanKind) *Score {
	if t.names[k] == nil {
		t.names[k] = &Score{}
	}
	return t.names[k]
}

// joinTitles takes titles into the names right after them, and leaves out the others.
func joinTitles(spans []text.Span) []text.Span {
	var out []text.Span
	first := -1 // of the titles that end where the next span may begin
	end := -1
	for _, s := range spans {
		if s.Kind == text.Title {
			if s.First != end {
				first = s.First
			}
			end = s.End
			continue
		}
		if s.Kind == text.Person && s.First == end {
			s.First = first
		}
		end = -1
		out = append(out, s)
	}
	return out
}

// NameScore is the score of the names of a class.
type NameScore struct {
	Kind text.SpanKind
	Score
}

// Names are the scores of names, by class in the order of the kinds. Classes that
// the gold never marks are left out: nobody can say what was right of them.
func (t *Tally) Names() []NameScore {
	var out []NameScore
	for k, s := range t.names {
		if s.Gold > 0 {
			out = append(out, NameScore{k, *s})
		}
	}
	slices.SortFunc(out, func(a, b NameScore) int { return int(a.Kind) - int(b.Kind) })
	return out
}

// AllNames is the score of the names of all the classes of [Tally.Names].
func (t *Tally) AllNames() Score {
	var all Score
	for _, s := range t.Names() {
		all.add(s.Score)
	}
	return all
}
