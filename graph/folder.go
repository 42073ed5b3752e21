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
)

// The names in a database folder.
const (
	formatFile = "FORMAT"
	logDir     = "log"
	quadsDir   = "quads"
	indexFile  = "index" // see [Store.Index]
	newSuffix  = ".new"  // being written; never read
	oldSuffix  = ".old"  // about to be removed; read only while its successor is not yet in place
)

func (s *Store) path(name string) string { return filepath.Join(s.dir, name) }

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
		return fmt.Errorf("%w: %s is missing", ErrDamaged, filepath.Join(filepath.Base(dir), "CURRENT"))
	}
	return nil
}

func errMissing(name string) error {
	return fmt.Errorf("%w: its folder %s%c is missing", ErrDamaged, name, filepath.Separator)
}

type state int

const (
	absent state = iota // nothing there, or a creation that was interrupted before it held anything
	present
	outdated // present, of an older version
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
		if !slices.ContainsFunc(names, func(n string) bool { return !begun(n, formatFile) && !begun(n, logDir) }) {
			return absent, nil
		}
		return absent, fmt.Errorf("the folder is not empty and no database: it has no file %s", formatFile)
	}
	found := present
	if err := current(dir); errors.Is(err, ErrOutdated) {
		found = outdated
	} else if err != nil {
		return absent, err
	}
	if has(logDir) {
		return found, whole(filepath.Join(dir, logDir))
	}
	if has(quadsDir) || has(quadsDir+oldSuffix) {
		return absent, errMissing(logDir)
	}
	// A creation that was interrupted leaves its log beside the FORMAT; one that has just ended, a log.
	if slices.ContainsFunc(names, func(n string) bool { return begun(n, logDir) }) || exists(filepath.Join(dir, logDir)) {
		return absent, nil
	}
	return absent, fmt.Errorf("%w: its folders %s%c and %s%c are missing; if nothing was in it, remove it", ErrDamaged, logDir, filepath.Separator, quadsDir, filepath.Separator)
}

// begun reports whether a name is that of a part that was being made.
func begun(name, part string) bool { return strings.HasPrefix(name, part+newSuffix) }

// create makes the folder, an empty log that says that the store is still to be
// built, and FORMAT. Each is made under a name of its own and moved, so that
// it is there as a whole or not at all, also if two processes create at once. The
// log is made before FORMAT and moved after it: a FORMAT with neither is none that
// was interrupted, but a database that has lost both.
func (s *Store) create() error {
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	mine := newSuffix + strconv.Itoa(os.Getpid())
	if err := os.RemoveAll(s.path(logDir + mine)); err != nil {
		return err
	}
	log, err := createJournal(s.path(logDir + mine))
	if err != nil {
		return err
	}
	if err := errors.Join(log.markStale(), log.close(), s.writeFormat()); err != nil {
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
		for _, leftover := range []string{formatFile + newSuffix, logDir + newSuffix, quadsDir + newSuffix, quadsDir + oldSuffix, indexFile + newSuffix} {
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
