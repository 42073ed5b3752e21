package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/schema"
)

// newsOf makes n articles about people who meet, few of them often and many of
// them rarely, as in the news.
func newsOf(n, people int) []schema.Reading {
	out := make([]schema.Reading, n)
	next := reporter(n, people)
	for i := range out {
		out[i] = next()
	}
	return out
}

// reporter writes the articles of newsOf, one at a call.
func reporter(n, people int) func() schema.Reading {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.3, 8, uint64(people-1))
	person := func() string { return "person-" + strconv.FormatUint(zipf.Uint64(), 10) }
	relations := []string{"met", "telephoned", "visited", "talked_to", "accused", "praised"}
	i := -1
	return func() schema.Reading {
		i++
		published := schema.NewDate(2010, 1, 1+i*3000/n)
		var events []string
		seen := map[string]bool{}
		for range 5 {
			line := fmt.Sprintf("%s %s %s", person(), relations[random.IntN(len(relations))], person())
			a, b, _ := cutEvent(line)
			if a == b || seen[a+b] || seen[b+a] {
				continue
			}
			seen[a+b] = true
			events = append(events, line)
		}
		return article(fmt.Sprintf("article %d", i), fmt.Sprintf("paper %d", i%50), published, events...)
	}
}

func cutEvent(line string) (source, target, relation string) {
	fmt.Sscan(line, &source, &relation, &target)
	return
}

func folderSize(t testing.TB, dir string) int64 {
	var n int64
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if info, err := d.Info(); err == nil && !d.IsDir() {
			n += info.Size()
		}
		return err
	}))
	return n
}

// benchBatch is how many articles go into a load: as many as `ingest` puts into one.
const benchBatch = 1024

// progress is how many quads were in after which time.
type progress struct {
	quads int
	after time.Duration
}

// speed is that of the loads that brought the quads between two parts of all.
func speed(done []progress, from, to float64) float64 {
	all := float64(done[len(done)-1].quads)
	var first, last progress
	for _, p := range done {
		if float64(p.quads) <= from*all {
			first = p
		}
		if last = p; float64(p.quads) >= to*all {
			break
		}
	}
	return float64(last.quads-first.quads) / (last.after - first.after).Seconds()
}

// peakMemory is the most bytes that the process has held, 0 where the system does not say.
func peakMemory() float64 {
	text, _ := os.ReadFile("/proc/self/status")
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	var kib float64
	fmt.Sscan(line, &kib)
	return kib * 1024
}

