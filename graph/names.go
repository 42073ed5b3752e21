package graph

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/util"

	"entente/schema"
)

// nameIndex finds actors by what they are called, without looking at all of
// them. It lies in the LevelDB of the store, under keys that Cayley does not
// use, so that a rebuild renews it and a swap moves it along:
//
//	entente/name/<name>\x00<id>      for every name and alias, folded
//	entente/ending/<words>\x00<id>   for the last words of each
type nameIndex struct{ db *leveldb.DB }

const (
	namePrefix   = "entente/name/"
	endingPrefix = "entente/ending/"
)

// foldName is the form of a name in the index. Names without a Latin letter
// have no other form than themselves.
func foldName(name string) string {
	if folded := schema.Fold(name); folded != "" {
		return folded
	}
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// endings gives the last words of a folded name, the longest first.
func endings(folded string) []string {
	var out []string
	for {
		_, rest, more := strings.Cut(folded, " ")
		if !more {
			return out
		}
		out = append(out, rest)
		folded = rest
	}
}

// keys are what the index holds because of a quad.
func (nameIndex) keys(q quad.Quad) []string {
	if q.Predicate != schema.PredName && q.Predicate != schema.PredAlias {
		return nil
	}
	id, ok := q.Subject.(quad.IRI)
	name, isText := q.Object.(quad.String)
	if !ok || !isText || !schema.ActorID(id).Valid() {
		return nil
	}
	folded := foldName(string(name))
	if folded == "" {
		return nil
	}
	keys := []string{namePrefix + folded + "\x00" + string(id)}
	for _, words := range endings(folded) {
		keys = append(keys, endingPrefix+words+"\x00"+string(id))
	}
	return keys
}

// add indexes the names among the quads.
func (x nameIndex) add(quads []quad.Quad) error {
	batch := new(leveldb.Batch)
	for _, q := range quads {
		for _, key := range x.keys(q) {
			batch.Put([]byte(key), nil)
		}
	}
	if batch.Len() == 0 {
		return nil
	}
	if err := x.db.Write(batch, synced); err != nil {
		return fmt.Errorf("indexing names: %w", err)
	}
	return nil
}

// forget takes the names among quads that were removed out of the index, as far
// as no other quad of the store gives the same to the same actor: two names may
// be one when folded, or end alike.
func (q *quadStore) forget(gone []quad.Quad) error {
	batch := new(leveldb.Batch)
	var actors []quad.Value
	for _, one := range gone {
		if keys := q.names.keys(one); keys != nil {
			actors = append(actors, one.Subject)
			for _, key := range keys {
				batch.Delete([]byte(key))
			}
		}
	}
	if len(actors) == 0 {
		return nil
	}
	nodes, err := newReader(q).nodesOf(actors)
	if err != nil {
		return err
	}
	for i, actor := range actors {
		for _, p := range []quad.IRI{schema.PredName, schema.PredAlias} {
			for _, name := range nodes[i][p] {
				for _, key := range q.names.keys(quad.Quad{Subject: actor, Predicate: p, Object: name}) {
					batch.Put([]byte(key), nil)
				}
			}
		}
	}
	if err := q.names.db.Write(batch, synced); err != nil {
		return fmt.Errorf("indexing names: %w", err)
	}
	return nil
}

// each calls f for every name under a prefix, with the actor, in order.
func (x nameIndex) each(prefix string, f func(folded string, id schema.ActorID)) error {
	it := x.db.NewIterator(util.BytesPrefix([]byte(prefix)), nil)
	defer it.Release()
	for it.Next() {
		_, key, _ := strings.Cut(string(it.Key()[len("entente/"):]), "/")
		folded, id, _ := strings.Cut(key, "\x00")
		f(folded, schema.ActorID(id))
	}
	if err := it.Error(); err != nil {
		return fmt.Errorf("index of names: %w", err)
	}
	return nil
}

// called gives the actors of exactly this folded name, by id.
func (x nameIndex) called(prefix, folded string) ([]schema.ActorID, error) {
	var ids []schema.ActorID
	err := x.each(prefix+folded+"\x00", func(_ string, id schema.ActorID) { ids = append(ids, id) })
	return ids, err
}
