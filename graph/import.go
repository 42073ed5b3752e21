package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/syndtr/goleveldb/leveldb"
)

// LoadQuads adds quads that are not the reading of an article, such as an
// export of another database: all of them or, if one is not valid, none. IRIs
// are relative, as the store has them. The same quads under the same name again
// change nothing. The log keeps them too, so that [Store.Rebuild] gives them back.
func (s *Store) LoadQuads(name string, quads iter.Seq2[quad.Quad, error]) (Loaded, error) {
	var done Loaded
	err := s.writing(func() error {
		record := quadImport{Name: name}
		var added []string // hashes of chunks that were not in the log
		err := s.logChunks(name, quads, &record, &added)
		if err != nil {
			// Chunks without a record are read by nobody; this only saves space.
			batch := new(leveldb.Batch)
			for _, hash := range added {
				deleteChunk(batch, hash)
			}
			return errors.Join(err, s.log.write(batch))
		}
		return s.putImport(new(leveldb.Batch), record, &done)
	})
	return done, err
}

// putImport writes the record of an import with what is in the batch, unless it is
// in the log, and adds what it gives to the store.
func (s *Store) putImport(batch *leveldb.Batch, record quadImport, done *Loaded) error {
	key := importPrefix + contentHash(append([]string{record.Name}, record.Chunks...)...)
	known, err := s.log.has(key)
	if err != nil {
		return err
	}
	if known {
		done.Unchanged++
		return s.apply(done, nil)
	}
	text, err := json.Marshal(record)
	if err != nil {
		return err
	}
	done.New++
	batch.Put([]byte(key), text)
	batch.Put([]byte(pendingPrefix+key), nil)
	batch.Put([]byte(undecidedKey), nil)
	s.log.forgetChunks()
	if err := s.log.write(batch); err != nil {
		return err
	}
	return s.apply(done, nil)
}

// logChunks writes the quads into the log, by content, and lists the chunks.
func (s *Store) logChunks(name string, quads iter.Seq2[quad.Quad, error], record *quadImport, added *[]string) error {
	const chunk = 5_000
	var text strings.Builder
	var all []quad.Quad
	n := 0
	flush := func() error {
		if text.Len() == 0 {
			return nil
		}
		hash := contentHash(text.String())
		record.Chunks = append(record.Chunks, hash)
		known, err := s.log.has(chunkPrefix + hash)
		if err != nil {
			return err
		}
		if !known {
			batch := new(leveldb.Batch)
			putChunk(batch, hash, []byte(text.String()), indexQuads(all))
			if err := s.log.write(batch); err != nil {
				return err
			}
			*added = append(*added, hash)
		}
		text.Reset()
		all = all[:0]
		return nil
	}
	for q, err := range quads {
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		line := q.NQuad()
		if err := validImport(q, line); err != nil {
			return fmt.Errorf("%s: quad %d: %w", name, n+1, err)
		}
		all = append(all, q)
		text.WriteString(line)
		text.WriteByte('\n')
		if n++; n%chunk == 0 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// parseChunk reads back what logChunks wrote.
func parseChunk(text []byte) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		r := nquads.NewReader(bytes.NewReader(text), false)
		for {
			q, err := r.ReadQuad()
			if err == io.EOF {
				return
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}
