package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// The predicates of the graph. Relations are predicates too.
const (
	// Of an event.
	PredRelation  = quad.IRI("relation")
	PredSource    = quad.IRI("source")
	PredTarget    = quad.IRI("target")
	PredDate      = quad.IRI("date")
	PredPrecision = quad.IRI("precision")
	PredStatus    = quad.IRI("status")
	PredEvidence  = quad.IRI("evidence")
	// Of a piece of evidence.
	PredArticle    = quad.IRI("article")
	PredSpan       = quad.IRI("span")
	PredSentence   = quad.IRI("sentence")
	PredQuote      = quad.IRI("quote")
	PredTrigger    = quad.IRI("trigger")
	PredSourceSpan = quad.IRI("source_span")
	PredTargetSpan = quad.IRI("target_span")
	PredRule       = quad.IRI("rule")
	PredPlace      = quad.IRI("place")
	PredSaidBy     = quad.IRI("said_by")
	PredConfidence = quad.IRI("confidence")
	PredReadAs     = quad.IRI("read_as") // where a user corrected it
	// Of an actor, and of its roles.
	PredName    = quad.IRI("name")
	PredAlias   = quad.IRI("alias")
	PredKind    = quad.IRI("kind")
	PredCountry = quad.IRI("country")
	PredCode    = quad.IRI("code")
	PredRole    = quad.IRI("role")
	PredTitle   = quad.IRI("title")
	PredAt      = quad.IRI("at")
	PredFrom    = quad.IRI("from")
	PredTo      = quad.IRI("to")
	// … of which these say how exactly they are known, if not to the day.
	PredFromPrecision = quad.IRI("from_precision")
	PredToPrecision   = quad.IRI("to_precision")
	PredSeen          = quad.IRI("seen")
	// Of an id that is another name for an actor, and of the sameness.
	PredSameAs    = quad.IRI("same_as")
	PredSameness  = quad.IRI("sameness")
	PredScore     = quad.IRI("score")
	PredReason    = quad.IRI("reason")
	PredDecidedBy = quad.IRI("decided_by")
	// Of an article.
	PredID        = quad.IRI("id")
	PredPublished = quad.IRI("published")
	PredPublisher = quad.IRI("publisher")
	PredURL       = quad.IRI("url")
	// Of a relation.
	PredPLOVER    = quad.IRI("plover")
	PredCAMEO     = quad.IRI("cameo") // … and of an event, and of the evidence that a table gives
	PredQuadClass = quad.IRI("quadclass")
	PredValence   = quad.IRI("valence")
	PredSymmetric = quad.IRI("symmetric")
)

// predicates lists the above; no actor may be called like one.
var predicates = map[quad.IRI]bool{
	PredRelation: true, PredSource: true, PredTarget: true, PredDate: true, PredPrecision: true, PredStatus: true, PredEvidence: true,
	PredArticle: true, PredSpan: true, PredSentence: true, PredQuote: true, PredTrigger: true, PredSourceSpan: true, PredTargetSpan: true,
	PredRule: true, PredPlace: true, PredSaidBy: true, PredConfidence: true, PredReadAs: true,
	PredName: true, PredAlias: true, PredKind: true, PredCountry: true, PredCode: true, PredRole: true, PredTitle: true, PredAt: true,
	PredFrom: true, PredTo: true, PredFromPrecision: true, PredToPrecision: true, PredSeen: true,
	PredSameAs: true, PredSameness: true, PredScore: true, PredReason: true, PredDecidedBy: true,
	PredID: true, PredPublished: true, PredPublisher: true, PredURL: true,
	PredPLOVER: true, PredCAMEO: true, PredQuadClass: true, PredValence: true, PredSymmetric: true,
}

// reserved reports whether a word is a predicate or relation of the graph.
func reserved(word string) bool {
	return predicates[quad.IRI(word)] || Relation(word).Valid()
}

// IRI is the actor's node.
func (id ActorID) IRI() quad.IRI { return quad.IRI(id) }

// IRI is the relation's node, and the predicate of its plain edges.
func (r Relation) IRI() quad.IRI { return quad.IRI(r) }

