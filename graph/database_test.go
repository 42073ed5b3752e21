package graph

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/syndtr/goleveldb/leveldb"
)

// snapshot is the content of every file in a folder.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		files[strings.TrimPrefix(path, dir)] = string(text)
		return err
	}))
	return files
}

// closedNews makes a database of news and gives its folder.
func closedNews(t *testing.T) string {
	t.Helper()
	s := onDisk(t)
	load(t, s, news()...)
	require.NoError(t, s.Close())
	return s.dir
}

func TestReopen(t *testing.T) {
	dir := closedNews(t)
	want := stored(t, memory(t, news()...))
	for range 3 {
		s, err := Open(dir)
		require.NoError(t, err)
		assert.Equal(t, want, stored(t, s))
		clean(t, s)
		require.NoError(t, s.Close())
	}
}

func TestReadersWriteNothing(t *testing.T) {
	dir := closedNews(t)
	before := snapshot(t, dir)
	s, err := OpenReadOnly(dir)
	require.NoError(t, err)
	clean(t, s)
	_, err = s.Load(news())
	assert.ErrorIs(t, err, errReadOnly)
	assert.ErrorIs(t, s.Flush(), errReadOnly)
	assert.ErrorIs(t, s.Rebuild(), errReadOnly)
	_, err = s.LoadQuads("x", nil)
	assert.ErrorIs(t, err, errReadOnly)
	_, err = s.Path("vladimir-putin", "ali-salehi", Filter{})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	after := snapshot(t, dir)
	delete(after, "/"+indexFile) // which anybody may make
	assert.Equal(t, before, after)
}

func TestManyReadersAtOnce(t *testing.T) {
	dir := closedNews(t)
	var wg sync.WaitGroup
	for range 3 {
		s, err := OpenReadOnly(dir)
		require.NoError(t, err)
		defer s.Close()
		for range 3 {
			wg.Go(func() {
				contacts, err := s.Contacts("hassan-rouhani", Filter{})
				assert.NoError(t, err)
				assert.Len(t, contacts, 2)
				_, err = s.Find("Salehi")
				assert.NoError(t, err)
				_, err = s.Stats()
				assert.NoError(t, err)
			})
		}
	}
	wg.Wait()
	_, err := Open(dir)
	assert.ErrorIs(t, err, ErrLocked, "no writer while readers are in")
}

// Readers in the process of the writer wait for it and see whole batches.
func TestReadWhileLoading(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		in := newsOf(40, 10)
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				for range 3 {
					_, err := s.Contacts("person-0", Filter{})
					assert.NoError(t, err)
					_, err = s.Stats()
					assert.NoError(t, err)
					for _, err := range s.Quads() {
						assert.NoError(t, err)
					}
				}
			})
		}
		for i := 0; i < len(in); i += 10 {
			load(t, s, in[i:i+10]...)
		}
		wg.Wait()
		clean(t, s)
	})
}

func TestLockedWhileWriting(t *testing.T) {
	dir := closedNews(t)
	s, err := Open(dir)
	require.NoError(t, err)
	_, err = Open(dir)
	require.ErrorIs(t, err, ErrLocked)
	assert.ErrorContains(t, err, "in use by another process")
	_, err = OpenReadOnly(dir)
	require.ErrorIs(t, err, ErrLocked)
	require.NoError(t, s.Close())
	s, err = OpenReadOnly(dir)
	require.NoError(t, err)
	require.NoError(t, s.Close())
}

func TestNoDatabase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	_, err := OpenReadOnly(dir)
	require.ErrorIs(t, err, fs.ErrNotExist)
	assert.NoFileExists(t, dir)
	_, err = OpenReadOnly(t.TempDir())
	require.ErrorIs(t, err, fs.ErrNotExist)
}

