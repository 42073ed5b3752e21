package graph

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The names in a database folder.
const (
	formatFile = "FORMAT"
	logDir     = "log"
	quadsDir   = "quads"
	newSuffix  = ".new" // being written; never read
	oldSuffix  = ".old" // about to be removed; read only while its successor is not yet in place
)

// format is the whole content of the FORMAT file.
const format = "entente database 1\n"

// ErrLocked says that another process holds the database: writers are alone,
// readers are many.
var ErrLocked = errors.New("the database is in use by another process; a writer needs it alone, readers wait for the writer to finish")

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
}

// Open opens the database in the folder dir for writing, alone. It creates the
// database if the folder is absent or empty, and first finishes what a killed
// process left undone. A file, a folder with other things in it, or a damaged
// database is refused and left as it is.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir}
	if err := s.open(); err != nil {
		s.Close()
		return nil, fmt.Errorf("graph: database %s: %w", dir, err)
	}
	return s, nil
}

// Repair makes the store of a database anew from its log, where Open refuses
// it because the store is damaged or missing. It is of no use if the log is.
func Repair(dir string) error {
	if err := repair(dir); err != nil {
		return fmt.Errorf("graph: database %s: %w", dir, err)
	}
	return nil
}

func repair(dir string) error {
	if err := ours(dir); err != nil {
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
	// Open builds a stale store that is not there, should this be killed.
	if err := s.log.markStale(); err != nil {
		return err
	}
	if err := errors.Join(os.RemoveAll(s.path(quadsDir+newSuffix)), os.RemoveAll(s.path(quadsDir+oldSuffix))); err != nil {
		return err
	}
	if exists(s.path(quadsDir)) {
		if err := s.rename(quadsDir, quadsDir+newSuffix); err != nil {
			return err
		}
	}
	return s.rebuild()
}

// OpenReadOnly opens the database for reading, beside other readers, and
// writes nothing. What a killed writer left undone is not seen until the next
// [Open]. The error is an [fs.ErrNotExist] if there is no database, and
// [ErrLocked] while a writer is in.
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

// Close releases the database. It does not [Store.Flush].
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.quads != nil {
		errs = append(errs, s.quads.Close())
		s.quads = nil
	}
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
		return nil, errors.New("graph: the database is closed")
	}
	return unlock, nil
}

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

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
	if !exists(s.path(quadsDir)) {
		// Only a stale store may be missing: locate has seen to that.
		return s.rebuild()
	}
	if s.quads, err = openQuads(s.path(quadsDir), false); err != nil {
		return err
	}
	return s.applyPending()
}

func (s *Store) openReadOnly() error {
	state, err := inspect(s.dir)
	if err != nil {
		return err
	}
	if state == absent {
		return fmt.Errorf("there is none: %w", fs.ErrNotExist)
	}
	// The log's lock comes first: writers move the store about while they hold it.
	if s.log, err = openJournal(s.path(logDir), true); err != nil {
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

// locate is the folder of the store, "" if it is yet to be built.
func (s *Store) locate(log *journal) (string, error) {
	name := quadsDir
	if !exists(s.path(name)) {
		// A writer that was killed between the two moves of a swap leaves the
		// old store, whole, and the new one.
		name += oldSuffix
	}
	if !exists(s.path(name)) {
		stale, err := log.stale()
		if err == nil && !stale {
			err = errMissing(quadsDir)
		}
		return "", err
	}
	return name, whole(s.path(name))
}

// whole refuses a LevelDB without the file that all others hang on. LevelDB
// itself would quietly start an empty one over its remains.
func whole(dir string) error {
	if !exists(filepath.Join(dir, "CURRENT")) {
		return fmt.Errorf("it is damaged: %s is missing", filepath.Join(filepath.Base(dir), "CURRENT"))
	}
	return nil
}

func errMissing(name string) error {
	return fmt.Errorf("it is damaged: its folder %s%c is missing", name, filepath.Separator)
}

type state int

const (
	absent state = iota // nothing there, or a creation that was interrupted before it held anything
	present
)

// inspect looks at a folder without opening anything in it, and refuses what
// is not ours.
func inspect(dir string) (state, error) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return absent, nil
	} else if err != nil {
		return absent, err
	}
	if !info.IsDir() {
		return absent, errors.New("it is a file; a database is a folder")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return absent, err
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	has := func(name string) bool { return slices.Contains(names, name) }
	if !has(formatFile) {
		if !slices.ContainsFunc(names, func(n string) bool { return !strings.HasPrefix(n, formatFile+newSuffix) }) {
			return absent, nil
		}
		return absent, fmt.Errorf("the folder is not empty and no database: it has no file %s", formatFile)
	}
	if err := ours(dir); err != nil {
		return absent, err
	}
	if has(logDir) {
		return present, whole(filepath.Join(dir, logDir))
	}
	if has(quadsDir) || has(quadsDir+oldSuffix) {
		return absent, errMissing(logDir)
	}
	return absent, nil
}

// ours reports as an error that a folder is not marked as a database of this version.
func ours(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, formatFile))
	if err != nil {
		return err
	}
	if string(text) != format {
		return fmt.Errorf("its %s file says %.40q, this program reads %q", formatFile, text, strings.TrimSpace(format))
	}
	return nil
}

// create makes the folder, its FORMAT and an empty log that says that the store
// is still to be built. Each is made under a name of its own and moved, so that
// it is there as a whole or not at all, also if two processes create at once.
func (s *Store) create() error {
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	mine := newSuffix + strconv.Itoa(os.Getpid())
	if err := os.WriteFile(s.path(formatFile+mine), []byte(format), 0o666); err != nil {
		return err
	}
	if err := s.rename(formatFile+mine, formatFile); err != nil {
		return err
	}
	if err := os.RemoveAll(s.path(logDir + mine)); err != nil {
		return err
	}
	log, err := createJournal(s.path(logDir + mine))
	if err != nil {
		return err
	}
	if err := errors.Join(log.markStale(), log.close()); err != nil {
		return err
	}
	err = s.rename(logDir+mine, logDir)
	if err != nil && exists(s.path(logDir)) {
		return os.RemoveAll(s.path(logDir + mine)) // another process was quicker
	}
	return err
}

// finishSwap ends or undoes what a killed swap left, see [Store.swap], and
// removes what a killed creation left.
func (s *Store) finishSwap() error {
	if !exists(s.path(quadsDir)) && exists(s.path(quadsDir+oldSuffix)) {
		// The old store moves away only once the new one is complete.
		if err := s.rename(quadsDir+newSuffix, quadsDir); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		for _, leftover := range []string{formatFile + newSuffix, logDir + newSuffix, quadsDir + newSuffix, quadsDir + oldSuffix} {
			if strings.HasPrefix(e.Name(), leftover) {
				if err := os.RemoveAll(s.path(e.Name())); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// swap puts the complete and closed quads.new in the place of quads. The log's
// lock keeps everybody else out meanwhile.
func (s *Store) swap() error {
	if exists(s.path(quadsDir)) {
		if err := s.rename(quadsDir, quadsDir+oldSuffix); err != nil {
			return err
		}
	}
	if err := s.rename(quadsDir+newSuffix, quadsDir); err != nil {
		return err
	}
	return os.RemoveAll(s.path(quadsDir + oldSuffix))
}

// rename moves a part of the database and makes the move durable.
func (s *Store) rename(from, to string) error {
	if err := os.Rename(s.path(from), s.path(to)); err != nil {
		return err
	}
	dir, err := os.Open(s.dir)
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
