package graph

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"

	"entente/graph/index"
	"entente/schema"
)

// Filter chooses events. The zero Filter passes everything.
type Filter = index.Filter

// Index is who is linked to whom, in memory. It is made from the store the first
// time that it is asked for, and then kept beside it, in a file that is used as
// long as the store stays as it is; where the file cannot be written, every
// process makes its own.
func (s *Store) Index() (*index.Graph, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	g, err := s.currentIndex()
	if err != nil {
		return nil, fmt.Errorf("graph: index: %w", err)
	}
	return g, nil
}

// currentIndex is Index with the store locked for reading.
func (s *Store) currentIndex() (*index.Graph, error) {
	s.indexMu.Lock()
	defer s.indexMu.Unlock()
	if s.index != nil {
		return s.index, nil
	}
	state, settled, err := s.state()
	if err != nil {
		return nil, err
	}
	if s.dir != "" && settled {
		if file, err := os.ReadFile(s.path(indexFile)); err == nil {
			if s.index, err = index.Read(file, state); err == nil {
				return s.index, nil
			}
		}
	}
	if s.index, err = s.makeIndex(); err != nil {
		return nil, err
	}
	if s.dir != "" && settled {
		// The file saves time, no more: a reader who may not write goes without.
		_ = s.keepIndex(s.index, state)
	}
	return s.index, nil
}

// state names what the store holds: whatever changes it is written to the log before
// and after. It is not settled while a change is under way, or was when a process died.
func (s *Store) state() (name string, settled bool, err error) {
	settled, err = s.log.settled()
	if err != nil {
		return "", false, err
	}
	quads, err := size(s.quads)
	return strconv.FormatUint(s.log.generation, 10) + "/" + strconv.Itoa(quads), settled, err
}

func (s *Store) makeIndex() (*index.Graph, error) {
	all, err := takeSurvey(s.quads)
	if err != nil {
		return nil, err
	}
	if err := all.fetch(slices.Collect(maps.Keys(all.events))); err != nil {
		return nil, err
	}
	articles := all.numbered()
	events := make([]index.Event, 0, len(all.events))
	for _, e := range all.events {
		one := index.Event{
			ID: all.text(e.event), Relation: all.relation(e), Status: all.status(e), Date: all.date(e),
			Source: schema.ActorID(all.text(e.source)), Target: schema.ActorID(all.text(e.target)),
		}
		for _, ev := range e.evidence {
			if article := all.article[ev]; article != 0 {
				one.Articles = append(one.Articles, articles[article])
			}
		}
		events = append(events, one)
	}
	return index.New(events)
}

// keepIndex writes the file as a whole or not at all: others may be reading it, or
// writing the same.
func (s *Store) keepIndex(g *index.Graph, state string) error {
	mine := s.path(indexFile + newSuffix + strconv.Itoa(os.Getpid()))
	f, err := os.OpenFile(mine, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if err := errors.Join(g.Write(f, state), f.Close()); err != nil {
		return errors.Join(err, os.Remove(mine))
	}
	return os.Rename(mine, s.path(indexFile))
}

// checkIndex reports as an error that the file, if there is one of the present state,
// is not what the store gives.
func (s *Store) checkIndex() (sound bool, err error) {
	if s.dir == "" {
		return true, nil
	}
	file, err := os.ReadFile(s.path(indexFile))
	if errors.Is(err, os.ErrNotExist) {
		return true, nil
	}
	state, settled, stateErr := s.state()
	if stateErr != nil || !settled {
		return true, stateErr
	}
	if err != nil { // whatever lies there, it is no file of ours
		return false, nil
	}
	if _, err := index.Read(file, state); errors.Is(err, index.ErrState) {
		return true, nil // old; it will be made anew
	}
	g, err := s.makeIndex()
	if err != nil {
		return false, err
	}
	var want bytes.Buffer
	if err := g.Write(&want, state); err != nil {
		return false, err
	}
	return bytes.Equal(want.Bytes(), file), nil
}
