package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"entente/graph"
	"entente/schema"
)

// GEXF writes the graph in GEXF 1.3, the format of Gephi
// (https://gexf.net/schema.html).
//
// An edge has the relation as its kind and the number of its events as its
// weight; it is undirected for a symmetric relation. Nodes carry kind, country,
// CAMEO code and degree (the number of edges that end there), edges their
// relation with PLOVER type and quad class, the first, last and all dates of
// their events in ISO 8601, separated by blanks, and how many events, articles
// and outlets tell of it. A value that is not known is left out. Colours stand
// for the kinds, the area of a node for its degree.
//
// Nodes are sorted by ID, edges by source, target and relation, and there is no
// time stamp.
func GEXF(w io.Writer, n *graph.Network) error {
	x := xmlWriter{bufio.NewWriterSize(w, 1<<16)}
	x.raw(xml.Header)
	x.open("gexf", "xmlns", "http://gexf.net/1.3", "xmlns:viz", "http://gexf.net/1.3/viz", "version", "1.3")
	x.raw("<meta><creator>Entente</creator><description>Who did what to whom, as news articles tell it</description></meta>\n")
	x.open("graph", "defaultedgetype", "directed", "mode", "static", "idtype", "string")
	x.attributes("node", nodeAttributes)
	x.attributes("edge", edgeAttributes)
	x.open("nodes", "count", strconv.Itoa(n.NodeCount))
	for node, err := range nodesOf(n) {
		if err != nil {
			return fmt.Errorf("GEXF: %w", err)
		}
		x.node(node)
	}
	x.raw("</nodes>\n")
	x.open("edges", "count", strconv.Itoa(n.EdgeCount))
	for e, err := range edgesOf(n) {
		if err != nil {
			return fmt.Errorf("GEXF: %w", err)
		}
		x.edge(e)
	}
	x.raw("</edges>\n</graph>\n</gexf>\n")
	if err := x.Flush(); err != nil {
		return fmt.Errorf("GEXF: write: %w", err)
	}
	return nil
}

// attribute declares a column of the nodes or edges.
type attribute struct{ id, datatype string }

var (
	nodeAttributes = []attribute{{"kind", "string"}, {"country", "string"}, {"code", "string"}, {"degree", "integer"}}
	edgeAttributes = []attribute{
		{"relation", "string"}, {"plover", "string"}, {"quadclass", "integer"},
		{"first_date", "string"}, {"last_date", "string"}, {"dates", "string"},
		{"events", "integer"}, {"articles", "integer"}, {"sources", "integer"},
	}
)

// colours of the kinds of actor, after Paul Tol's palette "bright", which
// readers with any colour vision can tell apart.
func colour(k schema.Kind) (r, g, b string) {
	switch k {
	case schema.Person:
		return "68", "119", "170"
	case schema.Country:
		return "238", "102", "119"
	case schema.Organisation:
		return "34", "136", "51"
	case schema.Group:
		return "204", "187", "68"
	}
	return "187", "187", "187"
}

func (x xmlWriter) node(n graph.Node) {
	label := token(n.Name)
	if label == "" {
		label = string(n.ID)
	}
	x.open("node", "id", string(n.ID), "label", label)
	x.values(nodeAttributes, token(string(n.Kind)), token(n.Country), token(n.Code), strconv.Itoa(n.Degree))
	r, g, b := colour(n.Kind)
	x.empty("viz:size", "value", strconv.FormatFloat(10*math.Sqrt(float64(1+n.Degree)), 'f', 2, 64))
	x.empty("viz:color", "r", r, "g", g, "b", b)
	x.raw("</node>\n")
}

func (x xmlWriter) edge(e graph.Edge) {
	direction := "directed"
	if e.Relation.Symmetric() {
		direction = "undirected"
	}
	x.open("edge", "id", edgeID(e), "source", string(e.Source), "target", string(e.Target), "type", direction,
		"kind", string(e.Relation), "label", strings.ReplaceAll(string(e.Relation), "_", " "), "weight", strconv.Itoa(e.Events))
	class := ""
	if c := e.Relation.QuadClass(); c != 0 {
		class = strconv.Itoa(c)
	}
	first, last, all := dates(e.Dates)
	x.values(edgeAttributes, string(e.Relation), e.Relation.PLOVER(), class, first, last, all,
		strconv.Itoa(e.Events), strconv.Itoa(e.Articles), strconv.Itoa(e.Sources))
	x.raw("</edge>\n")
}

// dates gives the first, the last and all of them, "" for none.
func dates(ds []schema.Date) (first, last, all string) {
	var texts []string
	for _, d := range ds {
		if !d.IsZero() {
			texts = append(texts, d.String())
		}
	}
	if len(texts) == 0 {
		return "", "", ""
	}
	slices.Sort(texts) // ISO 8601 sorts by time, a year before its months
	texts = slices.Compact(texts)
	return texts[0], texts[len(texts)-1], strings.Join(texts, " ")
}

// xmlWriter writes elements as a stream. Errors stay in the buffer until Flush.
type xmlWriter struct{ *bufio.Writer }

func (x xmlWriter) raw(s string) { x.WriteString(s) }

// tag writes "<name key="value" …" of pairs of keys and values.
func (x xmlWriter) tag(name string, pairs ...string) {
	x.raw("<" + name)
	for i := 0; i < len(pairs); i += 2 {
		x.raw(" " + pairs[i] + `="`)
		x.text(pairs[i+1])
		x.raw(`"`)
	}
}

func (x xmlWriter) open(name string, pairs ...string) {
	x.tag(name, pairs...)
	x.raw(">\n")
}

func (x xmlWriter) empty(name string, pairs ...string) {
	x.tag(name, pairs...)
	x.raw("/>\n")
}

// text escapes a value. The buffer keeps the error of its writer, and EscapeText
// has none of its own: what XML does not admit becomes U+FFFD.
func (x xmlWriter) text(s string) { _ = xml.EscapeText(x.Writer, []byte(s)) }

// token is a text that others wrote, on one line: a label is a token of XML
// Schema, with neither line breaks nor doubled blanks, and control characters
// are for nobody.
func token(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

func (x xmlWriter) attributes(class string, list []attribute) {
	x.open("attributes", "class", class, "mode", "static")
	for _, a := range list {
		x.empty("attribute", "id", a.id, "title", a.id, "type", a.datatype)
	}
	x.raw("</attributes>\n")
}

// values writes one value for each attribute, leaving the empty ones out.
func (x xmlWriter) values(list []attribute, values ...string) {
	x.raw("<attvalues>\n")
	for i, a := range list {
		if values[i] != "" {
			x.empty("attvalue", "for", a.id, "value", values[i])
		}
	}
	x.raw("</attvalues>\n")
}
