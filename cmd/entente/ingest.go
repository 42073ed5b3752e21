package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/ingest"
	"entente/ingest/actor"
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
			"or --rules only if --reread says so. Tables of coded events (ICEWS, POLECAT, GDELT 2.0; also\n" +
			"in .gz and .zip) are read by their columns, or as --format says; what tells no event\n" +
			"between two actors is counted.",
		Flags: []cli.Flag{
			dbFlag(), actorsFlag(), rulesFlag(), publishedFlag(), workersFlag(),
			&cli.IntFlag{Name: "batch", Usage: "write `N` articles at a time: the more, the faster, and the more memory it takes", Value: batchArticles},
			&cli.BoolFlag{Name: "json", Usage: "a JSON line for each article, as soon as nothing can take it from the database any more", DisableDefaultText: true},
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` auto (articles by the name of the file, tables by their columns), nquads, icews, polecat or gdelt", Value: "auto"},
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
	case format != "auto" && format != "nquads" && !slices.Contains(source.Tables(), source.Table(format)):
		return misused("--format %s: there are auto, nquads, icews, polecat and gdelt", format)
	case format == "nquads" && c.IsSet("actors"):
		return misused("--actors is for articles; N-Quads name their actors")
	case format == "nquads" && c.IsSet("rules"):
		return misused("--rules is for articles; N-Quads are read as they are")
	case format == "nquads" && (c.IsSet("json") || c.IsSet("batch")):
		return misused("--json and --batch are for articles; a file of N-Quads goes in as a whole")
	case c.Int("batch") < 1:
		return misused("--batch %d: at least one article at a time is wanted", c.Int("batch"))
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
	tables, articles := []string(nil), paths
	switch format {
	case "nquads":
	case "auto":
		tables, articles = splitTables(paths)
	default:
		tables, articles = paths, nil
	}
	if len(articles) == 0 {
		if err := checkTableFlags(c.IsSet); err != nil {
			return err
		}
	}
	var reader *ingest.Reader
	var known *actor.Base
	if len(articles) > 0 {
		if reader, err = p.reader(c); err == nil {
			known = reader.Actors
		}
	} else {
		known, err = p.knownActors(c)
	}
	if err != nil {
		return err
	}
	store, err := p.openForWriting(c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()

	if len(articles) > 0 {
		err = p.ingestArticles(c, store, reader, articles, options, base)
	}
	if err == nil && len(tables) > 0 {
		err = p.ingestTables(c, store, known, tables, format)
	}
	return err
}

// ingestTables reads tables of coded events.
func (p *program) ingestTables(c *cli.Context, store *graph.Store, known *actor.Base, paths []string, format string) error {
	if format == "auto" {
		format = ""
	}
	run := newTableRun(store, p.newReportOf("row", c.Bool("quiet")), known, source.Table(format))
	err := run.tables(c.Context, paths, p.stdin)
	run.report.close()
	if err == nil || errors.Is(err, context.Canceled) {
		run.summarise()
	}
	if err == nil {
		err = run.report.verdict(run.rows)
	}
	return err
}

// ingestArticles reads articles, or files of N-Quads.
func (p *program) ingestArticles(c *cli.Context, store *graph.Store, reader *ingest.Reader, paths []string, options source.Options, base string) error {
	var err error
	in := &ingestion{noun: "article", reader: reader, store: store, report: p.newReport(c.Bool("quiet")), events: map[string]bool{}, actors: map[schema.ActorID]bool{}, start: time.Now()}
	in.atOnce = c.Int("batch")
	if c.Bool("json") {
		in.acknowledge = p.acknowledge
	}
	options.Warn = in.report.warn
	if c.String("format") == "nquads" {
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
	if err == nil && len(in.broken) > 0 {
		err = fmt.Errorf("%s: the end is missing; what is before it is in the database", strings.Join(in.broken, ", "))
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
	broken    []string // files of quads that break off
	// batch is what was read and not handed over to be written yet.
	batch  []schema.Reading
	bytes  int
	atOnce int // articles in a batch; 0: batchArticles
	// acknowledge, unless nil, is told what is in the database for good.
	acknowledge func([]schema.Reading) error
}

// acknowledge says on standard output which articles are in the database, in
// the field that `extract` has for it. An ID may hold any character.
func (p *program) acknowledge(readings []schema.Reading) error {
	for i := range readings {
		line := struct {
			Article string `json:"article"`
		}{readings[i].Article.ID}
		if err := writeJSON(p.stdout, line); err != nil {
			return err
		}
	}
	return p.stdout.Flush()
}

// articles analyses articles, and loads them in batches: while one is written,
// the next is analysed, so that two are held. When the user stops it, or it must
// end because of an error, what has been analysed is loaded first.
func (in *ingestion) articles(ctx context.Context, articles iter.Seq2[schema.Article, error], workers int, reread bool) error {
	if !reread {
		articles = in.changed(articles)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	batches, written := make(chan []schema.Reading), make(chan error, 1)
	go func() {
		err := in.write(batches)
		if err != nil {
			stop()
		}
		written <- err
		for range batches { // nobody must wait for ever
		}
	}()
	err := in.analyse(ctx, articles, workers, batches)
	close(batches)
	if writeErr := <-written; writeErr != nil {
		return writeErr
	}
	if flushErr := in.store.Flush(); flushErr != nil {
		return flushErr
	}
	return err
}

// analyse hands over what it reads, in the order of the articles.
func (in *ingestion) analyse(ctx context.Context, articles iter.Seq2[schema.Article, error], workers int, batches chan<- []schema.Reading) error {
	handOver := func() {
		if len(in.batch) > 0 {
			batches <- in.batch
			in.batch, in.bytes = nil, 0
		}
	}
	defer handOver()
	for reading, err := range in.reader.Run(ctx, in.report.inOrder(articles), workers) {
		in.report.reach()
		if skipped(err) {
			in.report.problem(err)
			continue
		}
		if err != nil {
			return err
		}
		in.add(reading)
		if len(in.batch) >= cmp.Or(in.atOnce, batchArticles) || in.bytes >= batchBytes {
			handOver()
		}
	}
	return nil
}

// write loads the batches that it is given.
func (in *ingestion) write(batches <-chan []schema.Reading) error {
	for batch := range batches {
		loaded, err := in.store.Load(batch)
		if err != nil {
			return err
		}
		in.count(loaded)
		if in.acknowledge != nil {
			if err := in.acknowledge(batch); err != nil {
				return err
			}
		}
	}
	return nil
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

// add counts a reading and puts it into the batch.
func (in *ingestion) add(reading schema.Reading) {
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
