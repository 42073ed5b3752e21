package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// seen is who appears in n articles: "Name [CCC] [title@state]", several parted
// by ";" appear together, and by "|" beside one another.
func seen(g *gathering, n int, who string) {
	r := schema.Reading{Article: schema.Article{ID: "x"}}
	gap := 1000
	for i, one := range strings.FieldsFunc(who, func(r rune) bool { return r == ';' || r == '|' }) {
		a := actorOf(one)
		r.Actors = append(r.Actors, a)
		if strings.Contains(who, "|") {
			gap = 10
		}
		r.Mentions = append(r.Mentions, schema.Mention{Actor: a.ID, Text: a.Name, Span: schema.Span{Start: i * gap, End: i*gap + 5}})
	}
	c := newCast(&r)
	for range n {
		g.add(&c)
	}
}

// actorOf reads "Name [CCC] [title@state]".
func actorOf(text string) schema.Actor {
	a := schema.Actor{Kind: schema.Person}
	var name []string
	for _, w := range strings.Fields(text) {
		if title, at, ok := strings.Cut(w, "@"); ok {
			a.Roles = append(a.Roles, schema.Role{Title: title, At: schema.ActorID(at)})
		} else if stateOf(w) != "" {
			a.Country = w
		} else {
			name = append(name, w)
		}
	}
	a.Name = strings.Join(name, " ")
	a.ID = schema.NewPersonID(a.Name)
	return a
}

func decided(g *gathering, verdicts ...Verdict) string {
	var out []string
	for _, s := range identify(g, verdicts).Same {
		out = append(out, fmt.Sprintf("%s→%s", s.Old, s.New))
	}
	return strings.Join(out, " ")
}

