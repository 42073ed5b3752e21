package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

// query opens the database for reading, asks, and closes it again.
func (p *program) query(c *cli.Context, ask func(*graph.Store) error) (err error) {
	store, err := p.openForReading(c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return ask(store)
}

// find resolves the name of an actor. That of several actors is a failure
// that lists them on standard error, for the user to choose.
func (p *program) find(store *graph.Store, name string) (schema.Actor, error) {
	actor, err := store.Find(name)
	var ambiguous *graph.AmbiguousActorError
	if !errors.As(err, &ambiguous) {
		return actor, err
	}
	fmt.Fprintf(p.stderr, "entente: %q may be any of these; give the full name or the id:\n", name)
	var rows [][]string
	for _, a := range ambiguous.Candidates {
		rows = append(rows, []string{a.Name, string(a.ID), describe(a)})
	}
	p.table(p.stderr, nil, rows)
	return actor, errSaid
}

// describe is the kind, country and code of an actor, "person, IRN, IRNGOV".
func describe(a schema.Actor) string {
	parts := []string{string(a.Kind)}
	for _, s := range []string{a.Country, a.Code} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}
