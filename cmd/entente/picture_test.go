package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the picture of the README anew")

// The picture in the README is what the command beside it draws of the demonstration.
func TestReadmePicture(t *testing.T) {
	db := filepath.Join(t.TempDir(), "demo.db")
	entente := func(args ...string) {
		var said bytes.Buffer
		require.Zero(t, run(context.Background(), append([]string{"entente"}, args...), strings.NewReader(""), &said, &said), said.String())
	}
	const picture = "fixtures/demo.svg"
	drawn := filepath.Join(t.TempDir(), "drawn.svg")
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), "\n$ bin/entente export --db demo/entente.db --top 40 -o "+picture+"\n")
	entente("ingest", "../../fixtures/corpus", "--db", db)
	entente("export", "--db", db, "--top", "40", "-o", drawn)
	got, err := os.ReadFile(drawn)
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("../../"+picture, got, 0o644))
	}
	want, err := os.ReadFile("../../" + picture)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, got), "the picture has changed; look at it after: go test ./cmd/entente -run TestReadmePicture -update")
}
