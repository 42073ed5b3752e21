package graph

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// oldDatabase makes a database as version 1 left it, and gives its quads.
func oldDatabase(t *testing.T, dir string) []string {
	t.Helper()
	s, err := Open(dir)
	require.NoError(t, err)
	load(t, s, newsOf(60, 40)...)
	require.NoError(t, s.Flush())
	quads := stored(t, s)
	require.NoError(t, s.Close())
	writeVersion(t, dir, 1)
	return quads
}

func writeVersion(t *testing.T, dir string, version int) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, formatFile), []byte(formatText(version)), 0o666))
}

// A database of version 1 is not read, but brought up to date by whoever opens
// it for writing, and by Repair.
func TestUpgrade(t *testing.T) {
	for name, open := range map[string]func(dir string) error{
		"open": func(dir string) error {
			s, err := Open(dir)
			if err == nil {
				err = s.Close()
			}
			return err
		},
		"repair": Repair,
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "db")
			want := oldDatabase(t, dir)
			_, err := OpenReadOnly(dir)
			require.ErrorIs(t, err, ErrOutdated)
			require.ErrorContains(t, err, "its format is 1")
			require.NoError(t, open(dir))
			s, err := OpenReadOnly(dir)
			require.NoError(t, err)
			assert.Equal(t, want, stored(t, s))
			clean(t, s)
			require.NoError(t, s.Close())
		})
	}
}

// A database of a version to come is left as it is.
func TestTooNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	oldDatabase(t, dir)
	writeVersion(t, dir, formatVersion+1)
	_, err := OpenReadOnly(dir)
	require.ErrorIs(t, err, ErrTooNew)
	_, err = Open(dir)
	require.ErrorIs(t, err, ErrTooNew)
	require.ErrorIs(t, Repair(dir), ErrTooNew)
	text, err := os.ReadFile(filepath.Join(dir, formatFile))
	require.NoError(t, err)
	require.Equal(t, formatText(formatVersion+1), string(text))
	writeVersion(t, dir, formatVersion)
	s, err := OpenReadOnly(dir)
	require.NoError(t, err)
	clean(t, s)
	require.NoError(t, s.Close())
}

// TestUpgradeChild is the process that TestUpgradeKilled kills.
func TestUpgradeChild(t *testing.T) {
	dir := os.Getenv("ENTENTE_UPGRADE_DIR")
	if dir == "" {
		t.Skip("this is the child of TestUpgradeKilled, not a test")
	}
	s, err := Open(dir)
	require.NoError(t, err)
	require.NoError(t, s.Close())
}

// An upgrade that is killed at any moment leaves a database that is old or new,
// and the next one ends it.
func TestUpgradeKilled(t *testing.T) {
	rounds := 10
	if testing.Short() {
		rounds = 2
	}
	dir := filepath.Join(t.TempDir(), "db")
	want := oldDatabase(t, dir)
	random := rand.New(rand.NewPCG(7, 8))
	for range rounds {
		child := exec.Command(os.Args[0], "-test.run=^TestUpgradeChild$")
		child.Env = append(os.Environ(), "ENTENTE_UPGRADE_DIR="+dir)
		require.NoError(t, child.Start())
		timer := time.AfterFunc(time.Duration(random.IntN(150))*time.Millisecond, func() { child.Process.Kill() })
		child.Wait()
		timer.Stop()
		s, err := OpenReadOnly(dir)
		if !errors.Is(err, ErrOutdated) {
			require.NoError(t, err)
			assert.Equal(t, want, stored(t, s))
			require.NoError(t, s.Close())
			writeVersion(t, dir, 1) // again
		}
	}
	s, err := Open(dir)
	require.NoError(t, err)
	assert.Equal(t, want, stored(t, s))
	clean(t, s)
	require.NoError(t, s.Close())
}
