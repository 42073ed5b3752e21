package actor

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/schema"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// in matches words in a base.
func in(b *Base, text string) []Match {
	words := strings.Fields(text)
	return b.Match(func(i int) string { return words[i] }, len(words))
}

func TestWithExtendsWhatIsBuiltIn(t *testing.T) {
	day := schema.NewDate(2030, 1, 1)
	b := Known().With(&Dictionary{Actors: []Entry{
		{Name: "Hassan Rohani", Kind: schema.Person, Code: "IRNOPP", Aliases: []string{"Ruhani of Sorkheh"}, Offices: []Office{{Title: "Chair", At: "UN", From: day}}},
		{Name: "Iran", Kind: schema.Country, Country: "IRN", Aliases: []string{"Iranian", "Eranshahr"}},
		{Name: "VLADIMIR PUTIN", Kind: schema.Person, Country: "RUS", Gender: Male},
	}})
	rouhani, ok := b.Actor("hassan-rouhani")
	require.True(t, ok)
	assert.Equal(t, "IRNOPP", rouhani.Code)
	assert.Equal(t, "IRN", rouhani.Country, "what is left out stays")
	assert.Contains(t, rouhani.Aliases, "Ruhani of Sorkheh")
	assert.Equal(t, schema.Role{Title: "Chair", At: "united-nations", From: day}, rouhani.Roles[len(rouhani.Roles)-1])
	assert.Equal(t, "hassan-rouhani", ids(in(b, "Ruhani of Sorkheh")))
	assert.Equal(t, len(Known().Actors()), len(b.Actors()))

	// The form of a name that is built in stays, and so do other names.
	assert.Equal(t, Adjective, in(b, "Iranian officials")[0].Form)
	assert.Equal(t, Name, in(b, "Eranshahr")[0].Form)
	assert.Equal(t, Capital, in(b, "Tehran")[0].Form)
	iran, _ := b.State("IRN")
	assert.Contains(t, iran.Aliases, "Eranshahr")
	assert.Same(t, iran, in(b, "Tehran")[0].Actor)

	putin, _ := b.Actor("vladimir-putin")
	assert.Equal(t, "VLADIMIR PUTIN", putin.Name)
	assert.Contains(t, putin.Aliases, "Vladimir Putin")

	// The base that it was made of is as it was.
	before, _ := Known().Actor("hassan-rouhani")
	assert.Equal(t, "IRNGOV", before.Code)
	assert.Empty(t, match(t, "Eranshahr"))
	assert.Same(t, Known(), Known().With())
}

func TestWithMakesNewActors(t *testing.T) {
	from := schema.NewDate(2011, 3, 9)
	b := Known().With(&Dictionary{Actors: []Entry{
		{Name: "Orla Quenby", Kind: schema.Person, Country: "IRL", Gender: Female, Aliases: []string{"Quenby", "OMQ"},
			Offices: []Office{{Title: "Chair", At: "Harbour League"}, {Title: "Defence Minister", From: from}, {Title: "Aide", At: "Nowhere Club"}}},
		{Name: "Harbour League", Kind: schema.Organisation, Country: "IGO", Aliases: []string{"UN"}},
		// A namesake of the state, and one of another country.
		{Name: "Georgia", Kind: schema.Person, Country: "USA"},
		{Name: "Orla Quenby", Kind: schema.Person, Country: "GBR"},
		{Name: "Orla Quenby", Kind: schema.Person, Country: "GBR", Code: "GBRMED"},
		// A name of no actor is one if the user says so.
		{Name: "South China Sea", Kind: schema.Organisation},
	}})
	orla, ok := b.Actor("orla-quenby")
	require.True(t, ok)
	assert.Equal(t, "IRLMIL", orla.Code, "of the country and the last office")
	assert.Equal(t, []schema.Role{{Title: "Aide", At: "nowhere-club"}, {Title: "Chair", At: "harbour-league"}, {Title: "Defence Minister", At: "ireland", From: from}}, orla.Roles)
	assert.Equal(t, Female, b.Gender("orla-quenby"))
	assert.Equal(t, Surname, in(b, "Quenby")[0].Form)
	assert.Equal(t, Acronym, in(b, "OMQ")[0].Form)

	assert.Equal(t, "orla-quenby orla-quenby-gbr", ids(in(b, "Orla Quenby said")))
	gbr, _ := b.Actor("orla-quenby-gbr")
	assert.Equal(t, "GBRMED", gbr.Code)
	assert.Equal(t, "georgia-usa georgia", ids(in(b, "Georgia")))
	assert.Equal(t, "harbour-league united-nations", ids(in(b, "UN")), "what users bring goes first")
	assert.Equal(t, "south-china-sea", ids(in(b, "South China Sea")))
	for _, a := range b.Actors() {
		assert.True(t, a.ID.Valid(), a.ID)
	}
}

