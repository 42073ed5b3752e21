package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph"
)

// gizmoChild is the hidden command that runs one script: the script on standard
// input, its rows on standard output.
const gizmoChild = "gizmo-child"

// exitMemory is the status of a child that took more memory than it may.
const exitMemory = 3

func (p *program) gizmoChildCommand() *cli.Command {
	return &cli.Command{
		Name: gizmoChild, Hidden: true,
		Flags:  []cli.Flag{dbFlag(), limitFlag(), memoryFlag()},
		Action: p.gizmoChild,
	}
}

func (p *program) gizmoChild(c *cli.Context) error {
	debug.SetMaxStack(64 << 20) // a runaway recursion ends soon, in a crash
	ctx, stop := context.WithCancel(c.Context)
	defer stop()
	go boundMemory(ctx, uint64(c.Int("memory"))<<20)

	script, err := io.ReadAll(p.stdin)
	if err != nil {
		return fmt.Errorf("the query's process: %w", err)
	}
	return p.query(c, func(store *graph.Store) error {
		return store.Gizmo(ctx, string(script), c.Int("limit"), func(row json.RawMessage) error {
			if _, err := p.stdout.Write(append(row, '\n')); err != nil {
				return err
			}
			return p.stdout.Flush()
		})
	})
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
