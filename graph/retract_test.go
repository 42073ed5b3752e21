package graph

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/syndtr/goleveldb/leveldb/util"

	"entente/schema"
)

// sameGraph requires that two stores give the same answers, to Gizmo too, and
// that nothing lies in the one on disk that is not in the other.
func sameGraph(t testing.TB, want, got *Store, context ...any) {
	t.Helper()
	require.Equal(t, stored(t, want), stored(t, got), context...)
	answers := func(s *Store) (out []any) {
		stats, err := s.Stats()
		require.NoError(t, err)
		edges := edgesOf(t, s, Scope{})
		actors, err := s.Actors()
		require.NoError(t, err)
		nodes, err := rows(s, `g.V().All()`, 0)
		require.NoError(t, err)
		sorted := strings.Split(nodes, "\n")
		slices.Sort(sorted)
		names := map[string]bool{}
		it := s.quads.names.db.NewIterator(util.BytesPrefix([]byte("entente/")), nil)
		defer it.Release()
		for it.Next() {
			names[string(it.Key())] = true
		}
		return []any{stats, edges, actors, sorted, names}
	}
	require.Equal(t, answers(want), answers(got), context...)
	if want.dir != "" && got.dir != "" {
		require.Equal(t, keys(want.quads), keys(got.quads), context...)
	}
	clean(t, got)
}

// keys counts the keys in the LevelDB of a store, by what they are for.
func keys(q *quadStore) map[string]int {
	out := map[string]int{}
	it := q.names.db.NewIterator(nil, nil)
	defer it.Release()
	for it.Next() {
		bucket, _, _ := strings.Cut(string(it.Key()), "/")
		if len(bucket) == 3 && (bucket[0] == 'v' || bucket[0] == 'n') {
			bucket = bucket[:1]
		}
		out[bucket]++
	}
	return out
}

// others are n articles about people of whom no other article speaks.
func others(n int) []schema.Reading {
	var out []schema.Reading
	for i := range n {
		out = append(out, told(fmt.Sprint("other ", i), fmt.Sprintf("Anna W%dx DEU;Karl W%dx DEU", i, i), "0 met 1"))
	}
	return out
}

// retold is an article that tells the same as another.
func retold(r schema.Reading, id string) schema.Reading {
	r.Article.ID = id
	r.Events = slices.Clone(r.Events)
	for i := range r.Events {
		r.Events[i].Evidence = slices.Clone(r.Events[i].Evidence)
		r.Events[i].Evidence[0].Article = id
	}
	return r
}

// Whatever is loaded, replaced, retracted and decided in whatever order, the
// graph is the one that a fresh load of what is left gives.
func TestRetractEqualsFresh(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		_, inMemory := s.quads.QuadStore.(*memstore.QuadStore)
		rounds := 36
		if testing.Short() {
			rounds = 15
		}
		r := rand.New(rand.NewPCG(21, 22))
		rest := others(60)
		load(t, s, rest...)
		require.NoError(t, s.Flush())
		left := map[string]schema.Reading{}
		verdicts := map[pair]Verdict{}
		rulings := map[Claim]Ruling{}
		patched, merged := 0, 0
		for round := range rounds {
			for range 1 + r.IntN(4) {
				ids := slices.Collect(func(yield func(string) bool) {
					for id := range left {
						if !yield(id) {
							return
						}
					}
				})
				slices.Sort(ids)
				switch what := r.IntN(10); {
				case what < 4 || len(ids) == 0: // another, or another reading
					reading := confusing(r, 12)[r.IntN(12)]
					if r.IntN(2) == 0 && len(ids) > 0 { // of the same events
						reading = retold(left[ids[r.IntN(len(ids))]], fmt.Sprint("article ", r.IntN(12)))
					}
					load(t, s, reading)
					left[reading.Article.ID] = reading
				case what < 7:
					n := 1 + r.IntN(min(2, len(ids)))
					r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
					_, err := s.Retract(ids[:n]...)
					require.NoError(t, err)
					for _, id := range ids[:n] {
						delete(left, id)
					}
				case what < 9:
					var readings []schema.Reading
					for _, id := range ids {
						readings = append(readings, left[id])
					}
					for _, ruling := range rulingsOf(r, readings, 2) {
						require.NoError(t, s.Decide(Decisions{Events: []Ruling{ruling}}))
						rulings[ruling.On.plain()] = ruling
					}
				default:
					actors := left[ids[0]].Actors
					v := Verdict{Same: r.IntN(2) == 0, From: actors[0].ID, Into: actors[len(actors)-1].ID}
					if s.Judge(v) == nil {
						verdicts[pairOf(v.From, v.Into)] = v
					}
				}
			}
			db := s.quads.names.db
			if r.IntN(2) == 0 && s.dir != "" {
				require.NoError(t, s.Close())
				again, err := Open(s.dir)
				require.NoError(t, err)
				*s = Store{dir: again.dir, log: again.log, quads: again.quads}
				db = s.quads.names.db
			}
			require.NoError(t, s.Flush())
			if s.quads.names.db == db {
				patched++
			}
			if round%3 != 2 {
				continue
			}
			fresh := memory(t)
			if !inMemory {
				fresh = onDisk(t)
			}
			load(t, fresh, rest...)
			for _, reading := range left {
				load(t, fresh, reading)
			}
			for _, v := range verdicts {
				require.NoError(t, fresh.Judge(v))
			}
			for _, ruling := range rulings {
				require.NoError(t, fresh.Decide(Decisions{Events: []Ruling{ruling}}))
			}
			require.NoError(t, fresh.Rebuild())
			sameGraph(t, fresh, s, "round %d", round)
			merged += len(s.log.who.Same)
		}
		assert.Greater(t, patched, rounds/2)
		assert.NotZero(t, merged)
	})
}

