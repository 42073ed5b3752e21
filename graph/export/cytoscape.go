package export

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
)

// Cytoscape writes the network as JSON elements of Cytoscape.js
// (https://js.cytoscape.org/#notation/elements-json), which Cytoscape opens (.cyjs) and
// networkx reads (cytoscape_graph).
//
// Attributes are those of [GEXF], the dates as a list. Some names are there because a
// reader looks for them: name and interaction for Cytoscape, value and key for networkx.
// Whether an edge has an arrowhead is a matter of style in Cytoscape: "symmetric" says
// whether it should.
func Cytoscape(w io.Writer, n *graph.Network) error {
	return buffered("Cytoscape", w, func(out *bufio.Writer) error {
		elements := json.NewEncoder(out)
		elements.SetEscapeHTML(false)
		separator := ""
		write := func(data any) error {
			out.WriteString(separator)
			separator = ","
			return elements.Encode(map[string]any{"data": data})
		}
		out.WriteString(`{"format_version":"1.0","generated_by":"Entente","directed":true,"multigraph":true,"data":{"name":"Entente"},"elements":{"nodes":[` + "\n")
		for node, err := range stream.Nodes(n) {
			if err == nil {
				err = write(newCytoscapeNode(node))
			}
			if err != nil {
				return err
			}
		}
		separator = ""
		out.WriteString("],\"edges\":[\n")
		for e, err := range stream.Edges(n) {
			if err == nil {
				err = write(newCytoscapeEdge(e))
			}
			if err != nil {
				return err
			}
		}
		out.WriteString("]}}\n")
		return nil
	})
}

type cytoscapeNode struct {
	ID      string `json:"id"`
	Value   string `json:"value"`
	Name    string `json:"name"`
	Label   string `json:"label"`
	Kind    string `json:"kind,omitempty"`
	Country string `json:"country,omitempty"`
	Code    string `json:"code,omitempty"`
	Roles   string `json:"roles,omitempty"`
	Degree  int    `json:"degree"`
	Colour  string `json:"color"`
}

func newCytoscapeNode(n graph.Node) cytoscapeNode {
	id, name := string(n.ID), labelOf(n)
	return cytoscapeNode{
		ID: id, Value: id, Name: name, Label: name,
		Kind: stream.Token(string(n.Kind)), Country: stream.Token(n.Country), Code: stream.Token(n.Code), Roles: roles(n),
		Degree: n.Degree, Colour: hexColour(n.Kind),
	}
}

type cytoscapeEdge struct {
	ID          string   `json:"id"`
	Source      string   `json:"source"`
	Target      string   `json:"target"`
	Key         string   `json:"key"`
	Interaction string   `json:"interaction"`
	Name        string   `json:"name"`
	Label       string   `json:"label"`
	Weight      int      `json:"weight"`
	Symmetric   bool     `json:"symmetric"`
	Relation    string   `json:"relation"`
	Status      string   `json:"status"`
	PLOVER      string   `json:"plover,omitempty"`
	QuadClass   int      `json:"quadclass,omitempty"`
	FirstDate   string   `json:"first_date,omitempty"`
	LastDate    string   `json:"last_date,omitempty"`
	Dates       []string `json:"dates,omitempty"`
	Events      int      `json:"events"`
	Articles    int      `json:"articles"`
	Sources     int      `json:"sources"`
}

func newCytoscapeEdge(e graph.Edge) cytoscapeEdge {
	id, relation := stream.EdgeID(e), string(e.Relation)
	first, last, all := dates(e.Dates)
	return cytoscapeEdge{
		ID: id, Source: string(e.Source), Target: string(e.Target),
		Key: relation, Interaction: relation, Name: id, Label: edgeLabel(e), Relation: relation,
		Weight: e.Events, Symmetric: e.Relation.Symmetric(), Status: statusOf(e), PLOVER: e.Relation.PLOVER(), QuadClass: e.Relation.QuadClass(),
		FirstDate: first, LastDate: last, Dates: strings.Fields(all),
		Events: e.Events, Articles: e.Articles, Sources: e.Sources,
	}
}
