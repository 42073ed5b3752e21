package eventtable

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"

	"entente/graph"
	"entente/schema"
)

// dyadMonth is a row of the dyad-month table: what one actor did to another in a month.
type dyadMonth struct {
	Source        string   `parquet:"source"`
	SourceName    string   `parquet:"source_name"`
	SourceCountry string   `parquet:"source_country,optional"`
	SourceCOW     int32    `parquet:"source_cow,optional"`
	Target        string   `parquet:"target"`
	TargetName    string   `parquet:"target_name"`
	TargetCountry string   `parquet:"target_country,optional"`
	TargetCOW     int32    `parquet:"target_cow,optional"`
	Month         string   `parquet:"month"` // "2013-11"
	Events        int32    `parquet:"events"`
	Q1Events      int32    `parquet:"q1_events"`
	Q1Goldstein   float64  `parquet:"q1_goldstein"`
	Q2Events      int32    `parquet:"q2_events"`
	Q2Goldstein   float64  `parquet:"q2_goldstein"`
	Q3Events      int32    `parquet:"q3_events"`
	Q3Goldstein   float64  `parquet:"q3_goldstein"`
	Q4Events      int32    `parquet:"q4_events"`
	Q4Goldstein   float64  `parquet:"q4_goldstein"`
	Scaled        int32    `parquet:"scaled"`
	Goldstein     float64  `parquet:"goldstein"`
	GoldsteinMean *float64 `parquet:"goldstein_mean,optional"`
	Balance       float64  `parquet:"balance"`
}

// dyadHeader has the columns of the dyad-month table, in CSV and in Parquet.
var dyadHeader = []string{
	"source", "source_name", "source_country", "source_cow", "target", "target_name", "target_country", "target_cow", "month", "events",
	"q1_events", "q1_goldstein", "q2_events", "q2_goldstein", "q3_events", "q3_goldstein", "q4_events", "q4_goldstein",
	"scaled", "goldstein", "goldstein_mean", "balance",
}

func (d *dyadMonth) cells() []string {
	count := func(n int32) string { return strconv.Itoa(int(n)) }
	value := func(x float64) string { return number(&x) }
	return []string{
		d.Source, d.SourceName, d.SourceCountry, unlessZero(d.SourceCOW), d.Target, d.TargetName, d.TargetCountry, unlessZero(d.TargetCOW), d.Month, count(d.Events),
		count(d.Q1Events), value(d.Q1Goldstein), count(d.Q2Events), value(d.Q2Goldstein), count(d.Q3Events), value(d.Q3Goldstein), count(d.Q4Events), value(d.Q4Goldstein),
		count(d.Scaled), value(d.Goldstein), number(d.GoldsteinMean), value(d.Balance),
	}
}

// DyadMonths writes how much each actor did to each other in each month, in CSV after
// RFC 4180: one row for a directed pair and a month in which it has an event. README.md says what each column holds.
//
// An event of a symmetric relation, "met", counts from both sides, so that the rows of one
// direction are all that an actor had to do with another; a sum over the whole table counts it twice.
//
// Only what happened counts, and only if its month is known. The records come by date, as
// [graph.Store.EventRecords] gives them, or it is an error: no more than a month is kept in memory.
func DyadMonths(w io.Writer, records iter.Seq2[graph.EventRecord, error]) (Tally, error) {
	var tally Tally
	err := writeCSV(w, "dyad months", dyadHeader, dyadMonths(records, &tally), (*dyadMonth).cells)
	return tally, err
}

// dyadMonths gives the rows by month, then by source and target.
func dyadMonths(records iter.Seq2[graph.EventRecord, error], tally *Tally) iter.Seq2[*dyadMonth, error] {
	return func(yield func(*dyadMonth, error) bool) {
		month, sums := "", map[pair]*dyadSum{}
		flush := func() bool {
			for _, p := range slices.SortedFunc(maps.Keys(sums), pair.compare) {
				tally.Rows++
				if !yield(sums[p].row(month), nil) {
					return false
				}
			}
			clear(sums)
			return true
		}
		for r, err := range tally.fit(records, needs{schema.Month, happened}) {
			if err != nil {
				yield(nil, err)
				return
			}
			if m := r.Date.Time().Format("2006-01"); m != month {
				if m < month {
					yield(nil, fmt.Errorf("event %s of %s stands behind those of %s", r.ID, m, month))
					return
				}
				if !flush() {
					return
				}
				month = m
			}
			code := r.CAMEOIn(&r.Evidence[0])
			add := func(from, to *schema.Actor) {
				p := pair{from.ID, to.ID}
				if sums[p] == nil {
					sums[p] = &dyadSum{from: partyOf(from), to: partyOf(to)}
				}
				sums[p].add(r.Relation.QuadClass(), code)
			}
			add(&r.From, &r.To)
			if r.Relation.Symmetric() {
				add(&r.To, &r.From)
			}
		}
		flush()
	}
}

// pair is a directed dyad.
type pair struct{ from, to schema.ActorID }

func (p pair) compare(q pair) int {
	return cmp.Or(cmp.Compare(p.from, q.from), cmp.Compare(p.to, q.to))
}

// party is what the table says of an actor.
type party struct {
	id            schema.ActorID
	name, country string
	cow           int32 // 0 where the country has no number
}

func partyOf(a *schema.Actor) party {
	return party{a.ID, actorName(a), cell(a.Country), int32(countries[a.Country].cow)}
}

// dyadSum adds up the events of a dyad. Values are in tenths, of which the scale is
// made, so that sums are exact.
type dyadSum struct {
	from, to party
	events   [5]int32 // by quad class
	tenths   [5]int
	scaled   int32
}

func (s *dyadSum) add(class int, code string) {
	s.events[class]++
	if v, ok := schema.Goldstein(code); ok {
		s.tenths[class] += int(math.Round(10 * v))
		s.scaled++
	}
}

func (s *dyadSum) row(month string) *dyadMonth {
	value := func(class int) float64 { return float64(s.tenths[class]) / 10 }
	d := &dyadMonth{
		Source: string(s.from.id), SourceName: s.from.name, SourceCountry: s.from.country, SourceCOW: s.from.cow,
		Target: string(s.to.id), TargetName: s.to.name, TargetCountry: s.to.country, TargetCOW: s.to.cow, Month: month,
		Q1Events: s.events[1], Q1Goldstein: value(1), Q2Events: s.events[2], Q2Goldstein: value(2),
		Q3Events: s.events[3], Q3Goldstein: value(3), Q4Events: s.events[4], Q4Goldstein: value(4), Scaled: s.scaled,
	}
	sum := 0
	for class, n := range s.events {
		d.Events += n
		sum += s.tenths[class]
	}
	d.Goldstein = float64(sum) / 10
	if s.scaled > 0 {
		mean := rounded(float64(sum) / 10 / float64(s.scaled))
		d.GoldsteinMean = &mean
	}
	d.Balance = rounded(float64(d.Q1Events+d.Q2Events-d.Q3Events-d.Q4Events) / float64(d.Events))
	return d
}

// rounded cuts a mean to four decimals, more than it can mean; it is never -0.
func rounded(x float64) float64 { return math.Round(x*1e4)/1e4 + 0 }