// ArticleIRI is the node of the article of this key.
func ArticleIRI(key string) quad.IRI { return quad.IRI("article/" + key) }

func itoa(n int) string { return strconv.Itoa(n) }

// Vocabulary is what the graph says of the relations themselves.
func Vocabulary() []quad.Quad {
	var w quadWriter
	for _, r := range relations {
		s := r.Name.IRI()
		w.add(s, PredPLOVER, quad.String(r.PLOVER))
		w.add(s, PredCAMEO, quad.String(r.Actual))
		w.add(s, PredQuadClass, quad.Int(r.Name.QuadClass()))
		w.add(s, PredValence, quad.Int(r.Valence))
		w.add(s, PredSymmetric, quad.Bool(r.Symmetric))
	}
	return w.quads
}

// Quads is what the graph learns from the reading. The graph of several
// readings is the union of their quads, so order and repetition do not matter.
//
// Bare actors ("officials", an unresolved "he") and their events stay out of
// the graph: a node that may be anybody links what has no link.
func (r *Reading) Quads() []quad.Quad {
	var w quadWriter
	w.article(&r.Article)
	for i := range r.Actors {
		if a := &r.Actors[i]; !a.Bare() {
			w.actor(a)
		}
	}
	for _, e := range r.GraphEvents() {
		w.event(e)
	}
	return w.quads
}

// GraphEvents lists the events that enter the graph: those without a bare actor.
func (r *Reading) GraphEvents() []Event {
	bare := map[ActorID]bool{}
	for i := range r.Actors {
		bare[r.Actors[i].ID] = r.Actors[i].Bare()
	}
	var out []Event
	for _, e := range r.Events {
		if !bare[e.Source] && !bare[e.Target] {
			out = append(out, e)
		}
	}
	return out
}

// quadWriter collects quads in the order of writing.
type quadWriter struct{ quads []quad.Quad }

func (w *quadWriter) add(s quad.Value, p quad.IRI, o quad.Value) {
	w.quads = append(w.quads, quad.Quad{Subject: s, Predicate: p, Object: o})
}

// text adds a string where there is one.
func (w *quadWriter) text(s quad.Value, p quad.IRI, o string) {
	if o != "" {
		w.add(s, p, quad.String(o))
	}
}

func (w *quadWriter) date(s quad.Value, p quad.IRI, d Date) {
	if !d.IsZero() {
		w.add(s, p, quad.Time(d.Time()))
	}
}

// roughDate writes a date, and its precision if that is not a day.
func (w *quadWriter) roughDate(s quad.Value, p, precision quad.IRI, d Date) {
	w.date(s, p, d)
	if !d.IsZero() && d.Precision != Day {
		w.text(s, precision, string(d.Precision))
	}
}

func (w *quadWriter) article(a *Article) {
	s := ArticleIRI(a.Key())
	w.text(s, PredID, a.ID)
	w.text(s, PredTitle, a.Title)
	w.date(s, PredPublished, a.Published)
	w.text(s, PredPublisher, a.Publisher)
	w.text(s, PredURL, a.URL)
}

func (w *quadWriter) actor(a *Actor) {
	s := a.ID.IRI()
	w.text(s, PredName, a.Name)
	for _, alias := range a.Aliases {
		w.text(s, PredAlias, alias)
	}
	w.text(s, PredKind, string(a.Kind))
	w.text(s, PredCountry, a.Country)
	w.text(s, PredCode, a.Code)
	for _, role := range a.Roles {
		n := quad.IRI("role/" + digest(16, string(a.ID), role.Title, string(role.At), role.From.String(), role.To.String()))
		w.add(s, PredRole, n)
		w.text(n, PredTitle, role.Title)
		if role.At != "" {
			w.add(n, PredAt, role.At.IRI())
		}
		w.roughDate(n, PredFrom, PredFromPrecision, role.From)
		w.roughDate(n, PredTo, PredToPrecision, role.To)
		w.date(n, PredSeen, role.Seen)
		if role.Where != "" {
			w.add(n, PredArticle, ArticleIRI(ArticleKey(role.Where)))
		}
	}
}

