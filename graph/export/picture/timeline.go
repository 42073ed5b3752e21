package picture

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/layout"
	"entente/schema"
)

// TimelineOptions say what a timeline is of; the zero value is all that there is.
type TimelineOptions struct {
	// The time that was asked for, which the picture spans also where nothing happened;
	// zero: from the first event, to the last.
	Since, Until schema.Date
}

const (
	// mostMarks is how many events a timeline shows at most.
	mostMarks = 5000
	// Of so many partners, or of so many relations of one, each has a lane of its own.
	mostPartners  = 20
	mostRelations = 12
	// mostDated is up to how many events all have their dates beside them.
	mostDated = 60

	timelineWidth = 900.0 // from the first moment to the last, with margins
	headingSize   = 15.0
	dateSize      = 10.0
	textGap       = 3.0 // between a mark and what stands beside it
)

// Timeline draws when an actor had to do with others, as SVG of the same make as
// that of [Network]: time from left to right, a mark for each event. With one other actor
// there is a lane for each relation, or for each PLOVER type if there are more than
// twelve relations; with several there is a lane for each actor, as they come, up to
// twenty. The other actor of a single contact is named also without an event.
//
// Colours stand for quad classes. A mark that points to the right is something that
// the actor did, one to the left what the other did, a round one what both did; an
// outline is what is planned or possible, a crossed one what was denied. Where the
// month or the year alone is known, a bar covers it. Events without a date are
// counted, not drawn. Every mark has a title, which browsers show under the mouse:
// date, who did what to whom, and the sentences that say so with their articles.
//
// More than 5,000 events are refused.
func Timeline(w io.Writer, actor schema.Actor, contacts []graph.Contact, opt TimelineOptions) error {
	t, err := newTimeline(actor, contacts, opt)
	if err != nil {
		return fmt.Errorf("timeline: %w", err)
	}
	if err := t.write(newSVG(w)); err != nil {
		return fmt.Errorf("timeline: write: %w", err)
	}
	return nil
}

// timeline is a picture of events, with everything where it is drawn.
type timeline struct {
	actor         schema.Actor
	asked         TimelineOptions
	title         string
	names         map[schema.ActorID]string
	lanes         []*lane
	laneTells     bool // which relation an event has
	marks         int
	undated       int // events that can't be drawn
	left, hidden  int // actors without a lane, and their events
	axis          timeAxis
	ticks         []tick
	legend        legend
	plot          box // the lanes
	width, height float64
}

// lane is a row of marks.
type lane struct {
	name        string
	lines       []string // of the name
	events      []graph.Told
	marks       []mark
	top, height float64
}

// mark is an event.
type mark struct {
	graph.Told
	x         float64
	low, high float64 // the ends of its bar; equal if the day is known
	y         float64
	text      string // beside it, "" for none
}

func newTimeline(actor schema.Actor, contacts []graph.Contact, opt TimelineOptions) (*timeline, error) {
	t := &timeline{actor: actor, asked: opt, names: map[schema.ActorID]string{actor.ID: nameOf(actor)}}
	var dated []graph.Contact
	for _, c := range contacts {
		t.names[c.Actor.ID] = nameOf(c.Actor)
		events := slices.DeleteFunc(slices.Clone(c.Events), func(e graph.Told) bool { return e.Date.IsZero() })
		t.undated += len(c.Events) - len(events)
		if len(events) > 0 {
			dated = append(dated, graph.Contact{Actor: c.Actor, Events: events})
		}
	}
	t.title = nameOf(actor) + " over time"
	if len(contacts) == 1 {
		t.title = nameOf(actor) + " and " + nameOf(contacts[0].Actor) + " over time"
	}
	switch since, until := opt.Since.String(), opt.Until.String(); {
	case since != "" && until != "":
		t.title += ", " + since + " to " + until
	case since != "":
		t.title += ", since " + since
	case until != "":
		t.title += ", until " + until
	}
	if len(dated) == 1 {
		t.byRelation(dated[0].Events)
	} else {
		t.byPartner(dated)
	}
	for _, l := range t.lanes {
		t.marks += len(l.events)
	}
	if t.marks > mostMarks {
		return nil, fmt.Errorf("nobody could read a picture of %d events (at most %d); choose some with --since, --until or --relation", t.marks, mostMarks)
	}
	t.compose()
	t.explain()
	t.frame()
	return t, nil
}

