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
		{"Phoenix.Countries.actors.txt", Size{}, nil, "", ""},
		{"Phoenix.International.actors.txt", Size{}, nil, "", ""},
		{"Phoenix.MilNonState.actors.txt", Size{}, nil, "", ""},
		{"Phoenix.agents.txt", Size{}, nil, "", ""},
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
