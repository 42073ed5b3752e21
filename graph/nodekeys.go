package graph

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// lookUp calls f with the values of nodes, in the order in which they lie. On disk it
// walks from one to the next where they are near each other, as what articles told at one
// time is, where Cayley would search all tables for each.
func (q *quadStore) lookUp(nodes []node, f func(n node, value quad.Value)) error {
	if _, inMemory := q.QuadStore.(*memstore.QuadStore); inMemory {
		refs, err := q.refsOf(nodes)
		if err != nil {
			return err
		}
		r := newReader(q)
		if err := r.fetch(refs); err != nil {
			return err
		}
		for i, ref := range refs {
			f(nodes[i], r.value(ref))
		}
		return nil
	}
	type place struct {
		node
		key []byte
	}
	places := make([]place, len(nodes))
	for i, n := range nodes {
		places[i] = place{n, nodeKey(n)}
	}
	slices.SortFunc(places, func(a, b place) int { return bytes.Compare(a.key, b.key) })
	it := q.names.db.NewIterator(util.BytesPrefix([]byte(logPrefix)), nil)
	defer it.Release()
	var p proto.Primitive
	there := false
	for _, at := range places {
		const near = 32 // so many steps take less time than a search
		for step := 0; there && step < near && bytes.Compare(it.Key(), at.key) < 0; step++ {
			there = it.Next()
		}
		if !there || bytes.Compare(it.Key(), at.key) < 0 {
			there = it.Seek(at.key)
		}
		if err := it.Error(); err != nil {
			return fmt.Errorf("values of nodes: %w", err)
		}
		p = proto.Primitive{Value: p.Value[:0]}
		if there && bytes.Equal(it.Key(), at.key) {
			if err := p.Unmarshal(it.Value()); err != nil {
				return fmt.Errorf("the store is damaged: node %d: %w", at.node, err)
			}
		}
		if !p.IsNode() || p.Deleted {
			return fmt.Errorf("the store is damaged: a quad refers to node %d, which is missing", at.node)
		}
		value, err := pquads.UnmarshalValue(p.Value)
		if err != nil {
			return fmt.Errorf("the store is damaged: node %d: %w", at.node, err)
		}
		f(at.node, value)
	}
	return nil
}

// logPrefix begins the keys of Cayley's log of primitives.
const logPrefix = "log/"

// nodeKey is the key of a node in that log: its number, of which two bytes are escaped, so
// that keys are not quite in the order of numbers.
func nodeKey(n node) []byte {
	key := []byte(logPrefix)
	for _, b := range binary.BigEndian.AppendUint64(nil, uint64(n)) {
		if b == '/' || b == '\\' {
			key = append(key, '\\')
		}
		key = append(key, b)
	}
	return key
}
