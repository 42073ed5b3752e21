package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"

	"entente/schema"
)

// batchSize is how many quads go into one transaction. Fewer are slower, as
// each transaction costs about 50 ms; more need more memory.
const batchSize = 100_000

// levelDBOptions are those of the store. A larger write buffer is slower to write to
// than it saves, see README.md. Of the keys that a load looks up, most
// are new: a filter of ten bits a key, one hundredth of them wrong, saves the
// search in every table, for five bytes a quad. LevelDB would take the many
// lookups that find nothing for a reason to rewrite tables, which it is not; and
// half of what is written is keys in no order, which go into every table of the
// next level: so they wait until they are many. The cache holds filters and
// indexes of tables, which at a million events are 80 MiB.
func levelDBOptions() *opt.Options {
	return &opt.Options{
		WriteBuffer: 16 * opt.MiB, BlockCacheCapacity: 128 * opt.MiB, Filter: filter.NewBloomFilter(10), DisableSeeksCompaction: true,
		CompactionTableSize: 8 * opt.MiB, CompactionTotalSize: 128 * opt.MiB,
		CompactionL0Trigger: 8, WriteL0SlowdownTrigger: 16, WriteL0PauseTrigger: 24,
	}
}

// quadStore is a Cayley store with the index of names that goes with it.
type quadStore struct {
	cayley.QuadStore            // on disk a *kv.QuadStore: its iterators want no other type
	kv               hidalgo.KV // what it lies in; nil in memory
	names            nameIndex
	// known are quads that were added since it was opened, and never of events.
	known map[quad.Quad]bool
}

// knownMost bounds the quads that a store remembers: what is said of actors, which
// each article says again, and to look up whether a quad is there takes longer
// than to add it.
const knownMost = 300_000

// remember notes that the store has quads.
func (q *quadStore) remember(quads []quad.Quad) {
	for _, one := range quads {
		if s, ok := one.Subject.(quad.IRI); !ok || !schema.ActorID(s).Valid() {
			continue // an event or its evidence: told once
		}
		if q.known == nil || len(q.known) >= knownMost {
			q.known = map[quad.Quad]bool{}
		}
		q.known[one] = true
	}
}

// Close releases both; Cayley closes the LevelDB that it lies in.
func (q *quadStore) Close() error {
	if _, inMemory := q.QuadStore.(*memstore.QuadStore); inMemory {
		return q.names.db.Close()
	}
	settle(q.names.db)
	return q.QuadStore.Close()
}

// openQuads opens the Cayley store in a folder. Cayley's bloom filter would
// read the whole store first.
func openQuads(dir string, readOnly bool) (*quadStore, error) {
	o := levelDBOptions()
	o.ErrorIfMissing, o.ReadOnly = true, readOnly
	db, err := openLevelDB(dir, o)
	if err != nil {
		return nil, err
	}
	store := cayleyKV(db)
	qs, err := kv.New(store, cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		store.Close()
		return nil, fmt.Errorf("%w: %s: %v", ErrDamaged, dir, err)
	}
	return &quadStore{qs, store, nameIndex{db}, nil}, nil
}

// createQuads makes an empty Cayley store in a folder that is not there.
func createQuads(dir string) (*quadStore, error) {
	o := levelDBOptions()
	o.ErrorIfExist = true
	db, err := openLevelDB(dir, o)
	if err != nil {
		return nil, err
	}
	store := cayleyKV(db)
	options := cayley.Options{kv.OptNoBloom: true}
	err = kv.Init(store, options)
	if err == nil {
		var qs cayley.QuadStore
		if qs, err = kv.New(store, options); err == nil {
			return &quadStore{qs, store, nameIndex{db}, nil}, nil
		}
	}
	store.Close()
	return nil, fmt.Errorf("%s: %w", dir, err)
}

func newMemoryQuads() (*quadStore, error) {
	db, err := leveldb.Open(storage.NewMemStorage(), nil)
	if err != nil {
		return nil, err
	}
	return &quadStore{memstore.New(), nil, nameIndex{db}, nil}, nil
}

// inserter collects distinct quads and adds them to a store in batches.
type inserter struct {
	qs    *quadStore
	batch map[quad.Quad]bool
	order []quad.Quad // of the batch: the same log gives the same store
}

func newInserter(qs *quadStore) *inserter {
	return &inserter{qs: qs, batch: map[quad.Quad]bool{}}
}

func (in *inserter) add(quads []quad.Quad) error {
	for _, q := range quads {
		if in.batch[q] || in.qs.known[q] {
			continue
		}
		in.batch[q] = true
		in.order = append(in.order, q)
		if len(in.order) >= batchSize {
			if err := in.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *inserter) flush() error {
	if len(in.order) == 0 {
		return nil
	}
	deltas := make([]cayley.Delta, len(in.order))
	for i, q := range in.order {
		deltas[i] = cayley.Delta{Quad: q, Action: cayley.Add}
	}
	if err := in.qs.ApplyDeltas(deltas, cayley.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true}); err != nil {
		return fmt.Errorf("adding %d quads: %w", len(deltas), err)
	}
	if err := in.qs.names.add(in.order); err != nil {
		return err
	}
	in.qs.remember(in.order)
	in.order = in.order[:0]
	clear(in.batch)
	return nil
}

// size is the number of quads in the store.
func size(qs cayley.QuadStore) (int, error) {
	stats, err := qs.Stats(context.Background(), false)
	if errors.Is(err, kv.ErrNoBucket) {
		return 0, nil // Cayley's answer for a store without quads
	}
	return int(stats.Quads.Value), err
}

// Quads gives every quad of the store, in no particular order; IRIs are
// relative, as stored.
func (s *Store) Quads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		const chunk = 10_000
		unlock, err := s.reading()
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		qs := s.quads
		it := qs.all()
		unlock()
		defer it.Close()
		ctx := context.Background()
		for more := true; more; {
			// Read a chunk under the lock, and hand it out without.
			unlock, err := s.reading()
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			if s.quads != qs {
				unlock()
				yield(quad.Quad{}, errors.New("graph: the store was rebuilt while its quads were read"))
				return
			}
			var refs []cayley.Ref
			for len(refs) < chunk {
				if more = it.Next(ctx); !more {
					break
				}
				refs = append(refs, it.Result())
			}
			err = it.Err()
			var quads []quad.Quad
			if err == nil {
				quads, err = newReader(qs).quadsOf(refs)
			}
			unlock()
			if err != nil {
				yield(quad.Quad{}, fmt.Errorf("graph: reading quads: %w", err))
				return
			}
			for _, q := range quads {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}
