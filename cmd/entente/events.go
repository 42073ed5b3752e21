package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

// eventsCommand is a group: what users say of events, and how many are right.
func (p *program) eventsCommand() *cli.Command {
	return &cli.Command{
		Name:      "events",
		Usage:     "what users say of events, and how many are right: show, reject, correct, accept, judged, decisions, sample, score",
		UsageText: "entente events COMMAND [ARGUMENT…] [FLAG…]",
		Subcommands: []*cli.Command{
			p.showEventCommand(), p.rejectCommand(), p.correctCommand(), p.acceptCommand(), p.judgedCommand(), p.decisionsCommand("events"),
			p.sampleCommand(), p.scoreCommand(),
		},
	}
}

// eventHelp says what an EVENT is, once for all commands.
const eventHelp = "An EVENT is its id, as answers with --json give it, or a beginning that no other event has.\n"

func (p *program) showEventCommand() *cli.Command {
	return &cli.Command{
		Name:        "show",
		Usage:       "an event with every sentence that tells it",
		UsageText:   "entente events show EVENT [FLAG…]",
		Description: strings.TrimSpace(eventHelp),
		Flags:       []cli.Flag{dbFlag(), jsonFlag()},
		Action:      p.showEvent,
	}
}

func (p *program) rejectCommand() *cli.Command {
	return &cli.Command{
		Name:      "reject",
		Usage:     "no article and no table tells this event: it leaves the graph",
		UsageText: "entente events reject EVENT… [--reason TEXT] [FLAG…]",
		Description: eventHelp +
			"It stays away when its articles are read again, when others tell it, and when actors are\n" +
			"merged or split, until you accept it.",
		Flags:  []cli.Flag{dbFlag(), reasonFlag()},
		Action: p.rejectEvents,
	}
}

func (p *program) correctCommand() *cli.Command {
	return &cli.Command{
		Name:      "correct",
		Usage:     "the articles that tell this event tell another",
		UsageText: "entente events correct EVENT [--relation R] [--status S] [--date D] [--source A] [--target A] [--swap] [--reason TEXT]",
		Description: eventHelp +
			"What no flag names stays. The sentences go with the event, and say as what they were read. It\n" +
			"stands whatever is read, merged or split later, until you accept the event as it was read.",
		Flags: []cli.Flag{
			dbFlag(), reasonFlag(),
			&cli.StringSliceFlag{Name: "relation", Usage: "the `RELATION` that is told, such as telephoned"},
			&cli.StringSliceFlag{Name: "status", Usage: "the `STATUS`: actual, planned, possible or negated"},
			&cli.StringFlag{Name: "date", Usage: "the `DATE`: 2013-11-18, 2013-11, 2013, undated, or ~2013-11-18 for that of publication"},
			&cli.StringFlag{Name: "source", Usage: "the `ACTOR` who does it"},
			&cli.StringFlag{Name: "target", Usage: "the `ACTOR` to whom"},
			&cli.BoolFlag{Name: "swap", Usage: "source and target change places", DisableDefaultText: true},
		},
		Action: p.correctEvent,
	}
}

func (p *program) acceptCommand() *cli.Command {
	return &cli.Command{
		Name:      "accept",
		Usage:     "take back what was said of an event",
		UsageText: "entente events accept EVENT… [FLAG…]",
		Description: "An EVENT is its id as it was read, or as it was corrected, or a beginning of it;\n" +
			"`entente events judged` lists them.",
		Flags:  []cli.Flag{dbFlag()},
		Action: p.acceptEvents,
	}
}

func (p *program) judgedCommand() *cli.Command {
	return &cli.Command{
		Name:        "judged",
		Usage:       "the events that users rejected or corrected",
		UsageText:   "entente events judged [FLAG…]",
		Description: "With the ids of the actors as articles give them: one event may have several lines.",
		Flags:       []cli.Flag{dbFlag(), jsonFlag()},
		Action:      p.judgedEvents,
	}
}

