package picture

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/schema"
)

var caller, called = schema.Actor{ID: "vladimir-caller", Name: "Vladimir Putin"}, schema.Actor{ID: "hassan-called", Name: "Hassan Rouhani"}

func told(relation schema.Relation, source, target schema.ActorID, status schema.Status, date schema.Date) graph.Told {
	return graph.Told{Articles: 1, Event: schema.Event{Relation: relation, Source: source, Target: target, Status: status, Date: date,
		Evidence: []schema.Evidence{{Article: "moscow.txt", Quote: "He \x00rang\nhim <twice>."}}}}
}

func drawnTimeline(t testing.TB, actor schema.Actor, contacts []graph.Contact) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, Timeline(&b, actor, contacts, TimelineOptions{}))
	wellFormed(t, b.String())
	return b.String()
}

func TestTimelineOfTwo(t *testing.T) {
	month, year := schema.Date{Year: 2013, Month: 12, Precision: schema.Month}, schema.Date{Year: 2014, Precision: schema.Year}
	contacts := []graph.Contact{{Actor: called, Events: []graph.Told{
		told("telephoned", caller.ID, called.ID, schema.Actual, exporttest.Day(18)),
		told("telephoned", called.ID, caller.ID, schema.Actual, exporttest.Day(18)),
		told("met", called.ID, caller.ID, schema.Planned, month),
		told("visited", caller.ID, called.ID, schema.Negated, year),
		told("accused", caller.ID, called.ID, schema.Possible, exporttest.Day(20).AsReported()),
		told("accused", caller.ID, called.ID, schema.Actual, schema.Date{}),
	}}}
	svg := drawnTimeline(t, caller, contacts)
	assert.Equal(t, svg, drawnTimeline(t, caller, contacts))
	assert.Contains(t, svg, ">Vladimir Putin and Hassan Rouhani over time</text>")
	assert.Contains(t, svg, "A timeline of 5 events from 2013-11-18 to 2014. telephoned: 2 events. accused: 1 event. met: 1 event. visited: 1 event.")
	assert.Contains(t, svg, "<title>2013-11-18: Vladimir Putin telephoned Hassan Rouhani&#xA;“He rang him &lt;twice&gt;.” moscow.txt</title>")
	assert.Contains(t, svg, "<title>2013-12: Hassan Rouhani met (planned) Vladimir Putin")
	assert.Contains(t, svg, "<title>reported 2013-11-20: Vladimir Putin accused (possible) Hassan Rouhani")
	for _, text := range []string{"18 Nov", "20 Nov", "Dec", "2014", "the other", "both", "in this month or year", "day of the report", "negated · 1", "1 event without a date not", "shown."} {
		assert.Contains(t, svg, ">"+text+"</text>")
	}
	assert.Equal(t, 3, strings.Count(svg, `rx="2.5"`), "two bars and one in the legend")

	p, err := newTimeline(caller, contacts, TimelineOptions{})
	require.NoError(t, err)
	require.Len(t, p.lanes[0].marks, 2)
	assert.NotEqual(t, p.lanes[0].marks[0].y, p.lanes[0].marks[1].y, "two on one day")
	assert.Equal(t, forth, p.direction(p.lanes[0].marks[0].Event))
	assert.Equal(t, back, p.direction(p.lanes[0].marks[1].Event))
}

func TestTimelineLanes(t *testing.T) {
	var contacts []graph.Contact
	for i := range 25 {
		actor := schema.Actor{ID: schema.ActorID(fmt.Sprintf("a-%d", i)), Name: fmt.Sprintf("Actor %d", i)}
		contacts = append(contacts, graph.Contact{Actor: actor, Events: []graph.Told{told("met", actor.ID, caller.ID, schema.Actual, exporttest.Day(1+i))}})
	}
	svg := drawnTimeline(t, caller, contacts)
	assert.Contains(t, svg, ">Actor 19</text>")
	assert.NotContains(t, svg, ">Actor 20</text>")
	assert.Contains(t, svg, ">5 other actors with 5 events")
	assert.Contains(t, svg, ">1 Nov met</text>", "the lane does not tell the relation")

	// Many relations are shown by their type.
	var events []graph.Told
	for _, spec := range schema.Relations()[:20] {
		events = append(events, told(spec.Name, caller.ID, called.ID, schema.Actual, exporttest.Day(1)))
	}
	svg = drawnTimeline(t, caller, []graph.Contact{{Actor: called, Events: events}})
	assert.Contains(t, svg, ">CONSULT</text>")
	assert.NotContains(t, svg, ">talked to</text>")
}

