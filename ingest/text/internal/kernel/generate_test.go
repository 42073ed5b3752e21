package kernel

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestGenerate checks that the assembly is what its generator writes.
func TestGenerate(t *testing.T) {
	const assembly, stubs = "kernel_amd64.s", "stubs_amd64.go"
	dir := t.TempDir()
	output, err := exec.Command("go", "run", "./gen", "-pkg", "kernel",
		"-out", filepath.Join(dir, assembly), "-stubs", filepath.Join(dir, stubs)).CombinedOutput()
	require.NoError(t, err, "%s", output)
	for _, name := range []string{assembly, stubs} {
		require.Equal(t, belowHeader(t, name), belowHeader(t, filepath.Join(dir, name)), "run `go generate`: %s has changed", name)
	}
}

// belowHeader reads a file without its first line, which has the names of files.
func belowHeader(t *testing.T, path string) string {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	_, below, _ := strings.Cut(string(text), "\n")
	return below
}