func (p *program) showEvent(c *cli.Context) error {
	if err := wantArguments(c, 1, 1, "one event"); err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		id, told, err := findEvent(store, c.Args().First())
		if err != nil {
			return err
		}
		if c.Bool("json") {
			return writeTold(p.stdout, store, told)
		}
		what, err := tell(store, told.Event)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "%s\n%s\n\n", id, what)
		var rows [][]string
		for _, ev := range told.Evidence {
			how := ev.Rule
			if ev.ReadAs != "" {
				how = strings.TrimSpace(how + "\nread as " + ev.ReadAs + "\n" + ev.Reason)
			}
			rows = append(rows, []string{ev.Article, how, sentence(ev)})
		}
		p.table(p.stdout, []string{"article", "rule", "sentence"}, apart(rows))
		return nil
	})
}

// findEvent resolves an EVENT. One that a user took out of the graph is named as such.
func findEvent(store *graph.Store, id string) (string, graph.Told, error) {
	full, told, err := store.FindEvent(id)
	var unknown *graph.UnknownEventError
	if !errors.As(err, &unknown) {
		return full, told, err
	}
	ruled, e := store.Ruled()
	if e != nil {
		return "", told, e
	}
	var ids []string
	for _, r := range ruled {
		ids = append(ids, r.OnEvent)
	}
	if on, e := graph.OneEvent(id, ids); e == nil {
		was := "rejected"
		if r := ruled[slices.Index(ids, on)]; r.Corrects() {
			was = "corrected to " + r.IntoEvent
		}
		return "", told, fmt.Errorf("%s was %s; to take that back: entente events accept %s", on, was, on)
	}
	return "", told, err
}

// tell is an event in a line, "Pavel Drozdov met Karim Zouhani, 18 Nov 2013".
func tell(store *graph.Store, e schema.Event) (string, error) {
	s, err := store.Statement(e, schema.Evidence{})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %s %s, %s", s.Source.Name, verb(e, e.Source), s.Target.Name, showDate(e.Date)), nil
}

func (p *program) rejectEvents(c *cli.Context) error {
	if err := wantArguments(c, 1, -1, "an event"); err != nil {
		return err
	}
	return p.change(c, func(store *graph.Store) error {
		var rejections []rejection
		for _, arg := range c.Args().Slice() {
			id, _, err := findEvent(store, arg)
			if err != nil {
				return err
			}
			rejections = append(rejections, rejection{id, c.String("reason")})
		}
		return p.reject(store, rejections)
	})
}

// rejection is an event that is not told, and why.
type rejection struct{ event, reason string }

// reject takes events out of the graph and says so.
func (p *program) reject(store *graph.Store, rejections []rejection) error {
	lines := make([]string, len(rejections))
	for i, r := range rejections {
		_, told, err := store.FindEvent(r.event)
		if err != nil {
			return err
		}
		if lines[i], err = tell(store, told.Event); err != nil {
			return err
		}
	}
	var err error
	for _, r := range rejections {
		if err = store.Reject(r.event, r.reason); err != nil {
			break
		}
	}
	if err := errors.Join(err, store.Flush()); err != nil {
		return err
	}
	for i, r := range rejections {
		fmt.Fprintf(p.stderr, "%s rejected: %s\n", r.event, lines[i])
		var unknown *graph.UnknownEventError
		if _, _, err := store.FindEvent(r.event); err == nil {
			fmt.Fprintf(p.stderr, "%s: imported quads tell it, too, and still do\n", r.event)
		} else if !errors.As(err, &unknown) {
			return err
		}
	}
	return nil
}

func (p *program) correctEvent(c *cli.Context) error {
	if err := wantArguments(c, 1, 1, "one event"); err != nil {
		return err
	}
	change, err := readChange(c)
	if err != nil {
		return err
	}
	return p.change(c, func(store *graph.Store) error {
		id, told, err := findEvent(store, c.Args().First())
		if err != nil {
			return err
		}
		if c.Bool("swap") {
			change.Source, change.Target = told.Target, told.Source
		}
		for _, end := range []struct {
			flag string
			id   *schema.ActorID
		}{{"source", &change.Source}, {"target", &change.Target}} {
			if name := c.String(end.flag); name != "" {
				actor, err := p.find(store, name)
				if err != nil {
					return err
				}
				*end.id = actor.ID
			}
		}
		into := change.To(told.Event)
		if into.Source == into.Target {
			return fmt.Errorf("source and target would both be %s; to exchange them: --swap", into.Source)
		}
		err = store.Correct(id, change, c.String("reason"))
		if err := errors.Join(err, store.Flush()); err != nil {
			return err
		}
		what, err := tell(store, into.Canonical())
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stderr, "%s is now %s: %s\n", id, into.ID(), what)
		return nil
	})
}

