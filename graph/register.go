package graph

import (
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

// register is what the store says of actors, by columns: quicker for all actors than to look
// each of them up, because in the store a node has its plain edges among its quads.
type register struct {
	*values
	columns map[quad.IRI]column
	nodes   map[schema.ActorID]node
}

var (
	rolePredicates = []quad.IRI{schema.PredTitle, schema.PredAt, schema.PredFrom, schema.PredTo, schema.PredFromPrecision, schema.PredToPrecision, schema.PredSeen}
	cardPredicates = append([]quad.IRI{schema.PredName, schema.PredKind, schema.PredCountry, schema.PredCode, schema.PredRole}, rolePredicates...)
)

// newRegister looks up what the columns say of the actors of events, whose ids are known.
func newRegister(v *values, columns map[quad.IRI]column) (*register, error) {
	c := &register{v, map[quad.IRI]column{}, map[schema.ActorID]node{}}
	for _, p := range cardPredicates { // no more: the columns of events take much room
		c.columns[p] = columns[p]
	}
	for _, p := range []quad.IRI{schema.PredSource, schema.PredTarget} {
		for _, n := range columns[p].objects() {
			c.nodes[schema.ActorID(v.text(n))] = n
		}
	}
	actors := slices.Sorted(maps.Values(c.nodes))
	roles := c.objects(actors, []quad.IRI{schema.PredRole})
	values := slices.Concat(c.objects(actors, cardPredicates), c.objects(roles, rolePredicates))
	return c, v.fetch(values)
}

// objects are those of the quads of some subjects.
func (c *register) objects(subjects []node, predicates []quad.IRI) []node {
	var out []node
	for _, p := range predicates {
		column := c.columns[p]
		for _, n := range subjects {
			for _, cell := range column.of(n) {
				out = append(out, node(cell.object))
			}
		}
	}
	return out
}

// actor is what is known of an actor, without aliases.
func (c *register) actor(id schema.ActorID) schema.Actor {
	n := c.nodes[id]
	var roles []schema.Node
	for _, cell := range c.columns[schema.PredRole].of(n) {
		roles = append(roles, c.node(node(cell.object), rolePredicates))
	}
	return described(schema.DecodeActor(id, c.node(n, cardPredicates), roles))
}

// node is what the columns say of a node.
func (c *register) node(n node, predicates []quad.IRI) schema.Node {
	out := schema.Node{}
	for _, p := range predicates {
		for _, cell := range c.columns[p].of(n) {
			out[p] = append(out[p], c.known[node(cell.object)])
		}
	}
	return out
}
