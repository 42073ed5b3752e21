package index

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
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
	cards     texts             // of the actors: what is known of each, as JSON
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

func partsOf(kind uint32) (relation, status uint8) {
	return uint8(kind / uint32(len(statuses))), uint8(kind % uint32(len(statuses)))
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
	bytes := 0
	for i := range n {
		bytes += len(at(i))
	}
	b := newTextsBuilder(n, bytes)
	for i := range n {
		if err := b.add(at(i)); err != nil {
			return texts{}, err
		}
	}
	return b.texts(), nil
}

// textsBuilder puts texts together.
type textsBuilder struct {
	all  strings.Builder
	ends []uint32
}

// newTextsBuilder has room for so many texts, together so long.
func newTextsBuilder(n, bytes int) *textsBuilder {
	b := &textsBuilder{ends: make([]uint32, 0, n)}
	b.all.Grow(bytes)
	return b
}

func (b *textsBuilder) add(text string) error {
	b.all.WriteString(text)
	if b.all.Len() > math.MaxUint32 {
		return fmt.Errorf("index: more than %d bytes of ids or actors", uint32(math.MaxUint32))
	}
	b.ends = append(b.ends, uint32(b.all.Len()))
	return nil
}

func (b *textsBuilder) texts() texts { return texts{b.all.String(), b.ends} }

// New indexes events, for about how many it makes room, and of which it keeps little more than
// their ids until all have come; their articles it copies. Of relations and statuses it takes
// what [schema] knows; an event that has others is an error, and so is one that comes with an
// error. What card tells of an actor is given back by [Graph.Actor].
func New(about int, events iter.Seq2[Event, error], card func(schema.ActorID) schema.Actor) (*Graph, error) {
	g := &Graph{}
	relation := map[schema.Relation]uint8{}
	for _, spec := range schema.Relations() {
		relation[spec.Name] = uint8(len(g.relations))
		g.relations = append(g.relations, spec.Name)
	}
	number := map[schema.ActorID]uint32{}
	enrol := func(id schema.ActorID) uint32 {
		n, known := number[id]
		if !known {
			n = uint32(len(g.actors))
			number[id] = n
			g.actors = append(g.actors, id)
		}
		return n
	}
	type row struct {
		source, target, kind uint32
		first, last          int32
		told, articles       uint32 // where its articles begin, and how many they are
		at                   uint32 // how many events came before
	}
	sameEdge := func(x, y row) bool { return x.source == y.source && x.target == y.target && x.kind == y.kind }
	rows := make([]row, 0, about) // what grows is for a while there twice, and leaves much behind
	told := make([]uint32, 0, about)
	const idBytes = len("event/0123456789abcdef")
	ids := newTextsBuilder(about, about*idBytes)
	for e, err := range events {
		switch {
		case err != nil:
			return nil, err
		case !e.Relation.Valid() || !e.Status.Valid():
			return nil, fmt.Errorf("index: %s: relation %q, status %q", e.ID, e.Relation, e.Status)
		case len(rows) > math.MaxUint32/2:
			return nil, fmt.Errorf("index: more than %d events, for which it has no numbers", len(rows))
		}
		r := row{at: uint32(len(rows))}
		r.source, r.target = enrol(e.Source), enrol(e.Target)
		r.kind = uint32(kindOf(relation[e.Relation], uint8(slices.Index(statuses, e.Status))))
		r.first, r.last = undated, undated
		if !e.Date.IsZero() {
			r.first, r.last = days(e.Date)
		}
		r.told = uint32(len(told))
		told = g.publish(told, e.Articles)
		r.articles = uint32(len(told)) - r.told
		rows = append(rows, r)
		if err := ids.add(e.ID); err != nil {
			return nil, err
		}
	}
	place := g.sortActors()
	for i := range rows {
		rows[i].source, rows[i].target = place[rows[i].source], place[rows[i].target]
	}
	came := ids.texts()
	slices.SortFunc(rows, func(x, y row) int {
		c := cmp.Or(cmp.Compare(x.source, y.source), cmp.Compare(x.target, y.target), cmp.Compare(x.kind, y.kind),
			cmp.Compare(x.first, y.first), cmp.Compare(x.last, y.last))
		if c == 0 {
			c = cmp.Compare(came.at(x.at), came.at(y.at))
		}
		return c
	})
	edges := 0
	for i := range rows {
		if i == 0 || !sameEdge(rows[i-1], rows[i]) {
			edges++
		}
	}
	g.edges = make([]edge, 0, edges)
	g.events = make([]event, len(rows))
	g.told = make([]uint32, 0, len(told))
	for i, r := range rows {
		if i == 0 || !sameEdge(rows[i-1], r) {
			relation, status := partsOf(r.kind)
			g.edges = append(g.edges, edge{r.source, r.target, relation, status, uint32(i)})
		}
		articles := told[r.told : r.told+r.articles]
		_, sources := g.tally(articles)
		g.events[i] = event{r.first, r.last, uint32(sources), uint32(len(g.told))}
		g.told = append(g.told, articles...)
	}
	var err error
	if g.ids, err = textsOf(len(rows), func(i int) string { return came.at(rows[i].at) }); err != nil {
		return nil, err
	}
	if g.cards, err = g.describe(card); err != nil {
		return nil, err
	}
	g.arrange()
	return g, nil
}

func (g *Graph) describe(card func(schema.ActorID) schema.Actor) (texts, error) {
	var cards textsBuilder
	for _, id := range g.actors {
		text, err := json.Marshal(card(id))
		if err != nil {
			return texts{}, fmt.Errorf("index: %s: %w", id, err)
		}
		if err := cards.add(string(text)); err != nil {
			return texts{}, err
		}
	}
	return cards.texts(), nil
}

// publish notes the outlets of articles, and adds the articles in order, each once.
func (g *Graph) publish(told []uint32, articles []Article) []uint32 {
	before := len(told)
	for _, a := range articles {
		told = append(told, a.Number)
		if grow := int(a.Number) + 1 - len(g.outlets); grow > 0 {
			g.outlets = append(g.outlets, make([]uint32, grow)...)
		}
		g.outlets[a.Number] = a.Outlet
	}
	slices.Sort(told[before:])
	return told[:before+len(slices.Compact(told[before:]))]
}

// sortActors puts the actors in order, and tells where each has gone.
func (g *Graph) sortActors() (place []uint32) {
	order := make([]uint32, len(g.actors))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Compare(g.actors[a], g.actors[b]) })
	place = make([]uint32, len(order))
	sorted := make([]schema.ActorID, len(order))
	for to, from := range order {
		place[from] = uint32(to)
		sorted[to] = g.actors[from]
	}
	g.actors = sorted
	return place
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

// Actor is what is known of an actor. One that the graph does not know has its id alone.
func (g *Graph) Actor(id schema.ActorID) (schema.Actor, error) {
	a := schema.Actor{ID: id}
	if n, known := g.number(id); known {
		if err := json.Unmarshal([]byte(g.cards.at(n)), &a); err != nil {
			return a, fmt.Errorf("index: %s: %w", id, err)
		}
	}
	return a, nil
}

// Edges is how many edges there are.
func (g *Graph) Edges() int { return len(g.edges) }

// Events is how many events there are.
func (g *Graph) Events() int { return len(g.events) }
