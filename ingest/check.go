package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/ingest/event"
	"entente/schema"
)

// CheckRules reads the sentences of its rules, of [Reader.WithRules] those of the
// last file, and gives their number and what the rules get wrong.
func (r *Reader) CheckRules() (sentences int, wrong []error) {
	for _, s := range r.Rules.Sentences() {
		sentences++
		if err := r.check(s); err != nil {
			wrong = append(wrong, err)
		}
	}
	return sentences, wrong
}

// check reads a sentence of a rules file. It is an error, which names the file and
// line, if the sentence does not tell what the file says: of its relation the
// events between all who are marked and no others, or none at all.
func (r *Reader) check(s event.Sentence) error {
	reading := r.Read(schema.Article{ID: s.Position, Text: s.Text})
	var want, got []string
	for _, source := range s.Source {
		for _, target := range s.Target {
			want = append(want, pair(s.Relation, s.Text[source[0]:source[1]], s.Text[target[0]:target[1]]))
		}
	}
	for _, st := range reading.Statements() {
		if st.Relation == s.Relation || s.Relation == "none" {
			source, target := marked(s, s.Source, st.Source.Mentioned), marked(s, s.Target, st.Target.Mentioned)
			if st.Symmetric && (source == "" || target == "") {
				source, target = marked(s, s.Source, st.Target.Mentioned), marked(s, s.Target, st.Source.Mentioned)
			}
			if source == "" || target == "" {
				source, target = st.Source.Text, st.Target.Text
			}
			got = append(got, pair(st.Relation, source, target))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	got = slices.Compact(got)
	if slices.Equal(want, got) {
		return nil
	}
	return fmt.Errorf("%s: want %s, read %s: %q", s.Position, list(want), list(got), s.Text)
}

func pair(relation schema.Relation, source, target string) string {
	return fmt.Sprintf("%s %s %s", source, relation, target)
}

func list(events []string) string {
	if len(events) == 0 {
		return "nothing"
	}
	return "“" + strings.Join(events, "; ") + "”"
}

// marked is the marked stretch of the sentence that a mention shares letters with.
func marked(s event.Sentence, stretches [][2]int, m schema.Mentioned) string {
	for _, stretch := range stretches {
		first := utf8.RuneCountInString(s.Text[:stretch[0]])
		end := first + utf8.RuneCountInString(s.Text[stretch[0]:stretch[1]])
		if m.Start < end && first < m.End {
			return s.Text[stretch[0]:stretch[1]]
		}
	}
	return ""
}
