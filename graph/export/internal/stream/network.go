// Package stream is what the writers of all formats share: a network that is
// checked as it is walked, XML, and texts of others on one line.
package stream

import (
	"fmt"
	"iter"

	"entente/graph"
)

// Nodes gives the nodes of a network, and an error where they are not in order or
// stand twice: every format relies on that.
func Nodes(n *graph.Network) iter.Seq2[graph.Node, error] {
	return func(yield func(graph.Node, error) bool) {
		var last graph.Node
		for node, err := range n.Nodes {
			if err == nil && node.ID <= last.ID {
				err = fmt.Errorf("actor %s stands behind %s", node.ID, last.ID)
			}
			if !yield(node, err) || err != nil {
				return
			}
			last = node
		}
	}
}

// Edges gives the edges of a network, and an error where they are not in order, stand
// twice, lead from an actor to itself or have no events.
func Edges(n *graph.Network) iter.Seq2[graph.Edge, error] {
	return func(yield func(graph.Edge, error) bool) {
		var last graph.Edge
		for e, err := range n.Edges {
			switch {
			case err != nil:
			case e.Compare(last) <= 0:
				err = fmt.Errorf("edge %s stands behind %s", EdgeID(e), EdgeID(last))
			case e.Source == e.Target:
				err = fmt.Errorf("edge %s leads nowhere", EdgeID(e))
			case e.Events < 1:
				err = fmt.Errorf("edge %s has no events", EdgeID(e))
			}
			if !yield(e, err) || err != nil {
				return
			}
			last = e
		}
	}
}

// EdgeID names an edge, the same in every export. No ID has a blank.
func EdgeID(e graph.Edge) string {
	return string(e.Source) + " " + string(e.Relation) + " " + string(e.Target)
}
