package graph

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

func edgesOf(t testing.TB, s *Store, scope Scope) []Edge {
	t.Helper()
	n, err := s.Network(scope, false)
	require.NoError(t, err)
	var out []Edge
	for e, err := range n.Edges {
		require.NoError(t, err)
		out = append(out, e)
	}
	require.Equal(t, n.EdgeCount, len(out))
	return out
}

// edgeLines lists the edges with how many events, articles and sources they have.
func edgeLines(t testing.TB, s *Store, scope Scope) []string {
	var out []string
	for _, e := range edgesOf(t, s, scope) {
		line := fmt.Sprintf("%s %s %s, %d of %d by %d:", e.Source, e.Relation, e.Target, e.Events, e.Articles, e.Sources)
		for _, d := range e.Dates {
			line += " " + d.String()
		}
		out = append(out, line)
	}
	return out
}

// degreesOf lists the nodes with their degrees, "a 2".
func degreesOf(t testing.TB, s *Store, scope Scope, isolated bool) string {
	t.Helper()
	n, err := s.Network(scope, isolated)
	require.NoError(t, err)
	var out []string
	for node, err := range n.Nodes {
		require.NoError(t, err)
		assert.NotEmpty(t, node.Name)
		out = append(out, string(node.ID)+" "+strings.Repeat("|", node.Degree))
	}
	require.Equal(t, n.NodeCount, len(out))
	return strings.Join(out, ", ")
}

func TestNetwork(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s,
			article("one", "Reuters", schema.Date{}, "b met a 2013-11-18", "a met b 2013-11", "b telephoned a 2013-11-18", "a accused b possible"),
			article("two", "Reuters", schema.Date{}, "a met b 2013-11-18", "c visited d", "c accused d", "c criticised d", "e met f planned"),
			article("three", "AFP", schema.Date{}, "a met b 2013-11-18", "d met a 2014", "g met d 2015-01-02"))
		require.NoError(t, s.Flush())

		assert.Equal(t, []string{
			"a met b, 2 of 3 by 2: 2013-11 2013-11-18",
			"a met d, 1 of 1 by 1: 2014",
			"b telephoned a, 1 of 1 by 1: 2013-11-18",
			"c accused d, 1 of 1 by 1:",
			"c criticised d, 1 of 1 by 1:",
			"c visited d, 1 of 1 by 1:",
			"d met g, 1 of 1 by 1: 2015-01-02",
		}, edgeLines(t, s, Scope{}))
		assert.Equal(t, "a |||, b ||, c |||, d |||||, g |", degreesOf(t, s, Scope{}, false))
		assert.Equal(t, "a |||, b ||, c |||, d |||||, e , f , g |", degreesOf(t, s, Scope{}, true))

		// Only what passes is counted.
		assert.Equal(t, []string{"a met b, 1 of 3 by 2: 2013-11-18"},
			edgeLines(t, s, Scope{Filter: Filter{MinSources: 2}}))
		assert.Equal(t, []string{
			"a accused b, 1 of 1 by 1:",
			"e met f, 1 of 1 by 1:",
		}, edgeLines(t, s, Scope{Filter: Filter{Statuses: []schema.Status{schema.Planned, schema.Possible}}}))

		around := func(hops int, centres ...schema.ActorID) string {
			return degreesOf(t, s, Scope{Around: centres, Hops: hops}, false)
		}
		assert.Equal(t, "a |||, b ||, d |", around(1, "a"), "with what links those around to each other")
		assert.Equal(t, "a |||, b ||, c |||, d |||||, g |", around(2, "a"))
		assert.Equal(t, "a |||, b ||, d ||, g |", around(1, "a", "g"))
		assert.Equal(t, "nobody ", around(1, "nobody"))
		assert.Equal(t, "a ", around(0, "a"))
		assert.Equal(t, "a |, b |, e ", degreesOf(t, s, Scope{Around: []schema.ActorID{"e", "a", "e"}, Hops: 1, Filter: Filter{Relations: []schema.Relation{"telephoned"}}}, false))

		top := func(n int, scope Scope) string {
			scope.Top = n
			return degreesOf(t, s, scope, false)
		}
		assert.Equal(t, "c |||, d |||", top(2, Scope{Filter: Filter{Relations: []schema.Relation{"visited", "accused", "criticised", "telephoned"}}}))
		assert.Equal(t, "a |, c |||, d ||||", top(3, Scope{}), "of equals the first by id")
		assert.Equal(t, "c |||, d ||||, g |", top(2, Scope{Around: []schema.ActorID{"g"}, Hops: 2}), "besides whom it is all about")
		assert.Equal(t, "a ", top(1, Scope{Filter: Filter{Relations: []schema.Relation{"telephoned", "visited"}}}), "though nothing is left to link them")
	})
}

