package picture

import (
	"math"
	"time"
)

// timeAxis is a stretch of time along a line of pixels.
type timeAxis struct {
	from, to    time.Time
	left, right float64
}

// x is where a moment lies.
func (a timeAxis) x(t time.Time) float64 {
	// A time.Duration would end after 292 years.
	share := float64(t.Unix()-a.from.Unix()) / float64(a.to.Unix()-a.from.Unix())
	return a.left + share*(a.right-a.left)
}

// tick is a labelled point of an axis. The year stands beneath, where it is not the
// label itself and is another than that of the tick before.
type tick struct {
	x           float64
	label, year string
}

// spacing is how far apart ticks may be.
type spacing struct {
	years, months, days int
	layout              string // of the label, as for time.Format
}

// spacings are from fine to coarse; beyond, decades are doubled.
var spacings = []spacing{
	{days: 1, layout: "2 Jan"}, {days: 2, layout: "2 Jan"}, {days: 7, layout: "2 Jan"},
	{months: 1, layout: "Jan"}, {months: 2, layout: "Jan"}, {months: 3, layout: "Jan"}, {months: 6, layout: "Jan"},
	{years: 1, layout: "2006"}, {years: 2, layout: "2006"}, {years: 5, layout: "2006"}, {years: 10, layout: "2006"},
}

// ticks are as many as their labels and years leave room for.
func (a timeAxis) ticks() []tick {
	for _, s := range spacings {
		if ticks, fit := a.ticksOf(s); fit {
			return ticks
		}
	}
	for years := 20; ; years *= 2 {
		if ticks, fit := a.ticksOf(spacing{years: years, layout: "2006"}); fit {
			return ticks
		}
	}
}

// ticksOf gives ticks so far apart, or false if their labels or years would overlap:
// a year that is not told where it begins would be taken for the one before.
func (a timeAxis) ticksOf(s spacing) (ticks []tick, fit bool) {
	const gap = 14.0
	room, year := math.Inf(-1), math.Inf(-1) // where the last label, the last year ends
	last := 0
	for t := s.first(a.from); !t.After(a.to); t = t.AddDate(s.years, s.months, s.days) {
		tk := tick{x: a.x(t), label: t.Format(s.layout)}
		half := fontSize * textWidth(tk.label) / 2
		if tk.x-half < room {
			return nil, false
		}
		room = tk.x + half + gap
		if s.years == 0 && t.Year() != last {
			tk.year, last = t.Format("2006"), t.Year()
			half := bold * fontSize * textWidth(tk.year) / 2
			if tk.x-half < year {
				return nil, false
			}
			year = tk.x + half + gap
		}
		ticks = append(ticks, tk)
	}
	return ticks, true
}

// first is the first moment from a time on that is a multiple of the spacing: months
// count from January, years from the year 0, days from the time itself.
func (s spacing) first(from time.Time) time.Time {
	year, month, day := from.Date()
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	switch {
	case s.years > 0:
		t = time.Date(year-year%s.years, 1, 1, 0, 0, 0, 0, time.UTC)
	case s.months > 0:
		t = time.Date(year, month-(month-1)%time.Month(s.months), 1, 0, 0, 0, 0, time.UTC)
	}
	for t.Before(from) {
		t = t.AddDate(s.years, s.months, s.days)
	}
	return t
}
