package layout

import "math"

// tree is a quadtree over the nodes: cells in depth-first order, so that those
// within a cell follow it, and next is the first that does not.
type tree struct {
	cells  []cell
	bodies []body // the nodes, those of a cell side by side
	spare  []body
}

type cell struct {
	centre   Point // of mass
	mass     float64
	far      float64 // the square of the distance from which the cell is like one node
	next     int32
	from, to int32 // its bodies if it is not divided, else from == to
}

type body struct {
	at   Point
	mass float64
	node int32
}

const (
	// theta is how large a cell may look, its width by its distance. Below 1/√2 no
	// cell is taken for one node by a node within it.
	theta = 0.7
	// crowd is how many nodes make a cell worth dividing. A graph of exactly nodes or
	// less is not divided at all: its forces are exact.
	crowd   = 8
	exactly = 256
	// deepest is where division ends whatever the crowd: nodes may coincide.
	deepest = 40
)

// build makes the tree of nodes at these positions.
func (t *tree) build(at []Point, mass []float64) {
	if t.bodies == nil {
		t.bodies, t.spare = make([]body, len(at)), make([]body, len(at))
		for i := range at {
			t.bodies[i].node = int32(i)
		}
	}
	low, high := at[0], at[0]
	// The order of the step before makes most divisions find everything in place.
	for i := range t.bodies {
		b := &t.bodies[i]
		b.at, b.mass = at[b.node], mass[b.node]
		low = Point{min(low.X, b.at.X), min(low.Y, b.at.Y)}
		high = Point{max(high.X, b.at.X), max(high.Y, b.at.Y)}
	}
	t.cells = t.cells[:0]
	limit := crowd
	if len(at) <= exactly {
		limit = exactly
	}
	t.divide(0, len(at), low, max(high.X-low.X, high.Y-low.Y), limit, deepest)
}

// divide adds the cell of some bodies, and the cells within it.
func (t *tree) divide(from, to int, corner Point, width float64, limit, depth int) {
	own := len(t.cells)
	c := cell{far: width * width / (theta * theta)}
	for _, b := range t.bodies[from:to] {
		c.mass += b.mass
		c.centre.X += float64(b.at.X * b.mass)
		c.centre.Y += float64(b.at.Y * b.mass)
	}
	c.centre.X /= c.mass
	c.centre.Y /= c.mass
	t.cells = append(t.cells, c)
	if to-from <= limit || depth == 0 {
		t.cells[own].from, t.cells[own].to = int32(from), int32(to)
	} else {
		half := width / 2
		middle := Point{corner.X + half, corner.Y + half}
		ends := t.sort(from, to, middle)
		for quadrant, end := range ends {
			if from < end {
				at := corner
				if quadrant&1 != 0 {
					at.X = middle.X
				}
				if quadrant&2 != 0 {
					at.Y = middle.Y
				}
				t.divide(from, end, at, half, limit, depth-1)
			}
			from = end
		}
	}
	t.cells[own].next = int32(len(t.cells))
}

// sort puts bodies into the order of their quadrants, and gives the end of each.
func (t *tree) sort(from, to int, middle Point) (ends [4]int) {
	quadrant := func(p Point) int {
		q := 0
		if p.X >= middle.X {
			q = 1
		}
		if p.Y >= middle.Y {
			q += 2
		}
		return q
	}
	var count [4]int
	for _, b := range t.bodies[from:to] {
		count[quadrant(b.at)]++
	}
	var free [4]int
	at := from
	for q, n := range count {
		free[q] = at
		at += n
		ends[q] = at
	}
	copy(t.spare[from:to], t.bodies[from:to])
	for _, b := range t.spare[from:to] {
		q := quadrant(b.at)
		t.bodies[free[q]] = b
		free[q]++
	}
	return ends
}

// repulsion is Σ mass·(p-q)/|p-q|² over all other nodes q.
func (t *tree) repulsion(node int32, p Point) Point {
	var f Point
	for i := int32(0); i < int32(len(t.cells)); {
		c := &t.cells[i]
		dx, dy := p.X-c.centre.X, p.Y-c.centre.Y
		square := float64(dx*dx) + float64(dy*dy)
		switch {
		case c.from < c.to:
			t.among(c, node, p, &f)
			i = c.next
		case square > c.far:
			share := c.mass / square
			f.X += float64(dx * share)
			f.Y += float64(dy * share)
			i = c.next
		default:
			i++
		}
	}
	return f
}

// among adds the repulsion of the nodes of one cell. Nodes in one place part as
// if they were a little left and right of it, the one that comes first to the left.
func (t *tree) among(c *cell, node int32, p Point, f *Point) {
	const little = 1e-6
	for _, b := range t.bodies[c.from:c.to] {
		if b.node == node {
			continue
		}
		dx, dy := p.X-b.at.X, p.Y-b.at.Y
		square := float64(dx*dx) + float64(dy*dy)
		if square < little*little {
			dx, dy, square = math.Copysign(little, float64(node)-float64(b.node)), 0, little*little
		}
		share := b.mass / square
		f.X += float64(dx * share)
		f.Y += float64(dy * share)
	}
}
