package graph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

func TestFind(t *testing.T) {
	r := article("a", "", day(1),
		"vladimir-putin met hossein-jaberi-ansari", "vladimir-putin met sarkozy", "igor-putin met carl-bildt", "vladimir-putin met ministry-of-foreign-affairs",
		"john-smith met john-smith-gbr", "john-smith-gbr met adam-john-smith", "georgia met georgia-usa", "georgia-usa met carl-bildt", "georgia-usa met sarkozy",
		"ivory-coast met carl-bildt", "laurent-fabius met li-keqiang")
	rename := func(id schema.ActorID, kind schema.Kind, name string, aliases ...string) {
		for i := range r.Actors {
			if a := &r.Actors[i]; a.ID == id {
				a.Kind, a.Name, a.Aliases = kind, name, aliases
				return
			}
		}
		t.Fatal(id)
	}
	rename("sarkozy", schema.Person, "Nicolas Sarkozy", "Sarko")
	rename("john-smith-gbr", schema.Person, "John Smith")
	rename("georgia", schema.Country, "Georgia")
	rename("georgia-usa", schema.Organisation, "State of Georgia", "Georgia")
	rename("ivory-coast", schema.Country, "Côte d’Ivoire", "Ivory Coast")
	rename("li-keqiang", schema.Person, "李克强")
	rename("ministry-of-foreign-affairs", schema.Organisation, "Ministry of Foreign Affairs")
	both(t, func(t *testing.T, s *Store) {
		load(t, s, r)
		for name, want := range map[string]schema.ActorID{
			"vladimir-putin":   "vladimir-putin", // id
			"john-smith":       "john-smith",     // the id of one, the name of two
			"Vladimir Putin":   "vladimir-putin",
			"VLADIMIR  PUTÍN.": "vladimir-putin",
			"sarko":            "sarkozy",
			"Sarkozy":          "sarkozy",
			"Jaberi Ansari":    "hossein-jaberi-ansari",
			"ansari":           "hossein-jaberi-ansari",
			"cote d'ivoire":    "ivory-coast",
			"Coast":            "ivory-coast",
			"Foreign Affairs":  "ministry-of-foreign-affairs",
			"adam john smith":  "adam-john-smith",
			"李克强":              "li-keqiang",
		} {
			a, err := s.Find(name)
			if assert.NoError(t, err, name) {
				assert.Equal(t, want, a.ID, name)
			}
		}
		for name, want := range map[string][]schema.ActorID{
			"Putin":      {"vladimir-putin", "igor-putin"}, // more events first
			"John Smith": {"john-smith-gbr", "john-smith"}, // the third only ends so
			"Smith":      {"john-smith-gbr", "adam-john-smith", "john-smith"},
			"Georgia":    {"georgia-usa", "georgia"},
		} {
			_, err := s.Find(name)
			var ambiguous *AmbiguousActorError
			if assert.ErrorAs(t, err, &ambiguous, name) {
				assert.Equal(t, want, ids(ambiguous.Candidates), name)
				assert.Equal(t, name, ambiguous.Name)
			}
		}
		for name, want := range map[string][]schema.ActorID{
			"Vladimir Puttin": {"vladimir-putin"},
			"Fabuis":          {"laurent-fabius"},
			"Jaberi-Ansary":   {"hossein-jaberi-ansari"},
			"Xyzzy":           nil,
			"":                nil,
			"李":               {"li-keqiang"},
			"met":             nil, // a word of the vocabulary is no actor
			"event/x":         nil,
			"Vladim":          {"vladimir-putin"},
		} {
			_, err := s.Find(name)
			var unknown *UnknownActorError
			if assert.ErrorAs(t, err, &unknown, name) {
				assert.Equal(t, want, ids(unknown.Nearest)[:min(1, len(unknown.Nearest))], name)
				assert.LessOrEqual(t, len(unknown.Nearest), 5)
			}
		}
		_, err := s.Find("Vladimir Puttin")
		assert.EqualError(t, err, `no actor "Vladimir Puttin"; nearest: Vladimir Putin`)
		_, err = s.Find("Putin")
		assert.EqualError(t, err, `"Putin" may be Vladimir Putin (vladimir-putin), Igor Putin (igor-putin)`)
	})
}

func ids(actors []schema.Actor) []schema.ActorID {
	var out []schema.ActorID
	for _, a := range actors {
		out = append(out, a.ID)
	}
	return out
}

// A name that only a replaced article gave is gone after the rebuild.
func TestFindForgetsReplacedNames(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s, article("a", "", day(1), "john-kerry met sergey-lavrov"))
		load(t, s, article("a", "", day(1), "john-kerry met carl-bildt"))
		require.NoError(t, s.Flush())
		_, err := s.Find("Lavrov")
		require.ErrorAs(t, err, new(*UnknownActorError))
		_, err = s.Find("Bildt")
		require.NoError(t, err)
	})
}

