package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"entente/graph"
	"entente/schema"
)

// answerLine is one sentence that tells of an event, as --json prints it: the
// line of `extract`, with how many articles and sources tell of the event.
type answerLine struct {
	schema.Statement
	Articles int `json:"articles"`
	Sources  int `json:"sources"`
}

// writeTold prints an event as JSON, one line for each sentence. An event without
// evidence that can be read, as imported quads may bring it, is a line, too, with no
// article and no quote: the answer has the events that the table shows.
func writeTold(w io.Writer, store *graph.Store, told graph.Told) error {
	evidence := told.Evidence
	if len(evidence) == 0 {
		evidence = []schema.Evidence{{}}
	}
	for _, ev := range evidence {
		s, err := store.Statement(told.Event, ev)
		if err != nil {
			return err
		}
		if err := writeJSON(w, answerLine{s, told.Articles, told.Sources}); err != nil {
			return err
		}
	}
	return nil
}

// writeJSON prints a value on a line of its own, with <, > and & as they are.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// toldTable shows events to people.
func (p *program) toldTable(rows [][]string) {
	p.table(p.stdout, []string{"who", "when and where", "sentence"}, apart(rows))
}

// toldRow shows an event, seen from one of its actors: what happened, when,
// where and how widely told, and a sentence that says so.
func toldRow(told graph.Told, from, to schema.Actor) []string {
	var when []string
	when = append(when, showDate(told.Date))
	if place := placeOf(told.Evidence); place != "" {
		when = append(when, place)
	}
	when = append(when, count(told.Articles, "article"))
	if told.Sources != told.Articles {
		when = append(when, count(told.Sources, "source"))
	}
	return []string{
		from.Name + "\n" + verb(told.Event, from.ID) + "\n" + to.Name,
		strings.Join(when, "\n"),
		quote(told.Evidence),
	}
}

// verb is how one of its actors would tell the event: "telephoned", or "was
// telephoned by", with the status unless it happened.
func verb(e schema.Event, from schema.ActorID) string {
	how := strings.ReplaceAll(string(e.Relation), "_", " ")
	if spec, ok := e.Relation.Spec(); ok && e.Source != from && !spec.Symmetric {
		how = spec.Passive
	}
	if e.Status != schema.Actual {
		how += " (" + string(e.Status) + ")"
	}
	return how
}

// placeOf is the first place that a sentence names.
func placeOf(evidence []schema.Evidence) string {
	for _, ev := range evidence {
		if ev.Place != "" {
			return ev.Place
		}
	}
	return ""
}

// quote is the sentence that tells best of an event, with its article, and how
// many more do.
func quote(evidence []schema.Evidence) string {
	if len(evidence) == 0 {
		return ""
	}
	best := bestEvidence(evidence)
	s := sentence(best) + "\n" + best.Article
	if more := len(evidence) - 1; more > 0 {
		s += fmt.Sprintf(" (and %s)", count(more, "more sentence"))
	}
	return s
}

// sentence is what evidence says, for people: the sentence or, where a table of
// coded events has none, the table and the code that it gives: "icews 0841".
func sentence(ev schema.Evidence) string {
	if ev.Quote == "" && ev.Rule != "" {
		return codeIn(ev.Rule, ev.Trigger, ev.CAMEO)
	}
	return "“" + oneLine(ev.Quote) + "”"
}

func codeIn(table, event, code string) string {
	return strings.TrimSpace(table + " " + cmp.Or(event, code))
}

// bestEvidence is the sentence that names the two actors most fully, of equal
// ones the first: "he rang his colleague" says little on its own.
func bestEvidence(evidence []schema.Evidence) schema.Evidence {
	best := evidence[0]
	for _, ev := range evidence[1:] {
		if len(ev.Source.Text)+len(ev.Target.Text) > len(best.Source.Text)+len(best.Target.Text) {
			best = ev
		}
	}
	return best
}

// showDate is a date for people: "18 Nov 2013", "Nov 2013", "2013", "reported
// 18 Nov 2013", "undated".
func showDate(d schema.Date) string {
	switch {
	case d.IsZero():
		return "undated"
	case d.Precision == schema.Year:
		return d.Time().Format("2006")
	case d.Precision == schema.Month:
		return d.Time().Format("Jan 2006")
	case d.Precision == schema.Reported:
		return "reported " + d.Time().Format("2 Jan 2006")
	}
	return d.Time().Format("2 Jan 2006")
}

// count is a number with its noun, "1 article", "2 articles".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if before, ok := strings.CutSuffix(noun, "y"); ok {
		return fmt.Sprintf("%d %sies", n, before)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
