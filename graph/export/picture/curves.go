package picture

import (
	"cmp"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/layout"
)

// line is an edge of a picture: a quadratic curve from the rim of one disc to that
// of another, with a tip at the end if it has a direction.
type line struct {
	graph.Edge
	source, target     int // numbers of the nodes
	start, middle, end layout.Point
	tip                [3]layout.Point // the triangle; its first corner touches the target
	width              float64
}

const (
	laneGap = 9.0 // between the middles of parallel lines
	// careful is up to how many nodes a picture takes care that lines keep clear of
	// discs, and names of lines. In a larger one nobody could follow them anyway.
	careful = 200
)

// strokeWidth grows with the logarithm of the number of events.
func strokeWidth(events int) float64 { return min(1.3+0.9*math.Log2(float64(events)), 8) }

// bend gives the lines their curves. Lines between the same two nodes lie in lanes
// beside one another; all of them go around a disc that would be in the way.
func bend(lines []line, at []layout.Point, radii []float64) {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	ends := func(i int) (int, int) {
		return min(lines[i].source, lines[i].target), max(lines[i].source, lines[i].target)
	}
	slices.SortStableFunc(order, func(i, k int) int {
		ai, bi := ends(i)
		ak, bk := ends(k)
		return cmp.Or(cmp.Compare(ai, ak), cmp.Compare(bi, bk))
	})
	for len(order) > 0 {
		a, b := ends(order[0])
		n := 1
		for n < len(order) {
			if c, d := ends(order[n]); c != a || d != b {
				break
			}
			n++
		}
		pair := order[:n]
		order = order[n:]
		way := vector(at[a], at[b])
		length := lengthOf(way)
		detour := 0.0
		if len(at) <= careful {
			detour = leastInTheWay(at, radii, a, b)
		}
		gap := min(laneGap, 0.7*length/float64(n))
		for lane, i := range pair {
			l := &lines[i]
			// Twice as far out as the curve in its middle.
			out := 2 * (detour + gap*(float64(lane)-float64(n-1)/2)) / length
			l.middle = layout.Point{X: (at[a].X+at[b].X)/2 - out*way.Y, Y: (at[a].Y+at[b].Y)/2 + out*way.X}
			l.clip(at, radii)
		}
	}
}

// leastInTheWay is how far a curve between two nodes must bulge to touch as few
// other discs as possible.
func leastInTheWay(at []layout.Point, radii []float64, a, b int) float64 {
	way := vector(at[a], at[b])
	best, fewest := 0.0, math.MaxInt
	for _, bulge := range []float64{0, 0.08, -0.08, 0.16, -0.16, 0.26, -0.26} {
		middle := layout.Point{X: (at[a].X+at[b].X)/2 - 2*bulge*way.Y, Y: (at[a].Y+at[b].Y)/2 + 2*bulge*way.X}
		touched := 0
		for i, p := range at {
			if i == a || i == b {
				continue
			}
			const samples = 16
			for k := 1; k < samples; k++ {
				if lengthOf(vector(p, onCurve(at[a], middle, at[b], float64(k)/samples))) < radii[i]+4 {
					touched++
					break
				}
			}
		}
		if touched < fewest {
			best, fewest = bulge*lengthOf(way), touched
		}
	}
	return best
}

// clip ends the line at the rims of its discs, and puts the tip there.
func (l *line) clip(at []layout.Point, radii []float64) {
	from, to := at[l.source], at[l.target]
	u := unit(vector(from, l.middle))
	l.start = moved(from, u, radii[l.source])
	v := unit(vector(to, l.middle))
	l.end = moved(to, v, radii[l.target])
	if l.Relation.Symmetric() {
		return
	}
	free := lengthOf(vector(from, to)) - radii[l.source] - radii[l.target]
	size := min(4+2.2*l.width, max(0.6*free, 3))
	touch := moved(l.end, v, 0.5)
	l.end = moved(touch, v, 0.8*size)
	base, side := moved(touch, v, size), layout.Point{X: -v.Y, Y: v.X}
	l.tip = [3]layout.Point{touch, moved(base, side, 0.42*size), moved(base, side, -0.42*size)}
}

// points are some along the curve.
func (l *line) points() []layout.Point {
	const pieces = 8
	var ps []layout.Point
	for k := range pieces + 1 {
		ps = append(ps, onCurve(l.start, l.middle, l.end, float64(k)/pieces))
	}
	return ps
}

// straight reports whether the curve is none.
func (l *line) straight() bool {
	a, b := vector(l.start, l.middle), vector(l.start, l.end)
	return math.Abs(a.X*b.Y-a.Y*b.X) < 0.1*lengthOf(b)
}

func onCurve(a, middle, b layout.Point, t float64) layout.Point {
	p, q, r := (1-t)*(1-t), 2*t*(1-t), t*t
	return layout.Point{X: p*a.X + q*middle.X + r*b.X, Y: p*a.Y + q*middle.Y + r*b.Y}
}

func vector(from, to layout.Point) layout.Point {
	return layout.Point{X: to.X - from.X, Y: to.Y - from.Y}
}

func lengthOf(v layout.Point) float64 { return math.Sqrt(v.X*v.X + v.Y*v.Y) }

func unit(v layout.Point) layout.Point {
	if n := lengthOf(v); n > 0 {
		return layout.Point{X: v.X / n, Y: v.Y / n}
	}
	return layout.Point{X: 1}
}

func moved(p, direction layout.Point, by float64) layout.Point {
	return layout.Point{X: p.X + by*direction.X, Y: p.Y + by*direction.Y}
}
