// Package export writes the graph in the formats of other tools, and reads back
// the one that loses nothing.
//
// What enters is plain: the actors and merged edges of a store ([graph.Network]) as a
// network ([GEXF] and [GephiCSV] for Gephi, [GraphML], [GML], [DOT], [Pajek], [Cytoscape] and [Neo4j] for others),
// its events ([graph.EventRecord]) for linked data ([JSONLD]), its quads for the whole graph ([NQuads], [Turtle]).
// What leaves is text, the same bytes for the same graph. [ReadNQuads] turns
// N-Quads into quads again, so that a store filled from an export gives the
// same export.
//
// The events as tables are in package eventtable, pictures in package picture.
//
// Nothing here keeps state; a function may be called from several goroutines
// at once as long as each has a writer of its own.
package export
