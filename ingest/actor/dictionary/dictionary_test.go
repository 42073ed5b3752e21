package dictionary

import (
	"bytes"
	"strings"
	"testing"

	"entente/ingest/actor"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// read reads a text, and gives it as the plain table without its header, with
// what was reported.
func read(t *testing.T, name string, format Format, text string) (rows []string, problems []string) {
	t.Helper()
	d, err := Read(name, strings.NewReader(text), format, actor.Known(), func(p *Problem) { problems = append(problems, p.Error()) })
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, Write(&b, d))
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	assert.Equal(t, strings.Join(columns, ","), lines[0])

	// The plain table, read again, is the same dictionary.
	again, err := Read("again.csv", bytes.NewReader(b.Bytes()), CSV, actor.Known(), func(p *Problem) { t.Errorf("the table that was written: %v", p) })
	require.NoError(t, err)
	assert.Equal(t, d, again)
	assert.Equal(t, d, Merge(d))
	assert.Equal(t, d, Merge(d, d))
	return lines[1:], problems
}

// check reads a text and holds the rows and problems, a line each, against what is wanted.
func check(t *testing.T, name string, format Format, text, rows, problems string) {
	t.Helper()
	gotRows, gotProblems := read(t, name, format, text)
	assert.Equal(t, strings.TrimSpace(rows), strings.Join(gotRows, "\n"))
	assert.Equal(t, strings.TrimSpace(problems), strings.Join(gotProblems, "\n"))
}

func TestFormatsAreToldApart(t *testing.T) {
	for want, files := range map[Format][][2]string{
		CSV:            {{"a.csv", "x"}, {"a.txt", "\ufeffName,kind\n"}, {"a", "# c\nname,kind\n"}},
		PETRARCH:       {{"a.txt", "# c\n\nDUNE_ [AFG]\n"}, {"-", "!P! = A\nX!P! [~GOV]\n"}},
		FollowTheMoney: {{"a.json", `{"id":"a","schema":"Person","properties":{}}`}, {"a", "{broken\n" + `{"id":"a","schema":"Person","properties":{}}`}},
		Popolo:         {{"a.json", `{"persons":[]}`}, {"a", ` { "posts" : [] }`}},
		Wikidata:       {{"a.json", "[\n" + `{"id":"Q1","labels":{}}` + "\n]"}, {"a", `{"entities":{}}`}},
		"":             {{"a.txt", "nothing"}, {"a.json", `{"a":1}`}, {"a", ""}},
	} {
		for _, file := range files {
			assert.Equal(t, want, newFile(file[0], bytes.TrimPrefix([]byte(file[1]), []byte("\ufeff")), actor.Known(), nil).sniff(), "%q", file[1])
		}
	}
	_, err := Read("a.txt", strings.NewReader("nothing"), Auto, actor.Known(), nil)
	assert.EqualError(t, err, "a.txt: this looks like none of the formats petrarch, ftm, popolo, wikidata, csv; name one with --format")
	_, err = Read("a.txt", strings.NewReader("nothing"), "xml", actor.Known(), nil)
	assert.EqualError(t, err, `there is no format "xml" of dictionaries; there are auto, petrarch, ftm, popolo, wikidata, csv`)
}

func TestCSV(t *testing.T) {
	check(t, "a.csv", Auto, `name,kind,country,code,aliases,title,at,from,to,gender
Orla Quenby,person,IRL,IRLGOV,O. Quenby|Quenby,Minister for Trade,,2011-03,2014-07-11,f
orla quenby,person,ie,,,Chair,Harbour League,2015,,
Harbour League,organisation,IGO,IGOBUS,HL,,,,,
"Quist, Tam & ""Sons""",organisation,Irish,,,,,,,
Fisher Folk,group,,,,,,,,
warlord,title,,~REB,,,,,,m
fisherfolk,people,,AGR,fisherfolk,,,,,
board,body,,,,,,,,
`, `
Fisher Folk,group,,,,,,,,
Harbour League,organisation,IGO,IGOBUS,HL,,,,,
Orla Quenby,person,IRL,IRLGOV,O. Quenby|Quenby|orla quenby,f,Minister for Trade,,2011-03,2014-07-11
Orla Quenby,person,IRL,,,,Chair,Harbour League,2015,
"Quist, Tam & ""Sons""",organisation,,,,,,,,
warlord,title,,~REB,,m,,,,
board,body,,,,,,,,
fisherfolk,people,,~AGR,fisherfolk,,,,,
`, `
a.csv:5: "Irish" is no country that is known
`)
}

