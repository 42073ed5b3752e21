package graph

import (
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"entente/schema"
)

// prelude is what a script finds beside Cayley's g:
//
//	actor(name…)         the actors of these names, as Find finds them
//	events(a)            the events that a takes part in
//	events(a, b)         the events that a and b take part in together
//	between(from, to)    the events of a time, both ends included
//	quote(evidence)      the sentences of evidence
//
// A name may be an id, too, and a or b a list of names, or a path. All give
// paths. A name that is nobody's, or that of several, is an error of the script.
func (e *engine) prelude() map[string]func(args []goja.Value) goja.Value {
	return map[string]func([]goja.Value) goja.Value{"actor": e.actor, "events": e.events, "between": e.between, "quote": e.quote}
}

func (e *engine) actor(args []goja.Value) goja.Value {
	if len(args) == 0 {
		e.throw("actor: a name is wanted")
	}
	return e.vertices(e.find("actor", args))
}

// find gives the actors of names, of ids and of lists of both.
func (e *engine) find(caller string, names []goja.Value) []quad.Value {
	var ids []quad.Value
	for _, v := range names {
		for _, name := range listed(v) {
			text, ok := nodeText(name)
			if !ok {
				e.throw("%s: a name is wanted, not %v", caller, name)
			}
			actor, err := e.read.find(text)
			if err != nil {
				e.throw("%s: %v", caller, err)
			}
			ids = append(ids, actor.ID.IRI())
		}
	}
	if len(ids) == 0 {
		e.throw("%s: the list of names is empty", caller)
	}
	return ids
}

func (e *engine) events(args []goja.Value) goja.Value {
	if len(args) == 0 || len(args) > 2 {
		e.throw("events: one actor or two are wanted, not %d", len(args))
	}
	var paths []goja.Value
	var named [][]quad.Value
	for _, a := range args {
		if !isPath(a) {
			ids := e.find("events", []goja.Value{a})
			named = append(named, ids)
			a = e.vertices(ids)
		}
		paths = append(paths, e.call(a, "In", []any{schema.PredSource, schema.PredTarget}))
	}
	if len(named) == 2 && slices.Equal(named[0], named[1]) {
		e.throw("events: %v and %v are one: %v", args[0], args[1], named[0])
	}
	events := paths[0]
	if len(paths) == 2 {
		events = e.call(events, "Intersect", paths[1])
	}
	if len(named) < len(args) || slices.ContainsFunc(named, func(ids []quad.Value) bool { return len(ids) > 1 }) {
		events = e.call(events, "Unique") // two of these actors may share one
	}
	return events
}

// between compares nothing: a comparison makes Cayley look at all values there
// are. Events are dated to days, so the days of the time are looked up.
func (e *engine) between(args []goja.Value) goja.Value {
	if len(args) != 2 {
		e.throw("between: two dates are wanted, not %d", len(args))
	}
	from, to := e.date(args[0]), e.date(args[1])
	const most = 200 // years; of more, the days would take seconds to look up
	switch {
	case !from.Time().Before(to.End()):
		e.throw("between: %s is after %s", from, to)
	case to.Year-from.Year > most:
		e.throw("between: from %s to %s are more than %d years", from, to, most)
	}
	first := schema.DateOf(from.Time(), schema.Day)
	days := []quad.Value{quad.Time(first.Time())}
	for day := first.AddDays(1); day.Time().Before(to.End()); day = day.AddDays(1) {
		known, err := e.read.ref(quad.Time(day.Time()))
		if err != nil {
			e.throw("between: %v", err)
		}
		if known != nil {
			days = append(days, quad.Time(day.Time()))
		}
	}
	// An event of a month or a year is dated to its first day, and is of this time
	// also if that came before, but not all of the month or the year.
	var begun []schema.Date
	for _, d := range []schema.Date{
		{Year: first.Year, Month: first.Month, Precision: schema.Month},
		{Year: first.Year, Precision: schema.Year},
	} {
		if d.Before(first) {
			begun = append(begun, d)
		}
	}
	events, err := e.read.dated(days, begun, fewEvents)
	if err != nil {
		e.throw("between: %v", err)
	}
	if len(events) > 0 {
		// Cayley's Count takes the size of a list of nodes for that of what passes.
		return e.call(e.vertices(events), "Unique")
	}
	path := e.call(e.vertices(days), "In", schema.PredDate)
	for _, d := range begun {
		rough := e.call(e.vertices([]quad.Value{quad.Time(d.Time())}), "In", schema.PredDate)
		path = e.call(path, "Union", e.call(rough, "Has", schema.PredPrecision, quad.String(d.Precision)))
	}
	return path
}

