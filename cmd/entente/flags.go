package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

func dbFlag() cli.Flag {
	return &cli.StringFlag{Name: "db", Usage: "the database, a `FOLDER`", Value: "entente.db", EnvVars: []string{"ENTENTE_DB"}}
}

// waitFlag goes with dbFlag: see [program.app].
func waitFlag() cli.Flag {
	return &cli.DurationFlag{Name: "wait", Usage: "wait for `TIME`, such as 30s, while another entente has the database"}
}

func jsonFlag() cli.Flag {
	return &cli.BoolFlag{Name: "json", Usage: "answer in JSON lines", DisableDefaultText: true}
}

func workersFlag() cli.Flag {
	return &cli.IntFlag{Name: "workers", Usage: "analyse `N` articles at a time; 0: one for each processor"}
}

func publishedFlag() cli.Flag {
	return &cli.StringFlag{Name: "published", Usage: "the `DATE` of publication of articles that give none"}
}

// filterFlags choose the events that an answer rests on.
func filterFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "since", Usage: "events on or after `DATE` (2013-11-18, 2013-11 or 2013)"},
		&cli.StringFlag{Name: "until", Usage: "events on or before `DATE`"},
		&cli.StringSliceFlag{Name: "status", Usage: "events of `STATUS` actual, planned, possible or negated; any: all of them (may be repeated)"},
		&cli.StringSliceFlag{Name: "relation", Usage: "events of `RELATION`, such as telephoned, or of a PLOVER type, such as CONSULT (may be repeated)"},
		&cli.BoolFlag{Name: "any", Usage: "events of every relation", DisableDefaultText: true},
		&cli.IntFlag{Name: "min-sources", Usage: "events that at least `N` sources tell"},
	}
}

// readFilter reads filterFlags. Where the user names no status or relation, the
// answer rests on the given ones; nil are all.
func readFilter(c *cli.Context, statuses []schema.Status, relations []schema.Relation) (graph.Filter, error) {
	f := graph.Filter{Statuses: statuses, Relations: relations, MinSources: c.Int("min-sources")}
	var err error
	if f.Since, err = readDate(c, "since"); err != nil {
		return f, err
	}
	if f.Until, err = readDate(c, "until"); err != nil {
		return f, err
	}
	if !f.Since.IsZero() && !f.Until.IsZero() && f.Until.Before(f.Since) {
		return f, misused("--until %s is before --since %s", f.Until, f.Since)
	}
	if f.MinSources < 0 {
		return f, misused("--min-sources %d: how many can't be negative", f.MinSources)
	}
	if names := c.StringSlice("status"); len(names) > 0 {
		if f.Statuses, err = readStatuses(names); err != nil {
			return f, err
		}
	}
	names := c.StringSlice("relation")
	switch {
	case c.Bool("any") && len(names) > 0:
		return f, misused("--any and --relation exclude each other")
	case c.Bool("any"):
		f.Relations = nil
	case len(names) > 0:
		if f.Relations, err = readRelations(names); err != nil {
			return f, err
		}
	}
	return f, nil
}

func readDate(c *cli.Context, flag string) (schema.Date, error) {
	if !c.IsSet(flag) {
		return schema.Date{}, nil
	}
	d, err := schema.ParseDate(c.String(flag))
	if err != nil {
		return schema.Date{}, misused("--%s: %v", flag, err)
	}
	return d, nil
}

func readStatuses(names []string) ([]schema.Status, error) {
	var out []schema.Status
	for _, name := range names {
		s := schema.Status(strings.ToLower(strings.TrimSpace(name)))
		switch {
		case s == "any":
			return schema.Statuses(), nil
		case !slices.Contains(schema.Statuses(), s):
			return nil, misused("--status %s: there are actual, planned, possible, negated and any", name)
		}
		out = append(out, s)
	}
	return out, nil
}

func readRelations(names []string) ([]schema.Relation, error) {
	var out []schema.Relation
	for _, name := range names {
		name = strings.TrimSpace(name)
		typed := relationsOf(strings.ToUpper(name))
		switch r := schema.Relation(strings.ToLower(name)); {
		case r.Valid():
			out = append(out, r)
		case typed != nil:
			out = append(out, typed...)
		default:
			return nil, misused("--relation %s: there is no such relation%s", name, nearRelation(string(r)))
		}
	}
	return out, nil
}

// relationsOf lists the relations of a PLOVER type.
func relationsOf(plover string) []schema.Relation {
	var out []schema.Relation
	for _, spec := range schema.Relations() {
		if spec.PLOVER == plover {
			out = append(out, spec.Name)
		}
	}
	return out
}

func nearRelation(typed string) string {
	var names []string
	for _, spec := range schema.Relations() {
		names = append(names, string(spec.Name))
	}
	if guess := likely(typed, names); guess != "" {
		return "; did you mean " + guess + "?"
	}
	return ""
}

// wantArguments checks how many arguments there are; at most -1 is any number.
func wantArguments(c *cli.Context, least, most int, what string) error {
	n := c.NArg()
	switch {
	case n < least && n == 0:
		return misused("%s wanted", what)
	case n < least:
		return misused("%s wanted, only %q given", what, c.Args().First())
	case most >= 0 && n > most:
		return misused("%s wanted, %q is too much (an argument of several words goes in quotes)", what, c.Args().Get(most))
	}
	for _, a := range c.Args().Slice() {
		if strings.TrimSpace(a) == "" {
			return misused("%s wanted, not an empty one", what)
		}
	}
	return nil
}
