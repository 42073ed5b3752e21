package graph

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGraphQLAndMQL(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		in := newInserter(s.quads)
		require.NoError(t, in.add(followers()))
		require.NoError(t, in.flush())
		load(t, s, news()...)
		type query = func(context.Context, string, int, func(json.RawMessage) error) error
		for _, q := range []struct {
			ask        query
			text, want string
		}{
			{s.GraphQL, `{ nodes(id: <alice>) { id, follows { id } } }`, `{"follows":{"id":"bob"},"id":"alice"}`},
			{s.GraphQL, `{ nodes(status: "cool", first: 1, follows: <fred>) { id } }`, `{"id":"bob"}`},
			{s.GraphQL, `{ nodes(id: <bob>) { id, by: <follows> @rev { id }, born @opt } }`, `{"by":[{"id":"alice"},{"id":"dani"},{"id":"charlie"}],"id":"bob"}`},
			{s.GraphQL, `{ nodes(id: <greg>) { status @opt } }`, `{"status":["cool","smart"]}`},
			{s.GraphQL, `{ nodes(id: <greg>) { status @label(v: <smart_graph>) } }`, `{"status":"smart"}`},
			{s.GraphQL, `{ b: nodes(id: <alice>) { id } a: nodes(id: <fred>) { follows @unnest { who: id } } }`, "{\"who\":\"greg\"}\n{\"id\":\"alice\"}"},
			{s.GraphQL, `{ nodes(id: <emily>) { follows {*} } }`, `{"follows":{"follows":"greg","id":"fred"}}`},
			{s.GraphQL, `{ nodes(id: <nobody>) { name } }`, ``},
			{s.GraphQL, `{ nodes(id: <hassan-rouhani>) { telephoned @rev { name, alias @opt } } }`, `{"telephoned":{"alias":["Putin","V. V. Putin"],"name":"Vladimir Putin"}}`},
			{s.GraphQL, `{ nodes(source: <vladimir-putin>, relation: <telephoned>) { date, target, status } }`, `{"date":"2013-11-18","status":"actual","target":"hassan-rouhani"}`},

			{s.MQL, `[{"id": null, "<status>": "cool"}]`, "{\"<status>\":\"cool\",\"id\":\"bob\"}\n{\"<status>\":\"cool\",\"id\":\"dani\"}\n{\"<status>\":\"cool\",\"id\":\"greg\"}"},
			{s.MQL, `[{"id": "<charlie>", "<follows>": []}]`, `{"<follows>":["bob","dani"],"id":"charlie"}`},
			{s.MQL, `[{"id": "<bob>", "!<follows>": [{"id": null, "<status>": "cool"}]}]`, `{"!<follows>":[{"<status>":"cool","id":"dani"}],"id":"bob"}`},
			{s.MQL, `[{"id": null, "@A:<follows>": "<bob>", "@B:<follows>": "<dani>"}]`, `{"@A:<follows>":"bob","@B:<follows>":"dani","id":"charlie"}`},
			{s.MQL, `[{"id": "<nobody>", "<name>": null}]`, ``},
		} {
			var got []string
			err := q.ask(context.Background(), q.text, 0, func(row json.RawMessage) error {
				got = append(got, string(row))
				return nil
			})
			if assert.NoError(t, err, q.text) {
				assert.Equal(t, q.want, strings.Join(got, "\n"), q.text)
			}
		}
		for _, q := range []struct {
			ask        query
			text, want string
		}{
			{s.GraphQL, `{ nodes(`, "graphql: line 1, column 9: Expected Name, found EOF"},
			{s.GraphQL, "{\n nodes { id ) }", "graphql: line 2, column 13: "},
			{s.GraphQL, `mutation { nodes { id } }`, "graphql: "},
			{s.GraphQL, `{ nodes(first: "x") { id } }`, "graphql: unexpected value type for first: text"},
			{s.GraphQL, `{ nodes(first: 1.5) { id } }`, "graphql: unexpected value type for first: a number that is not whole"},
			{s.GraphQL, `{ nodes(id: $x) { id } }`, "graphql: unsupported value type: a variable"},
			{s.GraphQL, `{ nodes(id: {a: <b>}) { id } }`, "graphql: unsupported value type: an object"},
			{s.GraphQL, `{ ... on X { id } }`, "graphql: unknown selection type: a fragment"},
			{s.GraphQL, `{ nodes { ...F } } fragment F on X { id }`, "graphql: one query is wanted, without fragments"},
			{s.GraphQL, `{ nodes @nonsense { id } }`, `graphql: unknown directive: "nonsense"`},
			{s.MQL, `[{`, "mql: line 1, column 2: unexpected end of JSON input"},
			{s.MQL, "[{\n \"é\": nul}]", "mql: line 2, column 10: invalid character '}' in literal null"},
			{s.MQL, `[{"id": null}, {"id": null}]`, "mql: one object is wanted, or a list of one"},
			{s.MQL, `[{"id": null, "<met>": [{"id": null, "<name>": [1, 2]}]}]`, `mql: "<name>" is a list of 2; what is to be found stands in a list alone`},
			{s.MQL, `null`, `mql: one object is wanted, or a list of one, such as [{"id": null}]`},
			{s.MQL, `[]`, "mql: one object is wanted"},
			{s.MQL, `["iran"]`, "mql: one object is wanted"},
		} {
			err := q.ask(context.Background(), q.text, 0, func(json.RawMessage) error { return nil })
			assert.ErrorContains(t, err, q.want, q.text)
		}
		n := 0
		require.NoError(t, s.MQL(context.Background(), `[{"id": null}]`, 3, func(json.RawMessage) error { n++; return nil }))
		assert.Equal(t, 3, n)
		stop := errors.New("stop")
		require.ErrorIs(t, s.GraphQL(context.Background(), `{ nodes { id } }`, 0, func(json.RawMessage) error { return stop }), stop)
	})
}