func TestTimelineOfNothing(t *testing.T) {
	assert.Contains(t, drawnTimeline(t, caller, nil), ">No event with a date.</text>")
	// Of two actors both are named.
	assert.Contains(t, drawnTimeline(t, caller, []graph.Contact{{Actor: called}}), ">Vladimir Putin and Hassan Rouhani over time</text>")
	undated := []graph.Contact{{Actor: called, Events: []graph.Told{told("met", caller.ID, called.ID, schema.Actual, schema.Date{})}}}
	assert.Contains(t, drawnTimeline(t, caller, undated), ">1 event without a date not</text>")
}

// Names are as long as they are, in lanes and in the legend.
func TestTimelineNamesAreWhole(t *testing.T) {
	opcw := schema.Actor{ID: "opcw", Name: "Organisation for the Prohibition of Chemical Weapons"}
	svg := drawnTimeline(t, opcw, []graph.Contact{
		{Actor: caller, Events: []graph.Told{told("accused", opcw.ID, caller.ID, schema.Actual, exporttest.Day(18))}},
		{Actor: called, Events: []graph.Told{told("accused", called.ID, opcw.ID, schema.Actual, exporttest.Day(18))}},
	})
	assert.NotContains(t, svg, "…")
	assert.Contains(t, svg, ">Chemical Weapons</text>", "in the legend")
	svg = drawnTimeline(t, caller, []graph.Contact{
		{Actor: called, Events: []graph.Told{told("accused", caller.ID, called.ID, schema.Actual, exporttest.Day(18))}},
		{Actor: opcw, Events: []graph.Told{told("accused", caller.ID, opcw.ID, schema.Actual, exporttest.Day(18))}},
	})
	assert.NotContains(t, svg, "…")
	assert.Contains(t, svg, ">of Chemical Weapons</text>", "a lane")
}

// The picture spans the time that was asked for.
func TestTimelineOfASpan(t *testing.T) {
	met := []graph.Contact{{Actor: called, Events: []graph.Told{told("met", caller.ID, called.ID, schema.Actual, exporttest.Day(18))}}}
	year := func(y int) schema.Date { return schema.Date{Year: y, Precision: schema.Year} }
	for _, test := range []struct {
		asked           TimelineOptions
		title, from, to string
	}{
		{TimelineOptions{Since: year(2010), Until: year(2015)}, "over time, 2010 to 2015", "2010-01-01", "2016-01-01"},
		{TimelineOptions{Since: year(2010)}, "over time, since 2010", "2010-01-01", "2013-11-19"},
		{TimelineOptions{Until: year(2015)}, "over time, until 2015", "2013-11-18", "2016-01-01"},
		{TimelineOptions{Until: year(2013)}, "over time, until 2013", "2013-11-18", "2014-01-01"},
		{TimelineOptions{}, "over time", "2013-11-15", "2013-11-22"}, // a week around it
	} {
		p, err := newTimeline(caller, met, test.asked)
		require.NoError(t, err)
		assert.Equal(t, "Vladimir Putin and Hassan Rouhani "+test.title, p.title)
		assert.Equal(t, test.from, p.axis.from.Format(time.DateOnly))
		assert.Equal(t, test.to, p.axis.to.Format(time.DateOnly))
	}
}

