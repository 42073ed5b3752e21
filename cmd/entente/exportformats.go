package main

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/export"
	"entente/graph/export/eventtable"
	"entente/graph/export/picture"
	"entente/graph/layout"
	"entente/schema"
)

// exportFormat is a way to write the graph. Besides its names it has one of four
// functions, by what it is made of.
type exportFormat struct {
	name, about string
	suffixes    []string        // of files whose name tells the format
	options     []string        // flags that it has a use for, besides those that choose a part of the graph
	statuses    []schema.Status // of its events, unless the user says otherwise; nil: actual

	draw   func(io.Writer, exportJob) error                                                         // the network
	folder func(*graph.Network) []export.File                                                       // the network, in several files
	events func(io.Writer, iter.Seq2[graph.EventRecord, error], exportJob) (note string, err error) // the events
	whole  func(io.Writer, *graph.Store, exportJob) error                                           // all quads
}

// exportFormats are those that there are.
var exportFormats = []exportFormat{
	{name: "gexf", about: "GEXF 1.3, for Gephi", suffixes: []string{".gexf"}, options: []string{"directed", "layout", "isolated"},
		draw: func(w io.Writer, job exportJob) error { return writeGEXF(w, job, "1.3") }},
	{name: "gexf1.2", about: "GEXF 1.2, for those who read no other; --directed for networkx", options: []string{"directed", "layout", "isolated"},
		draw: func(w io.Writer, job exportJob) error { return writeGEXF(w, job, "1.2") }},
	{name: "gephi", about: "nodes.csv and edges.csv for Gephi's import of spreadsheets", options: []string{"isolated"},
		folder: export.GephiCSV},
	{name: "graphml", about: "GraphML, for igraph, yEd, Cytoscape; --directed for networkx", suffixes: []string{".graphml"}, options: []string{"directed", "layout", "isolated"},
		draw: writeGraphML},
	{name: "gml", about: "GML, for networkx and igraph", suffixes: []string{".gml"}, options: []string{"isolated"},
		draw: func(w io.Writer, job exportJob) error { return export.GML(w, job.network) }},
	{name: "dot", about: "DOT, for Graphviz", suffixes: []string{".dot", ".gv"}, options: []string{"isolated"},
		draw: func(w io.Writer, job exportJob) error { return export.DOT(w, job.network) }},
	{name: "pajek", about: "Pajek's .net", suffixes: []string{".net"}, options: []string{"isolated"},
		draw: func(w io.Writer, job exportJob) error { return export.Pajek(w, job.network) }},
	{name: "cytoscape", about: "Cytoscape's JSON", suffixes: []string{".cyjs"}, options: []string{"isolated"},
		draw: func(w io.Writer, job exportJob) error { return export.Cytoscape(w, job.network) }},
	{name: "neo4j", about: "nodes.csv and relationships.csv for neo4j-admin database import", options: []string{"isolated"},
		folder: export.Neo4j},
	{name: "svg", about: "a picture, of up to 2,000 actors", suffixes: []string{".svg"}, options: []string{"isolated"},
		draw: func(w io.Writer, job exportJob) error {
			return picture.Network(w, job.network, picture.NetworkOptions{})
		}},

	{name: "csv", about: "a tidy table, a row for each sentence", suffixes: []string{".csv"}, statuses: schema.Statuses(),
		events: tallied(eventtable.CSV)},
	{name: "parquet", about: "the same in Parquet", suffixes: []string{".parquet"}, statuses: schema.Statuses(),
		events: tallied(eventtable.Parquet)},
	{name: "dyads", about: "a row for each pair of actors and month: events and balance by quad class", statuses: schema.Statuses(),
		events: tallied(eventtable.DyadMonths)},
	{name: "dyads-parquet", about: "the same in Parquet", statuses: schema.Statuses(),
		events: tallied(eventtable.DyadMonthsParquet)},
	{name: "icews", about: "as ICEWS has them", statuses: schema.Statuses(),
		events: tallied(eventtable.ICEWS)},
	{name: "polecat", about: "as POLECAT has them", statuses: schema.Statuses(),
		events: tallied(eventtable.POLECAT)},
	{name: "gdelt", about: "as GDELT 2.0 has them", statuses: schema.Statuses(),
		events: tallied(eventtable.GDELT)},
	{name: "jsonld", about: "JSON-LD, in terms of SEM, PROV-O, schema.org, FOAF and W3C Org", suffixes: []string{".jsonld"}, options: []string{"base"}, statuses: schema.Statuses(),
		events: func(w io.Writer, records iter.Seq2[graph.EventRecord, error], job exportJob) (string, error) {
			return "", export.JSONLD(w, records, job.base)
		}},

	{name: "nquads", about: "N-Quads; come back with: entente ingest --format nquads FILE", suffixes: []string{".nq", ".nquads"}, options: []string{"base"},
		whole: func(w io.Writer, store *graph.Store, job exportJob) error {
			return export.NQuads(w, store.Quads(), job.base)
		}},
	{name: "turtle", about: "Turtle", suffixes: []string{".ttl"}, options: []string{"base"},
		whole: func(w io.Writer, store *graph.Store, job exportJob) error {
			return export.Turtle(w, store.Quads(), job.base)
		}},
}

