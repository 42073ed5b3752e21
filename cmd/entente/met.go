package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

func (p *program) metCommand() *cli.Command {
	return &cli.Command{
		Name:      "met",
		Usage:     "whom an actor met, telephoned, visited …, or when two actors did",
		UsageText: "entente met ACTOR [ACTOR] [FLAG…]",
		Description: "Answers with actual contacts (the CONSULT relations) unless --status, --relation or\n" +
			"--any ask for others. An actor is named in full, by an alias, by the surname where\n" +
			"that is unique, or by id; case and accents don't matter.",
		Flags:  append([]cli.Flag{dbFlag(), jsonFlag()}, filterFlags()...),
		Action: p.met,
	}
}

func (p *program) met(c *cli.Context) error {
	if err := wantArguments(c, 1, 2, "one actor, or two,"); err != nil {
		return err
	}
	filter, err := readFilter(c, []schema.Status{schema.Actual}, relationsOf("CONSULT"))
	if err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		actor, err := p.find(store, c.Args().First())
		if err != nil {
			return err
		}
		contacts, none, err := p.contacts(c, store, actor, filter, "contacts")
		if err != nil {
			return err
		}
		if c.Bool("json") {
			for _, contact := range contacts {
				for _, told := range contact.Events {
					if err := writeTold(p.stdout, store, told); err != nil {
						return err
					}
				}
			}
			return nil
		}
		var rows [][]string
		for _, contact := range contacts {
			for _, told := range contact.Events {
				rows = append(rows, toldRow(told, actor, contact.Actor))
			}
		}
		if len(rows) == 0 {
			fmt.Fprintln(p.stdout, none)
			return nil
		}
		fmt.Fprintf(p.stdout, "%s (%s): %s with %s\n\n", actor.Name, describe(actor), count(len(rows), "contact"), count(len(contacts), "actor"))
		p.toldTable(rows)
		return nil
	})
}

// contacts are those of the actor, or that with the second actor alone, though without
// an event, if one is given; none is what to say if there are no events, which the
// command calls by a noun.
func (p *program) contacts(c *cli.Context, store *graph.Store, actor schema.Actor, filter graph.Filter, noun string) (contacts []graph.Contact, none string, err error) {
	if c.NArg() == 1 {
		contacts, err = store.Contacts(actor.ID, filter)
		return contacts, fmt.Sprintf("%s (%s): no %s", actor.Name, describe(actor), noun), err
	}
	other, err := p.find(store, c.Args().Get(1))
	if err != nil {
		return nil, "", err
	}
	if other.ID == actor.ID {
		return nil, "", fmt.Errorf("%q and %q are both %s", c.Args().First(), c.Args().Get(1), actor.Name)
	}
	events, err := store.Between(actor.ID, other.ID, filter)
	contacts = []graph.Contact{{Actor: other, Events: events}}
	return contacts, fmt.Sprintf("%s and %s: no %s", actor.Name, other.Name, noun), err
}
