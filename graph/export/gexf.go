package export

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/graph/export/picture"
	"entente/graph/layout"
)

// GEXFOptions say how GEXF writes a network; the zero value is right for Gephi.
type GEXFOptions struct {
	// Version of the format: "1.3", also where it is empty, or "1.2" for readers
	// that know no other. 1.2 has no timestamps, but spells.
	Version string
	// Directed makes every edge directed, for readers that refuse a mix. An edge of a
	// symmetric relation then leads from the actor whose id comes first, and only its
	// attribute "symmetric" tells.
	Directed bool
	// Places of the nodes in their order, as [Place] gives them; none: a reader places them.
	Places []layout.Point
}

// GEXF writes a network in GEXF, the format of Gephi (https://gexf.net/schema.html).
//
// An edge has the relation as its kind and the number of its events as its weight; it is
// undirected for a symmetric relation. Nodes carry kind, country, CAMEO code, roles and
// degree (the number of edges that end there), edges their relation with PLOVER type and
// quad class, the first, last and all dates of their events in ISO 8601, separated by blanks,
// and how many events, articles and outlets tell of it. A value that is not known is left out.
// Colours stand for the kinds, the area of a node for its degree.
//
// Where an event has a date the graph is dynamic: an edge is there on the days of its events,
// a node on those of its edges; what has an edge without a date is always there. A month or a
// year is on the timeline with its first day, in version 1.2 with all its days.
//
// Nodes are sorted by ID, edges by source, target and relation, and nothing tells when the
// file was written. The edges are read twice.
func GEXF(w io.Writer, n *graph.Network, opt GEXFOptions) error {
	if err := writeGEXF(w, n, opt, presenceBudget); err != nil {
		return fmt.Errorf("GEXF: %w", err)
	}
	return nil
}

func writeGEXF(w io.Writer, n *graph.Network, opt GEXFOptions, budget int) (err error) {
	if err := checkPlaces(opt.Places, n); err != nil {
		return err
	}
	namespace := ""
	switch opt.Version {
	case "", "1.3":
		opt.Version, namespace = "1.3", "http://gexf.net/1.3"
	case "1.2":
		namespace = "http://www.gexf.net/1.2draft"
	default:
		return fmt.Errorf("there is no version %q here, but 1.3 and 1.2", opt.Version)
	}
	times, err := presenceIn(n, budget)
	defer func() { err = errors.Join(err, times.close()) }()
	if err != nil {
		return err
	}
	x := gexfWriter{stream.NewXML(w), opt, times.dated}
	x.Open("gexf", "xmlns", namespace, "xmlns:viz", namespace+"/viz", "version", opt.Version)
	x.Open("meta")
	x.Element("creator", "Entente")
	x.Element("description", x.description())
	x.Close("meta")
	x.graph()
	if err := x.nodes(n, times); err != nil {
		return err
	}
	if err := x.edges(n); err != nil {
		return err
	}
	x.Raw("</graph>\n</gexf>\n")
	if err := x.Flush(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// checkPlaces sees to it that there is a place for every node, or none at all.
func checkPlaces(places []layout.Point, n *graph.Network) error {
	if places != nil && len(places) != n.NodeCount {
		return fmt.Errorf("%d places for %d nodes", len(places), n.NodeCount)
	}
	for i, p := range places {
		for _, v := range []float64{p.X, p.Y} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("node %d lies nowhere", i+1)
			}
		}
	}
	return nil
}

type gexfWriter struct {
	stream.XML
	GEXFOptions
	dynamic bool
}

// description of a file, as readers show it.
func (x gexfWriter) description() string {
	s := "Who did what to whom, as news articles tell it."
	if x.Directed {
		s += " Every edge is written as directed; where its attribute symmetric is true, it has no direction."
	}
	if x.dynamic && x.Version == "1.3" {
		s += " A date that is only a month or a year stands on the timeline as its first day."
	}
	return s
}

