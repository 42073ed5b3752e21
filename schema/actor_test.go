package schema

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"":                              "",
		"Vladimir Putin":                "vladimir putin",
		"Ban Ki-Moon":                   "ban ki moon",
		"  Ban  Ki–moon. ":              "ban ki moon",
		"Recep Tayyip Erdoğan":          "recep tayyip erdogan",
		"İlham Əliyev":                  "ilham eliyev",
		"Côte d’Ivoire":                 "cote divoire",
		"Sinn Féin":                     "sinn fein",
		"O'Brien":                       "obrien",
		"Sana‘a":                        "sanaa",
		"ʿAbd al-Qādir":                 "abd al qadir",
		"Hawaiʻi":                       "hawaii",
		"Baʾath":                        "baath",
		"Qurʼan":                        "quran",
		"Shiʿa":                         "shia",
		"Łódź":                          "lodz",
		"Lars Løkke Rasmussen":          "lars lokke rasmussen",
		"Kirsten Ǿrsted":                "kirsten orsted", // the accent on an ø
		"Straße":                        "strasse",
		"U.S.":                          "us",
		"AT&T":                          "at t",
		"Nguyễn Xuân Phúc":              "nguyen xuan phuc",
		"Ki\u00admoon":                  "kimoon", // a soft hyphen is no letter
		"５１２ Ｔｏｋｙｏ":                     "512 tokyo",
		"Putin's":                       "putins",
		"Владимир Путин":                "",
		"e\u0301mile":                   "emile",
		"\x00\t\n":                      "",
		"Jean‑Claude Juncker (EU)":      "jean claude juncker eu",
		"Lula\u00a0da\u00a0Silva":       "lula da silva",
		"Kim Jong\u200b-un":             "kim jong un",
		"Muḥammad Ḥusnī Sayyid Mubārak": "muhammad husni sayyid mubarak",
	} {
		assert.Equal(t, want, Fold(name), "%q", name)
	}
}

func TestNewActorID(t *testing.T) {
	for name, want := range map[string]ActorID{
		"Vladimir Putin":   "vladimir-putin",
		"Ban Ki-Moon":      "ban-ki-moon",
		"Ban Ki-moon":      "ban-ki-moon",
		"Met":              "met-actor", // a relation
		"Source":           "source-actor",
		"AID":              "aid",
		"Role":             "role-actor",
		"3M":               "3m",
		"Côte d'Ivoire":    "cote-divoire",
		"Syrian officials": "syrian-officials",
	} {
		id := NewActorID(name)
		assert.Equal(t, want, id, "%q", name)
		assert.True(t, id.Valid(), "%q", id)
	}
	russian, greek := NewActorID("Владимир Путин"), NewActorID("Αλέξης Τσίπρας")
	assert.True(t, russian.Valid(), "%q", russian)
	assert.True(t, greek.Valid(), "%q", greek)
	assert.NotEqual(t, russian, greek, "names in other scripts are kept apart")
}

func TestActorIDValid(t *testing.T) {
	local := NewActorID("Syrian officials").In(ArticleKey("af12"))
	assert.True(t, local.Valid(), "%q", local)
	assert.True(t, local.Local())
	assert.False(t, ActorID("iran").Local())
	for _, id := range []ActorID{"", "-", "a-", "-a", "a--b", "A", "é", "a b", "a.b", "a.9c1f00ab12c", "event/1", "met", "name", "a\n"} {
		assert.False(t, id.Valid(), "%q", id)
	}
}

// Every word of the graph must be kept from the actors, or a name such as
// "Source" would become a predicate.
func TestVocabularyIsReserved(t *testing.T) {
	for _, r := range Relations() {
		assert.False(t, ActorID(r.Name).Valid(), r.Name)
	}
	for p := range predicates {
		assert.False(t, ActorID(p).Valid(), p)
	}
	predicatesUsed := map[string]bool{}
	quads := append(Vocabulary(), Sameness{Old: "a", New: "b", Score: 0.9, Reason: "r", By: ByPass}.Quads()...)
	for seed := range uint64(50) {
		r := newGenerator(seed).reading()
		quads = append(quads, r.Quads()...)
	}
	for _, q := range quads {
		p := TextOf(q.Predicate)
		assert.True(t, reserved(p), p)
		predicatesUsed[p] = true
	}
	for p := range predicates {
		assert.True(t, predicatesUsed[string(p)], "%s is reserved, but no quad has it", p)
	}
}

func FuzzNewActorID(f *testing.F) {
	for _, name := range []string{"Ban Ki-moon", "met", "ﬁ ℡ ½", "\xff\xfe", "İ", "é.é", "source-", "'s", "ª", "Ⅳ", "ǅ"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		id := NewActorID(name)
		assert.True(t, id.Valid(), "%q → %q", name, id)
		assert.False(t, id.Local())
		assert.True(t, id.In(ArticleKey(name)).Valid())
		folded := Fold(name)
		assert.Equal(t, folded, Fold(folded), "folding twice changes nothing")
		if utf8.ValidString(name) {
			assert.Equal(t, folded, Fold(strings.ToLower(name)), "case does not matter")
		}
	})
}
