package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/ingest"
	"entente/ingest/source"
	"entente/schema"
)

// A batch is written when it has so many articles, or so many bytes of text:
// a write costs the same for one article as for many, but all are held in
// memory, and what is not written is lost when the process is killed.
const (
	batchArticles = 1024
	batchBytes    = 8 << 20
)

func (p *program) ingestCommand() *cli.Command {
	return &cli.Command{
		Name:      "ingest",
		Usage:     "read articles into the database",
		UsageText: "entente ingest PATH… [FLAG…]",
		Description: "A PATH is a file, a folder or - for standard input: plain text, or JSON lines\n" +
			"{\"id\", \"text\", \"title\", \"published\", \"url\", \"publisher\"}. An article that is in the\n" +
			"database unchanged is passed over; a changed one replaces the old. What cannot be read is\n" +
			"named, counted and skipped. Articles that are in the database are read with other --actors\n" +
			"or --rules only if --reread says so.",
		Flags: []cli.Flag{
			dbFlag(), actorsFlag(), rulesFlag(), publishedFlag(), workersFlag(),
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` auto (articles, by the name of the file) or nquads", Value: "auto"},
			baseFlag(),
			&cli.BoolFlag{Name: "reread", Usage: "read articles again that are in the database unchanged", DisableDefaultText: true},
			&cli.BoolFlag{Name: "quiet", Usage: "neither progress nor the closing line", DisableDefaultText: true},
		},
		Action: p.ingest,
	}
}

func (p *program) ingest(c *cli.Context) (err error) {
	if err := wantArguments(c, 1, -1, "a file, a folder or -"); err != nil {
		return err
	}
	paths := c.Args().Slice()
	options, err := p.sourceOptions(c)
	if err != nil {
		return err
	}
	format := c.String("format")
	switch {
	case format != "auto" && format != "nquads":
		return misused("--format %s: there are auto and nquads", format)
	case format == "nquads" && c.IsSet("actors"):
		return misused("--actors is for articles; N-Quads name their actors")
	case format == "nquads" && c.IsSet("rules"):
		return misused("--rules is for articles; N-Quads are read as they are")
	case format == "auto" && c.IsSet("base"):
		return misused("--base is for --format nquads")
	}
	base, err := readBase(c)
	if err != nil {
		return err
	}
	for _, path := range paths {
		if ext := filepath.Ext(path); format == "auto" && (ext == ".nq" || ext == ".nquads") {
			return misused("%s: N-Quads are read with --format nquads", path)
		}
	}
	reader, err := p.reader(c)
	if err != nil {
		return err
	}
	store, err := p.openForWriting(c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()

	in := &ingestion{noun: "article", reader: reader, store: store, report: p.newReport(c.Bool("quiet")), events: map[string]bool{}, actors: map[schema.ActorID]bool{}, start: time.Now()}
	options.Warn = in.report.warn
	if format == "nquads" {
		in.noun = "file"
		err = in.quadFiles(c.Context, paths, p.stdin, base)
	} else {
		err = in.articles(c.Context, source.Read(paths, options), workers(c), c.Bool("reread"))
	}
	in.report.close()
	if err == nil || errors.Is(err, context.Canceled) {
		in.summarise()
	}
	if err == nil {
		err = in.report.verdict(in.read())
	}
	return err
}

// sourceOptions are what commands that read articles tell their reader.
func (p *program) sourceOptions(c *cli.Context) (source.Options, error) {
	published, err := readDate(c, "published")
	switch {
	case err != nil:
		return source.Options{}, err
	case !published.IsZero() && published.Precision != schema.Day:
		return source.Options{}, misused("--published %s: a day is wanted, such as 2013-11-18", published)
	case c.Int("workers") < 0:
		return source.Options{}, misused("--workers %d: how many can't be negative", c.Int("workers"))
	}
	return source.Options{Stdin: p.stdin, Published: published}, nil
}

func workers(c *cli.Context) int {
	if n := c.Int("workers"); n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}

// ingestion is one run of `ingest`: what it writes to, and what it counts.
type ingestion struct {
	noun      string // what is counted: articles, or files of quads
	reader    *ingest.Reader
	store     *graph.Store
	report    *report
	start     time.Time
	loaded    graph.Loaded
	unchanged atomic.Int64    // passed over before they were analysed, on another goroutine
	events    map[string]bool // distinct, that entered the graph
	words     int
	actors    map[schema.ActorID]bool
	batch     []schema.Reading
	bytes     int
}

// articles analyses and loads articles, in batches. When the user stops it, what
// has been analysed is loaded first.
func (in *ingestion) articles(ctx context.Context, articles iter.Seq2[schema.Article, error], workers int, reread bool) error {
	if !reread {
		articles = in.changed(articles)
	}
	var stopped error
	for reading, err := range in.reader.Run(ctx, articles, workers) {
		switch {
		case skipped(err):
			in.report.problem(err)
			continue
		case ctx.Err() != nil && errors.Is(err, ctx.Err()):
			stopped = err
			continue
		case err != nil:
			return err
		}
		if err := in.add(reading); err != nil {
			return err
		}
	}
	if err := in.load(); err != nil {
		return err
	}
	if err := in.store.Flush(); err != nil {
		return err
	}
	return stopped
}

// changed leaves out the articles that are in the database as they are.
func (in *ingestion) changed(articles iter.Seq2[schema.Article, error]) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		for article, err := range articles {
			if err == nil {
				var has bool
				if has, err = in.store.Has(&article); has && err == nil {
					in.unchanged.Add(1)
					in.report.step(1, 0)
					continue
				}
			}
			if !yield(article, err) {
				return
			}
		}
	}
}

// add puts a reading into the batch, and loads the batch if it is full.
func (in *ingestion) add(reading schema.Reading) error {
	words := len(strings.Fields(reading.Article.Text))
	in.words += words
	for _, e := range reading.GraphEvents() {
		in.events[e.ID()] = true
	}
	for _, a := range reading.Actors {
		if !a.Bare() {
			in.actors[a.ID] = true
		}
	}
	in.report.step(1, words)
	in.batch = append(in.batch, reading)
	in.bytes += len(reading.Article.Text)
	if len(in.batch) < batchArticles && in.bytes < batchBytes {
		return nil
	}
	return in.load()
}

func (in *ingestion) load() error {
	if len(in.batch) == 0 {
		return nil
	}
	loaded, err := in.store.Load(in.batch)
	if err != nil {
		return err
	}
	in.count(loaded)
	in.batch, in.bytes = in.batch[:0], 0
	return nil
}

func (in *ingestion) count(loaded graph.Loaded) {
	in.loaded.New += loaded.New
	in.loaded.Unchanged += loaded.Unchanged
	in.loaded.Replaced += loaded.Replaced
	in.loaded.Quads += loaded.Quads
}

// read is how many articles, or files of quads, could be read.
func (in *ingestion) read() int {
	return in.loaded.New + in.loaded.Replaced + in.loaded.Unchanged + int(in.unchanged.Load())
}

// summarise says what the run did: articles or imports, the events and actors
// that entered the graph with them, quads that are new, and speed.
func (in *ingestion) summarise() {
	took := time.Since(in.start)
	line := fmt.Sprintf("%s: %d new, %d unchanged, %d replaced, %d skipped; %s, %s, %s",
		count(in.read(), in.noun)+" read", in.loaded.New, in.loaded.Unchanged+int(in.unchanged.Load()), in.loaded.Replaced, in.report.problems,
		count(len(in.events), "event"), count(len(in.actors), "actor"), count(in.loaded.Quads, "new quad"))
	if in.words > 0 {
		line += fmt.Sprintf("; %.0f words/s", float64(in.words)/took.Seconds())
	}
	in.report.say("%s, %s", line, took.Round(10*time.Millisecond))
}
