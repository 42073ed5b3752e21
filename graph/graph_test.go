package graph

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"entente/schema"
)

// article makes a reading by hand: each event line is "source relation target
// [status] [date]", its sentence "Source relation Target.".
func article(id, publisher string, published schema.Date, events ...string) schema.Reading {
	r := schema.Reading{Article: schema.Article{ID: id, Publisher: publisher, Published: published}}
	for i, line := range events {
		f := strings.Fields(line)
		e := schema.Event{Source: schema.ActorID(f[0]), Relation: schema.Relation(f[1]), Target: schema.ActorID(f[2]), Status: schema.Actual, Date: published.AsReported()}
		for _, more := range f[3:] {
			if d, err := schema.ParseDate(more); err == nil {
				e.Date = d
			} else {
				e.Status = schema.Status(more)
			}
		}
		quote := fmt.Sprintf("%s %s %s.", nameOf(f[0]), f[1], nameOf(f[2]))
		start := utf8.RuneCountInString(r.Article.Text)
		end := start + utf8.RuneCountInString(quote)
		r.Article.Text += quote + " "
		e.Evidence = []schema.Evidence{{
			Article: id, Span: schema.Span{Start: start, End: end}, Sentence: i, Quote: quote, Trigger: f[1], Rule: "test:1", Confidence: 0.5,
			Source: schema.Mentioned{Text: nameOf(f[0]), Span: schema.Span{Start: start, End: start + len(f[0])}},
			Target: schema.Mentioned{Text: nameOf(f[2]), Span: schema.Span{Start: end - 1 - len(f[2]), End: end - 1}},
		}}
		r.Events = append(r.Events, e)
		for _, a := range []string{f[0], f[2]} {
			if _, ok := r.Actor(schema.ActorID(a)); !ok {
				r.Actors = append(r.Actors, schema.Actor{ID: schema.ActorID(a), Kind: schema.Person, Name: nameOf(a)})
			}
		}
	}
	if r.Article.Text == "" {
		r.Article.Text = "Nothing happened."
	}
	return r
}

// nameOf capitalises an id: "vladimir-putin" is "Vladimir Putin".
func nameOf(id string) string {
	words := strings.Split(id, "-")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

func day(d int) schema.Date { return schema.NewDate(2013, 11, d) }

func memory(t testing.TB, readings ...schema.Reading) *Store {
	t.Helper()
	s, err := NewMemory()
	require.NoError(t, err)
	_, err = s.Load(readings)
	require.NoError(t, err)
	return s
}

// stored lists the quads of the store as N-Quads, sorted.
func stored(t testing.TB, s *Store) []string {
	t.Helper()
	var out []string
	for q, err := range s.Quads() {
		require.NoError(t, err)
		out = append(out, q.NQuad())
	}
	slices.Sort(out)
	return out
}

// clean requires that Check finds nothing.
func clean(t testing.TB, s *Store) {
	t.Helper()
	problems, err := s.Check()
	require.NoError(t, err)
	require.Empty(t, problems)
}

func load(t testing.TB, s *Store, readings ...schema.Reading) Loaded {
	t.Helper()
	l, err := s.Load(readings)
	require.NoError(t, err)
	return l
}

// onDisk opens a new database and closes it when the test ends.
func onDisk(t testing.TB) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "db"))
	require.NoError(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

// both runs a test on a store in memory and on one on disk.
func both(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Run("memory", func(t *testing.T) { test(t, memory(t)) })
	t.Run("disk", func(t *testing.T) { test(t, onDisk(t)) })
}
