package graph

import (
	"context"
	"errors"
	"fmt"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	flatleveldb "github.com/hidal-go/hidalgo/kv/flat/leveldb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

var errDiskFull = errors.New("no space left on device")

// failingKV takes so many more writes, and then none; a commit counts as one.
type failingKV struct {
	flat.KV
	writes int
}

func (db *failingKV) Tx(rw bool) (flat.Tx, error) {
	tx, err := db.KV.Tx(rw)
	return failingTx{tx, db}, err
}

type failingTx struct {
	flat.Tx
	db *failingKV
}

func (tx failingTx) write() error {
	if tx.db.writes--; tx.db.writes < 0 {
		return errDiskFull
	}
	return nil
}

func (tx failingTx) Put(k flat.Key, v flat.Value) error {
	if err := tx.write(); err != nil {
		return err
	}
	return tx.Tx.Put(k, v)
}

func (tx failingTx) Commit(ctx context.Context) error {
	if err := tx.write(); err != nil {
		return err
	}
	return tx.Tx.Commit(ctx)
}

// letFail makes the store of a database fail after so many writes.
func letFail(t *testing.T, s *Store, writes int) *failingKV {
	t.Helper()
	require.NoError(t, s.quads.Close())
	db, err := openLevelDB(s.path(quadsDir), levelDBOptions())
	require.NoError(t, err)
	failing := &failingKV{flatleveldb.New(db), writes}
	store := flat.Upgrade(failing)
	qs, err := kv.New(store, cayley.Options{kv.OptNoBloom: true})
	require.NoError(t, err)
	s.quads = &quadStore{qs, store, nameIndex{db}, nil}
	return failing
}

// A write that fails, whichever, is reported; the store is opened anew, and
// holds everything once something is written again.
func TestFailedWrite(t *testing.T) {
	news := newsOf(30, 20)
	news = append(news, told("a", "Pavel Drozdov RUS;Iran", "0 met 1"), told("b", "Pavel Drozdov RUS"), told("c", "Pavel Droazdov RUS;Iran", "0 accused 1"))

	// So many writes are there, if nothing fails.
	const plenty = 1 << 30
	sound := onDisk(t)
	counting := letFail(t, sound, plenty)
	load(t, sound, news...)
	all := plenty - counting.writes

	for _, writes := range []int{0, 1, all / 3, all / 2, all - 2, all - 1} {
		t.Run(fmt.Sprintf("%d of %d", writes, all), func(t *testing.T) {
			s := onDisk(t)
			letFail(t, s, writes)
			broken := s.quads
			_, err := s.Load(news)
			require.ErrorContains(t, err, errDiskFull.Error()) // Cayley does not always wrap
			require.NotSame(t, broken, s.quads)
			problems, err := s.Check()
			require.NoError(t, err)
			assert.Contains(t, problems[0], "articles were read but are not yet in the store")

			more := article("more", "", day(18), "person-1 met person-2", "person-3 met vladimir-putin")
			load(t, s, more)
			require.NoError(t, s.Flush())
			clean(t, s)
			assert.Equal(t, stored(t, memoryOf(t, append(news, more)...)), stored(t, s))
		})
	}
}

func memoryOf(t *testing.T, readings ...schema.Reading) *Store {
	t.Helper()
	s := memory(t, readings...)
	require.NoError(t, s.Flush())
	return s
}

// So is the change of decisions that fails on its way into the store.
func TestFailedPatch(t *testing.T) {
	s := onDisk(t)
	news := append(newsOf(30, 20), article("few", "", day(18), "karl-wellner met ivan-li", "karl-welner accused ivan-li"))
	load(t, s, news...)
	require.NoError(t, s.Flush())
	same := Verdict{Same: true, From: "ivan-li", Into: "karl-wellner"}
	letFail(t, s, 5)
	require.NoError(t, s.Judge(same))
	require.ErrorContains(t, s.Flush(), errDiskFull.Error())
	require.NoError(t, s.Flush())
	clean(t, s)
	want := memory(t, news...)
	judge1(t, want, same)
	assert.Equal(t, stored(t, want), stored(t, s))
}
