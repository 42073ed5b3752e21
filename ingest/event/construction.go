package event

import "entente/schema"

// Constructions tell what no word of the rules does alone: whoever says that
// another must do something asks for it, whoever says that another is responsible
// accuses him.

// readConstruction reads word i, a verb or an adjective in what somebody says.
func (c *clause) readConstruction(i int) {
	h := c.above(i)
	if h < 0 || c.rel(i) != "ccomp" || !reporting[c.lower[h]] {
		return
	}
	s := c.dependent(i, "nsubj")
	if s < 0 {
		return
	}
	relation := schema.Relation("")
	switch {
	case c.doc.Tokens[i].UPOS == "ADJ" && c.lemma(i) == "responsible", c.marker(i) == "behind":
		relation = "accused"
	case c.obliged(i):
		relation = "urged"
	default:
		return
	}
	r := &rule{relation: relation, position: string(relation) + ":said"}
	c.add(trigger{pattern: pattern{rule: r}, first: i, end: i + 1, head: i, object: -1}, c.subjects(h), c.antecedent(s, i), c.status(h))
}

// obliged reports whether verb i is what somebody must or should do.
func (c *clause) obliged(i int) bool {
	for _, k := range c.below(i) {
		if c.rel(k) == "aux" && (c.lower[k] == "must" || c.lower[k] == "should") {
			return true
		}
	}
	return false
}
