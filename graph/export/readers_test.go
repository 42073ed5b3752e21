package export

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// readGraph is a graph as a library of others read it from a file of ours. Its attributes are
// those of the library: strings, numbers and truth values, the label of a node and the id and
// the weight of an edge among them.
type readGraph struct {
	Nodes []readNode `json:"nodes"`
	Edges []readEdge `json:"edges"`
}

type readNode struct {
	ID         string         `json:"id"`
	Attributes map[string]any `json:"attributes"`
}

type readEdge struct {
	Source     string         `json:"source"`
	Target     string         `json:"target"`
	Directed   bool           `json:"directed"`
	Attributes map[string]any `json:"attributes"`
}

// read has a library ("networkx", "igraph" or "graphology") read a file of a format, and skips
// the test where the library is not installed. A library that refuses the file fails the test.
func read(t testing.TB, library, format, text string) readGraph {
	t.Helper()
	out, err := tryRead(t, library, format, text)
	require.NoError(t, err, "%s reads %s", library, format)
	var g readGraph
	require.NoError(t, json.Unmarshal(out, &g), "%.2000s", out)
	return g
}

// tryRead is read for a file that the library may refuse: the error is what it said.
func tryRead(t testing.TB, library, format, text string) ([]byte, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "graph."+format)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	var cmd *exec.Cmd
	switch library {
	case "graphology":
		cmd = node(t, "read_graphology.mjs", format, file)
	default:
		cmd = python(t, library, "read_"+library+".py", format, file)
	}
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		return nil, &refusal{library, complaints.String(), err}
	}
	return out, nil
}

// refusal is what a library said when it did not read a file.
type refusal struct {
	library, complaints string
	err                 error
}

func (r *refusal) Error() string { return r.library + ": " + r.err.Error() + ": " + r.complaints }
func (r *refusal) Unwrap() error { return r.err }

// readers is the folder of the programs that call the libraries.
var readers = filepath.Join("testdata", "readers")

// python is a program of the readers, run by a Python that has the library. Debian's packages are
// those of its own Python, which need not be the first that is found.
func python(t testing.TB, library, program string, args ...string) *exec.Cmd {
	t.Helper()
	if path := pythonWith(library); path != "" {
		return exec.Command(path, append([]string{filepath.Join(readers, program)}, args...)...)
	}
	t.Skipf("skipped: no python3 with %s (Debian package python3-%s)", library, library)
	return nil
}

// pythonWith is a Python that has the library, "" if there is none.
func pythonWith(library string) string {
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

var pythons sync.Map // what pythonWith found, by library: the question takes a second

// node is a program of the readers, run by Node.js.
func node(t testing.TB, program string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: no node (Debian package nodejs)")
	}
	if _, err := os.Stat(filepath.Join(readers, "node_modules")); err != nil {
		t.Skipf("skipped: no node_modules in graph/export/%s; install them there with: npm ci", readers)
	}
	return exec.Command(path, append([]string{filepath.Join(readers, program)}, args...)...)
}
