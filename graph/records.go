package graph

import (
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

func (j *journal) readingQuads(record []byte) ([]quad.Quad, error) {
	var r schema.Reading
	if err := json.Unmarshal(record, &r); err != nil {
		return nil, err
	}
	return j.who.apply(&r).Quads(), nil
}

// recordQuads gives the quads of a record of the log, in pieces, under the ids
// that its actors go by.
func (j *journal) recordQuads(key string) iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		fail := func(err error) { yield(nil, fmt.Errorf("log: %s: %w", key, err)) }
		value, err := j.must(key)
		if err != nil {
			yield(nil, err)
			return
		}
		if strings.HasPrefix(key, articlePrefix) {
			quads, err := j.readingQuads(value)
			if err != nil {
				fail(err)
				return
			}
			yield(quads, nil)
			return
		}
		var record quadImport
		if err := json.Unmarshal(value, &record); err != nil {
			fail(err)
			return
		}
		for _, hash := range record.Chunks {
			quads, err := j.chunkQuads(hash, record.Coded)
			if !yield(quads, err) || err != nil {
				return
			}
		}
	}
}

// chunkQuads gives the quads of a chunk under the ids that its actors go by.
func (j *journal) chunkQuads(hash string, coded bool) ([]quad.Quad, error) {
	if !coded {
		quads, err := j.quadsOf(hash)
		return j.who.applyQuads(quads), err
	}
	readings, err := j.readings(hash)
	var quads []quad.Quad
	for i := range readings {
		quads = append(quads, j.who.apply(&readings[i]).Quads()...)
	}
	return quads, err
}

// allQuads gives what the store must hold, in pieces and with repetitions.
func (j *journal) allQuads() iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		if !yield(append(schema.Vocabulary(), j.who.quads()...), nil) {
			return
		}
		for key, err := range j.records() {
			if err != nil {
				yield(nil, err)
				return
			}
			for quads, err := range j.recordQuads(key) {
				if !yield(quads, err) || err != nil {
					return
				}
			}
		}
	}
}
