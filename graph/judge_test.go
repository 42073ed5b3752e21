package graph

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// eventsIn lists the events of the store, "drozdov met zouhani actual 2013-11-18: a b",
// with the articles that tell them, "b<" where a user made it so.
func eventsIn(t testing.TB, s *Store) []string {
	t.Helper()
	var out []string
	for _, id := range idsIn(t, s) {
		_, e, err := s.FindEvent(id)
		require.NoError(t, err)
		var by []string
		for _, ev := range e.Evidence {
			article := ev.Article
			if ev.ReadAs != "" {
				article += "<"
			}
			by = append(by, article)
		}
		out = append(out, fmt.Sprintf("%s %s %s %s %s: %s", e.Source, e.Relation, e.Target, e.Status, e.Date, strings.Join(by, " ")))
	}
	slices.Sort(out)
	return out
}

func idsIn(t testing.TB, s *Store) []string {
	t.Helper()
	drawn, err := s.Draw(1<<20, 1, Filter{}, false)
	require.NoError(t, err)
	var ids []string
	for _, d := range drawn {
		ids = append(ids, d.ID)
	}
	slices.Sort(ids)
	return ids
}

func id(relation schema.Relation, source, target schema.ActorID) string {
	return schema.Event{Relation: relation, Source: source, Target: target, Status: schema.Actual, Date: day(18)}.ID()
}

func flushed(t testing.TB, s *Store, err error) {
	t.Helper()
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	clean(t, s)
}

func TestRejectedEvent(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s,
			told("a", "Pavel Drozdov RUS;Karim Zouhani IRN", "0 met 1", "0 telephoned 1"),
			told("b", "Pavel Droazdov RUS minister@russia;Karim Zouhani IRN", "1 met 0"),
			told("z", "Pavel Drozdov RUS"))
		require.NoError(t, s.Flush())
		require.Equal(t, []string{
			"karim-zouhani met pavel-drozdov actual 2013-11-18: a b", "pavel-drozdov telephoned karim-zouhani actual 2013-11-18: a",
		}, eventsIn(t, s))
		before := stored(t, s)
		met := id("met", "karim-zouhani", "pavel-drozdov")
		flushed(t, s, s.Reject(met, "they never did"))
		telephoned := []string{"pavel-drozdov telephoned karim-zouhani actual 2013-11-18: a"}
		assert.Equal(t, telephoned, eventsIn(t, s))
		all := strings.Join(stored(t, s), "\n")
		assert.NotContains(t, all, "<pavel-drozdov> <met>", "the plain edge")
		assert.NotContains(t, all, met)
		assert.Contains(t, all, `<pavel-drozdov> <alias> "Pavel Droazdov"`, "who is mentioned stays")

		// It holds for what is read again or later, after a rebuild, and when the two are parted.
		load(t, s, told("b", "Pavel Droazdov RUS;Karim Zouhani IRN", "1 met 0"), told("c", "Pavel Drozdov RUS;Karim Zouhani IRN", "1 met 0", "0 accused 1"))
		flushed(t, s, nil)
		accused := "pavel-drozdov accused karim-zouhani actual 2013-11-18: c"
		assert.Equal(t, []string{accused, telephoned[0]}, eventsIn(t, s))
		require.NoError(t, s.Rebuild())
		assert.Equal(t, []string{accused, telephoned[0]}, eventsIn(t, s))
		judge1(t, s, Verdict{From: "pavel-drozdov", Into: "pavel-droazdov"})
		clean(t, s)
		assert.Equal(t, []string{accused, telephoned[0]}, eventsIn(t, s))
		// And when one is merged with a third.
		load(t, s, told("d", "Peter Mollenkov RUS;Karim Zouhani IRN", "1 met 0"))
		flushed(t, s, nil)
		assert.Contains(t, eventsIn(t, s), "karim-zouhani met peter-mollenkov actual 2013-11-18: d")
		judge1(t, s, Verdict{Same: true, From: "pavel-drozdov", Into: "peter-mollenkov"})
		clean(t, s)
		assert.Equal(t, []string{"peter-mollenkov accused karim-zouhani actual 2013-11-18: c", "peter-mollenkov telephoned karim-zouhani actual 2013-11-18: a"}, eventsIn(t, s))

		// Taken back, all is as if it had never been said.
		ruled, err := s.Ruled()
		require.NoError(t, err)
		require.Len(t, ruled, 2, "one for each id that the articles use")
		for _, r := range ruled {
			_, err := s.Accept(r.OnEvent)
			require.NoError(t, err)
		}
		load(t, s, told("b", "Pavel Droazdov RUS minister@russia;Karim Zouhani IRN", "1 met 0"))
		judge1(t, s, Verdict{Same: true, From: "pavel-droazdov", Into: "pavel-drozdov"}, Verdict{From: "pavel-drozdov", Into: "peter-mollenkov"})
		clean(t, s)
		assert.Subset(t, stored(t, s), slices.DeleteFunc(before, func(q string) bool {
			return strings.Contains(q, "sameness") || strings.Contains(q, "score") || strings.Contains(q, "reason") || strings.Contains(q, "decided_by")
		}))
	})
}

