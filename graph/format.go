package graph

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
)

// formatVersion is the version of everything in the folder of a database, log
// and store, that this program writes, and the only one that it reads. It grows
// whenever a program of the version before would misread what is there.
//
//	1  articles, imports, verdicts on actors
//	2  what [Store.upgrade] makes of 1: a store built anew, with filters on its
//	   keys; the log may have kinds of records that 1 did not know
//	3  imports have an index of what they speak of, and those of tables readings
//	   in place of quads
const formatVersion = 3

// formatText is the whole content of the FORMAT file of a version.
func formatText(version int) string { return fmt.Sprintf("entente database %d\n", version) }

var formatPattern = regexp.MustCompile(`^entente database ([1-9][0-9]{0,8})\n$`)

// ErrOutdated says that a database was made by an older version of the program.
// [Open] and [Repair] bring it up to date; it is not read before.
var ErrOutdated = errors.New("it was made by an older version of this program")

// ErrTooNew says that a database was made by a newer version of the program,
// and is neither read nor touched.
var ErrTooNew = errors.New("it was made by a newer version of this program")

// current reports as an error that a folder is not marked as a database of this
// version: an [ErrOutdated] or [ErrTooNew] if it is of another.
func current(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, formatFile))
	if err != nil {
		return err
	}
	found := formatPattern.FindSubmatch(text)
	if found == nil {
		return fmt.Errorf("its %s file says %.40q, this program reads %q", formatFile, text, formatText(formatVersion))
	}
	version, err := strconv.Atoi(string(found[1]))
	if err != nil {
		return fmt.Errorf("its %s file: %w", formatFile, err)
	}
	switch {
	case version < formatVersion:
		err = ErrOutdated
	case version > formatVersion:
		err = ErrTooNew
	default:
		return nil
	}
	return fmt.Errorf("%w: its format is %d, that of this program %d", err, version, formatVersion)
}

// writeFormat marks the folder as a database of this version, from one moment
// to the next.
func (s *Store) writeFormat() error {
	mine := formatFile + newSuffix + strconv.Itoa(os.Getpid())
	if err := writeSynced(s.path(mine), formatText(formatVersion)); err != nil {
		return err
	}
	return s.rename(mine, formatFile)
}

func writeSynced(path, text string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// upgrade brings a database of an older version up to date. Logs have only been
// added to so far, so that it is enough to build anew what follows from it. The
// folder is marked last: killed before that, it is still an old database, and
// the next Open begins again.
func (s *Store) upgrade() error {
	if err := s.log.markStale(); err != nil {
		return err
	}
	if _, err := s.log.decideAnew(); err != nil {
		return err
	}
	if err := s.rebuild(); err != nil {
		return err
	}
	return s.writeFormat()
}
