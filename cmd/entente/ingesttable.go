package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"entente/graph"
	"entente/ingest"
	"entente/ingest/actor"
	"entente/ingest/source"
	"entente/schema"
)

// partQuads is how many quads of a table go into the database at once, about 13,000
// rows. What is not in yet is lost when the process is killed; each part is held in memory.
const partQuads = 200_000

// tableRun is what reading tables counts.
type tableRun struct {
	*ingestion
	coded   *ingest.Coded
	format  source.Table // "": by the first line
	rows    int          // that could be read
	told    int          // of them tell an event for the graph
	leftOut map[error]int
}

func newTableRun(store *graph.Store, r *report, known *actor.Base, format source.Table) *tableRun {
	r.noun = "row"
	return &tableRun{
		ingestion: &ingestion{store: store, report: r, start: time.Now()},
		coded:     ingest.NewCoded(known), format: format, leftOut: map[error]int{},
	}
}

// part is some rows of a table as quads.
type part struct {
	name  string // of the import
	rows  int
	quads []quad.Quad
}

// tables loads tables of coded events, in parts: while one is written, the next is read.
// The parts of one file are imports of one name, and a retraction takes them all.
func (run *tableRun) tables(ctx context.Context, paths []string, stdin io.Reader) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	parts, written := make(chan part), make(chan error, 1)
	go func() {
		var err error
		for p := range parts {
			if err != nil {
				continue // the reader must not wait for ever
			}
			if err = run.write(p); err != nil {
				stop()
			}
		}
		written <- err
	}()
	err := run.read(ctx, paths, stdin, parts)
	close(parts)
	if writeErr := <-written; writeErr != nil {
		return writeErr
	}
	if flushErr := run.store.Flush(); flushErr != nil {
		return flushErr
	}
	return err
}

func (run *tableRun) write(p part) error {
	defer run.report.step(p.rows, 0)
	if len(p.quads) == 0 {
		return nil
	}
	loaded, err := run.store.LoadQuads(p.name, func(yield func(quad.Quad, error) bool) {
		for _, q := range p.quads {
			if !yield(q, nil) {
				return
			}
		}
	})
	run.count(loaded)
	return err
}

// read hands over the parts of all tables.
func (run *tableRun) read(ctx context.Context, paths []string, stdin io.Reader, parts chan<- part) error {
	for _, path := range paths {
		err := source.OpenTables(path, stdin, func(name string, content io.Reader) error {
			return run.table(ctx, name, content, parts)
		})
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case skipped(err):
			run.report.problem(err)
		case err != nil:
			return err
		}
	}
	return nil
}

// table reads one table. Each part stands on its own: it has all that is said of
// its actors and articles, once.
func (run *tableRun) table(ctx context.Context, name string, content io.Reader, parts chan<- part) error {
	base := filepath.Base(name)
	p := part{name: base}
	seen := map[string]bool{}
	handOver := func() {
		if p.rows > 0 {
			parts <- p
		}
		p = part{name: base}
		clear(seen)
	}
	for row, err := range source.ReadTable(content, name, run.format) {
		switch {
		case ctx.Err() != nil:
			handOver()
			return ctx.Err()
		case skipped(err):
			run.report.problem(err)
			continue
		case err != nil:
			handOver()
			return err
		}
		run.rows++
		p.rows++
		reading, err := run.coded.Read(&row)
		if err != nil {
			run.leftOut[err]++
		} else {
			run.told++
			p.quads = append(p.quads, newQuads(&reading, seen)...)
		}
		if len(p.quads) >= partQuads {
			handOver()
		}
	}
	handOver()
	return nil
}

// newQuads are the quads of a reading but for what was said before of its article and actors.
func newQuads(r *schema.Reading, seen map[string]bool) []quad.Quad {
	if seen[r.Article.ID] {
		r.Article = schema.Article{ID: r.Article.ID}
	}
	seen[r.Article.ID] = true
	r.Actors = slices.DeleteFunc(r.Actors, func(a schema.Actor) bool {
		key := "actor " + string(a.ID)
		defer func() { seen[key] = true }()
		return seen[key]
	})
	return r.Quads()
}

// summarise says what became of the rows.
func (run *tableRun) summarise() {
	took := time.Since(run.start)
	var left []string
	for _, reason := range ingest.LeftOut() {
		if n := run.leftOut[reason]; n > 0 {
			left = append(left, grouped(n)+" "+reason.Error())
		}
	}
	if run.report.problems > 0 {
		left = append(left, grouped(run.report.problems)+" malformed")
	}
	line := fmt.Sprintf("%s rows read: %s tell events", grouped(run.rows), grouped(run.told))
	if len(left) > 0 {
		line += "; left out: " + strings.Join(left, ", ")
	}
	run.report.say("%s; %s new quads; %.0f rows/s, %s", line, grouped(run.loaded.Quads), float64(run.rows)/took.Seconds(), took.Round(10*time.Millisecond))
}

// grouped writes a number with commas, "1,234,567".
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// splitTables parts the paths that are tables from those of articles.
func splitTables(paths []string) (tables, articles []string) {
	for _, path := range paths {
		if source.IsTable(path) {
			tables = append(tables, path)
		} else {
			articles = append(articles, path)
		}
	}
	return tables, articles
}

// checkTableFlags refuses what does not fit tables.
func checkTableFlags(set func(string) bool) error {
	for _, f := range []struct{ name, why string }{
		{"published", "they have dates"}, {"rules", "they are coded already"}, {"base", "it is for --format nquads"}, {"workers", "one is read at a time"},
		{"json", "they go in by thousands of rows"}, {"batch", "they go in by thousands of rows"}, {"reread", "their rows are read as they are"},
	} {
		if set(f.name) {
			return misused("--%s is not for tables of coded events: %s", f.name, f.why)
		}
	}
	return nil
}