func TestContacts(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s,
			article("a", "Reuters", day(2), "d met a 2013-11-02", "a accused b 2013-11-01", "a met c", "b met c"),
			article("b", "Reuters", day(1), "c met a 2013-11-02", "a met d 2013-11-02", "c telephoned a 2013-10"),
			article("c", "", schema.Date{}, "a met d", "a met d 2013-11-02"))
		contacts, err := s.Contacts("a", Filter{})
		require.NoError(t, err)
		var got []string
		for _, c := range contacts {
			for _, e := range c.Events {
				got = append(got, fmt.Sprintf("%s: %s %s %s %s %d/%d", c.Actor.Name, e.Source, e.Relation, e.Target, e.Date, e.Articles, e.Sources))
			}
		}
		// C has three events on two days, one of them reported, not dated.
		assert.Equal(t, []string{
			"C: c telephoned a 2013-10 1/1",
			"C: a met c 2013-11-02 1/1",
			"C: a met c 2013-11-02 1/1",
			"D: a met d 2013-11-02 3/2",
			"D: a met d  1/1",
			"B: a accused b 2013-11-01 1/1",
		}, got)
		assert.Equal(t, []string{"b", "a", "c"}, articlesOf(contacts[1].Events[0]), "in the order of publication, undated last")

		p, err := s.Profile("a", Filter{})
		require.NoError(t, err)
		assert.Equal(t, 6, p.Events)
		assert.Equal(t, 3, p.Articles)
		assert.Equal(t, "2013-10", p.First.String())
		assert.Equal(t, "2013-11-02", p.Last.String())
		assert.Equal(t, []Count{{"met", 4}, {"accused", 1}, {"telephoned", 1}}, p.ByRelation)
		assert.Equal(t, []schema.ActorID{"c", "d", "b"}, []schema.ActorID{p.Partners[0].Actor.ID, p.Partners[1].Actor.ID, p.Partners[2].Actor.ID})

		none, err := s.Contacts("nobody", Filter{})
		require.NoError(t, err)
		assert.Empty(t, none)
		_, err = s.Profile("nobody", Filter{})
		assert.ErrorAs(t, err, new(*UnknownActorError))
		self, err := s.Between("a", "a", Filter{})
		require.NoError(t, err)
		assert.Empty(t, self)
	})
}

func articlesOf(t Told) []string {
	var out []string
	for _, ev := range t.Evidence {
		out = append(out, ev.Article)
	}
	return out
}

func date(t *testing.T, s string) schema.Date {
	if s == "" {
		return schema.Date{}
	}
	d, err := schema.ParseDate(s)
	require.NoError(t, err)
	return d
}

func TestFilter(t *testing.T) {
	s := memory(t,
		article("a", "Reuters", schema.Date{}, "a met b 2013-11-18", "a telephoned b 2013-11", "a visited b 2013", "a accused b", "a praised b 2014-02-01 planned"),
		article("b", "AFP", schema.Date{}, "a met b 2013-11-18", "a telephoned b 2013-11"),
		article("c", "AFP", schema.Date{}, "a telephoned b 2013-11"))
	for _, c := range []struct {
		since, until string
		f            Filter
		want         string
	}{
		{"", "", Filter{}, "accused met praised telephoned visited"},
		{"2013", "", Filter{}, "met praised telephoned visited"},
		{"2013-11-18", "2013-11-18", Filter{}, "met telephoned visited"},
		{"2013-11-19", "", Filter{}, "praised telephoned visited"},
		{"2013-12", "", Filter{}, "praised visited"},
		{"2013-12-31", "2014-02-01", Filter{}, "praised visited"},
		{"2014", "", Filter{}, "praised"},
		{"2014-02-02", "", Filter{}, ""},
		{"", "2012", Filter{}, ""},
		{"", "2013-01-01", Filter{}, "visited"},
		{"", "2013-11", Filter{}, "met telephoned visited"},
		{"", "2014-01-31", Filter{}, "met telephoned visited"},
		{"", "", Filter{Statuses: []schema.Status{schema.Planned}}, "praised"},
		{"", "", Filter{Statuses: []schema.Status{schema.Planned, schema.Actual}, Relations: []schema.Relation{"praised", "met"}}, "met praised"},
		{"", "", Filter{MinSources: 1}, "accused met praised telephoned visited"},
		{"", "", Filter{MinSources: 2}, "met telephoned"},
		{"", "", Filter{MinSources: 3}, ""},
	} {
		c.f.Since, c.f.Until = date(t, c.since), date(t, c.until)
		name := fmt.Sprintf("%+v", c)
		told, err := s.Between("a", "b", c.f)
		require.NoError(t, err)
		var got []string
		for _, e := range told {
			got = append(got, string(e.Relation))
		}
		slices.Sort(got)
		assert.Equal(t, c.want, strings.Join(got, " "), name)

		// Path and Network judge by the index, and must judge the same.
		hops, err := s.Path("b", "a", c.f)
		require.NoError(t, err)
		if c.want == "" {
			assert.Nil(t, hops, name)
		} else {
			require.Len(t, hops, 1, name)
			assert.Len(t, hops[0].Events, len(got), name)
		}
		c.f.Statuses = append(c.f.Statuses, map[bool][]schema.Status{true: schema.Statuses()}[len(c.f.Statuses) == 0]...)
		assert.Len(t, edgesOf(t, s, Scope{Filter: c.f}), len(got), name)
	}
}

