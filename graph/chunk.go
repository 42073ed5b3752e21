package graph

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"iter"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// chunk is a piece of an import in the log: some quads, or some readings of a
// table of coded events. Beside it lies an index of what it speaks of, by which a
// change finds the few chunks that it touches without reading them all.
type chunk struct {
	hash  string
	coded bool // it holds readings
	index chunkIndex
}

// chunkIndex is what a chunk speaks of, as hashes in order, each once: more than
// a chunk needs may be read because of a hash, but never less.
type chunkIndex struct {
	nodes []uint64 // of nodes that are subject or object, and of facts
	links []uint64 // of nodes that imported quads have as predicate or label
}

func hashText(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // a hash takes everything
	return h.Sum64()
}

func hashNode(v quad.Value) uint64 { return hashText(v.String()) }

// hashKind is the fact that an actor is of a kind, and a person of a state or of none.
func hashKind(id schema.ActorID, kind schema.Kind, state ...string) uint64 {
	text := "kind " + string(id) + " " + string(kind)
	for _, s := range state {
		text += " of " + s
	}
	return hashText(text)
}

func (x chunkIndex) has(hash uint64) bool {
	_, found := slices.BinarySearch(x.nodes, hash)
	return found
}

func (x chunkIndex) hasAny(hashes []uint64) bool { return slices.ContainsFunc(hashes, x.has) }

// indexReadings is the index of readings of a table.
func indexReadings(readings []schema.Reading) chunkIndex {
	nodes := map[uint64]bool{}
	for i := range readings {
		r := &readings[i]
		nodes[hashNode(schema.ArticleIRI(r.Article.Key()))] = true
		for k := range r.Actors {
			a := &r.Actors[k]
			nodes[hashNode(a.ID.IRI())], nodes[hashKind(a.ID, a.Kind)] = true, true
			if a.Kind == schema.Person {
				nodes[hashKind(a.ID, a.Kind, stateOf(a.Country))] = true
			}
			for _, role := range a.Roles {
				nodes[hashNode(role.At.IRI())] = true
			}
		}
		for _, e := range r.Events {
			nodes[hashNode(quad.IRI(e.ID()))] = true
		}
	}
	return chunkIndex{nodes: slices.Sorted(maps.Keys(nodes))}
}

// indexQuads is the index of imported quads.
func indexQuads(quads []quad.Quad) chunkIndex {
	nodes, links := map[uint64]bool{}, map[uint64]bool{}
	for _, q := range quads {
		for _, v := range []quad.Value{q.Subject, q.Object} {
			if isNode(v) {
				nodes[hashNode(v)] = true
			}
		}
		for _, v := range []quad.Value{q.Predicate, q.Label} {
			if v != nil {
				links[hashNode(v)] = true
			}
		}
		if id, ok := q.Subject.(quad.IRI); ok && q.Predicate == schema.PredKind {
			nodes[hashKind(schema.ActorID(id), schema.Kind(schema.TextOf(q.Object)))] = true
		}
	}
	return chunkIndex{slices.Sorted(maps.Keys(nodes)), slices.Sorted(maps.Keys(links))}
}

func isNode(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI, quad.BNode:
		return true
	}
	return false
}

// encode is the record of the index: how many links there are, then the hashes of both.
func (x chunkIndex) encode() []byte {
	out := binary.AppendUvarint(nil, uint64(len(x.links)))
	for _, hash := range slices.Concat(x.links, x.nodes) {
		out = binary.LittleEndian.AppendUint64(out, hash)
	}
	return out
}

func decodeChunkIndex(record []byte) (chunkIndex, error) {
	links, n := binary.Uvarint(record)
	if n <= 0 || (len(record)-n)%8 != 0 || links > uint64(len(record)-n)/8 {
		return chunkIndex{}, fmt.Errorf("it has %d bytes", len(record))
	}
	hashes := make([]uint64, 0, (len(record)-n)/8)
	for rest := record[n:]; len(rest) > 0; rest = rest[8:] {
		hashes = append(hashes, binary.LittleEndian.Uint64(rest))
	}
	return chunkIndex{hashes[links:], hashes[:links]}, nil
}

// putChunk adds a chunk to a batch, with its index.
func putChunk(batch *leveldb.Batch, hash string, content []byte, x chunkIndex) {
	batch.Put([]byte(chunkPrefix+hash), content)
	batch.Put([]byte(nodesPrefix+hash), x.encode())
}

