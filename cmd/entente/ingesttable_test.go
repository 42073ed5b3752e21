package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/ingest/actor"
	"entente/ingest/source"
	"entente/schema"
)

const (
	icewsHeader = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\t" +
		"Story ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
	inventedActors = 20_000
)

// inventTable writes n made-up rows: events of twenty years among states, groups and
// people who are in the news often or rarely, one in ten of them a statement.
func inventTable(w io.Writer, format source.Table, n int) error {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.3, 8, inventedActors-1)
	states := []string{"Iran", "Russia", "India", "Philippines", "France", "Brazil", "Kenya", "Turkey", "Egypt", "Poland"}
	iso := []string{"IRN", "RUS", "IND", "PHL", "FRA", "BRA", "KEN", "TUR", "EGY", "POL"}
	groups := []string{"Citizen", "Police", "Military", "Protester", "Government", "Media"}
	codes := []string{"010", "042", "043", "036", "040", "051", "111", "112", "173", "190", "057", "020", "046", "0841", "1246"}
	given := []string{"Orla", "Tariq", "Jürgen", "Mathilde", "Kamran", "Olena", "Paolo", "Greta"}
	who := func() (name string, state int) {
		k := int(zipf.Uint64())
		state = k % len(states)
		switch {
		case k < len(states):
			return states[k], k
		case k%4 == 0:
			return fmt.Sprintf("%s (%s)", groups[k/4%len(groups)], states[state]), state
		}
		return fmt.Sprintf("%s Sample%d", given[k%len(given)], k), state
	}
	out := bufio.NewWriter(w)
	if format == source.ICEWS {
		out.WriteString(icewsHeader)
	}
	day := time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		date := day.AddDate(0, 0, i*7000/n)
		source1, at := who()
		target, to := who()
		code := codes[random.IntN(len(codes))]
		switch format {
		case source.ICEWS:
			fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\t\t\t%s\t12.5\t34.25\n", i+1, date.Format("2006-01-02"), source1, "Government", states[at],
				"Made up", code, "1.0", target, "Government", states[to], 1_000_000+i*2/3, 1+i%6, "Paper "+strconv.Itoa(i%200), "City "+strconv.Itoa(i%3000), states[at])
		default:
			f := make([]string, 61)
			f[0], f[1], f[2], f[3] = strconv.Itoa(i+1), date.Format("20060102"), date.Format("200601"), date.Format("2006")
			f[5], f[6], f[7], f[12] = iso[at]+"GOV", strings.ToUpper(source1), iso[at], "GOV"
			f[15], f[16], f[17] = iso[to], strings.ToUpper(target), iso[to]
			f[25], f[26], f[27], f[28], f[29] = "1", code, code[:3], code[:2], "1"
			f[51], f[52], f[56], f[57] = "4", fmt.Sprintf("City %d, Somewhere, %s", i%3000, states[at]), "12.5", "34.25"
			f[59], f[60] = date.Format("20060102")+"120000", fmt.Sprintf("https://news%d.example/%d", i%500, i/3)
			out.WriteString(strings.Join(f, "\t") + "\n")
		}
	}
	return out.Flush()
}

// A table of several parts: each stands on its own, so that what of the same table is
// in already changes nothing, also when a part was cut off before the others.
func TestTableParts(t *testing.T) {
	file := filepath.Join(t.TempDir(), "table.tab")
	const rows, atOnce = 3_000, 1_250
	var text bytes.Buffer
	require.NoError(t, inventTable(&text, source.ICEWS, rows))
	read := func(store *graph.Store, n int) *tableRun {
		lines := bytes.SplitAfterN(text.Bytes(), []byte("\n"), n+2)
		require.NoError(t, os.WriteFile(file, bytes.Join(lines[:n+1], nil), 0o644))
		p := &program{stderr: io.Discard}
		run := newTableRun(store, p.newReportOf("row", true), actor.Known(), "")
		run.atOnce = atOnce
		require.NoError(t, run.tables(t.Context(), []string{file}, nil))
		require.Equal(t, n, run.rows)
		return run
	}
	open := func() *graph.Store {
		store, err := graph.NewMemory()
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, store.Close()) })
		return store
	}
	whole, grown := open(), open()
	first := read(whole, rows)
	assert.Greater(t, first.loaded.New, 1, "it has several parts")
	read(grown, rows/2) // its last part is cut short
	again := read(grown, rows)
	assert.Positive(t, again.loaded.Unchanged)
	stats, err := whole.Stats()
	require.NoError(t, err)
	grownStats, err := grown.Stats()
	require.NoError(t, err)
	assert.Equal(t, stats, grownStats)
	assert.Equal(t, stats.Quads, first.loaded.Quads+len(schema.Vocabulary()))
	third := read(grown, rows)
	assert.Zero(t, third.loaded.Quads)
	assert.Zero(t, third.loaded.New)
}

