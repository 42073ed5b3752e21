package graph

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

func codedReading(article string, sentence int) schema.Reading {
	return schema.Reading{
		Article: schema.Article{ID: article, Publisher: "The Gazette"},
		Actors: []schema.Actor{
			{ID: "kenya", Kind: schema.Country, Name: "Kenya", Country: "KEN", Code: "KEN"},
			{ID: "orla-quenby", Kind: schema.Person, Name: "Orla Quenby", Country: "IRL"},
		},
		Events: []schema.Event{{
			Relation: "visited", Source: "orla-quenby", Target: "kenya", Status: schema.Actual, Date: schema.NewDate(2015, 2, 18),
			Evidence: []schema.Evidence{{Article: article, Sentence: sentence, Rule: "icews", CAMEO: "042", Place: "Nairobi, Kenya"}},
		}},
	}
}

// Events of a table are in the graph like others, stay in it when it is rebuilt, and go
// when the table does.
func TestLoadCoded(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		one, two := []schema.Reading{codedReading("icews:1", 0), codedReading("icews:1", 4)}, []schema.Reading{codedReading("icews:2", 1)}
		for _, part := range [][]schema.Reading{one, two} {
			l, err := s.LoadCoded("table.tab", part)
			require.NoError(t, err)
			assert.Equal(t, 1, l.New)
		}
		clean(t, s)
		l, err := s.LoadCoded("table.tab", one)
		require.NoError(t, err)
		assert.Equal(t, Loaded{Unchanged: 1}, l)
		contacts, err := s.Contacts("orla-quenby", Filter{})
		require.NoError(t, err)
		require.Len(t, contacts, 1)
		require.Len(t, contacts[0].Events, 1)
		told := contacts[0].Events[0]
		assert.Equal(t, 2, told.Articles)
		assert.Equal(t, 1, told.Sources)
		require.Len(t, told.Evidence, 3)
		assert.Equal(t, one[0].Events[0].Evidence[0], told.Evidence[0])
		want := stored(t, s)
		require.NoError(t, s.Rebuild())
		assert.Equal(t, want, stored(t, s))

		gone, err := s.Retract("table.tab")
		require.NoError(t, err)
		assert.Equal(t, 2, gone.Imports)
		clean(t, s)
	})
}

func TestLoadCodedRefuses(t *testing.T) {
	for name, change := range map[string]func(r *schema.Reading){
		"icews:1: actor orla-quenby.0123456789ab may be anybody": func(r *schema.Reading) {
			r.Actors[1].ID, r.Actors[1].Country = "orla-quenby.0123456789ab", ""
		},
		"no relation":             func(r *schema.Reading) { r.Events[0].Relation = "greeted" },
		"no actor":                func(r *schema.Reading) { r.Actors = r.Actors[1:] },
		"has no name":             func(r *schema.Reading) { r.Actors[0].Name = "" },
		"not in a text":           func(r *schema.Reading) { r.Events[0].Evidence[0].End = 3 },
		"it is of article":        func(r *schema.Reading) { r.Events[0].Evidence[0].Article = "other" },
		"not valid UTF-8":         func(r *schema.Reading) { r.Events[0].Evidence[0].Place = "\xff" },
		"source and target are":   func(r *schema.Reading) { r.Events[0].Target = "orla-quenby" },
		"no such date: 2015-2-30": func(r *schema.Reading) { r.Events[0].Date.Day = 30 },
	} {
		s := memory(t)
		before := stored(t, s)
		r := codedReading("icews:1", 0)
		change(&r)
		_, err := s.LoadCoded("table.tab", []schema.Reading{codedReading("icews:0", 0), r})
		assert.ErrorContains(t, err, name)
		assert.Equal(t, before, stored(t, s))
	}
}
