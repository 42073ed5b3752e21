package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/ingest"
)

func rulesFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "rules", Usage: "read events by the rules of `FILE`, too (may be repeated; the later goes first; see `entente rules`)"}
}

// reader reads articles with what is built in and what --actors and --rules add to it.
func (p *program) reader(c *cli.Context) (*ingest.Reader, error) {
	known, err := p.knownActors(c)
	if err != nil {
		return nil, err
	}
	reader, err := ingest.NewReader()
	if err != nil {
		return nil, err
	}
	reader.Actors = known
	for _, file := range c.StringSlice("rules") {
		if reader, err = withRules(reader, file); err != nil {
			return nil, err
		}
	}
	return reader, nil
}

// withRules reads a rules file of the user's. Events name it without its folder, so that
// the same file gives the same events wherever it lies.
func withRules(reader *ingest.Reader, file string) (*ingest.Reader, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("rules: %w", err)
	}
	dir, name := filepath.Split(file)
	read, err := reader.WithRules(name, strings.TrimPrefix(string(text), "\ufeff")) // editors set such a mark
	if err != nil {
		return nil, fmt.Errorf("%s%w", dir, err)
	}
	return read, nil
}
