package actor

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"entente/schema"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCounts(t *testing.T) {
	kinds := map[schema.Kind]int{}
	for _, a := range Known().Actors() {
		kinds[a.Kind]++
	}
	assert.GreaterOrEqual(t, kinds[schema.Country], 220)
	assert.GreaterOrEqual(t, kinds[schema.Organisation], 500)
	assert.GreaterOrEqual(t, kinds[schema.Person], 400)
	assert.Zero(t, kinds[schema.Group], "described groups are known to no table")
	assert.Greater(t, len(Known().titles), 900)
	assert.Greater(t, len(Known().nouns), 800)
	assert.Greater(t, len(Known().given), 4000)
}

func TestOrganisationsAndLeadersAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"al - Qaida":                         "al-qaida",
		"Al - Qaeda militants":               "al-qaida",
		"Al Qaeda":                           "al-qaida",
		"al-Qa'ida":                          "al-qaida",
		"NATO":                               "nato",
		"Nato troops":                        "nato",
		"North Atlantic Treaty Organization": "nato",
		"UN Security Council":                "un-security-council",
		"U.N. Security Council":              "un-security-council",
		"United Nations":                     "united-nations",
		"Kurdistan Workers ' Party":          "kurdistan-workers-party",
		"Kurdistan Workers Party":            "kurdistan-workers-party",
		"Lord 's Resistance Army":            "lords-resistance-army",
		"Iranian Atomic Energy Organization": "atomic-energy-organization-of-iran",
		"Syrian Opposition Coalition":        "syrian-national-coalition",
		"SNC":                                "syrian-national-coalition syrian-national-council",
		"Pentagon":                           "us-department-of-defense",
		"Foggy Bottom":                       "us-state-department",
		"G - 20":                             "group-of-20",
		"P5+1":                               "p5-1",
		"Houthis":                            "ansar-allah",
		"Tories":                             "conservative-party",
		"RFE/RL":                             "radio-free-europe-radio-liberty",
		"Boeing":                             "boeing",
		"Vladimir Putin":                     "vladimir-putin",
		"VLADIMIR PUTIN":                     "vladimir-putin",
		"Putin":                              "vladimir-putin",
		"Ban Ki - Moon":                      "ban-ki-moon",
		"Ban Ki-moon":                        "ban-ki-moon",
		"Bashar Al-Assad":                    "bashar-al-assad",
		"Recep Tayyip Erdogan":               "recep-tayyip-erdogan",
		"Recep Tayyip Erdoğan":               "recep-tayyip-erdogan",
		"Xi Jinping":                         "xi-jinping",
		"XI JINPING":                         "xi-jinping",
		"Kim Jong Un":                        "kim-jong-un",
		"KIM JONG UN":                        "kim-jong-un",
		"bin Laden":                          "osama-bin-laden",
		"Bin Laden":                          "osama-bin-laden",
		"Clinton":                            "hillary-clinton bill-clinton",
		"Hassan Rohani":                      "hassan-rouhani",
	} {
		assert.Equal(t, want, ids(match(t, text)), text)
	}
	assert.Equal(t, Surname, match(t, "Putin")[0].Form)
	assert.False(t, match(t, "Congo")[0].Rare)
	assert.True(t, match(t, "Congo")[1].Rare)
}

func TestNamesOfNoActor(t *testing.T) {
	for text, words := range map[string]int{
		"Latin American leaders": 2, "South China Sea": 3, "Gulf of Mexico": 3, "New Mexico": 2, "Iran - Iraq War": 4,
		"Mexico": 0, "South Korea": 0, "China": 0, "nobody": 0, "Gulf of Tonkin": 0,
	} {
		got := strings.Fields(text)
		assert.Equal(t, words, Known().Other(func(i int) string { return got[i] }, len(got)), text)
		if words > 0 {
			assert.Empty(t, match(t, text), text)
		}
	}
	x := Known().index
	for node, e := range x.ends {
		senses := x.senses[e.start : e.start+e.count]
		for _, s := range senses {
			assert.True(t, s.actor != nil || len(senses) == 1, "node %d names an actor and none", node)
		}
	}
}

