// Package schema is the vocabulary that all of Entente speaks: articles, actors,
// events with their evidence, dates, and the relations with their PLOVER and
// CAMEO codes. It is also the one codec between events and the quads of the
// graph (quads.go), so that no other package knows how an event is laid out.
//
// What enters and leaves here are plain values; nothing in this package reads
// a file, keeps state or starts a goroutine, and every function is safe for
// concurrent use.
//
// An [Article] is what a source gave us. A [Reading] is what we made of it: the
// actors, their mentions, and the events with the sentences that say so. A set
// of readings determines the graph: the graph is the union of [Reading.Quads]
// over all of them, whatever their order.
//
// All offsets in this package count characters (Unicode code points) of
// [Article.Text], half open, as users of Python and R expect.
package schema
