package eventtable

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/schema"
)

var (
	putin = schema.Actor{ID: "vladimir-putin", Kind: schema.Person, Name: "Vladimir Putin", Country: "RUS", Code: "RUSGOV", Roles: []schema.Role{
		{Title: "Prime Minister", At: "russia", From: schema.NewDate(2008, 5, 8), To: schema.NewDate(2012, 5, 7)},
		{Title: "President", At: "russia", From: schema.NewDate(2012, 5, 7)},
	}}
	rouhani = schema.Actor{ID: "hassan-rouhani", Kind: schema.Person, Name: "Hassan\t\"Rouhani\"\nJr", Country: "IRN", Code: "IRNGOV", Roles: []schema.Role{
		{Title: "Chief Negotiator", At: "iran", Seen: schema.NewDate(2005, 1, 1)}, {Title: "President", At: "iran", Seen: schema.NewDate(2013, 11, 1)},
	}}
	who = schema.Actor{ID: "world-health-organization", Kind: schema.Organisation, Name: "World Health Organization", Country: "IGO", Code: "IGOUNOHLHWHO"}
)

// event is a record of an event that so many sentences tell: the first two in one article.
func event(relation schema.Relation, from, to schema.Actor, status schema.Status, date schema.Date, sentences int) graph.EventRecord {
	r := graph.EventRecord{From: from, To: to}
	r.Event = schema.Event{Relation: relation, Source: from.ID, Target: to.ID, Status: status, Date: date}
	r.ID = r.Event.ID()
	for i := range sentences {
		article := max(0, i-1)
		r.Papers = append(r.Papers, schema.Article{
			ID: fmt.Sprintf("a%d", article), Title: "A title", Published: schema.NewDate(2013, 11, 19+article), Publisher: fmt.Sprintf("Paper %d", article), URL: fmt.Sprintf("https://example.com/%d", article),
		})
		r.Evidence = append(r.Evidence, schema.Evidence{
			Article: r.Papers[i].ID, Span: schema.Span{Start: 100 * i, End: 100*i + 20}, Sentence: 2 + i, Quote: "Putin, who rang,\n\"telephoned\" Rouhani; Tëhran.", Trigger: "telephoned",
			Source: schema.Mentioned{Text: "Mr Putin"}, Target: schema.Mentioned{Text: "the Iranian"}, Rule: "telephone:1", Place: "Tehran, Iran", Confidence: 0.85,
		})
	}
	r.Articles = max(1, sentences-1)
	r.Sources = r.Articles
	return r
}

func recordsOf(rs ...graph.EventRecord) iter.Seq2[graph.EventRecord, error] {
	return func(yield func(graph.EventRecord, error) bool) {
		for _, r := range rs {
			if !yield(r, nil) {
				return
			}
		}
	}
}

var (
	november = schema.Date{Year: 2013, Month: 11, Precision: schema.Month}
	in2013   = schema.Date{Year: 2013, Precision: schema.Year}
)

// sample has events of all precisions and statuses, by date.
func sample() []graph.EventRecord {
	lost := event("met", putin, rouhani, schema.Actual, exporttest.Day(20), 0)
	return []graph.EventRecord{
		event("accused", putin, who, schema.Actual, in2013, 1),
		event("praised", putin, who, schema.Actual, november, 1),
		event("telephoned", putin, rouhani, schema.Actual, exporttest.Day(18), 3),
		event("met", rouhani, putin, schema.Planned, exporttest.Day(19), 1),
		event("released", rouhani, who, schema.Actual, exporttest.Day(19).AsReported(), 1),
		lost,
		event("met", rouhani, putin, schema.Actual, schema.NewDate(2013, 12, 1), 1),
		event("visited", who, putin, schema.Actual, schema.Date{}, 1),
	}
}

type format struct {
	name  string
	write func(io.Writer, iter.Seq2[graph.EventRecord, error]) (Tally, error)
}

var formats = []format{
	{"icews", ICEWS}, {"polecat", POLECAT}, {"gdelt", GDELT}, {"events", CSV}, {"dyads", DyadMonths}, {"eventparquet", Parquet}, {"dyadparquet", DyadMonthsParquet},
}