func TestCorrectedEvent(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s,
			told("a", "Pavel Drozdov RUS;Karim Zouhani IRN", "0 met 1"),
			told("b", "Pavel Drozdov RUS;Karim Zouhani IRN", "0 telephoned 1"),
			told("c", "Anna Wellner DEU"))
		require.NoError(t, s.Flush())
		before := stored(t, s)

		// Into what there is: the two are one.
		met, telephoned := id("met", "karim-zouhani", "pavel-drozdov"), id("telephoned", "pavel-drozdov", "karim-zouhani")
		flushed(t, s, s.Correct(met, Change{Relation: "telephoned", Source: "pavel-drozdov", Target: "karim-zouhani"}, "he rang"))
		assert.Equal(t, []string{"pavel-drozdov telephoned karim-zouhani actual 2013-11-18: a< b"}, eventsIn(t, s))
		_, e, err := s.FindEvent(telephoned)
		require.NoError(t, err)
		assert.Equal(t, met, e.Evidence[0].ReadAs)
		assert.Equal(t, "he rang", e.Evidence[0].Reason)
		assert.Equal(t, "Pavel Drozdov", e.Evidence[0].Source.Text)

		// What was corrected is corrected again, and both articles with it; into another who is in neither.
		date := schema.NewDate(2013, 11, 17)
		flushed(t, s, s.Correct(telephoned, Change{Source: "karim-zouhani", Target: "anna-wellner", Date: &date, Status: schema.Planned}, "it was she"))
		assert.Equal(t, []string{"karim-zouhani telephoned anna-wellner planned 2013-11-17: a< b<"}, eventsIn(t, s))
		wellner := schema.Event{Relation: "telephoned", Source: "karim-zouhani", Target: "anna-wellner", Status: schema.Planned, Date: date}.ID()
		full, e, err := s.FindEvent(strings.TrimPrefix(wellner, "event/")[:8])
		require.NoError(t, err)
		assert.Equal(t, wellner, full)
		assert.Equal(t, "Karim Zouhani", e.Evidence[0].Source.Text, "the words follow whom they name")
		assert.Equal(t, "Pavel Drozdov", e.Evidence[0].Target.Text, "and else the part")
		assert.NotContains(t, strings.Join(stored(t, s), "\n"), "<karim-zouhani> <telephoned>", "what is planned has no plain edge")
		for _, p := range []string{met, telephoned} {
			_, _, err := s.FindEvent(p)
			var unknown *UnknownEventError
			require.ErrorAs(t, err, &unknown)
		}

		// She is there though no article names her any more, and goes by whom she is.
		load(t, s, told("c", "Pavel Drozdov RUS"))
		flushed(t, s, nil)
		a, err := s.Find("Anna Wellner")
		require.NoError(t, err)
		assert.Equal(t, schema.ActorID("anna-wellner"), a.ID)
		load(t, s, told("c", "Anna Wellner DEU"), told("d", "Marie Dupont DEU;Karl Moll"))
		judge1(t, s, Verdict{Same: true, From: "anna-wellner", Into: "marie-dupont"})
		clean(t, s)
		assert.Equal(t, []string{"karim-zouhani telephoned marie-dupont planned 2013-11-17: a< b<"}, eventsIn(t, s))
		require.NoError(t, s.Rebuild())
		clean(t, s)
		judge1(t, s, Verdict{From: "anna-wellner", Into: "marie-dupont"})

		// Part of it corrected back, the rest taken back.
		flushed(t, s, s.Correct(wellner, Change{Source: "pavel-drozdov", Target: "karim-zouhani", Date: &[]schema.Date{day(18)}[0], Status: schema.Actual}, ""))
		assert.Equal(t, []string{"pavel-drozdov telephoned karim-zouhani actual 2013-11-18: a< b"}, eventsIn(t, s))
		n, err := s.Accept(telephoned)
		flushed(t, s, err)
		assert.Equal(t, 1, n)
		load(t, s, told("d", "Anna Wellner DEU"))
		flushed(t, s, nil)
		assert.Subset(t, stored(t, s), before)
		n, err = s.Accept(telephoned)
		require.NoError(t, err)
		assert.Zero(t, n)
	})
}