func TestCSVMistakes(t *testing.T) {
	check(t, "bad.csv", Auto, "name,kind,colour,code,aliases,title,at,from,to,country,name\n"+ // 1
		"Ada Wren,alien\n"+ // 2
		",person\n"+ // 3
		"Ada \x00Wren,person\n"+ // 4
		"Ada \xffWren,person\n"+ // 5
		"\"Ada Wren,person\n"+ // 6
		strings.Repeat("A", 10000)+",person\n"+ // 7
		"Ada Wren,person,,QQQGOV\n"+ // 8
		"Ada Wren,person,,GBRGO\n"+ // 9
		"Ada Wren,person,,,,Mayor,,2011-02-30,\n"+ // 10
		"Ada Wren,person,,,,Mayor,,2012,2011\n"+ // 11
		"Ada Wren,person,,,,,Bath,2012,\n"+ // 12
		"Ada Wren,person,,,us|...|,,,,,GBX\n"+ // 13
		"Ada Wren,person,,,,,,,,,,,,,,\n"+ // 14
		"two words,title\n"+ // 15
		"mayor,title,,~XYZ\n"+ // 16
		"\n"+
		"Ben Wren,person,,,,Mayor,,2010,\n", `
Ada Wren,person,,,,,,,,
Ben Wren,person,,,,,Mayor,,2010,
`, `
bad.csv:1: unknown column "colour"; there are name, kind, country, code, aliases, gender, title, at, from, to
bad.csv:1: column "name" stands here twice
bad.csv:2: unknown kind "alien"; there are person, country, organisation, group, and title, people, body of words
bad.csv:3: no name
bad.csv:4: a control character in "Ada \x00Wren"
bad.csv:5: invalid UTF-8 in "Ada `+"\ufffd"+`Wren,person\n"
bad.csv:6: a quote that is not closed
bad.csv:7: a name of 10000 characters, more than 200: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…"
bad.csv:8: unknown code QQQ in "QQQGOV": no state, region, kind of body or sector of CAMEO
bad.csv:9: "GBRGO" is no CAMEO code, which has three capital letters or six, nine …
bad.csv:10: "2011-02-30" is not a date of the form 2013-11-18, 2013-11 or 2013
bad.csv:11: a span that ends before it begins: 2012 to 2011
bad.csv:12: at, from and to without a title
bad.csv:13: "GBX" is no country that is known
bad.csv:13: a single word without a capital letter: "us" would be found as a common word
bad.csv:13: a name without a letter: "..."
bad.csv:13: no name
bad.csv:14: 16 fields where the header has 11
bad.csv:15: "two words" is not one word
bad.csv:16: unknown code "XYZ": no sector of CAMEO
`)
	check(t, "bad.csv", Auto, "name,country\nAda Wren,GBR\n", "", `bad.csv:1: the header has no column "kind"`)
}

func TestPETRARCH(t *testing.T) {
	check(t, "a.txt", Auto, `# Invented.
GREENLEAF_ISLAND_  [NZL]  # of a state
+KIWI_ROCK_
MARY_QUILLFEATHER_  # a comment
+CHANCELLOR_QUILLFEATHER
	[GBRELI 320101-791231]
	[GBRGOV 19800101-050430]
	[GBROPP >20050501]
BUREAU_OF_TIDES_(BOT)_	[IGOUNODEV 970101-061231] [IGOUNO]# no person
UN_TIDE_ENVOY [IGOUNO > 070101 <20091231] [---] and other words
THE_SALT_GUARD [REB <010131]
	BARE_O'MALLEY [USA]
`, `
Bureau of Tides,organisation,IGO,IGOUNODEV,BOT,,development,United Nations,1997-01-01,2006-12-31
Mary Quillfeather,person,GBR,GBROPP,Chancellor Quillfeather,,elite,United Kingdom,1932-01-01,1979-12-31
Mary Quillfeather,person,GBR,,,,government,United Kingdom,1980-01-01,2005-04-30
Mary Quillfeather,person,GBR,,,,opposition,United Kingdom,2005-05-01,
New Zealand,country,NZL,NZL,Greenleaf Island|Kiwi Rock,,,,,
Salt Guard,organisation,,REB,,,rebels,,,2001-01-31
UN Tide Envoy,person,,IGOUNO,,,,,,
United States,country,USA,USA,Bare O'Malley,,,,,
`, "")
}

