package index

import (
	"cmp"
	"slices"

	"entente/schema"
)

// Stance is how an actor stands to another: by events whose relation is friendly or
// hostile ([schema.RelationSpec] has the valence), whoever of the two acts.
type Stance struct {
	Actor    schema.ActorID
	Friendly int // events
	Hostile  int
	Last     schema.Date // of the newest of them; of its precision the index knows day, month and year
}

// Balance is above 0 if the two stand together, below if they stand against each
// other, and 0 if as much speaks for the one as for the other.
func (s Stance) Balance() int { return s.Friendly - s.Hostile }

// Stances lists how an actor stands to all with whom it has friendly or hostile events
// that pass: the largest balance, of either sign, first, then by id.
func (g *Graph) Stances(a schema.ActorID, f Filter) []Stance {
	n, known := g.number(a)
	if !known {
		return nil
	}
	var out []Stance
	for _, to := range g.sides(f).of(n) {
		out = append(out, to.stance(g))
	}
	slices.SortFunc(out, func(x, y Stance) int {
		return cmp.Or(cmp.Compare(size(y.Balance()), size(x.Balance())), cmp.Compare(y.Friendly+y.Hostile, x.Friendly+x.Hostile), cmp.Compare(x.Actor, y.Actor))
	})
	return out
}

func size(n int) int { return max(n, -n) }

// Indirect is somebody to whom an actor has no stance of its own, but somebody between has.
type Indirect struct {
	Actor schema.ActorID
	Over  []schema.ActorID // who stands between, in order
}

// Indirect lists friends of friends and enemies of enemies: with whom others stand
// that the actor stands with, and whom others stand against that it stands against, if
// it stands neither with nor against them. Those over most come first, then by id.
func (g *Graph) Indirect(a schema.ActorID, f Filter) (friends, enemies []Indirect) {
	n, known := g.number(a)
	if !known {
		return nil, nil
	}
	s := g.sides(f)
	direct := map[uint32]bool{n: true}
	for _, to := range s.of(n) {
		direct[to.actor] = true
	}
	over := map[bool]map[uint32][]schema.ActorID{true: {}, false: {}}
	for _, between := range s.of(n) {
		for _, to := range s.of(between.actor) {
			if sign := between.sign(); sign != 0 && sign == to.sign() && !direct[to.actor] {
				over[sign > 0][to.actor] = append(over[sign > 0][to.actor], g.actors[between.actor])
			}
		}
	}
	list := func(over map[uint32][]schema.ActorID) []Indirect {
		var out []Indirect
		for actor, between := range over {
			out = append(out, Indirect{g.actors[actor], between})
		}
		slices.SortFunc(out, func(x, y Indirect) int {
			return cmp.Or(cmp.Compare(len(y.Over), len(x.Over)), cmp.Compare(x.Actor, y.Actor))
		})
		return out
	}
	return list(over[true]), list(over[false])
}

// Triad is three actors that all stand with or against each other, but not in a way
// that could last: two who stand together differ about the third, or all three stand
// against each other (Heider, "Attitudes and Cognitive Organization", 1946).
type Triad struct {
	Actors  [3]schema.ActorID // the first is the one asked for, the others in order
	Between [3]Stance         // of the first to the second and to the third, and of the second to the third
}

// Unbalanced lists the triads of an actor that are out of balance, by the balances that
// they rest on: those of which the weakest is strongest come first, then by id.
func (g *Graph) Unbalanced(a schema.ActorID, f Filter) []Triad {
	n, known := g.number(a)
	if !known {
		return nil
	}
	s := g.sides(f)
	near := map[uint32]side{}
	for _, to := range s.of(n) {
		near[to.actor] = to
	}
	var out []Triad
	for _, first := range s.of(n) {
		for _, third := range s.of(first.actor) {
			second, both := near[third.actor]
			if both && first.actor < third.actor && first.sign()*second.sign()*third.sign() < 0 {
				out = append(out, Triad{
					[3]schema.ActorID{a, g.actors[first.actor], g.actors[third.actor]},
					[3]Stance{first.stance(g), second.stance(g), third.stance(g)},
				})
			}
		}
	}
	weakest := func(t Triad) int {
		return min(size(t.Between[0].Balance()), size(t.Between[1].Balance()), size(t.Between[2].Balance()))
	}
	slices.SortFunc(out, func(x, y Triad) int {
		return cmp.Or(cmp.Compare(weakest(y), weakest(x)), slices.Compare(x.Actors[:], y.Actors[:]))
	})
	return out
}

// sides finds stances by number, and keeps them.
type sides struct {
	*lens
	valence []int // by kind
	known   map[uint32][]side
}

// side is a stance by number.
type side struct {
	actor             uint32
	friendly, hostile int
	newest            event
}

func (s side) sign() int { return cmp.Compare(s.friendly, s.hostile) }

func (s side) stance(g *Graph) Stance {
	return Stance{g.actors[s.actor], s.friendly, s.hostile, s.newest.date()}
}

func (g *Graph) sides(f Filter) *sides {
	s := &sides{lens: g.lens(f), valence: make([]int, len(g.relations)*len(statuses)), known: map[uint32][]side{}}
	for r, relation := range g.relations {
		spec, _ := relation.Spec()
		for status := range statuses {
			s.valence[kindOf(uint8(r), uint8(status))] = spec.Valence
		}
	}
	return s
}

// of lists the stances of an actor, in order of ids.
func (s *sides) of(a uint32) []side {
	if out, known := s.known[a]; known {
		return out
	}
	var out []side
	for _, over := range s.g.row(a) {
		valence := s.valence[over.kind]
		if valence == 0 || !s.sees(over) {
			continue
		}
		if last := len(out) - 1; last < 0 || out[last].actor != over.to {
			out = append(out, side{actor: over.to, newest: event{first: undated}})
		}
		to := &out[len(out)-1]
		for _, e := range s.g.eventsOf(over.edge) {
			if !s.passes(e) {
				continue
			}
			if valence > 0 {
				to.friendly++
			} else {
				to.hostile++
			}
			if e.first != undated && (to.newest.first == undated || e.last > to.newest.last) {
				to.newest = e
			}
		}
	}
	s.known[a] = out
	return out
}
