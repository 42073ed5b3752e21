package export

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/graph/export/internal/stream"
	"entente/schema"
)

// streamed is a made-up network of so many actors, each with ten edges to others, that is
// made as it is walked: whatever memory an export takes is its own.
func streamed(actors int) *graph.Network {
	id := func(i int) schema.ActorID { return schema.ActorID(fmt.Sprintf("actor-%07d", i)) }
	const edges = 10
	directed := []schema.Relation{"accused", "attacked", "praised", "telephoned", "visited"}
	walk := func(visit func(source, target int, dice uint64) bool) bool {
		for i := range actors {
			for k := range edges {
				dice := uint64(i*edges+k+1) * 0x9E3779B97F4A7C15
				dice ^= dice >> 29
				part := actors / edges // targets ascend, one from each tenth of the actors
				if target := k*part + int(dice%uint64(part)); target != i && !visit(i, target, dice>>32) {
					return false
				}
			}
		}
		return true
	}
	n := &graph.Network{NodeCount: actors}
	degree := make([]uint32, actors)
	walk(func(source, target int, _ uint64) bool {
		n.EdgeCount++
		degree[source]++
		degree[target]++
		return true
	})
	n.Nodes = func(yield func(graph.Node, error) bool) {
		for i := range actors {
			a := schema.Actor{ID: id(i), Kind: schema.Kinds()[i%4], Name: "Actor " + strconv.Itoa(i), Country: "IRN", Code: "IRNGOV"}
			if !yield(graph.Node{Actor: a, Degree: int(degree[i])}, nil) {
				return
			}
		}
	}
	n.Edges = func(yield func(graph.Edge, error) bool) {
		walk(func(source, target int, dice uint64) bool {
			e := graph.Edge{Source: id(source), Target: id(target), Relation: directed[dice%5], Events: 1 + int(dice%3), Articles: 2, Sources: 1}
			if source < target && dice%2 == 0 {
				e.Relation = "met"
			}
			for k := range e.Events {
				e.Dates = append(e.Dates, schema.NewDate(2000+int(dice%20), 1+k, int(1+dice%1000)))
			}
			return yield(e, nil)
		})
	}
	return n
}

// benchActors is how many actors the network of the benchmarks has, ENTENTE_BENCH or
// 100,000, with ten times as many edges.
func benchActors() int {
	if n, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH")); err == nil {
		return n
	}
	return 100_000
}

// peakMemory is the most bytes that the process has held, 0 where the system does not say.
func peakMemory() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, line, _ := strings.Cut(string(status), "VmHWM:")
	kibibytes, _ := strconv.ParseFloat(strings.Fields(line + " 0")[0], 64)
	return kibibytes * 1024
}

// processorTime is how many seconds of processors this process has used: other than the time
// on the clock it hardly depends on what else the machine does.
func processorTime(b *testing.B) float64 {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

type counter struct{ bytes int }

func (c *counter) Write(b []byte) (int, error) {
	c.bytes += len(b)
	return len(b), nil
}

// BenchmarkFormats writes the network in each format that graph tools read as it is. The
// peak is that of the process, so run one of them at a time.
func BenchmarkFormats(b *testing.B) {
	n := streamed(benchActors())
	for _, format := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"GEXF", func(w io.Writer) error { return GEXF(w, n, GEXFOptions{}) }},
		{"GEXF1.2", func(w io.Writer) error { return GEXF(w, n, GEXFOptions{Version: "1.2", Directed: true}) }},
		{"GraphML", func(w io.Writer) error { return GraphML(w, n, GraphMLOptions{}) }},
		{"GephiCSV", func(w io.Writer) error {
			for _, f := range GephiCSV(n) {
				if err := f.Write(w); err != nil {
					return err
				}
			}
			return nil
		}},
	} {
		b.Run(format.name, func(b *testing.B) {
			var size counter
			begun := processorTime(b)
			for b.Loop() {
				size.bytes = 0
				require.NoError(b, format.write(&size))
			}
			b.ReportMetric((processorTime(b)-begun)/float64(b.N), "cpu-s")
			b.ReportMetric(float64(size.bytes)/(1<<20), "MiB")
			b.ReportMetric(peakMemory()/(1<<20), "peak-MiB")
		})
	}
}

// BenchmarkPeers writes the network as GEXF 1.2, as networkx does with the same network and
// the same attributes, and states by how much networkx takes more time of processors and more
// memory. Its time is that of writing alone, with the network in memory.
func BenchmarkPeers(b *testing.B) {
	n := streamed(benchActors())
	dir := b.TempDir()
	for b.Loop() {
		ours := filepath.Join(dir, "ours.gexf")
		f, err := os.Create(ours)
		require.NoError(b, err)
		begun := processorTime(b)
		require.NoError(b, GEXF(f, n, GEXFOptions{Version: "1.2", Directed: true}))
		took := processorTime(b) - begun
		memory := peakMemory()
		require.NoError(b, f.Close())

		cmd := exporttest.Python(b, "networkx", "write_networkx.py", filepath.Join(dir, "theirs.gexf"))
		in, err := cmd.StdinPipe()
		require.NoError(b, err)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, os.Stderr
		require.NoError(b, cmd.Start())
		writeTable(b, in, n)
		require.NoError(b, cmd.Wait())
		theirs, err := os.Stat(filepath.Join(dir, "theirs.gexf"))
		require.NoError(b, err)
		var seconds, bytes float64
		_, err = fmt.Sscan(out.String(), &seconds, &bytes)
		require.NoError(b, err, out.String())
		info, err := os.Stat(ours)
		require.NoError(b, err)
		b.ReportMetric(took, "cpu-s")
		b.ReportMetric(memory/(1<<20), "peak-MiB")
		b.ReportMetric(seconds/took, "networkx-times")
		b.ReportMetric(bytes/memory, "networkx-memory-times")
		b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
		b.ReportMetric(float64(theirs.Size())/(1<<20), "networkx-MiB")
	}
}

// writeTable writes the network as lines for write_networkx.py, tabs between the columns.
func writeTable(b *testing.B, in io.WriteCloser, n *graph.Network) {
	w := bufio.NewWriterSize(in, 1<<16)
	row := func(columns []column, values []string, more ...string) {
		for _, m := range more {
			fmt.Fprintf(w, "%s\t", m)
		}
		for i := range columns {
			fmt.Fprintf(w, "%s\t", values[i])
		}
		fmt.Fprintln(w)
	}
	for node := range n.Nodes {
		row(nodeColumns(), nodeValues(node), "node", string(node.ID), labelOf(node))
	}
	for e := range n.Edges {
		row(edgeColumns(), edgeValues(e), "edge", string(e.Source), string(e.Target), stream.EdgeID(e), edgeLabel(e), strconv.Itoa(e.Events))
	}
	require.NoError(b, w.Flush())
	require.NoError(b, in.Close())
}
