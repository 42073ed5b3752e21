package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
)

func (p *program) retractCommand() *cli.Command {
	return &cli.Command{
		Name:      "retract",
		Usage:     "take articles back: the graph is what the others say",
		UsageText: "entente retract ARTICLE… [--from FILE] [FLAG…]",
		Description: "An ARTICLE is the id under which it was read: the name of its file, or its \"id\". N-Quads go by\n" +
			"the name of theirs. All go or, if one is not there, none. What users decided on actors stands.",
		Flags: []cli.Flag{
			dbFlag(),
			&cli.StringFlag{Name: "from", Usage: "read ids from `FILE`, one on a line, # begins a comment; -: standard input"},
		},
		Action: p.retract,
	}
}

func (p *program) retract(c *cli.Context) error {
	ids := c.Args().Slice()
	if from := c.String("from"); from != "" {
		more, err := p.readLines(from)
		if err != nil {
			return err
		}
		ids = append(ids, more...)
	} else if err := wantArguments(c, 1, -1, "the id of an article or --from FILE"); err != nil {
		return err
	}
	return p.change(c, func(store *graph.Store) error {
		done, err := store.Retract(ids...)
		if err != nil {
			return err
		}
		what := count(done.Articles, "article")
		if done.Imports > 0 {
			what += ", " + count(done.Imports, "import")
		}
		fmt.Fprintf(p.stderr, "%s retracted; %s, %s gone\n", what, count(done.Events, "event"), count(done.Actors, "actor"))
		return nil
	})
}

// readLines reads the lines of a file that are neither blank nor comments.
func (p *program) readLines(file string) ([]string, error) {
	in := p.stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	var out []string
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return out, nil
}