func TestRolesSayWhoHeldAnOfficeWhen(t *testing.T) {
	putin, ok := Known().Actor("vladimir-putin")
	require.True(t, ok)
	require.Len(t, putin.Roles, 4)
	assert.Equal(t, schema.Role{Title: "Prime Minister", At: "russia", From: schema.NewDate(2008, 5, 8), To: schema.NewDate(2012, 5, 7)}, putin.Roles[2])
	assert.True(t, putin.Roles[3].To.IsZero())
	assert.Equal(t, Male, Known().Gender(putin.ID))
	assert.Equal(t, Female, Known().Gender("angela-merkel"))
	assert.Equal(t, Unknown, Known().Gender("iran"))

	ban, _ := Known().Actor("ban-ki-moon")
	assert.Equal(t, "KOR", ban.Country)
	assert.Equal(t, "IGOUNO", ban.Code)
	assert.Equal(t, schema.ActorID("united-nations"), ban.Roles[1].At)

	for _, a := range Known().Actors() {
		for _, r := range a.Roles {
			_, ok := Known().Actor(r.At)
			assert.True(t, ok, "%s: %s", a.ID, r.At)
			assert.NotEmpty(t, r.Title, a.ID)
			assert.NotRegexp(t, `\d{4}|[@;]`, r.Title, "%s: a role that was not understood", a.ID)
		}
	}
}

func TestTitles(t *testing.T) {
	for word, want := range map[string]Title{
		"minister":  {"minister", Head, "GOV", Unknown, false},
		"Ministers": {"minister", Head, "GOV", Unknown, true},
		"PRESIDENT": {"president", Head, "GOV", Unknown, false},
		"Prime":     {"prime", Modifier, "", Unknown, false},
		"foreign":   {"foreign", Modifier, "GOV", Unknown, false},
		"defence":   {"defence", Modifier, "MIL", Unknown, false},
		"spokesmen": {"spokesman", Head, "", Male, true},
		"queen":     {"queen", Head, "GOV", Female, false},
		"General":   {"general", Head, "MIL", Unknown, false},
		"Gen.":      {"gen", Courtesy, "MIL", Unknown, false},
		"Mr.":       {"mr", Courtesy, "", Male, false},
		"Mrs":       {"mrs", Courtesy, "", Female, false},
		"Sheikh":    {"sheikh", Courtesy, "MUS", Male, false},
		"deputies":  {"deputy", Head, "", Unknown, true},
		"attachés":  {"attache", Head, "GOV", Unknown, true},
		"senator":   {"senator", Head, "LEG", Unknown, false},
		"wives":     {"wife", Head, "", Female, true},
	} {
		got, ok := Known().Title(word)
		assert.True(t, ok, word)
		assert.Equal(t, want, got, word)
	}
	for _, word := range []string{"", "table", "primes", "Iran", "."} {
		_, ok := Known().Title(word)
		assert.False(t, ok, word)
	}
}

func TestGroupNouns(t *testing.T) {
	for word, want := range map[string]Noun{
		"officials":   {"official", "GOV", schema.Group, true},
		"official":    {"official", "GOV", schema.Group, false},
		"Government":  {"government", "GOV", schema.Organisation, false},
		"governments": {"government", "GOV", schema.Organisation, true},
		"ministries":  {"ministry", "GOV", schema.Organisation, true},
		"troops":      {"troops", "MIL", schema.Group, true},
		"police":      {"police", "COP", schema.Organisation, true},
		"authorities": {"authorities", "GOV", schema.Organisation, true},
		"policemen":   {"policeman", "COP", schema.Group, true},
		"rebels":      {"rebel", "REB", schema.Group, true},
		"lawmakers":   {"lawmaker", "LEG", schema.Group, true},
		"army":        {"army", "MIL", schema.Organisation, false},
		"parliament":  {"parliament", "LEG", schema.Organisation, false},
		"leaders":     {"leader", "", schema.Group, true},
		"fishermen":   {"fisherman", "AGR", schema.Group, true},
	} {
		got, ok := Known().GroupNoun(word)
		assert.True(t, ok, word)
		assert.Equal(t, want, got, word)
	}
	for _, word := range []string{"authority", "troop", "meeting", ""} {
		_, ok := Known().GroupNoun(word)
		assert.False(t, ok, word)
	}
}

