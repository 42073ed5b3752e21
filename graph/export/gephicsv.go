package export

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
)

// GephiCSV gives a network as the two tables of Gephi's import wizard, nodes.csv and
// edges.csv: RFC 4180, UTF-8, the columns headed as the wizard knows them, and those that it
// does not know by the names of [GEXF]. Edges between the same actors stay apart by their
// Kind. Timeset has the days of the events of an edge, and of those of the edges of a node; it is
// empty where one has no date. A month or a year is its first day. The wizard should be told that
// times are timestamps where it does not see it: it looks at 25 rows. The columns of both tables
// agree on that, as they must to come into one workspace.
//
// Names are as the articles have them, also where one begins with "=", "+", "-" or "@": a
// mark before it would be part of the name in every graph tool. Whoever opens a table in a
// spreadsheet should import such columns as text, so that no name is read as a formula.
func GephiCSV(n *graph.Network) []File {
	return []File{
		{"nodes.csv", func(w io.Writer) error { return table(w, "nodes.csv", n, writeNodes) }},
		{"edges.csv", func(w io.Writer) error { return table(w, "edges.csv", n, writeEdges) }},
	}
}

func table(w io.Writer, name string, n *graph.Network, write func(tableWriter, *graph.Network) error) error {
	out := tableWriter{csv.NewWriter(w)}
	out.UseCRLF = true
	if err := write(out, n); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("%s: write: %w", name, err)
	}
	return nil
}

// tableWriter writes the rows of a table. The wizard takes a backslash for the escape of the
// character behind it, which RFC 4180 knows nothing of, so that it wants two for one.
type tableWriter struct{ *csv.Writer }

func (w tableWriter) row(fields ...string) error {
	for i, field := range fields {
		fields[i] = strings.ReplaceAll(field, `\`, `\\`)
	}
	if err := w.Write(fields); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// headings of columns. The wizard takes a heading for the id of a column: with these ids a
// network comes into Gephi with the same columns either way.
func headings(columns []column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.name
	}
	return out
}

func writeNodes(out tableWriter, n *graph.Network) (err error) {
	times, err := presenceIn(n, presenceBudget)
	defer func() { err = errors.Join(err, times.close()) }()
	if err != nil {
		return err
	}
	when, stop := times.of()
	defer stop()
	if err := out.row(append([]string{"Id", "Label", "Timeset"}, headings(nodeColumns())...)...); err != nil {
		return err
	}
	for node, err := range stream.Nodes(n) {
		if err != nil {
			return err
		}
		there, err := when(node.ID)
		if err != nil {
			return err
		}
		if err := out.row(append([]string{string(node.ID), labelOf(node), timeset(there)}, nodeValues(node)...)...); err != nil {
			return err
		}
	}
	return nil
}

func writeEdges(out tableWriter, n *graph.Network) error {
	heading := []string{"Source", "Target", "Type", "Id", "Label", "Weight", "Kind", "Timeset"}
	if err := out.row(append(heading, headings(edgeColumns())...)...); err != nil {
		return err
	}
	for e, err := range stream.Edges(n) {
		if err != nil {
			return err
		}
		direction := "Directed"
		if e.Relation.Symmetric() {
			direction = "Undirected"
		}
		row := []string{
			string(e.Source), string(e.Target), direction, stream.EdgeID(e), edgeLabel(e), strconv.Itoa(e.Events), string(e.Relation), timeset(spans(e.Dates)),
		}
		if err := out.row(append(row, edgeValues(e)...)...); err != nil {
			return err
		}
	}
	return nil
}

// timeset is "<[2013-11-18] [2013-11-25]>". Each day is in brackets of its own, for Gephi
// guesses what a column is from its first 25 rows: two days in one pair of brackets might be
// the ends of an interval, three an interval with its value.
func timeset(there []span) string {
	if len(there) == 0 {
		return ""
	}
	return "<[" + strings.Join(begins(there), "] [") + "]>"
}
