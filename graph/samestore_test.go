package graph

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// told makes a reading: its actors as in [actorOf], parted by ";", its events by
// their numbers, "0 met 1".
func told(id, actors string, events ...string) schema.Reading {
	r := schema.Reading{Article: schema.Article{ID: id, Text: "Nothing but names."}}
	for _, one := range strings.Split(actors, ";") {
		r.Actors = append(r.Actors, actorOf(one))
	}
	for i, line := range events {
		var source, target int
		var relation schema.Relation
		if _, err := fmt.Sscan(line, &source, &relation, &target); err != nil {
			panic(line) // of a test, misspelt
		}
		r.Events = append(r.Events, schema.Event{
			Source: r.Actors[source].ID, Relation: relation, Target: r.Actors[target].ID, Status: schema.Actual, Date: day(18),
			Evidence: []schema.Evidence{{
				Article: id, Span: schema.Span{Start: i, End: i + 3}, Quote: "Nothing but names.",
				Source: schema.Mentioned{Text: r.Actors[source].Name}, Target: schema.Mentioned{Text: r.Actors[target].Name},
			}},
		})
	}
	return r
}

func judge1(t testing.TB, s *Store, v ...Verdict) {
	t.Helper()
	require.NoError(t, s.Judge(v...))
	require.NoError(t, s.Flush())
}

func TestMergedActorInTheStore(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s,
			told("a", "Pavel Drozdov RUS;Karim Zouhani IRN", "0 met 1", "0 telephoned 1"),
			told("b", "Pavel Drozdov RUS;Anna Wellner DEU", "0 met 1"),
			told("c", "Pavel Droazdov RUS minister@russia;Karim Zouhani IRN", "1 met 0", "0 accused 1"),
		)
		before := stored(t, s)
		require.NoError(t, s.Flush())
		clean(t, s)
		all := strings.Join(stored(t, s), "\n")
		assert.Equal(t, 2, strings.Count(all, "<pavel-droazdov>"), "same_as and sameness alone")
		assert.Contains(t, all, "<pavel-droazdov> <same_as> <pavel-drozdov> .")
		assert.Contains(t, all, `<pavel-drozdov> <alias> "Pavel Droazdov" .`)
		assert.NotContains(t, all, `<pavel-drozdov> <name> "Pavel Droazdov" .`)
		assert.Contains(t, all, `<reason> "close spelling, same country" .`)

		events, err := s.Between("pavel-drozdov", "karim-zouhani", Filter{})
		require.NoError(t, err)
		var got []string
		for _, e := range events {
			got = append(got, fmt.Sprintf("%s %s %s: %d articles", e.Source, e.Relation, e.Target, e.Articles))
		}
		assert.ElementsMatch(t, []string{
			"karim-zouhani met pavel-drozdov: 2 articles", "pavel-drozdov telephoned karim-zouhani: 1 articles", "pavel-drozdov accused karim-zouhani: 1 articles",
		}, got)
		for _, name := range []string{"pavel-droazdov", "Pavel Droazdov", "Droazdov", "pavel-drozdov"} {
			a, err := s.Find(name)
			require.NoError(t, err, name)
			assert.Equal(t, schema.ActorID("pavel-drozdov"), a.ID, name)
			assert.Len(t, a.Roles, 1)
		}
		same, err := s.Samenesses("pavel-drozdov")
		require.NoError(t, err)
		assert.Len(t, same, 1)

		// A user's word parts them for good, and joins them again.
		judge1(t, s, Verdict{From: "pavel-drozdov", Into: "pavel-droazdov"})
		clean(t, s)
		assert.Equal(t, before, stored(t, s))
		load(t, s, told("d", "Pavel Drozdov RUS minister@russia"))
		require.NoError(t, s.Flush())
		assert.Contains(t, strings.Join(stored(t, s), "\n"), `<pavel-droazdov> <name> "Pavel Droazdov" .`)
		judge1(t, s, Verdict{Same: true, From: "pavel-drozdov", Into: "pavel-droazdov", Reason: "his own spelling"})
		clean(t, s)
		a, err := s.Find("Pavel Drozdov")
		require.NoError(t, err)
		assert.Equal(t, schema.ActorID("pavel-droazdov"), a.ID)
	})
}

// Nobody meets himself: what an article told of two ids that are one is left out.
func TestMergedActorsShareNoEvent(t *testing.T) {
	s := memory(t, told("a", "Pavel Drozdov RUS;Karl Wellner DEU", "0 met 1"))
	judge1(t, s, Verdict{Same: true, From: "karl-wellner", Into: "pavel-drozdov"})
	clean(t, s)
	st, err := s.Stats()
	require.NoError(t, err)
	assert.Zero(t, st.Events)
	assert.Equal(t, 1, st.Actors)
}

