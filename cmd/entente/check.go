package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"entente/graph"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "compare the store with the log of what each article said",
		UsageText: "entente check [--repair] [FLAG…]",
		Description: "Lists on standard output what the store lacks or has too much, edges without events, evidence\n" +
			"that is not in the text of its article, and whatever else is wrong, and exits 1 if anything is.\n" +
			"--repair builds the store anew from the log; it also brings a database of an older version up to date.",
		Flags: []cli.Flag{
			dbFlag(),
			&cli.BoolFlag{Name: "repair", Usage: "build the store anew from the log", DisableDefaultText: true},
		},
		Action: p.check,
	}
}

func (p *program) check(c *cli.Context) error {
	if err := wantArguments(c, 0, 0, "no argument"); err != nil {
		return err
	}
	if c.Bool("repair") {
		if err := p.patiently(c, heldByAnother, graph.Repair); err != nil {
			return err
		}
		fmt.Fprintln(p.stderr, "the store is built anew from the log")
	}
	return p.query(c, func(store *graph.Store) error {
		problems, err := store.Check()
		if err != nil {
			return err
		}
		for _, problem := range problems {
			fmt.Fprintln(p.stdout, problem)
		}
		if len(problems) > 0 {
			return fmt.Errorf("%s: %s; mend it with: entente check --repair", c.String("db"), count(len(problems), "problem"))
		}
		fmt.Fprintln(p.stderr, "no problems")
		return nil
	})
}
