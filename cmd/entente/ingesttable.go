package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"entente/graph"
	"entente/ingest"
	"entente/ingest/actor"
	"entente/ingest/source"
	"entente/schema"
)

// partEvents is how many events of a table go into the database at once. What is not
// in yet is lost when the process is killed; each part is held in memory.
const partEvents = 12_500

// tableRun is what reading tables counts.
type tableRun struct {
	*ingestion
	coded   *ingest.Coded
	format  source.Table // "": by the first line
	rows    int          // that could be read
	told    int          // of them tell an event for the graph
	leftOut map[error]int
	atOnce  int // events in a part
}

func newTableRun(store *graph.Store, r *report, known *actor.Base, format source.Table) *tableRun {
	return &tableRun{
		ingestion: &ingestion{store: store, report: r, start: time.Now()},
		coded:     ingest.NewCoded(known), format: format, leftOut: map[error]int{}, atOnce: partEvents,
	}
}

// part is what some rows of a table tell.
type part struct {
	name     string // of the import
	rows     int
	readings []schema.Reading
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
	if len(p.readings) == 0 {
		return nil
	}
	loaded, err := run.store.LoadCoded(p.name, p.readings)
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

// table reads one table.
func (run *tableRun) table(ctx context.Context, name string, content io.Reader, parts chan<- part) error {
	base := filepath.Base(name)
	p := part{name: base}
	handOver := func() {
		if p.rows > 0 {
			parts <- p
		}
		p = part{name: base}
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
			p.readings = append(p.readings, reading)
		}
		if len(p.readings) == run.atOnce {
			handOver()
		}
	}
	handOver()
	return nil
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
