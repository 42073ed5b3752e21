package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"entente/graph/index"
	"entente/schema"
)

// ErrLocked says that another process holds the database: writers are alone,
// readers are many.
var ErrLocked = errors.New("the database is in use by another process; a writer needs it alone, readers wait for the writer to finish")

var errClosed = errors.New("graph: the database is closed")

// ErrDamaged says that something in the folder of a database is missing or not what
// was written. If the log is whole, [Repair] makes the rest anew.
var ErrDamaged = errors.New("it is damaged")

var errReadOnly = errors.New("graph: the database was opened for reading only")

// Store is an open database. Its methods are safe for concurrent use; a
// callback or sequence given to one of them must not use the store.
type Store struct {
	dir      string // "" for a store in memory
	readOnly bool

	// mu guards the fields below. Cayley's readers may miss nodes that a
	// write in the same process is adding, so writing is exclusive. Its
	// memory store changes state even when it is read.
	mu    sync.RWMutex
	log   *journal
	quads *quadStore // nil after it failed to reopen and after Close

	indexMu sync.Mutex
	index   *index.Graph // of the store as it is; nil if nobody asked since the last write

	// logMu keeps the log open for those who ask it alone, beside a load; Close
	// takes it last.
	logMu sync.RWMutex

	cardsMu sync.Mutex
	cards   map[schema.ActorID]schema.Actor // that Statement has read since the last write
}

// Open opens the database in the folder dir for writing, alone. It creates the
// database if the folder is absent or empty, and first finishes what a killed
// process left undone. One of an older version is brought up to date, which
// takes as long as [Store.Rebuild]. A file, a folder with other things in it, a
// damaged database or one of a newer version is refused and left as it is.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir}
	if err := s.open(); err != nil {
		s.Close()
		return nil, fmt.Errorf("graph: database %s: %w", dir, err)
	}
	return s, nil
}

// Repair makes the store of a database anew from its log, where Open refuses
// it because the store is damaged or missing. It is of no use if the log is, and
// then leaves the store as it is.
func Repair(dir string) error {
	if err := repair(dir); err != nil {
		return fmt.Errorf("graph: database %s: %w", dir, err)
	}
	return nil
}

func repair(dir string) error {
	if err := current(dir); err != nil && !errors.Is(err, ErrOutdated) {
		return err
	}
	s := &Store{dir: dir}
	for _, readOnly := range []bool{true, false} { // look before touching it
		log, err := openJournal(s.path(logDir), readOnly)
		if err != nil {
			return err
		}
		if s.log = log; readOnly {
			if err := log.close(); err != nil {
				return err
			}
		}
	}
	defer s.Close()
	if err := errors.Join(s.finishSwap(), os.RemoveAll(s.path(indexFile))); err != nil {
		return err
	}
	// The old store, if there is one, stays until the new one is complete. Of it may
	// be left what can be read, and the log may turn out to be damaged as well.
	return s.upgrade()
}

// OpenReadOnly opens the database for reading, beside other readers, and
// writes nothing but, where it may, the file of the [Store.Index]. What a killed
// writer left undone is not seen until the next [Open]. The error is an
// [fs.ErrNotExist] if there is no database, [ErrLocked] while a writer is in, and
// [ErrOutdated] if an older version of the program made it.
func OpenReadOnly(dir string) (*Store, error) {
	s := &Store{dir: dir, readOnly: true}
	if err := s.openReadOnly(); err != nil {
		s.Close()
		return nil, fmt.Errorf("graph: database %s: %w", dir, err)
	}
	return s, nil
}

// NewMemory is an empty database in memory.
func NewMemory() (*Store, error) {
	log, err := newMemoryJournal()
	if err != nil {
		return nil, fmt.Errorf("graph: database in memory: %w", err)
	}
	s := &Store{log: log}
	if err := s.rebuild(); err != nil {
		return nil, fmt.Errorf("graph: database in memory: %w", err)
	}
	return s, nil
}

// Settled reports whether the store has all that the log gives, and nothing else. It has
// not while a process changes it, nor after one died that did, until [Store.Flush].
func (s *Store) Settled() (bool, error) {
	unlock, err := s.reading()
	if err != nil {
		return false, err
	}
	defer unlock()
	settled, err := s.log.settled()
	if err != nil {
		return false, fmt.Errorf("graph: %w", err)
	}
	return settled, nil
}

// Close releases the database. It does not [Store.Flush].
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.quads != nil {
		errs = append(errs, s.quads.Close())
		s.quads = nil
	}
	s.logMu.Lock()
	defer s.logMu.Unlock()
	if s.log != nil {
		errs = append(errs, s.log.close())
		s.log = nil
	}
	return errors.Join(errs...)
}

// reading locks the store for reading and gives what unlocks it.
func (s *Store) reading() (func(), error) {
	lock, unlock := s.mu.RLock, s.mu.RUnlock
	if s.dir == "" {
		lock, unlock = s.mu.Lock, s.mu.Unlock
	}
	lock()
	if s.quads == nil {
		unlock()
		return nil, errClosed
	}
	return unlock, nil
}

func (s *Store) open() error {
	state, err := inspect(s.dir)
	if err != nil {
		return err
	}
	if state == absent {
		if err := s.create(); err != nil {
			return err
		}
	}
	// Opening a LevelDB for writing writes at once, so look first.
	if err := s.probe(); err != nil {
		return err
	}
	if s.log, err = openJournal(s.path(logDir), false); err != nil {
		return err
	}
	if err := s.finishSwap(); err != nil {
		return err
	}
	if state == outdated {
		return s.upgrade()
	}
	if !exists(s.path(quadsDir)) {
		// Only a stale store may be missing: locate has seen to that.
		return s.rebuild()
	}
	if s.quads, err = openQuads(s.path(quadsDir), false); err != nil {
		return err
	}
	return s.applyPending(nil)
}

func (s *Store) openReadOnly() error {
	state, err := inspect(s.dir)
	if err != nil {
		return err
	}
	if state == absent {
		return fmt.Errorf("there is none: %w", fs.ErrNotExist)
	}
	// The log's lock comes first: writers move the store about while they hold
	// it, and may be bringing it up to date.
	if s.log, err = openJournal(s.path(logDir), true); err != nil {
		return err
	}
	if err := current(s.dir); err != nil {
		return err
	}
	name, err := s.locate(s.log)
	if err != nil {
		return err
	}
	if name == "" {
		return fmt.Errorf("there is none yet, its creation was interrupted: %w", fs.ErrNotExist)
	}
	s.quads, err = openQuads(s.path(name), true)
	return err
}

// probe opens both parts for reading and closes them again, so that a damaged
// or locked database is refused before anything in it is touched.
func (s *Store) probe() error {
	log, err := openJournal(s.path(logDir), true)
	if err != nil {
		return err
	}
	defer log.close()
	name, err := s.locate(log)
	if err != nil || name == "" {
		return err
	}
	quads, err := openQuads(s.path(name), true)
	if err != nil {
		return err
	}
	return quads.Close()
}
