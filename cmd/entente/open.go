package main

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph"
)

// openForReading opens the database beside other readers.
func (p *program) openForReading(c *cli.Context) (store *graph.Store, err error) {
	err = p.patiently(c, "another entente is writing to it", func(dir string) (err error) {
		store, err = graph.OpenReadOnly(dir)
		return err
	})
	if err != nil {
		return nil, err
	}
	settled, err := store.Settled()
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if !settled && c.Command.Name != gizmoChild { // what that says is taken for its error
		fmt.Fprintf(p.stderr, "%s: a change was interrupted, so answers may be of the graph before it; the next ingest or entente check --repair ends it\n", c.String("db"))
	}
	return store, nil
}

// openForWriting opens the database alone, and makes it if there is none.
func (p *program) openForWriting(c *cli.Context) (store *graph.Store, err error) {
	err = p.patiently(c, heldByAnother, func(dir string) (err error) {
		store, err = graph.Open(dir)
		return err
	})
	return store, err
}

// heldByAnother is why a writer can't get in; it may be a reader who is there.
const heldByAnother = "another entente reads or writes it"

// pollPause is how often whoever waits looks again.
const pollPause = 100 * time.Millisecond

// patiently opens the database, and as long as another process has it, again
// and again for the time of --wait. Why tells the user what is in the way.
func (p *program) patiently(c *cli.Context, why string, open func(dir string) error) error {
	dir, wait := c.String("db"), c.Duration("wait")
	if wait < 0 {
		return misused("--wait %s: a time to wait can't be negative", wait)
	}
	deadline := time.Now().Add(wait)
	for told := false; ; told = true {
		err := open(dir)
		if !errors.Is(err, graph.ErrLocked) {
			return explainOpening(dir, err)
		}
		if !time.Now().Before(deadline) {
			return fmt.Errorf("%s: %s; try again when that has finished, or wait for it with --wait 1m", dir, why)
		}
		if !told {
			fmt.Fprintf(p.stderr, "%s: %s; waiting for %s at most\n", dir, why, wait)
		}
		select {
		case <-c.Context.Done():
			return c.Context.Err()
		case <-time.After(pollPause):
		}
	}
}

// await waits, if --wait says so, until the database can be read.
func (p *program) await(c *cli.Context) error {
	if c.Duration("wait") == 0 {
		return nil
	}
	return p.query(c, func(*graph.Store) error { return nil })
}

// explainOpening says what to do about a database that does not open.
func explainOpening(dir string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("no database at %s; make one with: entente ingest PATH", dir)
	case errors.Is(err, graph.ErrDamaged):
		return fmt.Errorf("%w; if its log is whole, the rest is made anew by: entente check --repair --db %s", err, dir)
	case errors.Is(err, graph.ErrOutdated):
		return fmt.Errorf("%w; bring it up to date with: entente check --repair --db %s", err, dir)
	}
	return err
}