func TestIdentify(t *testing.T) {
	for _, test := range []struct {
		name, want string
		seen       []string // "n who"
	}{
		{"a letter too much", "pavel-droazdov→pavel-drozdov", []string{"3 Pavel Drozdov RUS", "1 Pavel Droazdov RUS"}},
		{"letters swapped", "behrouz-sarvnadi→behrouz-sarvandi", []string{"1 Behrouz Sarvandi IRN", "1 Behrouz Sarvnadi IRN"}},
		{"an office says country and person", "pavel-drosdov→pavel-drozdov", []string{"2 Pavel Drozdov minister@russia", "1 Pavel Drosdov minister@russia"}},
		{"transcribed otherwise", "karim-zowhani→karim-zouhani", []string{"9 Karim Zouhani minister@iran", "5 Karim Zowhani minister@iran"}},
		{"into the commoner", "karim-zouhani→karim-zowhani", []string{"2 Karim Zouhani IRN", "9 Karim Zowhani IRN"}},
		{"as common: by id", "karim-zowhani→karim-zouhani", []string{"1 Karim Zowhani IRN", "1 Karim Zouhani IRN"}},
		{"both often, and no office", "", []string{"9 Karim Zouhani IRN", "5 Karim Zowhani IRN"}},
		{"no country, no office", "", []string{"9 Pavel Drozdov", "1 Pavel Droazdov"}},
		{"named behind a colleague", "pavel-droazdov→pavel-drozdov", []string{"1 Pavel Drozdov minister@russia RUS", "1 Viktor Lenskin minister@russia RUS | Pavel Droazdov"}},
		{"named before one", "", []string{"1 Pavel Drozdov minister@russia RUS", "1 Pavel Droazdov | Viktor Lenskin minister@russia RUS"}},
		{"behind somebody of another office", "", []string{"1 Pavel Drozdov minister@russia RUS", "1 Viktor Lenskin general@russia RUS | Pavel Droazdov"}},
		{"behind a colleague, of another country", "", []string{"1 Pavel Drozdov minister@russia RUS", "1 Viktor Lenskin minister@russia RUS | Pavel Droazdov UKR"}},
		{"two countries", "", []string{"9 Pavel Drozdov RUS", "1 Pavel Droazdov UKR"}},
		{"a surname that one bears under two spellings", "hasan-wirazuda→hassan-wirayuda hassan-wirazuda→hassan-wirayuda", []string{"9 Hassan Wirayuda minister@x IDN", "1 Hassan Wirazuda minister@x IDN", "1 Hasan Wirazuda minister@x IDN"}},
		{"two given names", "", []string{"9 Pavel Drozdov RUS", "1 Viktor Droazdov RUS"}},
		{"short surnames", "", []string{"9 Karl Beck DEU", "1 Karl Becq DEU"}},
		{"two surnames as frequent", "", []string{"9 Karl Holter DEU", "8 Karl Molter DEU", "9 Karl Reimann DEU", "8 Karl Reinann DEU"}},
		{"a surname that others bear", "", []string{"9 Karl Wellner DEU", "1 Karl Wollner DEU", "1 Anna Wollner DEU"}},
		{"beside one another", "", []string{"9 Pavel Drozdov RUS", "1 Pavel Drozdov RUS | Pavel Droazdov RUS"}},
		{"in one article, far apart", "pavel-droazdov→pavel-drozdov", []string{"9 Pavel Drozdov RUS", "1 Pavel Drozdov RUS ; Pavel Droazdov RUS"}},
		{"given names of man and woman", "", []string{"9 Christian Holtmann minister@germany DEU", "1 Christina Holtmann minister@germany DEU"}},
		{"brothers", "", []string{"9 Hassan Zirakani IRN", "1 Hussain Zirakani IRN"}},
		{"a given name in one office", "mohammad-zirakani→muhammad-zirakani", []string{"2 Muhammad Zirakani minister@iran IRN", "1 Mohammad Zirakani minister@iran IRN"}},
		{"transcribed otherwise, by the table", "muhammad-khalifa→mohamed-khalifa", []string{"2 Mohamed Khalifa LBY", "1 Muhammad Khalifa LBY"}},
		{"… and nothing else in common", "", []string{"2 Mohamed Khalifa", "1 Muhammad Khalifa LBY"}},
		{"a middle name more", "karim-zirakani→karim-reza-zirakani", []string{"3 Karim Reza Zirakani IRN", "1 Karim Zirakani IRN"}},
		{"without the first", "reza-zirakani→karim-reza-zirakani", []string{"3 Karim Reza Zirakani IRN", "1 Reza Zirakani IRN"}},
		{"an initial", "k-reza-zirakani→karim-reza-zirakani", []string{"3 Karim Reza Zirakani IRN", "1 K. Reza Zirakani IRN"}},
		{"other initials", "", []string{"9 George W. Mollhurst USA", "5 G. H. W. Mollhurst USA"}},
		{"only an initial", "", []string{"3 Karim Zirakani IRN", "1 K. Zirakani IRN"}},
		{"one for either", "", []string{"3 Karim Reza Zirakani IRN", "3 Karim Navid Zirakani IRN", "1 Karim Zirakani IRN"}},
		{"a particle", "tarek-shafoui→tarek-el-shafoui tarek-al-shafoui→tarek-el-shafoui", []string{"3 Tarek el-Shafoui", "1 Tarek al-Shafoui", "1 Tarek Shafoui"}},
		{"written apart", "bae-seonok→bae-seon-ok", []string{"3 Bae Seon-ok", "1 Bae Seonok"}},
		{"never a surname alone", "", []string{"9 Drozdov RUS", "1 Droazdov RUS"}},
		{"junior", "", []string{"9 Karl Wellner DEU", "3 Karl Wellner Jr. DEU"}},
		{"a chain stops at a conflict", "pavel-drozdovo→pavel-drozdov", []string{"9 Pavel Drozdov RUS minister@russia", "2 Pavel Drozdovo minister@russia", "1 Pavel Drozdovok UKR minister@russia"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			g, back := newGathering(), newGathering()
			for i := range test.seen {
				for gathering, line := range map[*gathering]string{g: test.seen[i], back: test.seen[len(test.seen)-1-i]} {
					n, who, _ := strings.Cut(line, " ")
					seen(gathering, int(n[0]-'0'), who)
				}
			}
			want := strings.Fields(test.want)
			slices.Sort(want)
			assert.Equal(t, strings.Join(want, " "), decided(g))
			assert.Equal(t, identify(g, nil), identify(back, nil), "the order matters")
		})
	}
}

// Whoever is known beforehand has aliases. Two such are two people, and the
// spelling of one goes before others however common.
func TestKnownPersons(t *testing.T) {
	known := func(g *gathering, n int, name string, aliases ...string) {
		a := actorOf(name)
		a.Aliases = aliases
		c := newCast(&schema.Reading{Actors: []schema.Actor{a}})
		for range n {
			g.add(&c)
		}
	}
	g := newGathering()
	known(g, 3, "Gordon H. W. Mollhurst USA", "Gordon Mollhurst Sr.")
	known(g, 9, "Gordon W. Mollhurst USA", "Gordon Mollhurst", "Gordon Walker Mollhurst")
	seen(g, 1, "Gordon Walkr Mollhurst USA president@united-states")
	assert.Empty(t, decided(g))
	g = newGathering()
	known(g, 1, "Pavel Drozdov RUS", "Pavel Drosdoff")
	seen(g, 9, "Pavel Droazdov RUS")
	assert.Equal(t, "pavel-droazdov→pavel-drozdov", decided(g))
	g = newGathering()
	known(g, 9, "Pavel Drozdov RUS", "Pavel Grozdenko")
	seen(g, 1, "Pavel Grozdenkko RUS")
	assert.Equal(t, "pavel-grozdenkko→pavel-drozdov", decided(g), "close to an alias")
}

