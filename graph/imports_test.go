package graph

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// rowsOf makes rows of a table out of readings: one for every event, of a story that
// several rows may be of, and that an article may be, too.
func rowsOf(r *rand.Rand, readings []schema.Reading) []schema.Reading {
	var out []schema.Reading
	for _, reading := range readings {
		story := fmt.Sprint("story ", r.IntN(9))
		if r.IntN(6) == 0 {
			story = reading.Article.ID
		}
		for i, e := range reading.Events {
			row := schema.Reading{Article: schema.Article{ID: story, Publisher: "The Gazette"}}
			for _, id := range []schema.ActorID{e.Source, e.Target} {
				a, _ := reading.Actor(id)
				row.Actors = append(row.Actors, a)
			}
			e.Evidence = []schema.Evidence{{Article: story, Sentence: i, Rule: "icews", CAMEO: "040"}}
			row.Events = []schema.Event{e}
			out = append(out, row)
		}
	}
	return out
}

// oddQuads are some that no reading gives: of what was read, and in places where
// readings have nothing.
func oddQuads(r *rand.Rand, readings []schema.Reading) []quad.Quad {
	var all []quad.Quad
	var ids []quad.IRI
	for i := range readings {
		for _, q := range readings[i].Quads() {
			if r.IntN(3) == 0 {
				all = append(all, q)
			}
		}
		for _, a := range readings[i].Actors {
			ids = append(ids, a.ID.IRI())
		}
	}
	pick := func() quad.IRI { return ids[r.IntN(len(ids))] }
	for range 6 {
		all = append(all,
			quad.Quad{Subject: pick(), Predicate: quad.IRI("knows"), Object: pick()},
			quad.Quad{Subject: pick(), Predicate: schema.PredName, Object: quad.String(fmt.Sprint("Nobody Special", r.IntN(3)))},
			quad.Quad{Subject: pick(), Predicate: quad.IRI("met"), Object: pick(), Label: pick()},
			quad.Quad{Subject: quad.BNode(fmt.Sprint("b", r.IntN(3))), Predicate: pick(), Object: quad.Int(r.IntN(3))})
	}
	sameness := schema.Sameness{Old: schema.ActorID(pick()), New: schema.ActorID(pick()), Score: 1, Reason: noReason, By: schema.ByUser}
	return append(all, sameness.Quads()...)
}

