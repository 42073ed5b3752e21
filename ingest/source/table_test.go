package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

const (
	icewsHeader = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\t" +
		"Story ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
	icewsRow = "7\t2009-05-11\tOrla Quenby\tExecutive,Government\tIreland\tMake a visit\t042\t1.9\tPolice (Philippines)\tPolice\tPhilippines\t" +
		"31\t4\tThe Gazette\tManila\t\tMetro\tPhilippines\t14.6\t121"
	polecatHeader = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tEvent Intensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\t" +
		"Actor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t" +
		"Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\t" +
		"Feature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion"
	polecatRow = "X1\t2019-02-03\tCONSULT\tvisit\t2\t1\tdiplomatic\tOrla Quenby\tIRL\t205\tGOV\tGOV\tTrade Minister\tMinister Quenby\tOrla_Quenby\tKenya\tKEN\t501\tGOV\tGOV\t" +
		"\tKenya\tKenya\tNairobi\tNairobi\t\t\tKEN\t-1.28\t36.8\t1\tNairobi\tPPLC\tThe Gazette\t2019-02-04\t\t\t\ten\tNGEC"
)

// gdeltRow is a row of GDELT with some of its 61 columns filled.
func gdeltRow(set map[int]string) string {
	f := make([]string, gdeltWidth)
	for i, s := range map[int]string{
		0: "900", 1: "20150218", 2: "201502", 3: "2015", 4: "2015.1315", 5: "IRLGOV", 6: "ORLA QUENBY", 7: "IRL", 12: "GOV", 15: "KEN", 16: "KENYA", 17: "KEN",
		25: "1", 26: "042", 27: "042", 28: "04", 29: "1", 51: "4", 52: "Nairobi, Nairobi Area, Kenya", 56: "-1.28", 57: "36.8",
		59: "20150219230000", 60: "https://www.gazette.example/a?b=1",
	} {
		f[i] = s
	}
	for i, s := range set {
		f[i] = s
	}
	return strings.Join(f, "\t")
}

// rowsOf reads a table; problems are as text.
func rowsOf(t *testing.T, text string, format Table) (rows []Row, problems []string) {
	t.Helper()
	for row, err := range ReadTable(strings.NewReader(text), "t.tab", format) {
		if err != nil {
			var p *Problem
			require.ErrorAs(t, err, &p)
			problems = append(problems, err.Error())
			continue
		}
		rows = append(rows, row)
	}
	return rows, problems
}

func TestReadTable(t *testing.T) {
	for _, c := range []struct {
		text string
		want Row
	}{
		{icewsHeader + "\n" + icewsRow, Row{
			Table: ICEWS, Line: 2, Event: "7", Date: schema.NewDate(2009, 5, 11), CAMEO: "042",
			Source: Party{Name: "Orla Quenby", Country: "Ireland", Sectors: []string{"Executive", "Government"}},
			Target: Party{Name: "Police (Philippines)", Country: "Philippines", Sectors: []string{"Police"}},
			Story:  "31", Publisher: "The Gazette", Sentence: 3, Place: "Manila, Philippines",
		}},
		{polecatHeader + "\n" + polecatRow, Row{
			Table: POLECAT, Line: 2, Event: "X1", Date: schema.NewDate(2019, 2, 3), Type: "CONSULT", Mode: "visit",
			Source:    Party{Name: "Orla Quenby", Country: "IRL", Sectors: []string{"GOV"}, Title: "Trade Minister"},
			Target:    Party{Name: "Kenya", Country: "KEN", Sectors: []string{"GOV"}},
			Publisher: "The Gazette", Published: schema.NewDate(2019, 2, 4), Place: "Nairobi, KEN",
		}},
		{gdeltRow(nil), Row{
			Table: GDELT, Line: 1, Event: "900", Date: schema.NewDate(2015, 2, 18), CAMEO: "042",
			Source: Party{Name: "ORLA QUENBY", Country: "IRL", Code: "IRLGOV", Sectors: []string{"GOV"}},
			Target: Party{Name: "KENYA", Country: "KEN", Code: "KEN"},
			URL:    "https://www.gazette.example/a?b=1", Publisher: "gazette.example", Published: schema.NewDate(2015, 2, 19), Place: "Nairobi, Kenya",
		}},
	} {
		for name, text := range map[string]string{"as it is": c.text, "a mark and CRLF": "\ufeff" + strings.ReplaceAll(c.text, "\n", "\r\n") + "\r\n"} {
			for _, format := range []Table{"", c.want.Table} {
				rows, problems := rowsOf(t, text, format)
				assert.Empty(t, problems, name)
				assert.Equal(t, []Row{c.want}, rows, name)
			}
		}
		for _, format := range Tables() {
			if format != c.want.Table {
				rows, problems := rowsOf(t, c.text, format)
				assert.Empty(t, rows)
				require.Len(t, problems, 1, "without a header there is nothing to go on with")
				assert.Contains(t, problems[0], "t.tab:1: no table of ICEWS, POLECAT or GDELT 2.0 events: these are not the columns of "+strings.ToUpper(string(format)))
			}
		}
		line, _, _ := strings.Cut(c.text, "\n")
		assert.Equal(t, c.want.Table, TableOf(line))
		if c.want.Table != GDELT { // parted by commas, all quoted
			quoted := func(s string) string {
				return `"` + strings.ReplaceAll(strings.ReplaceAll(s, "\t", `","`), "\n", "\"\n\"") + `"`
			}
			rows, problems := rowsOf(t, quoted(c.text), "")
			assert.Empty(t, problems)
			assert.Equal(t, []Row{c.want}, rows)
		}
	}
	assert.Empty(t, TableOf("an article"))
	assert.Empty(t, TableOf(strings.Repeat("\t", gdeltWidth-1)))
}

