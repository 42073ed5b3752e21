// Package eventtable writes events as political scientists have them: in the
// tables of the field ([ICEWS], [POLECAT], [GDELT]), in a tidy table of our own
// ([CSV], [Parquet]) and as months of pairs of actors ([DyadMonths]).
//
// What enters are the events behind the edges of a graph, by date
// ([entente/graph.Store.EventRecords]); they are written as they come, so that
// memory does not grow with them. README.md is the data dictionary. Each table
// gives a [Tally]: an event that it has no place for is left out, and counted.
package eventtable