// What is not ours, or no longer whole, is refused by readers and writers, and
// not one byte of it changes.
func TestForeignOrDamagedIsRefused(t *testing.T) {
	write := func(t *testing.T, path, text string) { require.NoError(t, os.WriteFile(path, []byte(text), 0o666)) }
	remove := func(t *testing.T, path string) { require.NoError(t, os.RemoveAll(path)) }
	manifest := func(t *testing.T, dir string) string {
		found, err := filepath.Glob(filepath.Join(dir, "MANIFEST-*"))
		require.NoError(t, err)
		require.Len(t, found, 1)
		return found[0]
	}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
		want  string
	}{
		"a file": {func(t *testing.T, dir string) { remove(t, dir); write(t, dir, "hello") }, "it is a file"},
		"other things": {func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, formatFile))
			write(t, filepath.Join(dir, "thesis.doc"), "x")
		}, "no database: it has no file FORMAT"},
		"another mark":    {func(t *testing.T, dir string) { write(t, filepath.Join(dir, formatFile), "entente datenbank 2\n") }, `says "entente datenbank 2\n"`},
		"a newer version": {func(t *testing.T, dir string) { write(t, filepath.Join(dir, formatFile), formatText(formatVersion+1)) }, "made by a newer version"},
		"an empty FORMAT": {func(t *testing.T, dir string) { write(t, filepath.Join(dir, formatFile), "") }, `says ""`},
		"no quads":        {func(t *testing.T, dir string) { remove(t, filepath.Join(dir, quadsDir)) }, "its folder quads/ is missing"},
		"no log":          {func(t *testing.T, dir string) { remove(t, filepath.Join(dir, logDir)) }, "its folder log/ is missing"},
		"neither log nor quads": {func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, logDir))
			remove(t, filepath.Join(dir, quadsDir))
		}, "it is damaged: its folders log/ and quads/ are missing"},
		"no CURRENT in log":   {func(t *testing.T, dir string) { remove(t, filepath.Join(dir, logDir, "CURRENT")) }, "log/CURRENT is missing"},
		"no CURRENT in quads": {func(t *testing.T, dir string) { remove(t, filepath.Join(dir, quadsDir, "CURRENT")) }, "quads/CURRENT is missing"},
		"garbage CURRENT":     {func(t *testing.T, dir string) { write(t, filepath.Join(dir, quadsDir, "CURRENT"), "garbage") }, "damaged"},
		"manifest of the log": {func(t *testing.T, dir string) {
			write(t, manifest(t, filepath.Join(dir, logDir)), strings.Repeat("x", 100))
		}, "damaged"},
		"manifest of the store": {func(t *testing.T, dir string) {
			write(t, manifest(t, filepath.Join(dir, quadsDir)), strings.Repeat("x", 100))
		}, "damaged"},
		"an empty manifest": {func(t *testing.T, dir string) { write(t, manifest(t, filepath.Join(dir, quadsDir)), "") }, "damaged"},
		"a missing table": {func(t *testing.T, dir string) {
			tables, err := filepath.Glob(filepath.Join(dir, quadsDir, "*.ldb"))
			require.NoError(t, err)
			require.NotEmpty(t, tables)
			remove(t, tables[0])
		}, "damaged"},
		"a LevelDB of other use": {func(t *testing.T, dir string) { otherLevelDB(t, filepath.Join(dir, quadsDir)) }, "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := closedNews(t)
			c.spoil(t, dir)
			before := snapshot(t, dir)
			for _, open := range []func(string) (*Store, error){Open, OpenReadOnly} {
				_, err := open(dir)
				require.ErrorContains(t, err, c.want)
				assert.False(t, errors.Is(err, ErrLocked))
				assert.ErrorContains(t, err, dir)
			}
			after := snapshot(t, dir)
			assert.Equal(t, before, after)
		})
	}
}

