package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

func (p *program) centralCommand() *cli.Command {
	return &cli.Command{
		Name:      "central",
		Usage:     "who stands in the middle: degree, betweenness, PageRank, cores and communities",
		UsageText: "entente central [FLAG…]",
		Description: "Measures all actors over what happened, by the ties that events make, whichever way these\n" +
			"point; --relation and the other filters choose events.",
		Flags: append([]cli.Flag{
			dbFlag(), jsonFlag(),
			&cli.StringFlag{Name: "by", Usage: "order by `MEASURE` degree, events, betweenness, pagerank, core or community", Value: "degree"},
			&cli.IntFlag{Name: "top", Usage: "the first `N` alone; 0: all", Value: 20},
		}, filterFlags()...),
		Action: p.central,
	}
}

// orders are what --by takes: the first is first. The order of places is kept between equals.
var orders = map[string]func(x, y graph.Place) int{
	"degree":      func(x, y graph.Place) int { return cmp.Compare(y.Degree, x.Degree) },
	"events":      func(x, y graph.Place) int { return cmp.Compare(y.Events, x.Events) },
	"betweenness": func(x, y graph.Place) int { return cmp.Compare(y.Betweenness, x.Betweenness) },
	"pagerank":    func(x, y graph.Place) int { return cmp.Compare(y.PageRank, x.PageRank) },
	"core":        func(x, y graph.Place) int { return cmp.Compare(y.Core, x.Core) },
	"community":   func(x, y graph.Place) int { return cmp.Compare(x.Community, y.Community) },
}

// placeLine is a line of --json.
type placeLine struct {
	Actor       schema.ActorID `json:"actor"`
	Name        string         `json:"name"`
	Kind        schema.Kind    `json:"kind"`
	Country     string         `json:"country"`
	Degree      int            `json:"degree"`
	Events      int            `json:"events"`
	Betweenness float64        `json:"betweenness"`
	PageRank    float64        `json:"pagerank"`
	Core        int            `json:"core"`
	Community   int            `json:"community"`
}

func (p *program) central(c *cli.Context) error {
	if err := wantArguments(c, 0, 0, "no argument"); err != nil {
		return err
	}
	filter, err := readFilter(c, []schema.Status{schema.Actual}, nil)
	if err != nil {
		return err
	}
	order, known := orders[strings.ToLower(c.String("by"))]
	switch {
	case !known:
		return misused("--by %s: there are degree, events, betweenness, pagerank, core and community", c.String("by"))
	case c.Int("top") < 0:
		return misused("--top %d: how many can't be negative", c.Int("top"))
	}
	return p.query(c, func(store *graph.Store) error {
		places, pivots, err := store.Central(filter)
		if err != nil {
			return err
		}
		all := len(places)
		slices.SortStableFunc(places, order)
		if top := c.Int("top"); top > 0 {
			places = places[:min(top, all)]
		}
		ids := make([]schema.ActorID, len(places))
		for i, place := range places {
			ids[i] = place.Actor
		}
		actors, err := store.ActorsOf(ids)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			err = p.writePlaces(places, actors)
		} else {
			p.showPlaces(places, actors)
		}
		if err == nil {
			err = p.stdout.Flush()
		}
		if pivots > 0 {
			fmt.Fprintf(p.stderr, "betweenness is an estimate: from the shortest chains of %d of %s\n", pivots, count(all, "actor"))
		}
		return err
	})
}

func (p *program) showPlaces(places []graph.Place, actors []schema.Actor) {
	if len(places) == 0 {
		fmt.Fprintln(p.stdout, "no events, so nobody stands anywhere")
		return
	}
	var rows [][]string
	for i, place := range places {
		rows = append(rows, []string{
			fmt.Sprint(place.Degree), fmt.Sprint(place.Events), fmt.Sprintf("%.4f", place.Betweenness), fmt.Sprintf("%.4f", place.PageRank),
			fmt.Sprint(place.Core), fmt.Sprint(place.Community), actors[i].Name + " (" + describe(actors[i]) + ")",
		})
	}
	p.table(p.stdout, []string{"degree", "events", "betweenness", "pagerank", "core", "community", "actor"}, rows)
}

func (p *program) writePlaces(places []graph.Place, actors []schema.Actor) error {
	for i, at := range places {
		line := placeLine{
			at.Actor, actors[i].Name, actors[i].Kind, actors[i].Country,
			at.Degree, at.Events, at.Betweenness, at.PageRank, at.Core, at.Community,
		}
		if err := writeJSON(p.stdout, line); err != nil {
			return err
		}
	}
	return nil
}
