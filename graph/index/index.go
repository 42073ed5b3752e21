package index

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"entente/schema"
)

// Event is an event of the store as the index takes it.
type Event struct {
	ID             string // of its node
	Relation       schema.Relation
	Source, Target schema.ActorID
	Status         schema.Status
	Date           schema.Date
	Articles       []Article // that tell of it; repetitions do not count
}

// Article is an article and the outlet that published it, by numbers that the caller
// gives out from 0 on. An article is of one outlet.
type Article struct{ Number, Outlet uint32 }

// Graph is who is linked to whom. It never changes and is safe for concurrent use.
type Graph struct {
	actors    []schema.ActorID  // in order; the number of an actor is its place
	relations []schema.Relation // by number
	edges     []edge            // by source, target, relation and status
	events    []event           // of one edge after the other
	ids       texts             // of the events
	told      []uint32          // the articles that tell of the events, of one event after the other
	outlets   []uint32          // by article

	oldest, newest int32 // first and last day of all events, undated if none is dated

	rows  []uint32 // of actor a the steps are steps[rows[a]:rows[a+1]]
	steps []step   // of each row by the actor at the other end, and by edge
}

// edge is all events of one relation and status from one actor to another.
type edge struct {
	source, target   uint32
	relation, status uint8
	from             uint32 // its events run from here to where those of the next edge begin
}

// event is what a filter asks of an event.
type event struct {
	first, last int32  // days from 1970; those of a month or a year are many
	sources     uint32 // distinct outlets
	told        uint32 // its articles run from here to where those of the next event begin
}

func (e event) compare(f event) int {
	return cmp.Or(cmp.Compare(e.first, f.first), cmp.Compare(e.last, f.last))
}

// undated is the first and last day of an event without a date.
const undated = math.MaxInt32

// step is an edge as one of its ends sees it.
type step struct {
	to   uint32
	edge uint32
	kind uint16
}

var statuses = schema.Statuses()

func kindOf(relation, status uint8) uint16 {
	return uint16(relation)*uint16(len(statuses)) + uint16(status)
}

// texts are many short texts in one.
type texts struct {
	all  string
	ends []uint32
}

func (t *texts) at(i uint32) string {
	begin := uint32(0)
	if i > 0 {
		begin = t.ends[i-1]
	}
	return t.all[begin:t.ends[i]]
}

func textsOf(n int, at func(i int) string) (texts, error) {
	var b strings.Builder
	t := texts{ends: make([]uint32, n)}
	for i := range n {
		b.WriteString(at(i))
		if b.Len() > math.MaxUint32 {
			return t, fmt.Errorf("index: more than %d bytes of ids", uint32(math.MaxUint32))
		}
		t.ends[i] = uint32(b.Len())
	}
	t.all = b.String()
	return t, nil
}

// New indexes events. Of relations and statuses it takes what [schema] knows; an
// event that has others is an error.
func New(events []Event) (*Graph, error) {
	if len(events) > math.MaxUint32/2 {
		return nil, fmt.Errorf("index: %d events are more than it has numbers for", len(events))
	}
	g := &Graph{}
	relation := map[schema.Relation]uint8{}
	for _, spec := range schema.Relations() {
		relation[spec.Name] = uint8(len(g.relations))
		g.relations = append(g.relations, spec.Name)
	}
	for i := range events {
		if e := &events[i]; !e.Relation.Valid() || !e.Status.Valid() {
			return nil, fmt.Errorf("index: %s: relation %q, status %q", e.ID, e.Relation, e.Status)
		}
	}
	number := g.enrol(events)
	type numbered struct {
		edge
		event
		at int // among the events given
	}
	all := make([]numbered, len(events))
	for i := range events {
		e := &events[i]
		n := &all[i]
		n.at = i
		n.source, n.target = number[e.Source], number[e.Target]
		n.relation, n.status = relation[e.Relation], uint8(slices.Index(statuses, e.Status))
		n.first, n.last = undated, undated
		if !e.Date.IsZero() {
			n.first, n.last = days(e.Date)
		}
	}
	slices.SortFunc(all, func(x, y numbered) int {
		return cmp.Or(x.edge.compare(y.edge), x.event.compare(y.event), cmp.Compare(events[x.at].ID, events[y.at].ID))
	})
	g.events = make([]event, len(all))
	var telling []uint32
	for i, n := range all {
		if last := len(g.edges) - 1; last < 0 || g.edges[last].compare(n.edge) != 0 {
			n.from = uint32(i)
			g.edges = append(g.edges, n.edge)
		}
		telling = telling[:0]
		for _, a := range events[n.at].Articles {
			telling = append(telling, a.Number)
			if grow := int(a.Number) + 1 - len(g.outlets); grow > 0 {
				g.outlets = append(g.outlets, make([]uint32, grow)...)
			}
			g.outlets[a.Number] = a.Outlet
		}
		slices.Sort(telling)
		telling = slices.Compact(telling)
		n.event.told = uint32(len(g.told))
		g.told = append(g.told, telling...)
		_, sources := g.tally(telling)
		n.event.sources = uint32(sources)
		g.events[i] = n.event
	}
	var err error
	if g.ids, err = textsOf(len(all), func(i int) string { return events[all[i].at].ID }); err != nil {
		return nil, err
	}
	g.arrange()
	return g, nil
}

