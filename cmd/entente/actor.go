package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

// partnersShown is how many of an actor's partners its table lists.
const partnersShown = 10

func (p *program) actorCommand() *cli.Command {
	return &cli.Command{
		Name:        "actor",
		Usage:       "what the graph knows of an actor",
		UsageText:   "entente actor NAME [FLAG…]",
		Description: "Counts events of every relation and status; filters narrow them.",
		Flags:       append([]cli.Flag{dbFlag(), jsonFlag()}, filterFlags()...),
		Action:      p.actor,
	}
}

// actorLine is an actor as --json prints it.
type actorLine struct {
	schema.Actor
	Events    int             `json:"events"`
	Articles  int             `json:"articles"`
	First     string          `json:"first"`
	Last      string          `json:"last"`
	Relations map[string]int  `json:"relations"`
	Partners  []partnerOfLine `json:"partners"`

	Same []schema.Sameness `json:"same,omitempty"` // the ids that were merged into this one
}

type partnerOfLine struct {
	ID     schema.ActorID `json:"id"`
	Name   string         `json:"name"`
	Events int            `json:"events"`
}

func (p *program) actor(c *cli.Context) error {
	if err := wantArguments(c, 1, 1, "one actor"); err != nil {
		return err
	}
	filter, err := readFilter(c, nil, nil)
	if err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		found, err := p.find(store, c.Args().First())
		if err != nil {
			return err
		}
		profile, err := store.Profile(found.ID, filter)
		if err != nil {
			return err
		}
		same, err := store.Samenesses(found.ID)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			line := newActorLine(profile)
			line.Same = same
			return writeJSON(p.stdout, line)
		}
		p.showProfile(store, profile, same)
		return nil
	})
}

func newActorLine(profile graph.Profile) actorLine {
	line := actorLine{
		Actor: profile.Actor, Events: profile.Events, Articles: profile.Articles,
		First: profile.First.String(), Last: profile.Last.String(),
		Relations: map[string]int{}, Partners: []partnerOfLine{},
	}
	for _, r := range profile.ByRelation {
		line.Relations[r.Name] = r.N
	}
	for _, partner := range profile.Partners {
		line.Partners = append(line.Partners, partnerOfLine{partner.Actor.ID, partner.Actor.Name, partner.Events})
	}
	return line
}

func (p *program) showProfile(store *graph.Store, profile graph.Profile, same []schema.Sameness) {
	a := profile.Actor
	rows := [][]string{{"id", string(a.ID)}, {"what", describe(a)}}
	if len(a.Aliases) > 0 {
		rows = append(rows, []string{"also", strings.Join(a.Aliases, ", ")})
	}
	if len(same) > 0 {
		var ids []string
		for _, s := range same {
			ids = append(ids, fmt.Sprintf("%s (%s)", s.Old, why(s)))
		}
		rows = append(rows, []string{"same as", strings.Join(ids, "\n")})
	}
	if len(a.Roles) > 0 {
		var roles []string
		for _, r := range a.Roles {
			roles = append(roles, showRole(store, r))
		}
		rows = append(rows, []string{"roles", strings.Join(roles, "\n")})
	}
	events := count(profile.Events, "event")
	if profile.Events > 0 {
		events += " in " + count(profile.Articles, "article") + showPeriod(profile.First, profile.Last)
	}
	rows = append(rows, []string{"told", events})
	fmt.Fprintln(p.stdout, a.Name)
	p.table(p.stdout, nil, rows)

	var relations, partners [][]string
	for _, r := range profile.ByRelation {
		relations = append(relations, []string{strings.ReplaceAll(r.Name, "_", " "), strconv.Itoa(r.N)})
	}
	for i, partner := range profile.Partners {
		if i == partnersShown {
			partners = append(partners, []string{fmt.Sprintf("and %d more", len(profile.Partners)-i), ""})
			break
		}
		partners = append(partners, []string{partner.Actor.Name, strconv.Itoa(partner.Events)})
	}
	p.section([]string{"relation", "events"}, relations)
	p.section([]string{"with", "events"}, partners)
}

// section is a table after a blank line; nothing if it has no rows.
func (p *program) section(header []string, rows [][]string) {
	if len(rows) > 0 {
		fmt.Fprintln(p.stdout)
		p.table(p.stdout, header, rows)
	}
}

// showRole is "Foreign Minister of Iran, seen 18 Nov 2013".
func showRole(store *graph.Store, r schema.Role) string {
	s := r.Title
	if r.At != "" {
		at := string(r.At)
		if a, err := store.Find(at); err == nil {
			at = a.Name
		}
		s += " of " + at
	}
	for _, d := range []struct {
		word string
		date schema.Date
	}{{"from", r.From}, {"to", r.To}, {"seen", r.Seen}} {
		if !d.date.IsZero() {
			s += ", " + d.word + " " + showDate(d.date)
		}
	}
	return s
}

// showPeriod is ", 18 Nov 2013 to 20 Sep 2016", and "" if no event is dated.
func showPeriod(first, last schema.Date) string {
	switch {
	case first.IsZero():
		return ""
	case first == last:
		return ", " + showDate(first)
	}
	return ", " + showDate(first) + " to " + showDate(last)
}
