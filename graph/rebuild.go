package graph

import (
	"errors"
	"os"

	"github.com/syndtr/goleveldb/leveldb"
)

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

// Flush ends a run of loads. It decides anew which actors are one, if anything
// was loaded or judged since, and carries what changed into the store: nothing
// stays of what articles said before they were replaced.
func (s *Store) Flush() error { return s.writing(s.flush) }

func (s *Store) flush() error {
	stale, err := s.log.stale()
	if err != nil {
		return err
	}
	decided, err := s.log.decide()
	if err != nil {
		return err
	}
	gone, err := s.log.gone()
	if err != nil || !stale && decided == nil && len(gone) == 0 {
		return err
	}
	if !stale {
		c := change{old: s.log.who, new: s.log.who}
		if decided != nil {
			c = *decided
		}
		c.gone = gone
		if done, err := s.patch(c); done || err != nil {
			return err
		}
	}
	return s.rebuild()
}

// Rebuild makes the store anew from the log. A process that is killed meanwhile
// leaves the old store or the new one.
func (s *Store) Rebuild() error {
	return s.writing(func() error {
		if _, err := s.log.decideAnew(); err != nil {
			return err
		}
		return s.rebuild()
	})
}

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
	done := new(leveldb.Batch)
	done.Delete([]byte(staleKey))
	for _, prefix := range []string{pendingPrefix, gonePrefix} {
		for key, err := range s.log.keys(prefix) {
			if err != nil {
				return err
			}
			done.Delete([]byte(prefix + key))
		}
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