// A correction that two articles need is one, also where one reads both events
// from one stretch of its text.
func TestCorrectedIntoItsNeighbour(t *testing.T) {
	r := told("a", "Pavel Drozdov RUS;Karim Zouhani IRN", "0 met 1", "0 telephoned 1")
	r.Events[1].Evidence[0].Span = r.Events[0].Evidence[0].Span
	s := memory(t, r)
	flushed(t, s, s.Correct(id("met", "karim-zouhani", "pavel-drozdov"), Change{Relation: "telephoned", Source: "pavel-drozdov", Target: "karim-zouhani"}, ""))
	assert.Equal(t, []string{"pavel-drozdov telephoned karim-zouhani actual 2013-11-18: a"}, eventsIn(t, s))
}

func TestNamesakesInRulings(t *testing.T) {
	a, b := told("a", "John Moll GBR;Karl Wellner DEU", "0 met 1"), told("b", "John Moll USA;Karl Wellner DEU", "0 met 1")
	s := memory(t, a, b)
	require.NoError(t, s.Flush())
	flushed(t, s, s.Reject(id("met", "john-moll-gbr", "karl-wellner"), ""))
	assert.Equal(t, []string{"john-moll-usa met karl-wellner actual 2013-11-18: b"}, eventsIn(t, s))
	flushed(t, s, s.Correct(id("met", "john-moll-usa", "karl-wellner"), Change{Target: "john-moll-gbr"}, ""))
	assert.Equal(t, []string{"john-moll-gbr met john-moll-usa actual 2013-11-18: b<"}, eventsIn(t, s))
	d, err := s.Decisions()
	require.NoError(t, err)
	assert.Equal(t, Party{ID: "john-moll", Country: "GBR", Kind: schema.Person, Name: "John Moll"}, d.Events[1].Into.Target)
	// When only one bears the name, the rulings are on him.
	load(t, s, told("a", "Karl Wellner DEU"))
	flushed(t, s, nil)
	assert.Empty(t, eventsIn(t, s), "nobody meets himself")
}

// Groups that one article knows are judged in that article.
func TestRulingsOnGroups(t *testing.T) {
	r := told("a", "Karim Zouhani IRN")
	for _, name := range []schema.ActorID{"troops", "officials"} {
		r.Actors = append(r.Actors, schema.Actor{ID: name.In(r.Article.Key()), Kind: schema.Group, Name: string(name), Country: "SYR"})
	}
	troops, officials := r.Actors[1].ID, r.Actors[2].ID
	r.Events = told("a", "Karim Zouhani;Officials", "0 met 1").Events
	r.Events[0].Target = officials
	all := []schema.Reading{r}
	for i := range 9 { // so that it is patched
		all = append(all, told(fmt.Sprint(i), "Karim Zouhani IRN"))
	}
	s := memory(t, all...)
	require.NoError(t, s.Flush())
	before := stored(t, s)
	flushed(t, s, s.Correct(id("met", "karim-zouhani", officials), Change{Target: troops}, ""))
	assert.Equal(t, []string{"karim-zouhani met " + string(troops) + " actual 2013-11-18: a<"}, eventsIn(t, s))
	flushed(t, s, s.Reject(id("met", "karim-zouhani", troops), ""))
	assert.Empty(t, eventsIn(t, s))
	_, err := s.Accept(id("met", "karim-zouhani", officials))
	flushed(t, s, err)
	assert.Equal(t, before, stored(t, s))
}

