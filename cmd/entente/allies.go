package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

func (p *program) alliesCommand() *cli.Command {
	return &cli.Command{
		Name:      "allies",
		Usage:     "who stands with an actor, and who against it",
		UsageText: "entente allies ACTOR [FLAG…]",
		Description: "Counts events whose relation is friendly (supported, agreed with, aided …) against hostile\n" +
			"ones (accused, sanctioned, attacked …), whoever of the two acts. Only what happened counts,\n" +
			"unless --status asks for more.",
		Flags: append([]cli.Flag{
			dbFlag(), jsonFlag(),
			&cli.BoolFlag{Name: "indirect", Usage: "friends of friends and enemies of enemies, too", DisableDefaultText: true},
			&cli.BoolFlag{Name: "triads", Usage: "triads that are out of balance, too: two who stand together differ about a third, or all three stand against each other", DisableDefaultText: true},
		}, filterFlags()...),
		Action: p.allies,
	}
}

// stanceLine is how an actor stands to another, as --json prints it.
type stanceLine struct {
	Answer   string         `json:"answer"` // "stance"
	Actor    schema.ActorID `json:"actor"`
	Name     string         `json:"name"`
	Stands   string         `json:"stands"` // with, against or both
	Friendly int            `json:"friendly"`
	Hostile  int            `json:"hostile"`
	Last     string         `json:"last"` // date of the newest event, "" if none is dated
}

// indirectLine is a friend of friends or an enemy of enemies.
type indirectLine struct {
	Answer string           `json:"answer"` // "friend of friends", "enemy of enemies"
	Actor  schema.ActorID   `json:"actor"`
	Name   string           `json:"name"`
	Over   []schema.ActorID `json:"over"`
}

// triadLine is a triad out of balance.
type triadLine struct {
	Answer  string           `json:"answer"` // "triad"
	Actors  []schema.ActorID `json:"actors"`
	Balance []int            `json:"balance"` // of the first with the second and the third, of the second with the third
}

func (p *program) allies(c *cli.Context) error {
	if err := wantArguments(c, 1, 1, "one actor"); err != nil {
		return err
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
		allies, err := store.Allies(actor.ID, filter, c.Bool("indirect"), c.Bool("triads"))
		if err != nil {
			return err
		}
		if c.Bool("json") {
			return p.writeAllies(allies)
		}
		p.showAllies(actor, allies)
		return nil
	})
}

func stands(s graph.Stance) string {
	switch balance := s.Balance(); {
	case balance > 0:
		return "with"
	case balance < 0:
		return "against"
	}
	return "both"
}

func (p *program) showAllies(actor schema.Actor, allies graph.Allies) {
	rows := map[string][][]string{}
	for _, s := range allies.Stances {
		rows[stands(s)] = append(rows[stands(s)], []string{s.Actor.Name, fmt.Sprint(s.Friendly), fmt.Sprint(s.Hostile), showDate(s.Last)})
	}
	fmt.Fprintf(p.stdout, "%s (%s): stands with %d, against %d\n", actor.Name, describe(actor), len(rows["with"]), len(rows["against"]))
	for _, part := range []string{"with", "against", "both"} {
		if len(rows[part]) > 0 {
			fmt.Fprintln(p.stdout)
			p.table(p.stdout, []string{part, "friendly", "hostile", "latest"}, rows[part])
		}
	}
	for _, part := range []struct {
		name string
		all  []graph.Indirect
	}{{"friends of friends", allies.Friends}, {"enemies of enemies", allies.Enemies}} {
		var rows [][]string
		for _, i := range part.all {
			rows = append(rows, []string{i.Actor.Name, joinNames(i.Over)})
		}
		if len(rows) > 0 {
			fmt.Fprintln(p.stdout)
			p.table(p.stdout, []string{part.name, "by way of"}, rows)
		}
	}
	if len(allies.Unbalanced) > 0 {
		var rows [][]string
		for _, t := range allies.Unbalanced {
			rows = append(rows, []string{
				t.Actors[1].Name, t.Actors[2].Name,
				fmt.Sprintf("%s stands %s the one and %s the other; they stand %s each other",
					actor.Name, stands(t.Between[0]), stands(t.Between[1]), stands(t.Between[2])),
			})
		}
		fmt.Fprintln(p.stdout)
		p.table(p.stdout, []string{"out of balance", "and", "how"}, rows)
	}
}

func joinNames(actors []schema.Actor) string {
	var names []string
	for _, a := range actors {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}

func (p *program) writeAllies(allies graph.Allies) error {
	var lines []any
	for _, s := range allies.Stances {
		lines = append(lines, stanceLine{"stance", s.Actor.ID, s.Actor.Name, stands(s), s.Friendly, s.Hostile, s.Last.String()})
	}
	lines = append(lines, indirectLines("friend of friends", allies.Friends)...)
	lines = append(lines, indirectLines("enemy of enemies", allies.Enemies)...)
	for _, t := range allies.Unbalanced {
		line := triadLine{Answer: "triad"}
		for i, a := range t.Actors {
			line.Actors = append(line.Actors, a.ID)
			line.Balance = append(line.Balance, t.Between[i].Balance())
		}
		lines = append(lines, line)
	}
	for _, line := range lines {
		if err := writeJSON(p.stdout, line); err != nil {
			return err
		}
	}
	return nil
}

func indirectLines(answer string, all []graph.Indirect) []any {
	var lines []any
	for _, i := range all {
		line := indirectLine{answer, i.Actor.ID, i.Actor.Name, nil}
		for _, over := range i.Over {
			line.Over = append(line.Over, over.ID)
		}
		lines = append(lines, line)
	}
	return lines
}