func tableOf(t testing.TB, write func(io.Writer, iter.Seq2[graph.EventRecord, error]) (Tally, error), rs ...graph.EventRecord) (string, Tally) {
	t.Helper()
	var b bytes.Buffer
	tally, err := write(&b, recordsOf(rs...))
	require.NoError(t, err)
	return b.String(), tally
}

// cut gives the rows of a table whose columns are parted by tabs, and checks their width.
func cut(t testing.TB, text string, columns int) [][]string {
	t.Helper()
	var rows [][]string
	for line := range strings.Lines(text) {
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, row, columns, line)
		rows = append(rows, row)
	}
	return rows
}

// named gives a row by its columns, without the empty ones.
func named(columns, row []string) map[string]string {
	m := map[string]string{}
	for i, c := range columns {
		if row[i] != "" {
			m[c] = row[i]
		}
	}
	return m
}

// eventColumnCounts are what EVENT-TABLES.md says, where the shared data are not there.
var eventColumnCounts = map[string]int{"ICEWS": 20, "POLECAT": 40, "GDELT": 61}

// The columns are those of the published tables, by name and in order.
func TestEventColumns(t *testing.T) {
	assert.Len(t, icewsHeader, eventColumnCounts["ICEWS"])
	assert.Len(t, polecatHeader, eventColumnCounts["POLECAT"])
	assert.Len(t, gdeltColumns, eventColumnCounts["GDELT"])
	dir := os.Getenv("ENTENTE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	text, err := os.ReadFile(filepath.Join(dir, "data", "EVENT-TABLES.md"))
	if err != nil {
		text, err = os.ReadFile(filepath.Join(dir, "EVENT-TABLES.md"))
	}
	if err != nil {
		t.Skipf("skipped: no data/EVENT-TABLES.md under %s to compare the columns with; set ENTENTE_DATA", dir)
	}
	remark := regexp.MustCompile(` \([^)]*\)|\([^)]*\)`)
	for line := range strings.Lines(string(text)) {
		format, list, _ := strings.Cut(strings.TrimSpace(line), ": ")
		var want []string
		for _, column := range strings.Split(remark.ReplaceAllString(list, ""), "; ") {
			want = append(want, strings.TrimSpace(column))
		}
		switch {
		case strings.HasPrefix(format, "ICEWS"):
			assert.Equal(t, want, icewsHeader)
		case strings.HasPrefix(format, "POLECAT"):
			assert.Equal(t, want, polecatHeader)
		case strings.HasPrefix(format, "GDELT"):
			// The line abbreviates what comes twice or three times: the names in it come in this order.
			at := 0
			for _, c := range gdeltColumns {
				short := strings.NewReplacer("Actor1Geo", "X", "Actor2Geo", "X", "ActionGeo", "X").Replace(c)
				short = strings.NewReplacer("Actor1", "Actorn", "Actor2", "Actorn", "QuadClass", "QuadClass").Replace(short)
				assert.Contains(t, line, short)
				if !strings.HasPrefix(short, "Actorn") && !strings.HasPrefix(short, "X") {
					i := strings.Index(line[at:], c)
					require.GreaterOrEqual(t, i, 0, "%s stands elsewhere", c)
					at += i
				}
			}
		}
	}
}

func TestICEWS(t *testing.T) {
	text, tally := tableOf(t, ICEWS, sample()...)
	rows := cut(t, text, len(icewsHeader))
	assert.Equal(t, icewsHeader, rows[0])
	assert.Equal(t, Tally{Events: 4, Rows: 6, Undated: 1, Imprecise: 2, Unattested: 1}, tally)
	require.Len(t, rows, 7, "a row for each sentence")
	first := named(icewsHeader, rows[1])
	assert.Regexp(t, `^[0-9]{1,16}$`, first["Event ID"])
	delete(first, "Event ID")
	assert.Equal(t, map[string]string{
		"Event Date": "2013-11-18", "Source Name": "Vladimir Putin", "Source Sectors": "Government", "Source Country": "Russian Federation",
		"Event Text": "Discuss by telephone", "CAMEO Code": "041", "Intensity": "1",
		"Target Name": "Hassan 'Rouhani' Jr", "Target Sectors": "Government", "Target Country": "Iran",
		"Story ID": "a0", "Sentence Number": "3", "Publisher": "Paper 0", "City": "Tehran", "Country": "Iran",
	}, first)
	ids := map[string]bool{}
	for _, row := range rows[1:] {
		ids[row[0]] = true
	}
	assert.Len(t, ids, 6, "an id is of one row")
	assert.Equal(t, []string{"a0", "a0", "a1"}, []string{rows[1][11], rows[2][11], rows[3][11]})
	assert.Equal(t, []string{"036", "0841", "040"}, []string{rows[4][6], rows[5][6], rows[6][6]}, "a planned meeting is an intent; zeros stay")
	assert.Equal(t, "Medical / Health", rows[5][9])
	assert.Equal(t, "", rows[5][10], "a body of no state")
}

func TestPOLECAT(t *testing.T) {
	text, tally := tableOf(t, POLECAT, sample()...)
	rows := cut(t, text, len(polecatHeader))
	assert.Equal(t, polecatHeader, rows[0])
	assert.Equal(t, Tally{Events: 3, Rows: 3, Undated: 1, Imprecise: 2, NotActual: 1, Unattested: 1}, tally)
	first := named(polecatHeader, rows[1])
	assert.Equal(t, map[string]string{
		"Event ID": sample()[2].ID, "Event Date": "2013-11-18", "Event Type": "CONSULT", "Event Mode": "phone", "Quad Code": "VERBAL COOPERATION",
		"Actor Name": "Vladimir Putin", "Actor Country": "RUS", "Actor COW": "365", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV", "Actor Title": "President", "Actor Name Raw": "Mr Putin",
		"Recipient Name": "Hassan 'Rouhani' Jr", "Recipient Country": "IRN", "Recipient COW": "630", "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV",
		"Recipient Title": "President", "Recipient Name Raw": "the Iranian",
		"City": "Tehran", "Country": "IRN", "Raw Placename": "Tehran, Iran", "Source": "Paper 0", "Publication Date": "2013-11-19", "Version": "Entente",
	}, first)
	assert.Equal(t, "VERBAL COOPERATION", named(polecatHeader, rows[2])["Quad Code"], "a concession is of words in POLECAT")
	assert.Equal(t, "HLH", named(polecatHeader, rows[2])["Recipient Sectors"])
}

func TestGDELT(t *testing.T) {
	text, tally := tableOf(t, GDELT, sample()...)
	rows := cut(t, text, len(gdeltColumns))
	assert.Equal(t, Tally{Events: 4, Rows: 4, Undated: 1, Imprecise: 2, Unattested: 1}, tally)
	require.Len(t, rows, 4, "no header")
	first := named(gdeltColumns, rows[0])
	id, err := strconv.ParseInt(first["GLOBALEVENTID"], 10, 64)
	require.NoError(t, err)
	assert.Equal(t, sample()[2].ID[len("event/"):][:13], fmt.Sprintf("%013x", id), "the id can be found again")
	delete(first, "GLOBALEVENTID")
	assert.Equal(t, map[string]string{
		"SQLDATE": "20131118", "MonthYear": "201311", "Year": "2013", "FractionDate": "2013.8712",
		"Actor1Code": "RUSGOV", "Actor1Name": "VLADIMIR PUTIN", "Actor1CountryCode": "RUS", "Actor1Type1Code": "GOV",
		"Actor2Code": "IRNGOV", "Actor2Name": "HASSAN 'ROUHANI' JR", "Actor2CountryCode": "IRN", "Actor2Type1Code": "GOV",
		"IsRootEvent": "1", "EventCode": "041", "EventBaseCode": "041", "EventRootCode": "04", "QuadClass": "1", "GoldsteinScale": "1",
		"NumMentions": "3", "NumSources": "2", "NumArticles": "2", "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "0",
		"DATEADDED": "20131119000000", "SOURCEURL": "https://example.com/0",
	}, first)
	release := named(gdeltColumns, rows[2])
	assert.Equal(t, []string{"0841", "084", "08", "2"}, []string{release["EventCode"], release["EventBaseCode"], release["EventRootCode"], release["QuadClass"]})
	assert.Equal(t, []string{"UNO", "IGO", "HLH"}, []string{release["Actor2KnownGroupCode"], release["Actor2Type1Code"], release["Actor2Type2Code"]})
	assert.Empty(t, release["Actor2CountryCode"])
}

func TestActorCodes(t *testing.T) {
	for code, want := range map[string]actorCode{
		"":          {},
		"IRN":       {country: "IRN"},
		"IRNGOV":    {country: "IRN", types: []string{"GOV"}},
		"GOVMIL":    {types: []string{"GOV", "MIL"}},
		"PSEREBHMS": {country: "PSE", types: []string{"REB"}, group: "HMS"},
		"IGOEUREEC": {country: "EUR", types: []string{"IGO"}, group: "EEC"},
		"IGOMOSOIC": {types: []string{"IGO"}, religions: []string{"MOS"}, group: "OIC"},
		"IMGMUSALQ": {types: []string{"IMG"}, religions: []string{"MOS"}, group: "ALQ"},
		"CHRCTH":    {religions: []string{"CHR", "CTH"}},
		"SUN":       {country: "SUN"},
		"IRQSUN":    {country: "IRQ", religions: []string{"SUN"}},
		"IRQkurREB": {country: "IRQ", ethnic: "kur", types: []string{"REB"}},
	} {
		want.code = code
		assert.Equal(t, want, codeOf(&schema.Actor{Code: code}), code)
	}
	assert.Equal(t, "TMP", codeOf(&schema.Actor{Country: "TLS"}).country)
}

func TestSceneOf(t *testing.T) {
	for text, want := range map[string]scene{
		"":                             {},
		"Vienna":                       {city: "Vienna"},
		"Russia":                       {country: "RUS"},
		"the United Kingdom":           {country: "GBR"},
		"Tehran, Iran":                 {city: "Tehran", country: "IRN"},
		"Austin, Texas, United States": {city: "Austin", province: "Texas", country: "USA"},
		"Atlanta, Georgia":             {city: "Atlanta", province: "Georgia"},
		"Georgia":                      {country: "GEO"},
	} {
		assert.Equal(t, want, sceneOf(text), text)
	}
}

func TestCountries(t *testing.T) {
	names := map[string]string{}
	for iso, c := range countries {
		assert.Regexp(t, `^[A-Z]{3}$`, iso)
		if c.icews != "" {
			assert.Empty(t, names[c.icews], c.icews)
			names[c.icews] = iso
		}
	}
	assert.Equal(t, "255", cow("DEU"))
	assert.Equal(t, "816", cow("VNM"))
	assert.Empty(t, cow("PSE"))
	assert.Empty(t, cow("IGO"))
}

// rowsOf reads CSV as RFC 4180 has it, by column.
func rowsOf(t testing.TB, text string) (header []string, rows []map[string]string) {
	t.Helper()
	assert.Equal(t, strings.Count(text, "\n"), strings.Count(text, "\r\n"), "lines end as in RFC 4180")
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	for _, row := range all[1:] {
		rows = append(rows, named(all[0], row))
	}
	return all[0], rows
}

func TestEventCSV(t *testing.T) {
	text, tally := tableOf(t, CSV, sample()...)
	header, rows := rowsOf(t, text)
	assert.Equal(t, eventHeader, header)
	assert.Equal(t, Tally{Events: 7, Rows: 9, Unattested: 1}, tally)
	require.Len(t, rows, 9)
	assert.Equal(t, []string{"2013", "2013-11", "2013-11-18", "2013-11-18", "2013-11-18", "2013-11-19", "2013-11-19", "2013-12-01", ""}, columnOf(rows, "date"))
	assert.Equal(t, []string{"year", "month", "day", "day", "day", "day", "reported", "day", ""}, columnOf(rows, "precision"))
	assert.Equal(t, []string{"112", "051", "041", "041", "041", "036", "0841", "040", "042"}, columnOf(rows, "cameo"))
	assert.Equal(t, map[string]string{
		"event": sample()[2].ID, "date": "2013-11-18", "precision": "day", "status": "actual", "relation": "telephoned", "symmetric": "false", "plover": "CONSULT", "cameo": "041", "quadclass": "1", "goldstein": "1",
		"source_id": "vladimir-putin", "source_name": "Vladimir Putin", "source_kind": "person", "source_country": "RUS", "source_cow": "365", "source_code": "RUSGOV", "source_mention": "Mr Putin",
		"target_id": "hassan-rouhani", "target_name": `Hassan "Rouhani" Jr`, "target_kind": "person", "target_country": "IRN", "target_cow": "630", "target_code": "IRNGOV", "target_mention": "the Iranian",
		"place": "Tehran, Iran", "article": "a1", "title": "A title", "url": "https://example.com/1", "publisher": "Paper 1", "published": "2013-11-20", "sentence": "4",
		"quote": `Putin, who rang, "telephoned" Rouhani; Tëhran.`, "trigger": "telephoned", "rule": "telephone:1", "confidence": "0.85", "articles": "2", "sources": "2",
	}, rows[4])
}

func columnOf(rows []map[string]string, name string) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r[name])
	}
	return out
}

