package export

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
)

// neo4jText is the file of a bulk import.
func neo4jText(t testing.TB, n *graph.Network, name string) string {
	t.Helper()
	for _, file := range Neo4j(n) {
		if file.Name == name {
			var b bytes.Buffer
			require.NoError(t, file.Write(&b))
			return b.String()
		}
	}
	require.Fail(t, "no file "+name)
	return ""
}

func TestNeo4j(t *testing.T) {
	n := exporttest.Small.Network(t, false)
	assert.Equal(t, `id:ID,name,kind,country,code,roles,degree:int,:LABEL
hassan-rouhani,Hassan Rouhani,person,IRN,IRNGOV,,1,Actor;Person
iran,Iran,country,IRN,IRN,,1,Actor;Country
vladimir-putin,Vladimir Putin,person,RUS,RUSGOV,,2,Actor;Person
`, neo4jText(t, n, "nodes.csv"))
	assert.Equal(t, `:START_ID,:END_ID,:TYPE,weight:int,relation,status,plover,quadclass:int,symmetric:boolean,first_date,last_date,dates:string[],days:date[],events:int,articles:int,sources:int
iran,vladimir-putin,SIGNED_AGREEMENT_WITH,1,signed_agreement_with,actual,AGREE,1,true,,,,,1,1,1
vladimir-putin,hassan-rouhani,TELEPHONED,3,telephoned,actual,CONSULT,1,false,2013-11,2013-11-25,2013-11;2013-11-18;2013-11-25,2013-11-18;2013-11-25,3,4,2
`, neo4jText(t, n, "relationships.csv"))
}

// neo4jField is a field of a header as Neo4j documents it: a name, a type behind a colon
// (none is a string), "[]" for a list.
var neo4jField = regexp.MustCompile(`^(\w*)(?::(ID|LABEL|START_ID|END_ID|TYPE|int|boolean|string|date)(\[\])?)?$`)

// imported are the rows of a table as Neo4j would take them in: by the name of the
// property or, where there is none, the type; values with their types.
func imported(t testing.TB, text string) []map[string]any {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, strings.Count(text, "\n"), "no field spans lines")
	var out []map[string]any
	for _, row := range rows[1:] {
		properties := map[string]any{}
		for i, field := range rows[0] {
			m := neo4jField.FindStringSubmatch(field)
			require.NotNil(t, m, field)
			name, datatype := m[1], m[2]
			if name == "" {
				name = datatype
			}
			if row[i] == "" {
				continue
			}
			typed := func(s string) any {
				switch datatype {
				case "int":
					x, err := strconv.ParseInt(s, 10, 32)
					require.NoError(t, err)
					return float64(x)
				case "boolean":
					require.Contains(t, []string{"true", "false"}, s)
					return s == "true"
				case "date":
					_, err := time.Parse(time.DateOnly, s)
					require.NoError(t, err)
				}
				return s
			}
			if m[3] == "" && datatype != "LABEL" {
				properties[name] = typed(row[i])
				continue
			}
			var list []any
			for _, s := range strings.Split(row[i], ";") {
				list = append(list, typed(s))
			}
			properties[name] = list
		}
		out = append(out, properties)
	}
	return out
}

func TestNeo4jImports(t *testing.T) {
	for name, n := range withNamesakes(t) {
		nodes, edges := everything(t, n)
		rows := imported(t, neo4jText(t, n, "nodes.csv"))
		require.Len(t, rows, len(nodes), name)
		for i, node := range nodes {
			kinds := []any{"Actor"}
			if node.Kind.Valid() {
				kinds = append(kinds, map[string]any{"person": "Person", "country": "Country", "organisation": "Organisation", "group": "Group"}[string(node.Kind)])
			}
			require.Equal(t, with(known(nodeColumns(), nodeValues(node)), "id", string(node.ID), "name", labelOf(node), "LABEL", kinds), rows[i])
		}
		rows = imported(t, neo4jText(t, n, "relationships.csv"))
		require.Len(t, rows, len(edges), name)
		for i, e := range edges {
			want := with(known(edgeColumns(), edgeValues(e)), "START_ID", string(e.Source), "END_ID", string(e.Target),
				"TYPE", strings.ToUpper(string(e.Relation)), "weight", float64(e.Events))
			if all, dated := want["dates"].(string); dated {
				var texts, days []any
				for _, d := range strings.Fields(all) {
					texts = append(texts, d)
					if strings.Count(d, "-") == 2 {
						days = append(days, d)
					}
				}
				want["dates"] = texts
				if len(days) > 0 {
					want["days"] = days
				}
			}
			require.Equal(t, want, rows[i])
		}
	}
}
