package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// Loaded counts what a load did.
type Loaded struct {
	New, Unchanged, Replaced int // articles, or imports of quads
	Quads                    int // added to the store; those of replaced articles are added by [Store.Flush]
}

// Has reports whether an article of this ID and exactly this content was loaded.
func (s *Store) Has(a *schema.Article) (bool, error) {
	unlock, err := s.reading()
	if err != nil {
		return false, err
	}
	defer unlock()
	r, ok, err := s.log.reading(a.Key())
	if err != nil {
		return false, fmt.Errorf("graph: %w", err)
	}
	return ok && r.Article == *a, nil
}

// Load adds the readings of a batch of articles, all or, if one is not valid,
// none. When it returns they are durable. A batch is held in memory; many
// articles in one batch load faster than one by one. An article that was
// loaded with another content or reading before is replaced, which
// [Store.Flush] carries into the store.
func (s *Store) Load(readings []schema.Reading) (Loaded, error) {
	var done Loaded
	records := make([][]byte, len(readings))
	for i := range readings {
		record, err := encode(&readings[i])
		if err != nil {
			return done, fmt.Errorf("graph: article %s: %w", readings[i].Article.ID, err)
		}
		records[i] = record
	}
	err := s.writing(func() error {
		batch := new(leveldb.Batch)
		ahead := map[string][]byte{} // records of this batch
		for i := range readings {
			a := &readings[i].Article
			key := articlePrefix + a.Key()
			old := ahead[key]
			if old == nil {
				var err error
				if old, err = s.log.get(key); err != nil {
					return err
				}
			}
			switch {
			case old == nil:
				done.New++
				batch.Put([]byte(pendingPrefix+key), nil)
			case bytes.Equal(old, records[i]):
				done.Unchanged++
				continue
			default:
				if err := sameArticle(a.ID, old); err != nil {
					return err
				}
				done.Replaced++
				batch.Put([]byte(staleKey), nil)
			}
			batch.Put([]byte(key), records[i])
			ahead[key] = records[i]
		}
		if batch.Len() > 0 {
			if err := s.log.write(batch); err != nil {
				return err
			}
		}
		return s.apply(&done)
	})
	return done, err
}

// sameArticle guards against two IDs whose keys collide.
func sameArticle(id string, record []byte) error {
	var r schema.Reading
	if err := json.Unmarshal(record, &r); err != nil {
		return fmt.Errorf("log: article %s: %w", id, err)
	}
	if r.Article.ID != id {
		return fmt.Errorf("article %s: another article, %s, has the same key in the graph; give it another ID", id, r.Article.ID)
	}
	return nil
}

// encode is the record of a reading, or what is wrong with the reading.
func encode(r *schema.Reading) ([]byte, error) {
	if err := validate(r); err != nil {
		return nil, err
	}
	for _, q := range r.Quads() {
		if err := validQuad(q); err != nil {
			return nil, err
		}
	}
	return json.Marshal(r)
}

func quadsOfRecord(record []byte) ([]quad.Quad, error) {
	var r schema.Reading
	if err := json.Unmarshal(record, &r); err != nil {
		return nil, err
	}
	return r.Quads(), nil
}

// LoadQuads adds quads that are not the reading of an article, such as an
// export of another database: all of them or, if one is not valid, none. IRIs
// are relative, as the store has them. The same quads under the same name again
// change nothing. The log keeps them too, so that [Store.Rebuild] gives them back.
func (s *Store) LoadQuads(name string, quads iter.Seq2[quad.Quad, error]) (Loaded, error) {
	var done Loaded
	err := s.writing(func() error {
		record := quadImport{Name: name}
		var added []string // chunks that were not in the log
		err := s.logChunks(name, quads, &record, &added)
		if err != nil {
			// Chunks without a record are read by nobody; this only saves space.
			batch := new(leveldb.Batch)
			for _, key := range added {
				batch.Delete([]byte(key))
			}
			return errors.Join(err, s.log.write(batch))
		}
		key := importPrefix + contentHash(append([]string{name}, record.Chunks...)...)
		known, err := s.log.has(key)
		if err != nil {
			return err
		}
		if known {
			done.Unchanged++
			return s.apply(&done)
		}
		text, err := json.Marshal(record)
		if err != nil {
			return err
		}
		done.New++
		batch := new(leveldb.Batch)
		batch.Put([]byte(key), text)
		batch.Put([]byte(pendingPrefix+key), nil)
		if err := s.log.write(batch); err != nil {
			return err
		}
		return s.apply(&done)
	})
	return done, err
}

