package graph

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"entente/graph/index"
	"entente/schema"
)

// Scope chooses a part of the graph; without statuses in its filter, what happened.
type Scope = index.Scope

// Edge is all events of one relation from one actor to another.
type Edge = index.Edge

// Network is a part of the graph as graph tools see it. Its sequences read the store as
// they are walked, any number of times, so that it need not fit into memory.
type Network struct {
	NodeCount, EdgeCount int
	Nodes                iter.Seq2[Node, error] // by id
	Edges                iter.Seq2[Edge, error] // by source, target and relation; both ends are among the nodes
}

// Node is an actor in a network, without aliases.
type Node struct {
	schema.Actor
	Degree int                       // the number of edges that end here
	Bodies map[schema.ActorID]string // the names of those whose its roles are, as far as they have one
}

// Network gives the part of the graph that the scope leaves; isolated adds all actors
// of the store that have no edge in it. Whom the scope is around is in it in any case.
func (s *Store) Network(scope Scope, isolated bool) (*Network, error) {
	part, err := s.part(scope)
	if err != nil {
		return nil, fmt.Errorf("graph: network: %w", err)
	}
	ids := part.Actors()
	if isolated {
		all, err := s.actorIDs()
		if err != nil {
			return nil, fmt.Errorf("graph: network: %w", err)
		}
		ids = append(ids, all...)
		slices.Sort(ids)
		ids = slices.Compact(ids)
	}
	return &Network{
		NodeCount: len(ids), EdgeCount: part.EdgeCount(),
		Nodes: func(yield func(Node, error) bool) {
			names := map[schema.ActorID]string{} // many have their office in few bodies
			for _, id := range ids {
				n, err := s.node(part, id, names)
				if err != nil {
					err = fmt.Errorf("graph: network: %w", err)
				}
				if !yield(n, err) || err != nil {
					return
				}
			}
		},
		Edges: sure(part.Edges()),
	}, nil
}

// node reads a node, and the names of the bodies of its roles, unless they are known.
func (s *Store) node(part *index.Part, id schema.ActorID, names map[schema.ActorID]string) (Node, error) {
	n := Node{Degree: part.Degree(id)}
	var err error
	if n.Actor, err = s.card(part, id); err != nil {
		return n, err
	}
	for _, r := range n.Roles {
		if _, known := names[r.At]; known || r.At == "" {
			continue
		}
		body, err := s.card(part, r.At)
		if err != nil {
			return n, err
		}
		names[r.At] = body.Name
	}
	n.Bodies = bodies(n.Roles, names)
	return n, nil
}

// card reads an actor without aliases: from the index, which has those of events, else from the store.
func (s *Store) card(part *index.Part, id schema.ActorID) (schema.Actor, error) {
	if a, err := part.Actor(id); err != nil || a.Name != "" {
		return a, err
	}
	return s.actor(id)
}

// bodies picks the names of those whose roles are; one that is but the id is none.
func bodies(roles []schema.Role, names map[schema.ActorID]string) map[schema.ActorID]string {
	out := map[schema.ActorID]string{}
	for _, r := range roles {
		if name := names[r.At]; name != "" && name != string(r.At) {
			out[r.At] = name
		}
	}
	return out
}

// EventRecord is an event with who takes part in it and the articles that tell of it.
type EventRecord struct {
	Told
	ID       string           // "event/9c1f…"
	From, To schema.Actor     // Source and Target
	Papers   []schema.Article // of Evidence, one for one, without their texts
	Cited    []Citation       // one for one, what they are called in the graph; nil for a record that is not of a graph
}

// Citation names the nodes of a piece of evidence and of its article. Those of articles that Entente read follow
// from what they say ([schema.Evidence.ID], [schema.ArticleIRI]); imported quads may name theirs as they like.
type Citation struct{ Evidence, Article string }