func TestNamesakesInTheStore(t *testing.T) {
	s := memory(t,
		told("a", "John Moll GBR;Karl Wellner DEU", "0 met 1"),
		told("b", "John Moll USA;Karl Wellner DEU", "0 accused 1"),
		told("c", "John Moll;Karl Wellner DEU", "0 praised 1"))
	require.NoError(t, s.Flush())
	clean(t, s)
	_, err := s.Find("John Moll")
	var ambiguous *AmbiguousActorError
	require.ErrorAs(t, err, &ambiguous)
	var ids []schema.ActorID
	for _, a := range ambiguous.Candidates {
		ids = append(ids, a.ID)
	}
	assert.Equal(t, []schema.ActorID{"john-moll", "john-moll-gbr", "john-moll-usa"}, ids)
	events, err := s.Between("john-moll-usa", "karl-wellner", Filter{})
	require.NoError(t, err)
	require.Len(t, events, 1)
	assert.Equal(t, schema.Relation("accused"), events[0].Relation)
	judge1(t, s, Verdict{Same: true, From: "john-moll", Into: "john-moll-usa"})
	clean(t, s)
	events, err = s.Between("john-moll-usa", "karl-wellner", Filter{})
	require.NoError(t, err)
	assert.Len(t, events, 2)
}

// Imported quads follow what users decide, and an export comes back as it was.
func TestImportsFollowMerges(t *testing.T) {
	s := memory(t,
		told("a", "Pavel Drozdov RUS;Karim Zouhani IRN", "0 met 1"),
		told("b", "Pavel Droazdov RUS;Karim Zouhani IRN", "0 met 1"),
		told("c", "Pavel Drozdov RUS"))
	_, err := s.LoadQuads("foreign", sequence(nil,
		quad.Make(quad.IRI("pavel-droazdov"), schema.PredName, "П. Дроздов", nil),
		quad.MakeIRI("pavel-droazdov", "knows", "karim-zouhani", ""),
		quad.MakeIRI("pavel-droazdov", "knows", "pavel-drozdov", "")))
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	clean(t, s)
	all := stored(t, s)
	assert.True(t, slices.Contains(all, `<pavel-drozdov> <alias> "П. Дроздов" .`))
	assert.True(t, slices.Contains(all, `<pavel-drozdov> <knows> <karim-zouhani> .`))
	assert.False(t, slices.Contains(all, `<pavel-drozdov> <knows> <pavel-drozdov> .`))

	copied := memory(t)
	_, err = copied.LoadQuads("export", s.Quads())
	require.NoError(t, err)
	require.NoError(t, copied.Flush())
	assert.Equal(t, all, stored(t, copied))
	clean(t, copied)
	a, err := copied.Find("pavel-droazdov")
	require.NoError(t, err)
	assert.Equal(t, schema.ActorID("pavel-drozdov"), a.ID)
}

func TestJudgeRefuses(t *testing.T) {
	s := memory(t)
	merge := func(a, b schema.ActorID) Verdict { return Verdict{Same: true, From: a, Into: b} }
	require.NoError(t, s.Judge(merge("a", "b"), merge("b", "c")))
	for want, bad := range map[string]Verdict{
		"split c a contradicts merge a b (decided before), merge b c (decided before)": {From: "c", Into: "a"},
		"a twice":               merge("a", "a"),
		"\"A b\" is no id":      merge("A b", "a"),
		"of a single article":   merge("officials.0123456789ab", "a"),
		"not valid UTF-8":       {Same: true, From: "x", Into: "y", Reason: "\xff"},
		"\"met\" is no id":      merge("a", "met"),
		"merge: \"\" is no id ": merge("a", ""),
	} {
		require.ErrorContains(t, s.Judge(merge("p", "q"), bad), want)
	}
	got, err := s.Verdicts()
	require.NoError(t, err)
	assert.Equal(t, []Verdict{{true, "a", "b", noReason}, {true, "b", "c", noReason}}, got)
	require.NoError(t, s.Judge(Verdict{From: "b", Into: "a"}, Verdict{From: "c", Into: "a"}))
}

// A small world of people whose names are easily taken for one another.
func confusing(r *rand.Rand, n int) []schema.Reading {
	given := []string{"Pavel", "Karim Reza", "Karim", "Reza", "Muhammad", "Mohammad", "K. Reza"}
	last := []string{"Drozdov", "Droazdov", "Drosdov", "Zouhani", "Zowhani", "Zouhanni", "el-Shafoui", "al-Shafoui"}
	facts := []string{"", "RUS", "IRN", "IRN", "minister@iran", "minister@iran IRN"}
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	out := make([]schema.Reading, n)
	for i := range out {
		var actors []string
		ids := map[schema.ActorID]bool{}
		for range 2 + r.IntN(3) {
			a := pick(given) + " " + pick(last) + " " + pick(facts)
			if id := actorOf(a).ID; !ids[id] {
				ids[id] = true
				actors = append(actors, a)
			}
		}
		var events []string
		if len(actors) > 1 {
			events = append(events, "0 met 1", "1 accused 0")
		}
		out[i] = told(fmt.Sprint("article ", i), strings.Join(actors, ";"), events...)
	}
	return out
}