func TestPathTies(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s,
			article("one", "Reuters", day(1), "a met z", "z met end", "c telephoned a", "c telephoned end 2013-11-05", "c visited end 2013-11-03", "d met a", "d met end", "island met atoll", "a met end negated"),
			article("two", "AFP", day(1), "c telephoned end 2013-11-05"))
		actual := Filter{Statuses: []schema.Status{schema.Actual}}
		hops, err := s.Path("a", "end", actual)
		require.NoError(t, err)
		require.Len(t, hops, 2)
		assert.Equal(t, []schema.ActorID{"a", "c", "end"}, []schema.ActorID{hops[0].From.ID, hops[0].To.ID, hops[1].To.ID}, "c comes before d and z")
		assert.Equal(t, schema.ActorID("c"), hops[1].From.ID)
		require.Len(t, hops[1].Events, 2)
		assert.Equal(t, schema.Relation("telephoned"), hops[1].Events[0].Relation, "two sources before one, though it is later")

		hops, err = s.Path("end", "a", Filter{})
		require.NoError(t, err)
		assert.Len(t, hops, 1, "the denied meeting")

		for _, pair := range [][2]schema.ActorID{{"a", "island"}, {"a", "nobody"}, {"nobody", "a"}, {"nobody", "nothing"}} {
			hops, err = s.Path(pair[0], pair[1], actual)
			require.NoError(t, err)
			assert.Nil(t, hops, pair)
		}
		hops, err = s.Path("a", "a", actual)
		require.NoError(t, err)
		assert.NotNil(t, hops)
		assert.Empty(t, hops)
	})
}

// The search from both ends finds what a plain search breadth first finds that
// takes neighbours in order.
func TestPathEqualsPlainSearch(t *testing.T) {
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 0))
		people := 12 + random.IntN(30)
		next := map[schema.ActorID]map[schema.ActorID]bool{}
		var events []string
		for range people + random.IntN(people) {
			a, b := fmt.Sprintf("p%d", random.IntN(people)), fmt.Sprintf("p%d", random.IntN(people))
			x, y := schema.ActorID(a), schema.ActorID(b)
			if a == b || next[x][y] {
				continue
			}
			for _, n := range []schema.ActorID{x, y} {
				if next[n] == nil {
					next[n] = map[schema.ActorID]bool{}
				}
			}
			next[x][y], next[y][x] = true, true
			events = append(events, a+" telephoned "+b)
		}
		s := memory(t, article("a", "", day(1), events...))
		for range 40 {
			a, b := schema.ActorID(fmt.Sprintf("p%d", random.IntN(people))), schema.ActorID(fmt.Sprintf("p%d", random.IntN(people)))
			if a == b {
				continue
			}
			hops, err := s.Path(a, b, Filter{})
			require.NoError(t, err)
			var got []schema.ActorID
			for i, h := range hops {
				if i == 0 {
					got = append(got, h.From.ID)
				}
				got = append(got, h.To.ID)
				require.Len(t, h.Events, 1)
			}
			require.Equal(t, plainSearch(a, b, next), got, "seed %d, from %s to %s", seed, a, b)
		}
	}
}

func plainSearch(a, b schema.ActorID, next map[schema.ActorID]map[schema.ActorID]bool) []schema.ActorID {
	from := map[schema.ActorID]schema.ActorID{a: ""}
	for queue := []schema.ActorID{a}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == b {
			var chain []schema.ActorID
			for at := b; at != ""; at = from[at] {
				chain = append(chain, at)
			}
			slices.Reverse(chain)
			return chain
		}
		var neighbours []schema.ActorID
		for n := range next[queue[0]] {
			neighbours = append(neighbours, n)
		}
		slices.Sort(neighbours)
		for _, n := range neighbours {
			if _, seen := from[n]; !seen {
				from[n] = queue[0]
				queue = append(queue, n)
			}
		}
	}
	return nil
}

func TestStats(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s, news()...)
		st, err := s.Stats()
		require.NoError(t, err)
		assert.Equal(t, Stats{
			Articles: 4, Events: 6, Evidence: 7, Actors: 6, Quads: len(stored(t, s)),
			ByKind:     []Count{{"person", 6}},
			ByRelation: []Count{{"met", 2}, {"accused", 1}, {"declined", 1}, {"telephoned", 1}, {"visited", 1}},
			ByStatus:   []Count{{"actual", 4}, {"negated", 1}, {"possible", 1}},
			First:      date(t, "2013-11"), Last: day(19).AsReported(),
		}, st)
		actors, err := s.Actors()
		require.NoError(t, err)
		assert.Equal(t, []schema.ActorID{"ali-salehi", "barack-obama", "hassan-rouhani", "iran", "philip-hammond", "vladimir-putin"}, ids(actors))
		assert.Len(t, actors[5].Roles, 2)
	})
	empty, err := memory(t).Stats()
	require.NoError(t, err)
	assert.Equal(t, len(schema.Vocabulary()), empty.Quads)
	assert.Zero(t, empty.Events)
}
