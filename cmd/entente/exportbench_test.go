package main

import (
	"bufio"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/graph/export"
	"entente/schema"
)

// BenchmarkExport has a made-up graph of ENTENTE_BENCH edges, 20,000 unless told, among a
// tenth as many actors, and asks the program for it as GEXF, twice, and for its numbers: the
// first makes the index. It gives the seconds of processor and the peak of memory of each.
func BenchmarkExport(b *testing.B) {
	edges := 20_000
	if n, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH")); err == nil {
		edges = n
	}
	db := filepath.Join(b.TempDir(), "db")
	// testscript puts the program into the path. All is done by processes of their own, whose
	// peak would begin with ours.
	ingest := exec.Command("entente", "ingest", "--format", "nquads", "--db", db, "-")
	in, err := ingest.StdinPipe()
	require.NoError(b, err)
	require.NoError(b, ingest.Start())
	quads := bufio.NewWriter(in)
	for line := range inventQuads(edges) {
		_, _ = quads.WriteString(line) // Flush gives the error
	}
	require.NoError(b, quads.Flush())
	require.NoError(b, in.Close())
	require.NoError(b, ingest.Wait())
	for _, step := range []struct {
		name string
		args []string
	}{
		{"first", []string{"export", "--db", db, "-o", os.DevNull, "--format", "gexf"}},
		{"next", []string{"export", "--db", db, "-o", os.DevNull, "--format", "gexf"}},
		{"stats", []string{"stats", "--db", db}},
	} {
		b.Run(step.name, func(b *testing.B) {
			for range b.N {
				cmd := exec.Command("entente", step.args...)
				said, err := cmd.CombinedOutput()
				require.NoError(b, err, "%s", said)
				b.ReportMetric((cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), "cpu-s")
				if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
					b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MiB")
				}
			}
		})
	}
}

// inventQuads gives lines of N-Quads that tell so many events, each between another two
// actors and with one piece of evidence.
func inventQuads(events int) iter.Seq[string] {
	const base = export.DefaultBase
	actors, articles := events/10, events/10
	relations := []schema.Relation{"telephoned", "visited", "accused", "praised", "attacked", "met"}
	return func(yield func(string) bool) {
		r := rand.New(rand.NewPCG(7, 0))
		day := func() string {
			return fmt.Sprintf(`"20%02d-%02d-%02dT00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>`, r.IntN(20), 1+r.IntN(12), 1+r.IntN(28))
		}
		more := true
		say := func(subject, predicate, object string) {
			more = more && yield("<"+base+subject+"> <"+base+predicate+"> "+object+" .\n")
		}
		iri := func(name string) string { return "<" + base + name + ">" }
		for i := range actors {
			id := fmt.Sprintf("actor-%06d", i)
			say(id, "name", fmt.Sprintf("%q", "Actor "+strconv.Itoa(i)))
			say(id, "kind", `"person"`)
			say(id, "country", `"IRN"`)
			say(id, "code", `"IRNGOV"`)
		}
		for i := range articles {
			article := fmt.Sprintf("article/%012x", i)
			say(article, "id", fmt.Sprintf("%q", "wire "+strconv.Itoa(i)))
			say(article, "publisher", fmt.Sprintf("%q", "paper "+strconv.Itoa(i%50)))
			say(article, "published", day())
		}
		for i := 0; more && i < events; i++ {
			// The same pair does not come twice in one relation: targets are as far off as the round says.
			source := i % actors
			target := (source + 1 + (i/actors*len(relations)+r.IntN(len(relations)))*7919) % actors
			if source == target {
				continue
			}
			relation := relations[r.IntN(len(relations))]
			from, to := fmt.Sprintf("actor-%06d", source), fmt.Sprintf("actor-%06d", target)
			if relation.Symmetric() {
				from, to = min(from, to), max(from, to)
				say(to, string(relation), iri(from))
			}
			say(from, string(relation), iri(to))
			event, evidence := fmt.Sprintf("event/%016x", r.Uint64()), fmt.Sprintf("evidence/%016x", r.Uint64())
			say(event, "relation", iri(string(relation)))
			say(event, "source", iri(from))
			say(event, "target", iri(to))
			say(event, "status", `"actual"`)
			say(event, "precision", `"day"`)
			say(event, "date", day())
			say(event, "evidence", iri(evidence))
			say(evidence, "article", iri(fmt.Sprintf("article/%012x", r.IntN(articles))))
			say(evidence, "span", fmt.Sprintf(`"char=%d,%d"`, r.IntN(3000), 3000+r.IntN(3000)))
		}
	}
}
