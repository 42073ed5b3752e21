package eventtable

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"

	"entente/graph"
	"entente/schema"
)

// eventRow is a row of the tidy table: one sentence that tells of one event. Its tags
// are the columns of the Parquet file, in which what is not known is null.
type eventRow struct {
	Event     string   `parquet:"event"`
	Date      *int32   `parquet:"date,optional,date"` // days since 1970
	Precision string   `parquet:"precision,optional"`
	Status    string   `parquet:"status"`
	Relation  string   `parquet:"relation"`
	Symmetric bool     `parquet:"symmetric"`
	PLOVER    string   `parquet:"plover,optional"`
	CAMEO     string   `parquet:"cameo,optional"`
	QuadClass int32    `parquet:"quadclass,optional"`
	Goldstein *float64 `parquet:"goldstein,optional"`

	SourceID      string `parquet:"source_id"`
	SourceName    string `parquet:"source_name"`
	SourceKind    string `parquet:"source_kind,optional"`
	SourceCountry string `parquet:"source_country,optional"`
	SourceCOW     int32  `parquet:"source_cow,optional"`
	SourceCode    string `parquet:"source_code,optional"`
	SourceMention string `parquet:"source_mention,optional"`
	TargetID      string `parquet:"target_id"`
	TargetName    string `parquet:"target_name"`
	TargetKind    string `parquet:"target_kind,optional"`
	TargetCountry string `parquet:"target_country,optional"`
	TargetCOW     int32  `parquet:"target_cow,optional"`
	TargetCode    string `parquet:"target_code,optional"`
	TargetMention string `parquet:"target_mention,optional"`

	Place      string   `parquet:"place,optional"`
	Article    string   `parquet:"article"`
	Title      string   `parquet:"title,optional"`
	URL        string   `parquet:"url,optional"`
	Publisher  string   `parquet:"publisher,optional"`
	Published  *int32   `parquet:"published,optional,date"`
	Sentence   int32    `parquet:"sentence"`
	Quote      string   `parquet:"quote,optional"`
	Trigger    string   `parquet:"trigger,optional"`
	Rule       string   `parquet:"rule,optional"`
	SaidBy     string   `parquet:"said_by,optional"`
	Confidence *float64 `parquet:"confidence,optional"`
	Articles   int32    `parquet:"articles"`
	Sources    int32    `parquet:"sources"`

	date, published schema.Date // as exact as they are known
}

// eventHeader has the columns of the tidy table, in CSV and in Parquet.
var eventHeader = []string{
	"event", "date", "precision", "status", "relation", "symmetric", "plover", "cameo", "quadclass", "goldstein",
	"source_id", "source_name", "source_kind", "source_country", "source_cow", "source_code", "source_mention",
	"target_id", "target_name", "target_kind", "target_country", "target_cow", "target_code", "target_mention",
	"place", "article", "title", "url", "publisher", "published", "sentence", "quote", "trigger", "rule", "said_by", "confidence", "articles", "sources",
}

// cells are the row as CSV has it.
func (r *eventRow) cells() []string {
	return []string{
		r.Event, r.date.String(), r.Precision, r.Status, r.Relation, strconv.FormatBool(r.Symmetric), r.PLOVER, r.CAMEO, unlessZero(r.QuadClass), number(r.Goldstein),
		r.SourceID, r.SourceName, r.SourceKind, r.SourceCountry, unlessZero(r.SourceCOW), r.SourceCode, r.SourceMention,
		r.TargetID, r.TargetName, r.TargetKind, r.TargetCountry, unlessZero(r.TargetCOW), r.TargetCode, r.TargetMention,
		r.Place, r.Article, r.Title, r.URL, r.Publisher, r.published.String(), strconv.Itoa(int(r.Sentence)), r.Quote, r.Trigger, r.Rule, r.SaidBy,
		number(r.Confidence), strconv.Itoa(int(r.Articles)), strconv.Itoa(int(r.Sources)),
	}
}

