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
}

const (
	labelGap = 3.0 // between a disc and its name
	// Between a name and other discs there is more, so that it is plain whose it is.
	othersGap = 2 * labelGap
	// nameGap is between two names. Lines of one name follow each other without a gap:
	// two names as close as that would read as one.
	nameGap = 9.0
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
	at      []layout.Point
	radii   []float64
	labels  []label
	choices [][]choice // of each label, what it could be
}

// choice is a place of a label and what speaks against it whatever other labels do.
type choice struct {
	anchor string
	box    box
	cost   float64
	blocks bool // it covers a disc, or stands as close to one as if it were its name
}

// A name costs what it makes hard to read.
const (
	costLine = 2.0
	costDisc = 10.0
)

// newPlacing looks at every place of every name; lines of nil cost nothing.
func newPlacing(labels []label, at []layout.Point, radii []float64, lines []line) *placing {
	p := &placing{at: at, radii: radii, labels: labels}
	var curves [][]layout.Point
	for i := range lines {
		curves = append(curves, lines[i].points())
	}
	for _, l := range labels {
		var choices []choice
		for rank, place := range places {
			c := choice{anchor: place.anchor, box: l.beside(at[l.node], radii[l.node], place.x, place.y), cost: 0.1 * float64(rank)}
			for i := range at {
				gap := othersGap
				if i == l.node {
					gap = 0
				}
				if covers(c.box, at[i], radii[i]+gap) {
					c.cost += costDisc
					c.blocks = true
				}
			}
			for _, curve := range curves {
				for k := 1; k < len(curve); k++ {
					if crosses(c.box, curve[k-1], curve[k]) {
						c.cost += costLine
						break
					}
				}
			}
			choices = append(choices, c)
		}
		p.choices = append(p.choices, choices)
	}
	return p
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
	for i := range chosen {
		chosen[i] = -1
	}
	const rounds, costLabel = 30, 100
	for range rounds {
		moved := false
		for i, choices := range p.choices {
			best, least := 0, math.Inf(1)
			for k, c := range choices {
				cost := c.cost
				for other, at := range chosen {
					if other != i && at >= 0 && c.box.near(p.choices[other][at].box) {
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
		c := p.choices[i][k]
		p.labels[i].anchor, p.labels[i].box = c.anchor, c.box
		clear = clear && !c.blocks
		for other := range i {
			clear = clear && !c.box.near(p.labels[other].box)
		}
	}
	return clear
}

// some places as many names as can be read, one after the other, and gives those.
func (p *placing) some(most int) []label {
	var placed []label
	for i, l := range p.labels {
		least := math.Inf(1)
		for _, c := range p.choices[i] {
			free := !c.blocks && !slices.ContainsFunc(placed, func(other label) bool { return other.box.near(c.box) })
			if free && c.cost < least {
				least, l.anchor, l.box = c.cost, c.anchor, c.box
			}
		}
		if !math.IsInf(least, 1) && len(placed) < most {
			placed = append(placed, l)
		}
	}
	return placed
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
