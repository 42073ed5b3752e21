package graph

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// sequence gives quads and then, if there is one, an error.
func sequence(err error, quads ...quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
		if err != nil {
			yield(quad.Quad{}, err)
		}
	}
}

// A database that takes in all quads of another is the same graph, and stays it
// when it is rebuilt.
func TestLoadQuads(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		from := memory(t, news()...)
		want := stored(t, from)
		l, err := s.LoadQuads("news.nq", from.Quads())
		require.NoError(t, err)
		assert.Equal(t, Loaded{New: 1, Quads: len(want) - len(schema.Vocabulary())}, l)
		assert.Equal(t, want, stored(t, s))
		clean(t, s)
		putin, err := s.Find("Putin")
		require.NoError(t, err)
		contacts, err := s.Contacts(putin.ID, Filter{})
		require.NoError(t, err)
		fromContacts, err := from.Contacts(putin.ID, Filter{})
		require.NoError(t, err)
		assert.Equal(t, fromContacts, contacts)

		sorted := slices.Collect(func(yield func(quad.Quad) bool) {
			for q, err := range s.Quads() {
				if err != nil || !yield(q) {
					return
				}
			}
		})
		slices.SortFunc(sorted, func(x, y quad.Quad) int { return -1 * compareStrings(x.NQuad(), y.NQuad()) })
		again, err := s.LoadQuads("news.nq", from.Quads())
		require.NoError(t, err)
		assert.Equal(t, Loaded{Unchanged: 1}, again)
		other, err := s.LoadQuads("sorted.nq", sequence(nil, sorted...))
		require.NoError(t, err)
		assert.Equal(t, Loaded{New: 1}, other)
		require.NoError(t, s.Rebuild())
		assert.Equal(t, want, stored(t, s))
		clean(t, s)

		// With articles of its own beside the import.
		load(t, s, article("more", "", day(3), "john-kerry met sergey-lavrov"))
		require.NoError(t, s.Rebuild())
		clean(t, s)
		assert.Equal(t, stored(t, memory(t, append(news(), article("more", "", day(3), "john-kerry met sergey-lavrov"))...)), stored(t, s))
	})
}

func compareStrings(x, y string) int {
	if x < y {
		return -1
	} else if x > y {
		return 1
	}
	return 0
}

// Imports larger than a chunk, with every kind of value.
func TestLoadQuadsInChunks(t *testing.T) {
	s := onDisk(t)
	var quads []quad.Quad
	for i := range 5_010 {
		quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprintf("s%d", i)), Predicate: quad.IRI("p"), Object: quad.Int(i % 7)})
	}
	for _, v := range []quad.Value{
		quad.String("quotes \" and \\ and \n and \t and ü and 😀"), quad.String(""), quad.Float(1e-7), quad.Bool(true), quad.BNode("b1"),
		quad.LangString{Value: "chat", Lang: "fr"}, quad.TypedString{Value: "x", Type: "http://example.org/t"}, quad.Time(day(18).Time()),
	} {
		quads = append(quads, quad.Quad{Subject: quad.IRI("http://example.org/ü"), Predicate: quad.IRI("p"), Object: v, Label: quad.IRI("g")})
	}
	l, err := s.LoadQuads("values", sequence(nil, quads...))
	require.NoError(t, err)
	assert.Equal(t, len(quads), l.Quads)
	var want []string
	for _, q := range append(quads, schema.Vocabulary()...) {
		want = append(want, q.NQuad())
	}
	slices.Sort(want)
	require.Equal(t, want, stored(t, s))
	require.NoError(t, s.Rebuild())
	require.Equal(t, want, stored(t, s))
	clean(t, s)
	again, err := s.LoadQuads("values", sequence(nil, quads...))
	require.NoError(t, err)
	assert.Equal(t, Loaded{Unchanged: 1}, again)
}

