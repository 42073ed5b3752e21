package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"entente/schema"
)

// Told is an event with all its evidence, in the order of publication.
type Told struct {
	schema.Event
	Articles int `json:"articles"` // in how many articles it is told
	Sources  int `json:"sources"`  // by how many outlets
}

// Contact is somebody an actor had to do with.
type Contact struct {
	Actor  schema.Actor `json:"actor"`
	Events []Told       `json:"events"` // by date, undated last, then by id
}

// Count is how many there are of something.
type Count struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

// PartnerCount is how many events an actor shares with another.
type PartnerCount struct {
	Actor  schema.Actor `json:"actor"`
	Events int          `json:"events"`
}

// Profile sums up what the graph holds of an actor.
type Profile struct {
	Actor      schema.Actor   `json:"actor"`
	Events     int            `json:"events"`
	Articles   int            `json:"articles"`
	First      schema.Date    `json:"first,omitzero"` // of the dated events; zero if there are none
	Last       schema.Date    `json:"last,omitzero"`
	ByRelation []Count        `json:"by_relation"` // most events first, then by name
	Partners   []PartnerCount `json:"partners"`    // most events first, then by id
}

// Contacts gives everybody with whom the actor shares an event that passes the
// filter, as source or as target: most events first, then by id. An actor that
// the graph does not know has none.
func (s *Store) Contacts(a schema.ActorID, f Filter) ([]Contact, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	contacts, err := newReader(s.quads).contacts(a, f)
	if err != nil {
		return nil, fmt.Errorf("graph: contacts of %s: %w", a, err)
	}
	return contacts, nil
}

func (r *reader) contacts(a schema.ActorID, f Filter) ([]Contact, error) {
	refs, err := r.eventsOf(a)
	if err != nil {
		return nil, err
	}
	told, err := r.told(refs, f)
	if err != nil {
		return nil, err
	}
	byOther := map[schema.ActorID][]Told{}
	for _, t := range told {
		other := t.Source
		if other == a {
			other = t.Target
		}
		byOther[other] = append(byOther[other], t)
	}
	ids := make([]schema.ActorID, 0, len(byOther))
	for id := range byOther {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	actors, err := r.actors(ids)
	if err != nil {
		return nil, err
	}
	out := make([]Contact, len(ids))
	for i, actor := range actors {
		out[i] = Contact{actor, byOther[actor.ID]}
	}
	slices.SortStableFunc(out, func(x, y Contact) int { return cmp.Compare(len(y.Events), len(x.Events)) })
	return out, nil
}

// Between gives the events that two actors share, by date, undated last, then by id.
func (s *Store) Between(a, b schema.ActorID, f Filter) ([]Told, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	r := newReader(s.quads)
	told, err := r.between(a, b, f)
	if err != nil {
		return nil, fmt.Errorf("graph: events between %s and %s: %w", a, b, err)
	}
	return told, nil
}

func (r *reader) between(a, b schema.ActorID, f Filter) ([]Told, error) {
	if a == b {
		return nil, nil
	}
	ofA, err := r.eventsOf(a)
	if err != nil {
		return nil, err
	}
	ofB, err := r.eventsOf(b)
	if err != nil {
		return nil, err
	}
	shared := map[any]bool{}
	for _, ref := range ofB {
		shared[ref.Key()] = true
	}
	return r.told(slices.DeleteFunc(ofA, func(ref cayley.Ref) bool { return !shared[ref.Key()] }), f)
}

// Profile sums up the events of an actor that pass the filter. The error is an
// [UnknownActorError] if the graph does not know the actor.
func (s *Store) Profile(a schema.ActorID, f Filter) (Profile, error) {
	unlock, err := s.reading()
	if err != nil {
		return Profile{}, err
	}
	defer unlock()
	r := newReader(s.quads)
	p, err := r.profile(a, f)
	if err != nil {
		return p, fmt.Errorf("graph: profile of %s: %w", a, err)
	}
	return p, nil
}

func (r *reader) profile(a schema.ActorID, f Filter) (Profile, error) {
	var p Profile
	known, err := r.known(a)
	if err != nil {
		return p, err
	}
	if !known {
		return p, &UnknownActorError{Name: string(a)}
	}
	actors, err := r.actors([]schema.ActorID{a})
	if err != nil {
		return p, err
	}
	p.Actor = actors[0]
	contacts, err := r.contacts(a, f)
	if err != nil {
		return p, err
	}
	articles := map[string]bool{}
	relations := map[string]int{}
	for _, c := range contacts {
		p.Events += len(c.Events)
		p.Partners = append(p.Partners, PartnerCount{c.Actor, len(c.Events)})
		for _, t := range c.Events {
			relations[string(t.Relation)]++
			for _, ev := range t.Evidence {
				articles[ev.Article] = true
			}
			p.First, p.Last = widen(p.First, p.Last, t.Date)
		}
	}
	p.Articles = len(articles)
	p.ByRelation = counts(relations)
	return p, nil
}

// widen stretches a range of dates to another date; undated ones change nothing.
func widen(first, last, d schema.Date) (schema.Date, schema.Date) {
	if d.IsZero() {
		return first, last
	}
	if first.IsZero() || d.Before(first) {
		first = d
	}
	if last.IsZero() || last.Before(d) {
		last = d
	}
	return first, last
}

// counts lists most first, then by name.
func counts(n map[string]int) []Count {
	out := make([]Count, 0, len(n))
	for name, n := range n {
		out = append(out, Count{name, n})
	}
	slices.SortFunc(out, func(x, y Count) int { return cmp.Or(cmp.Compare(y.N, x.N), cmp.Compare(x.Name, y.Name)) })
	return out
}

// Statement is one piece of an event's evidence as a line of its own.
func (s *Store) Statement(e schema.Event, ev schema.Evidence) (schema.Statement, error) {
	unlock, err := s.reading()
	if err != nil {
		return schema.Statement{}, err
	}
	defer unlock()
	actors, err := newReader(s.quads).actors([]schema.ActorID{e.Source, e.Target})
	if err != nil {
		return schema.Statement{}, fmt.Errorf("graph: actors of %s: %w", e.ID(), err)
	}
	return schema.NewStatement(e, ev, actors[0], actors[1]), nil
}

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
	for _, kind := range []schema.Kind{schema.Person, schema.Country, schema.Organisation, schema.Group} {
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
		slices.SortFunc(a.Roles, func(x, y schema.Role) int {
			return cmp.Or(x.From.Time().Compare(y.From.Time()), x.To.Time().Compare(y.To.Time()),
				cmp.Compare(x.Title, y.Title), cmp.Compare(x.At, y.At))
		})
		if a.Name == "" {
			a.Name = string(a.ID)
		}
		out[i] = a
	}
	return out, nil
}