// Whatever the order in which articles come, decisions are made and the store
// is brought up to date, the graph is the one that a fresh build gives.
func TestAnyOrderGivesOneGraph(t *testing.T) {
	rounds := 6
	if testing.Short() {
		rounds = 2
	}
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 7))
		readings := confusing(r, 4+r.IntN(24))
		var ids []schema.ActorID
		for _, reading := range readings {
			for _, a := range reading.Actors {
				ids = append(ids, a.ID)
			}
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		var verdicts []Verdict
		on := map[pair]bool{}
		for range r.IntN(5) {
			a, b := ids[r.IntN(len(ids))], ids[r.IntN(len(ids))]
			v := Verdict{Same: r.IntN(2) == 0, From: a, Into: b}
			if a != b && !on[pairOf(a, b)] && memory(t).Judge(append(slices.Clone(verdicts), v)...) == nil {
				on[pairOf(a, b)] = true
				verdicts = append(verdicts, v)
			}
		}
		want := memory(t, readings...)
		require.NoError(t, want.Judge(verdicts...))
		require.NoError(t, want.Flush())
		clean(t, want)
		graph := stored(t, want)
		for round := range 3 {
			s := memory(t)
			if round == 0 {
				s = onDisk(t)
			}
			steps := make([]func() error, 0, len(readings)+len(verdicts))
			for _, i := range r.Perm(len(readings)) {
				steps = append(steps, func() error { _, err := s.Load(readings[i : i+1]); return err })
			}
			for _, v := range verdicts {
				at := r.IntN(len(steps) + 1)
				steps = slices.Insert(steps, at, func() error { return s.Judge(v) })
			}
			// A reading that is replaced later leaves nothing.
			if round == 1 {
				i := r.IntN(len(readings))
				changed := confusing(r, len(readings))[i]
				steps = slices.Insert(steps, 0, func() error { _, err := s.Load([]schema.Reading{changed}); return err })
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
			require.NoError(t, s.Rebuild())
			require.Equal(t, graph, stored(t, s), "seed %d", seed)
		}
	}
}

// Among many articles a change of decisions is patched into the store, and
// leaves it as a rebuild would.
func TestPatch(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		r := rand.New(rand.NewPCG(11, 12))
		readings := confusing(r, 30)
		// Names in other families, so that each change touches few.
		for i := range readings {
			for _, from := range []string{"Drozdov", "Drosdov"} {
				if i%2 == 0 {
					readings[i] = renamed(readings[i], from, strings.Replace(from, "ov", "enko", 1))
				}
			}
		}
		var all []schema.Reading
		for i := range 120 {
			all = append(all, told(fmt.Sprint("other ", i), fmt.Sprintf("Anna W%dx DEU;Karl W%dx DEU", i, i), "0 met 1"))
		}
		load(t, s, all...)
		require.NoError(t, s.Flush())
		var verdicts []Verdict
		patched := 0
		for step, reading := range readings {
			all = append(all, reading)
			load(t, s, reading)
			if step%3 == 2 {
				ids := reading.Actors
				v := Verdict{Same: step%2 == 0, From: ids[0].ID, Into: ids[1].ID}
				if s.Judge(v) == nil {
					verdicts = append(verdicts, v)
				}
			}
			if patchAndFlush(t, s) {
				patched++
			}
			if step%5 == 4 {
				fresh := memory(t)
				require.NoError(t, fresh.Judge(verdicts...))
				load(t, fresh, all...)
				require.NoError(t, fresh.Rebuild())
				require.Equal(t, stored(t, fresh), stored(t, s), "step %d", step)
				clean(t, s)
			}
		}
		assert.Greater(t, patched, 10)
	})
}

// patchAndFlush flushes, and reports whether a change of decisions could be patched in.
func patchAndFlush(t *testing.T, s *Store) (patched bool) {
	t.Helper()
	change, err := s.log.decide()
	require.NoError(t, err)
	if change != nil {
		patched, err = s.patch(*change)
		require.NoError(t, err)
	}
	require.NoError(t, s.Flush())
	return patched
}

// renamed is a reading with a surname changed.
func renamed(r schema.Reading, from, to string) schema.Reading {
	ids := map[schema.ActorID]schema.ActorID{}
	for i := range r.Actors {
		a := &r.Actors[i]
		old := a.ID
		a.Name = strings.ReplaceAll(a.Name, from, to)
		a.ID = schema.NewPersonID(a.Name)
		ids[old] = a.ID
	}
	for i := range r.Events {
		e := &r.Events[i]
		e.Source, e.Target = ids[e.Source], ids[e.Target]
	}
	return r
}