func (w *quadWriter) event(e Event) {
	e = e.Canonical()
	s := quad.IRI(e.ID())
	w.add(s, PredRelation, e.Relation.IRI())
	w.add(s, PredSource, e.Source.IRI())
	w.add(s, PredTarget, e.Target.IRI())
	if !e.Date.IsZero() {
		w.date(s, PredDate, e.Date)
		w.text(s, PredPrecision, string(e.Date.Precision))
	}
	w.text(s, PredStatus, string(e.Status))
	w.text(s, PredCAMEO, e.CAMEO())
	for _, ev := range e.Evidence {
		n := quad.IRI(ev.ID(string(s)))
		w.add(s, PredEvidence, n)
		w.add(n, PredArticle, ArticleIRI(ArticleKey(ev.Article)))
		w.text(n, PredSpan, ev.Span.String())
		w.add(n, PredSentence, quad.Int(ev.Sentence))
		w.text(n, PredQuote, ev.Quote)
		w.text(n, PredTrigger, ev.Trigger)
		w.mentioned(n, PredSourceSpan, ev.Source)
		w.mentioned(n, PredTargetSpan, ev.Target)
		w.text(n, PredRule, ev.Rule)
		w.text(n, PredPlace, ev.Place)
		w.text(n, PredSaidBy, ev.SaidBy)
		if ev.Confidence != 0 {
			w.add(n, PredConfidence, quad.Float(ev.Confidence))
		}
		w.text(n, PredCAMEO, ev.CAMEO)
		if ev.ReadAs != "" {
			w.add(n, PredReadAs, quad.IRI(ev.ReadAs))
			w.text(n, PredReason, ev.Reason)
		}
	}
	if e.Status != Actual {
		return
	}
	w.add(e.Source.IRI(), e.Relation.IRI(), e.Target.IRI())
	if e.Relation.Symmetric() {
		w.add(e.Target.IRI(), e.Relation.IRI(), e.Source.IRI())
	}
}

// mentioned writes how the evidence names a participant; a table names it as the actor is named.
func (w *quadWriter) mentioned(s quad.Value, p quad.IRI, m Mentioned) {
	if m != (Mentioned{}) {
		w.text(s, p, m.Span.String()+" "+m.Text)
	}
}

// String is the span as a fragment of RFC 5147, "char=412,497".
func (s Span) String() string { return fmt.Sprintf("char=%d,%d", s.Start, s.End) }

// ParseSpan reads what [Span.String] wrote.
func ParseSpan(text string) (Span, error) {
	var s Span
	_, err := fmt.Sscanf(text, "char=%d,%d", &s.Start, &s.End)
	// Sscanf forgives signs, leading zeros and what follows; String does not.
	if err != nil || s.Start < 0 || s.End < s.Start || s.String() != text {
		return Span{}, fmt.Errorf("%q is no span of the form char=412,497", text)
	}
	return s, nil
}

// Node is what the graph says of one subject: its values by predicate.
type Node map[quad.IRI][]quad.Value

// Text is the first value of the predicate in the order of Texts, "" for none.
// It does not depend on the order of the values in the node.
func (n Node) Text(p quad.IRI) string {
	if texts := n.Texts(p); len(texts) > 0 {
		return texts[0]
	}
	return ""
}

// Texts lists the values of the predicate as text, sorted: the string of a
// literal, the IRI of a node without brackets.
func (n Node) Texts(p quad.IRI) []string {
	var out []string
	for _, v := range n[p] {
		out = append(out, TextOf(v))
	}
	slices.Sort(out)
	return out
}

// TextOf is a value as text: the string of a literal, the IRI of a node without brackets.
func TextOf(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.TypedString:
		return string(v.Value)
	case quad.LangString:
		return string(v.Value)
	case nil:
		return ""
	}
	return fmt.Sprint(v.Native())
}

// date is the first moment that the predicate gives, cut to the precision.
func (n Node) date(p quad.IRI, precision Precision) Date {
	var first Date
	for _, v := range n[p] {
		if t, ok := v.(quad.Time); ok {
			if d := DateOf(time.Time(t).UTC(), precision); first.IsZero() || d.Before(first) {
				first = d
			}
		}
	}
	return first
}