// One bad row costs no other, and is named by its line.
func TestReadTableProblems(t *testing.T) {
	change := func(from, to string) string { return strings.Replace(icewsRow, from, to, 1) }
	for _, c := range []struct{ row, want string }{
		{change("042", "0999"), `no such event code: "0999"`},
		{change("042", ""), `no such event code: ""`},
		{change("2009-05-11", "2009-02-30"), `"2009-02-30" is not a date of the form 2009-05-11 or 20090511`},
		{change("14.6", "91"), `"91" is no latitude`},
		{change("14.6", "-78#.5"), `"-78#.5" is no latitude`},
		{change("14.6", "NaN"), `"NaN" is no latitude`},
		{change("121", "181"), `"181" is no longitude`},
		{change("\t4\t", "\tfour\t"), `"four" is no number of a sentence`},
		{change("7\t", ""), "19 columns, not 20"},
		{icewsRow + "\t", "21 columns, not 20"},
		{change("Quenby", "Qu\xffenby"), "not valid UTF-8: byte 20 is 0xff"},
		{change("Quenby", "Qu\x00enby"), "binary, not text"},
		{change("Quenby", strings.Repeat("y", maxLine)), "too long: more than 1048576 bytes"},
	} {
		rows, problems := rowsOf(t, icewsHeader+"\n"+icewsRow+"\n\n"+c.row+"\n"+icewsRow, "")
		assert.Len(t, rows, 2, c.want)
		assert.Equal(t, []string{"t.tab:4: " + c.want}, problems)
	}
	for _, c := range []struct {
		set  map[int]string
		want string
	}{
		{map[int]string{26: "0", 59: "20150219230000"}, `no such event code: "0"`},
		{map[int]string{59: ""}, `added: "" is not a date of the form 2009-05-11 or 20090511`},
		{map[int]string{1: "2015"}, `"2015" is not a date of the form 2009-05-11 or 20090511`},
	} {
		rows, problems := rowsOf(t, gdeltRow(nil)+"\n"+gdeltRow(c.set), GDELT)
		assert.Len(t, rows, 1)
		assert.Equal(t, []string{"t.tab:2: " + c.want}, problems)
	}
	_, problems := rowsOf(t, polecatHeader+"\n"+strings.Replace(polecatRow, "CONSULT", "GREET", 1), "")
	assert.Equal(t, []string{`t.tab:2: no such event code: "GREET"`}, problems)
	_, problems = rowsOf(t, "", "")
	assert.Equal(t, []string{"t.tab: no text"}, problems)
	_, problems = rowsOf(t, "Orla Quenby met someone.\n", "")
	assert.Equal(t, []string{"t.tab:1: no table of ICEWS, POLECAT or GDELT 2.0 events"}, problems)
}

// What tables have for nothing, and other ways to write the same.
func TestReadTableForgives(t *testing.T) {
	change := func(from, to string) string { return strings.Replace(icewsRow, from, to, 1) }
	for _, c := range []struct {
		row  string
		want func(r *Row)
	}{
		{change("042", "42"), func(*Row) {}},
		{change("042", "014"), func(r *Row) { r.CAMEO = "014" }}, // a statement, for the caller to leave out
		{change("14.6\t121", "NULL\tNULL"), func(*Row) {}},
		{change("Manila", ""), func(r *Row) { r.Place = "Metro, Philippines" }},
		{change("Manila\t\tMetro", "\t\t"), func(r *Row) { r.Place = "Philippines" }},
		{change("Orla Quenby", `"Orla ""Quen""`+"\t"+`by"`), func(r *Row) { r.Source.Name = "Orla \"Quen\"\tby" }},
		{change("Orla Quenby", `"Orla" Quenby`), func(r *Row) { r.Source.Name = `"Orla" Quenby` }},
		{change("31\t", "\t"), func(r *Row) { r.Story = "event 7" }},
		{change("\t4\t", "\t\t"), func(r *Row) { r.Sentence = 0 }},
	} {
		rows, problems := rowsOf(t, icewsHeader+"\n"+icewsRow+"\n"+c.row, "")
		require.Empty(t, problems, c.row)
		want := rows[0]
		want.Line = 3
		c.want(&want)
		assert.Equal(t, want, rows[1])
	}
	rows, problems := rowsOf(t, gdeltRow(map[int]string{60: "BBC Monitoring", 52: "Kenya"}), "")
	require.Empty(t, problems)
	assert.Equal(t, "BBC Monitoring", rows[0].Publisher)
	assert.Empty(t, rows[0].URL)
	assert.Equal(t, "Kenya", rows[0].Place)
}

