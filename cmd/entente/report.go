package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"entente/ingest"
	"entente/ingest/source"
	"entente/schema"
)

// A report says on standard error how reading goes: what could not be read,
// what is amiss with what was, and how far it has come, on a terminal as a bar.
// Its methods may be called from several goroutines.
type report struct {
	mu       sync.Mutex
	w        io.Writer
	bar      *progressbar.ProgressBar // nil without a terminal, or if quiet
	quiet    bool
	start    time.Time
	last     time.Time // when a line of progress was last written
	noun     string    // what is counted: articles, or rows of tables
	articles int
	words    int
	problems int
	warnings map[error]int // by what is amiss

	// Articles are found ahead of those that are being read, see inOrder.
	found, reached int
	early          []earlyWarning
}

// earlyWarning is of an article behind some that were not reached yet.
type earlyWarning struct {
	behind int // how many were found before it
	err    error
}

const (
	// progressPause is how often a line tells of progress where there is no
	// terminal: often enough to see that it goes on.
	progressPause = 10 * time.Second
	// warningsShown of one kind are enough to see what it is; the rest are counted.
	warningsShown = 3
)

func (p *program) newReport(quiet bool) *report { return p.newReportOf("article", quiet) }

func (p *program) newReportOf(noun string, quiet bool) *report {
	now := time.Now()
	r := &report{noun: noun, w: p.stderr, quiet: quiet, start: now, last: now, warnings: map[error]int{}}
	if p.stderrTerminal && !quiet {
		r.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(p.stderr), progressbar.OptionSetDescription("reading"),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(noun+"s"),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return r
}

// step tells that so many articles were dealt with, and how many words they have.
func (r *report) step(articles, words int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.articles += articles
	r.words += words
	switch now := time.Now(); {
	case r.bar != nil:
		_ = r.bar.Add(articles) // a bar that can't be drawn is no reason to stop
	case !r.quiet && now.Sub(r.last) >= progressPause:
		r.last = now
		if r.noun == "row" {
			fmt.Fprintf(r.w, "%s rows so far, %.0f rows/s\n", grouped(r.articles), float64(r.articles)/now.Sub(r.start).Seconds())
			return
		}
		fmt.Fprintf(r.w, "%s so far, %.0f words/s\n", count(r.articles, "article"), float64(r.words)/now.Sub(r.start).Seconds())
	}
}

// skipped reports whether the error is of one article, which is left out, and
// not of the run.
func skipped(err error) bool {
	var problem *source.Problem
	var unread *ingest.ArticleError
	return errors.As(err, &problem) || errors.As(err, &unread)
}

// problem names something that was skipped.
func (r *report) problem(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.problems++
	r.line("%s", oneLine(err.Error()))
}

// inOrder passes articles on to be read, on other goroutines. Warnings of them wait until
// reach says that what was found before them has been dealt with, so that they come in the
// order of the articles, and among what is said of these.
func (r *report) inOrder(articles iter.Seq2[schema.Article, error]) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		for article, err := range articles {
			r.mu.Lock()
			r.found++
			r.mu.Unlock()
			if !yield(article, err) {
				return
			}
		}
	}
}

// reach tells that it is the turn of the next article.
func (r *report) reach() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reached++
	r.release()
}

// release writes the warnings whose turn it is.
func (r *report) release() {
	for len(r.early) > 0 && r.early[0].behind < r.reached {
		r.show(r.early[0].err)
		r.early = r.early[1:]
	}
}

// warn names what is amiss with something that was read all the same.
func (r *report) warn(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.found > r.reached {
		r.early = append(r.early, earlyWarning{r.found, err})
		return
	}
	r.show(err)
}

func (r *report) show(err error) {
	kind := warningKind(err)
	r.warnings[kind]++
	if r.warnings[kind] <= warningsShown {
		r.line("%s", oneLine(err.Error()))
	}
}

// warningKinds are what source warns of, in the order in which they are summed up.
func warningKinds() []error {
	return []error{source.ErrUndated, source.ErrRepeated, source.ErrPassedOver}
}

// warningKind is what a warning is about, without the place.
func warningKind(err error) error {
	for _, kind := range warningKinds() {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return nil
}

// close ends the bar and counts the warnings that were not shown.
func (r *report) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.bar != nil {
		_ = r.bar.Finish()
		r.bar = nil
	}
	r.reached = r.found + 1
	r.release()
	for _, kind := range append(warningKinds(), nil) {
		if more := r.warnings[kind] - warningsShown; more > 0 {
			what := "other warnings"
			if kind != nil {
				what = kind.Error()
			}
			r.line("%d more: %s", more, what)
		}
	}
}

// say writes a line unless the report is quiet.
func (r *report) say(format string, args ...any) {
	if !r.quiet {
		r.line(format, args...)
	}
}

func (r *report) line(format string, args ...any) {
	if r.bar != nil {
		_ = r.bar.Clear()
	}
	fmt.Fprintf(r.w, format+"\n", args...)
}

// verdict is the error of a run that read so many articles: it failed if there
// was something to read and nothing could be.
func (r *report) verdict(read int) error {
	if read == 0 && r.problems > 0 {
		return errors.New("nothing could be read")
	}
	return nil
}