func nameOf(a schema.Actor) string {
	const longest = 60
	return cutText(cmp.Or(plainText(a.Name), string(a.ID)), longest)
}

// byRelation makes the lanes of events with one other actor, most events first.
func (t *timeline) byRelation(events []graph.Told) {
	lanes := func(name func(schema.Relation) string) []*lane {
		byName := map[string]*lane{}
		var all []*lane
		for _, e := range events {
			n := name(e.Relation)
			if byName[n] == nil {
				byName[n] = &lane{name: n}
				all = append(all, byName[n])
			}
			byName[n].events = append(byName[n].events, e)
		}
		slices.SortFunc(all, func(x, y *lane) int {
			return cmp.Or(cmp.Compare(len(y.events), len(x.events)), cmp.Compare(x.name, y.name))
		})
		return all
	}
	t.lanes, t.laneTells = lanes(words), true
	if len(t.lanes) > mostRelations {
		t.laneTells = false
		t.lanes = lanes(func(r schema.Relation) string { return cmp.Or(r.PLOVER(), "other") })
	}
}

// byPartner makes the lanes of events with several others.
func (t *timeline) byPartner(contacts []graph.Contact) {
	for i, c := range contacts {
		if i < mostPartners {
			t.lanes = append(t.lanes, &lane{name: nameOf(c.Actor), events: c.Events})
			continue
		}
		t.left++
		t.hidden += len(c.Events)
	}
}

// compose finds where everything is, the upper left corner of the lanes being the origin.
func (t *timeline) compose() {
	if t.marks == 0 {
		return
	}
	const (
		room  = 14.0 // at the ends of the axis
		gap   = 5.0  // between lanes and what is in them
		least = 7 * 24 * time.Hour
	)
	size := t.markSize()
	text := 0.0 // the widest beside a mark
	if d := t.asked.Since; !d.IsZero() {
		t.axis.from = d.Time()
	}
	if d := t.asked.Until; !d.IsZero() {
		t.axis.to = d.End()
	}
	for _, l := range t.lanes {
		for _, e := range l.events {
			text = max(text, dateSize*textWidth(t.beside(e)))
			if from := e.Date.Time(); t.axis.from.IsZero() || from.Before(t.axis.from) {
				t.axis.from = from
			}
			if to := e.Date.End(); to.After(t.axis.to) {
				t.axis.to = to
			}
		}
	}
	if short := least - t.axis.to.Sub(t.axis.from); short > 0 {
		t.axis.from, t.axis.to = t.axis.from.Add(-short/2), t.axis.to.Add(short/2)
	}
	t.axis.left, t.axis.right = room, timelineWidth-room-text
	t.ticks = t.axis.ticks()
	y := 0.0
	for _, l := range t.lanes {
		l.lines = wrapName(l.name)
		rows := t.arrange(l, size)
		l.top, l.height = y, max(float64(rows)*t.rowHeight(), lineHeight*float64(len(l.lines)))+2*gap
		for i := range l.marks {
			l.marks[i].y = l.top + (l.height-float64(rows)*t.rowHeight())/2 + (l.marks[i].y+0.5)*t.rowHeight()
		}
		y += l.height
	}
	t.plot = box{0, 0, timelineWidth, y}
}

// markSize is half the width of a mark: many must be smaller.
func (t *timeline) markSize() float64 {
	switch {
	case t.marks <= mostDated:
		return 5
	case t.marks <= 500:
		return 4
	}
	return 2.5
}

