package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

func (p *program) sampleCommand() *cli.Command {
	return &cli.Command{
		Name:      "sample",
		Usage:     "a random sample of events to check by hand",
		UsageText: "entente events sample N [--seed S] [--by-relation] [FLAG…] > FILE",
		Description: "Prints a table, its columns parted by tabs, for a spreadsheet or an editor: N events of any\n" +
			"status, each with one of its sentences and an empty verdict. Fill in y (the sentence says what\n" +
			"the row says), n (it does not) or ? (cannot be told), and perhaps a note; then\n" +
			"`entente events score FILE` states the precision. The same seed draws the same events.",
		Flags: append([]cli.Flag{
			dbFlag(), jsonFlag(),
			&cli.Uint64Flag{Name: "seed", Usage: "where chance begins, a number `S`", Value: 1},
			&cli.BoolFlag{Name: "by-relation", Usage: "N events of each relation; the score gives each relation the weight that it has in the graph", DisableDefaultText: true},
		}, filterFlags()...),
		Action: p.sampleEvents,
	}
}

// The columns of a sample. Those that score reads have names.
const (
	verdictColumn  = "verdict"
	noteColumn     = "note"
	relationColumn = "relation"
	weightColumn   = "weight"
	eventColumn    = "event"
)

var sampleColumns = [...]string{verdictColumn, noteColumn, "source", relationColumn, "target", "status", "date", "sentence", "article", weightColumn, eventColumn}

// sampleLine is an event of the sample as --json prints it.
type sampleLine struct {
	answerLine
	Weight float64 `json:"weight"` // of how many events of the graph it is one
}

func (p *program) sampleEvents(c *cli.Context) error {
	if err := wantArguments(c, 1, 1, "how many events"); err != nil {
		return err
	}
	n, err := strconv.Atoi(c.Args().First())
	if err != nil || n < 1 {
		return misused("how many events wanted, not %q", c.Args().First())
	}
	filter, err := readFilter(c, nil, nil)
	if err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		drawn, err := store.Draw(n, c.Uint64("seed"), filter, c.Bool("by-relation"))
		if err != nil {
			return err
		}
		if c.Bool("json") {
			for _, d := range drawn {
				s, err := store.Statement(d.Event, d.Shown)
				if err != nil {
					return err
				}
				s.Event = d.ID
				if err := writeJSON(p.stdout, sampleLine{answerLine{s, d.Articles, d.Sources}, d.Weight}); err != nil {
					return err
				}
			}
			return nil
		}
		return writeSample(p.stdout, store, drawn, c.Uint64("seed"), c.Bool("by-relation"))
	})
}

// writeSample writes the table that readSample reads. It quotes as spreadsheets do.
func writeSample(w io.Writer, store *graph.Store, drawn []graph.Drawn, seed uint64, byRelation bool) error {
	all := 0.0
	for _, d := range drawn {
		all += d.Weight
	}
	how := ""
	if byRelation {
		how = ", so many of each relation"
	}
	_, err := fmt.Fprintf(w, "# %d of %.0f events, drawn at random with seed %d%s.\n"+
		"# Does the sentence say what the row says? Put into the first column y if it does, n if it does not,\n"+
		"# ? if it cannot be told; a note is free. Then: entente events score FILE\n", len(drawn), all, seed, how)
	if err != nil {
		return err
	}
	table := csv.NewWriter(w)
	table.Comma = '\t'
	if err := table.Write(sampleColumns[:]); err != nil {
		return err
	}
	for _, d := range drawn {
		s, err := store.Statement(d.Event, d.Shown)
		if err != nil {
			return err
		}
		date := s.Date
		switch {
		case d.Date.IsZero():
			date = "undated"
		case d.Date.Precision == schema.Reported:
			date = "reported " + date
		}
		said := s.Quote
		if said == "" {
			said = codeIn(s.Rule, s.Trigger, s.CAMEO)
		}
		row := []string{"", "", named(s.Source), string(s.Relation), named(s.Target), string(s.Status), date, said, s.Article,
			strconv.FormatFloat(d.Weight, 'g', 6, 64), d.ID}
		for i := range row {
			row[i] = oneLine(row[i])
		}
		if err := table.Write(row); err != nil {
			return err
		}
	}
	table.Flush()
	return table.Error()
}

// named is who takes part, with the words that name him in the sentence where
// they are others: "Vladimir Putin [he]".
func named(a schema.Participant) string {
	if a.Text == "" || strings.EqualFold(a.Text, a.Name) {
		return a.Name
	}
	return a.Name + " [" + a.Text + "]"
}