func writeGEXF(w io.Writer, job exportJob, version string) error {
	places, err := job.places()
	if err != nil {
		return err
	}
	return export.GEXF(w, job.network, export.GEXFOptions{Version: version, Directed: job.directed, Places: places})
}

func writeGraphML(w io.Writer, job exportJob) error {
	places, err := job.places()
	if err != nil {
		return err
	}
	return export.GraphML(w, job.network, export.GraphMLOptions{Directed: job.directed, Places: places})
}

// places are those of the nodes, if they are asked for.
func (job *exportJob) places() ([]layout.Point, error) {
	if !job.layout {
		return nil, nil
	}
	return picture.Place(job.network)
}

// tallied is a table of events, which says what it has no room for.
func tallied(write func(io.Writer, iter.Seq2[graph.EventRecord, error]) (eventtable.Tally, error)) func(io.Writer, iter.Seq2[graph.EventRecord, error], exportJob) (string, error) {
	return func(w io.Writer, records iter.Seq2[graph.EventRecord, error], _ exportJob) (string, error) {
		tally, err := write(w, records)
		return tally.String(), err
	}
}

// takes reports whether the format has a use for a flag.
func (f *exportFormat) takes(flag string) bool {
	return slices.Contains(f.options, flag) || f.whole == nil && slices.Contains(scopeFlags(), flag)
}

// scopeFlags choose a part of the graph.
func scopeFlags() []string {
	names := []string{"around", "hops", "top"}
	for _, f := range filterFlags() {
		names = append(names, f.Names()[0])
	}
	return names
}

func exportNames() []string {
	var names []string
	for _, f := range exportFormats {
		names = append(names, f.name)
	}
	return names
}

func formatsThatTake(flag string) []string {
	var names []string
	for _, f := range exportFormats {
		if f.takes(flag) {
			names = append(names, f.name)
		}
	}
	return names
}

func describeFormats() string {
	var b strings.Builder
	for _, kind := range []struct {
		title string
		of    func(exportFormat) bool
	}{
		{"The network: actors, and an edge for all events of a relation from one to another", func(f exportFormat) bool { return f.draw != nil || f.folder != nil }},
		{"The events, also those that did not happen where the format can tell them apart", func(f exportFormat) bool { return f.events != nil }},
		{"All quads", func(f exportFormat) bool { return f.whole != nil }},
	} {
		var lines []string
		for _, f := range exportFormats {
			if kind.of(f) {
				about := f.about
				if len(f.suffixes) > 0 {
					about += " (" + strings.Join(f.suffixes, ", ") + ")"
				}
				lines = append(lines, fmt.Sprintf("  %-13s %s\n", f.name, about))
			}
		}
		if len(lines) > 0 {
			b.WriteString(kind.title + ":\n" + strings.Join(lines, ""))
		}
	}
	b.WriteString("A network rests on what happened, unless --status says otherwise.")
	return b.String()
}