// The code that a table of coded events gave goes out again, unless the event is another by now.
func TestEventTablesKeepCodes(t *testing.T) {
	r := event("released", putin, rouhani, schema.Actual, exporttest.Day(18), 2)
	r.Evidence[0].CAMEO, r.Evidence[1].CAMEO = "084", "0842"
	r.Papers[0].ID = "icews:4711"
	text, _ := tableOf(t, ICEWS, r)
	rows := cut(t, text, len(icewsHeader))
	assert.Equal(t, []string{"084", "0842"}, []string{rows[1][6], rows[2][6]})
	assert.Equal(t, "Return, release property", rows[2][5])
	assert.Equal(t, "4711", rows[1][11], "the story as ICEWS knows it")
	text, _ = tableOf(t, GDELT, r)
	assert.Equal(t, "084", cut(t, text, len(gdeltColumns))[0][26])
	r.Evidence[0].ReadAs = "event/0123456789abcdef"
	text, _ = tableOf(t, GDELT, r)
	assert.Equal(t, "0841", cut(t, text, len(gdeltColumns))[0][26])
}

// What was denied has no code: an attack that did not take place is no attack, nor a refusal. Only the tidy table has it.
func TestDeniedIsNotCoded(t *testing.T) {
	rs := []graph.EventRecord{
		event("attacked", putin, rouhani, schema.Negated, exporttest.Day(18), 1), event("met", rouhani, putin, schema.Negated, exporttest.Day(18), 1),
		event("met", rouhani, putin, schema.Possible, exporttest.Day(18), 1), event("rejected", rouhani, putin, schema.Actual, exporttest.Day(18), 1), event("declined", rouhani, putin, schema.Actual, exporttest.Day(18), 1),
	}
	text, tally := tableOf(t, ICEWS, rs...)
	assert.Equal(t, Tally{Events: 3, Rows: 3, NotActual: 2}, tally)
	var codes []string
	for _, row := range cut(t, text, len(icewsHeader))[1:] {
		codes = append(codes, named(icewsHeader, row)["CAMEO Code"])
	}
	assert.Equal(t, []string{"036", "120", "125"}, codes)
	text, tally = tableOf(t, GDELT, rs...)
	assert.Equal(t, Tally{Events: 3, Rows: 3, NotActual: 2}, tally)
	codes = nil
	for _, row := range cut(t, text, len(gdeltColumns)) {
		codes = append(codes, named(gdeltColumns, row)["EventCode"])
	}
	assert.Equal(t, []string{"036", "120", "125"}, codes)

	text, tally = tableOf(t, CSV, rs...)
	assert.Equal(t, Tally{Events: 5, Rows: 5}, tally)
	_, tidy := rowsOf(t, text)
	assert.Equal(t, []string{"negated", "negated", "possible", "actual", "actual"}, columnOf(tidy, "status"))
	assert.Equal(t, []string{"attacked", "met", "met", "rejected", "declined"}, columnOf(tidy, "relation"))
	assert.Equal(t, []string{"", "", "036", "120", "125"}, columnOf(tidy, "cameo"))
	assert.Equal(t, []string{"", "", "4", "-4", "-5"}, columnOf(tidy, "goldstein"))
}