// Where two that users judged otherwise become one, the correction stands.
func TestRulingsThatMeet(t *testing.T) {
	s := memory(t, told("a", "Pavel Drozdov RUS;Karim Zouhani IRN", "0 met 1"), told("b", "Anton Belov RUS;Karim Zouhani IRN", "0 met 1"))
	require.NoError(t, s.Flush())
	require.NoError(t, s.Reject(id("met", "pavel-drozdov", "karim-zouhani"), ""))
	flushed(t, s, s.Correct(id("met", "anton-belov", "karim-zouhani"), Change{Relation: "visited"}, ""))
	assert.Equal(t, []string{"anton-belov visited karim-zouhani actual 2013-11-18: b<"}, eventsIn(t, s))
	judge1(t, s, Verdict{Same: true, From: "pavel-drozdov", Into: "anton-belov"})
	clean(t, s)
	assert.Equal(t, []string{"anton-belov visited karim-zouhani actual 2013-11-18: a< b<"}, eventsIn(t, s))
	flushed(t, s, s.Reject(id("visited", "anton-belov", "karim-zouhani"), ""))
	assert.Empty(t, eventsIn(t, s), "the last word is on both")
}

func TestJudgingEventsRefuses(t *testing.T) {
	s := memory(t, told("a", "Pavel Drozdov RUS;Karim Zouhani IRN", "0 met 1"))
	foreign := told("x", "Karl Moll;Anna Moll", "0 met 1")
	other := told("y", "Pavel Drozdov RUS")
	officials := schema.ActorID("officials").In(other.Article.Key())
	other.Actors = append(other.Actors, schema.Actor{ID: officials, Kind: schema.Group, Name: "officials", Country: "RUS"})
	load(t, s, other)
	_, err := s.LoadQuads("foreign", sequence(nil, foreign.Quads()...))
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	met := id("met", "karim-zouhani", "pavel-drozdov")
	require.ErrorContains(t, s.Reject("event/0123456789abcdef", ""), "event/0123456789abcdef: not an event")
	require.ErrorContains(t, s.Reject(id("met", "anna-moll", "karl-moll"), ""), "only imported quads do")
	for want, change := range map[string]Change{
		"it is that already":                     {Relation: "met"},
		"source and target are both":             {Source: "pavel-drozdov"},
		"there is no relation \"kissed\"":        {Relation: "kissed"},
		"there is no status \"sure\"":            {Status: "sure"},
		"precision":                              {Date: &schema.Date{Year: 2013, Month: 2, Day: 30, Precision: schema.Day}},
		"somebody of a single article, in which": {Target: officials},
	} {
		assert.ErrorContains(t, s.Correct(met, change, ""), want)
	}
	assert.ErrorContains(t, s.Reject(met, "\xff"), "not valid UTF-8")
	ruled, err := s.Ruled()
	require.NoError(t, err)
	assert.Empty(t, ruled)
	for given, want := range map[string]string{
		"":                 `no event ""`,
		"event/":           `"event/" may be event/`,
		"nonsense":         `no event "nonsense"`,
		"event/xyz":        `no event "event/xyz"`,
		"0123456789abcdef": `no event "0123456789abcdef"`,
	} {
		_, _, err := s.FindEvent(given)
		assert.ErrorContains(t, err, want, given)
	}
}