// EventRecords gives the events behind the edges of the network that the scope leaves,
// by date, undated last, then by id. It reads the store as it goes.
func (s *Store) EventRecords(scope Scope) iter.Seq2[EventRecord, error] {
	return func(yield func(EventRecord, error) bool) {
		part, err := s.part(scope)
		if err != nil {
			yield(EventRecord{}, fmt.Errorf("graph: events: %w", err))
			return
		}
		const atOnce = 1000
		for ids := range slices.Chunk(part.Events(), atOnce) {
			records, err := s.eventRecords(part, ids)
			if err != nil {
				yield(EventRecord{}, fmt.Errorf("graph: events: %w", err))
				return
			}
			for _, r := range records {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// NewNetwork is the network of actors and edges in memory, in whatever order they come;
// isolated keeps actors without an edge. Self-loops are left out, and the ends of a
// symmetric relation put in order. An actor that only an edge names gets its id as
// its name. An actor or edge that stands twice or an edge without events is an error.
func NewNetwork(actors []schema.Actor, edges []Edge, isolated bool) (*Network, error) {
	known := make(map[schema.ActorID]*Node, len(actors))
	names := make(map[schema.ActorID]string, len(actors))
	for _, a := range actors {
		names[a.ID] = a.Name
		if known[a.ID] != nil {
			return nil, fmt.Errorf("graph: network: actor %s stands twice", a.ID)
		}
		known[a.ID] = &Node{Actor: a}
	}
	links := make([]Edge, 0, len(edges))
	for _, e := range edges {
		if e.Source == e.Target {
			continue
		}
		if e.Relation.Symmetric() && e.Source > e.Target {
			e.Source, e.Target = e.Target, e.Source
		}
		if e.Events < 1 {
			return nil, fmt.Errorf("graph: network: edge %s %s %s has no events", e.Source, e.Relation, e.Target)
		}
		for _, end := range []schema.ActorID{e.Source, e.Target} {
			if known[end] == nil {
				known[end] = &Node{Actor: schema.Actor{ID: end, Name: string(end)}}
			}
			known[end].Degree++
		}
		links = append(links, e)
	}
	slices.SortFunc(links, Edge.Compare)
	for i := 1; i < len(links); i++ {
		if e := links[i]; links[i-1].Compare(e) == 0 {
			return nil, fmt.Errorf("graph: network: edge %s %s %s stands twice", e.Source, e.Relation, e.Target)
		}
	}
	var nodes []Node
	for _, id := range slices.Sorted(maps.Keys(known)) {
		if n := known[id]; isolated || n.Degree > 0 {
			n.Bodies = bodies(n.Roles, names)
			nodes = append(nodes, *n)
		}
	}
	return &Network{len(nodes), len(links), sure(slices.Values(nodes)), sure(slices.Values(links))}, nil
}

// sure gives what cannot fail as what may.
func sure[T any](all iter.Seq[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for one := range all {
			if !yield(one, nil) {
				return
			}
		}
	}
}

func (s *Store) part(scope Scope) (*index.Part, error) {
	g, err := s.Index()
	if err != nil {
		return nil, err
	}
	if len(scope.Filter.Statuses) == 0 {
		scope.Filter.Statuses = []schema.Status{schema.Actual}
	}
	return g.Part(scope), nil
}

func (s *Store) actorIDs() ([]schema.ActorID, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	return newReader(s.quads).actorIDs()
}

// actor reads an actor without aliases, as the index has those that have an edge.
func (s *Store) actor(id schema.ActorID) (schema.Actor, error) {
	unlock, err := s.reading()
	if err != nil {
		return schema.Actor{}, err
	}
	defer unlock()
	actors, err := newReader(s.quads).actors([]schema.ActorID{id})
	if err != nil {
		return schema.Actor{}, err
	}
	a := actors[0]
	a.Aliases = nil
	for i := range a.Roles {
		a.Roles[i].Where = ""
	}
	return a, nil
}

// eventRecords reads events by id, in that order.
func (s *Store) eventRecords(part *index.Part, ids []string) ([]EventRecord, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	r := newReader(s.quads)
	refs, err := r.indexed(ids)
	if err != nil {
		return nil, err
	}
	tellings, err := r.tellings(refs, Filter{})
	if err != nil {
		return nil, err
	}
	if len(tellings) < len(ids) {
		return nil, errors.New("the index names events that cannot be read; mend it with: entente check --repair")
	}
	place := make(map[string]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	out := make([]EventRecord, len(ids))
	for _, t := range tellings {
		record := EventRecord{Told: t.Told, ID: t.id, Papers: t.articles, Cited: t.cited}
		if record.From, err = part.Actor(t.Source); err != nil {
			return nil, err
		}
		if record.To, err = part.Actor(t.Target); err != nil {
			return nil, err
		}
		out[place[t.id]] = record
	}
	return out, nil
}