// Who wants to meet and who does not is whom the sentence names first, where the sentence is known; what
// happened between two, and what has a direction of its own, stays as it is.
func TestDirectionOfWhatDidNotHappen(t *testing.T) {
	obama := schema.Actor{ID: "barack-obama", Kind: schema.Person, Name: "Barack Obama", Country: "USA", Code: "USAGOV"}
	mention := func(text string, start int) schema.Mentioned {
		return schema.Mentioned{Text: text, Span: schema.Span{Start: start, End: start + len(text)}}
	}
	met := func(relation schema.Relation, status schema.Status) graph.EventRecord {
		r := event(relation, obama, rouhani, status, exporttest.Day(18), 3)
		for i := range r.Evidence {
			r.Evidence[i].Source, r.Evidence[i].Target = mention("Mr Obama", 140), mention("Rouhani", 100)
		}
		r.Evidence[1].Source, r.Evidence[1].Target = mention("Obama", 200), mention("Rouhani", 240)
		r.Evidence[2].Source.Span, r.Evidence[2].Target.Span = schema.Span{}, schema.Span{}
		return r
	}
	const o, h = "Barack Obama", "Hassan 'Rouhani' Jr"
	for _, c := range []struct {
		relation schema.Relation
		status   schema.Status
		code     string
		sources  []string
	}{
		{"met", schema.Negated, "", []string{h, o, o}},
		{"met", schema.Planned, "036", []string{h, o, o}},
		{"agreed_with", schema.Possible, "030", []string{h, o, o}},
		{"met", schema.Actual, "040", []string{o, o, o}},
		{"visited", schema.Negated, "", []string{o, o, o}},
	} {
		r := met(c.relation, c.status)
		text, _ := tableOf(t, CSV, r)
		_, tidy := rowsOf(t, text)
		for i, source := range c.sources {
			target := o
			if source == o {
				target = h
			}
			assert.Equal(t, c.code, tidy[i]["cameo"])
			assert.Equal(t, source, strings.ReplaceAll(tidy[i]["source_name"], `"`, "'"))
			assert.Equal(t, target, strings.ReplaceAll(tidy[i]["target_name"], `"`, "'"))
			assert.Equal(t, source == o, strings.Contains(tidy[i]["source_mention"], "Obama"), "the mentions follow")
			assert.Equal(t, source == o, tidy[i]["target_cow"] == "630")
		}
		if c.status == schema.Negated {
			continue // no table of codes has it
		}
		text, _ = tableOf(t, ICEWS, r)
		rows := cut(t, text, len(icewsHeader))[1:]
		for i, source := range c.sources {
			target, country := o, "Iran"
			if source == o {
				target, country = h, "United States"
			}
			row := named(icewsHeader, rows[i])
			assert.Equal(t, []string{c.code, source, country, target}, []string{row["CAMEO Code"], row["Source Name"], row["Source Country"], row["Target Name"]}, "%s %s, row %d", c.status, c.relation, i)
		}
		text, _ = tableOf(t, GDELT, r)
		gdelt := named(gdeltColumns, cut(t, text, len(gdeltColumns))[0])
		assert.Equal(t, strings.ToUpper(c.sources[0]), gdelt["Actor1Name"], "the first sentence says it")
	}
}

