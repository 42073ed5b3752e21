package index

import (
	"math"
	"slices"
	"time"

	"entente/schema"
)

// Filter chooses events. The zero Filter passes everything.
type Filter struct {
	// Since and Until are days, months or years, both included. An event
	// passes if its own day, month or year overlaps the time between them; an
	// undated event passes neither.
	Since, Until schema.Date
	Statuses     []schema.Status   // none: any
	Relations    []schema.Relation // none: any
	MinSources   int               // distinct outlets among the event's evidence
}

// Passes judges everything but the sources.
func (f *Filter) Passes(relation schema.Relation, status schema.Status, date schema.Date) bool {
	if !f.kind(relation, status) {
		return false
	}
	if f.Since.IsZero() && f.Until.IsZero() {
		return true
	}
	first, last := days(date)
	since, until := f.days()
	return !date.IsZero() && since <= last && first <= until
}

func (f *Filter) kind(relation schema.Relation, status schema.Status) bool {
	return (len(f.Relations) == 0 || slices.Contains(f.Relations, relation)) &&
		(len(f.Statuses) == 0 || slices.Contains(f.Statuses, status))
}

// days are the first and the last day that the filter lets pass.
func (f *Filter) days() (since, until int32) {
	since, until = math.MinInt32, math.MaxInt32
	if !f.Since.IsZero() {
		since, _ = days(f.Since)
	}
	if !f.Until.IsZero() {
		_, until = days(f.Until)
	}
	return since, until
}

// days are the first and the last day of a date, counted from 1970.
func days(d schema.Date) (first, last int32) { return dayOf(d.Time()), dayOf(d.End()) - 1 }

// date is the date of an event, as precise as its days tell.
func (e event) date() schema.Date {
	if e.first == undated {
		return schema.Date{}
	}
	precision := schema.Day
	switch long := e.last - e.first; {
	case long > 31:
		precision = schema.Year
	case long > 0:
		precision = schema.Month
	}
	return schema.DateOf(time.Unix(int64(e.first)*secondsADay, 0).UTC(), precision)
}

const secondsADay = 24 * 60 * 60

func dayOf(t time.Time) int32 { return int32(t.Unix() / secondsADay) } // midnights: nothing is cut off

// lens is a filter made for one graph: it tells which steps may be taken.
type lens struct {
	g            *Graph
	kinds        []bool // by kind
	since, until int32
	sources      uint32
	dated        bool   // the filter asks for a date
	judged       []byte // by edge, see verdict; nil if the kind decides
}

// What is known of an edge.
const (
	unjudged = iota
	passes
	fails
)

func (g *Graph) lens(f Filter) *lens {
	l := &lens{g: g, kinds: make([]bool, len(g.relations)*len(statuses)), sources: uint32(max(0, f.MinSources))}
	for r, relation := range g.relations {
		for s, status := range statuses {
			l.kinds[kindOf(uint8(r), uint8(s))] = f.kind(relation, status)
		}
	}
	l.since, l.until = f.days()
	l.dated = !f.Since.IsZero() || !f.Until.IsZero()
	if l.dated || l.sources > 0 {
		l.judged = make([]byte, len(g.edges))
	}
	return l
}

// sees reports whether some event that passes makes the step.
func (l *lens) sees(s step) bool {
	return l.kinds[s.kind] && (l.judged == nil || l.judge(s.edge))
}

func (l *lens) judge(edge uint32) bool {
	if l.judged[edge] == unjudged {
		l.judged[edge] = fails
		for _, e := range l.g.eventsOf(edge) {
			if l.passes(e) {
				l.judged[edge] = passes
				break
			}
		}
	}
	return l.judged[edge] == passes
}

// passes judges an event of an edge whose kind passes.
func (l *lens) passes(e event) bool {
	return e.sources >= l.sources && (!l.dated || e.first != undated && l.since <= e.last && e.first <= l.until)
}
