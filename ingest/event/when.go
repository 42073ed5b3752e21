package event

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/schema"
)

// moment is a date expression of a sentence.
type moment struct {
	first, end int
	date       schema.Date
}

// date is the date expression of the trigger within its sentence, and whether there
// is one: it may be one that cannot be told, such as "last week", or a weekday
// without a date of publication. It is the nearest that no other word has a better
// claim to, or else that of the clause above: "flew to Oslo on Monday, where he met".
func (c *clause) date(t trigger, status schema.Status) (schema.Date, bool) {
	var best, above moment
	distance := 1 << 30
	verb := c.verbOf(t)
	// It lies ahead if it is to come; "meets on Friday" is said of the next one.
	future := status == schema.Planned || status == schema.Possible || c.doc.Tokens[t.head].Tag == "VBZ" || c.doc.Tokens[t.head].Tag == "VBP"
	for i := c.first + c.doc.Dateline(c.doc.Sentences[c.number]); i < c.end; {
		m, ok := c.momentAt(i, future)
		if !ok {
			i++
			continue
		}
		i = m.end
		if c.bounds(m.first) || c.attributive(m) {
			continue
		}
		if of := c.verbAbove(m.first); of >= 0 && verb >= 0 && of != verb {
			if c.joins(of, verb) && (m.first < of || c.dependent(of, "nsubj") >= 0) {
				continue // "met Abe, and on Tuesday he met Xi"
			}
			if above.end == 0 && c.setsScene(of, verb) {
				above, _ = c.momentAt(m.first, future && !past[string(c.doc.Tokens[of].Tag)])
			}
		}
		if m.first < t.first && c.ofAnother(t, m) {
			continue
		}
		d := m.first - t.end
		if d < 0 {
			d = 2 * (t.first - m.end) // English puts the time behind the verb
		}
		if d < distance && !c.parted(t, m) && !c.triggerBetween(t, m.first, m.end) {
			best, distance = m, d
		}
	}
	if best.end == 0 {
		best = above
	}
	return best.date, best.end > 0
}

// verbOf is the verb of the trigger: itself or, of a noun, the one above it; -1 for none.
func (c *clause) verbOf(t trigger) int {
	if !t.noun {
		return t.head
	}
	v, _ := c.governor(c.container(t.head))
	return v
}

// verbAbove is the verb that token i hangs on, through nouns and prepositions; -1 for none.
func (c *clause) verbAbove(i int) int {
	for steps := 0; i >= 0 && steps < maxSteps; steps++ {
		if i = c.above(i); i >= 0 && c.doc.Tokens[i].UPOS == "VERB" {
			return i
		}
	}
	return -1
}

// joins reports whether verb v is coordinated with the other, behind it.
func (c *clause) joins(v, other int) bool {
	for steps := 0; c.rel(v) == "conj" && steps < maxSteps; steps++ {
		if v = c.above(v); v == other {
			return true
		}
	}
	return false
}

// setsScene reports whether the clause of verb v says of the other that it was then: the
// other's clause begins with "where" or "when", or says what for.
func (c *clause) setsScene(v, other int) bool {
	if c.above(other) != v {
		if h := c.above(other); h < 0 || c.rel(other) != "acl" || c.verbAbove(h) != v { // "to Oslo, where he met"
			return false
		}
	}
	return c.infinitive(other) && c.rel(other) == "advcl" && motion[c.lemma(v)] ||
		slices.ContainsFunc(c.below(other), func(k int) bool { return c.lower[k] == "where" || c.lower[k] == "when" })
}

// ofAnother reports whether an expression before the trigger belongs to a verb
// before it: English puts the time behind the verb, unless a clause begins with it.
func (c *clause) ofAnother(t trigger, m moment) bool {
	for k := m.end; k < t.first; k++ {
		if c.lower[k] == "that" && c.mentionAt(k) == nil {
			return true // "denied on Wednesday that he had met"
		}
	}
	k := m.first - 1
	for timeWords[c.at(k)] || c.at(k) == "on" || c.at(k) == "in" || c.at(k) == "of" {
		k--
	}
	if w := c.at(k); w == "" || w == "and" || w == "but" || w == "," && c.mentionAt(k) == nil {
		return false
	}
	for k := c.first; k < m.first; k++ {
		if _, ok := c.triggers[k]; ok {
			return true
		}
	}
	return false
}

// attributive reports whether a month or year belongs to a noun behind it that
// is not the trigger: "the July 2015 nuclear deal".
func (c *clause) attributive(m moment) bool {
	if m.date.Precision == schema.Day || m.date.IsZero() || m.end >= c.end {
		return false
	}
	next := c.doc.Word(m.end)
	r := next[0]
	return ('a' <= r && r <= 'z') && !prepositions[next] && !boundaries[next] && !subordinators[next] && !c.finite(m.end) && next != "and" && next != "to"
}

// triggerBetween reports whether another trigger stands between this one and
// the tokens [first, end), so that they rather belong to that.
func (c *clause) triggerBetween(t trigger, first, end int) bool {
	from, to := t.end, first
	if to < from {
		from, to = end, t.first
	}
	for k := from; k < to; k++ {
		if _, ok := c.triggers[k]; ok {
			return true
		}
	}
	return false
}

// bounds reports whether the expression limits a time instead of telling it: "since 2011".
func (c *clause) bounds(i int) bool {
	for k := i - 1; k >= c.first && k > i-7; k-- {
		switch c.lower[k] {
		case "since", "until", "till":
			return true
		case "ahead", "before":
			return true
		case ",", "on", "met":
			return false
		}
	}
	return false
}

// parted reports whether a semicolon or another verb of saying lies between
// trigger and expression: "talks, he said Monday" dates the saying.
func (c *clause) parted(t trigger, m moment) bool {
	from, to := t.end, m.first
	if to < from {
		from, to = m.end, t.first
	}
	for k := from; k < to; k++ {
		if c.lower[k] == ";" || reporting[c.lower[k]] && k >= to-3 {
			return true
		}
	}
	return false
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
	if day, ok := dayNumber(w); ok && i+1 < c.end {
		if month, ok := months[c.lower[i+1]]; ok { // "18 November 2013"
			if year, ok := yearNumber(c.at(i + 2)); ok {
				return found(i+3, schema.NewDate(year, int(month), day))
			}
			return found(i+2, c.nearest(int(month), day, future))
		}
	}
	if year, ok := yearNumber(w); ok {
		if p := c.at(i - 1); p == "in" || p == "early" || p == "late" || p == "during" {
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
	if n, ok := smallNumber(w); ok && c.at(i+2) == "ago" {
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
	return c.doc.Word(i) != c.lower[i] && (day || year || c.at(i-1) == "in" || c.at(i-1) == "last" || c.at(i-1) == "of")
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

var (
	spelledNumbers = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
	months         = func() map[string]time.Month {
		m := map[string]time.Month{"sept": time.September, "sept.": time.September}
		for i := time.January; i <= time.December; i++ {
			name := strings.ToLower(i.String())
			m[name], m[name[:3]], m[name[:3]+"."] = i, i, i
		}
		return m
	}()
	weekdayNames = func() map[string]time.Weekday {
		m := map[string]time.Weekday{}
		for d := time.Sunday; d <= time.Saturday; d++ {
			m[strings.ToLower(d.String())] = d
		}
		return m
	}()
)
