package graph

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// lookUp calls f with the values of nodes, in the order in which they lie. On disk it walks
// over those that lie near each other, as what came in at one time does, where Cayley would
// search all tables for each.
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
	places := make([]slot, len(nodes))
	for i, n := range nodes {
		places[i] = slot{n, nodeKey(n)}
	}
	slices.SortFunc(places, func(a, b slot) int { return bytes.Compare(a.key, b.key) })
	found := func(n node, primitive []byte) error {
		value, err := valueOf(primitive)
		if err != nil {
			return fmt.Errorf("node %d: %w", n, err)
		}
		f(n, value)
		return nil
	}
	for len(places) > 0 {
		const (
			near = 12 // steps of a walk take less time than a search
			many = 8  // searches take more than to begin a walk
		)
		run := 1
		for run < len(places) && places[run].node-places[run-1].node <= near {
			run++
		}
		look := q.search
		if run >= many {
			look = q.walk
		}
		if err := look(places[:run], found); err != nil {
			return err
		}
		places = places[run:]
	}
	return nil
}

// slot is where a node lies.
type slot struct {
	node
	key []byte
}

// search looks for nodes one by one.
func (q *quadStore) search(places []slot, found func(n node, primitive []byte) error) error {
	for _, at := range places {
		primitive, err := q.names.db.Get(at.key, nil)
		if errors.Is(err, leveldb.ErrNotFound) {
			err = errNoNode
		}
		if err != nil {
			return fmt.Errorf("node %d: %w", at.node, err)
		}
		if err := found(at.node, primitive); err != nil {
			return err
		}
	}
	return nil
}

// walk goes from the first of some nodes to the last; they are in order.
func (q *quadStore) walk(places []slot, found func(n node, primitive []byte) error) error {
	const long = 1000 // of such a walk the blocks are not kept for the next one, the tables' indexes neither
	it := q.names.db.NewIterator(&util.Range{Start: places[0].key, Limit: append(slices.Clone(places[len(places)-1].key), 0)},
		&opt.ReadOptions{DontFillCache: len(places) >= long})
	defer it.Release()
	for _, at := range places {
		there := it.Next()
		for there && bytes.Compare(it.Key(), at.key) < 0 {
			there = it.Next()
		}
		if err := it.Error(); err != nil {
			return fmt.Errorf("node %d: %w", at.node, err)
		}
		if !there || !bytes.Equal(it.Key(), at.key) {
			return fmt.Errorf("node %d: %w", at.node, errNoNode)
		}
		if err := found(at.node, it.Value()); err != nil {
			return err
		}
	}
	return nil
}

var errNoNode = errors.New("the store is damaged: a quad refers to it, and it is missing")

// valueOf is the value of a node.
func valueOf(primitive []byte) (quad.Value, error) {
	var p proto.Primitive
	if err := p.Unmarshal(primitive); err != nil {
		return nil, fmt.Errorf("the store is damaged: a primitive: %w", err)
	}
	if !p.IsNode() || p.Deleted {
		return nil, errNoNode
	}
	return pquads.UnmarshalValue(p.Value)
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
