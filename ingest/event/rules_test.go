package event

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBuiltInRulesParse(t *testing.T) {
	rules, err := english()
	require.NoError(t, err)
	assert.Greater(t, len(rules.byHead), 300)
}

// What is wrong in a rules file is said with its file and line.
func TestErrorsNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"verb meet -> object":                             `x.rules:1: want a heading such as [met]`,
		"[meet]":                                          `x.rules:1: no relation "meet"`,
		"[met":                                            `x.rules:1: want a heading`,
		"[met]\n\nadverb kindly -> object":                `x.rules:3: want verb, noun`,
		"[met]\nverb meet":                                `x.rules:2: want “words -> where the target stands”`,
		"[met]\nverb meet -> ":                            `x.rules:2: "meet ->" names no place`,
		"[met]\nverb -> object":                           `x.rules:2: "-> object" has no words`,
		"[met]\nverb meet,\n  see -> thing":               `x.rules:2: "thing" is no place of a target`,
		"[met]\nnoun meeting -> object":                   `x.rules:2: a noun has no object`,
		"[met]\nnoun meeting -> with <- thing":            `x.rules:2: "thing" is no preposition`,
		"[met]\nverb hold @nothing -> with":               `x.rules:2: no set "nothing"`,
		"[met]\nverb meet … with -> object":               `x.rules:2: want “verb … preposition noun -> object”`,
		"[met]\nverb meet -> object\nverb meet -> object": `x.rules:3: "meet" stands at x.rules:2 already`,
		"set talks talk":                                  `x.rules:1: want “set NAME = WORD, WORD”`,
		"set a = b\nset a = c":                            `x.rules:2: a second set "a"`,
		"set a = @b":                                      `x.rules:1: no set "b"`,
		"[none]\nverb meet -> object":                     `x.rules:2: words that tell nothing have no participants`,
		"[none]\nyes: [A] met <B>.":                       `x.rules:2: [none] tells nothing`,
		"[met]\nyes: A met <B>.":                          `x.rules:2: a “yes:” sentence marks a [source] and a <target>`,
		"[met]\nyes: [A met <B>.":                         `x.rules:2: a mark within a mark`,
		"[met]\nyes: [A] met <B.":                         `x.rules:2: a mark is not closed`,
		"[met]\nyes: A] met <B>.":                         `x.rules:2: ']' closes what nothing opened`,
		"[met]\nyes: [A> met <B>.":                        `x.rules:2: '>' closes what nothing opened`,
		"[met]\nyes: [A] met <B >":                        `x.rules:2: a mark holds words without space around them, not "B "`,
		"[met]\nyes: [] met <B>.":                         `x.rules:2: a mark holds words without space around them, not ""`,
		"[met]\nno: [A] met B.":                           `x.rules:2: a “no:” sentence marks nobody`,
		"[met]\nno:":                                      `x.rules:2: no sentence`,
	} {
		_, err := English().With("x.rules", text)
		assert.ErrorContains(t, err, want, text)
	}
}

func TestPhrasesStandForAllTheyName(t *testing.T) {
	rules, err := English().With("x.rules", "set holding = hold, stage\nset more = war game\nset event = drill, @more\n[exercised_with]\nverb @holding @event -> with")
	require.NoError(t, err)
	var got []string
	for _, head := range []string{"hold", "stage"} {
		for _, p := range rules.byHead[head] {
			if p.position == "x.rules:5" {
				got = append(got, head+" "+strings.Join(p.words, " "))
			}
		}
	}
	assert.Equal(t, []string{"hold drill", "hold war game", "stage drill", "stage war game"}, got)
}

// A rules file of a user's goes before the built-in rules, and changes them for nobody else.
func TestRulesOfAUser(t *testing.T) {
	before := len(English().byHead["meet"])
	rules, err := English().With("x.rules", "[none]\nverb meet\n[praised]\nverb laurel -> object\nyes: [A] laurelled <B>.")
	require.NoError(t, err)
	assert.Equal(t, none, rules.byHead["meet"][0].relation)
	assert.Len(t, rules.byHead["meet"], before+1)
	assert.Len(t, English().byHead["meet"], before)
	assert.Equal(t, []Sentence{{Relation: "praised", Told: true, Text: "A laurelled B.", Source: [][2]int{{0, 1}}, Target: [][2]int{{12, 13}}, Position: "x.rules:5"}}, rules.Sentences())
}

// Whatever a rules file holds, it is read or refused with its line.
func FuzzRules(f *testing.F) {
	for _, seed := range []string{
		"# c\nset a = b, c\n[met]\nverb hold @a, meet,\n see -> object, with\nnoun meeting -> with, between <- of\nyes: [A] met <B>.\nno: It rained.",
		"[none]\nverb call it", "[met]\nverb give … with @aid -> object", "[met\n", "yes: [", "set =", "[met]\nverb , -> ,",
	} {
		f.Add(seed)
	}
	base := English()
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := base.With("x.rules", text)
		if err != nil {
			assert.Regexp(t, `^x\.rules:\d+: .`, err.Error())
			return
		}
		for _, s := range rules.Sentences() {
			for _, mark := range append(s.Source, s.Target...) {
				assert.LessOrEqual(t, mark[1], len(s.Text))
			}
		}
	})
}
