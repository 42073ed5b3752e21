package export

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/graph/export/picture"
	"entente/schema"
)

// DOT writes the network in the language of Graphviz
// (https://graphviz.org/doc/info/lang.html), for dot where there are few edges and for
// sfdp where there are many.
//
// The name of a node is the actor's id. A node has the colour of its kind, an edge its
// relation as its label and a width that grows with the logarithm of its events, which
// are its weight; one of a symmetric relation has no arrowhead (dir=none). Attributes
// are those of [GEXF], which Graphviz carries along.
func DOT(w io.Writer, n *graph.Network) error {
	return buffered("DOT", w, func(out *bufio.Writer) error {
		out.WriteString("digraph entente {\n" +
			"  graph [overlap=false, outputorder=edgesfirst];\n" +
			"  node [shape=box, style=\"rounded,filled\", fillcolor=white, penwidth=2, fontname=\"Helvetica\"];\n" +
			"  edge [color=\"#777777\", fontname=\"Helvetica\", fontsize=10];\n")
		d := dot{out}
		for node, err := range stream.Nodes(n) {
			if err != nil {
				return err
			}
			out.WriteString("  ")
			d.quote(string(node.ID))
			out.WriteString(" [label=")
			d.label(labelOf(node))
			out.WriteString(`, color="` + hexColour(node.Kind) + `"`)
			d.values(nodeColumns(), nodeValues(node))
			out.WriteString("];\n")
		}
		for e, err := range stream.Edges(n) {
			if err != nil {
				return err
			}
			out.WriteString("  ")
			d.quote(string(e.Source))
			out.WriteString(" -> ")
			d.quote(string(e.Target))
			out.WriteString(" [label=")
			d.label(edgeLabel(e))
			fmt.Fprintf(out, ", weight=%d, penwidth=%.2f", e.Events, 1+math.Log2(float64(e.Events)))
			if e.Relation.Symmetric() {
				out.WriteString(", dir=none")
			}
			d.values(edgeColumns(), edgeValues(e))
			out.WriteString("];\n")
		}
		out.WriteString("}\n")
		return nil
	})
}

// hexColour is the colour of a kind as "#4477AA".
func hexColour(k schema.Kind) string {
	hex := "#"
	r, g, b := picture.Colour(k)
	for _, part := range []string{r, g, b} {
		x, _ := strconv.Atoi(part) // one of ours
		hex += fmt.Sprintf("%02X", x)
	}
	return hex
}

// dot writes strings of DOT.
type dot struct{ *bufio.Writer }

// In a quoted string only the quote is escaped. A backslash before it would be taken
// for that, so every one is doubled; they stay doubled, save in labels.
var dotQuotes = strings.NewReplacer(`"`, `\"`, `\`, `\\`)

func (d dot) quote(s string) {
	d.WriteString(`"`)
	_, _ = dotQuotes.WriteString(d, strings.ToValidUTF8(s, "\uFFFD"))
	d.WriteString(`"`)
}

// A label resolves escapes of its own, for which the backslash is doubled, and HTML's.
func (d dot) label(s string) { d.quote(strings.ReplaceAll(s, "&", "&amp;")) }

// values writes those that are known.
func (d dot) values(columns []column, values []string) {
	for i, c := range columns {
		switch {
		case values[i] == "":
		case c.kind != textType:
			d.WriteString(", " + c.name + "=" + values[i])
		default:
			d.WriteString(", " + c.name + "=")
			d.quote(values[i])
		}
	}
}