func TestEventRecords(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s,
			article("one", "Reuters", day(1), "b met a 2013-11-18", "c visited d 2012", "a met d planned"),
			article("two", "AFP", schema.Date{}, "a met b 2013-11-18", "d telephoned b"))
		require.NoError(t, s.Flush())
		var got []string
		for r, err := range s.EventRecords(Scope{}) {
			require.NoError(t, err)
			assert.Equal(t, r.Event.ID(), r.ID)
			assert.Equal(t, []schema.ActorID{r.Source, r.Target}, []schema.ActorID{r.From.ID, r.To.ID})
			line := r.From.Name + " " + string(r.Relation) + " " + r.To.Name + " " + r.Date.String()
			require.Len(t, r.Papers, len(r.Evidence))
			for i, paper := range r.Papers {
				assert.Equal(t, r.Evidence[i].Article, paper.ID)
				assert.Equal(t, Citation{r.Evidence[i].ID(r.ID), string(schema.ArticleIRI(paper.Key()))}, r.Cited[i])
				line += " " + paper.Publisher
			}
			got = append(got, line)
		}
		assert.Equal(t, []string{"C visited D 2012 Reuters", "A met B 2013-11-18 Reuters AFP", "D telephoned B  AFP"}, got)
	})
}

// A body is named, whether it has an edge, is an actor without one, or is only spoken of.
func TestNetworkNamesBodies(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		told := article("one", "Reuters", day(1), "a met b 2013-11-18")
		for i := range told.Actors {
			if told.Actors[i].ID == "a" {
				told.Actors[i].Roles = []schema.Role{{Title: "Head", At: "b"}, {Title: "Envoy", At: "un"}, {Title: "Aide", At: "nobody"}, {Title: "Sheikh"}}
			}
		}
		told.Actors = append(told.Actors, schema.Actor{ID: "un", Kind: schema.Organisation, Name: "United Nations"})
		load(t, s, told)
		require.NoError(t, s.Flush())
		n, err := s.Network(Scope{}, false)
		require.NoError(t, err)
		got := map[schema.ActorID]map[schema.ActorID]string{}
		for node, err := range n.Nodes {
			require.NoError(t, err)
			got[node.ID] = node.Bodies
		}
		assert.Equal(t, map[schema.ActorID]map[schema.ActorID]string{"a": {"b": "B", "un": "United Nations"}, "b": {}}, got)
	})
}

func TestNewNetwork(t *testing.T) {
	actors := []schema.Actor{{ID: "c", Name: "C"}, {ID: "a", Name: "A"}, {ID: "lonely", Name: "Lonely"}}
	edge := func(source schema.ActorID, relation schema.Relation, target schema.ActorID, events int) Edge {
		return Edge{Source: source, Relation: relation, Target: target, Events: events}
	}
	given := []Edge{edge("c", "met", "a", 2), edge("c", "accused", "a", 1), edge("a", "praised", "b", 1), edge("a", "met", "a", 1)}
	n, err := NewNetwork(actors, given, false)
	require.NoError(t, err)
	var got []string
	for node, err := range n.Nodes {
		require.NoError(t, err)
		got = append(got, fmt.Sprint(node.ID, " ", node.Name, " ", node.Degree))
	}
	for e, err := range n.Edges {
		require.NoError(t, err)
		got = append(got, fmt.Sprint(e.Source, " ", e.Relation, " ", e.Target, " ", e.Events))
	}
	assert.Equal(t, []string{"a A 3", "b b 1", "c C 2", "a praised b 1", "a met c 2", "c accused a 1"}, got)
	assert.Equal(t, []int{3, 3}, []int{n.NodeCount, n.EdgeCount})
	assert.Equal(t, edge("c", "met", "a", 2), given[0], "what is given is left as it is")

	n, err = NewNetwork(actors, nil, true)
	require.NoError(t, err)
	assert.Equal(t, []int{3, 0}, []int{n.NodeCount, n.EdgeCount})

	for want, edges := range map[string][]Edge{
		"graph: network: edge a met c stands twice":     {edge("a", "met", "c", 1), edge("c", "met", "a", 1)},
		"graph: network: edge a accused c stands twice": {edge("a", "accused", "c", 1), edge("a", "met", "c", 1), edge("a", "accused", "c", 1)},
		"graph: network: edge a met c has no events":    {edge("a", "met", "c", 0)},
	} {
		_, err := NewNetwork(actors, edges, false)
		assert.EqualError(t, err, want)
	}
	_, err = NewNetwork(append(actors, actors[0]), nil, false)
	assert.EqualError(t, err, "graph: network: actor c stands twice")
}

// Quads of elsewhere may have an event of a symmetric relation from either end, and an
// event of several sources: it is that of the first by id, as in every answer.
func TestNetworkOfOddEvents(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		event := func(id, relation string, ends ...string) (out []quad.Quad) {
			add := func(p quad.IRI, o quad.Value) {
				out = append(out, quad.Quad{Subject: quad.IRI("event/" + id), Predicate: p, Object: o})
			}
			add(schema.PredRelation, quad.IRI(relation))
			add(schema.PredStatus, quad.String("actual"))
			add(schema.PredTarget, quad.IRI(ends[0]))
			for _, source := range ends[1:] {
				add(schema.PredSource, quad.IRI(source))
			}
			return out
		}
		all := slices.Concat(event("1", "met", "a", "b"), event("2", "met", "b", "a"), event("3", "accused", "c", "d", "a"), event("4", "accused", "d", "d"))
		_, err := s.LoadQuads("odd", sequence(nil, all...))
		require.NoError(t, err)
		require.NoError(t, s.Flush())
		assert.Equal(t, []string{"a met b, 2 of 0 by 0:", "a accused c, 1 of 0 by 0:"}, edgeLines(t, s, Scope{}))
	})
}