// logChunks writes the quads into the log, by content, and lists the chunks.
func (s *Store) logChunks(name string, quads iter.Seq2[quad.Quad, error], record *quadImport, added *[]string) error {
	const chunk = 5_000
	var text strings.Builder
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
			batch.Put([]byte(chunkPrefix+hash), []byte(text.String()))
			if err := s.log.write(batch); err != nil {
				return err
			}
			*added = append(*added, chunkPrefix+hash)
		}
		text.Reset()
		return nil
	}
	for q, err := range quads {
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		line := q.NQuad()
		if err := validImport(q, line); err != nil {
			return fmt.Errorf("%s: quad %d: %w", name, record.Quads+1, err)
		}
		text.WriteString(line)
		text.WriteByte('\n')
		if record.Quads++; record.Quads%chunk == 0 {
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

// recordQuads gives the quads of a record of the log, in pieces.
func (j *journal) recordQuads(key string) iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		fail := func(err error) { yield(nil, fmt.Errorf("log: %s: %w", key, err)) }
		value, err := j.must(key)
		if err != nil {
			yield(nil, err)
			return
		}
		if strings.HasPrefix(key, articlePrefix) {
			quads, err := quadsOfRecord(value)
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
			text, err := j.must(chunkPrefix + hash)
			if err != nil {
				fail(err)
				return
			}
			var quads []quad.Quad
			for q, err := range parseChunk(text) {
				if err != nil {
					fail(err)
					return
				}
				quads = append(quads, q)
			}
			if !yield(quads, nil) {
				return
			}
		}
	}
}

// allQuads gives what the store must hold, in pieces and with repetitions.
func (j *journal) allQuads() iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		if !yield(schema.Vocabulary(), nil) {
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

// writing runs f alone.
func (s *Store) writing(f func() error) error {
	if s.readOnly {
		return errReadOnly
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log == nil {
		return errors.New("graph: the database is closed")
	}
	if s.quads == nil {
		if err := s.reopen(); err != nil {
			return fmt.Errorf("graph: %w", err)
		}
	}
	if err := f(); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	return nil
}

// apply is applyPending with the quads counted.
func (s *Store) apply(done *Loaded) error {
	before, err := size(s.quads)
	if err != nil {
		return err
	}
	if err := s.applyPending(); err != nil {
		return err
	}
	after, err := size(s.quads)
	done.Quads = after - before
	return err
}

// applyPending adds to the store what the log holds and the store may not.
func (s *Store) applyPending() error {
	pending, err := s.log.pending()
	if err != nil || len(pending) == 0 {
		return err
	}
	in := newInserter(s.quads)
	err = func() error {
		for _, key := range pending {
			for quads, err := range s.log.recordQuads(key) {
				if err != nil {
					return err
				}
				if err := in.add(quads); err != nil {
					return err
				}
			}
		}
		return in.flush()
	}()
	if err != nil {
		// Cayley keeps ids of nodes that a failed transaction rolled back,
		// and would go on to refer to them.
		return errors.Join(err, s.reopen())
	}
	done := new(leveldb.Batch)
	for _, key := range pending {
		done.Delete([]byte(pendingPrefix + key))
	}
	return s.log.write(done)
}

// reopen closes the store and opens it again; a store in memory is built anew.
func (s *Store) reopen() error {
	if s.dir == "" {
		return s.rebuild()
	}
	if s.quads != nil {
		qs := s.quads
		s.quads = nil
		if err := qs.Close(); err != nil {
			return err
		}
	}
	if err := s.finishSwap(); err != nil {
		return err
	}
	var err error
	s.quads, err = openQuads(s.path(quadsDir), false)
	return err
}

// Flush ends a run of loads: if articles were replaced, it rebuilds the store,
// so that nothing stays of what they said before.
func (s *Store) Flush() error {
	return s.writing(func() error {
		stale, err := s.log.stale()
		if err != nil || !stale {
			return err
		}
		return s.rebuild()
	})
}

// Rebuild makes the store anew from the log. A process that is killed meanwhile
// leaves the old store or the new one.
func (s *Store) Rebuild() error { return s.writing(s.rebuild) }

func (s *Store) rebuild() error {
	fresh, err := s.buildFresh()
	if err != nil {
		return err
	}
	if s.dir == "" {
		old := s.quads
		s.quads = fresh
		if old != nil {
			if err := old.Close(); err != nil {
				return err
			}
		}
	} else {
		err := fresh.Close()
		if s.quads != nil {
			err = errors.Join(err, s.quads.Close())
			s.quads = nil
		}
		if err != nil {
			return err
		}
		if err := s.swap(); err != nil {
			return err
		}
		if s.quads, err = openQuads(s.path(quadsDir), false); err != nil {
			return err
		}
	}
	pending, err := s.log.pending()
	if err != nil {
		return err
	}
	done := new(leveldb.Batch)
	done.Delete([]byte(staleKey))
	for _, key := range pending {
		done.Delete([]byte(pendingPrefix + key))
	}
	return s.log.write(done)
}

// buildFresh is a new store with all that the log gives, in quads.new or in memory.
func (s *Store) buildFresh() (*quadStore, error) {
	var fresh *quadStore
	var err error
	if s.dir == "" {
		fresh, err = newMemoryQuads()
	} else {
		dir := s.path(quadsDir + newSuffix)
		if err := os.RemoveAll(dir); err != nil {
			return nil, err
		}
		fresh, err = createQuads(dir)
	}
	if err != nil {
		return nil, err
	}
	in := newInserter(fresh)
	for quads, err := range s.log.allQuads() {
		if err == nil {
			err = in.add(quads)
		}
		if err != nil {
			return nil, errors.Join(err, fresh.Close())
		}
	}
	if err := in.flush(); err != nil {
		return nil, errors.Join(err, fresh.Close())
	}
	return fresh, nil
}