// Marks and what stands beside them do not overlap, labels of ticks neither, and all
// is on the canvas, over days, months, decades and millennia.
func TestTimelineCanBeRead(t *testing.T) {
	for _, test := range []struct{ events, days int }{
		{1, 1}, {5, 3}, {60, 30}, {60, 400}, {61, 400}, {300, 5000}, {2000, 9000}, {40, 500_000},
	} {
		random := rand.New(rand.NewPCG(uint64(test.events), uint64(test.days)))
		contacts := make([]graph.Contact, 5)
		for i := range test.events {
			lane := random.IntN(len(contacts))
			contacts[lane].Actor = schema.Actor{ID: schema.ActorID(fmt.Sprintf("a-%d", lane)), Name: names[lane]}
			date := schema.NewDate(600, 1, 1+random.IntN(test.days))
			switch i % 10 {
			case 3:
				date = schema.Date{Year: date.Year, Month: date.Month, Precision: schema.Month}
			case 7:
				date = schema.Date{Year: date.Year, Precision: schema.Year}
			}
			relations := schema.Relations()
			contacts[lane].Events = append(contacts[lane].Events, told(relations[random.IntN(len(relations))].Name,
				caller.ID, contacts[lane].Actor.ID, schema.Statuses()[random.IntN(4)], date))
		}
		drawnTimeline(t, caller, contacts)
		p, err := newTimeline(caller, contacts, TimelineOptions{})
		require.NoError(t, err)
		size := p.markSize()
		for _, l := range p.lanes {
			var boxes []box
			for _, m := range l.marks {
				b := m.extent(size)
				assert.Equal(t, b, b.within(box{0, l.top, timelineWidth, l.top + l.height}), "%d events: %v leaves its lane", test.events, m)
				for _, other := range boxes {
					require.False(t, b.overlaps(other), "%d events: %v", test.events, m)
				}
				boxes = append(boxes, b)
			}
		}
		require.NotEmpty(t, p.ticks)
		for i := 1; i < len(p.ticks); i++ {
			half := fontSize * (textWidth(p.ticks[i-1].label) + textWidth(p.ticks[i].label)) / 2
			assert.Greater(t, p.ticks[i].x-p.ticks[i-1].x, half)
		}
		assert.GreaterOrEqual(t, p.ticks[0].x, p.axis.left)
		assert.LessOrEqual(t, p.ticks[len(p.ticks)-1].x, p.axis.right)
	}
}

func TestTicks(t *testing.T) {
	axis := func(from, to string) timeAxis {
		first, err := time.Parse(time.DateOnly, from)
		require.NoError(t, err)
		last, err := time.Parse(time.DateOnly, to)
		require.NoError(t, err)
		return timeAxis{first, last, 0, 900}
	}
	labels := func(a timeAxis) string {
		var all []string
		for _, tk := range a.ticks() {
			all = append(all, strings.TrimSpace(tk.label+" "+tk.year))
		}
		return strings.Join(all, ", ")
	}
	assert.Equal(t, "30 Dec 2013, 31 Dec, 1 Jan 2014, 2 Jan", labels(axis("2013-12-30", "2014-01-02")))
	assert.Equal(t, "Dec 2013, Jan 2014, Feb, Mar, Apr, May, Jun", labels(axis("2013-11-15", "2014-06-02")))
	assert.Equal(t, "1960, 1965, 1970, 1975, 1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020", labels(axis("1958-05-01", "2021-01-01")))
	assert.Equal(t, "1040, 1120, 1200, 1280, 1360, 1440, 1520, 1600, 1680, 1760, 1840, 1920, 2000", labels(axis("1001-05-01", "2021-01-01")))
	// A year that finds no room where it begins makes ticks rarer: half a year apart, 2011 would not be told.
	narrow := axis("2010-05-03", "2012-02-01")
	narrow.right = 140
	assert.Equal(t, "2011, 2012", labels(narrow))
	assert.Equal(t, "Jan 2013, Jul, Jan 2014, Jul, Jan 2015, Jul, Jan 2016, Jul, Jan 2017, Jul, Jan 2018, Jul, Jan 2019, Jul, Jan 2020, Jul, Jan 2021", labels(axis("2012-12-02", "2021-02-02")))
}

func TestTimelineRefuses(t *testing.T) {
	err := Timeline(io.Discard, caller, []graph.Contact{{Actor: called, Events: make([]graph.Told, 5001)}}, TimelineOptions{})
	assert.NoError(t, err, "none of them has a date")
	events := make([]graph.Told, 5001)
	for i := range events {
		events[i] = told("met", caller.ID, called.ID, schema.Actual, exporttest.Day(1))
	}
	err = Timeline(io.Discard, caller, []graph.Contact{{Actor: called, Events: events}}, TimelineOptions{})
	assert.EqualError(t, err, "timeline: nobody could read a picture of 5001 events (at most 5000); choose some with --since, --until or --relation")
	err = Timeline(brokenWriter{}, caller, nil, TimelineOptions{})
	assert.ErrorContains(t, err, "timeline: write: ")
}
