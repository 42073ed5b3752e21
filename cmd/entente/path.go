package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

func (p *program) pathCommand() *cli.Command {
	return &cli.Command{
		Name:      "path",
		Usage:     "the shortest chain of contacts from one actor to another",
		UsageText: "entente path ACTOR ACTOR [FLAG…]",
		Description: "Walks actual contacts (the CONSULT relations), in either direction; --relation, --status\n" +
			"and --any walk others.",
		Flags:  append([]cli.Flag{dbFlag(), jsonFlag()}, filterFlags()...),
		Action: p.path,
	}
}

// hopLine is one hop as --json prints it: the sentence that best tells of it.
type hopLine struct {
	Hop    int            `json:"hop"` // from 1
	From   schema.ActorID `json:"from"`
	To     schema.ActorID `json:"to"`
	Events int            `json:"events"` // how many events link the two
	answerLine
}

func (p *program) path(c *cli.Context) error {
	if err := wantArguments(c, 2, 2, "two actors"); err != nil {
		return err
	}
	filter, err := readFilter(c, []schema.Status{schema.Actual}, relationsOf("CONSULT"))
	if err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		from, err := p.find(store, c.Args().First())
		if err != nil {
			return err
		}
		to, err := p.find(store, c.Args().Get(1))
		if err != nil {
			return err
		}
		if from.ID == to.ID {
			return fmt.Errorf("%q and %q are both %s", c.Args().First(), c.Args().Get(1), from.Name)
		}
		hops, err := store.Path(from.ID, to.ID, filter)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			return p.writeHops(store, hops)
		}
		if len(hops) == 0 {
			fmt.Fprintf(p.stdout, "%s to %s: no path\n", from.Name, to.Name)
			return nil
		}
		var rows [][]string
		for _, hop := range hops {
			rows = append(rows, toldRow(hop.Events[0], hop.From, hop.To))
		}
		fmt.Fprintf(p.stdout, "%s to %s: %s\n\n", from.Name, to.Name, count(len(hops), "hop"))
		p.toldTable(rows)
		return nil
	})
}

func (p *program) writeHops(store *graph.Store, hops []graph.Hop) error {
	for i, hop := range hops {
		best := hop.Events[0]
		s, err := store.Statement(best.Event, bestEvidence(best.Evidence))
		if err != nil {
			return err
		}
		line := hopLine{i + 1, hop.From.ID, hop.To.ID, len(hop.Events), answerLine{s, best.Articles, best.Sources}}
		if err := writeJSON(p.stdout, line); err != nil {
			return err
		}
	}
	return nil
}
