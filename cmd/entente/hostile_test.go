package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
)

// A query that does harm ends in one line that says what it did, and nothing of
// it stays: no process, no goroutine.
func TestHostileQueries(t *testing.T) {
	db := smallDatabase(t)
	const (
		endless = "the query was stopped after 700ms"
		greedy  = "the query was stopped: it took more than 64 MiB of memory"
		nested  = "the query was stopped: it has a value that holds itself"
	)
	before := runtime.NumGoroutine()
	for _, q := range []struct{ script, want string }{
		{`while (true) {}`, endless},
		{`while (true) { try { throw 1 } catch (e) {} }`, endless},
		{`for (;;) g.Emit(1)`, endless},
		{`for (;;) g.V().All()`, endless},
		{`g.V("<met>").ForEach(function() { for (;;); })`, endless},
		{`/(?=a)(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")`, endless},
		{`/^(a+)+\1$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")`, endless},
		{`var m = g.M().Out().In(); g.V().Follow(m).Follow(m).Follow(m).Follow(m).Follow(m).Count()`, endless},

		{`var s = "x"; while (true) s += s`, greedy},
		{`var s = "\u20ac"; while (true) s += s`, greedy},
		{`var a = []; while (true) a.push("x" + a.length)`, greedy},
		{`function f() { f() }; f()`, greedy},
		{`function f(n) { return [f(n + 1), n] }; f(0)`, greedy},
		{`var s = "x"; while (s.length < 1 << 30) s += s; g.Emit(s)`, greedy},

		{`var a = {}; a.a = a; g.Emit(a)`, nested},
		{`var a = []; a[0] = a; a`, nested},
		{`var a = []; a[0] = a; g.V("<met>").Out(a).All()`, nested},
		{`var a = 1; for (var i = 0; i < 200; i++) a = [a]; g.Emit(a)`, "gizmo: the emitted value is nested too deeply"},

		{`g.V().Out(1, 2, 3).All()`, "gizmo: expected string, got: int64"},
		{`g.V("<met>").ForEach(function() { g.V().In(1, 2).All() })`, "gizmo: expected string, got: int64"},
		{`g.V("<met>").ForEach(function() { throw "no" })`, "gizmo: line 1, column 41: no"},
		{`g.V().Filter(regex("(a")).All()`, "gizmo: line 1, column 13: error parsing regexp: missing closing ): `(a`"},
		{`throw {toString: function() { throw 1 }}`, "gizmo: "},
		{`({get a() { throw "no" }})`, "gizmo: "},
		{`g.Emit({get a() { throw "no" }})`, "gizmo: "},
		{`throw null`, "gizmo: "},
		{`eval = null; Error = null; actor("Nobody")`, `gizmo: line 1, column 33: actor: no actor "Nobody"`},
		{`start()`, "gizmo: line 1, column 6: TypeError"},
	} {
		runner := queryRunner{caller: "entente", db: db, language: "gizmo", memory: 64, timeout: time.Minute}
		switch q.want {
		case endless:
			runner.memory, runner.timeout = 4096, 700*time.Millisecond
		case nested:
			runner.memory = 1024
		}
		began := time.Now()
		_, err := runner.run(context.Background(), q.script, func(json.RawMessage) error { return nil })
		if assert.Error(t, err, q.script) {
			assert.True(t, strings.HasPrefix(err.Error(), q.want), "%s: %v", q.script, err)
			assert.NotContains(t, err.Error(), "\n", q.script)
			assert.NotContains(t, err.Error(), "crashed", q.script)
		}
		if q.want == endless {
			assert.Less(t, time.Since(began), 20*time.Second, q.script)
		}
	}
	assert.Eventually(t, func() bool { return runtime.NumGoroutine() <= before }, 5*time.Second, 10*time.Millisecond, "a goroutine stays")
	if runtime.GOOS == "linux" {
		assert.Empty(t, childrenOf(t, os.Getpid()))
	}
	store, err := graph.OpenReadOnly(db)
	require.NoError(t, err)
	require.NoError(t, store.Close())
}

// A row is held by the parent.
func TestHugeRow(t *testing.T) {
	runner := queryRunner{caller: "entente", db: smallDatabase(t), language: "gizmo", memory: 4096, timeout: time.Minute}
	_, err := runner.run(context.Background(), `var s = "x"; while (s.length < 1 << 24) s += s; g.Emit(s)`, func(json.RawMessage) error { return nil })
	require.EqualError(t, err, "the query was stopped: a row of its answer has more than 16 MiB")
}

// Killed, the parent can't end its child; the child ends itself.
func TestOrphanedQueryEnds(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is no /proc to look for it")
	}
	program, err := os.Executable()
	require.NoError(t, err)
	for _, script := range []string{`while (true) {}`, `for (;;) g.Emit(1)`, `/(?=a)(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")`} {
		parent := exec.Command(program, "gizmo", "--db", smallDatabase(t), "--limit", "0", "-e", script)
		parent.Args[0] = "entente"
		require.NoError(t, parent.Start())
		var children []int
		require.Eventually(t, func() bool {
			children = childrenOf(t, parent.Process.Pid)
			return len(children) > 0
		}, 20*time.Second, 10*time.Millisecond)
		time.Sleep(300 * time.Millisecond) // it is at work
		require.NoError(t, parent.Process.Kill())
		parent.Wait() //nolint:errcheck // it was killed
		require.Len(t, children, 1)
		assert.Eventually(t, func() bool { return !runs(children[0]) }, 10*time.Second, 10*time.Millisecond, script)
	}
}

func smallDatabase(t *testing.T) string {
	t.Helper()
	return databaseOf(t, readFixtures(t)[:3])
}

// childrenOf lists the processes that run and have this parent.
func childrenOf(t *testing.T, parent int) []int {
	t.Helper()
	dirs, err := filepath.Glob("/proc/[0-9]*")
	require.NoError(t, err)
	var out []int
	for _, dir := range dirs {
		pid, err := strconv.Atoi(filepath.Base(dir))
		if state, of := processState(pid); err == nil && of == parent && state != "Z" {
			out = append(out, pid)
		}
	}
	return out
}

func runs(pid int) bool {
	state, _ := processState(pid)
	return state != "" && state != "Z"
}

// processState is "Z" for a process that has ended and waits to be asked how, "" for none.
func processState(pid int) (state string, parent int) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", 0
	}
	after := stat[strings.LastIndexByte(string(stat), ')')+1:] // behind the name
	if _, err := fmt.Sscan(string(after), &state, &parent); err != nil {
		return "", 0
	}
	return state, parent
}
