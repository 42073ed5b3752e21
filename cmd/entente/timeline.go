package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/graph/export/picture"
	"entente/schema"
)

func (p *program) timelineCommand() *cli.Command {
	return &cli.Command{
		Name:      "timeline",
		Usage:     "what an actor did, or two actors with each other, by date",
		UsageText: "entente timeline ACTOR [ACTOR] [--svg [-o FILE]] [FLAG…]",
		Description: "Lists events of every relation that happened, oldest first, unless --relation or --status ask\n" +
			"for others. --svg draws them instead: with one other actor in a lane for each relation, or\n" +
			"for each PLOVER type if there are more than 12 relations; with several in a lane for each of\n" +
			"the 20 with most events. The picture spans the time from --since to --until. Under the mouse,\n" +
			"a browser shows the sentences that tell of an event.",
		Flags: append([]cli.Flag{
			dbFlag(), jsonFlag(),
			&cli.BoolFlag{Name: "svg", Usage: "a picture, as SVG", DisableDefaultText: true},
			&cli.StringFlag{Name: "o", Usage: "write the picture to `FILE`, which is not touched until all is written; -: standard output"},
		}, filterFlags()...),
		Action: p.timeline,
	}
}

func (p *program) timeline(c *cli.Context) error {
	if err := wantArguments(c, 1, 2, "one actor, or two,"); err != nil {
		return err
	}
	switch {
	case c.Bool("svg") && c.Bool("json"):
		return misused("--svg and --json exclude each other")
	case c.IsSet("o") && !c.Bool("svg"):
		return misused("-o is for --svg")
	}
	filter, err := readFilter(c, []schema.Status{schema.Actual}, nil)
	if err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		actor, err := p.find(store, c.Args().First())
		if err != nil {
			return err
		}
		contacts, none, err := p.contacts(c, store, actor, filter, "events")
		if err != nil {
			return err
		}
		switch entries := chronicle(contacts); {
		case c.Bool("svg"):
			span := picture.TimelineOptions{Since: filter.Since, Until: filter.Until}
			draw := func(w io.Writer) error { return picture.Timeline(w, actor, contacts, span) }
			file := c.String("o")
			if err := p.writeTo(file, draw); err != nil {
				return err
			}
			if !toStdout(file) && !strings.EqualFold(filepath.Ext(file), ".svg") {
				fmt.Fprintf(p.stderr, "%s is SVG, whatever its name says\n", file)
			}
		case c.Bool("json"):
			for _, e := range entries {
				if err := writeTold(p.stdout, store, e.told); err != nil {
					return err
				}
			}
		case len(entries) == 0:
			fmt.Fprintln(p.stdout, none)
		default:
			p.showChronicle(actor, contacts, entries)
		}
		return nil
	})
}

// entry is an event of an actor with another.
type entry struct {
	other schema.Actor
	told  graph.Told
}

// chronicle gives the events by date, undated last, then by id.
func chronicle(contacts []graph.Contact) []entry {
	var entries []entry
	for _, contact := range contacts {
		for _, told := range contact.Events {
			entries = append(entries, entry{contact.Actor, told})
		}
	}
	slices.SortFunc(entries, func(x, y entry) int {
		return cmp.Or(x.told.Date.Compare(y.told.Date), cmp.Compare(x.told.ID(), y.told.ID()))
	})
	return entries
}

func (p *program) showChronicle(actor schema.Actor, contacts []graph.Contact, entries []entry) {
	var rows [][]string
	for _, e := range entries {
		row := toldRow(e.told, actor, e.other)
		rows = append(rows, []string{row[1], row[0], row[2]})
	}
	with := count(len(contacts), "other actor")
	if len(contacts) == 1 {
		with = contacts[0].Actor.Name
	}
	fmt.Fprintf(p.stdout, "%s (%s): %s with %s\n\n", actor.Name, describe(actor), count(len(entries), "event"), with)
	p.table(p.stdout, []string{"when and where", "who", "sentence"}, apart(rows))
}
