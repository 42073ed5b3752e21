// Package picture draws the graph for the eye, as SVG that any program shows
// alike: the network of the actors ([Network]) and the contacts of one actor, or
// of two, over time ([Timeline]).
//
// A picture is composed before it is written: what lies where, which names have
// a place that nothing covers, what the legend has to explain. Where nodes lie,
// how large they are and in which colour ([Place], [Radius], [Colour]) holds for
// the files of other tools as well.
package picture
