package event

import (
	"strconv"
	"strings"
	"time"

	"entente/schema"
)

// Expressions of time.

// moment is a date expression of a sentence.
type moment struct {
	first, end int
	date       schema.Date
}

// momentAt reads a date expression at token i.
func (c *clause) momentAt(i int, future bool) (moment, bool) {
	if c.inName(i) && c.actors[c.mentionAt(i).Actor].Kind == schema.Person {
		return moment{}, false // "June Carter"
	}
	w := c.lower[i]
	word := c.doc.Word(i)
	pub := c.published
	found := func(end int, d schema.Date) (moment, bool) {
		return moment{i, end, d}, true
	}
	if len(word) == len("2006-01-02") && isNumber(word) {
		if d, err := schema.ParseDate(word); err == nil {
			return found(i+1, d)
		}
	}
	if month, ok := months[w]; ok && c.isMonth(i) {
		return c.monthAt(i, month, future)
	}
	if day, ok := dayNumber(w); ok {
		k := i + 1
		if c.at(k) == "of" {
			k++
		}
		if month, ok := months[c.at(k)]; ok { // "18 November 2013", "18th of November"
			if year, ok := yearNumber(c.at(k + 1)); ok {
				return found(k+2, schema.NewDate(year, int(month), day))
			}
			return found(k+1, c.nearest(int(month), day, future))
		}
	}
	if year, ok := yearNumber(w); ok {
		if p := c.at(i - 1); p == "in" || p == "early" || p == "late" || p == "during" || partsOfYear[p] || p == "of" && partsOfYear[c.at(i-2)] {
			return found(i+1, schema.Date{Year: year, Precision: schema.Year})
		}
		return moment{}, false
	}
	if end, ok := c.vague(i); ok {
		return found(end, schema.Date{})
	}
	if wd, ok := weekdayNames[w]; ok {
		k := i + 1
		if c.at(k) == "," {
			k++
		}
		if m, ok := c.calendarDay(k, future); ok { // "Monday, June 3, 2019"
			return found(m.end, m.date)
		}
		if pub.IsZero() {
			return found(i+1, schema.Date{})
		}
		back := (int(pub.Time().Weekday()) - int(wd) + 7) % 7
		switch {
		case c.at(i-1) == "last" && back == 0:
			back = 7
		case c.at(i-1) == "next", future && c.at(i-1) != "last":
			if back -= 7; back == 0 {
				back = -7
			}
		}
		return found(i+1, pub.AddDays(-back))
	}
	if pub.IsZero() {
		return moment{}, false
	}
	switch w {
	case "yesterday":
		return found(i+1, pub.AddDays(-1))
	case "today", "tonight":
		return found(i+1, pub)
	case "tomorrow":
		return found(i+1, pub.AddDays(1))
	case "last", "next", "this":
		step := map[string]int{"last": -1, "next": 1, "this": 0}[w]
		switch c.at(i + 1) {
		case "month":
			return found(i+2, schema.DateOf(time.Date(pub.Year, time.Month(pub.Month+step), 1, 0, 0, 0, 0, time.UTC), schema.Month))
		case "year":
			return found(i+2, schema.Date{Year: pub.Year + step, Precision: schema.Year})
		}
	}
	n, ok := smallNumber(w)
	if w == "a" {
		n, ok = 1, true
	}
	if ok && c.at(i+2) == "ago" {
		switch strings.TrimSuffix(c.at(i+1), "s") {
		case "day":
			return found(i+3, pub.AddDays(-n))
		case "month":
			return found(i+3, schema.DateOf(time.Date(pub.Year, time.Month(pub.Month-n), 1, 0, 0, 0, 0, time.UTC), schema.Month))
		case "year":
			return found(i+3, schema.Date{Year: pub.Year - n, Precision: schema.Year})
		}
	}
	return moment{}, false
}

// calendarDay reads a day with its month at token i.
func (c *clause) calendarDay(i int, future bool) (moment, bool) {
	if month, ok := months[c.at(i)]; ok && c.isMonth(i) {
		m, ok := c.monthAt(i, month, future)
		return m, ok && m.date.Precision == schema.Day
	}
	if _, ok := dayNumber(c.at(i)); ok {
		if _, ok := months[c.at(i+1)]; ok {
			return c.momentAt(i, future)
		}
	}
	return moment{}, false
}

