package exporttest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// readers is the folder of the programs that call the libraries, as tests of the
// package export and of those in it find it.
var readers = func() string {
	folder := filepath.Join("testdata", "readers")
	if _, err := os.Stat(folder); err != nil {
		folder = filepath.Join("..", folder)
	}
	return folder
}()

// Python is a program of the readers, run by a Python that has the library. Debian's packages are
// those of its own Python, which need not be the first that is found.
func Python(t testing.TB, library, program string, args ...string) *exec.Cmd {
	t.Helper()
	if path := PythonWith(library); path != "" {
		return exec.Command(path, append([]string{filepath.Join(readers, program)}, args...)...)
	}
	t.Skipf("skipped: no python3 with %s (Debian package python3-%s)", library, library)
	return nil
}

// PythonWith is a Python that has the library, "" if there is none.
func PythonWith(library string) string {
	if path, known := pythons.Load(library); known {
		return path.(string)
	}
	found := ""
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if path, err := exec.LookPath(name); err == nil && exec.Command(path, "-c", "import "+library).Run() == nil {
			found = path
			break
		}
	}
	pythons.Store(library, found)
	return found
}

var pythons sync.Map // what PythonWith found, by library: the question takes a second

// Node is a program of the readers, run by Node.js.
func Node(t testing.TB, program string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: no node (Debian package nodejs)")
	}
	if _, err := os.Stat(filepath.Join(readers, "node_modules")); err != nil {
		t.Skip("skipped: no node_modules in graph/export/testdata/readers; install them there with: npm ci")
	}
	return exec.Command(path, append([]string{filepath.Join(readers, program)}, args...)...)
}

// File is a file with a text.
func File(t testing.TB, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	return file
}

// Output runs a program, which must not fail.
func Output(t testing.TB, cmd *exec.Cmd) []byte {
	t.Helper()
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	require.NoError(t, err, "%.2000s", complaints.String())
	return out
}
