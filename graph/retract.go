package graph

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/xrash/smetrics"

	"entente/schema"
)

// Retracted counts what a retraction took out.
type Retracted struct {
	Articles, Imports int // from the log
	Events, Actors    int // from the graph: those of which nothing else tells
}

// UnknownArticleError says that nothing was loaded under an ID.
type UnknownArticleError struct {
	ID      string
	Nearest []string // IDs that look like it, most alike first
}

func (e *UnknownArticleError) Error() string {
	text := fmt.Sprintf("the database has no article %q", e.ID)
	for i, id := range e.Nearest {
		text += []string{"; did you mean ", " or "}[min(i, 1)] + strconv.Quote(id)
	}
	if len(e.Nearest) > 0 {
		text += "?"
	}
	return text
}

// Retract takes back articles, by ID, and imports of quads, by name: all of them
// or, if one is not there, none, with an [UnknownArticleError]. When it returns,
// log and store are as if the rest alone had been loaded; what was loaded or
// judged before is carried into the store along with it, see [Store.Flush].
// What users said stands.
func (s *Store) Retract(ids ...string) (Retracted, error) {
	var done Retracted
	err := s.writing(func() error {
		told, err := s.retract(ids, &done)
		if err != nil {
			return err
		}
		if err := s.flush(); err != nil {
			return err
		}
		done.Events, done.Actors, err = s.missing(told)
		return err
	})
	return done, err
}

// retract takes the records out of the log, and gives the events and actors of
// which they told, as the store has them.
func (s *Store) retract(ids []string, done *Retracted) (*nodeSet, error) {
	imports, err := s.log.imports()
	if err != nil {
		return nil, err
	}
	told := &nodeSet{map[quad.Value]bool{}, map[quad.Value]bool{}}
	batch := new(leveldb.Batch)
	asked := map[string]bool{}
	for _, id := range ids {
		if asked[id] {
			continue
		}
		asked[id] = true
		found, err := s.log.retractArticle(batch, id, told)
		if err != nil {
			return nil, err
		}
		if found {
			done.Articles++
		}
		for key := range imports[id] {
			if err := told.addRecord(s.log, key); err != nil {
				return nil, err
			}
			done.Imports++
			found = true
		}
		if !found {
			nearest, err := s.log.nearest(id)
			return nil, errors.Join(err, &UnknownArticleError{id, nearest})
		}
	}
	if done.Imports > 0 {
		retractImports(batch, imports, asked)
		s.log.forgetChunks()
	}
	return told, s.log.write(batch)
}

// retractArticle reports whether there is an article of this ID, or was until a
// process was killed that took it back.
func (j *journal) retractArticle(batch *leveldb.Batch, id string, told *nodeSet) (bool, error) {
	articleKey := schema.ArticleKey(id)
	key := articlePrefix + articleKey
	record, err := j.get(key)
	if err != nil {
		return false, err
	}
	if record == nil {
		for _, err := range j.keys(gonePrefix + articleKey + "/") {
			return err == nil, err
		}
		return false, nil
	}
	if err := sameArticle(id, record); err != nil {
		return false, err
	}
	if err := told.addRecord(j, key); err != nil {
		return false, err
	}
	putGone(batch, articleKey, record)
	for _, k := range []string{key, pendingPrefix + key, castPrefix + articleKey} {
		batch.Delete([]byte(k))
	}
	batch.Put([]byte(undecidedKey), nil)
	return true, nil
}

// nearest gives up to three IDs of articles that look like one that is none. It
// reads the whole log, which somebody who mistypes can wait for.
func (j *journal) nearest(id string) ([]string, error) {
	const enough, most = 0.8, 3
	likeness := map[string]float64{}
	for key, err := range j.keys(articlePrefix) {
		if err != nil {
			return nil, err
		}
		r, _, err := j.reading(key)
		if err != nil {
			return nil, err
		}
		if l := smetrics.JaroWinkler(id, r.Article.ID, 0.7, 4); l >= enough {
			likeness[r.Article.ID] = l
		}
	}
	ids := slices.SortedFunc(maps.Keys(likeness), func(x, y string) int {
		return cmp.Or(cmp.Compare(likeness[y], likeness[x]), cmp.Compare(x, y))
	})
	return ids[:min(len(ids), most)], nil
}

// imports gives the records of all imports by name and key.
func (j *journal) imports() (map[string]map[string]quadImport, error) {
	out := map[string]map[string]quadImport{}
	for key, err := range j.keys(importPrefix) {
		if err != nil {
			return nil, err
		}
		key = importPrefix + key
		record, err := j.importRecord(key)
		if err != nil {
			return nil, err
		}
		if out[record.Name] == nil {
			out[record.Name] = map[string]quadImport{}
		}
		out[record.Name][key] = record
	}
	return out, nil
}

// retractImports takes out the imports of these names, and the chunks that only
// they have. An import may have given anything, so the store is built anew.
func retractImports(batch *leveldb.Batch, imports map[string]map[string]quadImport, names map[string]bool) {
	stay := map[string]bool{} // chunks
	for name, records := range imports {
		for _, record := range records {
			for _, hash := range record.Chunks {
				stay[hash] = stay[hash] || !names[name]
			}
		}
	}
	for name := range names {
		for key, record := range imports[name] {
			batch.Delete([]byte(key))
			batch.Delete([]byte(pendingPrefix + key))
			for _, hash := range record.Chunks {
				if !stay[hash] {
					deleteChunk(batch, hash)
				}
			}
		}
	}
	batch.Put([]byte(staleKey), nil)
	batch.Put([]byte(undecidedKey), nil)
}

// goneReading is one that was replaced or retracted, and that the store holds.
type goneReading struct {
	key     string // of the log
	reading schema.Reading
}

// putGone keeps a record that makes place in the log until the store has, too.
func putGone(batch *leveldb.Batch, articleKey string, record []byte) {
	batch.Put([]byte(gonePrefix+articleKey+"/"+contentHash(string(record))), record)
}

func (j *journal) gone() ([]goneReading, error) {
	var out []goneReading
	for key, err := range j.keys(gonePrefix) {
		if err != nil {
			return nil, err
		}
		g := goneReading{key: gonePrefix + key}
		record, err := j.must(g.key)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(record, &g.reading); err != nil {
			return nil, fmt.Errorf("log: %s: %w", g.key, err)
		}
		out = append(out, g)
	}
	return out, nil
}

// nodeSet is events and actors, by their nodes.
type nodeSet struct{ events, actors map[quad.Value]bool }

// addRecord adds those that a record of the log tells of.
func (n *nodeSet) addRecord(j *journal, key string) error {
	for quads, err := range j.recordQuads(key) {
		if err != nil {
			return err
		}
		for _, q := range quads {
			switch q.Predicate {
			case schema.PredRelation:
				n.events[q.Subject] = true
			case schema.PredKind:
				n.actors[q.Subject] = true
			}
		}
	}
	return nil
}

// missing counts those of which the store does not tell.
func (s *Store) missing(told *nodeSet) (events, actors int, err error) {
	count := func(nodes map[quad.Value]bool, predicate quad.IRI) (n int, err error) {
		there, err := newReader(s.quads).nodesOf(slices.Collect(maps.Keys(nodes)))
		for _, node := range there {
			if len(node[predicate]) == 0 {
				n++
			}
		}
		return n, err
	}
	if events, err = count(told.events, schema.PredRelation); err == nil {
		actors, err = count(told.actors, schema.PredKind)
	}
	return events, actors, err
}
