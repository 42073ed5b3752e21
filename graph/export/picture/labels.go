package picture

import (
	"cmp"
	"math"
	"slices"

	"entente/graph/layout"
)

// label is the name of a node, beside it.
type label struct {
	node   int
	lines  []string
	anchor string // of its lines
	box    box
	leader []layout.Point // from the disc to the name, if that stands apart
}

const (
	labelGap = 3.0 // between a disc and its name
	// Between a name and other discs there is more, so that it is plain whose it is.
	othersGap = 2 * labelGap
	// nameGap is between two names. Lines of one name follow each other without a gap:
	// two names as close as that would read as one.
	nameGap = 9.0
	// A name that has no room beside its disc stands further away, by some steps.
	farther  = 10.0
	farthest = 120.0
	// leaderGap is between a leader and discs and names that are not its own.
	leaderGap = 3.0
)

// places are where a name may stand around its disc, best first.
var places = [...]struct {
	x, y   float64 // the direction
	anchor string
}{
	{1, 0, "start"},
	{-1, 0, "end"},
	{0, 1, "middle"},
	{0, -1, "middle"},
	{0.7, 0.7, "start"},
	{0.7, -0.7, "start"},
	{-0.7, 0.7, "end"},
	{-0.7, -0.7, "end"},
	{0.92, 0.38, "start"},
	{0.92, -0.38, "start"},
	{-0.92, 0.38, "end"},
	{-0.92, -0.38, "end"},
	{0.38, 0.92, "start"},
	{0.38, -0.92, "start"},
	{-0.38, 0.92, "end"},
	{-0.38, -0.92, "end"},
}

// placing is the search for places of names.
type placing struct {
	at     []layout.Point
	radii  []float64
	curves [][]layout.Point // lines that names had better not cover
	labels []label
}

// choice is a place of a label and what speaks against it whatever other labels do.
type choice struct {
	anchor string
	box    box
	leader []layout.Point
	cost   float64
	blocks bool // it covers a disc, or stands as close to one as if it were its name
}

// A name costs what it makes hard to read.
const (
	costLine = 2.0
	costDisc = 10.0
)

// newPlacing begins a search; lines of nil cost nothing.
func newPlacing(labels []label, at []layout.Point, radii []float64, lines []line) *placing {
	p := &placing{at: at, radii: radii, labels: labels}
	for i := range lines {
		p.curves = append(p.curves, lines[i].points())
	}
	return p
}

// around looks at every place of a name, so far away from where it would be beside its disc.
func (p *placing) around(l label, away float64) []choice {
	var choices []choice
	for rank, place := range places {
		centre, radius := p.at[l.node], p.radii[l.node]
		c := choice{anchor: place.anchor, box: l.beside(centre, radius+away, place.x, place.y), cost: 0.1 * float64(rank)}
		if away > 0 {
			way := layout.Point{X: place.x, Y: place.y}
			c.leader = []layout.Point{moved(centre, unit(way), radius), moved(centre, way, radius+away)}
		}
		for i := range p.at {
			gap := othersGap
			if i == l.node {
				gap = 0
			}
			if covers(c.box, p.at[i], p.radii[i]+gap) || i != l.node && c.leads(p.at[i], p.radii[i]) {
				c.cost += costDisc
				c.blocks = true
				if away > 0 {
					break // nobody would take it
				}
			}
		}
		for _, curve := range p.curves {
			if through(c.box, curve) {
				c.cost += costLine
			}
		}
		choices = append(choices, c)
	}
	return choices
}

// leads reports whether the leader comes to a disc.
func (c choice) leads(centre layout.Point, radius float64) bool {
	if c.leader == nil {
		return false
	}
	along := vector(c.leader[0], c.leader[1])
	length := lengthOf(along)
	to, way := vector(c.leader[0], centre), unit(along)
	nearest := moved(c.leader[0], way, min(max(to.X*way.X+to.Y*way.Y, 0), length))
	return lengthOf(vector(nearest, centre)) < radius+leaderGap
}

// beside is the box of a name that stands in a direction from its disc.
func (l label) beside(centre layout.Point, radius, x, y float64) box {
	width := 0.0
	for _, line := range l.lines {
		width = max(width, fontSize*textWidth(line))
	}
	height := lineHeight * float64(len(l.lines))
	px, py := centre.X+x*(radius+labelGap), centre.Y+y*(radius+labelGap)
	b := box{px, py, px + width, py + height}
	switch {
	case x == 0:
		b = b.shifted(-width/2, 0)
	case x < 0:
		b = b.shifted(-width, 0)
	}
	// To the side, the name is as high as the disc's middle; above and below, it keeps clear of it.
	return b.shifted(0, height*(y-1)/2)
}

