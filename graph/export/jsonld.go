package export

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/schema"
)

// JSONLD writes events in JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), in terms that
// others use for what they are:
//
//   - an event is a sem:Event of the Simple Event Model: its relation is the sem:eventType,
//     each actor stands in a sem:Role whose sem:roleType is <source> or <target>, and it has
//     sem:hasTimeStamp, an xsd:date, xsd:gYearMonth or xsd:gYear, and sem:hasPlace;
//   - it is prov:wasDerivedFrom sentences, each a schema:Quotation with schema:text, the
//     article that it prov:wasQuotedFrom and, as prov:atLocation, the characters of the
//     article's text (a fragment of RFC 5147, "…#char=412,497");
//   - an article is a schema:NewsArticle with schema:headline, schema:datePublished,
//     schema:url and schema:publisher;
//   - an actor is a foaf:Person, foaf:Organization or foaf:Group with foaf:name, a country a
//     schema:Country too, and its offices are memberships of W3C's organisation ontology:
//     org:organization, org:role, and the interval org:memberDuring in OWL time.
//
// What others have no term for keeps that of the graph, and the IRIs are those of
// [NQuads] with the same base, so that both can be loaded together; evidence that an import
// left without a name, as a blank node, gets one. A base with a "#" leaves no place for fragments, and they are left out.
// What did not happen says so in entente:status and at the end of its rdfs:label, "… (planned)".
//
// The context is in the document, so that nobody needs the network to read it. An
// actor, article, relation, office or publisher is described before the first event that
// needs it and named by its IRI later.
func JSONLD(w io.Writer, records iter.Seq2[graph.EventRecord, error], base string) error {
	if err := checkBase(base); err != nil {
		return err
	}
	return buffered("JSON-LD", w, func(out *bufio.Writer) error {
		d := jsonLD{out: out, base: base, seen: map[string]bool{}}
		out.WriteString("{\"@context\":")
		out.WriteString(jsonLDContext(base).end())
		out.WriteString(",\n\"@graph\":[\n")
		for r, err := range records {
			if err == nil {
				err = d.event(r)
			}
			if err != nil {
				return err
			}
		}
		out.WriteString("]}\n")
		return nil
	})
}