func TestDyadMonths(t *testing.T) {
	rs := sample()
	rs = append(rs[:7:7], event("accused", putin, rouhani, schema.Actual, schema.NewDate(2013, 12, 2), 1),
		event("agreed_with", rouhani, putin, schema.Actual, schema.NewDate(2013, 12, 31), 1), rs[7])
	text, tally := tableOf(t, DyadMonths, rs...)
	header, rows := rowsOf(t, text)
	assert.Equal(t, dyadHeader, header)
	assert.Equal(t, Tally{Events: 6, Rows: 5, Undated: 1, Imprecise: 1, NotActual: 1, Unattested: 1}, tally)
	var got []string
	for _, r := range rows {
		got = append(got, strings.Join([]string{r["month"], r["source"], r["target"], r["events"], r["q1_events"], r["q2_events"], r["q3_events"], r["q4_events"], r["goldstein"], r["goldstein_mean"], r["balance"]}, " "))
	}
	assert.Equal(t, []string{
		"2013-11 hassan-rouhani world-health-organization 1 0 1 0 0 7 7 1",
		"2013-11 vladimir-putin hassan-rouhani 1 1 0 0 0 1 1 1",
		"2013-11 vladimir-putin world-health-organization 1 1 0 0 0 3.4 3.4 1",
		"2013-12 hassan-rouhani vladimir-putin 2 2 0 0 0 5 2.5 1",
		"2013-12 vladimir-putin hassan-rouhani 3 2 0 1 0 3 1 0.3333",
	}, got, "what is symmetric counts from both sides")
	assert.Equal(t, []string{"630", "365", "365", "630", "365"}, columnOf(rows, "source_cow"))
	assert.Equal(t, []string{"", "630", "", "365", "630"}, columnOf(rows, "target_cow"), "a body of no state has no number")

	var b bytes.Buffer
	_, err := DyadMonths(&b, recordsOf(rs[6], rs[2]))
	require.ErrorContains(t, err, "stands behind")
}

