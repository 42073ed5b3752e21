package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
)

// A database that is being written is not answered from, nor written to by another.
func TestLocked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "busy.db")
	t.Setenv("ENTENTE_DB", dir)
	writer, err := graph.Open(dir)
	require.NoError(t, err)
	defer func() { assert.NoError(t, writer.Close()) }()
	for _, call := range []string{"met Putin", "stats", "ingest -", "check --repair", "export --format nquads"} {
		var stdout, stderr bytes.Buffer
		status := run(t.Context(), append([]string{"entente"}, strings.Fields(call)...), strings.NewReader("Text."), &stdout, &stderr)
		assert.Equal(t, exitFailed, status, call)
		assert.Empty(t, stdout.String(), call)
		assert.Contains(t, stderr.String(), "another entente holds it", call)
	}
}