// eventsOf gives the events in which the actor is source or target.
func (r *reader) eventsOf(a schema.ActorID) ([]cayley.Ref, error) {
	return r.subjects(a.IRI(), schema.PredSource, schema.PredTarget)
}

// told reads those of the events that pass the filter, by date, undated last,
// then by id.
func (r *reader) told(events []cayley.Ref, f Filter) ([]Told, error) {
	if err := r.fetch(events); err != nil {
		return nil, err
	}
	nodes, err := r.nodes(events)
	if err != nil {
		return nil, err
	}
	type one struct {
		Told
		id       string
		evidence []quad.Value
	}
	var out []one
	var evidence []quad.Value
	for i, n := range nodes {
		id := r.text(events[i])
		e, err := schema.DecodeEvent(id, n)
		if err != nil {
			continue // imported, and no event; Check names it
		}
		if f.core(e.Relation, e.Status, e.Date) {
			out = append(out, one{Told{Event: e}, id, n[schema.PredEvidence]})
			evidence = append(evidence, n[schema.PredEvidence]...)
		}
	}
	read, err := r.evidence(evidence)
	if err != nil {
		return nil, err
	}
	out = slices.DeleteFunc(out, func(t one) bool { return sources(t.evidence, read) < f.MinSources })
	slices.SortFunc(out, func(x, y one) int { return cmp.Or(compareDates(x.Date, y.Date), cmp.Compare(x.id, y.id)) })
	told := make([]Told, len(out))
	for i, t := range out {
		var all []*sourced
		articles := map[string]bool{}
		for _, id := range t.evidence {
			if ev := read[id]; ev != nil {
				all = append(all, ev)
				articles[ev.Article] = true
			}
		}
		slices.SortFunc(all, compareEvidence)
		for _, ev := range all {
			t.Evidence = append(t.Evidence, ev.Evidence)
		}
		t.Articles, t.Sources = len(articles), sources(t.evidence, read)
		told[i] = t.Told
	}
	return told, nil
}

// compareDates puts undated last.
func compareDates(x, y schema.Date) int {
	if x.IsZero() != y.IsZero() {
		if x.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(x.Time().Compare(y.Time()), cmp.Compare(x.Precision, y.Precision))
}

// sourced is a piece of evidence with its article.
type sourced struct {
	schema.Evidence
	article schema.Article
}

func compareEvidence(x, y *sourced) int {
	return cmp.Or(compareDates(x.article.Published, y.article.Published), cmp.Compare(x.Article, y.Article),
		cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End))
}

// sources counts the outlets of some evidence.
func sources(ids []quad.Value, read map[quad.Value]*sourced) int {
	outlets := map[string]bool{}
	for _, id := range ids {
		if ev := read[id]; ev != nil && ev.article.ID != "" {
			outlets[ev.article.Outlet()] = true
		}
	}
	return len(outlets)
}

// evidence reads pieces of evidence with their articles. What cannot be read as
// evidence, as only imported quads can bring it, is left out; Check names it.
func (r *reader) evidence(ids []quad.Value) (map[quad.Value]*sourced, error) {
	nodes, err := r.nodesOf(ids)
	if err != nil {
		return nil, err
	}
	articles, err := r.articles(nodes)
	if err != nil {
		return nil, err
	}
	out := make(map[quad.Value]*sourced, len(ids))
	for i, n := range nodes {
		article := articles[n.Text(schema.PredArticle)]
		ev, err := schema.DecodeEvidence(strings.Trim(ids[i].String(), "<>"), n, article.ID)
		if err == nil {
			out[ids[i]] = &sourced{ev, article}
		}
	}
	return out, nil
}

// articles reads the articles of some evidence, by their IRI. One that the
// graph says nothing of is named by its IRI.
func (r *reader) articles(evidence []schema.Node) (map[string]schema.Article, error) {
	out := map[string]schema.Article{}
	var iris []quad.Value
	for _, n := range evidence {
		if iri := n.Text(schema.PredArticle); iri != "" {
			if _, ok := out[iri]; !ok {
				out[iri] = schema.Article{}
				iris = append(iris, quad.IRI(iri))
			}
		}
	}
	nodes, err := r.nodesOf(iris)
	if err != nil {
		return nil, err
	}
	for i, n := range nodes {
		iri := string(iris[i].(quad.IRI))
		a := schema.DecodeArticle(n)
		if a.ID == "" {
			a.ID = iri
		}
		out[iri] = a
	}
	return out, nil
}
