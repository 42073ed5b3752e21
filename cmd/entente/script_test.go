package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

// TestMain lets the test binary stand in for the program: the scripts, and the
// child process of `gizmo`, run it under the name entente.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// TestScripts runs testdata/*.txtar: what a user types, and what must come out.
// Besides the commands of testscript they have
//
//	exits STATUS COMMAND ARG…   runs a command that must end with this status
//	longline FILE BYTES TEXT    adds a line of so many bytes, made of TEXT, to a file
//	bytes FILE HEX              writes bytes to a file
//	damage FILE                 overwrites the middle of a file
//
// and, as $DATA, the folder of the data that tests may use; [data] is whether
// there is one.
func TestScripts(t *testing.T) {
	data := dataFolder(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("COLUMNS", "200") // so that no sentence is broken
			env.Setenv("DATA", data)
			// Under the race detector every process sleeps a second before it exits.
			env.Setenv("GORACE", "atexit_sleep_ms=0")
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "data" {
				return data != "", nil
			}
			return false, errors.New("unknown condition " + name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "longline": longLine, "bytes": writeBytes, "damage": damage,
		},
		RequireUniqueNames: true,
	})
}

// dataFolder is where the shared data lie, "" if there are none.
func dataFolder(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("ENTENTE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	dir, err := filepath.Abs(dir)
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(dir, "data")); err != nil {
		t.Logf("no data at %s: scripts that need them are skipped", dir)
		return ""
	}
	return dir
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND ARG…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("status %d, not %d", got, want)
	}
}

func longLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: longline FILE BYTES TEXT")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = f.WriteString(strings.Repeat(args[2], size/len(args[2])+1)[:size] + "\n")
	ts.Check(errors.Join(err, f.Close()))
}

func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE HEX")
	}
	var content []byte
	for i := 0; i+1 < len(args[1]); i += 2 {
		b, err := strconv.ParseUint(args[1][i:i+2], 16, 8)
		ts.Check(err)
		content = append(content, byte(b))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o644))
}

func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage FILE")
	}
	file := ts.MkAbs(args[0])
	content, err := os.ReadFile(file)
	ts.Check(err)
	middle := content[len(content)/4 : len(content)*3/4]
	for i := range middle {
		middle[i] ^= 0xff
	}
	ts.Check(os.WriteFile(file, content, 0o644))
}
