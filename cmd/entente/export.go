package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/graph/export"
)

func (p *program) exportCommand() *cli.Command {
	return &cli.Command{
		Name:        "export",
		Usage:       "write the graph for other tools",
		UsageText:   "entente export [--format FORMAT] [-o FILE] [FLAG…]",
		Description: describeFormats(),
		Flags: append([]cli.Flag{
			dbFlag(),
			&cli.StringFlag{Name: "format", Usage: "a `FORMAT` of those above; without it, the name of the file says which"},
			&cli.StringFlag{Name: "o", Usage: "write to `FILE`, which is not touched until all is written (a folder where a format has several); -: standard output"},
			&cli.StringSliceFlag{Name: "around", Usage: "only `ACTOR` and those near (may be repeated)"},
			&cli.IntFlag{Name: "hops", Usage: "how near: `N` edges from the actors of --around", Value: 1},
			&cli.IntFlag{Name: "top", Usage: "only the `N` actors with the most edges, and those of --around"},
			&cli.BoolFlag{Name: "isolated", Usage: "also actors without an edge", DisableDefaultText: true},
			&cli.BoolFlag{Name: "directed", Usage: "write every edge directed, for readers that refuse a mix", DisableDefaultText: true},
			&cli.BoolFlag{Name: "layout", Usage: "place the actors (ForceAtlas2)", DisableDefaultText: true},
			baseFlag(),
		}, filterFlags()...),
		Action: p.export,
	}
}

func baseFlag() cli.Flag {
	return &cli.StringFlag{Name: "base", Usage: "the `IRI` before the graph's own names in RDF", Value: export.DefaultBase}
}

// readBase checks --base before any work is done.
func readBase(c *cli.Context) (string, error) {
	base := c.String("base")
	for _, err := range export.ReadNQuads(strings.NewReader(""), base) {
		if err != nil {
			return "", misused("--base: %v", err)
		}
	}
	return base, nil
}

func (p *program) export(c *cli.Context) error {
	if err := wantArguments(c, 0, 0, "no argument"); err != nil {
		return err
	}
	format, err := readFormat(c)
	if err != nil {
		return err
	}
	job := exportJob{directed: c.Bool("directed"), layout: c.Bool("layout")}
	if job.base, err = readBase(c); err != nil {
		return err
	}
	if job.scope, err = readScope(c, format); err != nil {
		return err
	}
	out := c.String("o")
	if format.folder != nil && toStdout(out) {
		return misused("--format %s has several files: -o FOLDER wanted", format.name)
	}
	// The graph may be large, and what an export leaves behind is soon collected.
	debug.SetGCPercent(20)
	return p.query(c, func(store *graph.Store) error {
		for _, name := range c.StringSlice("around") {
			actor, err := p.find(store, name)
			if err != nil {
				return err
			}
			job.scope.Around = append(job.scope.Around, actor.ID)
		}
		if format.whole == nil && format.events == nil {
			network, err := store.Network(job.scope, c.Bool("isolated"))
			if err != nil {
				return err
			}
			network.Nodes, network.Edges = until(c.Context, network.Nodes), until(c.Context, network.Edges)
			job.network = network
		}
		var err error
		if format.folder != nil {
			err = writeFolder(out, format.folder(job.network))
		} else {
			err = p.writeTo(out, func(w io.Writer) error { return p.writeFormat(c.Context, format, store, w, job) })
		}
		if err == nil && job.network != nil {
			fmt.Fprintf(p.stderr, "%s, %s\n", count(job.network.NodeCount, "actor"), count(job.network.EdgeCount, "edge"))
		}
		return err
	})
}

// exportJob is what is to be written.
type exportJob struct {
	scope   graph.Scope
	network *graph.Network // of formats of a network

	base             string
	directed, layout bool
}

func (p *program) writeFormat(ctx context.Context, format *exportFormat, store *graph.Store, w io.Writer, job exportJob) error {
	switch {
	case format.whole != nil:
		return format.whole(w, store, job)
	case format.events != nil:
		note, err := format.events(w, until(ctx, store.EventRecords(job.scope)), job)
		if note != "" && err == nil {
			fmt.Fprintln(p.stderr, note)
		}
		return err
	}
	return format.draw(w, job)
}

// until ends a sequence with the error of the context once that is over.
func until[T any](ctx context.Context, all iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for one, err := range all {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(one, err) || err != nil {
				return
			}
		}
	}
}

// readFormat finds the format that --format names or, without it, -o, and refuses the
// flags that it has no use for.
func readFormat(c *cli.Context) (*exportFormat, error) {
	name := c.String("format")
	if name == "" {
		name = formatOfFile(c.String("o"))
	}
	if name == "" {
		return nil, misused("--format wanted: one of %s", strings.Join(exportNames(), ", "))
	}
	i := slices.IndexFunc(exportFormats, func(f exportFormat) bool { return f.name == name })
	if i < 0 {
		guess := ""
		if near := likely(name, exportNames()); near != "" {
			guess = "; did you mean " + near + "?"
		}
		return nil, misused("--format %s: there are %s%s", name, strings.Join(exportNames(), ", "), guess)
	}
	format := &exportFormats[i]
	for _, f := range c.Command.Flags {
		flag := f.Names()[0]
		if c.IsSet(flag) && !slices.Contains([]string{"db", "wait", "format", "o"}, flag) && !format.takes(flag) {
			return nil, misused("--%s is not for %s; it is for %s", flag, name, strings.Join(formatsThatTake(flag), ", "))
		}
	}
	return format, nil
}

// readScope reads which part of the graph is wanted, but for the actors of --around,
// who are looked up in the database.
func readScope(c *cli.Context, format *exportFormat) (graph.Scope, error) {
	var scope graph.Scope
	var err error
	if scope.Filter, err = readFilter(c, format.statuses, nil); err != nil {
		return scope, err
	}
	scope.Hops, scope.Top = c.Int("hops"), c.Int("top")
	around := c.IsSet("around")
	switch {
	case c.IsSet("hops") && !around:
		return scope, misused("--hops is for --around ACTOR")
	case scope.Hops < 1:
		return scope, misused("--hops %d: at least one is wanted", scope.Hops)
	case c.IsSet("top") && scope.Top < 1:
		return scope, misused("--top %d: at least one actor is wanted", scope.Top)
	case c.Bool("isolated") && (around || scope.Top > 0):
		return scope, misused("--isolated shows actors without an edge, --around and --top leave them out")
	}
	return scope, nil
}

// formatOfFile is the format that the name of a file tells, "" for none.
func formatOfFile(file string) string {
	for _, f := range exportFormats {
		for _, suffix := range f.suffixes {
			if strings.HasSuffix(strings.ToLower(file), suffix) {
				return f.name
			}
		}
	}
	return ""
}

// writeFolder writes files into a folder, which it makes if it is not there.
func writeFolder(dir string, files []export.File) error {
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(dir, f.Name), f.Write); err != nil {
			return err
		}
	}
	return nil
}