// BenchmarkTable reads a table of ENTENTE_BENCH made-up rows, 20,000 unless told, into a
// new database, and gives the most memory that the process has taken so far.
func BenchmarkTable(b *testing.B) {
	n := 20_000
	if v, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH")); err == nil {
		n = v
	}
	for _, format := range []source.Table{source.ICEWS, source.GDELT} {
		b.Run(string(format), func(b *testing.B) {
			dir := b.TempDir()
			file := filepath.Join(dir, "table.tab")
			f, err := os.Create(file)
			require.NoError(b, err)
			require.NoError(b, inventTable(f, format, n))
			require.NoError(b, f.Close())
			for b.Loop() {
				db := filepath.Join(dir, "db")
				require.NoError(b, os.RemoveAll(db))
				store, err := graph.Open(db)
				require.NoError(b, err)
				p := &program{stderr: io.Discard}
				if testing.Verbose() {
					p.stderr = os.Stderr
				}
				run := newTableRun(store, p.newReportOf("row", false), actor.Known(), "")
				require.NoError(b, run.tables(b.Context(), []string{file}, nil))
				require.Equal(b, n, run.rows)
				run.summarise()
				b.ReportMetric(float64(run.rows)/time.Since(run.start).Seconds(), "rows/s")
				b.ReportMetric(float64(run.loaded.Quads)/float64(run.rows), "quads/row")
				require.NoError(b, store.Close())
			}
			b.ReportMetric(peakMemory()/(1<<20), "peak-MiB")
			for _, unit := range []string{"first-export", "next-export"} { // the first makes the index
				export := exec.Command("entente", "export", "--db", filepath.Join(dir, "db"), "-o", filepath.Join(dir, "graph.gexf"))
				begin := time.Now()
				said, err := export.CombinedOutput() // testscript puts the program into the path
				require.NoError(b, err, "%s", said)
				b.Logf("%s: %s", unit, said)
				b.ReportMetric(time.Since(begin).Seconds(), unit+"-s")
			}
		})
	}
}

// peakMemory is the most bytes that the process has held, 0 where the system does not say.
func peakMemory() float64 {
	text, _ := os.ReadFile("/proc/self/status")
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	var kib float64
	_, _ = fmt.Sscan(line, &kib)
	return kib * 1024
}

// BenchmarkTableChange has a table of ENTENTE_BENCH made-up rows, 20,000 unless told, in
// a database, and articles beside it, and says what users say: somebody who is in the news
// rarely, and somebody who is often, is merged into another; an article is taken back.
func BenchmarkTableChange(b *testing.B) {
	n := 20_000
	if v, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH")); err == nil {
		n = v
	}
	dir := b.TempDir()
	file := filepath.Join(dir, "table.tab")
	f, err := os.Create(file)
	require.NoError(b, err)
	require.NoError(b, inventTable(f, source.ICEWS, n))
	require.NoError(b, f.Close())
	store, err := graph.Open(filepath.Join(dir, "db"))
	require.NoError(b, err)
	p := &program{stderr: io.Discard}
	begin := time.Now()
	require.NoError(b, newTableRun(store, p.newReportOf("row", false), actor.Known(), "").tables(b.Context(), []string{file}, nil))
	b.Logf("%d rows in %s", n, time.Since(begin).Round(time.Second))
	person := func(k int) schema.Actor {
		name := fmt.Sprintf("%s Sample%d", []string{"Orla", "Tariq", "Jürgen", "Mathilde", "Kamran", "Olena", "Paolo", "Greta"}[k%8], k)
		return schema.Actor{ID: schema.NewPersonID(name), Kind: schema.Person, Name: name}
	}
	about := func(id string, who ...int) schema.Reading {
		r := schema.Reading{Article: schema.Article{ID: id, Text: "Nothing but names."}}
		for _, k := range who {
			r.Actors = append(r.Actors, person(k))
		}
		r.Events = []schema.Event{{
			Relation: "met", Source: r.Actors[0].ID, Target: r.Actors[1].ID, Status: schema.Actual, Date: schema.NewDate(2013, 11, 18),
			Evidence: []schema.Evidence{{Article: id, Span: schema.Span{End: 3}, Quote: "Nothing but names."}},
		}}
		return r
	}
	rare, often, second := 9_001, 11, 13
	readings := []schema.Reading{about("one", rare, often), about("two", often, second), about("three", rare, second), about("four", rare+1, second)}
	_, err = store.Load(readings)
	require.NoError(b, err)
	require.NoError(b, store.Flush())
	same := func(same bool, from, into int) func() error {
		return func() error {
			return store.Judge(graph.Verdict{Same: same, From: person(from).ID, Into: person(into).ID})
		}
	}
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"merge-rare", same(true, rare, second)}, {"split-rare", same(false, rare, second)},
		{"merge-often", same(true, often, second)}, {"split-often", same(false, often, second)},
		{"retract", func() error { _, err := store.Retract("four"); return err }},
		{"rebuild", store.Rebuild},
	} {
		b.Run(step.name, func(b *testing.B) {
			for range b.N {
				require.NoError(b, step.do())
				require.NoError(b, store.Flush())
			}
		})
	}
	require.NoError(b, store.Close())
	b.ReportMetric(peakMemory()/(1<<20), "peak-MiB")
}
