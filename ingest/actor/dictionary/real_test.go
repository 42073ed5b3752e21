package dictionary

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"entente/ingest/actor"
	"entente/schema"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// petrarchFolder is where the dictionaries of PETRARCH lie, "" if there are none.
func petrarchFolder(t testing.TB) string {
	dir := os.Getenv("ENTENTE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	dir = filepath.Join(dir, "data", "petrarch")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the dictionaries of PETRARCH are not here: %v", err)
	}
	return dir
}

// The dictionaries that PETRARCH comes with load, all of them; how much of them
// there is, and what is wrong in them.
func TestPhoenixDictionaries(t *testing.T) {
	dir := petrarchFolder(t)
	var all []*actor.Dictionary
	for _, c := range []struct {
		name string
		size Size
		kind map[schema.Kind]int
		// what was left out
		problems string
		first    string
	}{
		{"Phoenix.Countries.actors.txt", Size{Actors: 18279, Names: 25791, Roles: 25947}, map[schema.Kind]int{schema.Country: 205, schema.Organisation: 204, schema.Person: 17870},
			"a + inside a name 1; a character that was lost before (U+FFFD) 3; a control character 2; a date that is no span 2; a name without a code 37; " +
				"a parenthesis in a name 40; a span that ends before it begins 1; an impossible date 5; an unknown code 93",
			`Phoenix.Countries.actors.txt:745: a control character in "Liamine Z\x1aroual"`},
		{"Phoenix.International.actors.txt", Size{Actors: 6590, Names: 6764, Roles: 74}, map[schema.Kind]int{schema.Organisation: 6125, schema.Person: 465},
			"a + inside a name 1; a name without a code 3; a parenthesis in a name 5; an impossible date 1; an unknown code 2; no CAMEO code 24",
			`Phoenix.International.actors.txt:22: no code for "U.N._"`},
		{"Phoenix.MilNonState.actors.txt", Size{Actors: 970, Names: 1792, Roles: 1}, map[schema.Kind]int{schema.Organisation: 874, schema.Person: 96},
			"a + inside a name 1; a parenthesis in a name 29; an unknown code 22",
			`Phoenix.MilNonState.actors.txt:30: a + inside the name "ARMY_OF_MOHAMMED_AND_THE_JAISH_ADAN_AL_I…"`},
		{"Phoenix.agents.txt", Size{Words: 970}, map[schema.Kind]int{},
			"a name without a code 1; a word with a mark in it 2; an agent of several words 1676; an unclosed bracket 1; an unknown code 4",
			`Phoenix.agents.txt:62: an agent of several words: "CATTLE_RANCHER"`},
	} {
		file, err := os.Open(filepath.Join(dir, c.name))
		require.NoError(t, err)
		problems := map[string]int{}
		first := ""
		d, err := Read(c.name, file, Auto, actor.Known(), func(p *Problem) {
			if problems[p.Kind]++; first == "" {
				first = p.Error()
			}
		})
		require.NoError(t, err)
		require.NoError(t, file.Close())
		kinds := map[schema.Kind]int{}
		for _, e := range d.Actors {
			kinds[e.Kind]++
		}
		assert.Equal(t, c.size, SizeOf(d), c.name)
		assert.Equal(t, c.kind, kinds, c.name)
		assert.Equal(t, c.problems, counted(problems), c.name)
		assert.Equal(t, c.first, first)
		t.Logf("%s: %+v, %v; left out: %s", c.name, SizeOf(d), kinds, counted(problems))
		all = append(all, d)
	}
	base := actor.Known().With(all...)
	annan := base.Called("Kofi Annan")
	require.NotNil(t, annan)
	assert.Equal(t, schema.ActorID("kofi-annan"), annan.ID)
	assert.Contains(t, annan.Aliases, "Kofi Atta Annan")
	for _, a := range base.Actors() {
		require.True(t, a.ID.Valid(), a.ID)
	}
	assert.Equal(t, schema.ActorID("afghanistan"), base.Called("Jalalabad").ID)
	t.Logf("%d actors built in, %d with the dictionaries", len(actor.Known().Actors()), len(base.Actors()))
}

func counted(kinds map[string]int) string {
	var out []string
	for k, n := range kinds {
		out = append(out, fmt.Sprintf("%s %d", k, n))
	}
	sort.Strings(out)
	return strings.Join(out, "; ")
}

func BenchmarkReadPETRARCH(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(petrarchFolder(b), "Phoenix.Countries.actors.txt"))
	require.NoError(b, err)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		_, err := Read("a", strings.NewReader(string(data)), PETRARCH, actor.Known(), func(*Problem) {})
		require.NoError(b, err)
	}
}

// A table of 25,000 names, from the file to a base that finds them.
func BenchmarkRead25000Names(b *testing.B) {
	var table strings.Builder
	table.WriteString("name,kind,country,code,aliases,title,at,from,to\n")
	for i := range 8333 {
		fmt.Fprintf(&table, "Vorname%d Nachname%d,person,FRA,FRAGOV,V. Nachname%d|Nachname%d,Mayor,France,2001,2005\n", i%977, i, i, i)
	}
	for b.Loop() {
		d, err := Read("a.csv", strings.NewReader(table.String()), CSV, actor.Known(), func(*Problem) {})
		require.NoError(b, err)
		actor.Known().With(d)
	}
}
