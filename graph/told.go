package graph

import (
	"cmp"
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

// eventsOf gives the events in which the actor is source or target.
func (r *reader) eventsOf(a schema.ActorID) ([]cayley.Ref, error) {
	return r.subjects(a.IRI(), schema.PredSource, schema.PredTarget)
}

// told reads those of the events that pass the filter, by date, undated last,
// then by id.
func (r *reader) told(events []cayley.Ref, f Filter) ([]Told, error) {
	tellings, err := r.tellings(events, f)
	if err != nil {
		return nil, err
	}
	told := make([]Told, len(tellings))
	for i, t := range tellings {
		told[i] = t.Told
	}
	return told, nil
}

// telling is an event with its id, and what its evidence is called and its articles, one for one.
type telling struct {
	Told
	id       string
	cited    []Citation
	articles []schema.Article
}

// tellings is told with all that was read for it.
func (r *reader) tellings(events []cayley.Ref, f Filter) ([]telling, error) {
	if err := r.fetch(events); err != nil {
		return nil, err
	}
	nodes, err := r.nodes(events)
	if err != nil {
		return nil, err
	}
	type one struct {
		telling
		evidence []quad.Value
	}
	var found []one
	var evidence []quad.Value
	for i, n := range nodes {
		id := r.text(events[i])
		e, err := schema.DecodeEvent(id, n)
		if err != nil {
			continue // imported, and no event; Check names it
		}
		if f.Passes(e.Relation, e.Status, e.Date) {
			found = append(found, one{telling{Told: Told{Event: e}, id: id}, n[schema.PredEvidence]})
			evidence = append(evidence, n[schema.PredEvidence]...)
		}
	}
	read, err := r.evidence(evidence)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(t one) bool { return sources(t.evidence, read) < f.MinSources })
	slices.SortFunc(found, func(x, y one) int { return cmp.Or(x.Date.Compare(y.Date), cmp.Compare(x.id, y.id)) })
	out := make([]telling, len(found))
	for i, t := range found {
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
			t.cited = append(t.cited, ev.cited)
			t.articles = append(t.articles, ev.article)
		}
		t.Articles, t.Sources = len(articles), sources(t.evidence, read)
		out[i] = t.telling
	}
	return out, nil
}

// sourced is a piece of evidence with its article.
type sourced struct {
	schema.Evidence
	cited   Citation
	article schema.Article
}

func compareEvidence(x, y *sourced) int {
	return cmp.Or(x.article.Published.Compare(y.article.Published), cmp.Compare(x.Article, y.Article),
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
		cited := Citation{Evidence: strings.Trim(ids[i].String(), "<>"), Article: n.Text(schema.PredArticle)}
		article := articles[cited.Article]
		ev, err := schema.DecodeEvidence(cited.Evidence, n, article.ID)
		if err == nil {
			out[ids[i]] = &sourced{ev, cited, article}
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