// fewEvents are so few that to name them is faster than to say how to find them:
// Cayley plans ill what comes after a union, but it looks for each node through
// all that are named.
const fewEvents = 1000

// dated gives the events that are dated to one of the days, or to just a month or
// a year that has begun; none if they are more than limit.
func (r *reader) dated(days []quad.Value, begun []schema.Date, limit int) ([]quad.Value, error) {
	var refs []cayley.Ref
	for _, day := range days {
		events, err := r.subjects(day, schema.PredDate)
		if err != nil {
			return nil, err
		}
		if refs = append(refs, events...); len(refs) > limit {
			return nil, nil
		}
	}
	for _, d := range begun {
		events, err := r.subjects(quad.Time(d.Time()), schema.PredDate)
		if err != nil {
			return nil, err
		}
		nodes, err := r.nodes(events)
		if err != nil {
			return nil, err
		}
		for i, n := range nodes {
			if n.Text(schema.PredPrecision) == string(d.Precision) {
				refs = append(refs, events[i])
			}
		}
	}
	if len(refs) > limit {
		return nil, nil
	}
	if err := r.fetch(refs); err != nil {
		return nil, err
	}
	out := make([]quad.Value, len(refs))
	for i, ref := range refs {
		out[i] = r.value(ref)
	}
	return out, nil
}

func (e *engine) date(v goja.Value) schema.Date {
	d, err := schema.ParseDate(v.String())
	if err != nil {
		e.throw("between: %v", err)
	}
	if d.IsZero() {
		e.throw("between: two dates are wanted, as 2013-11-18, 2013-11 or 2013")
	}
	return d
}

func (e *engine) quote(args []goja.Value) goja.Value {
	if len(args) != 1 {
		e.throw("quote: one path of evidence is wanted, or its id")
	}
	evidence := args[0]
	if !isPath(evidence) {
		var ids []quad.Value
		for _, v := range listed(evidence) {
			id, ok := nodeText(v)
			if !ok {
				e.throw("quote: evidence is wanted, not %v", v)
			}
			ids = append(ids, quad.IRI(id))
		}
		if len(ids) == 0 {
			e.throw("quote: the list of evidence is empty")
		}
		evidence = e.vertices(ids)
	}
	// A table of coded events gives no sentence, but a code.
	return e.call(evidence, "Out", []any{schema.PredQuote, schema.PredCAMEO})
}

// isPath reports whether a value is a path of Cayley, a type that is private to it.
func isPath(v goja.Value) bool {
	object, ok := v.(*goja.Object)
	return ok && object.Get("FollowR") != nil
}

// listed is a list as its elements, and anything else as a list of itself.
func listed(v goja.Value) []any {
	if list, ok := v.Export().([]any); ok {
		return list
	}
	return []any{v.Export()}
}

// nodeText is a name or an id, which scripts also have as "<id>" and as an IRI.
func nodeText(v any) (text string, ok bool) {
	switch v := v.(type) {
	case string:
		if strings.HasPrefix(v, "<") && strings.HasSuffix(v, ">") {
			v = v[1 : len(v)-1]
		}
		return v, true
	case quad.IRI:
		return string(v), true
	}
	return "", false
}
