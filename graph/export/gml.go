package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
)

// GML writes the network in the Graph Modelling Language (M. Himsolt, "GML: A portable
// Graph File Format", University of Passau, 1997), which networkx, igraph, Gephi,
// Cytoscape and yEd read.
//
// It is ASCII; other characters are numeric character references, which networkx
// resolves and igraph leaves as they stand. Nodes are numbered from 0; label is what
// people read, different for every node since networkx takes it for the node's id, and
// name is the actor's id. Attributes are those of [GEXF] without the "_" in their
// names, for which the grammar has no place. A graph of GML is directed or it is not:
// this one is, and "symmetric" says 1 of the edges of symmetric relations, 0 of others.
func GML(w io.Writer, n *graph.Network) error {
	return buffered("GML", w, func(out *bufio.Writer) error {
		out.WriteString("Creator \"Entente\"\nVersion 1\ngraph [\n  directed 1\n  multigraph 1\n")
		g := gml{out}
		seen, ids := labels{}, numbers{}
		for node, err := range stream.Nodes(n) {
			if err != nil {
				return err
			}
			g.open("node")
			g.number("id", strconv.Itoa(len(ids)))
			g.text("label", seen.unique(labelOf(node), node.ID))
			g.text("name", string(node.ID))
			g.values(nodeColumns(), nodeValues(node))
			g.close()
			ids = append(ids, node.ID)
		}
		for e, err := range stream.Edges(n) {
			if err != nil {
				return err
			}
			source, target, err := ids.ends(e)
			if err != nil {
				return err
			}
			g.open("edge")
			g.number("source", strconv.Itoa(source))
			g.number("target", strconv.Itoa(target))
			g.text("label", edgeLabel(e))
			g.number("weight", strconv.Itoa(e.Events))
			g.values(edgeColumns(), edgeValues(e))
			g.close()
		}
		out.WriteString("]\n")
		return nil
	})
}

// gml writes the nodes and edges of a graph.
type gml struct{ *bufio.Writer }

func (g gml) open(what string) { g.WriteString("  " + what + " [\n") }
func (g gml) close()           { g.WriteString("  ]\n") }

func (g gml) number(key, value string) { g.WriteString("    " + key + " " + value + "\n") }

func (g gml) text(key, value string) {
	g.WriteString("    " + key + ` "`)
	for _, r := range value {
		switch {
		case r == '"':
			g.WriteString("&quot;")
		case r == '&':
			g.WriteString("&amp;")
		case r > '~':
			fmt.Fprintf(g, "&#%d;", r)
		default:
			_, _ = g.WriteRune(r)
		}
	}
	g.WriteString("\"\n")
}

// values writes those that are known.
func (g gml) values(columns []column, values []string) {
	for i, c := range columns {
		key := strings.ReplaceAll(c.name, "_", "")
		switch {
		case values[i] == "":
		case c.kind == intType:
			g.number(key, values[i])
		case c.kind == boolType:
			g.number(key, map[string]string{"true": "1", "false": "0"}[values[i]])
		default:
			g.text(key, values[i])
		}
	}
}