// Whatever happened to the store, the log gives it back.
func TestRepair(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, dir string){
		"missing":     func(t *testing.T, dir string) { require.NoError(t, os.RemoveAll(filepath.Join(dir, quadsDir))) },
		"no CURRENT":  func(t *testing.T, dir string) { require.NoError(t, os.Remove(filepath.Join(dir, quadsDir, "CURRENT"))) },
		"another one": func(t *testing.T, dir string) { otherLevelDB(t, filepath.Join(dir, quadsDir)) },
		"whole":       func(t *testing.T, dir string) {},
	} {
		t.Run(name, func(t *testing.T) {
			dir := closedNews(t)
			spoil(t, dir)
			require.NoError(t, Repair(dir))
			s, err := OpenReadOnly(dir)
			require.NoError(t, err)
			defer s.Close()
			assert.Equal(t, stored(t, memory(t, news()...)), stored(t, s))
			clean(t, s)
			require.ErrorIs(t, Repair(dir), ErrLocked)
		})
	}
	dir := t.TempDir()
	require.ErrorIs(t, Repair(dir), fs.ErrNotExist)
	require.NoError(t, os.WriteFile(filepath.Join(dir, formatFile), []byte("other"), 0o666))
	require.ErrorContains(t, Repair(dir), "this program reads")
	dir = closedNews(t)
	require.NoError(t, os.RemoveAll(filepath.Join(dir, logDir)))
	before := snapshot(t, dir)
	require.Error(t, Repair(dir))
	assert.Equal(t, before, snapshot(t, dir))
}

// A repair that fails, as the log is damaged too, leaves what can be read.
func TestRepairOfADamagedLog(t *testing.T) {
	s := onDisk(t)
	load(t, s, newsOf(80, 40)...)
	require.NoError(t, s.Flush())
	want := stored(t, s)
	require.NoError(t, s.Close())
	tables, err := filepath.Glob(filepath.Join(s.dir, logDir, "*.ldb"))
	require.NoError(t, err)
	damaged := 0
	for _, table := range tables {
		text, err := os.ReadFile(table)
		require.NoError(t, err)
		if len(text) > 10_000 { // of many blocks, the first of which have articles
			damaged++
			clear(text[100:400])
			require.NoError(t, os.WriteFile(table, text, 0o666))
		}
	}
	require.NotZero(t, damaged)
	require.Error(t, Repair(s.dir))
	r, err := OpenReadOnly(s.dir)
	require.NoError(t, err)
	assert.Equal(t, want, stored(t, r))
	require.NoError(t, r.Close())
}

// A file that is missing is damage, not the absence of a database.
func TestMissingTable(t *testing.T) {
	for _, part := range []string{logDir, quadsDir} {
		dir := closedNews(t)
		tables, err := filepath.Glob(filepath.Join(dir, part, "*.ldb"))
		require.NoError(t, err)
		for _, table := range tables {
			require.NoError(t, os.Remove(table))
		}
		_, err = OpenReadOnly(dir)
		require.ErrorIs(t, err, ErrDamaged, part)
		require.NotErrorIs(t, err, fs.ErrNotExist)
		if part == quadsDir {
			require.NoError(t, Repair(dir))
			r, err := OpenReadOnly(dir)
			require.NoError(t, err)
			clean(t, r)
			require.NoError(t, r.Close())
		}
	}
}

func otherLevelDB(t *testing.T, dir string) {
	require.NoError(t, os.RemoveAll(dir))
	db, err := leveldb.OpenFile(dir, nil)
	require.NoError(t, err)
	require.NoError(t, db.Put([]byte("key"), []byte("value"), nil))
	require.NoError(t, db.Close())
}

