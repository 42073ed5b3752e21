package export

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/schema"
)

// span is the time that a date covers, from its first to its last day, both in ISO 8601:
// one day, or all of a month or a year. Text sorts by time.
type span struct{ first, last string }

// spans are the times that dates cover, in order, each once; unknown dates cover none.
func spans(ds []schema.Date) []span {
	var out []span
	for _, d := range ds {
		if d.IsZero() {
			continue
		}
		first := d.Time().Format(time.DateOnly)
		last := first
		if d.Precision == schema.Month || d.Precision == schema.Year {
			last = d.End().AddDate(0, 0, -1).Format(time.DateOnly)
		}
		out = append(out, span{first, last})
	}
	slices.SortFunc(out, span.compare)
	return slices.Compact(out)
}

func (s span) compare(t span) int {
	return cmp.Or(strings.Compare(s.first, t.first), strings.Compare(s.last, t.last))
}

// begins are the days on which spans begin, each once.
func begins(all []span) []string {
	var days []string
	for _, s := range all {
		if len(days) == 0 || days[len(days)-1] != s.first {
			days = append(days, s.first)
		}
	}
	return days
}

// merged are spans with those that overlap made one: a month takes its days in. They are in order.
func merged(all []span) []span {
	var out []span
	for _, s := range all {
		if k := len(out) - 1; k >= 0 && s.first <= out[k].last {
			out[k].last = max(out[k].last, s.last)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// presence says when the actors of a network are in the picture: whenever one of their
// edges is. An edge without a date is always there, and so are its actors, and those
// who have no edge. It holds no more than its budget in memory.
type presence struct {
	lines sorter // "id first last", "id day" or, for always, "id "
	dated bool   // something in the network has a date
}

// presenceBudget is how many bytes of lines GEXF keeps in memory; more go through
// temporary files.
const presenceBudget = 16 << 20

// presenceIn reads the edges of a network. What it gives must be closed.
func presenceIn(n *graph.Network, budget int) (*presence, error) {
	p := &presence{lines: sorter{budget: budget}}
	for e, err := range stream.Edges(n) {
		if err != nil {
			return p, err
		}
		times := spans(e.Dates)
		p.dated = p.dated || len(times) > 0
		for _, id := range []schema.ActorID{e.Source, e.Target} {
			if err := p.add(string(id), times); err != nil {
				return p, fmt.Errorf("sort: %w", err)
			}
		}
	}
	return p, nil
}

func (p *presence) add(actor string, times []span) error {
	if len(times) == 0 {
		return p.lines.add(actor + " \n")
	}
	for _, s := range times {
		line := actor + " " + s.first + "\n"
		if s.first != s.last {
			line = actor + " " + s.first + " " + s.last + "\n"
		}
		if err := p.lines.add(line); err != nil {
			return err
		}
	}
	return nil
}

func (p *presence) close() error { return p.lines.close() }

// of gives a function that tells the spans of one actor after the other, none where the
// actor is always there. They are asked for in order, and stop ends it.
func (p *presence) of() (next func(schema.ActorID) ([]span, error), stop func()) {
	pull, stop := iter.Pull2(p.lines.sorted())
	line, err, more := pull()
	return func(id schema.ActorID) ([]span, error) {
		var out []span
		always := false
		for ; more && err == nil; line, err, more = pull() {
			// No id has a blank, so that lines are in the order of ids.
			actor, times, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			if actor > string(id) {
				break
			}
			if actor < string(id) {
				continue // of an actor that is not among the nodes
			}
			first, last, longer := strings.Cut(times, " ")
			if !longer {
				last = first
			}
			always = always || first == ""
			out = append(out, span{first, last})
		}
		if err != nil {
			return nil, fmt.Errorf("sort: %w", err)
		}
		if always {
			return nil, nil
		}
		return out, nil
	}, stop
}
