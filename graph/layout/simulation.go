package layout

import (
	"math"
	"runtime"
	"sync"
)

const (
	repulsion = 2.0 // k; sets the scale alone
	gravity   = 0.2 // g
	// A picture is at rest when nodes move by less than this share of its size in
	// a step, as a mean over all.
	rest = 1e-5
)

// simulation is a graph on its way to rest.
type simulation struct {
	ties
	mass          []float64 // deg+1
	at            []Point
	force, before []Point // of this step and of the one before
	tree          tree
	speed         float64
	efficiency    float64 // how well the last steps went, a factor of the speed
}

func newSimulation(g Graph) *simulation {
	s := &simulation{ties: newTies(g), mass: make([]float64, g.Nodes), speed: 1, efficiency: 1,
		force: make([]Point, g.Nodes), before: make([]Point, g.Nodes)}
	all := 0.0
	for i := range s.mass {
		s.mass[i] = float64(1 + s.degree(i))
		all += s.mass[i]
	}
	s.at = s.spiral(math.Sqrt(repulsion * all)) // about as large as it will be
	return s
}

// step moves every node once, and reports whether that hardly changed anything.
func (s *simulation) step() (atRest bool) {
	s.force, s.before = s.before, s.force
	s.tree.build(s.at, s.mass)
	inParallel(len(s.at), func(from, to int) {
		for i := from; i < to; i++ {
			s.force[i] = s.forceOn(i)
		}
	})
	s.adjustSpeed()
	moved, size := 0.0, 0.0
	for i, f := range s.force {
		swinging := s.mass[i] * distance(f, s.before[i])
		factor := s.speed / (1 + math.Sqrt(s.speed*swinging))
		p := Point{s.at[i].X + float64(f.X*factor), s.at[i].Y + float64(f.Y*factor)}
		moved += distance(p, s.at[i])
		size += distance(p, Point{})
		s.at[i] = p
	}
	return moved <= rest*size
}

func (s *simulation) forceOn(i int) Point {
	p, m := s.at[i], s.mass[i]
	f := s.tree.repulsion(int32(i), p)
	f.X = float64(f.X*repulsion*m) - float64(p.X*gravity*m)
	f.Y = float64(f.Y*repulsion*m) - float64(p.Y*gravity*m)
	for k := s.rows[i]; k < s.rows[i+1]; k++ {
		other, w := s.at[s.others[k]], s.weights[k]
		f.X += float64(w * (other.X - p.X))
		f.Y += float64(w * (other.Y - p.Y))
	}
	return f
}

// adjustSpeed sets the global speed to what the forces of this step and the one
// before allow. The constants are those of the authors' program.
func (s *simulation) adjustSpeed() {
	swinging, traction := 0.0, 0.0
	for i, f := range s.force {
		b := s.before[i]
		swinging += float64(s.mass[i] * distance(f, b))
		traction += float64(s.mass[i] * distance(f, Point{-b.X, -b.Y}) / 2)
	}
	if swinging == 0 {
		return // all forces are as they were; so is the speed
	}
	n := float64(len(s.at))
	usual := 0.05 * math.Sqrt(n)
	tolerance := max(math.Sqrt(usual), min(10, usual*traction/(n*n)))
	const leastEfficiency = 0.05
	if swinging > 2*traction {
		if s.efficiency > leastEfficiency {
			s.efficiency *= 0.5
		}
		tolerance = max(tolerance, 1)
	}
	target := tolerance * s.efficiency * traction / swinging
	switch {
	case swinging > tolerance*traction:
		if s.efficiency > leastEfficiency {
			s.efficiency *= 0.7
		}
	case s.speed < 1000:
		s.efficiency *= 1.3
	}
	s.speed += min(target-s.speed, s.speed/2)
}

// inParallel shares the numbers from 0 to n among the processors. What is done for one
// must not depend on what is done for another.
func inParallel(n int, do func(from, to int)) {
	const worthIt = 1000
	workers := min(runtime.GOMAXPROCS(0), n/worthIt)
	if workers < 2 {
		do(0, n)
		return
	}
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() { do(w*n/workers, (w+1)*n/workers) })
	}
	group.Wait()
}

func distance(p, q Point) float64 {
	dx, dy := p.X-q.X, p.Y-q.Y
	return math.Sqrt(float64(dx*dx) + float64(dy*dy))
}
