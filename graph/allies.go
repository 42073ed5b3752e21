package graph

import (
	"fmt"

	"entente/graph/index"
	"entente/schema"
)

// Allies is who stands with an actor and who against it, see [index.Stance].
type Allies struct {
	Stances []Stance // the largest balance first
	// Friends of friends and enemies of enemies that the actor itself stands neither
	// with nor against; asked for with indirect.
	Friends, Enemies []Indirect
	Unbalanced       []Triad // asked for with triads, see [index.Triad]
}

// Stance is how an actor stands to another.
type Stance struct {
	Actor    schema.Actor
	Friendly int // events
	Hostile  int
	Last     schema.Date // of the newest of these
}

// Balance is above 0 if the two stand together, below if they stand against each other.
func (s Stance) Balance() int { return s.Friendly - s.Hostile }

// Indirect is somebody to whom an actor stands by way of others alone.
type Indirect struct {
	Actor schema.Actor
	Over  []schema.Actor
}

// Triad is three actors whose stances do not go together.
type Triad struct {
	Actors  [3]schema.Actor // the first is the one asked for
	Between [3]Stance       // of the first to the second and the third, and of the second to the third
}

// Allies answers over the events that pass the filter. An actor that the graph does
// not know has none.
func (s *Store) Allies(a schema.ActorID, f Filter, indirect, triads bool) (Allies, error) {
	unlock, err := s.reading()
	if err != nil {
		return Allies{}, err
	}
	defer unlock()
	allies, err := s.allies(a, f, indirect, triads)
	if err != nil {
		return allies, fmt.Errorf("graph: allies of %s: %w", a, err)
	}
	return allies, nil
}

func (s *Store) allies(a schema.ActorID, f Filter, indirect, triads bool) (Allies, error) {
	var out Allies
	g, err := s.currentIndex()
	if err != nil {
		return out, err
	}
	c := &cards{reader: newReader(s.quads), known: map[schema.ActorID]schema.Actor{}}
	for _, stance := range g.Stances(a, f) {
		out.Stances = append(out.Stances, c.stance(stance))
	}
	if indirect {
		friends, enemies := g.Indirect(a, f)
		out.Friends, out.Enemies = c.indirect(friends), c.indirect(enemies)
	}
	if triads {
		for _, t := range g.Unbalanced(a, f) {
			var triad Triad
			for i := range t.Actors {
				triad.Actors[i] = c.actor(t.Actors[i])
				triad.Between[i] = c.stance(t.Between[i])
			}
			out.Unbalanced = append(out.Unbalanced, triad)
		}
	}
	return out, c.err
}

// cards reads actors, each of them once. After the first error it gives empty ones.
type cards struct {
	*reader
	known map[schema.ActorID]schema.Actor
	err   error
}

func (c *cards) actor(id schema.ActorID) schema.Actor {
	if a, known := c.known[id]; known || c.err != nil {
		return a
	}
	read, err := c.actors([]schema.ActorID{id})
	if err != nil {
		c.err = err
		return schema.Actor{}
	}
	c.known[id] = read[0]
	return read[0]
}

func (c *cards) stance(s index.Stance) Stance {
	return Stance{c.actor(s.Actor), s.Friendly, s.Hostile, s.Last}
}

func (c *cards) indirect(all []index.Indirect) []Indirect {
	var out []Indirect
	for _, i := range all {
		one := Indirect{Actor: c.actor(i.Actor)}
		for _, over := range i.Over {
			one.Over = append(one.Over, c.actor(over))
		}
		out = append(out, one)
	}
	return out
}
