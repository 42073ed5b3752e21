package graph

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// remove takes quads out of the store, and the nodes that no other quad speaks
// of, as if they had never been there. Quads that are not there change nothing.
// Links are the nodes that quads which are left may have as predicate or label, by
// their hashes, beside the predicates of those that go.
//
// In memory Cayley does just that. On disk its own deletion only marks a quad,
// which stays in every index, and it counts a quad again that is added again,
// so that nodes outlive their quads. Hence we take them out of its LevelDB
// ourselves:
//
//	log/<id>              every node and quad
//	sp/<s><p>             ids of quads; so does ops/<o><p><s>
//	v<h>/<hash>           id of a node, by the hash of its value
//	n<h>/<hash>           how many quads speak of it, or more
//	meta/size             number of quads
//
// The store that it gives takes the place of q, whose readers must start anew.
func (q *quadStore) remove(quads []quad.Quad, links map[uint64]bool) (*quadStore, error) {
	if len(quads) == 0 {
		return q, nil
	}
	if _, inMemory := q.QuadStore.(*memstore.QuadStore); inMemory {
		deltas := make([]cayley.Delta, len(quads))
		for i, one := range quads {
			deltas[i] = cayley.Delta{Quad: one, Action: cayley.Delete}
		}
		return &quadStore{q.QuadStore, q.kv, q.names, nil}, q.ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreMissing: true})
	}
	ids, err := q.idsOf(quads)
	if err != nil {
		return q, err
	}
	ctx := context.Background()
	err = hidalgo.Update(ctx, q.kv, func(tx hidalgo.Tx) error {
		r := remover{ctx, tx, ids, links}
		if err := r.quads(quads); err != nil {
			return err
		}
		return r.nodes(quads)
	})
	if err != nil {
		return q, err
	}
	// Cayley remembers the ids of nodes; another one over the same LevelDB does not.
	qs, err := kv.New(q.kv, cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		return q, err
	}
	return &quadStore{qs, q.kv, q.names, nil}, nil
}

// idsOf looks up the ids of the nodes of quads; those that are not there have none.
func (q *quadStore) idsOf(quads []quad.Quad) (map[quad.Value]uint64, error) {
	ids := map[quad.Value]uint64{}
	for _, one := range quads {
		for _, d := range quad.Directions {
			v := one.Get(d)
			if _, known := ids[v]; known || v == nil {
				continue
			}
			ref, err := q.ValueOf(v)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", v, err)
			}
			id, _ := ref.(kv.Int64Value)
			ids[v] = uint64(id)
		}
	}
	return ids, nil
}

// remover is one removal from Cayley's LevelDB.
type remover struct {
	ctx context.Context
	tx  hidalgo.Tx
	ids map[quad.Value]uint64 // 0 where there is none

	links map[uint64]bool
}

// quads takes quads out of the log, the indexes and the count.
func (r remover) quads(quads []quad.Quad) error {
	type list struct {
		key hidalgo.Key
		ids map[uint64]bool // that go
	}
	lists := map[string]*list{}
	var order []*list
	n := 0
	for _, one := range quads {
		var link proto.Primitive
		there := true
		for _, d := range quad.Directions {
			v := one.Get(d)
			link.SetDirection(d, r.ids[v])
			there = there && (v == nil || r.ids[v] != 0)
		}
		if !there {
			continue
		}
		found, err := r.find(&link)
		if err != nil {
			return fmt.Errorf("%s: %w", one, err)
		}
		for _, p := range found {
			if !p.Deleted {
				n++
			}
			if err := r.tx.Del(logKey(p.ID)); err != nil {
				return err
			}
			for _, index := range kv.DefaultQuadIndexes {
				key := index.KeyFor(p)
				l := lists[string(key[0])+string(key[1])]
				if l == nil {
					l = &list{key, map[uint64]bool{}}
					lists[string(key[0])+string(key[1])] = l
					order = append(order, l)
				}
				l.ids[p.ID] = true
			}
		}
	}
	for _, l := range order {
		ids, err := r.list(l.key)
		if err != nil {
			return err
		}
		ids = slices.DeleteFunc(ids, func(id uint64) bool { return l.ids[id] })
		if err := r.put(l.key, ids); err != nil {
			return err
		}
	}
	size, err := r.tx.Get(r.ctx, sizeKey)
	if err == nil && len(size) != 8 {
		err = fmt.Errorf("it has %d bytes", len(size))
	}
	if err != nil {
		return fmt.Errorf("the store is damaged: its number of quads: %w", err)
	}
	return r.tx.Put(sizeKey, binary.LittleEndian.AppendUint64(nil, binary.LittleEndian.Uint64(size)-uint64(n)))
}