// precision is how exactly a date is known, to the day where the node does not say.
func (n Node) precision(p quad.IRI) Precision {
	switch precision := Precision(n.Text(p)); precision {
	case Month, Year, Reported:
		return precision
	}
	return Day
}

// number is the smallest number of type N that the predicate gives, 0 for none.
func number[N interface {
	quad.Value
	quad.Int | quad.Float
}](n Node, p quad.IRI) N {
	var smallest N
	found := false
	for _, v := range n[p] {
		if x, ok := v.(N); ok && (!found || x < smallest) {
			smallest, found = x, true
		}
	}
	return smallest
}

// DecodeActor is the actor whose node this is; its roles are given by their nodes.
func DecodeActor(id ActorID, n Node, roles []Node) Actor {
	a := Actor{
		ID: id, Kind: Kind(n.Text(PredKind)), Name: n.Text(PredName), Aliases: n.Texts(PredAlias),
		Country: n.Text(PredCountry), Code: n.Text(PredCode),
	}
	for _, r := range roles {
		a.Roles = append(a.Roles, Role{
			Title: r.Text(PredTitle), At: ActorID(r.Text(PredAt)),
			From: r.date(PredFrom, r.precision(PredFromPrecision)), To: r.date(PredTo, r.precision(PredToPrecision)), Seen: r.date(PredSeen, Day),
		})
	}
	return a
}

// DecodeEvent is the event of the node, without its evidence. A node that is
// no event of ours gives an error that names what is missing.
func DecodeEvent(id string, n Node) (Event, error) {
	e := Event{
		Relation: Relation(n.Text(PredRelation)),
		Source:   ActorID(n.Text(PredSource)), Target: ActorID(n.Text(PredTarget)),
		Status: Status(n.Text(PredStatus)),
		Date:   n.date(PredDate, n.precision(PredPrecision)),
	}
	if !e.Relation.Valid() || e.Source == "" || e.Target == "" || !e.Status.Valid() {
		return Event{}, fmt.Errorf("%s: not an event: relation %q, source %q, target %q, status %q", id, e.Relation, e.Source, e.Target, e.Status)
	}
	return e, nil
}

// DecodeEvidence is the evidence of the node; article is the ID of its article.
func DecodeEvidence(id string, n Node, article string) (Evidence, error) {
	ev := Evidence{
		Article: article, Quote: n.Text(PredQuote), Trigger: n.Text(PredTrigger),
		Rule: n.Text(PredRule), Place: n.Text(PredPlace), SaidBy: n.Text(PredSaidBy),
		ReadAs: n.Text(PredReadAs), Reason: n.Text(PredReason), CAMEO: n.Text(PredCAMEO),
	}
	var err error
	if ev.Span, err = ParseSpan(n.Text(PredSpan)); err != nil {
		return Evidence{}, fmt.Errorf("%s: %w", id, err)
	}
	if ev.Source, err = parseMentioned(n.Text(PredSourceSpan)); err != nil {
		return Evidence{}, fmt.Errorf("%s: source: %w", id, err)
	}
	if ev.Target, err = parseMentioned(n.Text(PredTargetSpan)); err != nil {
		return Evidence{}, fmt.Errorf("%s: target: %w", id, err)
	}
	ev.Sentence = int(number[quad.Int](n, PredSentence))
	ev.Confidence = float64(number[quad.Float](n, PredConfidence))
	return ev, nil
}

func parseMentioned(s string) (Mentioned, error) {
	if s == "" {
		return Mentioned{}, nil
	}
	span, text, _ := strings.Cut(s, " ")
	parsed, err := ParseSpan(span)
	return Mentioned{text, parsed}, err
}

// DecodeArticle is the article of the node, without its text.
func DecodeArticle(n Node) Article {
	return Article{
		ID: n.Text(PredID), Title: n.Text(PredTitle), Published: n.date(PredPublished, Day),
		URL: n.Text(PredURL), Publisher: n.Text(PredPublisher),
	}
}
