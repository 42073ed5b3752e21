package index

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// happened makes events of lines such as "a met b 2013-11-18 planned 3": relation,
// perhaps a date, perhaps a status, perhaps how many outlets.
func happened(t testing.TB, lines ...string) []Event {
	var out []Event
	for i, line := range lines {
		f := strings.Fields(line)
		e := Event{
			ID: fmt.Sprintf("event/%d", i), Source: schema.ActorID(f[0]), Relation: schema.Relation(f[1]), Target: schema.ActorID(f[2]),
			Status: schema.Actual, Articles: published(0),
		}
		for _, word := range f[3:] {
			var outlets uint32
			if date, err := schema.ParseDate(word); len(word) > 3 && err == nil {
				e.Date = date
			} else if _, err := fmt.Sscan(word, &outlets); err == nil {
				e.Articles = nil
				for o := range outlets {
					e.Articles = append(e.Articles, published(o)...)
				}
			} else {
				e.Status = schema.Status(word)
			}
		}
		out = append(out, e)
	}
	return out
}

// published is an article of an outlet that has no other.
func published(outlet uint32) []Article { return []Article{{outlet, outlet}} }

func graphOf(t testing.TB, lines ...string) *Graph { return indexed(t, happened(t, lines...)) }

func indexed(t testing.TB, events []Event) *Graph {
	t.Helper()
	g, err := New(len(events), func(yield func(Event, error) bool) {
		for _, e := range events {
			if !yield(e, nil) {
				return
			}
		}
	}, func(id schema.ActorID) schema.Actor { return schema.Actor{ID: id, Name: strings.ToUpper(string(id))} })
	require.NoError(t, err)
	return g
}

func read(file []byte, state string) (*Graph, error) {
	return Read(bytes.NewReader(file), int64(len(file)), state)
}

// random is a graph of a few people, and its events.
func random(t testing.TB, r *rand.Rand) (*Graph, []Event) {
	people := 3 + r.IntN(8)
	var lines []string
	for range r.IntN(3 * people) {
		a, b := r.IntN(people), r.IntN(people)
		if a == b {
			continue
		}
		line := fmt.Sprintf("p%d %s p%d", a, []string{"met", "telephoned", "accused"}[r.IntN(3)], b)
		switch r.IntN(6) {
		case 0:
		case 1:
			line += fmt.Sprintf(" 2013-%02d", 1+r.IntN(6))
		default:
			line += fmt.Sprintf(" 2013-%02d-%02d", 1+r.IntN(6), 1+r.IntN(28))
		}
		line += fmt.Sprintf(" %s %d", []string{"actual", "actual", "planned"}[r.IntN(3)], 1+r.IntN(3))
		lines = append(lines, line)
	}
	g := graphOf(t, lines...)
	return g, happened(t, lines...)
}

// oracle answers by looking at all ways there are.
type oracle struct {
	events []Event // that pass
}

func oracleOf(f Filter, events []Event, avoid ...schema.ActorID) oracle {
	return oracle{slices.DeleteFunc(slices.Clone(events), func(e Event) bool {
		return !f.Passes(e.Relation, e.Status, e.Date) || len(e.Articles) < f.MinSources ||
			slices.Contains(avoid, e.Source) || slices.Contains(avoid, e.Target)
	})}
}

func (o oracle) between(a, b schema.ActorID) []Event {
	var out []Event
	for _, e := range o.events {
		if e.Source == a && e.Target == b || e.Source == b && e.Target == a {
			out = append(out, e)
		}
	}
	return out
}

// ways are all chains over no actor twice.
func (o oracle) ways(a, b schema.ActorID) [][]schema.ActorID {
	next := map[schema.ActorID]map[schema.ActorID]bool{}
	for _, e := range o.events {
		for _, ends := range [][2]schema.ActorID{{e.Source, e.Target}, {e.Target, e.Source}} {
			if next[ends[0]] == nil {
				next[ends[0]] = map[schema.ActorID]bool{}
			}
			next[ends[0]][ends[1]] = true
		}
	}
	if next[a] == nil || next[b] == nil {
		return nil
	}
	var out [][]schema.ActorID
	var walk func(way []schema.ActorID)
	walk = func(way []schema.ActorID) {
		at := way[len(way)-1]
		if at == b {
			out = append(out, slices.Clone(way))
			return
		}
		for n := range next[at] {
			if !slices.Contains(way, n) {
				walk(append(way, n))
			}
		}
	}
	walk([]schema.ActorID{a})
	slices.SortFunc(out, func(x, y []schema.ActorID) int {
		return cmp.Or(cmp.Compare(len(x), len(y)), slices.Compare(x, y))
	})
	return out
}

