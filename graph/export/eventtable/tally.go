package eventtable

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"entente/graph"
	"entente/schema"
)

// Tally says what became of the events that a table was to be written of.
type Tally struct {
	Events int // that are in the table
	Rows   int // of the table, without its header

	// The events that are left out, each counted once.
	Undated    int // neither their text nor their article is dated
	Imprecise  int // dated less exactly than the table can say
	NotActual  int // planned, possible or negated, where the table has no word for it
	Unattested int // no evidence of them can be read
}

// LeftOut is the number of events that are not in the table.
func (t Tally) LeftOut() int { return t.Undated + t.Imprecise + t.NotActual + t.Unattested }

// String is the tally for people: "3 rows of 2 events; left out: 1 undated".
func (t Tally) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s of %s", counted(t.Rows, "row"), counted(t.Events, "event"))
	before := "; left out: "
	for _, reason := range []struct {
		n    int
		text string
	}{
		{t.Undated, "undated"}, {t.Imprecise, "dated too roughly"}, {t.NotActual, "that did not happen"}, {t.Unattested, "without evidence"},
	} {
		if reason.n > 0 {
			fmt.Fprintf(&out, "%s%d %s", before, reason.n, reason.text)
			before = ", "
		}
	}
	return out.String()
}

func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// needs is what a table asks of an event.
type needs struct {
	date     schema.Precision // the coarsest date that it can write; "": any, and none
	statuses []schema.Status  // those that it has a word for; nil: all
}

var (
	// happened is the status of what a table has that knows deeds alone.
	happened = []schema.Status{schema.Actual}
	// coded are those of what CAMEO codes: deeds, and what is intended. It has no code for what was denied; a
	// refusal is a deed, and an event of its own.
	coded = []schema.Status{schema.Actual, schema.Planned, schema.Possible}
)

// fit gives the events that a table can have, and counts the others.
func (t *Tally) fit(records iter.Seq2[graph.EventRecord, error], n needs) iter.Seq2[graph.EventRecord, error] {
	return func(yield func(graph.EventRecord, error) bool) {
		for r, err := range records {
			switch {
			case err != nil:
			case len(r.Evidence) == 0 || len(r.Papers) != len(r.Evidence):
				t.Unattested++
				continue
			case n.statuses != nil && !slices.Contains(n.statuses, r.Status):
				t.NotActual++
				continue
			case n.date == "":
			case r.Date.IsZero():
				t.Undated++
				continue
			case r.Date.Precision == schema.Year, r.Date.Precision == schema.Month && n.date == schema.Day:
				t.Imprecise++
				continue
			}
			if err == nil {
				t.Events++
				// An actor of whom the graph says nothing, as imported events may have, has its id for a name.
				r.From.ID, r.To.ID = r.Source, r.Target
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// paper is the article that told of the event first, as far as articles are dated.
func paper(r *graph.EventRecord) *schema.Article { return &r.Papers[0] }
