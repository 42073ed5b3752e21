package index

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/topo"

	"entente/schema"
)

// bigGraph has about so many edges among a tenth as many actors: between actors drawn
// evenly, or few of them often and many rarely, as in the news.
func bigGraph(b *testing.B, edges int, news bool) *Graph {
	r := rand.New(rand.NewPCG(1, 2))
	people := uint64(max(10, edges/10))
	zipf := rand.NewZipf(r, 1.1, 50, people-1)
	person := func() schema.ActorID {
		n := r.Uint64N(people)
		if news {
			n = zipf.Uint64()
		}
		return schema.ActorID("person-" + strconv.FormatUint(n, 10))
	}
	relations := []schema.Relation{"met", "telephoned", "visited", "talked_to", "negotiated_with", "hosted"}
	events := make([]Event, 0, edges)
	type ends struct {
		a, b schema.ActorID
		r    schema.Relation
	}
	seen := map[ends]bool{}
	for len(seen) < edges {
		e := Event{
			Source: person(), Target: person(), Relation: relations[r.IntN(len(relations))], Status: schema.Actual,
			Date: schema.NewDate(2010, 1, 1+r.IntN(5000)), Articles: published(uint32(r.IntN(50))),
		}
		if e.Source == e.Target {
			continue
		}
		e.ID = fmt.Sprintf("event/%016x", len(events))
		seen[ends{e.Source, e.Target, e.Relation}] = true
		events = append(events, e)
	}
	g, err := New(events)
	require.NoError(b, err)
	return g
}

// BenchmarkPaths asks for chains between 1,000 random pairs in graphs of ENTENTE_BENCH
// edges, a million unless told, and reports the median and the slowest hundredth.
func BenchmarkPaths(b *testing.B) {
	for _, kind := range []string{"even", "news"} {
		g := bigGraph(b, benchEdges(), kind == "news")
		var file bytes.Buffer
		require.NoError(b, g.Write(&file, "1"))
		b.Run(kind+"/Read", func(b *testing.B) {
			for b.Loop() {
				_, err := Read(file.Bytes(), "1")
				require.NoError(b, err)
			}
			b.ReportMetric(float64(g.Edges()), "edges")
			b.ReportMetric(float64(g.Events()), "events")
			b.ReportMetric(float64(file.Len())/float64(g.Edges()), "B/edge")
		})
		consult := Filter{Statuses: []schema.Status{schema.Actual}, Relations: []schema.Relation{"met", "telephoned", "visited", "talked_to", "negotiated_with", "hosted"}}
		since := consult
		since.Since = schema.NewDate(2015, 1, 1)
		for _, q := range []struct {
			name  string
			f     Filter
			pairs int
			ask   func(s *Search, x, y schema.ActorID) int
		}{
			{"Shortest", consult, 1000, func(s *Search, x, y schema.ActorID) int { return len(s.shortest(s.mustNumber(x), s.mustNumber(y))) }},
			{"ShortestSince", since, 1000, func(s *Search, x, y schema.ActorID) int { return len(s.shortest(s.mustNumber(x), s.mustNumber(y))) }},
			{"AllShortest", consult, 100, func(s *Search, x, y schema.ActorID) int { _, n := s.AllShortest(x, y, 10); return n }},
			{"Best5", consult, 100, func(s *Search, x, y schema.ActorID) int { return len(s.Best(x, y, 5)) }},
			{"Strongest", consult, 20, func(s *Search, x, y schema.ActorID) int { return len(s.Strongest(x, y, 1)) }},
			{"InOrder", consult, 20, func(s *Search, x, y schema.ActorID) int { s.InOrder(x, y); return 1 }},
		} {
			b.Run(kind+"/"+q.name, func(b *testing.B) {
				var took []time.Duration
				found := 0
				for b.Loop() {
					r := rand.New(rand.NewPCG(3, 4))
					search := g.Search(q.f)
					took, found = took[:0], 0
					for range q.pairs {
						x, y := g.actors[r.IntN(len(g.actors))], g.actors[r.IntN(len(g.actors))]
						start := time.Now()
						found += min(1, q.ask(search, x, y))
						took = append(took, time.Since(start))
					}
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-µs")
				b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-µs")
				b.ReportMetric(float64(found), "found")
			})
		}
	}
}

func (s *Search) mustNumber(id schema.ActorID) uint32 { n, _ := s.g.number(id); return n }

// benchEdges is how many edges the graphs of the benchmarks have.
func benchEdges() int {
	if n, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH")); err == nil {
		return n
	}
	return 1_000_000
}