// graph opens the graph and declares its attributes.
func (x gexfWriter) graph() {
	// Gephi drops edges that contradict a default, and leaves it out of mixed graphs itself
	// (addEdge of its ImportContainerImpl, writeGraph of its ExporterGEXF).
	mixed := []string{"idtype", "string"}
	if x.Directed {
		mixed = append(mixed, "defaultedgetype", "directed")
	}
	switch {
	case !x.dynamic:
		mixed = append(mixed, "mode", "static")
	case x.Version == "1.2":
		mixed = append(mixed, "mode", "dynamic", "timeformat", "date")
	default:
		// Gephi reads dates in UTC, and shows them in the zone of its machine unless told.
		mixed = append(mixed, "mode", "dynamic", "timeformat", "date", "timerepresentation", "timestamp", "timezone", "UTC")
	}
	x.Open("graph", mixed...)
	x.declare("node", nodeColumns())
	x.declare("edge", edgeColumns())
}

func (x gexfWriter) declare(class string, columns []column) {
	x.Open("attributes", "class", class, "mode", "static")
	for _, c := range columns {
		x.Empty("attribute", "id", c.name, "title", c.name, "type", [...]string{textType: "string", intType: "integer", boolType: "boolean"}[c.kind])
	}
	x.Close("attributes")
}

func (x gexfWriter) nodes(n *graph.Network, times *presence) error {
	when, stop := times.of()
	defer stop()
	columns := nodeColumns()
	x.Open("nodes", "count", strconv.Itoa(n.NodeCount))
	i := 0
	for node, err := range stream.Nodes(n) {
		if err != nil {
			return err
		}
		there, err := when(node.ID)
		if err != nil {
			return err
		}
		x.Open("node", "id", string(node.ID), "label", labelOf(node), "timestamps", x.timestamps(there))
		x.values(columns, nodeValues(node))
		x.spells(there)
		x.Empty("viz:size", "value", strconv.FormatFloat(picture.Radius(node.Degree), 'f', 2, 64))
		r, g, b := picture.Colour(node.Kind)
		x.Empty("viz:color", "r", r, "g", g, "b", b)
		if i < len(x.Places) {
			x.Empty("viz:position", "x", coordinate(x.Places[i].X), "y", coordinate(x.Places[i].Y))
		}
		x.Close("node")
		i++
	}
	x.Close("nodes")
	return nil
}

func (x gexfWriter) edges(n *graph.Network) error {
	columns := edgeColumns()
	x.Open("edges", "count", strconv.Itoa(n.EdgeCount))
	for e, err := range stream.Edges(n) {
		if err != nil {
			return err
		}
		direction := "directed"
		if e.Relation.Symmetric() && !x.Directed {
			direction = "undirected"
		}
		there := spans(e.Dates)
		// Gephi tells edges between the same actors apart by their kind, in 1.2 too.
		x.Open("edge", "id", stream.EdgeID(e), "source", string(e.Source), "target", string(e.Target), "type", direction,
			"kind", string(e.Relation), "label", edgeLabel(e), "weight", strconv.Itoa(e.Events), "timestamps", x.timestamps(there))
		x.values(columns, edgeValues(e))
		x.spells(there)
		x.Close("edge")
	}
	x.Close("edges")
	return nil
}

// values writes one value for each column, leaving the empty ones out.
func (x gexfWriter) values(columns []column, values []string) {
	x.Raw("<attvalues>\n")
	for i, c := range columns {
		if values[i] != "" {
			x.Empty("attvalue", "for", c.name, "value", values[i])
		}
	}
	x.Raw("</attvalues>\n")
}

// timestamps of an element as Gephi writes them, "" for what is always there, and in a
// version that has none.
func (x gexfWriter) timestamps(all []span) string {
	if len(all) == 0 || x.Version == "1.2" {
		return ""
	}
	return "<[" + strings.Join(begins(all), ", ") + "]>"
}

// spells are the times of an element in version 1.2. Gephi takes their ends in, and
// refuses those that overlap.
func (x gexfWriter) spells(all []span) {
	if len(all) == 0 || x.Version != "1.2" {
		return
	}
	x.Open("spells")
	for _, s := range merged(all) {
		x.Empty("spell", "start", s.first, "end", s.last)
	}
	x.Close("spells")
}

// coordinate of a node, to a hundredth.
func coordinate(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
