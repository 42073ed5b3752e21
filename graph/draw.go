package graph

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"entente/schema"
)

// Drawn is an event of a random sample.
type Drawn struct {
	Told
	ID     string          // of its node
	Shown  schema.Evidence // one piece of its evidence, drawn as well
	Weight float64         // of how many events it is one
}

// Draw gives a random sample of n of the events that pass the filter and have
// evidence, each as likely as any other, in random order; all of them if there
// are no more. With byRelation it draws n of every relation, by relation. The
// same seed gives the same sample of the same events, and a larger n the same
// events first.
func (s *Store) Draw(n int, seed uint64, f Filter, byRelation bool) ([]Drawn, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	drawn, err := s.draw(n, rand.New(rand.NewPCG(seed, 0)), f, byRelation)
	if err != nil {
		return nil, fmt.Errorf("graph: sample of events: %w", err)
	}
	return drawn, nil
}

func (s *Store) draw(n int, random *rand.Rand, f Filter, byRelation bool) ([]Drawn, error) {
	all, err := takeSurvey(s.quads, schema.PredArticle, schema.PredPublisher)
	if err != nil {
		return nil, err
	}
	type event struct {
		id       string
		relation schema.Relation // "" if they are not told apart
		node     node
	}
	identified, err := all.identified()
	if err != nil {
		return nil, err
	}
	var events []event
	strata := map[schema.Relation]int{}
	for id, e := range identified {
		if len(e.evidence) == 0 || !all.passes(e, f) {
			continue
		}
		one := event{id: id, node: e.event}
		if byRelation {
			one.relation = all.relation(e)
		}
		strata[one.relation]++
		events = append(events, one)
	}
	// The order of the store is that in which it was written.
	slices.SortFunc(events, func(x, y event) int { return cmp.Compare(x.id, y.id) })
	random.Shuffle(len(events), func(i, k int) { events[i], events[k] = events[k], events[i] })
	slices.SortStableFunc(events, func(x, y event) int { return cmp.Compare(x.relation, y.relation) })

	var out []Drawn
	taken := map[schema.Relation]int{}
	r := newReader(s.quads)
	for _, e := range events {
		which := random.Uint64()
		if taken[e.relation] == n {
			continue
		}
		taken[e.relation]++
		refs, err := s.quads.refsOf([]node{e.node})
		if err != nil {
			return nil, err
		}
		told, err := r.told(refs, Filter{})
		if err != nil {
			return nil, err
		}
		if len(told) == 0 {
			continue // imported, and says two things of itself
		}
		of := strata[e.relation]
		d := Drawn{Told: told[0], ID: e.id, Weight: float64(of) / float64(min(of, n))}
		if k := len(d.Evidence); k > 0 {
			d.Shown = d.Evidence[which%uint64(k)]
		}
		out = append(out, d)
	}
	return out, nil
}
