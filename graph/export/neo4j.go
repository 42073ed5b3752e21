package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
)

// Neo4j gives the files of a bulk import into an empty database
// (https://neo4j.com/docs/operations-manual/current/import/):
//
//	neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv neo4j
//
// Nodes have the label Actor and that of their kind (Person, Country, Organisation,
// Group). The type of a relationship is the relation in upper case, as is usual there.
// Every relationship of Neo4j has a direction; "symmetric" says where it means nothing.
// Properties are those of [GEXF], the dates as a list, and days those of the dates that
// are known to the day, as values of Neo4j's type date.
//
// A field with a comma or a quote stands in quotes, which are doubled inside; a backslash
// is a character like others (Neo4j's default since version 4), and no field spans lines.
// An empty field is a property that is not set.
func Neo4j(n *graph.Network) []File {
	return []File{
		{"nodes.csv", func(w io.Writer) error { return neo4jTable(w, neo4jNodes, stream.Nodes(n), neo4jNode) }},
		{"relationships.csv", func(w io.Writer) error { return neo4jTable(w, neo4jEdges, stream.Edges(n), neo4jEdge) }},
	}
}

// The headers of the tables. A list has ";" between its elements.
const (
	neo4jNodes = "id:ID,name,kind,country,code,roles,degree:int,:LABEL"
	neo4jEdges = ":START_ID,:END_ID,:TYPE,weight:int,relation,status,plover,quadclass:int,symmetric:boolean," +
		"first_date,last_date,dates:string[],days:date[],events:int,articles:int,sources:int"
)

// neo4jTable writes a header and a row for each element.
func neo4jTable[T any](w io.Writer, header string, elements iter.Seq2[T, error], row func(T) []string) error {
	table := csv.NewWriter(w) // buffers, and keeps the error of w
	_ = table.Write(strings.Split(header, ","))
	for element, err := range elements {
		if err != nil {
			return fmt.Errorf("Neo4j: %w", err)
		}
		fields := row(element)
		for i, field := range fields {
			fields[i] = strings.ToValidUTF8(field, "\uFFFD")
		}
		_ = table.Write(fields)
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
	return append(append([]string{string(n.ID), labelOf(n)}, nodeValues(n)...), kind)
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
	events := strconv.Itoa(e.Events)
	return []string{
		string(e.Source), string(e.Target), strings.ToUpper(string(e.Relation)), events,
		string(e.Relation), statusOf(e), e.Relation.PLOVER(), quadClass(e), strconv.FormatBool(e.Relation.Symmetric()),
		first, last, strings.Join(texts, ";"), strings.Join(days, ";"), events, strconv.Itoa(e.Articles), strconv.Itoa(e.Sources),
	}
}
