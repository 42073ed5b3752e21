package main

import (
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
)

func (p *program) statsCommand() *cli.Command {
	return &cli.Command{
		Name:      "stats",
		Usage:     "how much is in the database",
		UsageText: "entente stats [FLAG…]",
		Flags:     []cli.Flag{dbFlag(), jsonFlag()},
		Action:    p.stats,
	}
}

// statsLine is what --json prints.
type statsLine struct {
	Articles  int            `json:"articles"`
	Events    int            `json:"events"`
	Evidence  int            `json:"evidence"`
	Actors    int            `json:"actors"`
	Quads     int            `json:"quads"`
	First     string         `json:"first"`
	Last      string         `json:"last"`
	Kinds     map[string]int `json:"kinds"`
	Relations map[string]int `json:"relations"`
	Statuses  map[string]int `json:"statuses"`
}

func (p *program) stats(c *cli.Context) error {
	if err := wantArguments(c, 0, 0, "no argument"); err != nil {
		return err
	}
	return p.query(c, func(store *graph.Store) error {
		stats, err := store.Stats()
		if err != nil {
			return err
		}
		if c.Bool("json") {
			return writeJSON(p.stdout, statsLine{
				stats.Articles, stats.Events, stats.Evidence, stats.Actors, stats.Quads, stats.First.String(), stats.Last.String(),
				asMap(stats.ByKind), asMap(stats.ByRelation), asMap(stats.ByStatus),
			})
		}
		rows := [][]string{
			{"articles", strconv.Itoa(stats.Articles)},
			{"events", strconv.Itoa(stats.Events) + showPeriod(stats.First, stats.Last)},
			{"sentences that tell them", strconv.Itoa(stats.Evidence)},
			{"actors", strconv.Itoa(stats.Actors)},
			{"quads", strconv.Itoa(stats.Quads)},
		}
		p.table(p.stdout, nil, rows)
		p.section([]string{"actors", "number"}, countRows(stats.ByKind))
		p.section([]string{"relation", "events"}, countRows(stats.ByRelation))
		p.section([]string{"status", "events"}, countRows(stats.ByStatus))
		return nil
	})
}

func asMap(counts []graph.Count) map[string]int {
	m := make(map[string]int, len(counts))
	for _, c := range counts {
		m[c.Name] = c.N
	}
	return m
}

func countRows(counts []graph.Count) [][]string {
	var rows [][]string
	for _, c := range counts {
		rows = append(rows, []string{strings.ReplaceAll(c.Name, "_", " "), strconv.Itoa(c.N)})
	}
	return rows
}
