package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"entente/graph"
)

// Neo4j gives the files of a bulk import into an empty database
// (https://neo4j.com/docs/operations-manual/current/import/):
//
//	neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv neo4j
//
// Nodes have the label Actor and that of their kind (Person, Country, Organisation,
// Group). The type of a relationship is the relation in upper case, as is usual there;
// every relationship of Neo4j has a direction, and that of a symmetric relation says
// symmetric. Properties are those of [GEXF], the dates as a list, and days those of the
// dates that are known to the day, as values of Neo4j's type date.
//
// A field with a comma or a quote stands in quotes, which are doubled inside; a backslash
// is a character like others (Neo4j's default since version 4), and no field spans lines.
// An empty field is a property that the node does not have.
func Neo4j(n *graph.Network) []File {
	return []File{
		{"nodes.csv", func(w io.Writer) error { return neo4jTable(w, neo4jNodeColumns, nodesOf(n), neo4jNode) }},
		{"relationships.csv", func(w io.Writer) error { return neo4jTable(w, neo4jEdgeColumns, edgesOf(n), neo4jEdge) }},
	}
}

var (
	neo4jNodeColumns = []string{"id:ID", "name", "kind", "country", "code", "roles", "degree:int", ":LABEL"}
	neo4jEdgeColumns = []string{
		":START_ID", ":END_ID", ":TYPE", "weight:int", "symmetric:boolean", "relation", "plover", "quadclass:int",
		"first_date", "last_date", "dates:string[]", "days:date[]", "events:int", "articles:int", "sources:int",
	}
)

// neo4jTable writes a header and a row for each element.
func neo4jTable[T any](w io.Writer, header []string, elements iter.Seq2[T, error], row func(T) []string) error {
	table := csv.NewWriter(w) // buffers, and keeps the error of w
	_ = table.Write(header)
	for element, err := range elements {
		if err != nil {
			return fmt.Errorf("Neo4j: %w", err)
		}
		_ = table.Write(row(element))
	}
	table.Flush()
	if err := table.Error(); err != nil {
		return fmt.Errorf("Neo4j: write: %w", err)
	}
	return nil
}

func neo4jNode(n graph.Node) []string {
	kind := "Actor"
	if n.Kind.Valid() {
		kind += ";" + strings.ToUpper(string(n.Kind[:1])) + string(n.Kind[1:])
	}
	return []string{
		plain(string(n.ID)), label(n), plain(string(n.Kind)), plain(n.Country), plain(n.Code), rolesText(n.Roles), strconv.Itoa(n.Degree), kind,
	}
}

func neo4jEdge(e graph.Edge) []string {
	first, last, all := dates(e.Dates)
	texts := strings.Fields(all)
	var days []string
	for _, d := range texts {
		if len(d) == len("2013-11-18") {
			days = append(days, d)
		}
	}
	relation := plain(string(e.Relation))
	return []string{
		plain(string(e.Source)), plain(string(e.Target)), strings.ToUpper(relation), strconv.Itoa(e.Events), strconv.FormatBool(e.Relation.Symmetric()),
		relation, e.Relation.PLOVER(), quadClass(e.Relation), first, last, strings.Join(texts, ";"), strings.Join(days, ";"),
		strconv.Itoa(e.Events), strconv.Itoa(e.Articles), strconv.Itoa(e.Sources),
	}
}
