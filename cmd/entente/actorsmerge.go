package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

func (p *program) mergeCommand() *cli.Command {
	return &cli.Command{
		Name:      "merge",
		Usage:     "one actor is another name for a second: A goes into B",
		UsageText: "entente actors merge A B [--reason TEXT] [FLAG…]",
		Description: "Every answer, path and export follows, and so do articles that are read later. What users\n" +
			"decide stands until they decide otherwise.",
		Flags:  []cli.Flag{dbFlag(), reasonFlag()},
		Action: p.mergeActors,
	}
}

func (p *program) splitCommand() *cli.Command {
	return &cli.Command{
		Name:        "split",
		Usage:       "two actors are two, whatever their names",
		UsageText:   "entente actors split A B [--reason TEXT] [FLAG…]",
		Description: "Takes back a merge of the two, by whomever; they will not be merged again.",
		Flags:       []cli.Flag{dbFlag(), reasonFlag()},
		Action:      p.splitActors,
	}
}

func reasonFlag() cli.Flag {
	return &cli.StringFlag{Name: "reason", Usage: "why, for whoever asks later: `TEXT`"}
}

func (p *program) mergeActors(c *cli.Context) error {
	return p.judge(c, func(store *graph.Store) (graph.Verdict, error) {
		v := graph.Verdict{Same: true, Reason: oneLine(c.String("reason"))}
		a, err := p.find(store, c.Args().Get(0))
		if err != nil {
			return v, err
		}
		b, err := p.find(store, c.Args().Get(1))
		if err != nil {
			return v, err
		}
		switch {
		case a.Kind == schema.Country || b.Kind == schema.Country:
			return v, errors.New("states are not merged")
		case a.Kind != b.Kind:
			return v, fmt.Errorf("%s is %s, %s is %s", a.Name, withArticle(a.Kind), b.Name, withArticle(b.Kind))
		}
		// Whoever was merged into B already is confirmed there.
		if v.From, err = readAs(store, c.Args().Get(0), a); err != nil {
			return v, err
		}
		if own, err := readAs(store, c.Args().Get(1), b); err != nil || own == v.From {
			return graph.Verdict{From: own, Into: own}, err
		}
		v.Into = b.ID
		return v, nil
	})
}

func withArticle(k schema.Kind) string {
	if k == schema.Organisation {
		return "an organisation"
	}
	return "a " + string(k)
}

func (p *program) splitActors(c *cli.Context) error {
	return p.judge(c, func(store *graph.Store) (v graph.Verdict, err error) {
		v.Reason = oneLine(c.String("reason"))
		for i, id := range []*schema.ActorID{&v.From, &v.Into} {
			a, err := p.find(store, c.Args().Get(i))
			if err != nil {
				return v, err
			}
			if *id, err = readAs(store, c.Args().Get(i), a); err != nil {
				return v, err
			}
		}
		return v, nil
	})
}

// readAs is the id that a name has by itself, though the actor found by it may
// be the one into whom it was merged.
func readAs(store *graph.Store, name string, found schema.Actor) (schema.ActorID, error) {
	id, merged, err := store.MergedAway(name)
	if !merged {
		id = found.ID
	}
	return id, err
}

// judge asks for a verdict on two actors and carries it out.
func (p *program) judge(c *cli.Context, verdict func(*graph.Store) (graph.Verdict, error)) error {
	if err := wantArguments(c, 2, 2, "two actors"); err != nil {
		return err
	}
	return p.change(c, func(store *graph.Store) error {
		v, err := verdict(store)
		if err != nil {
			return err
		}
		if v.From == v.Into {
			return fmt.Errorf("%q and %q are both %s", c.Args().Get(0), c.Args().Get(1), v.From)
		}
		if err := store.Judge(v); err != nil {
			return err
		}
		if err := store.Flush(); err != nil {
			return err
		}
		if v.Same {
			fmt.Fprintf(p.stderr, "%s is now one with %s\n", v.From, v.Into)
		} else {
			fmt.Fprintf(p.stderr, "%s and %s are two\n", v.From, v.Into)
		}
		return nil
	})
}

