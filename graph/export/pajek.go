package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/schema"
)

// Pajek writes the network for Pajek (http://mrvar.fdv.uni-lj.si/pajek/), whose format
// networkx, igraph and Gephi read as well.
//
// It has numbered vertices with a label, different for each, and a shape and colour
// that stand for the kind: an ellipse for a person, a box for a country, a diamond for an
// organisation, a triangle for a group. Lines have their events as their value and their
// relation as their label; those of symmetric relations are edges, the others arcs. There
// is no place for other attributes.
//
// The file is as Pajek saves it itself: ASCII, other characters as references ("&#233;",
// which networkx and igraph leave as they stand), and lines that end as on Windows. UTF-8
// would need a byte order mark, on which igraph stumbles. A label has no escapes: `"`
// becomes "'", and "\", which networkx takes for one, "/".
func Pajek(w io.Writer, n *graph.Network) error {
	return buffered("Pajek", w, func(out *bufio.Writer) error {
		fmt.Fprintf(out, "*Vertices %d\r\n", n.NodeCount)
		seen, ids := labels{}, numbers{}
		for node, err := range stream.Nodes(n) {
			if err != nil {
				return err
			}
			ids = append(ids, node.ID)
			shape, colour := pajekShape(node.Kind)
			fmt.Fprintf(out, "%d \"%s\" %s ic %s\r\n", len(ids), seen.unique(pajekLabel(labelOf(node)), node.ID), shape, colour)
		}
		// Arcs first: networkx takes the kind of the first section for that of the graph.
		out.WriteString("*Arcs\r\n")
		if err := pajekLines(out, n, ids, false); err != nil {
			return err
		}
		return pajekLines(out, n, ids, true)
	})
}

// pajekLines writes the arcs or the edges. A section without lines would have igraph
// take the graph for undirected, so edges begin theirs with the first.
func pajekLines(out *bufio.Writer, n *graph.Network, ids numbers, symmetric bool) error {
	begun := !symmetric
	for e, err := range stream.Edges(n) {
		if err != nil {
			return err
		}
		if e.Relation.Symmetric() != symmetric {
			continue
		}
		source, target, err := ids.ends(e)
		if err != nil {
			return err
		}
		if !begun {
			out.WriteString("*Edges\r\n")
			begun = true
		}
		fmt.Fprintf(out, "%d %d %d l \"%s\"\r\n", source+1, target+1, e.Events, pajekLabel(edgeLabel(e)))
	}
	return nil
}

func pajekLabel(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"':
			b.WriteByte('\'')
		case r == '\\':
			b.WriteByte('/')
		case r > '~':
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// pajekShape is the shape and colour of a kind, by the names that Pajek has for them.
func pajekShape(k schema.Kind) (shape, colour string) {
	switch k {
	case schema.Person:
		return "ellipse", "NavyBlue"
	case schema.Country:
		return "box", "Red"
	case schema.Organisation:
		return "diamond", "Green"
	case schema.Group:
		return "triangle", "Goldenrod"
	}
	return "ellipse", "Gray"
}
