package ingest

import (
	"context"
	"iter"
)

// inOrder does work on each input on several workers, and yields what comes of
// it in the order of the inputs. Errors of the sequence are passed on in their
// place and do not end the run; cancelling the context does, with its error as
// the last element. At most four inputs a worker are held at a time.
func inOrder[In, Out any](ctx context.Context, inputs iter.Seq2[In, error], workers int, work func(In) (Out, error)) iter.Seq2[Out, error] {
	workers = max(1, workers)
	return func(yield func(Out, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		type result struct {
			out Out
			err error
		}
		// Each input gets a channel of its own for its result; the queue of
		// these channels keeps the order, and its length bounds what is held.
		queue := make(chan chan result, 4*workers)
		slots := make(chan struct{}, workers)
		go func() {
			defer close(queue)
			for input, err := range inputs {
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
					out, err := work(input)
					done <- result{out, err}
				}()
			}
		}()
		for done := range queue {
			r := <-done
			if ctx.Err() != nil {
				break
			}
			if !yield(r.out, r.err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			var none Out
			yield(none, err)
		}
	}
}