// BenchmarkStore loads ENTENTE_BENCH articles, 3000 unless told (280,000 quads;
// 11000 make a million, 107000 ten), and then asks. Besides the speed over all
// it gives that of the first and of the last tenth of the quads, and the most
// memory that the process has taken so far.
func BenchmarkStore(b *testing.B) {
	n := 3000
	if v, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH")); err == nil {
		n = v
	}
	dir := filepath.Join(b.TempDir(), "db")
	var loaded *Store
	b.Run("Load", func(b *testing.B) {
		for b.Loop() {
			if loaded != nil {
				require.NoError(b, loaded.Close())
				require.NoError(b, os.RemoveAll(dir))
			}
			s, err := Open(dir)
			require.NoError(b, err)
			next := reporter(n, n)
			var took time.Duration
			var done []progress
			for quads, i := 0, 0; i < n; {
				var batch []schema.Reading
				for ; len(batch) < benchBatch && i < n; i++ {
					batch = append(batch, next())
				}
				start := time.Now()
				l, err := s.Load(batch)
				require.NoError(b, err)
				took += time.Since(start)
				quads += l.Quads
				done = append(done, progress{quads, took})
			}
			quads := done[len(done)-1].quads
			b.ReportMetric(float64(quads)/took.Seconds(), "quads/s")
			b.ReportMetric(speed(done, 0, 0.1), "first-quads/s")
			b.ReportMetric(speed(done, 0.9, 1), "last-quads/s")
			b.ReportMetric(peakMemory()/(1<<20), "peak-MiB")
			b.ReportMetric(float64(quads), "quads")
			b.ReportMetric(float64(folderSize(b, filepath.Join(dir, quadsDir)))/float64(quads), "B/quad")
			b.ReportMetric(float64(folderSize(b, filepath.Join(dir, logDir)))/float64(n), "log-B/article")
			loaded = s
		}
	})
	require.NoError(b, loaded.Close())
	b.Run("Open", func(b *testing.B) {
		for b.Loop() {
			s, err := Open(dir)
			require.NoError(b, err)
			require.NoError(b, s.Close())
		}
	})
	b.Run("OpenReadOnly", func(b *testing.B) {
		for b.Loop() {
			s, err := OpenReadOnly(dir)
			require.NoError(b, err)
			require.NoError(b, s.Close())
		}
	})
	s, err := OpenReadOnly(dir)
	require.NoError(b, err)
	defer s.Close()
	for _, q := range []struct {
		name string
		f    func() (int, error)
	}{
		{"FindName", func() (int, error) { _, err := s.Find("Person 17"); return 1, err }},
		{"FindID", func() (int, error) { _, err := s.Find("person-17"); return 1, err }},
		{"ContactsHub", func() (int, error) { c, err := s.Contacts("person-0", Filter{}); return len(c), err }},
		{"ContactsRare", func() (int, error) { c, err := s.Contacts("person-300", Filter{}); return len(c), err }},
		{"Between", func() (int, error) { c, err := s.Between("person-0", "person-1", Filter{}); return len(c), err }},
		{"Path", func() (int, error) {
			c, err := s.Path("person-300", "person-411", Filter{Statuses: []schema.Status{schema.Actual}})
			return len(c), err
		}},
		{"Statements", func() (int, error) {
			told, err := s.Between("person-0", "person-1", Filter{})
			for _, e := range told {
				if _, err := s.Statement(e.Event, e.Evidence[0]); err != nil {
					return 0, err
				}
			}
			return len(told), err
		}},
		{"Profile", func() (int, error) { p, err := s.Profile("person-17", Filter{}); return p.Events, err }},
		{"Stats", func() (int, error) { st, err := s.Stats(); return st.Events, err }},
		{"Network", func() (int, error) {
			network, err := s.Network(Scope{}, false)
			if err != nil {
				return 0, err
			}
			n := 0
			for _, err := range network.Nodes {
				if err != nil {
					return n, err
				}
				n++
			}
			for range network.Edges {
				n++
			}
			return n, nil
		}},
		{"EventRecords", func() (int, error) {
			n := 0
			for _, err := range s.EventRecords(Scope{}) {
				if err != nil {
					return n, err
				}
				n++
			}
			return n, nil
		}},
		{"Actors", func() (int, error) { e, err := s.Actors(); return len(e), err }},
		{"Quads", func() (int, error) {
			n := 0
			for _, err := range s.Quads() {
				if err != nil {
					return n, err
				}
				n++
			}
			return n, nil
		}},
		{"Gizmo", func() (int, error) {
			n := 0
			err := s.Gizmo(context.Background(), `g.V("<person-17>").In(["<source>","<target>"]).Has("<relation>","<met>").SaveOpt("<target>","to").SaveOpt("<date>","date").All()`, 0,
				func(json.RawMessage) error { n++; return nil })
			return n, err
		}},
		{"Check", func() (int, error) { p, err := s.Check(); return len(p), err }},
	} {
		b.Run(q.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				var err error
				n, err = q.f()
				require.NoError(b, err)
			}
			b.ReportMetric(float64(n), "results")
		})
	}
}

// BenchmarkRetract takes back one article of ENTENTE_BENCH, 3000 unless told,
// takes in another reading of one, and builds the store anew.
func BenchmarkRetract(b *testing.B) {
	n := 3000
	if v, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH")); err == nil {
		n = v
	}
	news := newsOf(n, n)
	s := onDisk(b)
	for i := 0; i < n; i += 500 {
		load(b, s, news[i:min(i+500, n)]...)
	}
	require.NoError(b, s.Flush())
	next := 0
	b.Run("retract", func(b *testing.B) {
		for b.Loop() {
			next += 7
			_, err := s.Retract(news[next%n].Article.ID)
			require.NoError(b, err)
		}
	})
	b.Run("replace", func(b *testing.B) {
		for b.Loop() {
			next += 7
			other := news[next%n]
			other.Events = other.Events[1:]
			load(b, s, other)
			require.NoError(b, s.Flush())
		}
	})
	b.Run("rebuild", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, s.Rebuild())
		}
	})
	problems, err := s.Check()
	require.NoError(b, err)
	require.Empty(b, problems)
}
