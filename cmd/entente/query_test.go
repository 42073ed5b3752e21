package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
)

// call runs a command line on the database of the environment.
func call(t *testing.T, words string) (status int, stdout, stderr string) {
	t.Helper()
	var out, said bytes.Buffer
	status = run(t.Context(), append([]string{"entente"}, strings.Fields(words)...), strings.NewReader("Text."), &out, &said)
	return status, out.String(), said.String()
}

// A database that is being written is not answered from, nor written to by
// another, who is told so and may wait.
func TestLocked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "busy.db")
	t.Setenv("ENTENTE_DB", dir)
	writer, err := graph.Open(dir)
	require.NoError(t, err)
	for words, why := range map[string]string{
		"met Putin": "another entente is writing to it", "stats": "another entente is writing to it",
		"export --format nquads": "another entente is writing to it", "gizmo -e g.V().All()": "another entente is writing to it",
		"gizmo -e g.V().All() --wait 1ms": "another entente is writing to it",
		"ingest -":                        heldByAnother, "check --repair": heldByAnother,
	} {
		status, stdout, stderr := call(t, words)
		assert.Equal(t, exitFailed, status, words)
		assert.Empty(t, stdout, words)
		assert.Contains(t, stderr, why+"; try again when that has finished", words)
	}
	status, _, stderr := call(t, "stats --wait 150ms")
	assert.Equal(t, exitFailed, status)
	assert.Equal(t, 1, strings.Count(stderr, "waiting for 150ms at most\n"), stderr)

	timer := time.AfterFunc(300*time.Millisecond, func() { assert.NoError(t, writer.Close()) })
	defer timer.Stop()
	status, stdout, stderr := call(t, "stats --wait 1m --json")
	assert.Equal(t, exitAnswered, status)
	assert.NotEmpty(t, stdout)
	assert.Contains(t, stderr, dir+": another entente is writing to it; waiting for 1m0s at most\n")

	status, _, _ = call(t, "stats --wait -1s")
	assert.Equal(t, exitMisused, status)
}

// Readers are as many as like; a writer waits for them all.
func TestManyReaders(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "read.db")
	t.Setenv("ENTENTE_DB", dir)
	status, _, stderr := call(t, "ingest -")
	require.Equal(t, exitAnswered, status, stderr)
	reader, err := graph.OpenReadOnly(dir)
	require.NoError(t, err)
	const readers = 5
	failed := make(chan error, readers)
	for range readers {
		go func() {
			child := exec.Command("entente", "check") // testscript puts the program into the path
			out, err := child.CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w: %s", err, out)
			}
			failed <- err
		}()
	}
	for range readers {
		assert.NoError(t, <-failed)
	}
	status, _, stderr = call(t, "ingest - --wait 50ms")
	assert.Equal(t, exitFailed, status)
	assert.Contains(t, stderr, heldByAnother)
	require.NoError(t, reader.Close())
	status, _, stderr = call(t, "ingest -")
	assert.Equal(t, exitAnswered, status, stderr)
}
