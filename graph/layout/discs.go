package layout

import (
	"cmp"
	"math"
	"slices"
)

// turn moves the centre of the nodes to the origin and turns them around it until
// they lie widest from left to right.
func turn(at []Point) {
	var centre Point
	for _, p := range at {
		centre.X += p.X
		centre.Y += p.Y
	}
	n := float64(len(at))
	centre.X /= n
	centre.Y /= n
	var xx, xy, yy float64
	for i, p := range at {
		p = Point{p.X - centre.X, p.Y - centre.Y}
		at[i] = p
		xx += float64(p.X * p.X)
		xy += float64(p.X * p.Y)
		yy += float64(p.Y * p.Y)
	}
	// The first eigenvector of the covariances is the widest direction; with the
	// tangent of twice its angle, no trigonometry is needed.
	half := (xx - yy) / 2
	axis := Point{half + distance(Point{half, xy}, Point{}), xy}
	length := distance(axis, Point{})
	if length == 0 {
		if half >= 0 {
			return // wide as it is, or round
		}
		axis, length = Point{0, 1}, 1
	}
	cos, sin := axis.X/length, axis.Y/length
	for i, p := range at {
		at[i] = Point{float64(p.X*cos) + float64(p.Y*sin), float64(p.Y*cos) - float64(p.X*sin)}
	}
}

// enlarge stretches the picture until the discs fill a share of it that leaves
// the ties to be seen.
func enlarge(at []Point, radii []float64) {
	const share = 0.08
	discs, spread := 0.0, 0.0
	for i, p := range at {
		discs += float64(radii[i] * radii[i])
		spread += float64(p.X*p.X) + float64(p.Y*p.Y)
	}
	// Nodes that are evenly spread on a disc have half the square of its radius as
	// the mean of the squares of their distances from its centre.
	square := 2 * spread / float64(len(at))
	if square == 0 || discs == 0 {
		return
	}
	scale(at, math.Sqrt(discs/share/square))
}

func scale(at []Point, by float64) {
	for i, p := range at {
		at[i] = Point{p.X * by, p.Y * by}
	}
}

// separate pushes discs that overlap apart, the smaller of two further, until
// none do. The picture grows a little in every sweep, so that there is room in the
// end.
func separate(at []Point, radii []float64) {
	const (
		gap    = 1.1  // of the distance that two discs need
		growth = 1.01 // in a sweep
	)
	left := func(i int) float64 { return at[i].X - float64(gap*radii[i]) }
	order := make([]int, len(at)) // by the left end of the discs
	for i := range order {
		order[i] = i
	}
	for {
		slices.SortFunc(order, func(i, k int) int { return cmp.Or(cmp.Compare(left(i), left(k)), cmp.Compare(i, k)) })
		apart := true
		for n, i := range order {
			for _, k := range order[n+1:] {
				if left(k) >= at[i].X+float64(gap*radii[i]) {
					break
				}
				if need := gap * (radii[i] + radii[k]); distance(at[i], at[k]) < need {
					apart = false
					push(at, i, k, need, radii)
				}
			}
		}
		if apart {
			return
		}
		scale(at, growth)
	}
}

// push moves two nodes away from each other until they have the distance they
// need. Moved while others are looked at, they may overlap with another then,
// which the next sweep finds.
func push(at []Point, i, k int, need float64, radii []float64) {
	d := distance(at[i], at[k])
	direction := Point{1, 0}
	if d > 0 {
		direction = Point{(at[k].X - at[i].X) / d, (at[k].Y - at[i].Y) / d}
	}
	ri, rk := float64(radii[i]*radii[i]), float64(radii[k]*radii[k])
	move := (need - d) / (ri + rk)
	at[i] = Point{at[i].X - float64(direction.X*move*rk), at[i].Y - float64(direction.Y*move*rk)}
	at[k] = Point{at[k].X + float64(direction.X*move*ri), at[k].Y + float64(direction.Y*move*ri)}
}
