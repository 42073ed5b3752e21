package index

import (
	"cmp"
	"iter"
	"slices"

	"entente/schema"
)

// Scope chooses a part of the graph: its edges, and the actors at their ends.
type Scope struct {
	Filter Filter           // of the events that make the edges
	Around []schema.ActorID // these, and only actors within Hops of one of them; none: all actors
	Hops   int
	Top    int // besides those of Around only so many, those with the most edges, then by id; 0: all
}

// Part is the part of a graph that a scope leaves. An edge in it is all events of one
// relation from one actor to another that pass; one from an actor to itself is left out.
type Part struct {
	g      *Graph
	lens   *lens
	degree []uint32         // by actor: how many edges it has
	kept   []bool           // by actor: what the scope lets in
	asked  []schema.ActorID // who is in the part even without an edge, by id
	edges  int
}

// Edge is all events of one relation from one actor to another. One of a symmetric
// relation has its ends in order.
type Edge struct {
	Source, Target schema.ActorID
	Relation       schema.Relation
	Events         int
	Articles       int             // distinct
	Sources        int             // distinct outlets
	Dates          []schema.Date   // distinct, by time
	Statuses       []schema.Status // distinct, surest first; none: all of it happened
}

// Compare orders edges by source, target and relation.
func (e Edge) Compare(f Edge) int {
	return cmp.Or(cmp.Compare(e.Source, f.Source), cmp.Compare(e.Target, f.Target), cmp.Compare(e.Relation, f.Relation))
}

// Part gives the part of the graph that the scope leaves. An actor that the graph
// does not know has nobody around it.
func (g *Graph) Part(scope Scope) *Part {
	p := &Part{g: g, lens: g.lens(scope.Filter), degree: make([]uint32, len(g.actors)), kept: make([]bool, len(g.actors))}
	centres, near := p.around(scope.Around, scope.Hops)
	for a := range p.kept {
		p.kept[a] = len(scope.Around) == 0
	}
	for _, a := range near {
		p.kept[a] = true
	}
	p.asked = slices.Clone(scope.Around)
	p.measure()
	if scope.Top > 0 {
		p.thin(scope.Top, centres)
		p.measure()
	}
	slices.Sort(p.asked)
	p.asked = slices.Compact(p.asked)
	return p
}

// around are those actors that the graph knows, and all within so many hops of one of them.
func (p *Part) around(ids []schema.ActorID, hops int) (centres, near []uint32) {
	var reached []uint32
	seen := make([]bool, len(p.g.actors))
	for _, id := range ids {
		if a, known := p.g.number(id); known && !seen[a] {
			seen[a] = true
			reached = append(reached, a)
		}
	}
	centres = slices.Clip(reached)
	begin := 0
	for range hops {
		end := len(reached)
		for _, a := range reached[begin:end] {
			for _, s := range p.g.row(a) {
				if !seen[s.to] && p.lens.sees(s) {
					seen[s.to] = true
					reached = append(reached, s.to)
				}
			}
		}
		begin = end
	}
	return centres, reached
}

// thin leaves the actors with the most edges, besides those around which it all is.
func (p *Part) thin(most int, centres []uint32) {
	var others []uint32
	for a, degree := range p.degree {
		if degree > 0 && !slices.Contains(centres, uint32(a)) {
			others = append(others, uint32(a))
		}
	}
	slices.SortFunc(others, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(p.degree[b], p.degree[a]), cmp.Compare(a, b))
	})
	clear(p.kept)
	for _, a := range slices.Concat(centres, others[:min(most, len(others))]) {
		p.kept[a] = true
		p.asked = append(p.asked, p.g.actors[a])
	}
}

// measure counts the edges between actors that are kept, and their ends.
func (p *Part) measure() {
	clear(p.degree)
	p.edges = 0
	for group := range p.groups() {
		e := p.g.edges[group.from]
		p.degree[e.source]++
		p.degree[e.target]++
		p.edges++
	}
}

// group is the edges of one relation between two actors, one for each status.
type group struct{ from, to uint32 }