func TestGivenNames(t *testing.T) {
	for word, want := range map[string]Gender{
		"Philip": Male, "Angela": Female, "Hossein": Male, "HASSAN": Male, "François": Male, "Francois": Male, "Kim": Unknown,
		"Ángela": Female, "Sergei": Male, "Shinzo": Male, "Tzipi": Female, "Recep": Male, "Ayşe": Female, "Ayse": Female,
	} {
		got, ok := Known().GivenName(word)
		assert.True(t, ok, word)
		assert.Equal(t, want, got, word)
	}
	for _, word := range []string{"philip", "Will", "Jordan", "Tehran", "", "Minister"} {
		_, ok := Known().GivenName(word)
		assert.False(t, ok, word)
	}
}

// broken loads the tables with one of them replaced.
func broken(file, text string) error {
	fsys := fstest.MapFS{}
	for _, f := range []string{statesFile, organisationsFile, leadersFile, othersFile, titlesFile, groupsFile, givenFile} {
		b, err := fs.ReadFile(tables, f)
		if err != nil {
			return err
		}
		fsys[f] = &fstest.MapFile{Data: b}
	}
	if text == "" {
		delete(fsys, file)
	} else {
		fsys[file] = &fstest.MapFile{Data: []byte(text)}
	}
	_, err := load(fsys)
	return err
}