func TestRetract(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		in := append(news(), others(8)...)
		load(t, s, in...)
		require.NoError(t, s.Flush())
		db := s.quads.names.db
		before := stored(t, s)

		_, err := s.Retract("second.txt", "phones.txt")
		var unknown *UnknownArticleError
		require.ErrorAs(t, err, &unknown)
		assert.Equal(t, UnknownArticleError{"phones.txt", []string{"phone.txt"}}, *unknown)
		assert.Equal(t, before, stored(t, s), "all or none")
		clean(t, s)

		done, err := s.Retract("second.txt", "second.txt", "empty.txt")
		require.NoError(t, err)
		assert.Equal(t, Retracted{Articles: 2, Events: 1}, done, "the call is told by another, and so is Hammond")
		sameGraph(t, memory(t, append([]schema.Reading{in[0], in[2]}, others(8)...)...), s)
		done, err = s.Retract(in[2].Article.ID)
		require.NoError(t, err)
		assert.Equal(t, Retracted{Articles: 1, Events: 2, Actors: 2}, done)
		_, err = s.Find("Hammond")
		require.Error(t, err)
		assert.True(t, s.quads.names.db == db, "without a rebuild")
		_, err = s.Retract("second.txt")
		require.ErrorAs(t, err, &unknown)

		// It may come again.
		load(t, s, in...)
		require.NoError(t, s.Flush())
		assert.Equal(t, before, stored(t, s))
		clean(t, s)
	})
}

// Two names that are one in the index: when one goes, the other is still found.
func TestRetractKeepsNamesOfOthers(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		a := told("a", "Karl Wellner DEU")
		b := told("b", "Karl Wellner DEU")
		b.Actors[0].Aliases = []string{"KARL Wellner", "Old Wellner"}
		load(t, s, append(others(4), a, b)...)
		require.NoError(t, s.Flush())
		_, err := s.Retract("b")
		require.NoError(t, err)
		clean(t, s)
		for _, name := range []string{"karl wellner", "Wellner"} {
			found, err := s.Find(name)
			require.NoError(t, err, name)
			assert.Equal(t, schema.ActorID("karl-wellner"), found.ID)
		}
		_, err = s.Find("Old Wellner")
		require.Error(t, err)
	})
}