func TestGDELTQuad(t *testing.T) {
	for code, want := range map[string]string{"010": "1", "057": "1", "061": "2", "0874": "2", "090": "3", "138": "3", "141": "4", "2042": "4", "": "", "4": "", "999": "", "00": ""} {
		assert.Equal(t, want, gdeltQuad(code), code)
	}
}

// An actor of whom the graph says nothing goes by its id.
func TestEventTablesOfUnknownActors(t *testing.T) {
	r := event("met", putin, rouhani, schema.Actual, exporttest.Day(18), 1)
	r.From = schema.Actor{}
	text, _ := tableOf(t, CSV, r)
	_, rows := rowsOf(t, text)
	assert.Equal(t, []string{"vladimir-putin", "vladimir-putin"}, []string{rows[0]["source_id"], rows[0]["source_name"]})
	text, _ = tableOf(t, DyadMonths, r)
	_, rows = rowsOf(t, text)
	assert.Equal(t, []string{"hassan-rouhani", "vladimir-putin"}, columnOf(rows, "source"))
}

func TestTitleOn(t *testing.T) {
	for date, want := range map[schema.Date]string{
		schema.NewDate(2007, 1, 1): "", schema.NewDate(2010, 1, 1): "Prime Minister", schema.NewDate(2012, 5, 7): "President", schema.NewDate(2020, 1, 1): "President",
	} {
		assert.Equal(t, want, titleOn(&putin, date), date)
	}
	assert.Equal(t, "President", titleOn(&rouhani, exporttest.Day(18)))
	assert.Equal(t, "Chief Negotiator", titleOn(&rouhani, schema.NewDate(2004, 12, 1)))
	assert.Empty(t, titleOn(&rouhani, schema.NewDate(2009, 1, 1)))
}