// enrol numbers the actors of events.
func (g *Graph) enrol(events []Event) map[schema.ActorID]uint32 {
	number := map[schema.ActorID]uint32{}
	for i := range events {
		for _, id := range []schema.ActorID{events[i].Source, events[i].Target} {
			if _, known := number[id]; !known {
				number[id] = 0
				g.actors = append(g.actors, id)
			}
		}
	}
	slices.Sort(g.actors)
	for i, id := range g.actors {
		number[id] = uint32(i)
	}
	return number
}

func (e edge) compare(f edge) int {
	return cmp.Or(cmp.Compare(e.source, f.source), cmp.Compare(e.target, f.target),
		cmp.Compare(e.relation, f.relation), cmp.Compare(e.status, f.status))
}

// arrange makes the rows from the edges.
func (g *Graph) arrange() {
	g.oldest, g.newest = undated, undated
	for _, e := range g.events {
		if e.first == undated {
			continue
		}
		g.oldest = min(g.oldest, e.first)
		if g.newest == undated || e.last > g.newest {
			g.newest = e.last
		}
	}
	g.rows = make([]uint32, len(g.actors)+1)
	incoming := make([]uint32, len(g.actors)) // first how many, then where the next goes
	for _, e := range g.edges {
		g.rows[e.source+1]++
		g.rows[e.target+1]++
		incoming[e.target]++
	}
	for a := range g.actors {
		g.rows[a+1] += g.rows[a]
	}
	// Edges come by source, so that each row has two parts in order: the edges
	// towards the actor, then those away from it. A merge puts them together.
	g.steps = make([]step, g.rows[len(g.actors)])
	outgoing := make([]uint32, len(g.actors))
	for a := range g.actors {
		outgoing[a] = g.rows[a] + incoming[a]
		incoming[a] = g.rows[a]
	}
	for i, e := range g.edges {
		kind := kindOf(e.relation, e.status)
		g.steps[incoming[e.target]] = step{e.source, uint32(i), kind}
		incoming[e.target]++
		g.steps[outgoing[e.source]] = step{e.target, uint32(i), kind}
		outgoing[e.source]++
	}
	var before []step
	for a := range g.actors {
		row := g.row(uint32(a))
		middle := incoming[a] - g.rows[a] // incoming[a] has come to where the outgoing ones begin
		before = append(before[:0], row[:middle]...)
		merge(row, before, row[middle:])
	}
}

// merge puts two parts in order into a row; b lies at its end.
func merge(row, a, b []step) {
	for i := range row {
		if len(a) == 0 {
			return
		}
		if len(b) == 0 || a[0].before(b[0]) {
			row[i], a = a[0], a[1:]
		} else {
			row[i], b = b[0], b[1:]
		}
	}
}

func (s step) before(t step) bool { return s.to < t.to || s.to == t.to && s.edge < t.edge }

func (g *Graph) row(a uint32) []step { return g.steps[g.rows[a]:g.rows[a+1]] }

// bounds are where the events of an edge begin and end.
func (g *Graph) bounds(edge uint32) (from, to uint32) {
	if int(edge)+1 < len(g.edges) {
		return g.edges[edge].from, g.edges[edge+1].from
	}
	return g.edges[edge].from, uint32(len(g.events))
}

func (g *Graph) eventsOf(edge uint32) []event {
	from, to := g.bounds(edge)
	return g.events[from:to]
}

// articlesOf are the articles that tell of an event, by its number.
func (g *Graph) articlesOf(event uint32) []uint32 {
	if int(event)+1 < len(g.events) {
		return g.told[g.events[event].told:g.events[event+1].told]
	}
	return g.told[g.events[event].told:]
}

// tally counts how many articles and outlets there are among some articles, which it
// puts in order.
func (g *Graph) tally(articles []uint32) (distinct, outlets int) {
	slices.Sort(articles)
	articles = slices.Compact(articles)
	distinct = len(articles)
	published := make([]uint32, 0, 8)
	for _, a := range articles {
		published = append(published, g.outlets[a])
	}
	slices.Sort(published)
	return distinct, len(slices.Compact(published))
}

// number is the number of an actor, and whether the graph knows it.
func (g *Graph) number(id schema.ActorID) (uint32, bool) {
	i, known := slices.BinarySearch(g.actors, id)
	return uint32(i), known
}

// Edges is how many edges there are.
func (g *Graph) Edges() int { return len(g.edges) }

// Events is how many events there are.
func (g *Graph) Events() int { return len(g.events) }
