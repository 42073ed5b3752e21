package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// Loaded counts what a load did.
type Loaded struct {
	New, Unchanged, Replaced int // articles, or imports of quads
	Quads                    int // added to the store; those of replaced articles are added by [Store.Flush]
}

// Has reports whether an article of this ID and exactly this content was loaded.
// It does not wait for a load that is under way.
func (s *Store) Has(a *schema.Article) (bool, error) {
	s.logMu.RLock()
	defer s.logMu.RUnlock()
	if s.log == nil {
		return false, errClosed
	}
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
	err := inParallel(len(readings), func(i int) (err error) {
		if records[i], err = encode(&readings[i]); err != nil {
			err = fmt.Errorf("graph: article %s: %w", readings[i].Article.ID, err)
		}
		return err
	})
	if err != nil {
		return done, err
	}
	err = s.writing(func() error {
		batch := new(leveldb.Batch)
		ahead := map[string][]byte{} // records of this batch
		at := map[string]*schema.Reading{}
		for i := range readings {
			a := &readings[i].Article
			key := articlePrefix + a.Key()
			old, again := ahead[key]
			if !again {
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
				if !again {
					putGone(batch, a.Key(), old)
				}
			}
			if err := putCast(batch, a.Key(), &readings[i]); err != nil {
				return err
			}
			batch.Put([]byte(undecidedKey), nil)
			batch.Put([]byte(key), records[i])
			ahead[key], at[key] = records[i], &readings[i]
		}
		if batch.Len() > 0 {
			if err := s.log.write(batch); err != nil {
				return err
			}
		}
		return s.apply(&done, at)
	})
	return done, err
}

// inParallel does something n times on all processors, and gives the error of the
// first that failed.
func inParallel(n int, do func(i int) error) error {
	failed := make([]error, n)
	var group sync.WaitGroup
	for worker := range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := worker; i < n; i += runtime.GOMAXPROCS(0) {
				failed[i] = do(i)
			}
		})
	}
	group.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
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

// writing runs f alone.
func (s *Store) writing(f func() error) error {
	if s.readOnly {
		return errReadOnly
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log == nil {
		return errClosed
	}
	if s.quads == nil {
		if err := s.reopen(); err != nil {
			return fmt.Errorf("graph: %w", err)
		}
	}
	s.cards, s.index = nil, nil // no reader is in that could hold their locks
	if err := f(); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	return nil
}

// apply is applyPending with the quads counted.
func (s *Store) apply(done *Loaded, at map[string]*schema.Reading) error {
	before, err := size(s.quads)
	if err != nil {
		return err
	}
	if err := s.applyPending(at); err != nil {
		return err
	}
	after, err := size(s.quads)
	done.Quads = after - before
	return err
}

// applyPending adds to the store what the log holds and the store may not. Readings
// that are at hand, by the key of their record, need not be read again.
func (s *Store) applyPending(at map[string]*schema.Reading) error {
	pending, err := s.log.pending()
	if err != nil || len(pending) == 0 {
		return err
	}
	made := make([][]quad.Quad, len(pending))
	err = inParallel(len(pending), func(i int) error {
		if r := at[pending[i]]; r != nil {
			made[i] = s.log.who.apply(r).Quads()
		}
		return nil
	})
	if err != nil {
		return err
	}
	in := newInserter(s.quads)
	err = func() error {
		for i, key := range pending {
			if made[i] != nil {
				if err := in.add(made[i]); err != nil {
					return err
				}
				continue
			}
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