func (o oracle) length(way []schema.ActorID, oldest, newest int32) float64 {
	length := 0.0
	for i := range way[1:] {
		strength := 0.0
		for _, e := range o.between(way[i], way[i+1]) {
			last := oldest
			if !e.Date.IsZero() {
				_, last = days(e.Date)
			}
			strength += float64(len(e.Articles)) * math.Exp2(-float64(newest-last)/365)
		}
		length += 1 / strength
	}
	return length
}

// earliest is the earliest day of arrival in so many hops, by trying all.
func (o oracle) earliest(a, b schema.ActorID, hops int, from int32) int32 {
	if hops == 0 {
		if a == b {
			return from
		}
		return math.MaxInt32
	}
	best := int32(math.MaxInt32)
	for _, e := range o.events {
		other := e.Target
		switch {
		case e.Date.IsZero():
			continue
		case e.Target == a:
			other = e.Source
		case e.Source != a:
			continue
		}
		if first, last := days(e.Date); last >= from {
			best = min(best, o.earliest(other, b, hops-1, max(from, first)))
		}
	}
	return best
}

func actors(chains []*Chain) [][]schema.ActorID {
	var out [][]schema.ActorID
	for _, c := range chains {
		out = append(out, c.Actors)
	}
	return out
}

// Each search finds what a look at all ways finds, on graphs small enough for that.
func TestSearchesEqualAllWays(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	found := 0
	for round := range 400 {
		g, events := random(t, r)
		var f Filter
		if r.IntN(2) == 0 {
			f.Relations = []schema.Relation{"met", "telephoned"}
		}
		if r.IntN(2) == 0 {
			f.Statuses = []schema.Status{schema.Actual}
		}
		if r.IntN(3) == 0 {
			f.Since, _ = schema.ParseDate(fmt.Sprintf("2013-%02d", 1+r.IntN(4)))
		}
		if r.IntN(3) == 0 {
			f.MinSources = 2
		}
		avoid := schema.ActorID(fmt.Sprintf("p%d", r.IntN(20)))
		search, o := g.Search(f, avoid), oracleOf(f, events, avoid)
		for range 6 {
			if len(g.actors) == 0 {
				break
			}
			a, b := g.actors[r.IntN(len(g.actors))], g.actors[r.IntN(len(g.actors))]
			if a == b || a == avoid || b == avoid {
				continue
			}
			what := fmt.Sprintf("round %d, %s to %s, %+v, without %s, of %v", round, a, b, f, avoid, events)
			ways := o.ways(a, b)
			shortest := search.Shortest(a, b)
			if len(ways) == 0 {
				assert.Nil(t, shortest, what)
				chains, all := search.AllShortest(a, b, 10)
				assert.Empty(t, chains, what)
				assert.Zero(t, all, what)
				assert.Empty(t, search.Best(a, b, 3), what)
				assert.Empty(t, search.Strongest(a, b, 3), what)
				assert.Nil(t, search.InOrder(a, b), what)
				continue
			}
			found++
			require.NotNil(t, shortest, what)
			require.Equal(t, ways[0], shortest.Actors, what)
			for i := range shortest.Events {
				var want []string
				for _, e := range o.between(ways[0][i], ways[0][i+1]) {
					want = append(want, e.ID)
				}
				require.ElementsMatch(t, want, shortest.Events[i], what)
			}
			same := slices.IndexFunc(ways, func(w []schema.ActorID) bool { return len(w) > len(ways[0]) })
			if same < 0 {
				same = len(ways)
			}
			chains, all := search.AllShortest(a, b, 2)
			require.Equal(t, same, all, what)
			require.Equal(t, ways[:min(2, same)], actors(chains), what)
			require.Equal(t, ways[:min(4, len(ways))], actors(search.Best(a, b, 4)), what)

			strongest := search.Strongest(a, b, 3)
			slices.SortStableFunc(ways, func(x, y []schema.ActorID) int {
				return cmp.Compare(o.length(x, g.oldest, g.newest), o.length(y, g.oldest, g.newest))
			})
			require.Len(t, strongest, min(3, len(ways)), what)
			for i, c := range strongest {
				require.InDelta(t, o.length(ways[i], g.oldest, g.newest), c.Length, 1e-9, what)
				require.InDelta(t, c.Length, o.length(c.Actors, g.oldest, g.newest), 1e-9, what)
			}

			hops := 1
			for ; hops < 5 && o.earliest(a, b, hops, math.MinInt32) == math.MaxInt32; hops++ {
			}
			carried := search.InOrder(a, b)
			if hops == 5 {
				require.True(t, carried == nil || len(carried.Events) >= 5, what)
				continue
			}
			require.NotNil(t, carried, what)
			require.Len(t, carried.Events, hops, what)
			day := int32(math.MinInt32)
			for i, ids := range carried.Events {
				at := slices.IndexFunc(o.between(carried.Actors[i], carried.Actors[i+1]), func(e Event) bool { return e.ID == ids[0] })
				require.GreaterOrEqual(t, at, 0, what)
				first, last := days(o.between(carried.Actors[i], carried.Actors[i+1])[at].Date)
				require.GreaterOrEqual(t, last, day, what)
				day = max(day, first)
			}
			require.Equal(t, o.earliest(a, b, hops, math.MinInt32), day, what)
		}
	}
	require.Greater(t, found, 300, "few graphs had a way")
}