// BenchmarkCentral takes all measures of all actors, and in a smaller graph two of them beside gonum.
func BenchmarkCentral(b *testing.B) {
	g := bigGraph(b, benchEdges(), true)
	t := g.ties(Filter{})
	b.Run("All", func(b *testing.B) {
		pivots := 0
		for b.Loop() {
			_, pivots = g.Central(Filter{})
		}
		b.ReportMetric(float64(len(t.actors)), "actors")
		b.ReportMetric(float64(len(t.others)/2), "ties")
		b.ReportMetric(float64(pivots), "pivots")
	})
	for _, measure := range []struct {
		name string
		take func()
	}{
		{"PageRank", func() { t.pageRank() }},
		{"Cores", func() { topo.DegeneracyOrdering(t) }},
		{"Communities", func() { t.communities() }},
		{"Betweenness100", func() { t.betweenness(t.others[:100]) }},
	} {
		b.Run(measure.name, func(b *testing.B) {
			for b.Loop() {
				measure.take()
			}
		})
	}
	small := bigGraph(b, 10_000, true).ties(Filter{})
	from := make([]uint32, len(small.actors))
	for i := range from {
		from[i] = uint32(i)
	}
	for _, measure := range []struct {
		name string
		take func()
	}{
		{"Betweenness", func() { small.betweenness(from) }},
		{"BetweennessGonum", func() { network.Betweenness(small) }},
		{"Communities", func() { small.communities() }},
		{"CommunitiesGonum", func() { community.Modularize(small, 1, rand.NewPCG(1, 1)) }},
	} {
		b.Run("1000Actors/"+measure.name, func(b *testing.B) {
			for b.Loop() {
				measure.take()
			}
		})
	}
}

// BenchmarkPeers asks networkx and igraph for shortest chains between the same 200
// pairs in the same graph, and states by how much they are slower. It needs python3
// with one of the two.
func BenchmarkPeers(b *testing.B) {
	for _, kind := range []string{"even", "news"} {
		b.Run(kind, func(b *testing.B) {
			g := bigGraph(b, benchEdges(), kind == "news")
			r := rand.New(rand.NewPCG(5, 6))
			var pairs [][2]uint32
			for range 200 {
				pairs = append(pairs, [2]uint32{r.Uint32N(uint32(len(g.actors))), r.Uint32N(uint32(len(g.actors)))})
			}
			dir := b.TempDir()
			edgeFile, pairFile := filepath.Join(dir, "edges"), filepath.Join(dir, "pairs")
			writePairs(b, edgeFile, len(g.edges), func(i int) (x, y uint32) { return g.edges[i].source, g.edges[i].target })
			writePairs(b, pairFile, len(pairs), func(i int) (x, y uint32) { return pairs[i][0], pairs[i][1] })
			for b.Loop() {
				search := g.Search(Filter{})
				var took []float64
				for _, pair := range pairs {
					start := time.Now()
					search.shortest(pair[0], pair[1])
					took = append(took, float64(time.Since(start).Nanoseconds())/1e3)
				}
				slices.Sort(took)
				median, slowest := took[len(took)/2], took[len(took)*99/100]
				b.ReportMetric(median, "p50-µs")
				b.ReportMetric(slowest, "p99-µs")
				out, err := exec.Command("python3", "testdata/peers.py", edgeFile, pairFile).Output()
				if err != nil || len(out) == 0 {
					b.Skipf("no networkx or igraph: %v", err)
				}
				for line := range strings.Lines(string(out)) {
					var name, version string
					var p50, p99 float64
					_, err := fmt.Sscan(line, &name, &version, &p50, &p99)
					require.NoError(b, err)
					b.ReportMetric(p50/median, name+"-p50-times")
					b.ReportMetric(p99/slowest, name+"-p99-times")
				}
			}
		})
	}
}

func writePairs(b *testing.B, path string, n int, at func(i int) (x, y uint32)) {
	var text bytes.Buffer
	for i := range n {
		x, y := at(i)
		fmt.Fprintln(&text, x, y)
	}
	require.NoError(b, os.WriteFile(path, text.Bytes(), 0o666))
}
