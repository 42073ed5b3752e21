package graph

import (
	"cmp"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/schema"
)

// Actors gives every actor with its roles, by id.
func (s *Store) Actors() ([]schema.Actor, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	r := newReader(s.quads)
	ids, err := r.actorIDs()
	if err != nil {
		return nil, fmt.Errorf("graph: actors: %w", err)
	}
	actors, err := r.actors(ids)
	if err != nil {
		return nil, fmt.Errorf("graph: actors: %w", err)
	}
	return actors, nil
}

// actorIDs lists every node that has a kind, sorted.
func (r *reader) actorIDs() ([]schema.ActorID, error) {
	var refs []cayley.Ref
	for _, kind := range schema.Kinds() {
		some, err := r.subjects(quad.String(kind), schema.PredKind)
		if err != nil {
			return nil, err
		}
		refs = append(refs, some...)
	}
	if err := r.fetch(refs); err != nil {
		return nil, err
	}
	ids := make([]schema.ActorID, len(refs))
	for i, ref := range refs {
		ids[i] = schema.ActorID(r.text(ref))
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// known reports whether the graph says anything of an actor: that it has a
// name, or that it takes part in an event.
func (r *reader) known(a schema.ActorID) (bool, error) {
	if !a.Valid() {
		return false, nil
	}
	nodes, err := r.nodesOf([]quad.Value{a.IRI()})
	if err != nil {
		return false, err
	}
	if len(nodes[0][schema.PredName]) > 0 {
		return true, nil
	}
	events, err := r.eventsOf(a)
	return len(events) > 0, err
}

// actors reads actors in the order of their ids. One without a name, of which
// only imported quads can speak, is named by its id.
func (r *reader) actors(ids []schema.ActorID) ([]schema.Actor, error) {
	iris := make([]quad.Value, len(ids))
	for i, id := range ids {
		iris[i] = id.IRI()
	}
	nodes, err := r.nodesOf(iris)
	if err != nil {
		return nil, err
	}
	out := make([]schema.Actor, len(ids))
	for i, n := range nodes {
		roles, err := r.nodesOf(n[schema.PredRole])
		if err != nil {
			return nil, err
		}
		a := schema.DecodeActor(ids[i], n, roles)
		for k, role := range roles {
			if where := role[schema.PredArticle]; len(where) > 0 {
				articles, err := r.nodesOf(where)
				if err != nil {
					return nil, err
				}
				for _, article := range articles {
					if id := article.Text(schema.PredID); a.Roles[k].Where == "" || id < a.Roles[k].Where {
						a.Roles[k].Where = id
					}
				}
			}
		}
		out[i] = described(a)
	}
	return out, nil
}

// described puts the roles of an actor in order, and gives one without a name its id.
func described(a schema.Actor) schema.Actor {
	slices.SortFunc(a.Roles, func(x, y schema.Role) int {
		return cmp.Or(x.From.Time().Compare(y.From.Time()), x.To.Time().Compare(y.To.Time()),
			cmp.Compare(x.Title, y.Title), cmp.Compare(x.At, y.At))
	})
	if a.Name == "" {
		a.Name = string(a.ID)
	}
	return a
}
