package eventtable

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"entente/graph"
	"entente/schema"
)

// gdeltColumns are those of the GDELT 2.0 events, which have no header.
var gdeltColumns = func() []string {
	columns := []string{"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"}
	for _, actor := range []string{"Actor1", "Actor2"} {
		for _, c := range []string{"Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"} {
			columns = append(columns, actor+c)
		}
	}
	columns = append(columns, "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
		"NumMentions", "NumSources", "NumArticles", "AvgTone")
	for _, where := range []string{"Actor1Geo", "Actor2Geo", "ActionGeo"} {
		for _, c := range []string{"Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"} {
			columns = append(columns, where+"_"+c)
		}
	}
	return append(columns, "DATEADDED", "SOURCEURL")
}()

// nowhere are the eight columns of a place that GDELT did not find: its type is 0.
var nowhere = []string{"0", "", "", "", "", "", "", ""}

// GDELT writes the events in the format of the GDELT 2.0 event files: 61 columns
// parted by tabs, no header, one row an event. README.md says what each column holds.
//
// Which events are left out, and what those are that are planned or possible, is as in [ICEWS];
// where their direction is that of a sentence, it is the first.
func GDELT(w io.Writer, records iter.Seq2[graph.EventRecord, error]) (Tally, error) {
	var tally Tally
	out := newTabbed(w, "GDELT", len(gdeltColumns))
	row := make([]string, 0, len(gdeltColumns))
	for r, err := range tally.fit(records, needs{schema.Day, coded}) {
		if err != nil {
			return tally, fmt.Errorf("GDELT: %w", err)
		}
		code := r.CAMEOIn(&r.Evidence[0])
		from, to := sidesIn(&r, &r.Evidence[0])
		row = append(row[:0], eventNumber(r.ID), digits(r.Date), digits(r.Date)[:6], digits(r.Date)[:4], fractionDate(r.Date))
		row = append(row, gdeltActor(from.Actor)...)
		row = append(row, gdeltActor(to.Actor)...)
		row = append(row, "1", code, code[:min(3, len(code))], code[:min(2, len(code))], gdeltQuad(code), goldstein(code),
			strconv.Itoa(len(r.Evidence)), strconv.Itoa(r.Sources), strconv.Itoa(r.Articles), "")
		for range 3 {
			row = append(row, nowhere...)
		}
		row = append(row, digits(published(&r))+"000000", address(&r))
		if err := out.row(row...); err != nil {
			return tally, err
		}
		tally.Rows++
	}
	err := out.wrote(out.Flush())
	return tally, err
}

func gdeltActor(a *schema.Actor) []string {
	c := codeOf(a)
	return []string{c.code, strings.ToUpper(actorName(a)), c.country, c.group, c.ethnic,
		nth(c.religions, 0), nth(c.religions, 1), nth(c.types, 0), nth(c.types, 1), nth(c.types, 2)}
}

// digits is a day as "20131118".
func digits(d schema.Date) string { return d.Time().Format("20060102") }

// fractionDate is how GDELT writes a date as a number: of the year, the part that has
// gone by if a month had 30 days.
func fractionDate(d schema.Date) string {
	return strconv.FormatFloat(float64(d.Year)+float64((d.Month-1)*30+d.Day)/365, 'f', 4, 64)
}

// gdeltQuad is the class of a CAMEO code in GDELT, which goes by the first two digits; the
// classes of the relations follow PLOVER and may differ.
func gdeltQuad(code string) string {
	switch root := code[:min(2, len(code))]; {
	case root < "01" || root > "20" || len(root) < 2:
		return ""
	case root <= "05":
		return "1"
	case root <= "08":
		return "2"
	case root <= "13":
		return "3"
	}
	return "4"
}

// published is when the event was first told of; where no article is dated, when it was.
func published(r *graph.EventRecord) schema.Date {
	if d := paper(r).Published; !d.IsZero() {
		return d
	}
	return r.Date
}

// address is where the event is told: the first URL; GDELT names the source of what is not on the web.
func address(r *graph.EventRecord) string {
	for _, p := range r.Papers {
		if p.URL != "" {
			return p.URL
		}
	}
	return paper(r).Outlet()
}
