package graph

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	flatleveldb "github.com/hidal-go/hidalgo/kv/flat/leveldb"
	"github.com/syndtr/goleveldb/leveldb"
)

// cayleyKV is a LevelDB as Cayley wants it.
func cayleyKV(db *leveldb.DB) kv.KV { return flat.Upgrade(batchKV{flatleveldb.New(db)}) }

// batchKV looks up many keys on all processors. A load spends half of its time
// on them, and Cayley names them by the ten thousand and waits for all.
type batchKV struct{ flat.KV }

func (db batchKV) Tx(rw bool) (flat.Tx, error) {
	tx, err := db.KV.Tx(rw)
	if err != nil {
		return nil, err
	}
	return batchTx{tx}, nil
}

type batchTx struct{ flat.Tx }

// GetBatch gives the values in the order of the keys, nil for a key that is not there.
func (tx batchTx) GetBatch(ctx context.Context, keys []flat.Key) ([]flat.Value, error) {
	const worthwhile = 500 // so many for a goroutine
	workers := min(runtime.GOMAXPROCS(0), len(keys)/worthwhile)
	if workers < 2 {
		return tx.Tx.GetBatch(ctx, keys)
	}
	values, failed := make([]flat.Value, len(keys)), make([]error, workers)
	var group sync.WaitGroup
	for w := range workers {
		from, to := w*len(keys)/workers, (w+1)*len(keys)/workers
		group.Go(func() {
			some, err := tx.Tx.GetBatch(ctx, keys[from:to])
			copy(values[from:to], some)
			failed[w] = err
		})
	}
	group.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	return values, nil
}