func TestPETRARCHAgents(t *testing.T) {
	check(t, "a.txt", Auto, `!PERSON! = MAN, WOMEN
TIDEWARDEN [~GOV]
FISHER!PERSON! [~AGR]
MINISTER_ [~GOVLEG]
ROOF_THIEF {ROOF_THIEVES} [~CRM]
SNATCHTHIEF {SNATCHTHIEVES} [~CRM]
POLICE {} [~COP]
X!MINIST! [~GOV]
HARPOONER [~WET]
HARPOONER [~MIL}
HARPOONER {X [~MIL]
HARPOONER [IGO~]
!! = A
`, `
fisherwomen,title,,~AGR,fisherwomen,,,,,
minister,title,,~GOVLEG,,,,,,
police,modifier,,~COP,police,,,,,
fisherman,people,,~AGR,fisherman,,,,,
fisherwomen,people,,~AGR,fisherwomen,,,,,
minister,people,,~GOVLEG,,,,,,
police,body,,~COP,police,,,,,
snatchthief,body,,~CRM,snatchthieves,,,,,
tidewarden,body,,~GOV,,,,,,
`, `
a.txt:5: an agent of several words: "ROOF_THIEF"
a.txt:8: an unknown macro in "X!MINIST!"
a.txt:9: unknown code "WET": no sector of CAMEO
a.txt:10: an unclosed bracket: "[~MIL}"
a.txt:11: an unclosed bracket: "HARPOONER {X"
a.txt:12: unknown code "IGO": no sector of CAMEO
a.txt:13: "!!" is no name of a macro: !NAME! is wanted
`)
}

func TestPETRARCHMistakes(t *testing.T) {
	check(t, "bad.txt", PETRARCH, "+LONE_ [GBR]\n"+ // 1
		"\t[GBR]\n"+ // 2
		"TORN_SAIL_ [GBRGOV\n"+ // 3
		"TORN_FLAG_ [GBRGOV [GBR]\n"+ // 4
		"MOIRA_ASH [GBRGOV 991301-000101]\n"+ // 5
		"MOIRA_OAK [GBRGOV 20100101]\n"+ // 6
		"MOIRA_ELM [GBRGOV 20100101-20090101]\n"+ // 7
		"MOIRA_FIR []\n"+ // 8
		"MOIRA_YEW [QQQ]\n"+ // 9
		"MOIRA_IVY [GBR1]\n"+ // 10
		"___ [GBRGOV]\n"+ // 11
		"MOIRA\x00BOX [GBRGOV]\n"+ // 12
		"MOIRA_\xff [GBRGOV]\n"+ // 13
		strings.Repeat("M", 10000)+" [GBRGOV]\n"+ // 14
		"MOIRA_BAY\n"+ // 15
		"MOIRA_(OF THE_BAY)_ [GBRGOV]\n"+ // 16
		"MOIRA+_ASPEN_ [GBRGOV]\n"+ // 17
		"MOIRA_GALE [---]\n"+
		"MOIRA_BROOK [QQQ] [GBRGOV]\n", // 19
		`Moira Brook,person,GBR,GBRGOV,,,,,,`, `
bad.txt:1: a synonym, "+LONE_", of nothing
bad.txt:2: a code, "[GBR]", of nothing
bad.txt:3: an unclosed bracket: "[GBRGOV"
bad.txt:4: an unclosed bracket: "[GBRGOV [GBR]"
bad.txt:5: "991301" is no day: YYMMDD or YYYYMMDD is wanted
bad.txt:6: "20100101" is no span of dates: 930121-010120, >930121 or <010120
bad.txt:7: a span that ends before it begins: "GBRGOV 20100101-20090101"
bad.txt:8: no code in the brackets
bad.txt:9: unknown code QQQ in "QQQ": no state, region, kind of body or sector of CAMEO
bad.txt:10: "GBR1" is no CAMEO code, which has three capital letters or six, nine …
bad.txt:11: no name
bad.txt:12: a control character in "Moira\x00box"
bad.txt:13: invalid UTF-8 in "Moira `+"\ufffd"+`"
bad.txt:14: a name of 10000 characters, more than 200: "Mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm…"
bad.txt:15: no code for "MOIRA_BAY"
bad.txt:16: a parenthesis that is no acronym in the name "MOIRA_(OF THE_BAY)_"
bad.txt:17: a + inside the name "MOIRA+_ASPEN_"
bad.txt:19: unknown code QQQ in "QQQ": no state, region, kind of body or sector of CAMEO
`)
}