func TestCompareNames(t *testing.T) {
	for _, test := range []struct {
		a, b string
		how  difference
	}{
		{"George H. W. Moll", "George W. Moll", ""}, {"George W. Moll", "George Moll", shortened}, {"George W. Moll", "George Walter Moll", shortened},
		{"K. Reza Moll", "Karim Reza Moll", shortened}, {"K. R. Moll", "Karim Reza Moll", ""}, {"Reza Moll", "Karim Reza Moll", shortened},
		{"Karim Moll", "Karim Reza Holl", ""}, {"Ali Reza Moll", "Ali Karim Moll", ""}, {"Moll", "Karim Moll", ""}, {"Karim", "Karim", ""},
		{"Karim al-Mollawi", "Karim el Mollawi", divided}, {"Al Mollawi", "El Mollawi", ""}, {"Gholam Reza Moll", "Gholamreza Moll", divided},
		{"Karim Bogdanov", "Karim Baogdanov", respelt}, {"Karim Bogdanov", "Karim Bgodanov", respelt}, {"Karim Bogdanov", "Karim Baogdanoff", ""},
		{"Karim Bogdanov", "Karim Rogdanov", ""}, {"Karim Qassimi", "Karim Kassimi", respelt}, {"Karim Beck", "Karim Back", ""},
		{"Mohammad Moll", "Muhammed Moll", transcribed}, {"Hassan Moll", "Hussain Moll", ""}, {"Mario Moll", "Maria Moll", ""}, {"Dmitri Moll", "Dmitry Moll", transcribed},
		{"Hasan Bogdanov", "Hassan Baogdanov", ""},
	} {
		for _, names := range [][2]string{{test.a, test.b}, {test.b, test.a}} {
			l, ok := compareNames(nameWords(names[0]), nameWords(names[1]))
			if !ok {
				l.how = ""
			}
			assert.Equal(t, test.how, l.how, "%v", names)
		}
	}
}

func TestStatesAreNeverMerged(t *testing.T) {
	g := newGathering()
	for _, name := range []string{"Austria", "Australia", "Republic of Nordland", "Republic of Nortland"} {
		r := schema.Reading{Actors: []schema.Actor{{ID: schema.NewActorID(name), Kind: schema.Country, Name: name, Country: "AUT"}}}
		c := newCast(&r)
		g.add(&c)
	}
	assert.Empty(t, decided(g))
	assert.Empty(t, decided(g, Verdict{Same: true, From: "austria", Into: "australia"}), "nor by users")
}

func TestVerdicts(t *testing.T) {
	people := func() *gathering {
		g := newGathering()
		seen(g, 3, "Pavel Drozdov RUS")
		seen(g, 1, "Pavel Droazdov RUS")
		seen(g, 9, "Karl Wellner DEU")
		seen(g, 1, "Charly Wellner")
		return g
	}
	merge := func(a, b schema.ActorID) Verdict { return Verdict{Same: true, From: a, Into: b, Reason: "known"} }
	split := func(a, b schema.ActorID) Verdict { return Verdict{From: a, Into: b} }
	for _, test := range []struct {
		want     string
		verdicts []Verdict
	}{
		{"pavel-droazdov→pavel-drozdov", nil},
		{"", []Verdict{split("pavel-droazdov", "pavel-drozdov")}},
		{"", []Verdict{split("pavel-drozdov", "pavel-droazdov")}},
		// Users choose the name, however rare.
		{"karl-wellner→charly-wellner pavel-droazdov→pavel-drozdov", []Verdict{merge("karl-wellner", "charly-wellner")}},
		{"pavel-drozdov→pavel-droazdov", []Verdict{merge("pavel-drozdov", "pavel-droazdov")}},
		// Countries and likeness are nothing to them.
		{"karl-wellner→pavel-drozdov pavel-droazdov→pavel-drozdov", []Verdict{merge("karl-wellner", "pavel-drozdov")}},
		{"charly-wellner→pavel-drozdov karl-wellner→pavel-drozdov pavel-droazdov→pavel-drozdov", []Verdict{merge("charly-wellner", "karl-wellner"), merge("karl-wellner", "pavel-drozdov")}},
		// Whom nobody speaks of yet waits.
		{"pavel-droazdov→pavel-drozdov", []Verdict{merge("karl-wellner", "nobody-yet")}},
	} {
		assert.Equal(t, test.want, decided(people(), test.verdicts...), "%v", test.verdicts)
	}
	g := people()
	same := identify(g, []Verdict{merge("charly-wellner", "karl-wellner")}).Same
	assert.Equal(t, schema.Sameness{Old: "charly-wellner", New: "karl-wellner", Score: 1, Reason: "known", By: schema.ByUser}, same[0])
	assert.Equal(t, schema.ByPass, same[1].By)
	assert.Equal(t, "close spelling, same country", same[1].Reason)
}

