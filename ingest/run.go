package ingest

import (
	"context"
	"fmt"
	"iter"

	"entente/schema"
)

// readSafely turns a panic over an article into an error that names it: one
// article must not end a run over many.
func readSafely(article schema.Article) (r schema.Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &ArticleError{article.ID, fmt.Errorf("%v", p)}
		}
	}()
	return Read(article), nil
}

// ArticleError is a failure to read one article.
type ArticleError struct {
	ID  string
	Err error
}

func (e *ArticleError) Error() string { return fmt.Sprintf("ingest: article %s: %v", e.ID, e.Err) }
func (e *ArticleError) Unwrap() error { return e.Err }

// Run reads articles on several workers and yields the readings in the order of
// the articles. Errors of the sequence are passed on in their place, as is an
// [ArticleError] for an article that cannot be read, and do not end the run; cancelling the context does, with its error as the last element.
// At most four articles a worker are held at a time.
func Run(ctx context.Context, articles iter.Seq2[schema.Article, error], workers int) iter.Seq2[schema.Reading, error] {
	workers = max(1, workers)
	return func(yield func(schema.Reading, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		type result struct {
			reading schema.Reading
			err     error
		}
		// Each article gets a channel of its own for its reading; the queue of
		// these channels keeps the order, and its length bounds what is held.
		queue := make(chan chan result, 4*workers)
		slots := make(chan struct{}, workers)
		go func() {
			defer close(queue)
			for article, err := range articles {
				done := make(chan result, 1)
				select {
				case queue <- done:
				case <-ctx.Done():
					return
				}
				if err != nil {
					done <- result{err: err}
					continue
				}
				slots <- struct{}{}
				go func() {
					defer func() { <-slots }()
					reading, err := readSafely(article)
					done <- result{reading, err}
				}()
			}
		}()
		for done := range queue {
			r := <-done
			if ctx.Err() != nil {
				break
			}
			if !yield(r.reading, r.err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(schema.Reading{}, err)
		}
	}
}