// Whatever is loaded, replaced, retracted and decided beside tables and imported
// quads, in whatever order, the graph is the one that a fresh load of what is left
// gives, and for most of it nothing is built anew.
func TestImportsEqualFresh(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		_, inMemory := s.quads.QuadStore.(*memstore.QuadStore)
		rounds := 15
		if testing.Short() {
			rounds = 9
		}
		r := rand.New(rand.NewPCG(31, 32))
		type written struct {
			rows  []schema.Reading
			quads []quad.Quad
		}
		write := func(s *Store, name string, w written) {
			_, err := s.LoadCoded(name, w.rows)
			if w.rows == nil {
				_, err = s.LoadQuads(name, sequence(nil, w.quads...))
			}
			require.NoError(t, err)
		}
		left, imports := map[string]schema.Reading{}, map[string]written{}
		verdicts, rulings := map[pair]Verdict{}, map[Claim]Ruling{}
		import1 := func(name string) {
			w := written{rows: rowsOf(r, confusing(r, 4))}
			if r.IntN(2) == 0 {
				w = written{quads: oddQuads(r, slices.Concat(confusing(r, 3), rowsOf(r, confusing(r, 3))))}
			}
			write(s, name, w)
			imports[name] = w
		}
		for _, reading := range others(40) {
			left[reading.Article.ID] = reading
			load(t, s, reading)
		}
		imports["others"] = written{rows: rowsOf(r, others(60))}
		write(s, "others", imports["others"])
		for i := range 4 {
			import1(fmt.Sprint("import ", i))
		}
		require.NoError(t, s.Flush())
		patched, unpatched, merged, ruled := 0, 0, 0, 0
		for round := range rounds {
			stale := false
			for range 1 + r.IntN(4) {
				ids := slices.DeleteFunc(slices.Sorted(maps.Keys(left)), func(id string) bool { return strings.HasPrefix(id, "other ") })
				var said []schema.Reading
				for _, id := range ids {
					said = append(said, left[id])
				}
				for _, name := range slices.Sorted(maps.Keys(imports)) {
					said = append(said, imports[name].rows...)
				}
				switch what := r.IntN(12); {
				case what < 3 || len(ids) == 0:
					reading := confusing(r, 12)[r.IntN(12)]
					if r.IntN(2) == 0 && len(ids) > 0 {
						reading = retold(left[ids[r.IntN(len(ids))]], fmt.Sprint("article ", r.IntN(12)))
					}
					load(t, s, reading)
					left[reading.Article.ID] = reading
				case what < 5:
					id := ids[r.IntN(len(ids))]
					_, err := s.Retract(id)
					require.NoError(t, err)
					delete(left, id)
				case what == 5 && len(s.log.who.Rulings) > 0:
					ruled, err := s.Ruled()
					require.NoError(t, err)
					one := ruled[r.IntN(len(ruled))]
					_, err = s.Accept(one.OnEvent)
					require.NoError(t, err)
					for _, other := range ruled {
						if other.OnEvent == one.OnEvent {
							delete(rulings, other.On.plain())
						}
					}
				case what < 9:
					for _, ruling := range rulingsOf(r, said, 2) {
						require.NoError(t, s.Decide(Decisions{Events: []Ruling{ruling}}))
						rulings[ruling.On.plain()] = ruling
					}
				case what < 11:
					x, y := said[r.IntN(len(said))].Actors, said[r.IntN(len(said))].Actors
					v := Verdict{Same: r.IntN(3) > 0, From: x[0].ID, Into: y[len(y)-1].ID}
					if s.Judge(v) == nil {
						verdicts[pairOf(v.From, v.Into)] = v
					}
				case r.IntN(3) == 0:
					name := slices.Sorted(maps.Keys(imports))[r.IntN(len(imports))]
					_, err := s.Retract(name)
					require.NoError(t, err)
					delete(imports, name)
					stale = true
					import1(fmt.Sprint("another ", round))
				}
			}
			if s.dir != "" && r.IntN(2) == 0 {
				require.NoError(t, s.Close())
				again, err := Open(s.dir)
				require.NoError(t, err)
				*s = Store{dir: again.dir, log: again.log, quads: again.quads} //nolint:govet // its locks are free
			}
			db := s.quads.names.db
			require.NoError(t, s.Flush())
			switch {
			case s.quads.names.db == db && !stale:
				patched++
			case !stale:
				unpatched++
			}
			merged, ruled = merged+len(s.log.who.Same), ruled+len(s.log.who.Rulings)
			if round%3 != 2 {
				continue
			}
			fresh := memory(t)
			if !inMemory {
				fresh = onDisk(t)
			}
			load(t, fresh, slices.Collect(maps.Values(left))...)
			for name, w := range imports {
				write(fresh, name, w)
			}
			require.NoError(t, fresh.Decide(Decisions{Actors: slices.Collect(maps.Values(verdicts)), Events: slices.Collect(maps.Values(rulings))}))
			require.NoError(t, fresh.Rebuild())
			sameStore(t, fresh, s, "round %d", round)
		}
		t.Logf("%d patched, %d not, %d merged, %d ruled", patched, unpatched, merged, ruled)
		assert.Greater(t, patched, 5*unpatched)
		assert.NotZero(t, merged)
		assert.NotZero(t, ruled)
	})
}

// sameStore requires that two stores hold the same, down to their nodes and keys,
// and that nothing else is wrong with the one than with the other: imported quads
// may say what they want.
func sameStore(t testing.TB, want, got *Store, context ...any) {
	t.Helper()
	require.Equal(t, stored(t, want), stored(t, got), context...)
	hidden := func(s *Store) []any {
		problems, err := s.Check()
		require.NoError(t, err)
		nodes, err := rows(s, `g.V().All()`, 0)
		require.NoError(t, err)
		sorted := strings.Split(nodes, "\n")
		slices.Sort(sorted)
		return []any{problems, sorted, keys(s.quads)}
	}
	require.Equal(t, hidden(want), hidden(got), context...)
}

