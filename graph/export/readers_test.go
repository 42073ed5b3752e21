package export

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"entente/graph/export/internal/exporttest"

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
		cmd = exporttest.Node(t, "read_graphology.mjs", format, file)
	default:
		cmd = exporttest.Python(t, library, "read_"+library+".py", format, file)
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
