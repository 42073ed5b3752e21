package index

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// partOracle is what a scope leaves, by looking at all events again and again.
type partOracle struct {
	events  []Event
	degrees map[schema.ActorID]int
	asked   []schema.ActorID
}

type relationship struct {
	source, target schema.ActorID
	relation       schema.Relation
}

func partOf(events []Event, scope Scope) partOracle {
	o := partOracle{events: oracleOf(scope.Filter, events).events, asked: scope.Around}
	if len(scope.Around) > 0 {
		near := map[schema.ActorID]bool{}
		for _, a := range scope.Around {
			near[a] = true
		}
		for range scope.Hops {
			reached := maps.Clone(near)
			for _, e := range o.events {
				if near[e.Source] || near[e.Target] {
					reached[e.Source], reached[e.Target] = true, true
				}
			}
			near = reached
		}
		o.keep(near)
	}
	o.count()
	if scope.Top > 0 {
		most := slices.SortedFunc(maps.Keys(o.degrees), func(a, b schema.ActorID) int {
			return cmp.Or(cmp.Compare(o.degrees[b], o.degrees[a]), cmp.Compare(a, b))
		})
		most = slices.DeleteFunc(most, func(a schema.ActorID) bool { return slices.Contains(scope.Around, a) })
		o.asked = slices.Concat(scope.Around, most[:min(scope.Top, len(most))])
		top := map[schema.ActorID]bool{}
		for _, a := range o.asked {
			top[a] = true
		}
		o.keep(top)
		o.count()
	}
	return o
}

func (o *partOracle) keep(actors map[schema.ActorID]bool) {
	o.events = slices.DeleteFunc(o.events, func(e Event) bool { return !actors[e.Source] || !actors[e.Target] })
}

func (o *partOracle) edges() map[relationship][]Event {
	edges := map[relationship][]Event{}
	for _, e := range o.events {
		r := relationship{e.Source, e.Target, e.Relation}
		edges[r] = append(edges[r], e)
	}
	return edges
}

func (o *partOracle) count() {
	o.degrees = map[schema.ActorID]int{}
	for r := range o.edges() {
		o.degrees[r.source]++
		o.degrees[r.target]++
	}
}

func (o *partOracle) edge(r relationship, events []Event) Edge {
	e := Edge{Source: r.source, Target: r.target, Relation: r.relation, Events: len(events)}
	articles, dates := map[Article]bool{}, map[string]schema.Date{}
	for _, status := range statuses {
		if slices.ContainsFunc(events, func(e Event) bool { return e.Status == status }) {
			e.Statuses = append(e.Statuses, status)
		}
	}
	if len(e.Statuses) == 1 && e.Statuses[0] == schema.Actual {
		e.Statuses = nil
	}
	outlets := map[uint32]bool{}
	for _, one := range events {
		for _, a := range one.Articles {
			articles[a], outlets[a.Outlet] = true, true
		}
		if !one.Date.IsZero() {
			dates[one.Date.String()] = one.Date
		}
	}
	e.Articles, e.Sources = len(articles), len(outlets)
	e.Dates = slices.SortedFunc(maps.Values(dates), func(x, y schema.Date) int {
		return cmp.Or(x.Time().Compare(y.Time()), x.End().Compare(y.End()))
	})
	return e
}

func TestPartEqualsAllEvents(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	edges := 0
	for round := range 500 {
		_, events := random(t, r)
		for i := range events { // an outlet has several articles
			for k := range events[i].Articles {
				a := uint32(r.IntN(9))
				events[i].Articles[k] = Article{a, a / 3}
			}
			slices.SortFunc(events[i].Articles, func(x, y Article) int { return cmp.Compare(x.Number, y.Number) })
			events[i].Articles = slices.CompactFunc(events[i].Articles, func(x, y Article) bool { return x.Outlet == y.Outlet })
		}
		g := indexed(t, events)
		var scope Scope
		if r.IntN(2) == 0 {
			scope.Filter.Statuses = []schema.Status{schema.Actual}
		}
		if r.IntN(3) == 0 {
			scope.Filter.Since, _ = schema.ParseDate(fmt.Sprintf("2013-%02d", 1+r.IntN(4)))
		}
		if r.IntN(4) == 0 {
			scope.Filter.MinSources = 2
		}
		for range r.IntN(3) {
			scope.Around = append(scope.Around, schema.ActorID(fmt.Sprintf("p%d", r.IntN(8))))
			scope.Hops = r.IntN(3)
		}
		if r.IntN(2) == 0 {
			scope.Top = 1 + r.IntN(5)
		}
		what := fmt.Sprintf("round %d, %+v, of %v", round, scope, events)
		part, want := g.Part(scope), partOf(events, scope)

		actors := slices.Sorted(slices.Values(slices.AppendSeq(slices.Clone(want.asked), maps.Keys(want.degrees))))
		require.True(t, slices.Equal(slices.Compact(actors), part.Actors()), what)
		for _, a := range part.Actors() {
			require.Equal(t, want.degrees[a], part.Degree(a), what)
		}
		got := slices.Collect(part.Edges())
		require.Len(t, got, part.EdgeCount(), what)
		require.True(t, slices.IsSortedFunc(got, Edge.Compare), what)
		all := want.edges()
		require.Len(t, got, len(all), what)
		for _, e := range got {
			r := relationship{e.Source, e.Target, e.Relation}
			require.Equal(t, want.edge(r, all[r]), e, what)
		}
		edges += len(got)

		ids := part.Events()
		var wanted []string
		for _, e := range want.events {
			wanted = append(wanted, e.ID)
		}
		require.ElementsMatch(t, wanted, ids, what)
	}
	assert.Greater(t, edges, 500, "too few for a test")
}