// What a correction makes rows tell, and whom it brings into them, stays with them
// though an article that told of it goes: of the event, and of the actor alone.
func TestRetractWhatRowsGive(t *testing.T) {
	for name, a := range map[string]schema.Reading{
		"the event": planned(told("a", "Xaver Moll;Yann Petit", "0 met 1")), "an actor": told("a", "Xaver Moll;Yann Petit"),
	} {
		t.Run(name, func(t *testing.T) {
			s := onDisk(t)
			rest := others(9)
			if name == "the event" { // of the actors another article tells
				rest = append(rest, told("b", "Xaver Moll;Yann Petit"))
			}
			rows := rowsOf(rand.New(rand.NewPCG(1, 2)), []schema.Reading{told("c", "Carl Weber;Dora Kranz", "0 met 1")})
			write := func(s *Store) {
				load(t, s, rest...)
				_, err := s.LoadCoded("table", rows)
				require.NoError(t, err)
			}
			write(s)
			load(t, s, a)
			require.NoError(t, s.Flush())
			require.NoError(t, s.Correct(id("met", "carl-weber", "dora-kranz"), Change{Source: "xaver-moll", Target: "yann-petit", Status: schema.Planned}, ""))
			require.NoError(t, s.Flush())
			db := s.quads.names.db
			_, err := s.Retract("a")
			require.NoError(t, err)
			assert.True(t, s.quads.names.db == db, "without a rebuild")
			fresh := onDisk(t)
			write(fresh)
			decisions, err := s.Decisions()
			require.NoError(t, err)
			require.NoError(t, fresh.Decide(decisions))
			require.NoError(t, fresh.Flush())
			sameGraph(t, fresh, s)
			assert.Contains(t, eventsIn(t, s), "xaver-moll met yann-petit planned 2013-11-18: "+rows[0].Article.ID+"<")
		})
	}
}

func planned(r schema.Reading) schema.Reading {
	r.Events[0].Status = schema.Planned
	return r
}

// A node that nothing but a label or predicate of an imported quad names outlives the
// article that told of it.
func TestRetractKeepsLabels(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		quads := []quad.Quad{
			{Subject: quad.IRI("x"), Predicate: quad.IRI("knows"), Object: quad.IRI("y"), Label: quad.IRI("carl-weber")},
			{Subject: quad.IRI("x"), Predicate: quad.IRI("dora-kranz"), Object: quad.IRI("y")},
		}
		write := func(s *Store) {
			load(t, s, others(9)...)
			_, err := s.LoadQuads("quads", sequence(nil, quads...))
			require.NoError(t, err)
		}
		write(s)
		load(t, s, told("a", "Carl Weber;Dora Kranz", "0 met 1"))
		require.NoError(t, s.Flush())
		db := s.quads.names.db
		_, err := s.Retract("a")
		require.NoError(t, err)
		assert.True(t, s.quads.names.db == db, "without a rebuild")
		fresh := memory(t)
		if s.dir != "" {
			fresh = onDisk(t)
		}
		write(fresh)
		sameStore(t, fresh, s)
	})
}

// One of several namesakes whom only a table names is merged under the id that he has
// beside them, in whatever order they come.
func TestMergeNamesakeOfTable(t *testing.T) {
	rows := rowsOf(rand.New(rand.NewPCG(1, 2)), []schema.Reading{told("c", "John Moll GBR;Dora Kranz", "0 met 1")})
	articles := append(others(9), told("a", "John Moll USA;Karl Wellner DEU", "0 met 1"), told("b", "John Moll FRA;Peter Ott", "0 met 1"))
	var graphs [][]string
	for tableFirst := range 2 {
		s := onDisk(t)
		require.NoError(t, s.Judge(Verdict{Same: true, From: "john-moll-gbr", Into: "peter-ott"}))
		for step := range 2 {
			if step == tableFirst {
				load(t, s, articles...)
			} else {
				_, err := s.LoadCoded("table", rows)
				require.NoError(t, err)
			}
			require.NoError(t, s.Flush())
		}
		clean(t, s)
		assert.Contains(t, eventsIn(t, s), "dora-kranz met peter-ott actual 2013-11-18: "+rows[0].Article.ID)
		graphs = append(graphs, stored(t, s))
	}
	assert.Equal(t, graphs[0], graphs[1])
}

// An import of a version that made no index of it is given one.
func TestUpgradeIndexesImports(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(3, 4))
	_, err = s.LoadQuads("old", sequence(nil, oddQuads(r, confusing(r, 5))...))
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	want := stored(t, s)
	for key := range s.log.keys(nodesPrefix) {
		require.NoError(t, s.log.db.Delete([]byte(nodesPrefix+key), nil))
	}
	require.NoError(t, s.log.db.Put([]byte(castsKey), []byte("2"), nil))
	require.NoError(t, s.Close())
	writeVersion(t, dir, 2)
	s, err = Open(dir)
	require.NoError(t, err)
	chunks, err := s.log.chunks()
	require.NoError(t, err)
	assert.Len(t, chunks, 1)
	assert.Equal(t, want, stored(t, s))
	require.NoError(t, s.Close())
}
