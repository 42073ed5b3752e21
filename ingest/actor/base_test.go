package actor

import (
	"strings"
	"sync"
	"testing"

	"entente/schema"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// match runs Match over words that blanks part.
func match(t *testing.T, text string) []Match {
	t.Helper()
	words := strings.Fields(text)
	return Known().Match(func(i int) string {
		require.Less(t, i, len(words), "asked for a word past the end of %q", text)
		return words[i]
	}, len(words))
}

func ids(matches []Match) string {
	var out []string
	for _, m := range matches {
		out = append(out, string(m.Actor.ID))
	}
	return strings.Join(out, " ")
}

func TestTablesParse(t *testing.T) {
	b, err := New()
	require.NoError(t, err)
	assert.Same(t, Known(), Known())
	assert.Equal(t, len(b.Actors()), len(Known().Actors()))
	for _, a := range b.Actors() {
		assert.True(t, a.ID.Valid(), "%s", a.ID)
		assert.NotEmpty(t, a.Country, a.Name)
		got, ok := b.Actor(a.ID)
		assert.True(t, ok)
		assert.Same(t, a, got)
	}
}

func TestMatchFindsTheLongestName(t *testing.T) {
	for text, want := range map[string]struct {
		ids   string
		form  Form
		words int
	}{
		"Iran denied it":                         {"iran", Name, 1},
		"Iran 's president":                      {"iran", Name, 1},
		"Iranian diplomats left":                 {"iran", Adjective, 1},
		"Iranians voted":                         {"iran", Demonym, 1},
		"South Korea said":                       {"south-korea", Name, 2},
		"South African officials":                {"south-africa", Adjective, 2},
		"Papua New Guinea said":                  {"papua-new-guinea", Name, 3},
		"Guinea - Bissau":                        {"guinea-bissau", Name, 3},
		"Guinea and":                             {"guinea", Name, 1},
		"Guinea":                                 {"guinea", Name, 1},
		"Democratic People 's Republic of Korea": {"north-korea", Name, 6},
		"Democratic Republic of the Congo .":     {"democratic-republic-of-the-congo", Name, 5},
		"U.S. officials":                         {"united-states", Acronym, 1},
		"US officials":                           {"united-states", Acronym, 1},
		"United States of America":               {"united-states", Name, 4},
		"Washington , D.C. ,":                    {"united-states", Capital, 3},
		"Iran -- which":                          {"iran", Name, 1},
		"Iran - which":                           {"iran", Name, 1},
		"PEOPLE ’S REPUBLIC OF CHINA":            {"china", Name, 5},
		"Czechs":                                 {"czech-republic", Demonym, 1},
		"Kremlin spokesman":                      {"russia", Seat, 1},
		"Côte d'Ivoire 's":                       {"ivory-coast", Name, 2},
		"Cote d’Ivoire 's":                       {"ivory-coast", Name, 2},
		"Türkiye and":                            {"turkey", Name, 1},
		"Yaoundé":                                {"cameroon", Capital, 1},
		"P'yongyang":                             {"north-korea", Capital, 1},
		"St. Kitts and Nevis":                    {"saint-kitts-and-nevis", Name, 4},
		"Northern Ireland 's":                    {"united-kingdom", Name, 2},
		"Ireland":                                {"ireland", Name, 1},
		"Briton":                                 {"united-kingdom", Demonym, 1},
		"Spaniards":                              {"spain", Demonym, 1},
		"Frenchmen":                              {"france", Demonym, 1},
		"Burkinabe":                              {"burkina-faso", Adjective, 1},
		"Ulan Bator":                             {"mongolia", Capital, 2},
		"Port - au - Prince":                     {"haiti", Capital, 5},
		"Port-au-Prince":                         {"haiti", Capital, 1},
		"Élysée Palace":                          {"france", Seat, 2},
		"No. 10 Downing Street":                  {"united-kingdom", Seat, 4},
		"RUSSIA and":                             {"russia", Name, 1},
		"IRANIAN DEPUTY":                         {"iran", Adjective, 1},
		"SRI LANKA 'S":                           {"sri-lanka", Name, 2},
		"COTE D'IVOIRE":                          {"ivory-coast", Name, 2},
		"Republic Of Korea":                      {"south-korea", Name, 3},
		"Korean officials":                       {"south-korea north-korea", Adjective, 1},
		"Congo 's":                               {"democratic-republic-of-the-congo republic-of-the-congo", Name, 1},
		"Dominican":                              {"dominican-republic dominica", Adjective, 1},
		"Moscow":                                 {"russia", Capital, 1},
	} {
		got := match(t, text)
		if assert.NotEmpty(t, got, text) {
			assert.Equal(t, want.ids, ids(got), text)
			assert.Equal(t, want.form, got[0].Form, text)
			assert.Equal(t, want.words, got[0].Words, text)
		}
	}
}

func TestMatchLeavesOtherWordsAlone(t *testing.T) {
	for _, text := range []string{
		"", "us", "Us", "turkey", "state department", "law and justice", "bank of england", "the", "chad", "the United States", "The Hague", "Male", "Victoria", "polish", "iranian",
		"- Iran", "' Iran", "'s Korea", ".", ",", "-", "’", "…", "South", "Republic of", "XI", "New", "Нет", "--",
	} {
		assert.Empty(t, match(t, text), "%q", text)
	}
	var zero Base
	assert.Empty(t, zero.Match(func(int) string { return "Iran" }, 1))
	assert.Zero(t, zero.Other(func(int) string { return "Iran" }, 1))
}

func TestEveryStateIsWhole(t *testing.T) {
	rs, err := rows(tables, statesFile, 9)
	require.NoError(t, err)
	members := 0
	for _, r := range rs {
		iso, name := r.fields[0], r.fields[3]
		a, ok := Known().State(iso)
		require.True(t, ok, iso)
		assert.Equal(t, name, a.Name)
		assert.Equal(t, schema.Country, a.Kind)
		assert.Equal(t, iso, a.Country)
		assert.Len(t, a.Code, 3)
		if r.fields[2] == "un" {
			members++
		}
		for column, form := range map[int]Form{5: Adjective, 6: Demonym, 7: Capital} {
			require.Greater(t, len(r.fields), column, name)
			require.NotEmpty(t, r.fields[column], name)
			for _, word := range strings.Split(r.fields[column], "; ") {
				if strings.HasPrefix(word, "!") {
					continue
				}
				word, _ = numbers(strings.TrimPrefix(word, "~"))
				assert.Contains(t, strings.Fields(ids(match(t, spaced(word)))), string(a.ID), "%s, %s of %s", word, form, name)
			}
		}
		assert.Contains(t, strings.Fields(ids(match(t, spaced(name)))), string(a.ID), name)
	}
	assert.Equal(t, 193, members, "members of the United Nations")
}

// spaced writes a name as the tokeniser parts it.
func spaced(name string) string {
	return strings.NewReplacer("-", " - ", "'s ", " 's ", "s' ", "s ' ", ",", " ,").Replace(name)
}

func TestConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				assert.Len(t, match(t, "Korean officials"), 2)
				_, _ = Known().Title("Ministers")
			}
		})
	}
	wg.Wait()
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	text := `The foreign minister of South Korea arrived in Ankara on Tuesday for two days of talks with Turkish officials , a
		spokesman for the Blue House said . He is to meet President Recep Tayyip Erdogan and the secretary general of NATO , Jens
		Stoltenberg , before he goes on to Brussels . Farmers in the south had asked both governments for lower duties on wheat .`
	words := strings.Fields(text)
	for _, c := range []struct {
		name string
		base *Base
	}{{"built in", Known()}, {"and 25,000 names", Known().With(bigDictionary())}} {
		base := c.base
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				for i := range words {
					base.Match(func(k int) string { return words[i+k] }, len(words)-i)
				}
			}
		})
	}
}

func FuzzMatch(f *testing.F) {
	for _, s := range []string{"South Korea 's", "al - Qaida", "U.S. - led", "-- ' ’ , .", "\xff\xfe", "ÉLYSÉE Palace", "South China Sea"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := strings.Fields(text)
		at := func(i int) string { return words[i] }
		found := Known().Match(at, len(words))
		for _, m := range found {
			assert.Positive(t, m.Words)
			assert.LessOrEqual(t, m.Words, len(words))
		}
		if n := Known().Other(at, len(words)); n > 0 {
			assert.Empty(t, found)
			assert.LessOrEqual(t, n, len(words))
		}
	})
}
