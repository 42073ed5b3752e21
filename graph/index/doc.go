// Package index holds in memory who is linked to whom, and walks it. What enters
// are the events of a store, one [Event] each ([New]), or what [Graph.Write]
// wrote ([Read]); what leaves are chains of actors, measures of their place in
// the graph, and who stands with whom.
//
// A [Graph] is compressed sparse rows: actors are numbered in the order of their
// ids, and for each there is one row with a step for every edge that it is an end
// of, sorted by the actor at the other end. An edge is all events of one relation
// and status from one actor to another; its events lie behind one another, by
// date. So a filter on relation and status is decided by a look into the row,
// and one on dates or sources by a look at the events of an edge, once a search.
//
// Whichever way an event points, it links its two actors: word travels from whoever
// was telephoned as well. All answers are determined by the events alone, and of
// several that are equally good the one is given whose ids come first in order.
package index
