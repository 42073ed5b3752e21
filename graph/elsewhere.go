package graph

import (
	"github.com/cayleygraph/quad"

	"entente/schema"
)

// shared are quads that several articles may give, by whom they are about: an
// actor, or the two of an event or plain edge. Only articles that speak of all
// these give such a quad too.
type shared struct {
	about  map[quad.Quad]pair // an actor is a pair with himself
	left   map[pair]int       // how many of about
	actors map[schema.ActorID]bool
}

func newShared() *shared {
	return &shared{map[quad.Quad]pair{}, map[pair]int{}, map[schema.ActorID]bool{}}
}

// add adds what a reading gives, but for what is in a set or of this article
// alone: itself, its evidence and the actors that only it knows.
func (s *shared) add(r *schema.Reading, but *quadSet) {
	put := func(a, b schema.ActorID, part schema.Reading) {
		if a.Local() || b.Local() {
			return
		}
		on := pairOf(a, b)
		for _, q := range part.Quads() {
			if _, known := s.about[q]; !known && !but.has[q] {
				s.about[q] = on
				s.left[on]++
				s.actors[a], s.actors[b] = true, true
			}
		}
	}
	for _, a := range r.Actors {
		put(a.ID, a.ID, schema.Reading{Actors: []schema.Actor{a}})
	}
	for _, e := range r.GraphEvents() {
		e.Evidence = nil
		put(e.Source, e.Target, schema.Reading{Events: []schema.Event{e}})
	}
}

// among reports whether some of the quads are about actors that are all among these.
func (s *shared) among(actors map[schema.ActorID]bool) bool {
	for a := range actors {
		for b := range actors {
			if s.left[pairOf(a, b)] > 0 {
				return true
			}
		}
	}
	return false
}

// take takes a quad out, and reports whether it was there.
func (s *shared) take(q quad.Quad) bool {
	on, ok := s.about[q]
	if !ok {
		return false
	}
	delete(s.about, q)
	s.left[on]--
	return true
}

// givenElsewhere takes those of the quads out that other articles than these
// give, and lists them. It reads only articles whose cast has the actors.
func (j *journal) givenElsewhere(s *shared, who *identities, than map[string]bool) ([]quad.Quad, error) {
	if len(s.about) == 0 {
		return nil, nil
	}
	type speaking struct {
		articleKey string
		of         map[schema.ActorID]bool
	}
	var articles []speaking
	err := j.casts(func(key string, cast *cast) {
		if than[key] {
			return
		}
		of := map[schema.ActorID]bool{}
		for i := range cast.Actors {
			if id := who.of(&cast.Actors[i]); s.actors[id] {
				of[id] = true
			}
		}
		if len(of) > 0 {
			articles = append(articles, speaking{key, of})
		}
	})
	if err != nil {
		return nil, err
	}
	var out []quad.Quad
	for _, a := range articles {
		if !s.among(a.of) {
			continue
		}
		r, _, err := j.reading(a.articleKey)
		if err != nil {
			return nil, err
		}
		for _, q := range who.apply(&r).Quads() {
			if s.take(q) {
				out = append(out, q)
			}
		}
	}
	return out, nil
}