func (t *timeline) rowHeight() float64 { return 2*t.markSize() + 3 }

// arrange makes the marks of a lane, in as many rows as they need not to overlap;
// it leaves the number of the row in y.
func (t *timeline) arrange(l *lane, size float64) (rows int) {
	for _, e := range l.events {
		m := mark{Told: e, low: t.axis.x(e.Date.Time()), high: t.axis.x(e.Date.End()), text: t.beside(e)}
		m.x = (m.low + m.high) / 2
		if e.Date.Precision != schema.Month && e.Date.Precision != schema.Year {
			m.low, m.high = m.x, m.x
		}
		l.marks = append(l.marks, m)
	}
	slices.SortStableFunc(l.marks, func(x, y mark) int { return cmp.Compare(x.extent(size).left, y.extent(size).left) })
	var ends []float64 // of what is in each row
	for i := range l.marks {
		m := &l.marks[i]
		taken := m.extent(size).grown(1)
		row := slices.IndexFunc(ends, func(end float64) bool { return end <= taken.left })
		if row < 0 {
			row = len(ends)
			ends = append(ends, 0)
		}
		ends[row] = taken.right
		m.y = float64(row)
	}
	return len(ends)
}

// extent is what a mark of a size covers, with what stands beside it.
func (m mark) extent(size float64) box {
	b := box{min(m.low, m.x-size), m.y - size, max(m.high, m.x+size), m.y + size}
	if m.text != "" {
		b.right += textGap + dateSize*textWidth(m.text)
	}
	return b
}

// beside is what stands beside the mark of an event unless there are too many: its
// date, whose year the axis tells, and the relation where the lane does not tell it.
func (t *timeline) beside(e graph.Told) string {
	if t.marks > mostDated {
		return ""
	}
	format := "2 Jan"
	switch e.Date.Precision {
	case schema.Year:
		format = "2006"
	case schema.Month:
		format = "Jan"
	}
	text := e.Date.Time().Format(format)
	if !t.laneTells {
		text += " " + words(e.Relation)
	}
	return text
}

// explain makes the legend of what there is.
func (t *timeline) explain() {
	classes, statuses, directions := map[int]int{}, map[schema.Status]int{}, map[direction]int{}
	bars, reported := 0, 0
	for _, l := range t.lanes {
		for _, m := range l.marks {
			classes[m.Relation.QuadClass()]++
			statuses[m.Status]++
			directions[t.direction(m.Event)]++
			if m.low < m.high {
				bars++
			}
			if m.Date.Precision == schema.Reported {
				reported++
			}
		}
	}
	sign := func(d direction, s schema.Status, colour string, opacity float64) func(svgWriter, float64, float64) {
		return func(w svgWriter, x, y float64) { drawMark(w, x, y, 5, d, s, colour, opacity) }
	}
	if t.marks > 0 {
		t.legend.heading("Events")
	}
	for _, class := range []int{1, 2, 3, 4, 0} {
		if n := classes[class]; n > 0 {
			t.legend.entry(fmt.Sprintf("%s · %d", hues[class].name, n), sign(both, schema.Actual, hues[class].colours[0], 1))
		}
	}
	if len(directions) > 1 || directions[both] == 0 && t.marks > 0 {
		t.legend.heading("Who acts")
		for _, d := range []direction{forth, back, both} {
			if directions[d] > 0 {
				t.legend.entry(map[direction]string{forth: nameOf(t.actor), back: "the other", both: "both"}[d], sign(d, schema.Actual, inkQuiet, 1))
			}
		}
	}
	if len(statuses) > 1 || statuses[schema.Actual] == 0 && t.marks > 0 {
		t.legend.heading("Did it happen?")
		for _, s := range schema.Statuses() {
			if n := statuses[s]; n > 0 {
				t.legend.entry(fmt.Sprintf("%s · %d", s, n), sign(both, s, inkQuiet, 1))
			}
		}
	}
	if bars > 0 || reported > 0 {
		t.legend.heading("When")
	}
	if bars > 0 {
		t.legend.entry("in this month or year", func(w svgWriter, x, y float64) {
			drawBar(w, x-markWidth/2, x+markWidth/2, y, inkQuiet)
			drawMark(w, x, y, 5, both, schema.Actual, inkQuiet, 1)
		})
	}
	if reported > 0 {
		t.legend.entry("day of the report", sign(both, schema.Actual, inkQuiet, paleMark))
	}
	if t.undated > 0 {
		t.legend.note(several(t.undated, "event") + " without a date not shown.")
	}
	if t.left > 0 {
		t.legend.note(fmt.Sprintf("%s with %s not shown.", several(t.left, "other actor"), several(t.hidden, "event")))
	}
	if t.marks == 0 {
		t.legend.note("No event with a date.")
	}
}