// Ids of ours have no capitals and are found in any; others may, and then go first as they stand.
func TestOneEvent(t *testing.T) {
	ids := []string{"event/9fce", "event/AB", "event/ab", "event/Xy"}
	for given, want := range map[string]string{"9FC": "event/9fce", "EVENT/9fCE": "event/9fce", "AB": "event/AB", "ab": "event/ab", "xY": "event/Xy", "event/X": "event/Xy"} {
		got, err := OneEvent(given, ids)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	_, err := OneEvent("aB", ids)
	assert.EqualError(t, err, `"aB" may be event/AB, event/ab`)
}

// A correction gives edges and events that other articles give as well: patching
// takes none of them away, and keeps what a correction alone gives.
func TestPatchKeepsWhatOthersTell(t *testing.T) {
	all := []schema.Reading{
		told("a", "Xaver Moll;Yann Petit", "0 met 1"), told("z", "Carl Weber;Dora Kranz", "0 met 1"), told("q", "Bruno Adler;Dora Kranz", "0 met 1"),
	}
	for i := range 20 {
		all = append(all, told(fmt.Sprint(i), fmt.Sprintf("Anna W%dx;Karl M%dx", i, i), "0 met 1"))
	}
	s := memory(t, all...)
	require.NoError(t, s.Flush())
	patched := func(err error) {
		t.Helper()
		require.NoError(t, err)
		change, err := s.log.decide()
		require.NoError(t, err)
		require.NotNil(t, change)
		done, err := s.patch(*change)
		require.NoError(t, err)
		require.True(t, done)
		clean(t, s)
	}
	weber, moll := id("met", "carl-weber", "dora-kranz"), id("met", "xaver-moll", "yann-petit")
	before := stored(t, s)
	into := Change{Source: "xaver-moll", Target: "yann-petit"}
	patched(s.Correct(weber, into, ""))
	_, err := s.Accept(weber)
	patched(err)
	assert.Equal(t, before, stored(t, s))

	patched(s.Correct(weber, into, ""))
	before = stored(t, s)
	patched(s.Judge(Verdict{Same: true, From: "bruno-adler", Into: "carl-weber"}))
	assert.Contains(t, eventsIn(t, s), "xaver-moll met yann-petit actual 2013-11-18: a q< z<")
	patched(s.Judge(Verdict{From: "bruno-adler", Into: "carl-weber"}))
	assert.Equal(t, before, stored(t, s))

	// No article has what was corrected, until somebody is merged into who did it.
	load(t, s, told("z", "Carl Weber;Dora Kranz"))
	require.NoError(t, s.Flush())
	before = stored(t, s)
	patched(s.Judge(Verdict{Same: true, From: "bruno-adler", Into: "carl-weber"}))
	assert.Contains(t, eventsIn(t, s), "xaver-moll met yann-petit actual 2013-11-18: a q<")
	patched(s.Judge(Verdict{From: "bruno-adler", Into: "carl-weber"}))
	assert.Equal(t, before, stored(t, s))
	load(t, s, all[1])
	require.NoError(t, s.Flush())

	date := schema.NewDate(2013, 11, 17)
	_, err = s.Accept(weber)
	patched(err)
	into.Date = &date
	patched(s.Correct(weber, into, ""))
	patched(s.Reject(moll, ""))
	assert.Contains(t, stored(t, s), "<xaver-moll> <met> <yann-petit> .")
}

// rulingsOf makes rulings on some of what is read.
func rulingsOf(r *rand.Rand, readings []schema.Reading, n int) []Ruling {
	var claims []Claim
	var parties []Party
	for i := range readings {
		claims = append(claims, claimsOf(&readings[i])...)
		for k := range readings[i].Actors {
			a := &readings[i].Actors[k]
			p := partyOf(a)
			p.Kind, p.Name = a.Kind, a.Name
			parties = append(parties, p)
		}
	}
	var out []Ruling
	on := map[Claim]bool{}
	for range n {
		ruling := Ruling{On: claims[r.IntN(len(claims))]}
		if r.IntN(3) > 0 {
			ruling.Into = ruling.On
			switch r.IntN(4) {
			case 0:
				ruling.Into.Source, ruling.Into.Target = ruling.On.Target, ruling.On.Source
			case 1:
				ruling.Into.Target = parties[r.IntN(len(parties))]
			case 2:
				ruling.Into = claims[r.IntN(len(claims))]
				for _, p := range []*Party{&ruling.Into.Source, &ruling.Into.Target} {
					i := slices.IndexFunc(parties, func(x Party) bool { return x.bare() == p.bare() })
					*p = parties[i]
				}
			}
			ruling.Into.Relation = schema.Relation([]string{"met", "telephoned", "accused"}[r.IntN(3)])
			ruling.Into.Status = schema.Statuses()[r.IntN(2)]
		}
		if ruling.validate() == nil && !on[ruling.On.plain()] {
			on[ruling.On.plain()] = true
			out = append(out, ruling)
		}
	}
	return out
}

// Whatever the order of articles, of decisions on actors and on events, and of
// flushes, the graph is the one that a fresh build gives.
func TestRulingsInAnyOrderGiveOneGraph(t *testing.T) {
	rounds := 5
	if testing.Short() {
		rounds = 2
	}
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 17))
		readings := confusing(r, 6+r.IntN(20))
		rulings := rulingsOf(r, readings, 8)
		var verdicts []Verdict
		for range 3 {
			x, y := readings[r.IntN(len(readings))].Actors, readings[r.IntN(len(readings))].Actors
			v := Verdict{Same: r.IntN(2) == 0, From: x[0].ID, Into: y[0].ID}
			if memory(t).Judge(append(slices.Clone(verdicts), v)...) == nil && !slices.ContainsFunc(verdicts, func(w Verdict) bool { return pairOf(w.From, w.Into) == pairOf(v.From, v.Into) }) {
				verdicts = append(verdicts, v)
			}
		}
		want := memory(t, readings...)
		require.NoError(t, want.Decide(Decisions{Actors: verdicts, Events: rulings}))
		require.NoError(t, want.Flush())
		clean(t, want)
		graph := stored(t, want)
		for round := range 2 {
			s := memory(t)
			if round == 0 {
				s = onDisk(t)
			}
			var steps []func() error
			for _, i := range r.Perm(len(readings)) {
				steps = append(steps, func() error { _, err := s.Load(readings[i : i+1]); return err })
			}
			for _, v := range verdicts {
				steps = slices.Insert(steps, r.IntN(len(steps)+1), func() error { return s.Judge(v) })
			}
			for _, ruling := range rulings {
				at := r.IntN(len(steps) + 1)
				steps = slices.Insert(steps, at, func() error { return s.Decide(Decisions{Events: []Ruling{ruling}}) })
				// What was said before of the same claim leaves nothing.
				steps = slices.Insert(steps, r.IntN(at+1), func() error { return s.Decide(Decisions{Events: []Ruling{{On: ruling.On}}}) })
			}
			for _, step := range steps {
				err := step()
				if r.IntN(3) == 0 {
					err = errors.Join(err, s.Flush())
				}
				require.NoError(t, err)
			}
			require.NoError(t, s.Flush())
			require.Equal(t, graph, stored(t, s), "seed %d", seed)
			clean(t, s)
		}
	}
}

