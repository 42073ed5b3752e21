package graph

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime/debug"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"

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
		if s.index, err = readIndex(s.path(indexFile), state); err == nil {
			return s.index, nil
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

func readIndex(file, state string) (g *index.Graph, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return index.Read(f, info.Size(), state)
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
	// What it holds are a few large arrays without pointers, which cost the collector nothing to
	// look at: so it may look often, and little garbage lies beside them.
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	all, err := takeSurvey(s.quads, slices.Concat(cardPredicates, []quad.IRI{schema.PredArticle, schema.PredPublisher})...)
	if err != nil {
		return nil, err
	}
	actors, err := newRegister(all.values, all.columns)
	if err != nil {
		return nil, err
	}
	return index.New(len(all.columns[schema.PredRelation]), all.indexed(), actors.actor)
}

// indexed gives the events as the index takes them, in the order of their nodes.
func (s *survey) indexed() iter.Seq2[index.Event, error] {
	return func(yield func(index.Event, error) bool) {
		events, err := s.identified()
		if err != nil {
			yield(index.Event{}, err)
			return
		}
		articles := s.columns[schema.PredArticle].objects()
		outlets := outletsOf(articles, s.columns[schema.PredPublisher])
		var told []index.Article
		for id, e := range events {
			one := index.Event{
				ID: id, Relation: s.relation(e), Status: s.status(e), Date: s.date(e),
				Source: schema.ActorID(s.text(e.source)), Target: schema.ActorID(s.text(e.target)),
			}
			if one.Relation.Symmetric() && one.Source > one.Target { // imported
				one.Source, one.Target = one.Target, one.Source
			}
			told = told[:0]
			for _, ev := range e.evidence {
				if i, known := slices.BinarySearch(articles, s.article(ev)); known {
					told = append(told, index.Article{Number: uint32(i), Outlet: outlets[i]})
				}
			}
			one.Articles = told
			if !yield(one, nil) {
				return
			}
		}
	}
}

// outletsOf numbers the outlets of articles; one without a publisher stands for itself.
func outletsOf(articles []node, publishers column) []uint32 {
	outlets := make([]uint32, len(articles))
	number := map[node]uint32{}
	for i, article := range articles {
		by := cmp.Or(publishers.last(article), article)
		if _, known := number[by]; !known {
			number[by] = uint32(len(number))
		}
		outlets[i] = number[by]
	}
	return outlets
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
	state, settled, err := s.state()
	if err != nil || !settled {
		return true, err
	}
	there, err := readIndex(s.path(indexFile), state)
	switch {
	case errors.Is(err, os.ErrNotExist), errors.Is(err, index.ErrState):
		return true, nil // there is none, or an old one that will be made anew
	case err != nil: // whatever lies there, it is no file of ours
		return false, nil
	}
	g, err := s.makeIndex()
	if err != nil {
		return false, err
	}
	want, err := g.Digest()
	if err != nil {
		return false, err
	}
	got, err := there.Digest()
	return bytes.Equal(want, got), err
}