// direction says who acts in an event.
type direction int

const (
	both direction = iota
	forth
	back
)

func (t *timeline) direction(e schema.Event) direction {
	switch {
	case e.Relation.Symmetric():
		return both
	case e.Source == t.actor.ID:
		return forth
	}
	return back
}

// frame finds the size of the canvas and where the lanes are in it.
func (t *timeline) frame() {
	names := 0.0
	for _, l := range t.lanes {
		for _, line := range l.lines {
			names = max(names, fontSize*textWidth(line))
		}
	}
	const between = 14.0
	left, top := margin, margin+headingSize+between
	if len(t.lanes) > 0 {
		left += names + between
	}
	t.plot = t.plot.shifted(left, top)
	width, height := t.legend.size()
	axis := 0.0
	if len(t.lanes) > 0 {
		axis = 2*lineHeight + 8
	}
	t.width = math.Ceil(max(t.plot.right+between+width, margin+bold*headingSize*textWidth(t.title)) + margin)
	t.height = math.Ceil(max(t.plot.bottom+axis, top+height) + margin)
}

func (t *timeline) write(s svgWriter) error {
	s.begin(t.width, t.height, t.title, t.describe())
	s.write(margin, margin+headingSize-3, "start", t.title, "font-size", num(headingSize), "font-weight", "bold")
	dx, dy := t.plot.left, t.plot.top
	for i, l := range t.lanes {
		if i%2 == 0 {
			s.Empty("rect", "x", num(dx), "y", num(dy+l.top), "width", num(t.plot.right-dx), "height", num(l.height), "fill", "#f4f4f4")
		}
	}
	for _, tk := range t.ticks {
		s.Empty("path", "d", path("M", layout.Point{X: dx + tk.x, Y: dy}, "V", t.plot.bottom+4), "stroke", inkLine)
		s.write(dx+tk.x, t.plot.bottom+lineHeight+2, "middle", tk.label)
		if tk.year != "" {
			s.write(dx+tk.x, t.plot.bottom+2*lineHeight+2, "middle", tk.year, "font-weight", "bold")
		}
	}
	for _, l := range t.lanes {
		middle := dy + l.top + l.height/2
		for i, line := range l.lines {
			s.write(dx-10, middle+lineHeight*(float64(i)-float64(len(l.lines))/2)+11.5, "end", line)
		}
		for _, m := range l.marks {
			t.writeMark(s, m, dx, dy)
		}
	}
	t.legend.write(s, t.plot.right+14, t.plot.top-8)
	return s.end()
}

const paleMark = 0.5

