package index

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph/topo"

	"entente/schema"
)

// Place is where an actor stands in the graph of all ties.
type Place struct {
	Actor       schema.ActorID
	Degree      int     // with how many others
	Events      int     // in how many events
	Betweenness float64 // the share of shortest chains between two others that lead over the actor, 0 to 1
	PageRank    float64 // of all actors together 1
	Core        int     // the largest k such that the actor has k others in a group where everybody has
	Community   int     // from 1, the largest first
}

// exactWork is up to how many steps betweenness is exact: some ten seconds of work.
const exactWork = 1_000_000_000

// samplePivots is from how many actors it is estimated beyond.
const samplePivots = 1000

// Central measures all actors that have events that pass, by the number of others they
// are tied to, then by id. Ties have no direction. Betweenness follows Brandes, "A
// Faster Algorithm for Betweenness Centrality" (2001), which in a graph too big for
// that starts from a sample of actors alone, drawn with a seed of its own; pivots is
// how many these were, 0 if it is exact. It and the cores take each tie once; PageRank
// and communities, by the method of Louvain, as often as it has events.
func (g *Graph) Central(f Filter) (places []Place, pivots int) {
	t := g.ties(f)
	if len(t.actors) == 0 {
		return nil, 0
	}
	places = make([]Place, len(t.actors))
	for n, a := range t.actors {
		places[n] = Place{Actor: g.actors[a], Degree: len(t.row(uint32(n)))}
		for _, events := range t.weights(uint32(n)) {
			places[n].Events += int(events)
		}
	}
	from := make([]uint32, len(t.actors))
	for n := range from {
		from[n] = uint32(n)
	}
	if len(t.actors)*len(t.others) > exactWork && len(t.actors) > samplePivots {
		r := rand.New(rand.NewPCG(1, 1))
		r.Shuffle(len(from), func(i, k int) { from[i], from[k] = from[k], from[i] })
		from = from[:samplePivots]
		pivots = samplePivots
	}
	for n, b := range t.betweenness(from) {
		places[n].Betweenness = b
	}
	for n, rank := range t.pageRank() {
		places[n].PageRank = rank
	}
	_, cores := topo.DegeneracyOrdering(t)
	for k, core := range cores {
		for _, n := range core {
			places[n.ID()].Core = k
		}
	}
	for i, members := range t.communities() {
		for _, n := range members {
			places[n].Community = i + 1
		}
	}
	slices.SortFunc(places, func(x, y Place) int {
		return cmp.Or(cmp.Compare(y.Degree, x.Degree), cmp.Compare(x.Actor, y.Actor))
	})
	return places, pivots
}

// pageRank is that of Page and Brin, with their damping, by as many rounds as it takes
// to settle. The one of gonum begins at random, and so never ends twice alike.
func (t *ties) pageRank() []float64 {
	const damping, settled, rounds = 0.85, 1e-10, 1000
	n := float64(len(t.actors))
	rank, next := make([]float64, len(t.actors)), make([]float64, len(t.actors))
	for i := range rank {
		rank[i] = 1 / n
	}
	all := make([]float64, len(t.actors)) // events of each
	for i := range all {
		for _, events := range t.weights(uint32(i)) {
			all[i] += float64(events)
		}
	}
	for range rounds {
		moved := 0.0
		for i := range next {
			next[i] = (1 - damping) / n
			for k, other := range t.row(uint32(i)) {
				next[i] += damping * rank[other] * float64(t.weights(uint32(i))[k]) / all[other]
			}
			moved += math.Abs(next[i] - rank[i])
		}
		if rank, next = next, rank; moved < settled {
			break
		}
	}
	return rank
}

// betweenness adds up what lies on the shortest chains from each of some nodes to all
// others, and scales it to the share of all pairs of others.
func (t *ties) betweenness(from []uint32) []float64 {
	n := len(t.actors)
	total := make([]float64, n)
	if n < 3 {
		return total
	}
	distance := make([]int32, n)
	chains := make([]float64, n) // how many shortest ones there are from the start
	share := make([]float64, n)  // of the chains that lead on over the node
	order := make([]uint32, 0, n)
	for _, start := range from {
		for i := range distance {
			distance[i] = -1
		}
		distance[start], chains[start], share[start] = 0, 1, 0
		order = append(order[:0], start)
		for i := 0; i < len(order); i++ {
			at := order[i]
			for _, next := range t.row(at) {
				if distance[next] < 0 {
					distance[next], chains[next], share[next] = distance[at]+1, 0, 0
					order = append(order, next)
				}
				if distance[next] == distance[at]+1 {
					chains[next] += chains[at]
				}
			}
		}
		for i := len(order) - 1; i > 0; i-- {
			at := order[i]
			for _, before := range t.row(at) {
				if distance[before] == distance[at]-1 {
					share[before] += chains[before] / chains[at] * (1 + share[at])
				}
			}
			total[at] += share[at]
		}
	}
	// Of n nodes others are (n-1)(n-2) pairs, each counted from both ends.
	scale := float64(n) / float64(len(from)) / (float64(n-1) * float64(n-2))
	for i := range total {
		total[i] *= scale
	}
	return total
}
