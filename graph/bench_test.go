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
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"entente/schema"
)

// newsOf makes n articles about people who meet, few of them often and many of
// them rarely, as in the news.
func newsOf(n, people int) []schema.Reading {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.3, 8, uint64(people-1))
	person := func() string { return "person-" + strconv.FormatUint(zipf.Uint64(), 10) }
	relations := []string{"met", "telephoned", "visited", "talked_to", "accused", "praised"}
	out := make([]schema.Reading, n)
	for i := range out {
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
		out[i] = article(fmt.Sprintf("article %d", i), fmt.Sprintf("paper %d", i%50), published, events...)
	}
	return out
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

// BenchmarkStore loads ENTENTE_BENCH articles, 3000 unless told (280,000 quads;
// 11000 make a million), in batches of 500, and then asks.
func BenchmarkStore(b *testing.B) {
	n := 3000
	if v, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH")); err == nil {
		n = v
	}
	news := newsOf(n, n)
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
			start, quads := time.Now(), 0
			for i := 0; i < len(news); i += 500 {
				l, err := s.Load(news[i:min(i+500, len(news))])
				require.NoError(b, err)
				quads += l.Quads
			}
			took := time.Since(start)
			b.ReportMetric(float64(quads)/took.Seconds(), "quads/s")
			b.ReportMetric(float64(quads), "quads")
			b.ReportMetric(float64(folderSize(b, filepath.Join(dir, quadsDir)))/float64(quads), "B/quad")
			b.ReportMetric(float64(folderSize(b, filepath.Join(dir, logDir)))/float64(len(news)), "log-B/article")
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
		{"Edges", func() (int, error) { e, err := s.Edges(Filter{}); return len(e), err }},
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
