package main

import "github.com/urfave/cli/v2"

func (p *program) actorsCommand() *cli.Command {
	return &cli.Command{
		Name:      "actors",
		Usage:     "who is one with whom: merge, split, same, decisions",
		UsageText: "entente actors COMMAND [ARGUMENT…] [FLAG…]",
		Subcommands: []*cli.Command{
			p.mergeCommand(), p.splitCommand(), p.sameCommand(), p.decisionsCommand(),
		},
		Action: func(*cli.Context) error { return misused("merge, split, same or decisions wanted") },
	}
}
