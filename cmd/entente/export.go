package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/graph/export"
)

func (p *program) exportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write the graph for other tools",
		UsageText: "entente export --format gexf|nquads [-o FILE] [FLAG…]",
		Description: "gexf is the network of actors, for Gephi; it holds actual events unless --status asks for\n" +
			"others. nquads is the whole graph, and comes back with: entente ingest --format nquads FILE",
		Flags: append([]cli.Flag{
			dbFlag(),
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` gexf or nquads"},
			&cli.StringFlag{Name: "o", Usage: "write to `FILE`, which is not touched until all is written; -: standard output"},
			baseFlag(),
			&cli.BoolFlag{Name: "isolated", Usage: "also actors without an edge (gexf)", DisableDefaultText: true},
		}, filterFlags()...),
		Action: p.export,
	}
}

func baseFlag() cli.Flag {
	return &cli.StringFlag{Name: "base", Usage: "the `IRI` before the graph's own names in N-Quads", Value: export.DefaultBase}
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
	var write func(*graph.Store, io.Writer) error
	switch format := c.String("format"); format {
	case "gexf":
		filter, err := readFilter(c, nil, nil)
		if err != nil {
			return err
		}
		if c.IsSet("base") {
			return misused("--base is for nquads")
		}
		write = func(store *graph.Store, w io.Writer) error { return writeGEXF(store, w, filter, c.Bool("isolated")) }
	case "nquads":
		base, err := readBase(c)
		if err != nil {
			return err
		}
		for _, f := range append(filterFlags(), &cli.BoolFlag{Name: "isolated"}) {
			if c.IsSet(f.Names()[0]) {
				return misused("--%s is for gexf; nquads is always the whole graph", f.Names()[0])
			}
		}
		write = func(store *graph.Store, w io.Writer) error { return export.NQuads(w, store.Quads(), base) }
	case "":
		return misused("--format gexf or --format nquads wanted")
	default:
		return misused("--format %s: there are gexf and nquads", format)
	}
	return p.query(c, func(store *graph.Store) error {
		if file := c.String("o"); file != "" && file != "-" {
			return writeFile(file, func(w io.Writer) error { return write(store, w) })
		}
		return write(store, p.stdout)
	})
}

func writeGEXF(store *graph.Store, w io.Writer, filter graph.Filter, isolated bool) error {
	network, err := store.Network(graph.Scope{Filter: filter}, isolated)
	if err != nil {
		return err
	}
	return export.GEXF(w, network)
}

// writeFile writes a file as a whole: beside it first, so that whoever reads
// the file finds the old one or the new one, never a half. What is no regular
// file, such as a pipe, is written to as it is.
func writeFile(name string, write func(io.Writer) error) (err error) {
	mode := os.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return writeInto(name, write)
		}
		mode = info.Mode().Perm()
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("%s: %w", name, errors.Unwrap(err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(tmp.Name()))
		}
	}()
	steps := []func() error{
		func() error { return write(tmp) },
		func() error { return tmp.Chmod(mode) },
		tmp.Sync,
		tmp.Close,
		func() error { return os.Rename(tmp.Name(), name) },
	}
	for i, step := range slices.All(steps) {
		if err := step(); err != nil {
			if i < len(steps)-2 {
				err = errors.Join(err, tmp.Close())
			}
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