// Whatever a killed creation, swap or rebuild can leave opens again, with
// nothing lost.
func TestInterrupted(t *testing.T) {
	move := func(t *testing.T, dir, from, to string) {
		require.NoError(t, os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)))
	}
	copyOf := func(t *testing.T, dir, from, to string) {
		require.NoError(t, os.CopyFS(filepath.Join(dir, to), os.DirFS(filepath.Join(dir, from))))
	}
	for name, leave := range map[string]func(t *testing.T, dir string){
		"rebuild begun": func(t *testing.T, dir string) {
			require.NoError(t, os.Mkdir(filepath.Join(dir, quadsDir+newSuffix), 0o777))
			require.NoError(t, os.WriteFile(filepath.Join(dir, quadsDir+newSuffix, "LOG"), []byte("x"), 0o666))
		},
		"swap not begun": func(t *testing.T, dir string) { copyOf(t, dir, quadsDir, quadsDir+newSuffix) },
		"between the moves": func(t *testing.T, dir string) {
			copyOf(t, dir, quadsDir, quadsDir+newSuffix)
			move(t, dir, quadsDir, quadsDir+oldSuffix)
		},
		"old one not removed": func(t *testing.T, dir string) { copyOf(t, dir, quadsDir, quadsDir+oldSuffix) },
		"old one half removed": func(t *testing.T, dir string) {
			copyOf(t, dir, quadsDir, quadsDir+oldSuffix)
			require.NoError(t, os.Remove(filepath.Join(dir, quadsDir+oldSuffix, "CURRENT")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := closedNews(t)
			leave(t, dir)
			before := snapshot(t, dir)
			want := stored(t, memory(t, news()...))
			r, err := OpenReadOnly(dir)
			require.NoError(t, err)
			assert.Equal(t, want, stored(t, r))
			require.NoError(t, r.Close())
			assert.Equal(t, before, snapshot(t, dir))

			s, err := Open(dir)
			require.NoError(t, err)
			assert.Equal(t, want, stored(t, s))
			clean(t, s)
			require.NoError(t, s.Rebuild())
			clean(t, s)
			require.NoError(t, s.Close())
			assert.NoDirExists(t, filepath.Join(dir, quadsDir+newSuffix))
			assert.NoDirExists(t, filepath.Join(dir, quadsDir+oldSuffix))
		})
	}
	for name, leave := range map[string]func(t *testing.T, dir string){
		"empty folder": func(t *testing.T, dir string) {},
		"FORMAT begun": func(t *testing.T, dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, formatFile+newSuffix), []byte("ent"), 0o666))
		},
		"log begun": func(t *testing.T, dir string) {
			require.NoError(t, os.Mkdir(filepath.Join(dir, logDir+newSuffix+"1"), 0o777))
		},
		"log made": func(t *testing.T, dir string) {
			create(t, dir, logDir+newSuffix+"1")
			require.NoError(t, os.Rename(filepath.Join(dir, formatFile), filepath.Join(dir, formatFile+newSuffix+"1")))
		},
		"FORMAT":        func(t *testing.T, dir string) { create(t, dir, logDir+newSuffix+"1") },
		"log":           func(t *testing.T, dir string) { create(t, dir, logDir) },
		"store begun":   func(t *testing.T, dir string) { create(t, dir, logDir); create(t, dir, quadsDir+newSuffix) },
		"store is made": func(t *testing.T, dir string) { create(t, dir, logDir); makeQuads(t, dir, quadsDir) },
	} {
		t.Run("creation: "+name, func(t *testing.T) {
			dir := t.TempDir()
			leave(t, dir)
			if name != "store is made" {
				_, err := OpenReadOnly(dir)
				require.ErrorIs(t, err, fs.ErrNotExist)
			}
			s, err := Open(dir)
			require.NoError(t, err)
			load(t, s, news()...)
			require.NoError(t, s.Flush())
			clean(t, s)
			require.NoError(t, s.Close())
		})
	}
}

// Two processes that create one database end with one, whoever is quicker.
func TestCreatedTwiceAtOnce(t *testing.T) {
	first, second := &Store{dir: t.TempDir()}, &Store{}
	second.dir = first.dir
	require.NoError(t, first.create())
	require.NoError(t, second.create())
	s, err := Open(first.dir)
	require.NoError(t, err)
	load(t, s, news()...)
	clean(t, s)
	require.NoError(t, s.Close())
	require.NoError(t, second.create())
	s, err = OpenReadOnly(first.dir)
	require.NoError(t, err)
	clean(t, s)
	require.NoError(t, s.Close())
}

// create leaves FORMAT and a log as Store.create does.
func create(t *testing.T, dir, name string) {
	require.NoError(t, os.WriteFile(filepath.Join(dir, formatFile), []byte(formatText(formatVersion)), 0o666))
	j, err := createJournal(filepath.Join(dir, name))
	require.NoError(t, err)
	require.NoError(t, j.markStale())
	require.NoError(t, j.close())
}

func makeQuads(t *testing.T, dir, name string) {
	qs, err := createQuads(filepath.Join(dir, name))
	require.NoError(t, err)
	require.NoError(t, qs.Close())
}