func TestTally(t *testing.T) {
	assert.Equal(t, "1 row of 1 event", Tally{Events: 1, Rows: 1}.String())
	all := Tally{Events: 2, Rows: 3, Undated: 1, Imprecise: 2, NotActual: 3, Unattested: 4}
	assert.Equal(t, "3 rows of 2 events; left out: 1 undated, 2 dated too roughly, 3 that did not happen, 4 without evidence", all.String())
	assert.Equal(t, 10, all.LeftOut())
}

// An error of the store or of the writer ends the table, and the same events give the same bytes.
func TestEventTablesFail(t *testing.T) {
	broken := errors.New("broken")
	for _, format := range formats {
		t.Run(format.name, func(t *testing.T) {
			_, err := format.write(io.Discard, func(yield func(graph.EventRecord, error) bool) {
				_ = yield(sample()[2], nil) && yield(graph.EventRecord{}, broken)
			})
			require.ErrorIs(t, err, broken)
			_, err = format.write(fullDisk{}, recordsOf(sample()...))
			require.ErrorIs(t, err, errFull)
			read := 0
			_, err = format.write(fullDisk{}, manyEvents(200_000, &read))
			require.ErrorIs(t, err, errFull)
			assert.Less(t, read, 200_000, "there is nowhere to write the rest")

			once, _ := tableOf(t, format.write, sample()...)
			again, _ := tableOf(t, format.write, sample()...)
			assert.True(t, once == again)
			nothing, tally := tableOf(t, format.write)
			assert.Zero(t, tally)
			assert.LessOrEqual(t, strings.Count(nothing, "\r\n"), 1)
		})
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// manyEvents makes events among 400 actors, a thousand a day or fewer, some of which two sentences tell.
func manyEvents(n int, read *int) iter.Seq2[graph.EventRecord, error] {
	return func(yield func(graph.EventRecord, error) bool) {
		relations := []schema.Relation{"met", "telephoned", "accused", "released", "attacked"}
		first := schema.NewDate(1995, 1, 1)
		for i := range n {
			*read++
			from, to := putin, rouhani
			from.ID, to.ID = schema.ActorID(fmt.Sprintf("actor-%d", i*7%400)), schema.ActorID(fmt.Sprintf("actor-%d", (i*11+1)%401+400))
			date := first.AddDays(i / 1000)
			r := graph.EventRecord{From: from, To: to, ID: fmt.Sprintf("event/%016x", uint64(i)*0x9e3779b97f4a7c15)}
			r.Event = schema.Event{Relation: relations[i%len(relations)], Source: from.ID, Target: to.ID, Status: schema.Actual, Date: date}
			for k := range 1 + i%2 {
				r.Papers = append(r.Papers, schema.Article{ID: "article-" + strconv.Itoa(i/3), Published: date, Publisher: "Paper", URL: "https://example.com/" + strconv.Itoa(i)})
				r.Evidence = append(r.Evidence, schema.Evidence{Article: r.Papers[k].ID, Sentence: k, Span: schema.Span{Start: k, End: k + 9}, Place: "Tehran, Iran", Rule: "telephone:1",
					Quote: "President Vladimir Putin telephoned his counterpart " + strconv.Itoa(i) + " on Monday, the Kremlin said, to discuss the talks.", Trigger: "telephoned"})
			}
			r.Articles, r.Sources = 1, 1
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Memory does not grow with the rows: a Parquet file keeps a row group, the dyads a month.
func TestEventTablesStream(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: writes some hundred thousand rows; not in short tests")
	}
	for _, format := range formats {
		if format.name == "polecat" || format.name == "gdelt" || format.name == "dyadparquet" {
			continue // written by what writes the others
		}
		t.Run(format.name, func(t *testing.T) {
			var peaks [2]uint64
			for i, n := range []int{35_000, 90_000} { // two row groups of a Parquet file, and three
				read := 0
				records := func(yield func(graph.EventRecord, error) bool) {
					for r, err := range manyEvents(n, &read) {
						if read%10_000 == 0 {
							runtime.GC()
							var m runtime.MemStats
							runtime.ReadMemStats(&m)
							peaks[i] = max(peaks[i], m.HeapAlloc)
						}
						if !yield(r, err) {
							return
						}
					}
				}
				_, err := format.write(io.Discard, records)
				require.NoError(t, err)
			}
			assert.Less(t, peaks[1], peaks[0]+peaks[0]/4+1<<20, "two and a half times the events, %d KiB instead of %d", peaks[1]>>10, peaks[0]>>10)
		})
	}
}

func BenchmarkEventTables(b *testing.B) {
	for _, format := range formats {
		b.Run(format.name, func(b *testing.B) {
			const n = 20_000
			rows := 0
			b.ReportAllocs()
			for b.Loop() {
				read := 0
				tally, err := format.write(io.Discard, manyEvents(n, &read))
				if err != nil {
					b.Fatal(err)
				}
				rows += tally.Rows
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}
