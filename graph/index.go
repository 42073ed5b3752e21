package graph

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"iter"
	"os"
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
	v := newValues(s.quads)
	ofEvents := []quad.IRI{schema.PredRelation, schema.PredSource, schema.PredTarget, schema.PredStatus, schema.PredDate, schema.PredPrecision}
	predicates, err := v.predicates(slices.Concat(ofEvents, cardPredicates, []quad.IRI{schema.PredEvidence, schema.PredArticle, schema.PredPublisher})...)
	if err != nil {
		return nil, err
	}
	columns, ids, err := s.quads.columns(predicates)
	if err != nil {
		return nil, err
	}
	for _, p := range ofEvents {
		if err := v.fetch(columns[p].objects()); err != nil {
			return nil, err
		}
	}
	actors, err := newRegister(v, columns)
	if err != nil {
		return nil, err
	}
	events := columns[schema.PredRelation].subjects()
	return index.New(len(events), v.indexed(events, ids, columns), actors.actor)
}

// indexed gives those of the events that the columns hold in full, in order of their nodes.
// What they refer to is known, and some of their ids; of the others, it reads all there are.
func (v *values) indexed(events []node, ids eventIDs, columns map[quad.IRI]column) iter.Seq2[index.Event, error] {
	return func(yield func(index.Event, error) bool) {
		others, err := v.otherIDs(events, ids)
		if err != nil {
			yield(index.Event{}, err)
			return
		}
		articles := columns[schema.PredArticle].objects()
		outlets := outletsOf(articles, columns[schema.PredPublisher])
		relation, source, target, status := columns[schema.PredRelation], columns[schema.PredSource], columns[schema.PredTarget], columns[schema.PredStatus]
		date, precision, evidence := columns[schema.PredDate], columns[schema.PredPrecision], columns[schema.PredEvidence]
		var one index.Event
		for _, n := range events {
			f := fact{
				event: n, relation: v.first(relation.next(n)), source: v.first(source.next(n)), target: v.first(target.next(n)),
				status: v.first(status.next(n)), date: v.first(date.next(n)), precision: v.first(precision.next(n)),
			}
			if !f.complete() || !v.relation(&f).Valid() || !v.status(&f).Valid() {
				continue // imported, and no event; Check names it
			}
			id, ours := ids.next(n)
			if !ours {
				id = others[n]
			}
			one = index.Event{
				ID: id, Relation: v.relation(&f), Status: v.status(&f), Date: v.date(&f),
				Source: schema.ActorID(v.text(f.source)), Target: schema.ActorID(v.text(f.target)), Articles: one.Articles[:0],
			}
			if one.Relation.Symmetric() && one.Source > one.Target { // imported
				one.Source, one.Target = one.Target, one.Source
			}
			for _, e := range evidence.next(n) {
				if i, known := slices.BinarySearch(articles, columns[schema.PredArticle].last(node(e.object))); known {
					one.Articles = append(one.Articles, index.Article{Number: uint32(i), Outlet: outlets[i]})
				}
			}
			if !yield(one, nil) {
				return
			}
		}
	}
}

// otherIDs are those of the events that are not among the ids.
func (v *values) otherIDs(events []node, ids eventIDs) (map[node]string, error) {
	var missing []node
	for _, n := range events {
		if _, there := ids.next(n); !there {
			missing = append(missing, n)
		}
	}
	others := make(map[node]string, len(missing))
	if len(missing) == 0 {
		return others, nil
	}
	for event, err := range v.qs.valuesOf(missing) {
		if err != nil {
			return nil, err
		}
		others[event.node] = schema.TextOf(event.value)
	}
	return others, nil
}

// first is the object that comes first as text, as [schema.Node.Text] has it; 0 if there is none.
func (v *values) first(of column) node {
	var first node
	for _, cell := range of {
		if n := node(cell.object); first == 0 || v.text(n) < v.text(first) {
			first = n
		}
	}
	return first
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
