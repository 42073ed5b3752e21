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

// icewsHeader has the columns of the ICEWS Coded Event Data (doi:10.7910/DVN/28075).
var icewsHeader = []string{
	"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
	"Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
	"City", "District", "Province", "Country", "Latitude", "Longitude",
}

// ICEWS writes the events in the format of the ICEWS Coded Event Data: columns
// parted by tabs, a header, one row for each sentence that tells of an event. README.md
// says what each column holds.
//
// An event without a date, or with no more than a month or a year, is left out, for
// the column of the date has days. What is planned or possible is in the table under the code of
// an intent: a planned meeting is 036, its source the actor whom the sentence names first. What was
// negated is left out, for CAMEO has no code for what nobody did; who refused did that, and has a row.
func ICEWS(w io.Writer, records iter.Seq2[graph.EventRecord, error]) (Tally, error) {
	var tally Tally
	out := newTabbed(w, "ICEWS", len(icewsHeader))
	out.header(icewsHeader)
	for r, err := range tally.fit(records, needs{schema.Day, coded}) {
		if err != nil {
			return tally, fmt.Errorf("ICEWS: %w", err)
		}
		for i := range r.Evidence {
			ev, paper := &r.Evidence[i], &r.Papers[i]
			code, at := r.CAMEOIn(ev), sceneOf(ev.Place)
			from, to := sidesIn(&r, ev)
			fromCode, toCode := codeOf(from.Actor), codeOf(to.Actor)
			err := out.row(
				eventNumber(ev.ID(r.ID)), r.Date.String(),
				actorName(from.Actor), fromCode.icewsSectors(), countries[from.Country].icews,
				schema.CAMEOText(code), code, goldstein(code),
				actorName(to.Actor), toCode.icewsSectors(), countries[to.Country].icews,
				strings.TrimPrefix(paper.ID, "icews:"), strconv.Itoa(ev.Sentence+1), paper.Publisher,
				at.city, "", at.province, countries[at.country].icews, "", "")
			if err != nil {
				return tally, err
			}
			tally.Rows++
		}
	}
	err := out.wrote(out.Flush())
	return tally, err
}

// actorName is what an actor is called in a table.
func actorName(a *schema.Actor) string {
	if n := cell(a.Name); n != "" {
		return n
	}
	return string(a.ID)
}

// goldstein is the value of a code as tables write it, "-4.4", "" where it has none.
func goldstein(cameo string) string {
	if v, ok := schema.Goldstein(cameo); ok {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
