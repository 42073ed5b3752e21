package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

// mostChains is how many chains --all gives: of shortest chains there may be millions.
const mostChains = 1000

func (p *program) pathCommand() *cli.Command {
	return &cli.Command{
		Name:      "path",
		Usage:     "the shortest chain of contacts from one actor to another",
		UsageText: "entente path ACTOR ACTOR [FLAG…]",
		Description: "Walks actual contacts (the CONSULT relations), in either direction; --relation, --status,\n" +
			"--allied and --any walk others. Of equally good chains the one comes first whose ids do.",
		Flags: append([]cli.Flag{
			dbFlag(), jsonFlag(),
			&cli.BoolFlag{Name: "all", Usage: fmt.Sprintf("all shortest chains, at most %d", mostChains), DisableDefaultText: true},
			&cli.IntFlag{Name: "k", Usage: "the `N` best chains, the shortest first", Value: 1, DefaultText: "1"},
			&cli.BoolFlag{Name: "weighted", Usage: "strong ties are shorter: of many events, told by many sources, near to the newest event", DisableDefaultText: true},
			&cli.BoolFlag{Name: "in-order", Usage: "no hop before the one before it: how word could have travelled", DisableDefaultText: true},
			&cli.StringSliceFlag{Name: "avoid", Usage: "no chain over `ACTOR` (may be repeated)"},
			&cli.BoolFlag{Name: "allied", Usage: "walk alliances, cooperation and agreements", DisableDefaultText: true},
		}, filterFlags()...),
		Action: p.path,
	}
}

// alliances are the relations that --allied walks.
func alliances() []schema.Relation {
	return append(append([]schema.Relation{"allied_with"}, relationsOf("COOPERATE")...), relationsOf("AGREE")...)
}

// hopLine is one hop as --json prints it: the sentence that best tells of it.
type hopLine struct {
	Hop    int            `json:"hop"` // from 1
	From   schema.ActorID `json:"from"`
	To     schema.ActorID `json:"to"`
	Events int            `json:"events"` // how many events link the two
	Chain  int            `json:"chain"`  // from 1
	Length float64        `json:"length"` // of the chain: hops, or with --weighted the sum of 1 / strength
	answerLine
}

func (p *program) path(c *cli.Context) error {
	if err := wantArguments(c, 2, 2, "two actors"); err != nil {
		return err
	}
	query, err := readPathQuery(c)
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
		query.From, query.To = from.ID, to.ID
		for _, name := range c.StringSlice("avoid") {
			avoided, err := p.find(store, name)
			if err != nil {
				return err
			}
			if avoided.ID == from.ID || avoided.ID == to.ID {
				return fmt.Errorf("--avoid %s: a chain from %s to %s can't avoid its ends", name, from.Name, to.Name)
			}
			query.Avoid = append(query.Avoid, avoided.ID)
		}
		paths, err := store.Paths(query)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			err = p.writeChains(store, paths.Chains)
		} else {
			p.showChains(from, to, query, paths.Chains)
		}
		if more := paths.All - len(paths.Chains); err == nil && more > 0 {
			err = p.stdout.Flush()
			fmt.Fprintf(p.stderr, "there are %d more\n", more)
		}
		return err
	})
}

func readPathQuery(c *cli.Context) (graph.PathQuery, error) {
	var q graph.PathQuery
	walk := relationsOf("CONSULT")
	if c.Bool("allied") {
		if c.Bool("any") || c.IsSet("relation") {
			return q, misused("--allied names the relations; --any and --relation name others")
		}
		walk = alliances()
	}
	var err error
	if q.Filter, err = readFilter(c, []schema.Status{schema.Actual}, walk); err != nil {
		return q, err
	}
	var kinds []string
	for _, flag := range []string{"all", "weighted", "in-order"} {
		if c.Bool(flag) {
			kinds = append(kinds, "--"+flag)
		}
	}
	q.Most = c.Int("k")
	switch {
	case len(kinds) > 1:
		return q, misused("%s exclude each other", strings.Join(kinds, " and "))
	case q.Most < 1:
		return q, misused("--k %d: one chain at least is wanted", q.Most)
	case c.Bool("all") && c.IsSet("k"), c.Bool("in-order") && c.IsSet("k"):
		return q, misused("%s and --k exclude each other", kinds[0])
	case c.Bool("all"):
		q.Kind, q.Most = graph.Shortest, mostChains
	case c.Bool("weighted"):
		q.Kind = graph.Weighted
	case c.Bool("in-order"):
		q.Kind = graph.InOrder
	case q.Most > 1:
		q.Kind = graph.NextBest
	}
	return q, nil
}

// showChains shows chains to people, each as a table of its hops.
func (p *program) showChains(from, to schema.Actor, q graph.PathQuery, chains []graph.Chain) {
	if len(chains) == 0 {
		fmt.Fprintf(p.stdout, "%s to %s: no path\n", from.Name, to.Name)
		return
	}
	for i, chain := range chains {
		length := count(len(chain.Hops), "hop")
		if q.Kind == graph.Weighted {
			length += fmt.Sprintf(", length %.3g", chain.Length)
		}
		head := fmt.Sprintf("%s to %s", from.Name, to.Name)
		if len(chains) > 1 {
			head = fmt.Sprintf("%d. %s", i+1, namesOf(chain.Hops))
		}
		if i > 0 {
			fmt.Fprintln(p.stdout)
		}
		fmt.Fprintf(p.stdout, "%s: %s\n\n", head, length)
		var rows [][]string
		for _, hop := range chain.Hops {
			rows = append(rows, toldRow(hop.Events[0], hop.From, hop.To))
		}
		p.toldTable(rows)
	}
}

func namesOf(hops []graph.Hop) string {
	names := []string{hops[0].From.Name}
	for _, hop := range hops {
		names = append(names, hop.To.Name)
	}
	return strings.Join(names, " → ")
}

func (p *program) writeChains(store *graph.Store, chains []graph.Chain) error {
	for n, chain := range chains {
		for i, hop := range chain.Hops {
			best := hop.Events[0]
			s, err := store.Statement(best.Event, bestEvidence(best.Evidence))
			if err != nil {
				return err
			}
			line := hopLine{i + 1, hop.From.ID, hop.To.ID, len(hop.Events), n + 1, chain.Length, answerLine{s, best.Articles, best.Sources}}
			if err := writeJSON(p.stdout, line); err != nil {
				return err
			}
		}
	}
	return nil
}