// jsonLDContext has the prefixes, of which "entente" is that of the graph's own terms.
func jsonLDContext(base string) *ldObject {
	o := new(ldObject)
	for _, p := range [][2]string{
		{"entente", base}, {"sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"}, {"prov", "http://www.w3.org/ns/prov#"},
		{"schema", "https://schema.org/"}, {"foaf", "http://xmlns.com/foaf/0.1/"}, {"org", "http://www.w3.org/ns/org#"},
		{"skos", "http://www.w3.org/2004/02/skos/core#"}, {"time", "http://www.w3.org/2006/time#"},
		{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}, {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"}, {"xsd", xsd},
	} {
		o.string(p[0], p[1])
	}
	return o
}

// jsonLD writes the nodes of a graph.
type jsonLD struct {
	out   *bufio.Writer
	base  string
	seen  map[string]bool // the IRIs of what is described
	begun bool
}

func (d *jsonLD) write(o *ldObject) {
	if d.begun {
		d.out.WriteString(",")
	}
	d.begun = true
	d.out.WriteString(o.end())
	d.out.WriteString("\n")
}

// first reports whether a node is still to be described.
func (d *jsonLD) first(iri string) bool {
	first := !d.seen[iri]
	d.seen[iri] = true
	return first
}

// iri is the absolute IRI of a name of the graph, as NQuads writes it.
func (d *jsonLD) iri(name string) string {
	if absolute(name) {
		return name
	}
	return d.base + name
}

// named is a node that is known by its name alone, nil if there is none.
func (d *jsonLD) named(kind, name, class, property string) *ldObject {
	if name = stream.Token(name); name == "" {
		return nil
	}
	iri := d.iri(kind + url.PathEscape(name))
	if !d.first(iri) {
		return ldNode(iri)
	}
	o := ldNode(iri, class)
	o.string(property, name)
	return o
}

func (d *jsonLD) event(r graph.EventRecord) error {
	id := d.iri(r.ID)
	if !legalIRI(id) {
		return fmt.Errorf("%q is no IRI", r.ID)
	}
	r.From.ID, r.To.ID = r.Source, r.Target // also where the graph says nothing of them
	for _, a := range []schema.Actor{r.From, r.To} {
		if err := d.actor(a); err != nil {
			return fmt.Errorf("%s: %w", r.ID, err)
		}
	}
	d.relation(r.Relation)
	cited := citations(&r)
	for i, a := range r.Papers {
		d.article(d.iri(cited[i].Article), a)
	}
	o := ldNode(id, "sem:Event")
	o.text("rdfs:label", eventLabel(&r))
	o.id("sem:eventType", d.iri(string(r.Relation)))
	o.objects("sem:hasActor", d.role(id, string(schema.PredSource), r.Source), d.role(id, string(schema.PredTarget), r.Target))
	o.date("sem:hasTimeStamp", r.Date)
	o.text("entente:precision", string(r.Date.Precision))
	o.text("entente:status", string(r.Status))
	o.text("entente:cameo", r.CAMEO())
	var sentences, places []*ldObject
	named := map[string]bool{}
	for i, ev := range r.Evidence {
		sentences = append(sentences, d.evidence(cited[i], ev))
		if place := stream.Token(ev.Place); place != "" && !named[place] {
			named[place] = true
			p := ldNode(id+"/place/"+url.PathEscape(place), "sem:Place")
			p.text("rdfs:label", place)
			places = append(places, p)
		}
	}
	o.objects("sem:hasPlace", places...)
	o.objects("prov:wasDerivedFrom", sentences...)
	d.write(o)
	return nil
}

// role is the part of an actor in an event.
func (d *jsonLD) role(event, part string, actor schema.ActorID) *ldObject {
	o := ldNode(event+"/"+part, "sem:Role")
	o.id("sem:roleType", d.iri(part))
	o.id("rdf:value", d.iri(string(actor)))
	return o
}

func (d *jsonLD) relation(r schema.Relation) {
	iri := d.iri(string(r))
	if !d.first(iri) {
		return
	}
	o := ldNode(iri, "sem:EventType")
	o.text("rdfs:label", edgeLabel(graph.Edge{Relation: r}))
	o.text("entente:plover", r.PLOVER())
	d.write(o)
}

// eventLabel tells the event in words, and that it did not happen: "Barack Obama met Hassan Rouhani (planned)".
func eventLabel(r *graph.EventRecord) string {
	label := labelOf(graph.Node{Actor: r.From}) + " " + edgeLabel(graph.Edge{Relation: r.Relation}) + " " + labelOf(graph.Node{Actor: r.To})
	if r.Status != schema.Actual {
		label += " (" + string(r.Status) + ")"
	}
	return label
}

// citations name the evidence of an event and its articles, one for one, as the graph does. A blank node
// gets the name that it would have had here: what belongs to it needs an IRI to stand under.
func citations(r *graph.EventRecord) []graph.Citation {
	out := make([]graph.Citation, len(r.Evidence))
	for i := range out {
		c := graph.Citation{Evidence: r.Evidence[i].ID(r.ID), Article: string(schema.ArticleIRI(r.Papers[i].Key()))}
		if i < len(r.Cited) {
			if id := r.Cited[i].Evidence; id != "" && legalIRI(id) && !strings.HasPrefix(id, "_:") {
				c.Evidence = id
			}
			if id := r.Cited[i].Article; id != "" && legalIRI(id) {
				c.Article = id
			}
		}
		out[i] = c
	}
	return out
}

// evidence is the sentence that tells of an event.
func (d *jsonLD) evidence(cited graph.Citation, ev schema.Evidence) *ldObject {
	id, source := d.iri(cited.Evidence), d.iri(cited.Article)
	o := ldNode(id, "prov:Entity", "schema:Quotation")
	o.text("schema:text", ev.Quote)
	o.id("prov:wasQuotedFrom", source)
	if !strings.Contains(source, "#") {
		o.object("prov:atLocation", ldNode(source+"#"+ev.Span.String(), "prov:Location"))
	}
	if by := stream.Token(ev.SaidBy); by != "" {
		agent := ldNode(id+"/said_by", "prov:Agent")
		agent.text("foaf:name", by)
		o.object("prov:wasAttributedTo", agent)
	}
	o.text("entente:trigger", ev.Trigger)
	o.text("entente:rule", ev.Rule)
	if ev.Confidence != 0 {
		o.typed("entente:confidence", "xsd:double", double(ev.Confidence))
	}
	return o
}

func (d *jsonLD) article(iri string, a schema.Article) {
	if !d.first(iri) {
		return
	}
	o := ldNode(iri, "prov:Entity", "schema:NewsArticle")
	o.text("schema:identifier", a.ID)
	o.text("schema:headline", a.Title)
	o.date("schema:datePublished", a.Published)
	if link := stream.Token(a.URL); absolute(link) && legalIRI(link) {
		o.id("schema:url", link)
	} else {
		o.text("schema:url", link)
	}
	if publisher := d.named("publisher/", a.Publisher, "schema:Organization", "schema:name"); publisher != nil {
		o.object("schema:publisher", publisher)
	}
	d.write(o)
}

func (d *jsonLD) actor(a schema.Actor) error {
	iri := d.iri(string(a.ID))
	if !legalIRI(iri) {
		return fmt.Errorf("%q is no IRI", a.ID)
	}
	if !d.first(iri) {
		return nil
	}
	o := ldNode(iri, append([]string{"sem:Actor"}, actorTypes(a.Kind)...)...)
	o.text("foaf:name", a.Name)
	o.texts("schema:alternateName", a.Aliases)
	o.text("entente:kind", string(a.Kind))
	o.text("entente:country", a.Country)
	o.text("entente:code", a.Code)
	var memberships []*ldObject
	for _, r := range a.Roles {
		memberships = append(memberships, d.membership(a.ID, r))
	}
	o.objects("org:hasMembership", memberships...)
	d.write(o)
	return nil
}

func actorTypes(k schema.Kind) []string {
	switch k {
	case schema.Person:
		return []string{"foaf:Person"}
	case schema.Country:
		return []string{"foaf:Organization", "schema:Country"}
	case schema.Organisation:
		return []string{"foaf:Organization"}
	case schema.Group:
		return []string{"foaf:Group"}
	}
	return []string{"foaf:Agent"}
}

// membership is an office that an actor held.
func (d *jsonLD) membership(actor schema.ActorID, r schema.Role) *ldObject {
	id := d.iri(r.ID(actor))
	o := ldNode(id, "org:Membership")
	if r.At != "" {
		o.id("org:organization", d.iri(string(r.At)))
	}
	if office := d.named("title/", r.Title, "org:Role", "skos:prefLabel"); office != nil {
		o.object("org:role", office)
	}
	if !r.From.IsZero() || !r.To.IsZero() {
		during := ldNode(id+"/interval", "time:Interval")
		during.instant("time:hasBeginning", id+"/begin", r.From)
		during.instant("time:hasEnd", id+"/end", r.To)
		o.object("org:memberDuring", during)
	}
	if !r.Seen.IsZero() {
		o.typed("entente:seen", "xsd:dateTime", r.Seen.Time().Format(time.RFC3339)) // as in N-Quads
	}
	return o
}
