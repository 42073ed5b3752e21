package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

func (p *program) rulesCommand() *cli.Command {
	return &cli.Command{
		Name:      "rules",
		Usage:     "hold rules files to their own sentences",
		UsageText: "entente rules [FILE…] [FLAG…]",
		Description: "A rules file says which words tell a relation, and where who takes part stands:\n" +
			"\n" +
			"    [praised]\n" +
			"    verb praise, pay tribute -> object, to\n" +
			"    noun praise -> for <- from\n" +
			"    yes: [Angela Merkel] paid tribute to <Vladimir Putin>.\n" +
			"    no: The film won praise for its music.\n" +
			"\n" +
			"Reads every sentence behind yes: and no: and says which of them the rules get wrong;\n" +
			"without a FILE, those of the built-in rules.",
		Flags:  []cli.Flag{actorsFlag()},
		Action: p.rules,
	}
}

func (p *program) rules(c *cli.Context) error {
	if err := wantArguments(c, 0, -1, "a file"); err != nil {
		return err
	}
	reader, err := p.reader(c)
	if err != nil {
		return err
	}
	sentences, wrong := 0, 0
	check := func() {
		read, failed := reader.CheckRules()
		for _, err := range failed {
			fmt.Fprintln(p.stdout, printable(oneLine(err.Error())))
		}
		sentences += read
		wrong += len(failed)
	}
	files := c.Args().Slice()
	if len(files) == 0 {
		check()
	}
	for _, file := range files {
		if reader, err = withRules(reader, file); err != nil {
			return err
		}
		check()
	}
	fmt.Fprintf(p.stderr, "%s, %d wrong\n", count(sentences, "sentence"), wrong)
	if wrong > 0 {
		return errSaid
	}
	return nil
}