// groups are those in the part, by source and target.
func (p *Part) groups() iter.Seq[group] {
	return func(yield func(group) bool) {
		edges := p.g.edges
		for from := 0; from < len(edges); {
			to, sees := from, false
			first := edges[from]
			kept := first.source != first.target && p.kept[first.source] && p.kept[first.target]
			for ; to < len(edges) && edges[to].source == first.source && edges[to].target == first.target && edges[to].relation == first.relation; to++ {
				sees = sees || kept && p.sees(uint32(to))
			}
			if sees && !yield(group{uint32(from), uint32(to)}) {
				return
			}
			from = to
		}
	}
}

// sees reports whether some event of an edge passes.
func (p *Part) sees(edge uint32) bool {
	e := p.g.edges[edge]
	return p.lens.sees(step{edge: edge, kind: kindOf(e.relation, e.status)})
}

// Actors are the actors in the part, by id: those that have an edge, and those that the
// scope asks for, though it may leave them none.
func (p *Part) Actors() []schema.ActorID {
	out := slices.Clone(p.asked)
	for a, degree := range p.degree {
		if degree > 0 {
			out = append(out, p.g.actors[a])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Actor is what is known of an actor.
func (p *Part) Actor(id schema.ActorID) (schema.Actor, error) { return p.g.Actor(id) }

// Degree is how many edges of the part end at the actor.
func (p *Part) Degree(id schema.ActorID) int {
	if a, known := p.g.number(id); known {
		return int(p.degree[a])
	}
	return 0
}

// EdgeCount is how many edges there are in the part.
func (p *Part) EdgeCount() int { return p.edges }

// Edges gives them by source, target and relation.
func (p *Part) Edges() iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		var pair []group // of the same two actors; they come in the order of the table of relations
		flush := func() bool {
			slices.SortFunc(pair, func(a, b group) int { return cmp.Compare(p.relation(a), p.relation(b)) })
			for _, group := range pair {
				if !yield(p.edge(group)) {
					return false
				}
			}
			pair = pair[:0]
			return true
		}
		for group := range p.groups() {
			if len(pair) > 0 && !p.samePair(group, pair[0]) && !flush() {
				return
			}
			pair = append(pair, group)
		}
		flush()
	}
}

func (p *Part) samePair(a, b group) bool {
	e, f := p.g.edges[a.from], p.g.edges[b.from]
	return e.source == f.source && e.target == f.target
}

func (p *Part) relation(of group) schema.Relation {
	return p.g.relations[p.g.edges[of.from].relation]
}

// edge sums up the events of a group that pass.
func (p *Part) edge(of group) Edge {
	first := p.g.edges[of.from]
	out := Edge{Source: p.g.actors[first.source], Target: p.g.actors[first.target], Relation: p.relation(of)}
	for i := of.from; i < of.to; i++ {
		if status := statuses[p.g.edges[i].status]; p.sees(i) {
			out.Statuses = append(out.Statuses, status)
		}
	}
	if slices.Equal(out.Statuses, []schema.Status{schema.Actual}) {
		out.Statuses = nil
	}
	var articles []uint32
	var dated []event
	for n := range p.events(of) {
		out.Events++
		articles = append(articles, p.g.articlesOf(n)...)
		if e := p.g.events[n]; e.first != undated {
			dated = append(dated, e)
		}
	}
	out.Articles, out.Sources = p.g.tally(articles)
	slices.SortFunc(dated, event.compare)
	for _, e := range dated {
		if d := e.date(); len(out.Dates) == 0 || out.Dates[len(out.Dates)-1] != d {
			out.Dates = append(out.Dates, d)
		}
	}
	return out
}

// events are the numbers of the events of a group that pass.
func (p *Part) events(of group) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i := of.from; i < of.to; i++ {
			e := p.g.edges[i]
			if !p.lens.kinds[kindOf(e.relation, e.status)] {
				continue
			}
			from, to := p.g.bounds(i)
			for n := from; n < to; n++ {
				if p.lens.passes(p.g.events[n]) && !yield(n) {
					return
				}
			}
		}
	}
}

// Events are the ids of the events behind the edges, by date, undated last, then by id.
func (p *Part) Events() []string {
	var all []uint32
	for group := range p.groups() {
		all = slices.AppendSeq(all, p.events(group))
	}
	slices.SortFunc(all, func(a, b uint32) int {
		return cmp.Or(p.g.events[a].compare(p.g.events[b]), cmp.Compare(p.g.ids.at(a), p.g.ids.at(b)))
	})
	ids := make([]string, len(all))
	for i, n := range all {
		ids[i] = p.g.ids.at(n)
	}
	return ids
}