// CSV writes the tidy table: CSV after RFC 4180 in UTF-8, a header, one row for each
// sentence that tells of an event, of whatever date and status. README.md says what each column holds.
//
// The number of rows of an event is that of its sentences. Source and target are those of the event, save that a
// sentence gives a direction to what did not happen, as in [ICEWS]; a row has all that is known of its
// event, so that the table needs no other.
func CSV(w io.Writer, records iter.Seq2[graph.EventRecord, error]) (Tally, error) {
	var tally Tally
	err := writeCSV(w, "event CSV", eventHeader, eventRows(records, &tally), (*eventRow).cells)
	return tally, err
}

// eventRows gives the rows of the tidy table.
func eventRows(records iter.Seq2[graph.EventRecord, error], tally *Tally) iter.Seq2[*eventRow, error] {
	return func(yield func(*eventRow, error) bool) {
		for r, err := range tally.fit(records, needs{}) {
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range r.Evidence {
				tally.Rows++
				if !yield(newEventRow(&r, i), nil) {
					return
				}
			}
		}
	}
}

func newEventRow(r *graph.EventRecord, i int) *eventRow {
	ev, p := &r.Evidence[i], &r.Papers[i]
	from, to := sidesIn(r, ev)
	row := &eventRow{
		Event: cell(r.ID), Date: epochDay(r.Date), Precision: string(r.Date.Precision), Status: string(r.Status),
		Relation: string(r.Relation), Symmetric: r.Relation.Symmetric(), PLOVER: r.Relation.PLOVER(), CAMEO: codeIn(r, ev), QuadClass: int32(r.Relation.QuadClass()),
		SourceID: string(from.ID), SourceName: actorName(from.Actor), SourceKind: cell(string(from.Kind)), SourceCountry: cell(from.Country),
		SourceCOW: int32(countries[from.Country].cow), SourceCode: cell(from.Code), SourceMention: cell(from.mention),
		TargetID: string(to.ID), TargetName: actorName(to.Actor), TargetKind: cell(string(to.Kind)), TargetCountry: cell(to.Country),
		TargetCOW: int32(countries[to.Country].cow), TargetCode: cell(to.Code), TargetMention: cell(to.mention),
		Place: cell(ev.Place), Article: cell(p.ID), Title: cell(p.Title), URL: cell(p.URL), Publisher: cell(p.Publisher), Published: epochDay(p.Published),
		Sentence: int32(ev.Sentence), Quote: cell(ev.Quote), Trigger: cell(ev.Trigger), Rule: cell(ev.Rule), SaidBy: cell(ev.SaidBy),
		Articles: int32(r.Articles), Sources: int32(r.Sources),
		date: r.Date, published: p.Published,
	}
	if v, ok := schema.Goldstein(row.CAMEO); ok {
		row.Goldstein = &v
	}
	if ev.Confidence != 0 {
		row.Confidence = &ev.Confidence
	}
	return row
}

// codeIn is the CAMEO code of an event as a piece of its evidence has it, "" of one that was negated: the
// code of a refusal, which the graph has there, would make a refusal of every denial.
func codeIn(r *graph.EventRecord, ev *schema.Evidence) string {
	if !slices.Contains(coded, r.Status) {
		return ""
	}
	return cell(r.CAMEOIn(ev))
}

// writeCSV writes a table, a header and then its rows.
func writeCSV[T any](w io.Writer, name string, header []string, rows iter.Seq2[*T, error], cells func(*T) []string) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	err := out.Write(header)
	for row, readErr := range rows {
		if readErr != nil {
			return fmt.Errorf("%s: %w", name, readErr)
		}
		if err == nil {
			err = out.Write(cells(row))
		}
		if err != nil {
			break
		}
	}
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	if err != nil {
		return fmt.Errorf("%s: write: %w", name, err)
	}
	return nil
}

// epochDay is the first day of a date, counted from 1970, nil for none.
func epochDay(d schema.Date) *int32 {
	if d.IsZero() {
		return nil
	}
	const day = 24 * 60 * 60
	n := int32(d.Time().Unix() / day) // a whole number of days, also before 1970
	return &n
}

func unlessZero(n int32) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(int(n))
}

func number(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}