func TestShortestToNobody(t *testing.T) {
	search := graphOf(t, "a met b").Search(Filter{})
	assert.Nil(t, search.Shortest("a", "nobody"))
	assert.Nil(t, search.Shortest("nobody", "a"))
	assert.Equal(t, []schema.ActorID{"a"}, search.Shortest("a", "a").Actors)
	assert.Empty(t, search.Shortest("a", "a").Events)
	assert.Nil(t, graphOf(t).Search(Filter{}).Shortest("a", "b"))
}

// A strong tie over two is shorter than a weak one, and an old one is weak.
func TestStrongest(t *testing.T) {
	g := graphOf(t, "a met b 2003-01-01",
		"a met c 2013-01-01 3", "c telephoned b 2012-12-01 2", "c met b 2013-01-01")
	best := g.Search(Filter{}).Strongest("a", "b", 2)
	require.Len(t, best, 2)
	assert.Equal(t, []schema.ActorID{"a", "c", "b"}, best[0].Actors)
	assert.Equal(t, []string{"event/2", "event/3"}, best[0].Events[1])
	assert.InDelta(t, 1/3.0+1/(1+2*math.Exp2(-31.0/365)), best[0].Length, 1e-9)
	assert.Equal(t, []schema.ActorID{"a", "b"}, best[1].Actors)
}

func TestInOrder(t *testing.T) {
	search := graphOf(t, "a met b 2013-03-01", "b met d 2013-02-01", "b met c 2013-03", "c met d 2013-03-01", "d met a").Search(Filter{})
	c := search.InOrder("a", "d")
	require.NotNil(t, c)
	assert.Equal(t, []schema.ActorID{"a", "b", "c", "d"}, c.Actors, "b met d before, the meeting of d and a has no date, that of b and c may have been on any day of March")
	assert.Equal(t, [][]string{{"event/0"}, {"event/2"}, {"event/3"}}, c.Events)
	assert.Equal(t, []schema.ActorID{"d", "b", "a"}, search.InOrder("d", "a").Actors)
}

func TestFile(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		g, _ := random(t, r)
		var file bytes.Buffer
		require.NoError(t, g.Write(&file, "17"))
		back, err := read(file.Bytes(), "17")
		require.NoError(t, err)
		var again bytes.Buffer
		require.NoError(t, back.Write(&again, "17"))
		require.Equal(t, file.Bytes(), again.Bytes())
		assert.Equal(t, g.rows, back.rows)
		assert.Equal(t, g.newest, back.newest)
		for _, id := range g.actors {
			a, err := back.Actor(id)
			require.NoError(t, err)
			assert.Equal(t, schema.Actor{ID: id, Name: strings.ToUpper(string(id))}, a)
		}
		_, err = read(file.Bytes(), "18")
		require.ErrorIs(t, err, ErrState)
		_, err = read(append([]byte("entente index 1\n"), file.Bytes()[len(magic):]...), "17")
		require.ErrorIs(t, err, ErrState, "of an older layout")
		for range 20 {
			broken := bytes.Clone(file.Bytes())
			broken[r.IntN(len(broken))] ^= byte(1 + r.IntN(255))
			_, err = read(broken, "17")
			require.Error(t, err)
		}
		_, err = read(file.Bytes()[:r.IntN(file.Len())], "17")
		require.Error(t, err)
	}
}

// Whatever a file holds, it is read or refused.
func FuzzRead(f *testing.F) {
	var file bytes.Buffer
	require.NoError(f, graphOf(f, "a met b 2013-03-01", "b met c 2013-03 planned", "b accused a").Write(&file, "1"))
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, file []byte) {
		g, err := read(resum(file), "1")
		if err == nil && len(g.actors) > 1 {
			g.Search(Filter{MinSources: 1}).Shortest(g.actors[0], g.actors[len(g.actors)-1])
		}
	})
}

// resum gives a file the checksum of what is in it.
func resum(file []byte) []byte {
	if len(file) < 4 {
		return file
	}
	body := bytes.Clone(file[:len(file)-4])
	return binary.LittleEndian.AppendUint32(body, crc32.Checksum(body, castagnoli))
}