// Quads of other people may look like half an event. They do no harm.
func TestForeignQuadsDoNotSpoilAnswers(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s, news()...)
		want, err := s.Contacts("vladimir-putin", Filter{})
		require.NoError(t, err)
		before, err := s.Stats()
		require.NoError(t, err)
		event := news()[0].Events[0].ID()
		_, err = s.LoadQuads("foreign", sequence(nil,
			quad.MakeIRI("river", "source", "vladimir-putin", ""),
			quad.MakeIRI("event/loved", "relation", "loved", ""), quad.MakeIRI("event/loved", "source", "vladimir-putin", ""),
			quad.MakeIRI("event/loved", "target", "iran", ""), quad.Make(quad.IRI("event/loved"), schema.PredStatus, "actual", nil),
			quad.MakeIRI(event, "evidence", "hearsay", ""), quad.Make(quad.IRI("hearsay"), schema.PredQuote, "They say so.", nil)))
		require.NoError(t, err)
		got, err := s.Contacts("vladimir-putin", Filter{})
		require.NoError(t, err)
		assert.Equal(t, want, got)
		hops, err := s.Path("vladimir-putin", "iran", Filter{Statuses: []schema.Status{schema.Actual}})
		require.NoError(t, err)
		assert.Len(t, hops, 4)
		after, err := s.Stats()
		require.NoError(t, err)
		assert.Equal(t, before.Events, after.Events)
		problems, err := s.Check()
		require.NoError(t, err)
		assert.Len(t, problems, 2)
	})
}

func TestInvalidImportsAreRefused(t *testing.T) {
	good := quad.MakeIRI("a", "b", "c", "")
	for want, bad := range map[string]iter.Seq2[quad.Quad, error]{
		"x: quad 2: not a valid quad":        sequence(nil, good, quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("b")}),
		"not an IRI":                         sequence(nil, good, quad.MakeIRI("a b", "b", "c", "")),
		"not a valid quad: <a> -- <> -> <c>": sequence(nil, good, quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI(""), Object: quad.IRI("c")}),
		"not valid UTF-8":                    sequence(nil, good, quad.Make(quad.IRI("a"), quad.IRI("b"), "\xff", nil)),
		"subject: \"a\" is no node":          sequence(nil, good, quad.Quad{Subject: quad.String("a"), Predicate: quad.IRI("b"), Object: quad.IRI("c")}),
		"predicate: _:b is no node":          sequence(nil, good, quad.Quad{Subject: quad.IRI("a"), Predicate: quad.BNode("b"), Object: quad.IRI("c")}),
		"label: \"d\" is no node":            sequence(nil, good, quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: quad.IRI("c"), Label: quad.String("d")}),
		"x: line 3: what is this":            sequence(errors.New("line 3: what is this"), good),
	} {
		both(t, func(t *testing.T, s *Store) {
			before := stored(t, s)
			l, err := s.LoadQuads("x", bad)
			require.ErrorContains(t, err, want)
			assert.Zero(t, l)
			assert.Equal(t, before, stored(t, s))
			require.NoError(t, s.Rebuild())
			assert.Equal(t, before, stored(t, s))
			clean(t, s)
		})
	}
}

// What is not read back is what would be given back: text of any characters, and IRIs.
func TestKeptAsIs(t *testing.T) {
	kept := 0
	for r := rune(0); r < 0x3000; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		for _, q := range []quad.Quad{
			{Subject: quad.IRI("a"), Predicate: quad.IRI("name"), Object: quad.String("x" + string(r) + "y")},
			{Subject: quad.IRI("a" + string(r)), Predicate: quad.IRI("n"), Object: quad.Int(r)},
		} {
			if validQuad(q) != nil || !keptAsIs(q) {
				continue
			}
			kept++
			n := 0
			for back, err := range parseChunk([]byte(q.NQuad())) {
				require.NoError(t, err, "%U", r)
				require.Equal(t, q, back, "%U", r)
				n++
			}
			require.Equal(t, 1, n, "%U", r)
		}
	}
	assert.Greater(t, kept, 10_000)
	for _, v := range []quad.Value{quad.Float(.5), quad.TypedString{Value: "5", Type: "xsd:int"}, quad.String(`a "b"`), quad.String("a\\b"), quad.String("a\nb"), quad.LangString{Value: "a", Lang: "en"}} {
		assert.False(t, keptAsIs(quad.Quad{Subject: quad.IRI("a"), Predicate: quad.IRI("b"), Object: v}), v)
	}
}
