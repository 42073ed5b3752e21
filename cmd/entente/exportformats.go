package main

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/export"
	"entente/schema"
)

// exportFormat is a way to write the graph. Besides its names it has one of four
// functions, by what it is made of.
type exportFormat struct {
	name, about string
	suffix      string          // of files whose name tells the format
	options     []string        // flags that it has a use for, besides those that choose a part of the graph
	statuses    []schema.Status // of its events, unless the user says otherwise; nil: actual

	draw   func(io.Writer, exportJob) error                                                         // the network
	folder func(*graph.Network) []export.File                                                       // the network, in several files
	events func(io.Writer, iter.Seq2[graph.EventRecord, error], exportJob) (note string, err error) // the events
	whole  func(io.Writer, *graph.Store, exportJob) error                                           // all quads
}

// exportFormats are those that there are, the network's first.
var exportFormats = []exportFormat{
	{name: "gexf", about: "GEXF 1.3, for Gephi", suffix: ".gexf", options: []string{"isolated"},
		draw: func(w io.Writer, job exportJob) error { return export.GEXF(w, job.network, export.GEXFOptions{}) }},
	{name: "nquads", about: "N-Quads, the whole graph; comes back with: entente ingest --format nquads FILE", suffix: ".nq", options: []string{"base"},
		whole: func(w io.Writer, store *graph.Store, job exportJob) error {
			return export.NQuads(w, store.Quads(), job.base)
		}},
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
		{"The events", func(f exportFormat) bool { return f.events != nil }},
		{"Everything", func(f exportFormat) bool { return f.whole != nil }},
	} {
		var lines []string
		for _, f := range exportFormats {
			if kind.of(f) {
				lines = append(lines, fmt.Sprintf("  %-12s %s\n", f.name, f.about))
			}
		}
		if len(lines) > 0 {
			b.WriteString(kind.title + ":\n" + strings.Join(lines, ""))
		}
	}
	b.WriteString("A network rests on what happened, as --status, --relation and the others say.")
	return b.String()
}
