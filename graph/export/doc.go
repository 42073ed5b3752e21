// Package export writes the graph in the formats of other tools, and reads back
// the one that loses nothing.
//
// What enters is plain: the actors and merged edges of a store ([graph.Network]) for a picture of
// the network ([GEXF], for Gephi), its quads for the whole graph ([NQuads]).
// What leaves is text, the same bytes for the same graph. [ReadNQuads] turns
// N-Quads into quads again, so that a store filled from an export gives the
// same export.
//
// Nothing here keeps state; a function may be called from several goroutines
// at once as long as each has a writer of its own.
package export