// readChange reads what the flags of `correct` say, but for the actors.
func readChange(c *cli.Context) (graph.Change, error) {
	var change graph.Change
	if names := c.StringSlice("relation"); len(names) > 0 {
		relations, err := readRelations(names)
		if err != nil {
			return change, err
		}
		if len(relations) != 1 {
			return change, misused("--relation: one relation wanted, not %d", len(relations))
		}
		change.Relation = relations[0]
	}
	if names := c.StringSlice("status"); len(names) > 0 {
		statuses, err := readStatuses(names)
		if err != nil {
			return change, err
		}
		if len(statuses) != 1 {
			return change, misused("--status: one status wanted, not %d", len(statuses))
		}
		change.Status = statuses[0]
	}
	if c.IsSet("date") {
		date, err := graph.ParseEventDate(c.String("date"))
		if err != nil {
			return change, misused("--date: %v", err)
		}
		change.Date = &date
	}
	named := c.String("source") != "" || c.String("target") != ""
	switch {
	case c.Bool("swap") && named:
		return change, misused("--swap and --source or --target exclude each other")
	case change == graph.Change{} && !named && !c.Bool("swap"):
		return change, misused("what to correct wanted: --relation, --status, --date, --source, --target or --swap")
	}
	return change, nil
}

func (p *program) acceptEvents(c *cli.Context) error {
	if err := wantArguments(c, 1, -1, "an event"); err != nil {
		return err
	}
	return p.change(c, func(store *graph.Store) error {
		ruled, err := store.Ruled()
		if err != nil {
			return err
		}
		var ids, events []string
		for _, r := range ruled {
			ids = append(ids, r.OnEvent)
			if r.Corrects() {
				ids = append(ids, r.IntoEvent)
			}
		}
		for _, arg := range c.Args().Slice() {
			id, err := graph.OneEvent(arg, ids)
			var unknown *graph.UnknownEventError
			if errors.As(err, &unknown) {
				return fmt.Errorf("no user said anything of an event %q; for those of whom one did: entente events judged", arg)
			} else if err != nil {
				return err
			}
			events = append(events, id)
		}
		for _, id := range events {
			if _, err = store.Accept(id); err != nil {
				break
			}
		}
		if err := errors.Join(err, store.Flush()); err != nil {
			return err
		}
		for _, id := range events {
			fmt.Fprintf(p.stderr, "%s is as it was read\n", id)
		}
		return nil
	})
}

// judgedLine is a ruling as --json prints it.
type judgedLine struct {
	Verdict string `json:"verdict"` // reject or correct
	graph.Ruled
}

func (p *program) judgedEvents(c *cli.Context) error {
	if err := wantArguments(c, 0, 0, "no argument"); err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		ruled, err := store.Ruled()
		if err != nil {
			return err
		}
		var rows [][]string
		for _, r := range ruled {
			line := judgedLine{"reject", r}
			row := []string{r.OnEvent, "rejected", r.Reason, r.On.String()}
			if r.Corrects() {
				line.Verdict = "correct"
				row[1], row[3] = "corrected", row[3]+"\nis "+r.Into.String()
			}
			if c.Bool("json") {
				if err := writeJSON(p.stdout, line); err != nil {
					return err
				}
			}
			rows = append(rows, row)
		}
		if c.Bool("json") {
			return nil
		}
		if len(rows) == 0 {
			fmt.Fprintln(p.stdout, "no decisions")
			return nil
		}
		p.table(p.stdout, []string{"event", "", "why", "as it was read"}, rows)
		return nil
	})
}
