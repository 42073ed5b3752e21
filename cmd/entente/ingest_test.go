package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/ingest"
	"entente/ingest/source"
	"entente/schema"
)

func newIngestion(t *testing.T) (*ingestion, *bytes.Buffer) {
	t.Helper()
	store, err := graph.NewMemory()
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, store.Close()) })
	said := &bytes.Buffer{}
	p := &program{stderr: said}
	reader, err := ingest.NewReader()
	require.NoError(t, err)
	return &ingestion{noun: "article", reader: reader, store: store, report: p.newReport(false), events: map[string]bool{}, actors: map[schema.ActorID]bool{}, start: time.Now()}, said
}

// meetings are so many articles; after each, then is called.
func meetings(n int, then func(i int)) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		for i := range n {
			a := schema.Article{
				ID:        fmt.Sprintf("a%d", i),
				Text:      "Russian President Vladimir Putin met Iranian President Hassan Rouhani in Tehran on Monday.",
				Published: schema.NewDate(2013, 11, 18),
			}
			if !yield(a, nil) {
				return
			}
			then(i)
		}
	}
}

func TestIngestBatches(t *testing.T) {
	in, _ := newIngestion(t)
	const n = batchArticles + batchArticles/2
	require.NoError(t, in.articles(t.Context(), meetings(n, func(int) {}), 2, false))
	assert.Equal(t, n, in.loaded.New)
	stats, err := in.store.Stats()
	require.NoError(t, err)
	assert.Equal(t, n, stats.Articles)
	assert.Equal(t, n, stats.Evidence)

	// Again: none is analysed.
	again := &ingestion{noun: "article", reader: in.reader, store: in.store, report: in.report, events: map[string]bool{}, actors: map[schema.ActorID]bool{}, start: time.Now()}
	require.NoError(t, again.articles(t.Context(), meetings(n, func(int) {}), 2, false))
	assert.Equal(t, n, again.read())
	assert.Zero(t, again.words)
	assert.Zero(t, again.loaded.Quads)
}

// What was analysed before the user stopped it is in the database.
func TestIngestStopped(t *testing.T) {
	in, _ := newIngestion(t)
	ctx, stop := context.WithCancel(t.Context())
	err := in.articles(ctx, meetings(1000, func(i int) {
		if i == 100 {
			stop()
		}
	}), 2, false)
	require.ErrorIs(t, err, context.Canceled)
	stats, err := in.store.Stats()
	require.NoError(t, err)
	assert.Positive(t, stats.Articles)
	assert.Less(t, stats.Articles, 1000)
	assert.Equal(t, in.loaded.New, stats.Articles)
}

// An error that is no problem of an article ends the run.
func TestIngestFails(t *testing.T) {
	in, said := newIngestion(t)
	broken := errors.New("the disk is on fire")
	err := in.articles(t.Context(), func(yield func(schema.Article, error) bool) {
		_ = yield(schema.Article{}, &source.Problem{File: "x.jsonl", Line: 3, Err: source.ErrEmpty}) &&
			yield(schema.Article{}, broken)
	}, 2, false)
	require.ErrorIs(t, err, broken)
	assert.Equal(t, "x.jsonl:3: no text\n", said.String())
	assert.Equal(t, 1, in.report.problems)
}

// Many warnings of one kind are counted, not repeated.
func TestReportWarnings(t *testing.T) {
	in, said := newIngestion(t)
	for i := range 10 {
		in.report.warn(&source.Problem{File: fmt.Sprintf("%d.txt", i), Err: source.ErrUndated})
	}
	in.report.close()
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	require.Len(t, lines, warningsShown+1)
	assert.Equal(t, "0.txt: "+source.ErrUndated.Error(), lines[0])
	assert.Equal(t, "7 more: "+source.ErrUndated.Error(), lines[warningsShown])
}

func TestSkipBad(t *testing.T) {
	broken := errors.New("line 3: unplugged")
	for name, test := range map[string]struct {
		given []any // numbers and errors
		file  watchedReader
		want  string
	}{
		"bad lines are reported": {given: []any{1, errors.New("line 2: bad"), 3}, want: "1 [line 2: bad] 3"},
		"nothing at all":         {want: "!" + errNoQuads.Error()},
		"only bad lines":         {given: []any{errors.New("line 1: bad")}, want: "[line 1: bad] !" + errNoQuads.Error()},
		"a file that breaks":     {given: []any{broken}, file: watchedReader{err: broken}, want: "!" + broken.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			given := func(yield func(int, error) bool) {
				for _, g := range test.given {
					n, _ := g.(int)
					err, _ := g.(error)
					if !yield(n, err) {
						return
					}
				}
			}
			for n, err := range skipBad(t.Context(), given, &test.file, func(err error) { got = append(got, "["+err.Error()+"]") }) {
				if err != nil {
					got = append(got, "!"+err.Error())
					continue
				}
				got = append(got, fmt.Sprint(n))
			}
			assert.Equal(t, test.want, strings.Join(got, " "))
		})
	}
}