func TestTheLaterDictionaryCounts(t *testing.T) {
	one := &Dictionary{Actors: []Entry{{Name: "Tam Quist", Kind: schema.Person, Code: "GBRBUS", Aliases: []string{"TQX"}}, {Name: "Ben Wren", Kind: schema.Person, Aliases: []string{"Old Ben"}}},
		Titles: []Title{{Word: "minister", Sector: "LEG"}, {Word: "tidewarden", Sector: "GOV"}}}
	two := &Dictionary{Actors: []Entry{{Name: "Tam Quist", Kind: schema.Person, Code: "GBRGOV"}, {Name: "Ada Wren", Kind: schema.Person, Aliases: []string{"Old Ben"}}},
		Titles: []Title{{Word: "tidewarden", Sector: "MIL"}}, Nouns: []Noun{{Word: "snatchthief/snatchthieves", Kind: schema.Group, Sector: "CRM"}}}
	b := Known().With(one, two)
	tam, _ := b.Actor("tam-quist")
	assert.Equal(t, "GBRGOV", tam.Code)
	assert.Equal(t, []string{"TQX"}, tam.Aliases)
	assert.Equal(t, "ada-wren ben-wren", ids(in(b, "Old Ben")))
	assert.Equal(t, b.Actors(), Known().With(one).With(two).Actors(), "at once or one by one")
	assert.Equal(t, ids(in(b, "Old Ben")), ids(in(Known().With(one).With(two), "Old Ben")))

	title, _ := b.Title("Ministers")
	assert.Equal(t, Title{Word: "minister", Role: Head, Sector: "LEG", Plural: true}, title)
	title, _ = b.Title("tidewardens")
	assert.Equal(t, Title{Word: "tidewarden", Role: Head, Sector: "MIL", Plural: true}, title)
	men := Known().With(&Dictionary{Nouns: []Noun{{Word: "men/men", Kind: schema.Group, Sector: "CVL"}}})
	noun, _ := men.GroupNoun("men")
	assert.Equal(t, Noun{Word: "man", Kind: schema.Group, Sector: "CVL", Plural: true}, noun)
	noun, _ = b.GroupNoun("snatchthieves")
	assert.Equal(t, Noun{Word: "snatchthief", Kind: schema.Group, Sector: "CRM", Plural: true}, noun)
	_, ok := Known().Title("tidewarden")
	assert.False(t, ok)

	empty := new(Base).With(one)
	assert.Equal(t, "tam-quist", ids(in(empty, "TQX")))
}

func TestWithIsSafeForConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			b := Known().With(&Dictionary{Actors: []Entry{{Name: fmt.Sprintf("Iran Watch %c", 'A'+i), Kind: schema.Organisation}}})
			assert.Len(t, in(b, "Korean officials"), 2)
			assert.Len(t, match(t, "Korean officials"), 2)
		})
	}
	wg.Wait()
}

// syllables make names that look like names, a different one for each number.
var syllables = strings.Fields("ba du ka mi no ra se ti vo zu lan mer pin sol tar")

func invented(n int) string {
	word := func(n int) string {
		var b strings.Builder
		for range 3 {
			b.WriteString(syllables[n%len(syllables)])
			n /= len(syllables)
		}
		return upperFirst(b.String())
	}
	return word(n*7919) + " " + word(n) + string(rune('a'+n%26))
}

// bigDictionary has 25,000 names, of 10,000 persons.
func bigDictionary() *Dictionary {
	d := &Dictionary{}
	for i := range 10000 {
		e := Entry{Name: invented(i), Kind: schema.Person, Country: "FRA", Code: "FRAGOV",
			Offices: []Office{{Title: "Mayor", From: schema.NewDate(2001, 1, 1+i%28)}}}
		e.Aliases = []string{"M. " + e.Name}
		if i%2 == 0 {
			e.Aliases = append(e.Aliases, e.Name+" Fils")
		}
		d.Actors = append(d.Actors, e)
	}
	return d
}

func TestBigDictionaryIsLight(t *testing.T) {
	if testing.Short() {
		t.Skip("measures memory and time")
	}
	Known()
	d := bigDictionary()
	live := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := live()
	start := time.Now()
	b := Known().With(d)
	took := time.Since(start)
	held := live() - before
	assert.Less(t, held, uint64(50<<20))
	t.Logf("25,000 names: %s, %.1f MB", took.Round(time.Millisecond), float64(held)/(1<<20))
	runtime.KeepAlive(b)
	assert.NotEmpty(t, in(b, invented(4999)))
}

func BenchmarkWith25000Names(b *testing.B) {
	d := bigDictionary()
	base := Known()
	b.ReportAllocs()
	for b.Loop() {
		base.With(d)
	}
}
