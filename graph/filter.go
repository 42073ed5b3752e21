package graph

import (
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

// core judges everything but the sources.
func (f *Filter) core(relation schema.Relation, status schema.Status, date schema.Date) bool {
	if len(f.Relations) > 0 && !slices.Contains(f.Relations, relation) {
		return false
	}
	if len(f.Statuses) > 0 && !slices.Contains(f.Statuses, status) {
		return false
	}
	if !f.Since.IsZero() && (date.IsZero() || !f.Since.Time().Before(end(date))) {
		return false
	}
	if !f.Until.IsZero() && (date.IsZero() || !date.Time().Before(end(f.Until))) {
		return false
	}
	return true
}

// end is the first moment after the date.
func end(d schema.Date) time.Time {
	switch d.Precision {
	case schema.Year:
		return d.Time().AddDate(1, 0, 0)
	case schema.Month:
		return d.Time().AddDate(0, 1, 0)
	}
	return d.Time().AddDate(0, 0, 1)
}