func TestNamesakes(t *testing.T) {
	for _, test := range []struct {
		want map[schema.ActorID]string
		seen []string
	}{
		{map[schema.ActorID]string{}, []string{"3 John Moll GBR", "2 John Moll", "1 John Moll IGO"}},
		{map[schema.ActorID]string{"john-moll": ""}, []string{"3 John Moll GBR", "2 John Moll", "1 John Moll USA"}},
		{map[schema.ActorID]string{"john-moll": "GBR"}, []string{"4 John Moll GBR", "2 John Moll", "1 John Moll USA"}},
		{map[schema.ActorID]string{"john-moll": ""}, []string{"8 John Moll GBR", "2 John Moll FRA", "1 John Moll USA"}},
	} {
		g := newGathering()
		for _, line := range test.seen {
			n, who, _ := strings.Cut(line, " ")
			seen(g, int(n[0]-'0'), who)
		}
		d := identify(g, nil)
		assert.Equal(t, test.want, d.Namesakes, "%v", test.seen)
		assert.Empty(t, d.Same, "namesakes are not merged, nor is the one of whom nobody says the country")
	}
	d := identities{Namesakes: map[schema.ActorID]string{"john-moll": "GBR", "jane-moll": ""}}
	for _, test := range []struct{ id, country, want string }{
		{"john-moll", "GBR", "john-moll"}, {"john-moll", "", "john-moll"}, {"john-moll", "IGO", "john-moll"}, {"john-moll", "USA", "john-moll-usa"},
		{"jane-moll", "GBR", "jane-moll-gbr"}, {"jane-moll", "", "jane-moll"}, {"karl-moll", "DEU", "karl-moll"},
	} {
		assert.Equal(t, schema.ActorID(test.want), d.person(schema.ActorID(test.id), test.country), "%v", test)
	}
	// A user's word outlives that one of the two gets the bare id.
	g := newGathering()
	seen(g, 4, "John Moll GBR")
	seen(g, 1, "John Moll USA")
	assert.Equal(t, "john-moll-usa→john-moll", decided(g, Verdict{Same: true, From: "john-moll-usa", Into: "john-moll-gbr"}))
}

func TestVerdictsFile(t *testing.T) {
	want := Decisions{Actors: []Verdict{{true, "karl-wellner", "charly-wellner", "his own name for himself"}, {false, "a", "b", ""}}}
	var b strings.Builder
	require.NoError(t, WriteDecisions(&b, want))
	got, err := ReadDecisions(strings.NewReader(b.String()), "decisions.tsv")
	require.NoError(t, err)
	assert.Equal(t, want.Actors, got.Actors)
	got, err = ReadDecisions(strings.NewReader("\ufeff"+strings.ReplaceAll(b.String(), "\n", "\r\n")), "decisions.tsv")
	require.NoError(t, err, "as a spreadsheet of Windows writes it")
	assert.Equal(t, want.Actors, got.Actors)
	for text, want := range map[string]string{
		"\ufeffmerge\ta": "d.tsv:1: merge or split, two ids",
		"split\ta\tb\n" + strings.Repeat("x", 1<<17): "d.tsv:2: bufio.Scanner: token too long",
		"merge\ta":                 "d.tsv:1: merge or split, two ids",
		"# x\n\njoin\ta\tb":        "d.tsv:3: \"join\": there are merge, split, reject and correct",
		"merge\ta\tA b":            "d.tsv:1: merge: \"A b\" is no id of an actor",
		"merge\ta\ta":              "d.tsv:1: merge: a twice",
		"merge\tmet\ta":            "d.tsv:1: merge: \"met\" is no id of an actor",
		"split\ta.0123456789ab\tb": "d.tsv:1: split: a.0123456789ab is somebody of a single article",
		"split a b":                "d.tsv:1: \"split a b\": there are merge",
	} {
		_, err := ReadDecisions(strings.NewReader(text), "d.tsv")
		assert.ErrorContains(t, err, want)
	}
}
