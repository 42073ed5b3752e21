package graph

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/proto"
	ldbiterator "github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// scanner gives quads by reference, as a [cayley.Ref] that the store takes.
type scanner interface {
	Next(ctx context.Context) bool
	Result() cayley.Ref
	Err() error
	Close() error
}

// all gives every quad of the store. On disk it reads Cayley's log of
// primitives, nodes and quads alike, from end to end, where Cayley's own
// iterator would look each of them up: five times the speed.
func (q *quadStore) all() scanner {
	if _, inMemory := q.QuadStore.(*memstore.QuadStore); inMemory {
		return q.QuadsAllIterator().Iterate()
	}
	return &primitives{it: q.names.db.NewIterator(util.BytesPrefix([]byte("log/")), nil)}
}

type primitives struct {
	it   ldbiterator.Iterator
	quad *proto.Primitive
	err  error
}

func (p *primitives) Next(context.Context) bool {
	for p.err == nil && p.it.Next() {
		if len(p.it.Value()) == 0 {
			continue // what marks the bucket
		}
		quad := new(proto.Primitive)
		if err := quad.Unmarshal(p.it.Value()); err != nil {
			p.err = fmt.Errorf("the store is damaged: a primitive: %w", err)
			return false
		}
		if !quad.IsNode() && !quad.Deleted {
			p.quad = quad
			return true
		}
	}
	if p.err == nil {
		p.err = p.it.Error()
	}
	return false
}

func (p *primitives) Result() cayley.Ref { return p.quad }
func (p *primitives) Err() error         { return p.err }
func (p *primitives) Close() error       { p.it.Release(); return p.err }

// each calls f for what the iterator gives.
func each(shape iterator.Shape, f func(q cayley.Ref) error) error { return eachOf(shape.Iterate(), f) }

func eachOf(it scanner, f func(q cayley.Ref) error) error {
	defer it.Close()
	ctx := context.Background()
	for it.Next(ctx) {
		if err := f(it.Result()); err != nil {
			return err
		}
	}
	return it.Err()
}