// A process that was killed after it took an article out of the log, and the
// article back in before the store was brought up to date, leave nothing.
func TestRetractInterrupted(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		one := article("a", "", day(1), "john-kerry met sergey-lavrov", "john-kerry visited sergey-lavrov")
		two := article("a", "", day(1), "john-kerry met sergey-lavrov", "john-kerry accused ali-salehi")
		load(t, s, append(others(6), one)...)
		require.NoError(t, s.Flush())
		interrupted := func() {
			_, err := s.retract([]string{"a"}, new(Retracted))
			require.NoError(t, err)
		}
		interrupted()
		problems, err := s.Check()
		require.NoError(t, err)
		assert.Contains(t, problems, "1 article was replaced or retracted, and the store still holds what it said: a")
		_, err = s.Retract("a")
		require.NoError(t, err, "ends what was begun")
		sameGraph(t, memory(t, others(6)...), s)

		load(t, s, one)
		interrupted()
		load(t, s, two)
		interrupted()
		load(t, s, one)
		load(t, s, two)
		require.NoError(t, s.Flush())
		sameGraph(t, memory(t, append(others(6), two)...), s)
	})
}

// A merge of which one end is nowhere any more is none, also for roles there,
// whoever speaks of them.
func TestRetractMergedOffice(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		un, uno := told("a", "Anna Wellner DEU"), told("b", "Anna Wellner DEU")
		un.Actors[0] = schema.Actor{ID: "united-nations", Kind: schema.Organisation, Name: "United Nations"}
		uno.Actors[0] = schema.Actor{ID: "uno", Kind: schema.Organisation, Name: "UNO"}
		rest := append(others(8), un, told("c", "Karl Wellner DEU envoy@uno"))
		load(t, s, append(rest, uno)...)
		merge := Verdict{Same: true, From: "uno", Into: "united-nations"}
		judge1(t, s, merge)
		assert.Contains(t, strings.Join(stored(t, s), "\n"), "<at> <united-nations>")
		_, err := s.Retract("b")
		require.NoError(t, err)
		fresh := memory(t, rest...)
		judge1(t, fresh, merge)
		sameGraph(t, fresh, s)
	})
}

// Whom a correction brings into an article stays with it, though another article
// that told of him goes: in a cast he is in neither.
func TestRetractWhatACorrectionGives(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		a, b := told("a", "Xaver Moll;Yann Petit", "0 met 1"), told("b", "Carl Weber;Dora Kranz", "0 met 1")
		load(t, s, append(others(8), a, b)...)
		require.NoError(t, s.Flush())
		require.NoError(t, s.Correct(id("met", "carl-weber", "dora-kranz"), Change{Source: "xaver-moll", Target: "yann-petit"}, ""))
		require.NoError(t, s.Flush())
		_, err := s.Retract("a")
		require.NoError(t, err)
		fresh := memory(t, append(others(8), b)...)
		decisions, err := s.Decisions()
		require.NoError(t, err)
		require.NoError(t, fresh.Decide(decisions))
		require.NoError(t, fresh.Flush())
		sameGraph(t, fresh, s)
		assert.Contains(t, strings.Join(stored(t, s), "\n"), `<xaver-moll> <name> "Xaver Moll"`)
	})
}

func TestRetractImport(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		shared, own := quad.MakeIRI("x", "knows", "y", ""), quad.MakeIRI("x", "likes", "anna-w1x", "")
		load(t, s, others(3)...)
		for name, quads := range map[string][]quad.Quad{"one": {shared, own}, "two": {shared}, "copy of two": {shared}} {
			_, err := s.LoadQuads(name, sequence(nil, quads...))
			require.NoError(t, err)
		}
		done, err := s.Retract("two", "one", "other 1")
		require.NoError(t, err)
		assert.Equal(t, Retracted{Articles: 1, Imports: 2, Events: 1, Actors: 2}, done)
		want := memory(t, append(others(1), others(3)[2])...)
		_, err = want.LoadQuads("copy of two", sequence(nil, shared))
		require.NoError(t, err)
		sameGraph(t, want, s)
		chunks := 0
		for range s.log.keys(chunkPrefix) {
			chunks++
		}
		assert.Equal(t, 1, chunks)
		// With imports there, the store is built anew.
		_, err = s.Retract("other 2")
		require.NoError(t, err)
		_, err = want.Retract("other 2")
		require.NoError(t, err)
		sameGraph(t, want, s)
	})
}
