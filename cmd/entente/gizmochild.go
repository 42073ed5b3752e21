package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph"
)

// gizmoChild is the hidden command that runs one query: on standard input the
// query, as a JSON string, and then nothing more, until the end of input says
// that nobody waits any longer; on standard output the rows.
const gizmoChild = "gizmo-child"

// How a child ends that took more memory than it may, and one whose parent is gone.
const (
	exitMemory = 3
	exitOrphan = 4
)

// biggestRow is how many bytes a row may have: the parent has to hold one.
const biggestRow = 16 << 20

func (p *program) gizmoChildCommand() *cli.Command {
	return &cli.Command{
		Name: gizmoChild, Hidden: true,
		Flags:  []cli.Flag{dbFlag(), limitFlag(), memoryFlag(), languageFlag()},
		Action: p.gizmoChild,
	}
}

func (p *program) gizmoChild(c *cli.Context) error {
	debug.SetMaxStack(16 << 20) // a runaway recursion ends soon, in a crash
	log.SetOutput(io.Discard)   // the interpreter tells its panics there, too
	ctx, stop := context.WithCancel(c.Context)
	defer stop()
	go boundMemory(ctx, uint64(c.Int("memory"))<<20)

	var text string
	in := json.NewDecoder(p.stdin)
	if err := in.Decode(&text); err != nil {
		return fmt.Errorf("the query's process: %w", err)
	}
	go endWith(p.stdin)
	ask := asking(c.String("lang"))
	if ask == nil {
		return fmt.Errorf("the query's process: there is no language %q", c.String("lang"))
	}
	return p.query(c, func(store *graph.Store) error {
		return ask(store, ctx, text, c.Int("limit"), func(row json.RawMessage) error {
			if len(row) > biggestRow {
				return fmt.Errorf("the query was stopped: a row of its answer has more than %d MiB", biggestRow>>20)
			}
			if _, err := p.stdout.Write(append(row, '\n')); err != nil {
				return err
			}
			return p.stdout.Flush()
		})
	})
}

// endWith ends the process when its input ends: then the parent has what it
// wants, or was killed, and could not end its child any more.
func endWith(in io.Reader) {
	io.Copy(io.Discard, in) //nolint:errcheck // an error is an end, too
	os.Exit(exitOrphan)
}

// boundMemory ends the process when it holds more than max bytes. The collector
// works harder near the limit; what it can't reclaim then is really in use.
func boundMemory(ctx context.Context, max uint64) {
	debug.SetMemoryLimit(int64(max))
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for ctx.Err() == nil {
		metrics.Read(samples)
		if samples[0].Value.Uint64()-samples[1].Value.Uint64() > max+max/8 {
			os.Exit(exitMemory)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
