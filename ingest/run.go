package ingest

import (
	"context"
	"fmt"
	"iter"

	"entente/schema"
)

// readSafely turns a panic over an article into an error that names it: one
// article must not end a run over many.
func (r *Reader) readSafely(article schema.Article) (reading schema.Reading, err error) {
	if err := safely(func() { reading = r.Read(article) }); err != nil {
		return schema.Reading{}, &ArticleError{article.ID, err}
	}
	return reading, nil
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
// [ArticleError] for an article that cannot be read, and do not end the run;
// cancelling the context does, with its error as the last element.
// At most four articles a worker are held at a time.
func (r *Reader) Run(ctx context.Context, articles iter.Seq2[schema.Article, error], workers int) iter.Seq2[schema.Reading, error] {
	return inOrder(ctx, articles, workers, r.readSafely)
}
