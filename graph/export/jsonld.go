package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"entente/graph"
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
// [NQuads] with the same base, so that both can be loaded together. A base with a "#"
// leaves no place for fragments, and they are left out.
//
// The context is in the document, so that nobody needs the network to read it. An
// actor, article, relation, office or publisher is described before the first event that
// needs it and named by its IRI later.
func JSONLD(w io.Writer, records iter.Seq2[graph.EventRecord, error], base string) error {
	if err := checkBase(base); err != nil {
		return err
	}
	return buffered("JSON-LD", w, func(out *bufio.Writer) error {
		d := jsonLD{out: out, elements: json.NewEncoder(out), base: base, seen: map[string]bool{}}
		d.elements.SetEscapeHTML(false)
		out.WriteString("{\"@context\":\n")
		if err := d.elements.Encode(jsonLDContext(base)); err != nil {
			return err
		}
		out.WriteString(",\"@graph\":[\n")
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

// ldObject is a node or a value of JSON-LD. Its keys are written in order.
type ldObject map[string]any

// jsonLDContext has the prefixes, of which "entente" is that of the graph's own terms.
func jsonLDContext(base string) ldObject {
	return ldObject{
		"entente": base, "foaf": "http://xmlns.com/foaf/0.1/", "org": "http://www.w3.org/ns/org#", "prov": "http://www.w3.org/ns/prov#",
		"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "schema": "https://schema.org/",
		"sem": "http://semanticweb.cs.vu.nl/2009/11/sem/", "skos": "http://www.w3.org/2004/02/skos/core#", "time": "http://www.w3.org/2006/time#", "xsd": xsd,
	}
}

// jsonLD writes the elements of a graph.
type jsonLD struct {
	out      *bufio.Writer
	elements *json.Encoder
	base     string
	seen     map[string]bool // the IRIs of what is described
	begun    bool
}

func (d *jsonLD) write(o ldObject) error {
	if d.begun {
		d.out.WriteByte(',')
	}
	d.begun = true
	return d.elements.Encode(o)
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

// text adds a text that others wrote, where there is one.
func (o ldObject) text(key, s string) {
	if s = token(s); s != "" {
		o[key] = s
	}
}

// id adds another node.
func (o ldObject) id(key, iri string) { o[key] = ldObject{"@id": iri} }

// date adds a date as the type of XML Schema that is as precise as it.
func (o ldObject) date(key string, d schema.Date) {
	if d.IsZero() {
		return
	}
	datatype := "xsd:date"
	switch d.Precision {
	case schema.Month:
		datatype = "xsd:gYearMonth"
	case schema.Year:
		datatype = "xsd:gYear"
	}
	o[key] = ldObject{"@type": datatype, "@value": d.String()}
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
	if err := d.relation(r.Relation); err != nil {
		return err
	}
	o := ldObject{"@id": id, "@type": "sem:Event"}
	o.text("rdfs:label", labelOf(graph.Node{Actor: r.From})+" "+edgeLabel(graph.Edge{Relation: r.Relation})+" "+labelOf(graph.Node{Actor: r.To}))
	o.id("sem:eventType", d.iri(string(r.Relation)))
	o["sem:hasActor"] = []ldObject{d.role(id, string(schema.PredSource), r.Source), d.role(id, string(schema.PredTarget), r.Target)}
	o.date("sem:hasTimeStamp", r.Date)
	o.text("entente:precision", string(r.Date.Precision))
	o.text("entente:status", string(r.Status))
	o.text("entente:cameo", r.CAMEO())
	var sentences, places []ldObject
	named := map[string]bool{}
	for i, ev := range r.Evidence {
		if err := d.article(r.Papers[i]); err != nil {
			return fmt.Errorf("%s: %w", r.ID, err)
		}
		sentences = append(sentences, d.evidence(r.ID, ev, r.Papers[i]))
		if place := token(ev.Place); place != "" && !named[place] {
			named[place] = true
			places = append(places, ldObject{"@id": id + "/place/" + url.PathEscape(place), "@type": "sem:Place", "rdfs:label": place})
		}
	}
	if len(sentences) > 0 {
		o["prov:wasDerivedFrom"] = sentences
	}
	if len(places) > 0 {
		o["sem:hasPlace"] = places
	}
	return d.write(o)
}

// role is the part of an actor in an event.
func (d *jsonLD) role(event, part string, actor schema.ActorID) ldObject {
	o := ldObject{"@id": event + "/" + part, "@type": "sem:Role"}
	o.id("sem:roleType", d.iri(part))
	o.id("rdf:value", d.iri(string(actor)))
	return o
}

func (d *jsonLD) relation(r schema.Relation) error {
	iri := d.iri(string(r))
	if !d.first(iri) {
		return nil
	}
	o := ldObject{"@id": iri, "@type": "sem:EventType"}
	o.text("rdfs:label", edgeLabel(graph.Edge{Relation: r}))
	o.text("entente:plover", r.PLOVER())
	return d.write(o)
}

// evidence is the sentence that tells of an event.
func (d *jsonLD) evidence(event string, ev schema.Evidence, article schema.Article) ldObject {
	id, source := d.iri(ev.ID(event)), d.iri(string(schema.ArticleIRI(article.Key())))
	o := ldObject{"@id": id, "@type": []string{"prov:Entity", "schema:Quotation"}}
	o.text("schema:text", ev.Quote)
	o.id("prov:wasQuotedFrom", source)
	if !strings.Contains(source, "#") {
		o["prov:atLocation"] = ldObject{"@id": source + "#" + ev.Span.String(), "@type": "prov:Location"}
	}
	o.text("entente:trigger", ev.Trigger)
	o.text("entente:rule", ev.Rule)
	if ev.Confidence != 0 {
		o["entente:confidence"] = ldObject{"@type": "xsd:double", "@value": double(ev.Confidence)}
	}
	if name := token(ev.SaidBy); name != "" {
		o["prov:wasAttributedTo"] = ldObject{"@id": id + "/said_by", "@type": "prov:Agent", "foaf:name": name}
	}
	return o
}

func (d *jsonLD) article(a schema.Article) error {
	iri := d.iri(string(schema.ArticleIRI(a.Key())))
	if !d.first(iri) {
		return nil
	}
	o := ldObject{"@id": iri, "@type": []string{"prov:Entity", "schema:NewsArticle"}}
	o.text("schema:identifier", a.ID)
	o.text("schema:headline", a.Title)
	o.date("schema:datePublished", a.Published)
	if link := token(a.URL); absolute(link) && legalIRI(link) {
		o.id("schema:url", link)
	} else {
		o.text("schema:url", link)
	}
	if name := token(a.Publisher); name != "" {
		publisher := ldObject{"@id": d.iri("publisher/" + url.PathEscape(name))}
		if d.first(publisher["@id"].(string)) {
			publisher["@type"], publisher["schema:name"] = "schema:Organization", name
		}
		o["schema:publisher"] = publisher
	}
	return d.write(o)
}

func (d *jsonLD) actor(a schema.Actor) error {
	iri := d.iri(string(a.ID))
	if !legalIRI(iri) {
		return fmt.Errorf("%q is no IRI", a.ID)
	}
	if !d.first(iri) {
		return nil
	}
	types := []string{"sem:Actor"}
	switch a.Kind {
	case schema.Person:
		types = append(types, "foaf:Person")
	case schema.Country:
		types = append(types, "foaf:Organization", "schema:Country")
	case schema.Organisation:
		types = append(types, "foaf:Organization")
	case schema.Group:
		types = append(types, "foaf:Group")
	default:
		types = append(types, "foaf:Agent")
	}
	o := ldObject{"@id": iri, "@type": types}
	o.text("foaf:name", a.Name)
	var others []string
	for _, alias := range a.Aliases {
		if alias = token(alias); alias != "" && !slices.Contains(others, alias) {
			others = append(others, alias)
		}
	}
	if len(others) > 0 {
		o["schema:alternateName"] = others
	}
	o.text("entente:kind", string(a.Kind))
	o.text("entente:country", a.Country)
	o.text("entente:code", a.Code)
	var memberships []ldObject
	for _, r := range a.Roles {
		memberships = append(memberships, d.membership(a.ID, r))
	}
	if len(memberships) > 0 {
		o["org:hasMembership"] = memberships
	}
	return d.write(o)
}

// membership is an office that an actor held.
func (d *jsonLD) membership(actor schema.ActorID, r schema.Role) ldObject {
	id := d.iri(r.ID(actor))
	o := ldObject{"@id": id, "@type": "org:Membership"}
	if r.At != "" {
		o.id("org:organization", d.iri(string(r.At)))
	}
	if title := token(r.Title); title != "" {
		office := ldObject{"@id": d.iri("title/" + url.PathEscape(title))}
		if d.first(office["@id"].(string)) {
			office["@type"], office["skos:prefLabel"] = "org:Role", title
		}
		o["org:role"] = office
	}
	during := ldObject{"@id": id + "/interval", "@type": "time:Interval"}
	if !r.From.IsZero() {
		during["time:hasBeginning"] = instant(id+"/begin", r.From)
	}
	if !r.To.IsZero() {
		during["time:hasEnd"] = instant(id+"/end", r.To)
	}
	if !r.From.IsZero() || !r.To.IsZero() {
		o["org:memberDuring"] = during
	}
	if !r.Seen.IsZero() {
		o["entente:seen"] = ldObject{"@type": "xsd:dateTime", "@value": r.Seen.Time().Format(time.RFC3339)} // as in N-Quads
	}
	return o
}

func instant(iri string, d schema.Date) ldObject {
	o := ldObject{"@id": iri, "@type": "time:Instant"}
	key := "time:inXSDDate"
	switch d.Precision {
	case schema.Month:
		key = "time:inXSDgYearMonth"
	case schema.Year:
		key = "time:inXSDgYear"
	}
	o.date(key, d)
	return o
}
