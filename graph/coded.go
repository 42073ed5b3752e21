package graph

import (
	"fmt"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

// LoadCoded adds events that others have coded: readings of articles whose texts
// are not known, such as the rows of a table. They are an import of this name,
// all or, if one is not valid, none; the same again changes nothing. A table is
// loaded in parts of one name, so that [Store.Retract] takes them all.
func (s *Store) LoadCoded(name string, readings []schema.Reading) (Loaded, error) {
	return s.LoadQuads(name, codedQuads(readings))
}

// codedQuads gives what the readings say, of their articles and actors once: a
// story of a table has several rows.
func codedQuads(readings []schema.Reading) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		articles, actors := map[string]bool{}, map[schema.ActorID]bool{}
		for _, r := range readings {
			if err := validCoded(&r); err != nil {
				yield(quad.Quad{}, fmt.Errorf("article %s: %w", r.Article.ID, err))
				return
			}
			if articles[r.Article.ID] {
				r.Article = schema.Article{ID: r.Article.ID}
			}
			articles[r.Article.ID] = true
			r.Actors = slices.DeleteFunc(slices.Clone(r.Actors), func(a schema.Actor) bool { return actors[a.ID] })
			for _, a := range r.Actors {
				actors[a.ID] = true
			}
			for _, q := range r.Quads() {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}

// validCoded says what is wrong with a reading but for the text that it lacks.
func validCoded(r *schema.Reading) error {
	known := make(map[schema.ActorID]bool, len(r.Actors))
	for i := range r.Actors {
		if err := validActor(&r.Actors[i], known); err != nil {
			return err
		}
		if r.Actors[i].Bare() {
			return fmt.Errorf("actor %s may be anybody", r.Actors[i].ID)
		}
	}
	for _, e := range r.Events {
		if err := validEvent(e, known); err != nil {
			return fmt.Errorf("event %s %s %s: %w", e.Source, e.Relation, e.Target, err)
		}
		for _, ev := range e.Evidence {
			if err := validEvidence(&ev, r.Article.ID, 0); err != nil {
				return fmt.Errorf("event %s %s %s: evidence: %w", e.Source, e.Relation, e.Target, err)
			}
		}
	}
	return nil
}
