package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// room says what a package may import of ours, and why no more. Its tests may
// import what is in tests besides: what they need to make its input.
type room struct {
	may   []string
	why   string
	tests []string
}

// rooms is the table of the design. A package that is not in it is refused: a
// new room is a decision, which this table and the README then state.
var rooms = map[string]room{
	"schema":        {why: "the words that all others share; whatever it imported, everything would depend on"},
	"ingest/source": {may: []string{"schema"}, why: "turns files into articles, and knows nothing of what is read out of them"},
	"ingest/text": {may: []string{"ingest/text/internal/network"},
		why: "analyses a string; useful without actors or a graph, and retrained without touching them"},
	"ingest/text/internal/network":           {may: []string{"ingest/text/internal/kernel", "ingest/text/internal/kernel/activation"}, why: "numbers for words; what they mean, package text knows"},
	"ingest/text/internal/kernel":            {may: []string{"ingest/text/internal/kernel/activation"}, why: "sums of integers, of whatever network"},
	"ingest/text/internal/kernel/activation": {why: "the constants that the kernels and their generator share"},
	"ingest/text/internal/kernel/gen":        {may: []string{"ingest/text/internal/kernel/activation"}, why: "writes the assembly; nothing imports it"},
	"ingest/text/conllu": {may: []string{"ingest/text"},
		why: "a file format of documents; the analysis does not know that it can be written"},
	"ingest/text/score": {may: []string{"ingest/text"}, why: "compares two documents, wherever they come from",
		tests: []string{"ingest/text/conllu"}},
	"ingest/actor": {may: []string{"schema"}, why: "a table of known actors; how a text mentions them is not its business"},
	"ingest/actor/dictionary": {may: []string{"ingest/actor", "schema"},
		why: "file formats of known actors; the base does not know where its facts come from"},
	"ingest/mention": {may: []string{"ingest/text", "ingest/actor", "schema"}, why: "resolves names; needs text and actors, never events"},
	"ingest/mention/score": {may: []string{"ingest/text", "ingest/text/conllu", "ingest/actor", "ingest/mention", "schema"},
		why: "compares mentions with gold files of coreference; the mentions do not know that they are judged"},
	"ingest/event": {may: []string{"ingest/text", "ingest/mention", "schema"}, why: "reads relations between mentions; reaches actors through them alone",
		tests: []string{"ingest/actor"}},
	"ingest": {may: []string{"ingest/source", "ingest/text", "ingest/actor", "ingest/mention", "ingest/event", "schema"},
		why: "the one pipeline; it makes readings and does not know that a graph keeps them"},
	"graph/index":  {may: []string{"schema"}, why: "walks who is linked to whom in memory; where the events come from, the store knows"},
	"graph":        {may: []string{"graph/index", "schema"}, why: "keeps and answers; it does not know where readings come from, so that other readers can fill it"},
	"graph/layout": {why: "places numbered nodes on a plane; whom they stand for is nothing to it"},
	"graph/export": {may: []string{"graph", "graph/layout", "graph/export/picture", "graph/export/internal/stream", "schema"}, why: "writes what a store gives; the store does not know its formats",
		tests: []string{"graph/export/eventtable", "graph/export/internal/exporttest"}},
	"graph/export/eventtable": {may: []string{"graph", "graph/export/internal/stream", "schema"}, why: "codes events for other tables; it needs no network",
		tests: []string{"graph/export/internal/exporttest"}},
	"graph/export/picture": {may: []string{"graph", "graph/layout", "graph/export/internal/stream", "schema"}, why: "draws what a store gives; that it is a file among others is nothing to it",
		tests: []string{"graph/export/internal/exporttest"}},
	"graph/export/internal/stream":     {may: []string{"graph"}, why: "what the writers of all formats share"},
	"graph/export/internal/exporttest": {may: []string{"graph", "schema"}, why: "what the tests of all formats share"},
	"fixtures": {may: []string{"ingest", "schema"}, why: "scores what the pipeline makes of articles; a store would only stand between",
		tests: []string{"ingest/text", "ingest/actor", "ingest/text/score", "ingest/mention/score"}},
	"cmd/entente": {may: []string{"graph", "graph/export", "graph/export/eventtable", "graph/export/picture", "graph/layout", "ingest", "ingest/actor", "ingest/actor/dictionary", "ingest/source", "ingest/text", "ingest/text/conllu", "ingest/text/score", "ingest/mention/score", "schema"},
		why:   "wires the others; it hands known actors on, prints and scores documents, but what it would need of mentions and events belongs into ingest",
		tests: []string{"fixtures"}},
}

// foreign says who may import modules of others that must not spread.
var foreign = []struct {
	prefix string
	may    []string
	why    string
}{
	{"github.com/cayleygraph/quad", []string{"schema", "graph", "graph/export"}, "a quad is how schema lays out events and export writes them"},
	{"github.com/cayleygraph/", []string{"graph"}, "Cayley's pitfalls are known and guarded in one place"},
	{"github.com/hidal-go/", []string{"graph"}, "the storage beneath Cayley"},
	{"github.com/syndtr/goleveldb", []string{"graph"}, "the storage beneath the log"},
	{"gonum.org/v1/gonum", []string{"graph/index"}, "measures of graphs; nobody else has one in memory"},
	{"github.com/parquet-go/parquet-go", []string{"graph/export/eventtable"}, "a file format of tables; nobody else writes one"},
	{"github.com/dop251/goja", []string{"graph"}, "the engine of Cayley's scripts"},
	{"github.com/urfave/cli", []string{"cmd/entente"}, "only the command line knows flags"},
	{"github.com/mmcloughlin/avo", []string{"ingest/text/internal/kernel/gen"}, "it writes assembly when a developer asks for it, and is no part of the program"},
	{"github.com/stretchr/testify", []string{"graph/export/internal/exporttest"}, "for tests alone"},
}