// all gives every name the place that costs least, the others being where they are,
// until none wants to move. It reports whether all can be read: none covers a disc
// or is too close to another name.
func (p *placing) all() bool {
	chosen := make([]int, len(p.labels))
	choices := make([][]choice, len(p.labels))
	for i, l := range p.labels {
		chosen[i], choices[i] = -1, p.around(l, 0)
	}
	const rounds, costLabel = 30, 100
	for range rounds {
		moved := false
		for i := range choices {
			best, least := 0, math.Inf(1)
			for k, c := range choices[i] {
				cost := c.cost
				for other, at := range chosen {
					if other != i && at >= 0 && c.box.near(choices[other][at].box) {
						cost += costLabel
					}
				}
				if cost < least {
					best, least = k, cost
				}
			}
			if chosen[i] != best {
				chosen[i], moved = best, true
			}
		}
		if !moved {
			break
		}
	}
	clear := true
	for i, k := range chosen {
		c := choices[i][k]
		p.labels[i].anchor, p.labels[i].box = c.anchor, c.box
		clear = clear && !c.blocks
		for other := range i {
			clear = clear && !c.box.near(p.labels[other].box)
		}
	}
	return clear
}

// some places as many names as can be read, one after the other, and gives those. A
// name that has no room beside its disc stands apart, with a leader, before the next has its turn.
func (p *placing) some(most int) []label {
	var placed []label
	for _, l := range p.labels {
		if len(placed) == most {
			break
		}
		least := math.Inf(1)
		for away := 0.0; away <= farthest && math.IsInf(least, 1); away += farther {
			for _, c := range p.around(l, away) {
				clashes := func(other label) bool { return c.clashes(other) }
				if c.cost < least && !c.blocks && !slices.ContainsFunc(placed, clashes) {
					least, l.anchor, l.box, l.leader = c.cost, c.anchor, c.box, c.leader
				}
			}
		}
		if !math.IsInf(least, 1) {
			placed = append(placed, l)
		}
	}
	return placed
}

// clashes reports whether a place is too close to a name or its leader.
func (c choice) clashes(l label) bool {
	return c.box.near(l.box) || through(c.box.grown(leaderGap), l.leader) || through(l.box.grown(leaderGap), c.leader) || meet(c.leader, l.leader)
}

// meet reports whether two leaders cross.
func meet(a, b []layout.Point) bool {
	if a == nil || b == nil {
		return false
	}
	side := func(line []layout.Point, p layout.Point) bool {
		u, v := vector(line[0], line[1]), vector(line[0], p)
		return u.X*v.Y > u.Y*v.X
	}
	return side(a, b[0]) != side(a, b[1]) && side(b, a[0]) != side(b, a[1])
}

// near reports whether two names are too close to be read as two.
func (b box) near(c box) bool { return b.grown(nameGap).overlaps(c) }

// byDegree orders names, those of the nodes with most edges first.
func byDegree(labels []label, degree func(node int) int) {
	slices.SortStableFunc(labels, func(x, y label) int { return cmp.Compare(degree(y.node), degree(x.node)) })
}

// covers reports whether a box and a disc overlap.
func covers(b box, centre layout.Point, radius float64) bool {
	dx := centre.X - min(max(centre.X, b.left), b.right)
	dy := centre.Y - min(max(centre.Y, b.top), b.bottom)
	return dx*dx+dy*dy < radius*radius
}

// through reports whether a line through some points goes through a box.
func through(b box, points []layout.Point) bool {
	for k := 1; k < len(points); k++ {
		if crosses(b, points[k-1], points[k]) {
			return true
		}
	}
	return false
}

// crosses reports whether a straight line from one point to another goes through a box.
func crosses(b box, p, q layout.Point) bool {
	from, to := 0.0, 1.0 // of the line, what may be within
	for _, side := range [...]struct{ at, step, low, high float64 }{
		{p.X, q.X - p.X, b.left, b.right},
		{p.Y, q.Y - p.Y, b.top, b.bottom},
	} {
		if side.step == 0 {
			if side.at <= side.low || side.at >= side.high {
				return false
			}
			continue
		}
		enter, leave := (side.low-side.at)/side.step, (side.high-side.at)/side.step
		from, to = max(from, min(enter, leave)), min(to, max(enter, leave))
	}
	return from < to
}
