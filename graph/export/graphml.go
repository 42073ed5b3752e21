package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/graph/layout"
)

// GraphMLOptions say how GraphML writes a network.
type GraphMLOptions struct {
	// Directed makes every edge directed, for readers that refuse a mix, such as networkx. An
	// edge of a symmetric relation then leads from the actor whose id comes first, and only its
	// attribute "symmetric" tells. Readers that know one direction for all edges, such as
	// igraph, read a mix in the same way.
	Directed bool
	// Places of the nodes in their order, the attributes x and y, as [Place] gives them; none: there are none.
	Places []layout.Point
}

// GraphML writes a network in GraphML 1.0 (http://graphml.graphdrawing.org), with the
// attributes of [GEXF], the label of nodes and edges and the weight of edges among them.
//
// Nodes are sorted by ID, edges by source, target and relation; edges between the same actors
// are as many as there are relations between them.
func GraphML(w io.Writer, n *graph.Network, opt GraphMLOptions) error {
	if err := writeGraphML(w, n, opt); err != nil {
		return fmt.Errorf("GraphML: %w", err)
	}
	return nil
}

func writeGraphML(w io.Writer, n *graph.Network, opt GraphMLOptions) error {
	if err := checkPlaces(opt.Places, n); err != nil {
		return err
	}
	x := graphMLWriter{stream.NewXML(w), opt}
	x.Open("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd")
	x.keys()
	// Most edges have a direction, and readers that look at nothing but the default keep it.
	x.Open("graph", "id", "G", "edgedefault", "directed")
	if err := x.nodes(n); err != nil {
		return err
	}
	if err := x.edges(n); err != nil {
		return err
	}
	x.Raw("</graph>\n</graphml>\n")
	if err := x.Flush(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

type graphMLWriter struct {
	stream.XML
	GraphMLOptions
}

// keys declares the attributes. Their ids hold for nodes and edges together, so each tells which.
func (x graphMLWriter) keys() {
	x.key("node", "label", "string")
	x.columns("node", nodeColumns())
	if x.Places != nil {
		x.key("node", "x", "double")
		x.key("node", "y", "double")
	}
	x.key("edge", "label", "string")
	x.key("edge", "weight", "double")
	x.columns("edge", edgeColumns())
}

func (x graphMLWriter) columns(element string, columns []column) {
	for _, c := range columns {
		x.key(element, c.name, [...]string{textType: "string", intType: "int", boolType: "boolean"}[c.kind])
	}
}

func (x graphMLWriter) key(element, name, datatype string) {
	x.Empty("key", "id", element+"_"+name, "for", element, "attr.name", name, "attr.type", datatype)
}

func (x graphMLWriter) nodes(n *graph.Network) error {
	columns := nodeColumns()
	i := 0
	for node, err := range stream.Nodes(n) {
		if err != nil {
			return err
		}
		x.Open("node", "id", string(node.ID))
		x.data("node", "label", labelOf(node))
		x.values("node", columns, nodeValues(node))
		if i < len(x.Places) {
			x.data("node", "x", coordinate(x.Places[i].X))
			x.data("node", "y", coordinate(x.Places[i].Y))
		}
		x.Close("node")
		i++
	}
	return nil
}

func (x graphMLWriter) edges(n *graph.Network) error {
	columns := edgeColumns()
	for e, err := range stream.Edges(n) {
		if err != nil {
			return err
		}
		directed := ""
		if e.Relation.Symmetric() && !x.Directed {
			directed = "false"
		}
		// An id in GraphML is a name token, which has no blanks.
		id := strings.ReplaceAll(stream.EdgeID(e), " ", ":")
		x.Open("edge", "id", id, "source", string(e.Source), "target", string(e.Target), "directed", directed)
		x.data("edge", "label", edgeLabel(e))
		x.data("edge", "weight", strconv.Itoa(e.Events))
		x.values("edge", columns, edgeValues(e))
		x.Close("edge")
	}
	return nil
}

// values writes one value for each column, leaving the empty ones out.
func (x graphMLWriter) values(element string, columns []column, values []string) {
	for i, c := range columns {
		if values[i] != "" {
			x.data(element, c.name, values[i])
		}
	}
}

func (x graphMLWriter) data(element, name, value string) {
	x.Element("data", value, "key", element+"_"+name)
}