// find gives the quads between these nodes, alive or dead.
func (r remover) find(link *proto.Primitive) ([]*proto.Primitive, error) {
	ids, err := r.list(kv.DefaultQuadIndexes[1].KeyFor(link))
	if err != nil {
		return nil, err
	}
	var out []*proto.Primitive
	for _, id := range ids {
		value, err := r.tx.Get(r.ctx, logKey(id))
		if err != nil {
			return nil, fmt.Errorf("the store is damaged: quad %d: %w", id, err)
		}
		p := new(proto.Primitive)
		if err := p.Unmarshal(value); err != nil {
			return nil, fmt.Errorf("the store is damaged: quad %d: %w", id, err)
		}
		if p.IsSameLink(link) {
			out = append(out, p)
		}
	}
	return out, nil
}

// list reads the ids under a key of an index.
func (r remover) list(key hidalgo.Key) ([]uint64, error) {
	value, err := r.tx.Get(r.ctx, key)
	if err == hidalgo.ErrNotFound {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	var ids []uint64
	for len(value) > 0 {
		id, n := binary.Uvarint(value)
		if n <= 0 {
			return nil, fmt.Errorf("the store is damaged: its index %s", key[0])
		}
		ids, value = append(ids, id), value[n:]
	}
	return ids, nil
}

func (r remover) put(key hidalgo.Key, ids []uint64) error {
	if len(ids) == 0 {
		return r.tx.Del(key)
	}
	var value []byte
	for _, id := range ids {
		value = binary.AppendUvarint(value, id)
	}
	return r.tx.Put(key, value)
}

// nodes takes out the nodes of quads that were taken out, if nothing is left of them.
func (r remover) nodes(quads []quad.Quad) error {
	linking := map[uint64]bool{} // what may be predicate or label of what is left
	for _, one := range quads {
		linking[r.ids[one.Predicate]] = true
		linking[r.ids[one.Label]] = true
	}
	unused := map[uint64]quad.Value{}
	for v, id := range r.ids {
		if id == 0 {
			continue
		}
		used, err := r.used(id)
		if err != nil {
			return err
		}
		if !used {
			unused[id] = v
			if len(r.links) > 0 && r.links[hashNode(v)] {
				linking[id] = true
			}
		}
	}
	for id := range linking {
		if unused[id] == nil {
			delete(linking, id)
		}
	}
	if err := r.seek(linking, func(id uint64) { delete(unused, id) }); err != nil {
		return err
	}
	for id, v := range unused {
		hash := refs.HashOf(v)
		for _, key := range []hidalgo.Key{logKey(id), {{'v', hash[0], hash[1]}, hash[:]}, {{'n', hash[0], hash[1]}, hash[:]}} {
			if err := r.tx.Del(key); err != nil {
				return err
			}
		}
	}
	return nil
}

// used reports whether a node is the subject or the object of a quad.
func (r remover) used(id uint64) (bool, error) {
	for _, index := range kv.DefaultQuadIndexes {
		it := r.tx.Scan(index.Key([]uint64{id}))
		used := it.Next(r.ctx)
		if err := errors.Join(it.Err(), it.Close()); used || err != nil {
			return used, err
		}
	}
	return false, nil
}

// seek looks for quads with these predicates or labels, which no index has, and calls
// f for each that it finds. Of most there are many, so it is soon done.
func (r remover) seek(links map[uint64]bool, f func(id uint64)) error {
	it := r.tx.Scan(hidalgo.Key{[]byte("log")})
	defer it.Close()
	for len(links) > 0 && it.Next(r.ctx) {
		if len(it.Val()) == 0 {
			continue // what marks the bucket
		}
		var p proto.Primitive
		if err := p.Unmarshal(it.Val()); err != nil {
			return fmt.Errorf("the store is damaged: a primitive: %w", err)
		}
		if p.IsNode() || p.Deleted {
			continue
		}
		for _, id := range []uint64{p.Predicate, p.Label} {
			if links[id] {
				delete(links, id)
				f(id)
			}
		}
	}
	return it.Err()
}

var sizeKey = hidalgo.Key{[]byte("meta"), []byte("size")}

func logKey(id uint64) hidalgo.Key {
	return hidalgo.Key{[]byte("log"), binary.BigEndian.AppendUint64(nil, id)}
}