func TestReadTableStops(t *testing.T) {
	for range ReadTable(strings.NewReader(icewsHeader+"\n"+icewsRow+"\n"+icewsRow), "t", "") {
		break
	}
	broken := io.MultiReader(strings.NewReader(icewsHeader+"\n"+icewsRow+"\n"), &brokenReader{})
	var last error
	n := 0
	for _, err := range ReadTable(broken, "t", "") {
		n++
		last = err
	}
	assert.Equal(t, 2, n)
	assert.ErrorContains(t, last, "pulled out")
}

type brokenReader struct{}

func (*brokenReader) Read([]byte) (int, error) { return 0, errors.New("pulled out") }

func TestOpenTables(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, data, 0o644))
		return path
	}
	text := []byte(gdeltRow(nil) + "\n")
	var zipped, gzipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, err := z.Create("20150218.export.CSV")
	require.NoError(t, err)
	_, err = w.Write(text)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	g := gzip.NewWriter(&gzipped)
	_, err = g.Write(text)
	require.NoError(t, err)
	require.NoError(t, g.Close())

	plain := write("in/a.tsv", text)
	inZip := write("in/b/20150218.export.CSV.zip", zipped.Bytes())
	inGzip := write("in/c.tab.gz", gzipped.Bytes())
	write("in/readme.txt", text)
	write("in/.hidden.tsv", text)
	read := func(path string) (names []string, err error) {
		err = OpenTables(path, bytes.NewReader(text), func(name string, content io.Reader) error {
			got, err := io.ReadAll(content)
			require.NoError(t, err)
			assert.Equal(t, string(text), string(got))
			names = append(names, name)
			return nil
		})
		return names, err
	}
	for path, want := range map[string][]string{plain: {plain}, inZip: {inZip}, inGzip: {inGzip}, "-": {"stdin"}, filepath.Join(dir, "in"): {plain, inZip, inGzip}} {
		got, err := read(path)
		require.NoError(t, err)
		assert.Equal(t, want, got)
		assert.Equal(t, strings.Contains(path, "."), IsTable(path), path)
	}
	assert.True(t, IsTable(filepath.Join(dir, "in", "readme.txt")), "named by itself, for all that its name may be that of an article")
	assert.False(t, IsTable(write("news.txt", []byte("Putin telephoned Rouhani.\n"))))
	assert.False(t, IsTable(filepath.Join(dir, "in", "none.txt")))
	assert.False(t, IsTable(write("x.csv", []byte("id,text\n"))))
	for _, path := range []string{filepath.Join(dir, "none"), write("bad.zip", text), write("bad.gz", text), write("empty/x.txt", text) + "/.."} {
		var p *Problem
		_, err := read(filepath.Clean(path))
		require.ErrorAs(t, err, &p, path)
		assert.Equal(t, filepath.Clean(path), p.File)
	}
}

// FuzzReadTable holds that any bytes give rows and problems in the order of the
// lines, and rows that hold what they promise.
func FuzzReadTable(f *testing.F) {
	f.Add(icewsHeader + "\n" + icewsRow)
	f.Add(polecatHeader + "\n" + polecatRow)
	f.Add(gdeltRow(nil) + "\r\n\r\n" + gdeltRow(map[int]string{26: "40"}))
	f.Add("\ufeff" + strings.ReplaceAll(icewsHeader, "\t", ",") + "\n\"" + strings.ReplaceAll(icewsRow, "\t", "\",\""))
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for row, err := range ReadTable(strings.NewReader(text), "t", "") {
			line := row.Line
			if err != nil {
				var p *Problem
				require.ErrorAs(t, err, &p)
				line = p.Line
			} else {
				_, _, isCAMEO := schema.FromCAMEO(row.CAMEO)
				_, _, isPLOVER := schema.FromPLOVER(row.Type, row.Mode)
				require.True(t, isCAMEO || schema.IsStatement(row.CAMEO) || isPLOVER, "%+v", row)
				require.False(t, row.Date.IsZero())
				back, err := schema.ParseDate(row.Date.String())
				require.NoError(t, err)
				require.Equal(t, back, row.Date)
				require.GreaterOrEqual(t, row.Sentence, 0)
				require.NotEmpty(t, row.Event+row.Story)
			}
			require.True(t, line > last || line == 0 && text == strings.Trim(text, ""), strconv.Itoa(line))
			last = line
		}
	})
}
