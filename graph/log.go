package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/syndtr/goleveldb/leveldb"
	ldberrors "github.com/syndtr/goleveldb/leveldb/errors"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/util"

	"entente/schema"
)

// The keys of the log. A record is an article's reading or an import of quads;
// its key behind "pending/" says that the store does not hold it yet.
const (
	articlePrefix = "article/"   // + schema.ArticleKey: JSON of schema.Reading
	importPrefix  = "import/"    // + hash of name and chunks: JSON of quadImport
	chunkPrefix   = "chunk/"     // + hash of the content: N-Quads, or JSON of codedChunk
	nodesPrefix   = "nodes/"     // + hash of a chunk: its chunkIndex
	pendingPrefix = "pending/"   // + key of the record: nothing
	gonePrefix    = "gone/"      // + schema.ArticleKey, "/" and a hash: a reading that was replaced or retracted
	staleKey      = "stale"      // present if the store must be rebuilt
	generationKey = "generation" // how often the log was written to, in decimal

	castPrefix    = "cast/"      // + schema.ArticleKey: JSON of cast
	castsKey      = "casts"      // castsAre, if the casts are those of this version
	verdictPrefix = "verdict/"   // + two ids in order: JSON of Verdict
	rulingPrefix  = "ruling/"    // + hash of the claim: JSON of Ruling
	identitiesKey = "identities" // JSON of identities: what the store is built under
	undecidedKey  = "undecided"  // present if they may not be what log and verdicts give
)

// quadImport is the record of one import of quads, or of a part of a table.
type quadImport struct {
	Name   string   `json:"name"`
	Chunks []string `json:"chunks"`          // hashes
	Coded  bool     `json:"coded,omitempty"` // they hold readings, not N-Quads
}

// journal is the log: a LevelDB of what each article said, and of who is who.
type journal struct {
	db         *leveldb.DB
	who        *identities // as recorded
	generation uint64

	chunkMu   sync.Mutex
	chunkList []chunk // of all imports, once asked for
}

// newJournal reads what every record is to be read under.
func newJournal(db *leveldb.DB) (*journal, error) {
	j := &journal{db: db}
	record, err := j.get(identitiesKey)
	if err == nil {
		j.who, err = decodeIdentities(record)
	}
	if err == nil {
		j.generation, err = j.readGeneration()
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return j, nil
}

var synced = &opt.WriteOptions{Sync: true}

func openJournal(dir string, readOnly bool) (*journal, error) {
	db, err := openLevelDB(dir, &opt.Options{ErrorIfMissing: true, ReadOnly: readOnly})
	if err != nil {
		return nil, err
	}
	return newJournal(db)
}

func createJournal(dir string) (*journal, error) {
	db, err := openLevelDB(dir, &opt.Options{ErrorIfExist: true})
	if err != nil {
		return nil, err
	}
	return newJournal(db)
}

func newMemoryJournal() (*journal, error) {
	db, err := leveldb.Open(storage.NewMemStorage(), nil)
	if err != nil {
		return nil, err
	}
	return newJournal(db)
}

// openLevelDB opens a LevelDB and says in plain words why it cannot.
func openLevelDB(dir string, o *opt.Options) (*leveldb.DB, error) {
	db, err := leveldb.OpenFile(dir, o)
	switch {
	case err == nil:
		return db, nil
	case errors.Is(err, syscall.EAGAIN), errors.Is(err, storage.ErrLocked):
		return nil, ErrLocked
	case ldberrors.IsCorrupted(err), errors.Is(err, fs.ErrNotExist):
		// Not the error itself: a file that is missing is no database that is.
		return nil, fmt.Errorf("%w: %s: %v", ErrDamaged, dir, err)
	}
	return nil, fmt.Errorf("%s: %w", dir, err)
}

func (j *journal) close() error {
	settle(j.db)
	return j.db.Close()
}

// settle moves what was written last from LevelDB's own journal into a table,
// which spares the next Open to read it again. Beginning a transaction does
// that. It fails on a database that is open for reading, and may.
func settle(db *leveldb.DB) {
	if tx, err := db.OpenTransaction(); err == nil {
		tx.Discard()
	}
}

// readError is what went wrong when a key of the log was read.
func readError(key string, err error) error {
	if ldberrors.IsCorrupted(err) || errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: log: %s: %v", ErrDamaged, key, err)
	}
	return fmt.Errorf("log: %s: %w", key, err)
}

func (j *journal) has(key string) (bool, error) {
	ok, err := j.db.Has([]byte(key), nil)
	if err != nil {
		return false, readError(key, err)
	}
	return ok, nil
}

// get gives nil for a key that is not there.
func (j *journal) get(key string) ([]byte, error) {
	value, err := j.db.Get([]byte(key), nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, readError(key, err)
	}
	return value, nil
}

// must is get for a key that another record speaks of.
func (j *journal) must(key string) ([]byte, error) {
	value, err := j.get(key)
	if err == nil && value == nil {
		err = fmt.Errorf("log: %s is missing", key)
	}
	return value, err
}

// write writes a batch durably, and counts it.
func (j *journal) write(b *leveldb.Batch) error {
	b.Put([]byte(generationKey), strconv.AppendUint(nil, j.generation+1, 10))
	if err := j.db.Write(b, synced); err != nil {
		return fmt.Errorf("log: writing: %w", err)
	}
	j.generation++
	return nil
}

func (j *journal) readGeneration() (uint64, error) {
	record, err := j.get(generationKey)
	if err != nil || record == nil {
		return 0, err
	}
	n, err := strconv.ParseUint(string(record), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("log: %s: %w", generationKey, err)
	}
	return n, nil
}

func (j *journal) stale() (bool, error) { return j.has(staleKey) }

func (j *journal) markStale() error {
	b := new(leveldb.Batch)
	b.Put([]byte(staleKey), nil)
	return j.write(b)
}

// keys gives the keys with a prefix in order, the prefix cut off.
func (j *journal) keys(prefix string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		it := j.db.NewIterator(util.BytesPrefix([]byte(prefix)), nil)
		defer it.Release()
		for it.Next() {
			if !yield(string(it.Key()[len(prefix):]), nil) {
				return
			}
		}
		if err := it.Error(); err != nil {
			yield("", readError(prefix, err))
		}
	}
}

// pending lists the keys of the records that the store may not hold yet.
func (j *journal) pending() ([]string, error) {
	var keys []string
	for key, err := range j.keys(pendingPrefix) {
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// settled reports whether the store holds what the log gives, and nothing else.
func (j *journal) settled() (bool, error) {
	stale, err := j.stale()
	if err != nil || stale {
		return false, err
	}
	for _, prefix := range []string{pendingPrefix, gonePrefix} {
		for _, err := range j.keys(prefix) {
			return false, err
		}
	}
	return true, nil
}

// records gives the keys of all records.
func (j *journal) records() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, prefix := range []string{articlePrefix, importPrefix} {
			for key, err := range j.keys(prefix) {
				if !yield(prefix+key, err) || err != nil {
					return
				}
			}
		}
	}
}

// reading is the reading of the article of this key, and whether there is one.
func (j *journal) reading(articleKey string) (schema.Reading, bool, error) {
	var r schema.Reading
	value, err := j.get(articlePrefix + articleKey)
	if err != nil || value == nil {
		return r, false, err
	}
	if err := json.Unmarshal(value, &r); err != nil {
		return r, false, fmt.Errorf("log: article %s: %w", articleKey, err)
	}
	return r, true, nil
}

// contentHash names a chunk or an import by what it holds.
func contentHash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:16])
}
