package graph

import (
	"fmt"

	"entente/graph/index"
	"entente/schema"
)

// Place is where an actor stands among all, see [index.Place].
type Place = index.Place

// Central measures all actors over the events that pass the filter, those tied to most
// others first. If pivots is not 0, betweenness is an estimate from so many actors.
func (s *Store) Central(f Filter) (places []Place, pivots int, err error) {
	g, err := s.Index()
	if err != nil {
		return nil, 0, err
	}
	places, pivots = g.Central(f)
	return places, pivots, nil
}

// ActorsOf gives the actors of ids; one that the graph does not know is its id alone.
func (s *Store) ActorsOf(ids []schema.ActorID) ([]schema.Actor, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	actors, err := newReader(s.quads).actors(ids)
	if err != nil {
		return nil, fmt.Errorf("graph: actors: %w", err)
	}
	return actors, nil
}