func (t *timeline) writeMark(s svgWriter, m mark, dx, dy float64) {
	colour := hues[m.Relation.QuadClass()].colours[0]
	x, y := dx+m.x, dy+m.y
	s.group()
	s.Element("title", t.tell(m))
	if m.low < m.high {
		drawBar(s, dx+m.low, dx+m.high, y, colour)
	}
	opacity := 1.0
	if m.Date.Precision == schema.Reported {
		opacity = paleMark
	}
	size := t.markSize()
	drawMark(s, x, y, size, t.direction(m.Event), m.Status, colour, opacity)
	if m.text != "" {
		s.write(max(x+size, dx+m.high)+textGap, y+3.5, "start", m.text, "font-size", num(dateSize), "fill", inkQuiet)
	}
	s.endGroup()
}

// drawBar draws the time in which an event was.
func drawBar(s svgWriter, low, high, y float64, colour string) {
	const half = 2.5
	s.Empty("rect", "x", num(low), "y", num(y-half), "width", num(max(high-low, 1)), "height", num(2*half), "rx", num(half), "fill", colour, "fill-opacity", "0.3")
}

// drawMark draws the sign of an event: its shape says who acts, its filling whether
// it happened.
func drawMark(s svgWriter, x, y, size float64, d direction, status schema.Status, colour string, opacity float64) {
	style := []string{"fill", colour, "stroke", colour, "stroke-width", "1.4"}
	if status == schema.Planned || status == schema.Possible || status == schema.Negated {
		style[1] = "#ffffff"
	}
	if status == schema.Possible {
		style = append(style, "stroke-dasharray", "2 1.5")
	}
	if opacity < 1 {
		style = append(style, "opacity", num(opacity))
	}
	size -= 0.7 // half the outline
	at := func(across, down float64) layout.Point {
		return layout.Point{X: x + across*size, Y: y + down*size}
	}
	switch d {
	case forth:
		s.Empty("path", append(style, "d", path("M", at(-0.8, -1), "L", at(1, 0), at(-0.8, 1), "Z"))...)
	case back:
		s.Empty("path", append(style, "d", path("M", at(0.8, -1), "L", at(-1, 0), at(0.8, 1), "Z"))...)
	default:
		s.Empty("circle", append(style, "cx", num(x), "cy", num(y), "r", num(size))...)
	}
	if status == schema.Negated {
		s.Empty("path", "d", path("M", at(-1, 1), "L", at(1, -1)), "stroke", colour, "stroke-width", "1.4")
	}
}

// tell is what a mark says of its event: "2019-03-20: A met B", and the sentences.
func (t *timeline) tell(m mark) string {
	what := words(m.Relation)
	if m.Status != schema.Actual && m.Status != "" {
		what += " (" + string(m.Status) + ")"
	}
	when := m.Date.String()
	if m.Date.Precision == schema.Reported {
		when = "reported " + when
	}
	lines := []string{fmt.Sprintf("%s: %s %s %s", when, t.names[m.Source], what, t.names[m.Target])}
	const sentences, longest = 3, 300
	for i, ev := range m.Evidence {
		if i == sentences {
			lines = append(lines, fmt.Sprintf("and %s", several(len(m.Evidence)-sentences, "more sentence")))
			break
		}
		lines = append(lines, fmt.Sprintf("“%s” %s", cutText(plainText(ev.Quote), longest), plainText(ev.Article)))
	}
	return strings.Join(lines, "\n")
}

// describe tells the picture to those who can't see it.
func (t *timeline) describe() string {
	var b strings.Builder
	fmt.Fprintf(&b, "A timeline of %s", several(t.marks, "event"))
	if t.marks > 0 {
		var first, last schema.Date
		for _, l := range t.lanes {
			for _, e := range l.events {
				if first.IsZero() || e.Date.Before(first) {
					first = e.Date
				}
				if last.IsZero() || last.Before(e.Date) {
					last = e.Date
				}
			}
		}
		fmt.Fprintf(&b, " from %s to %s", first, last)
	}
	b.WriteString(".")
	for _, l := range t.lanes {
		fmt.Fprintf(&b, " %s: %s.", l.name, several(len(l.events), "event"))
	}
	return b.String()
}