// Among many articles a change of rulings is patched into the store, and leaves
// it as a rebuild would.
func TestPatchOfRulings(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		r := rand.New(rand.NewPCG(21, 22))
		var all []schema.Reading
		for i := range 150 {
			// Few people, much told of each pair: other articles give the same edges.
			a, b := i%12, (i/12)%12
			if a == b {
				b = 12
			}
			all = append(all, told(fmt.Sprint("article ", i), fmt.Sprintf("Anna W%dx DEU;Karl M%dx DEU", a, b), []string{"0 met 1", "0 accused 1", "1 telephoned 0"}[i%3]))
		}
		load(t, s, all...)
		require.NoError(t, s.Flush())
		stand := map[Claim]Ruling{}
		var verdicts []Verdict
		patched := 0
		for step := range 40 {
			for _, ruling := range rulingsOf(r, all, 1) {
				require.NoError(t, s.Decide(Decisions{Events: []Ruling{ruling}}))
				stand[ruling.On.plain()] = ruling
			}
			if step%4 == 3 && len(stand) > 0 {
				ruled, err := s.Ruled()
				require.NoError(t, err)
				one := ruled[r.IntN(len(ruled))]
				_, err = s.Accept(one.OnEvent)
				require.NoError(t, err)
				for _, other := range ruled {
					if other.OnEvent == one.OnEvent {
						delete(stand, other.On.plain())
					}
				}
			}
			if step%6 == 5 {
				x, y := all[r.IntN(len(all))].Actors, all[r.IntN(len(all))].Actors
				if v := (Verdict{Same: step%4 != 1, From: x[0].ID, Into: y[1].ID}); s.Judge(v) == nil {
					verdicts = append(verdicts, v)
				}
			}
			if patchAndFlush(t, s) {
				patched++
			}
			if step%4 == 0 {
				fresh := memory(t)
				d := Decisions{Actors: verdicts}
				for _, ruling := range stand {
					d.Events = append(d.Events, ruling)
				}
				require.NoError(t, fresh.Decide(d))
				load(t, fresh, all...)
				require.NoError(t, fresh.Rebuild())
				require.Equal(t, stored(t, fresh), stored(t, s), "step %d", step)
				clean(t, s)
			}
		}
		assert.Greater(t, patched, 20)
	})
}
