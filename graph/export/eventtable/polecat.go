package eventtable

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"entente/graph"
	"entente/schema"
)

// polecatHeader has the columns of POLECAT (doi:10.7910/DVN/AJGVIT).
var polecatHeader = []string{
	"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
	"Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
	"Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
	"Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
	"Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
}

// POLECAT writes the events in the format of POLECAT: columns parted by tabs, a
// header, one row an event, as the article tells it that told of it first. README.md says what each column holds.
//
// What did not happen is left out, for PLOVER has no word that would say so. An event
// without a date, or with no more than a month or a year, is left out as well.
func POLECAT(w io.Writer, records iter.Seq2[graph.EventRecord, error]) (Tally, error) {
	var tally Tally
	out := newTabbed(w, "POLECAT", len(polecatHeader))
	out.header(polecatHeader)
	for r, err := range tally.fit(records, needs{schema.Day, happened}) {
		if err != nil {
			return tally, fmt.Errorf("POLECAT: %w", err)
		}
		ev, paper := &r.Evidence[0], paper(&r)
		nuance, at := nuances[r.Relation], sceneOf(ev.Place)
		row := []string{r.ID, r.Date.String(), r.Relation.PLOVER(), nuance.mode, "", polecatQuads[r.Relation.PLOVER()], nuance.context}
		row = append(row, polecatActor(&r.From, r.Date, ev.Source.Text)...)
		row = append(row, polecatActor(&r.To, r.Date, ev.Target.Text)...)
		row = append(row, "", at.city, "", at.province, at.country, "", "", "", ev.Place, "",
			paper.Publisher, paper.Published.String(), "", "", "", "", "Entente")
		if err := out.row(row...); err != nil {
			return tally, err
		}
		tally.Rows++
	}
	err := out.wrote(out.Flush())
	return tally, err
}

func polecatActor(a *schema.Actor, on schema.Date, raw string) []string {
	code := codeOf(a)
	sectors := code.sectors()
	return []string{actorName(a), a.Country, cow(a.Country), nth(sectors, 0), strings.Join(sectors, "; "), titleOn(a, on), raw, ""}
}

// titleOn is the title that somebody had on a day: that of an office whose dates
// include it, the one begun last if there are several; else the one that an article gave
// nearest to it, within a year.
func titleOn(a *schema.Actor, on schema.Date) string {
	held, begun := "", schema.Date{}
	seen, apart := "", 366
	for _, r := range a.Roles {
		switch {
		case r.Title == "":
		case r.From.IsZero() && r.To.IsZero():
			if days := daysApart(r.Seen, on); !r.Seen.IsZero() && days < apart {
				seen, apart = r.Title, days
			}
		case !r.From.IsZero() && on.Before(r.From), !r.To.IsZero() && !on.Time().Before(r.To.End()):
		case held == "" || begun.IsZero() || begun.Before(r.From):
			held, begun = r.Title, r.From
		}
	}
	if held != "" {
		return held
	}
	return seen
}

func daysApart(d, e schema.Date) int {
	days := int(d.Time().Sub(e.Time()).Hours() / 24)
	return max(days, -days)
}

// polecatQuads are the quad codes of the PLOVER types as POLECAT has them. It counts a
// concession among the words, which the classes of our relations count among the deeds.
var polecatQuads = map[string]string{
	"AGREE": "VERBAL COOPERATION", "CONSULT": "VERBAL COOPERATION", "SUPPORT": "VERBAL COOPERATION", "CONCEDE": "VERBAL COOPERATION",
	"COOPERATE": "MATERIAL COOPERATION", "AID": "MATERIAL COOPERATION", "RETREAT": "MATERIAL COOPERATION",
	"REQUEST": "VERBAL CONFLICT", "ACCUSE": "VERBAL CONFLICT", "REJECT": "VERBAL CONFLICT", "THREATEN": "VERBAL CONFLICT",
	"PROTEST": "MATERIAL CONFLICT", "SANCTION": "MATERIAL CONFLICT", "MOBILIZE": "MATERIAL CONFLICT", "COERCE": "MATERIAL CONFLICT", "ASSAULT": "MATERIAL CONFLICT",
}

// nuance is the mode and the context that a relation implies in PLOVER.
type nuance struct{ mode, context string }

// nuances are those of CAMEO2PLOVER-2021.txt (Open Event Data Alliance) for the CAMEO codes of the
// relations, a mode only where the type is the same there. An accusation is "allege", as its finer codes are,
// a withdrawal and a bombing are what they are called. "visit" would not tell who hosts whom. A relation that says no more than its type has none.
var nuances = map[schema.Relation]nuance{
	"telephoned": {mode: "phone"}, "visited": {mode: "visit"},
	"negotiated_with": {context: "diplomatic"}, "mediated": {context: "diplomatic"},
	"supported": {context: "diplomatic"}, "praised": {context: "diplomatic"}, "defended": {context: "diplomatic"}, "allied_with": {context: "diplomatic"},
	"recognised": {context: "diplomatic"}, "restored_ties_with": {context: "diplomatic"}, "apologised_to": {context: "diplomatic"},
	"agreed_with": {context: "diplomatic"}, "reached_agreement_with": {context: "diplomatic"}, "signed_agreement_with": {context: "diplomatic"}, "promised": {context: "diplomatic"},
	"traded_with": {context: "economic"}, "exercised_with": {context: "military"}, "extradited_to": {context: "legal"}, "informed": {context: "intelligence"},
	"funded": {context: "economic"}, "armed": {context: "military"}, "sheltered": {context: "asylum"},
	"allowed": {context: "legal"}, "released": {context: "legal"},
	"withdrew_from": {"withdraw", "military"}, "ceased_fire_with": {"ceasefire", "military"}, "surrendered_to": {"disarm", "military"},
	"invited":    {"meet", "diplomatic"},
	"criticised": {mode: "disapprove"}, "rivalled": {mode: "disapprove"}, "accused": {mode: "allege"}, "sued": {"allege", "legal"}, "investigated": {mode: "investigate"},
	"declined":          {"meet", "diplomatic"},
	"protested_against": {mode: "demo"},
	"mobilised_against": {"troops", "military"},
	"sanctioned":        {context: "diplomatic"}, "broke_relations_with": {"withdraw", "diplomatic"}, "cut_aid_to": {"discontinue", "human_security"},
	"arrested": {"arrest", "legal"}, "convicted": {context: "legal"}, "expelled": {"deport", "legal"}, "sent_home": {context: "diplomatic"},
	"banned": {"restrict", "executive"}, "seized": {"seize", "human_security"}, "occupied": {"seize", "military"},
	"attacked": {context: "military"}, "fought": {context: "military"}, "massacred": {mode: "massacre"}, "abducted": {mode: "abduct"}, "bombed": {mode: "explosives"},
}
