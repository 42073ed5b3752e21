package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/ingest/actor"
	"entente/ingest/actor/dictionary"
)

// actorsCommand is a group: what users know of actors, and who is one with whom.
func (p *program) actorsCommand() *cli.Command {
	return &cli.Command{
		Name:        "actors",
		Usage:       "what users know of actors, and who is one with whom: import, merge, split, same, decisions",
		UsageText:   "entente actors COMMAND [ARGUMENT…] [FLAG…]",
		Subcommands: []*cli.Command{p.actorsImportCommand(), p.mergeCommand(), p.splitCommand(), p.sameCommand(), p.decisionsCommand("actors")},
	}
}

func (p *program) actorsImportCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "read dictionaries of actors and print them as one table",
		UsageText: "entente actors import FILE… [-o OUT] [FLAG…]",
		Description: "A FILE is a PETRARCH dictionary of actors or agents, FollowTheMoney JSON lines, Popolo JSON,\n" +
			"Wikidata entities, the CSV that this command prints, or - for standard input. Where files\n" +
			"contradict each other, the later counts. What is wrong is named, counted and left out.\n" +
			"The table is for --actors of `entente ingest` and `entente extract`, which read the other\n" +
			"formats too.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the files: " + formatNames(), Value: string(dictionary.Auto)},
			&cli.StringFlag{Name: "o", Usage: "write to `FILE`, which is not touched until all is written; -: standard output"},
			&cli.BoolFlag{Name: "check", Usage: "only report", DisableDefaultText: true},
			&cli.BoolFlag{Name: "verbose", Usage: "report everything, not the first few of each kind", DisableDefaultText: true},
		},
		Action: p.importActors,
	}
}

func formatNames() string {
	var names []string
	for _, f := range dictionary.Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func (p *program) importActors(c *cli.Context) error {
	if err := wantArguments(c, 1, -1, "a file or -"); err != nil {
		return err
	}
	format := dictionary.Format(c.String("format"))
	switch {
	case !slices.Contains(dictionary.Formats(), format):
		return misused("--format %s: there are %s", format, formatNames())
	case c.Bool("check") && c.IsSet("o"):
		return misused("--check writes nothing, so that -o makes no sense")
	}
	read, err := p.readDictionaries(c.Args().Slice(), format, c.Bool("verbose"))
	if err != nil || c.Bool("check") {
		return err
	}
	write := func(w io.Writer) error { return dictionary.Write(w, dictionary.Merge(read...)) }
	return p.writeTo(c.String("o"), write)
}

// readDictionaries reads files, says what each held, and fails if they held nothing.
func (p *program) readDictionaries(paths []string, format dictionary.Format, verbose bool) ([]*actor.Dictionary, error) {
	var out []*actor.Dictionary
	leftOut, held := 0, 0
	for _, path := range paths {
		list := &problemList{w: p.stderr, verbose: verbose, kinds: map[string]int{}}
		d, err := p.readDictionary(path, format, list.add)
		if err != nil {
			return nil, err
		}
		list.close()
		size := dictionary.SizeOf(d)
		line := fmt.Sprintf("%s: %s, %s, %s", path, count(size.Actors, "actor"), count(size.Names, "name"), count(size.Roles, "role"))
		if size.Words > 0 {
			line += ", " + count(size.Words, "word")
		}
		fmt.Fprintf(p.stderr, "%s; %d left out\n", line, list.total)
		out = append(out, d)
		leftOut += list.total
		held += size.Actors + size.Words
	}
	if held == 0 && leftOut > 0 {
		return nil, errors.New("nothing could be read")
	}
	return out, nil
}

func (p *program) readDictionary(path string, format dictionary.Format, report func(*dictionary.Problem)) (*actor.Dictionary, error) {
	if path == "-" {
		return dictionary.Read(path, p.stdin, format, actor.Known(), report)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	d, err := dictionary.Read(path, file, format, actor.Known(), report)
	return d, errors.Join(err, file.Close())
}

// problemList prints the first few problems of each kind, and counts the rest:
// a dictionary of thousands of lines has the same mistake hundreds of times.
type problemList struct {
	w       io.Writer
	verbose bool
	kinds   map[string]int
	order   []string
	total   int
}

func (l *problemList) add(p *dictionary.Problem) {
	l.total++
	if l.kinds[p.Kind]++; l.kinds[p.Kind] == 1 {
		l.order = append(l.order, p.Kind)
	}
	if l.verbose || l.kinds[p.Kind] <= warningsShown {
		fmt.Fprintln(l.w, oneLine(p.Error()))
	}
}

// close counts what was not shown.
func (l *problemList) close() {
	for _, kind := range l.order {
		if more := l.kinds[kind] - warningsShown; more > 0 && !l.verbose {
			fmt.Fprintf(l.w, "%d more: %s\n", more, kind)
		}
	}
}

func actorsFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "actors", Usage: "know the actors of `FILE`, too, in any format of `entente actors import` (may be repeated; the later counts)"}
}

// knownActors is what is built in and what --actors adds to it.
func (p *program) knownActors(c *cli.Context) (*actor.Base, error) {
	read, err := p.readDictionaries(c.StringSlice("actors"), dictionary.Auto, false)
	if err != nil {
		return nil, err
	}
	return actor.Known().With(read...), nil
}
