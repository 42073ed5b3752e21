package ingest

import (
	"context"
	"fmt"
	"iter"

	"entente/ingest/text"
)

// batchTokens is how many tokens are parsed together, or a few more: enough that
// the model finds sentences of like length among them.
const batchTokens = 4096

// Parsed is a document that a model has parsed, with what it was made of.
type Parsed[T any] struct {
	Input    T
	Document *text.Document
}

// Parse makes a document of each input and parses it, on several workers; what
// is yielded is in the order of the inputs, and the same for any number of workers.
// Errors of the sequence are passed on in their place; so is a failure over one
// input, with that input. Cancelling the context ends the run, with its error as
// the last element.
func Parse[T any](ctx context.Context, model *text.Model, inputs iter.Seq2[T, error], document func(T) *text.Document, workers int) iter.Seq2[Parsed[T], error] {
	type outcome struct {
		Parsed[T]
		err error
	}
	// A batch of outcomes, of inputs that have no document yet or could not get one.
	batches := func(yield func([]outcome, error) bool) {
		var batch []outcome
		tokens := 0
		for input, err := range inputs {
			o := outcome{Parsed[T]{Input: input}, err}
			if err == nil {
				o.err = safely(func() { o.Document = document(input) })
			}
			batch = append(batch, o)
			if o.Document != nil {
				tokens += len(o.Document.Tokens)
			}
			if tokens >= batchTokens || len(batch) >= batchTokens {
				if !yield(batch, nil) {
					return
				}
				batch, tokens = nil, 0
			}
		}
		if len(batch) > 0 {
			yield(batch, nil)
		}
	}
	parse := func(batch []outcome) ([]outcome, error) {
		var docs []*text.Document
		for _, o := range batch {
			if o.err == nil {
				docs = append(docs, o.Document)
			}
		}
		if safely(func() { model.Parse(docs...) }) == nil {
			return batch, nil
		}
		for i := range batch { // one of them alone fails, and the others are to be had
			if o := &batch[i]; o.err == nil {
				o.err = safely(func() { model.Parse(o.Document) })
			}
		}
		return batch, nil
	}
	return func(yield func(Parsed[T], error) bool) {
		for batch, err := range inOrder(ctx, batches, workers, parse) {
			if err != nil {
				yield(Parsed[T]{}, err) // of the context
				return
			}
			for _, o := range batch {
				if !yield(o.Parsed, o.err) {
					return
				}
			}
		}
	}
}

// safely turns a panic into an error.
func safely(do func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	do()
	return nil
}