// vague reads an expression that gives a time but no date of the calendar:
// "last week", "over the weekend", "two weeks ago".
func (c *clause) vague(i int) (end int, ok bool) {
	switch w := c.lower[i]; {
	case w == "last" || w == "next" || w == "this" || w == "the" || w == "earlier" || w == "later":
		if n := c.at(i + 1); n == "week" || n == "weekend" || (n == "morning" || n == "evening" || n == "afternoon") && w != "the" {
			return i + 2, true
		}
		if w == "earlier" && c.at(i+1) == "this" {
			return i + 3, true
		}
	case spelledNumbers[w] > 0 || isNumber(w) || w == "a" || w == "several" || w == "few":
		unit := strings.TrimSuffix(c.at(i+1), "s")
		if n := c.at(i + 2); (unit == "week" || unit == "hour") && (n == "ago" || n == "earlier" || n == "later" || n == "before") || unit == "day" && (n == "earlier" || n == "later") {
			return i + 3, true
		}
	}
	return 0, false
}

// monthAt reads "November 18th, 2013", "Nov. 18", "November 2013", "in November".
func (c *clause) monthAt(i int, month time.Month, future bool) (moment, bool) {
	if day, ok := dayNumber(c.at(i + 1)); ok {
		k := i + 2
		if c.at(k) == "," {
			k++
		}
		if year, ok := yearNumber(c.at(k)); ok {
			return moment{i, k + 1, schema.NewDate(year, int(month), day)}, true
		}
		return moment{i, i + 2, c.nearest(int(month), day, future)}, true
	}
	k := i + 1
	if c.at(k) == "," || c.at(k) == "of" {
		k++
	}
	if year, ok := yearNumber(c.at(k)); ok {
		return moment{i, k + 1, schema.Date{Year: year, Month: int(month), Precision: schema.Month}}, true
	}
	if c.published.IsZero() {
		return moment{i, i + 1, schema.Date{}}, true
	}
	d := schema.Date{Year: c.published.Year, Month: int(month), Precision: schema.Month}
	switch {
	case future && int(month) < c.published.Month || c.at(i-1) == "next":
		d.Year++
	case !future && int(month) > c.published.Month || c.at(i-1) == "last" && int(month) >= c.published.Month:
		d.Year--
	}
	return moment{i, i + 1, d}, true
}

// isMonth tells the month from the verbs "may" and "march".
func (c *clause) isMonth(i int) bool {
	if w := c.lower[i]; w != "may" && w != "march" {
		return true
	}
	_, day := dayNumber(c.at(i + 1))
	_, year := yearNumber(c.at(i + 1))
	return c.doc.Word(i) != c.lower[i] && (day || year || beforeMonth[c.at(i-1)])
}

// nearest is the day of a month without a year: the last one at or before the
// day of publication, the next one for what lies ahead.
func (c *clause) nearest(month, day int, future bool) schema.Date {
	if c.published.IsZero() {
		return schema.Date{}
	}
	d := schema.NewDate(c.published.Year, month, day)
	switch {
	case future && d.Before(c.published):
		d = schema.NewDate(c.published.Year+1, month, day)
	case !future && c.published.Before(d):
		d = schema.NewDate(c.published.Year-1, month, day)
	}
	return d
}

// dayNumber reads "18" and "18th".
func dayNumber(w string) (int, bool) {
	if !isNumber(w) || len(w) > 4 {
		return 0, false
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, suffix)
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1 && n <= 31 && len(w) <= 2
}

func yearNumber(w string) (int, bool) {
	if !isNumber(w) || len(w) != 4 {
		return 0, false
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1800 && n < 2100
}

func smallNumber(w string) (int, bool) {
	if n := spelledNumbers[w]; n > 0 {
		return n, true
	}
	if !isNumber(w) {
		return 0, false
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n > 0 && n < 400
}