// change opens a database that is there for writing, and closes it again.
func (p *program) change(c *cli.Context, do func(*graph.Store) error) (err error) {
	reader, err := p.openForReading(c) // opening for writing would make one
	if err != nil {
		return err
	}
	if err := reader.Close(); err != nil {
		return err
	}
	store, err := p.openForWriting(c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(store)
}

func (p *program) sameCommand() *cli.Command {
	return &cli.Command{
		Name:      "same",
		Usage:     "who was merged into whom, why and by whom; who was kept apart",
		UsageText: "entente actors same [ACTOR] [FLAG…]",
		Description: "\"pass\" is Entente, which compares the names of all persons after articles were read;\n" +
			"\"user\" is whoever said so by merge, split or decisions.",
		Flags:  []cli.Flag{dbFlag(), jsonFlag()},
		Action: p.same,
	}
}

// sameLine is a decision as --json prints it: same, split or namesakes.
type sameLine struct {
	Decision string `json:"decision"`
	schema.Sameness
}

func (p *program) same(c *cli.Context) error {
	if err := wantArguments(c, 0, 1, "one actor, or none,"); err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		var of schema.ActorID
		if c.NArg() == 1 {
			found, err := p.find(store, c.Args().First())
			if err != nil {
				return err
			}
			of = found.ID
		}
		lines, err := decisionsOn(store, of)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			for _, line := range lines {
				if err := writeJSON(p.stdout, line); err != nil {
					return err
				}
			}
			return nil
		}
		if len(lines) == 0 {
			fmt.Fprintln(p.stdout, "no decisions")
			return nil
		}
		var rows [][]string
		for _, line := range lines {
			row := []string{string(line.Old), "is", string(line.New), why(line.Sameness)}
			switch line.Decision {
			case "split":
				row[1] = "is not"
			case "namesakes":
				row[1], row[2] = "are several", ""
			}
			rows = append(rows, row)
		}
		p.table(p.stdout, []string{"id", "", "actor", "why"}, rows)
		return nil
	})
}

// decisionsOn lists all decisions, or those on one actor.
func decisionsOn(store *graph.Store, of schema.ActorID) ([]sameLine, error) {
	var out []sameLine
	same, err := store.Samenesses(of)
	if err != nil {
		return nil, err
	}
	for _, s := range same {
		out = append(out, sameLine{"same", s})
	}
	verdicts, err := store.Verdicts()
	if err != nil {
		return nil, err
	}
	for _, v := range verdicts {
		if !v.Same && (of == "" || v.From == of || v.Into == of) {
			out = append(out, sameLine{"split", schema.Sameness{Old: v.From, New: v.Into, Reason: v.Reason, By: schema.ByUser}})
		}
	}
	namesakes, err := store.Namesakes()
	if err != nil {
		return nil, err
	}
	for _, n := range namesakes {
		if of != "" && of != n.ID && !strings.HasPrefix(string(of), string(n.ID)+"-") {
			continue
		}
		reason := "people of several countries bear the name; each has the code of his own behind it"
		if n.Keeps != "" {
			reason = "people of several countries bear the name; without a code it is the one of " + n.Keeps
		}
		out = append(out, sameLine{"namesakes", schema.Sameness{Old: n.ID, Reason: reason, By: schema.ByPass}})
	}
	return out, nil
}

// why is the reason of a decision, with who made it and how sure it is.
func why(s schema.Sameness) string {
	by := s.By
	if s.Score != 0 && s.By == schema.ByPass {
		by += " " + strconv.FormatFloat(s.Score, 'g', -1, 64)
	}
	if s.Reason == "" {
		return by
	}
	return s.Reason + "; " + by
}

// decisionsCommand is in two groups: one file has the decisions on actors and events.
func (p *program) decisionsCommand(group string) *cli.Command {
	return &cli.Command{
		Name:      "decisions",
		Usage:     "what users said of actors and events as one file, out and in",
		UsageText: "entente " + group + " decisions [--export FILE | --import FILE] [FLAG…]",
		Description: "A line is merge or split, two ids and perhaps a reason, or reject or correct, one event or two\n" +
			"and perhaps a reason, parted by tabs; # begins a comment, and the first ones explain the columns.\n" +
			"Without a flag they go to standard output. Imported ones are added to those that stand, and\n" +
			"may speak of what no article has told yet.",
		Flags: []cli.Flag{
			dbFlag(),
			&cli.StringFlag{Name: "export", Usage: "write them to `FILE`"},
			&cli.StringFlag{Name: "import", Usage: "read them from `FILE`; -: standard input"},
		},
		Action: p.decisions,
	}
}

func (p *program) decisions(c *cli.Context) error {
	if err := wantArguments(c, 0, 0, "no argument"); err != nil {
		return err
	}
	to, from := c.String("export"), c.String("import")
	if to != "" && from != "" {
		return misused("--export and --import exclude each other")
	}
	if from != "" {
		return p.importDecisions(c, from)
	}
	return p.query(c, func(store *graph.Store) error {
		decisions, err := store.Decisions()
		if err != nil {
			return err
		}
		return p.writeTo(to, func(w io.Writer) error { return graph.WriteDecisions(w, decisions) })
	})
}

func (p *program) importDecisions(c *cli.Context, file string) error {
	in, name := p.stdin, "stdin"
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		in, name = f, file
	}
	decisions, err := graph.ReadDecisions(in, name)
	if err != nil {
		return err
	}
	return p.change(c, func(store *graph.Store) error {
		err := store.Decide(decisions)
		var bad *graph.DecisionError
		if errors.As(err, &bad) {
			return bad // which begins with file and line
		}
		if err != nil {
			return err
		}
		if err := store.Flush(); err != nil {
			return err
		}
		fmt.Fprintf(p.stderr, "%s read\n", count(len(decisions.Actors)+len(decisions.Events), "decision"))
		return nil
	})
}