func TestErrorsNameFileAndLine(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{statesFile, "", "actor: open states.tsv: file does not exist"},
		{statesFile, "# a comment\n\nIRN\tIRN\tun\tIran\t\t\t\t\t\textra\n", "states.tsv:3: 10 columns where the table has 9"},
		{statesFile, "IR\tIRN\tun\tIran\n", `states.tsv:1: country code "IR" has not three letters`},
		{statesFile, "IRN\tirn\tun\tIran\n", `states.tsv:1: CAMEO code "irn" is not made of capital letters`},
		{statesFile, "IRN\t\tun\tIran\n", "states.tsv:1: no CAMEO code"},
		{statesFile, "IRN\tIRN\tmember\tIran\n", `states.tsv:1: status "member" is none of ["un" "other" "former"]`},
		{statesFile, "IRN\tIRN\tun\n", "states.tsv:1: no name"},
		{statesFile, "IRN\tIRN\tun\tIran\nIRQ\tIRQ\tun\tIran\n", "states.tsv:2: the actor iran stands in states.tsv:1 already"},
		{statesFile, "IRN\tIRN\tun\tIran\nIRN\tIRN\tun\tPersia\n", "states.tsv:2: the code IRN belongs to Iran already"},
		{statesFile, "IRN\tIRN\tun\tIran\tPersia;; Eran\n", `states.tsv:1: an empty item in "Persia;; Eran"`},
		{statesFile, "IRN\tIRN\tun\tIran\tPersia; Persia\n", `states.tsv:1: the name "Persia" stands here twice`},
		{statesFile, "IRN\tIRN\tun\t Iran\n", `states.tsv:1: blanks around " Iran"`},
		{organisationsFile, "XXX\tIGOUNO\tUnited Nations\n", "organisations.tsv:1: XXX is neither a state of states.tsv nor IGO, NGO, MNC"},
		{organisationsFile, "IGO\tIGOUNO\tIran\n", "the actor iran stands in states.tsv:"},
		{leadersFile, "IGO\tIGOUNO\tm\tKofi Annan\n", "leaders.tsv:1: IGO is no state of states.tsv"},
		{leadersFile, "GHA\tIGOUNO\tx\tKofi Annan\n", `leaders.tsv:1: gender "x" is none of ["f" "m"]`},
		{leadersFile, "GHA\tIGOUNO\tm\tKofi Annan\tHead @Nowhere 1997/\n", `leaders.tsv:1: "Head @Nowhere 1997/" names an unknown actor "Nowhere"`},
		{leadersFile, "GHA\tIGOUNO\tm\tKofi Annan\tHead 1997/1996\n", `leaders.tsv:1: "Head 1997/1996" ends before it begins`},
		{leadersFile, "GHA\tIGOUNO\tm\tKofi Annan\tHead 97/\n", `leaders.tsv:1: "97" is not a date of the form 2013-11-18, 2013-11 or 2013`},
		{titlesFile, "minister\thaed\tGOV\n", `titles.tsv:1: role "haed" is none of ["head" "modifier" "courtesy"]`},
		{titlesFile, "minister\thead\tGVO\n", `titles.tsv:1: sector "GVO" is none of`},
		{titlesFile, "minister\thead\tGOV\nminister\tmodifier\n", `titles.tsv:2: "minister" stands here twice`},
		{titlesFile, "Minister\thead\tGOV\n", `titles.tsv:1: "Minister" is to be written "minister"`},
		{titlesFile, "-/troops\thead\tMIL\n", "titles.tsv:1: a title needs a singular"},
		{groupsFile, "army\tbody\tMIL\n", `groups.tsv:1: kind "body" is none of ["group" "organisation"]`},
		{groupsFile, "army\tgroup\tMIL\narmy\tgroup\n", `groups.tsv:2: "army" stands here twice`},
		{givenFile, "x James\n", `given-names.txt:1: a line begins with m, f or u, not "x"`},
		{givenFile, "m James\nm John James\n", "given-names.txt:2: James stands on line 1 already"},
		{givenFile, "m james\n", `given-names.txt:1: "james" is not a single capitalised name`},
	} {
		assert.ErrorContains(t, broken(c.file, c.text), c.want, c.text)
	}
	assert.NoError(t, broken(givenFile, "m James\n"))
}

// The CAMEO codes of states agree with the dictionary that they were taken from.
func TestCodesAgreeWithTheDictionary(t *testing.T) {
	dir := os.Getenv("ENTENTE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	b, err := os.ReadFile(filepath.Join(dir, "data", "petrarch", "Phoenix.Countries.actors.txt"))
	if err != nil {
		t.Skipf("the CAMEO codes of states are not compared with the Phoenix dictionary, which is not here: %v", err)
	}
	compared := 0
	for _, m := range regexp.MustCompile(`(?m)^([A-Z_]+?)_? +\[([A-Z]{3})\]`).FindAllSubmatch(b, -1) {
		name := strings.ReplaceAll(string(m[1]), "_", " ")
		var codes []string
		for _, found := range match(t, name) {
			if found.Form == Name && found.Actor.Kind == schema.Country && found.Words == len(strings.Fields(name)) {
				codes = append(codes, found.Actor.Code)
			}
		}
		if codes != nil {
			assert.Contains(t, codes, string(m[2]), name)
			compared++
		}
	}
	assert.Greater(t, compared, 140)
}

func TestAdjectives(t *testing.T) {
	for id, want := range map[schema.ActorID]string{"syria": "Syrian", "south-korea": "South Korean", "united-states": "American", "north-korea": "North Korean"} {
		got, ok := Known().Adjective(id)
		assert.True(t, ok, id)
		assert.Equal(t, want, got)
	}
	_, ok := Known().Adjective("nato")
	assert.False(t, ok)
}