// listed is a package as `go list` tells of it.
type listed struct {
	ImportPath, Name, Dir              string
	GoFiles                            []string
	Imports, TestImports, XTestImports []string
}

const module = "entente/"

func TestRooms(t *testing.T) {
	packages := goList(t)
	for name := range rooms {
		assert.True(t, slices.ContainsFunc(packages, func(p listed) bool { return p.ImportPath == module+name }),
			"the table has a room %s that is not there", name)
	}
	for _, p := range packages {
		for _, complaint := range complaints(p) {
			t.Error(complaint)
		}
		for _, file := range p.GoFiles {
			for _, complaint := range fileComplaints(t, p, file) {
				t.Error(complaint)
			}
		}
	}
}

// A test of rules that never refused anything would not show that they can.
func TestRoomsRefuse(t *testing.T) {
	for what, p := range map[string]listed{
		"a package that is not in the table":     {ImportPath: "entente/oracle"},
		"a package that says nothing":            {ImportPath: "entente/schema", Name: "util"},
		"the graph that knows the pipeline":      {ImportPath: "entente/graph", Imports: []string{"entente/ingest"}},
		"a test of it that does":                 {ImportPath: "entente/graph", XTestImports: []string{"entente/ingest/text"}},
		"the pipeline that knows the graph":      {ImportPath: "entente/ingest", Imports: []string{"entente/graph"}},
		"the vocabulary that imports":            {ImportPath: "entente/schema", Imports: []string{"entente/ingest/text"}},
		"Cayley outside the graph":               {ImportPath: "entente/graph/export", Imports: []string{"github.com/cayleygraph/cayley/graph"}},
		"quads outside their rooms":              {ImportPath: "entente/cmd/entente", Imports: []string{"github.com/cayleygraph/quad"}},
		"the assertions of tests in a program":   {ImportPath: "entente/schema", Imports: []string{"github.com/stretchr/testify/require"}},
		"a program that needs the fixtures":      {ImportPath: "entente/cmd/entente", Imports: []string{"entente/fixtures"}},
		"a command that reaches into a pipeline": {ImportPath: "entente/cmd/entente", Imports: []string{"entente/ingest/event"}},
	} {
		assert.NotEmpty(t, complaints(p), what)
	}
	for what, p := range map[string]listed{
		"quads in schema":     {ImportPath: "entente/schema", Imports: []string{"github.com/cayleygraph/quad", "fmt"}},
		"assertions in tests": {ImportPath: "entente/schema", TestImports: []string{"github.com/stretchr/testify/require"}},
		"a test of itself":    {ImportPath: "entente/graph", XTestImports: []string{"entente/graph", "entente/schema"}},
	} {
		assert.Empty(t, complaints(p), what)
	}
}

func goList(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Name,Dir,GoFiles,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	require.NoError(t, err)
	var packages []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p listed
		require.NoError(t, dec.Decode(&p))
		packages = append(packages, p)
	}
	return packages
}

// complaints are what the rules have against the imports of a package. The
// rules for rooms hold for tests too: what a test imports, the package depends
// on when it changes.
func complaints(p listed) []string {
	name := strings.TrimPrefix(p.ImportPath, module)
	rule, known := rooms[name]
	if !known {
		return []string{fmt.Sprintf("%s is not in the table of rooms", p.ImportPath)}
	}
	var out []string
	if vague := []string{"util", "utils", "common", "helpers", "misc"}; slices.Contains(vague, p.Name) || slices.Contains(vague, path.Base(name)) {
		out = append(out, fmt.Sprintf("%s: the name does not say what is in it", p.ImportPath))
	}
	complain := func(imports, may []string) {
		for _, imported := range imports {
			ours, isOurs := strings.CutPrefix(imported, module)
			if isOurs && ours != name && !slices.Contains(may, ours) {
				out = append(out, fmt.Sprintf("%s imports %s, but %s", name, ours, rule.why))
			}
		}
	}
	complain(p.Imports, rule.may)
	complain(slices.Concat(p.TestImports, p.XTestImports), slices.Concat(rule.may, rule.tests))
	for _, imported := range p.Imports {
		for _, f := range foreign {
			if strings.HasPrefix(imported, f.prefix) {
				if !slices.Contains(f.may, name) {
					out = append(out, fmt.Sprintf("%s imports %s, but %s", name, imported, f.why))
				}
				break // the first prefix that fits is the closest
			}
		}
	}
	return out
}

// fileComplaints are what the house rules have against a file: no init, for
// what happens before main can't be tested or given an error; no exit but from
// a program, for a caller may have work to end; no goroutines in the rooms
// within ingest, whose order ingest keeps.
func fileComplaints(t *testing.T, p listed, file string) []string {
	t.Helper()
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	var out []string
	complain := func(n ast.Node, what string) {
		out = append(out, fmt.Sprintf("%s/%s:%d: %s", p.ImportPath, file, fset.Position(n.Pos()).Line, what))
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Name.Name == "init" && n.Recv == nil {
				complain(n, "init runs before anything can go wrong in the open; use a value that is made where it is needed")
			}
		case *ast.GoStmt:
			if strings.HasPrefix(p.ImportPath, module+"ingest/") {
				complain(n, "the goroutines of the pipeline are those of package ingest")
			}
		case *ast.SelectorExpr:
			pkg, ok := n.X.(*ast.Ident)
			if ok && pkg.Name == "os" && n.Sel.Name == "Exit" && p.Name != "main" {
				complain(n, "only a program exits")
			}
		}
		return true
	})
	return out
}