func deleteChunk(batch *leveldb.Batch, hash string) {
	batch.Delete([]byte(chunkPrefix + hash))
	batch.Delete([]byte(nodesPrefix + hash))
}

// chunks lists the chunks of all imports. They are kept until an import comes or goes.
func (j *journal) chunks() ([]chunk, error) {
	j.chunkMu.Lock()
	defer j.chunkMu.Unlock()
	if j.chunkList != nil {
		return j.chunkList, nil
	}
	list := []chunk{}
	err := j.eachChunk(func(hash string, coded bool) error {
		record, err := j.must(nodesPrefix + hash)
		if err != nil {
			return err
		}
		x, err := decodeChunkIndex(record)
		if err != nil {
			return fmt.Errorf("log: %s%s: %w", nodesPrefix, hash, err)
		}
		list = append(list, chunk{hash, coded, x})
		return nil
	})
	if err != nil {
		return nil, err
	}
	j.chunkList = list
	return list, nil
}

// forgetChunks is called where an import comes or goes.
func (j *journal) forgetChunks() {
	j.chunkMu.Lock()
	defer j.chunkMu.Unlock()
	j.chunkList = nil
}

// eachChunk calls f for the chunks of all imports, for each once.
func (j *journal) eachChunk(f func(hash string, coded bool) error) error {
	done := map[string]bool{}
	for key, err := range j.keys(importPrefix) {
		if err != nil {
			return err
		}
		record, err := j.importRecord(importPrefix + key)
		if err != nil {
			return err
		}
		for _, hash := range record.Chunks {
			if done[hash] {
				continue
			}
			done[hash] = true
			if err := f(hash, record.Coded); err != nil {
				return err
			}
		}
	}
	return nil
}

// makeIndex reads a chunk to index it.
func (j *journal) makeIndex(hash string, coded bool) (chunkIndex, error) {
	if coded {
		readings, err := j.readings(hash)
		return indexReadings(readings), err
	}
	quads, err := j.quadsOf(hash)
	return indexQuads(quads), err
}

// importRecord reads the record of an import.
func (j *journal) importRecord(key string) (quadImport, error) {
	var record quadImport
	value, err := j.must(key)
	if err != nil {
		return record, err
	}
	if err := json.Unmarshal(value, &record); err != nil {
		return record, fmt.Errorf("log: %s: %w", key, err)
	}
	return record, nil
}

// quadsOf reads the quads of a chunk, as they were imported.
func (j *journal) quadsOf(hash string) ([]quad.Quad, error) {
	text, err := j.must(chunkPrefix + hash)
	if err != nil {
		return nil, err
	}
	var quads []quad.Quad
	for q, err := range parseChunk(text) {
		if err != nil {
			return nil, fmt.Errorf("log: %s%s: %w", chunkPrefix, hash, err)
		}
		quads = append(quads, q)
	}
	return quads, nil
}

// readings reads those of a chunk of a table.
func (j *journal) readings(hash string) ([]schema.Reading, error) {
	text, err := j.must(chunkPrefix + hash)
	if err != nil {
		return nil, err
	}
	readings, err := decodeCoded(text)
	if err != nil {
		return nil, fmt.Errorf("log: %s%s: %w", chunkPrefix, hash, err)
	}
	return readings, nil
}

// importedLinks are the nodes that imported quads have as predicate or label, by
// their hashes.
func (j *journal) importedLinks() (map[uint64]bool, error) {
	chunks, err := j.chunks()
	out := map[uint64]bool{}
	for _, c := range chunks {
		for _, hash := range c.index.links {
			out[hash] = true
		}
	}
	return out, err
}

// codedAmong gives the readings of those chunks of tables that speak of any of these.
func (j *journal) codedAmong(hashes []uint64) iter.Seq2[*schema.Reading, error] {
	return func(yield func(*schema.Reading, error) bool) {
		chunks, err := j.chunks()
		if err != nil {
			yield(nil, err)
			return
		}
		for _, c := range chunks {
			if !c.coded || !c.index.hasAny(hashes) {
				continue
			}
			readings, err := j.readings(c.hash)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range readings {
				if !yield(&readings[i], nil) {
					return
				}
			}
		}
	}
}
