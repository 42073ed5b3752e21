package graph

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"runtime"
	"slices"
	"sync"

	"github.com/cayleygraph/cayley/graph/kv"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	flatleveldb "github.com/hidal-go/hidalgo/kv/flat/leveldb"
	"github.com/syndtr/goleveldb/leveldb"
)

// cayleyKV is a LevelDB as Cayley wants it.
func cayleyKV(db *leveldb.DB) hidalgo.KV { return lookups{flat.Upgrade(flatleveldb.New(db))} }

// lookups finds many keys at once in less time. A load spends half of its time on
// them, most of them for keys that are not there: before Cayley adds a quad to the
// indexes, it reads what they have of its nodes, also if these are new.
type lookups struct{ hidalgo.KV }

func (db lookups) Tx(rw bool) (hidalgo.Tx, error) {
	tx, err := db.KV.Tx(rw)
	if err != nil || !rw {
		return tx, err
	}
	// Ids are given out in order; this is the last one so far.
	horizon, err := tx.Get(context.Background(), hidalgo.Key{[]byte("meta"), []byte("horizon")})
	switch {
	case errors.Is(err, hidalgo.ErrNotFound):
		return tx, nil // an empty store
	case err == nil && len(horizon) != 8:
		err = errors.New("the store is damaged: its last id")
	}
	if err != nil {
		return nil, errors.Join(err, tx.Close())
	}
	return lookupTx{tx, binary.LittleEndian.Uint64(horizon)}, nil
}

// lookupTx is a transaction that began when the last node or quad had this id.
type lookupTx struct {
	hidalgo.Tx
	last uint64
}

// GetBatch gives the values in the order of the keys, nil for a key that is not there.
func (tx lookupTx) GetBatch(ctx context.Context, keys []hidalgo.Key) ([]hidalgo.Value, error) {
	values := make([]hidalgo.Value, len(keys))
	var old []int // keys that may be there
	for i, key := range keys {
		if !tx.ofNew(key) {
			old = append(old, i)
		}
	}
	// Neighbours lie in one block of one table, which is then read once.
	slices.SortFunc(old, func(i, j int) int { return compareKeys(keys[i], keys[j]) })
	const worthwhile = 500 // so many for a goroutine
	workers := max(1, min(runtime.GOMAXPROCS(0), len(old)/worthwhile))
	failed := make([]error, workers)
	var group sync.WaitGroup
	for w := range workers {
		mine := old[w*len(old)/workers : (w+1)*len(old)/workers]
		group.Go(func() {
			some := make([]hidalgo.Key, len(mine))
			for i, at := range mine {
				some[i] = keys[at]
			}
			found, err := tx.Tx.GetBatch(ctx, some)
			for i, value := range found {
				values[mine[i]] = value
			}
			failed[w] = err
		})
	}
	group.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	return values, nil
}

// compareKeys is the order in which LevelDB has keys.
func compareKeys(a, b hidalgo.Key) int { return slices.CompareFunc(a, b, bytes.Compare) }

var quadIndexes = func() (names [][]byte) {
	for _, index := range kv.DefaultQuadIndexes {
		names = append(names, index.Key(nil)[0])
	}
	return names
}()

// ofNew reports whether a key is one of an index of quads and names a node that
// was not there when the transaction began. Cayley reads such a key before it
// writes it, and only once in a transaction.
func (tx lookupTx) ofNew(key hidalgo.Key) bool {
	if len(key) != 2 || !slices.ContainsFunc(quadIndexes, func(name []byte) bool { return string(name) == string(key[0]) }) {
		return false
	}
	for ids := key[1]; len(ids) >= 8; ids = ids[8:] {
		if binary.BigEndian.Uint64(ids) > tx.last {
			return true
		}
	}
	return false
}
