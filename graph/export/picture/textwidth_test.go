package picture

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTextWidth(t *testing.T) {
	assert.Zero(t, textWidth(""))
	assert.InDelta(t, 1.0, textWidth("国"), 1e-9)
	assert.InDelta(t, textWidth("Jurgen"), textWidth("Ju\u0308rgen"), 1e-9)
	assert.InDelta(t, textWidth("Jurgen"), textWidth("Jürgen"), 1e-9)
	assert.Less(t, textWidth("illicit"), textWidth("MMMMMMM"))
	assert.InDelta(t, 7*0.75, textWidth("ქართველ"), 1e-9, "a script that the table lacks")
}

func TestWrapText(t *testing.T) {
	for _, test := range []struct {
		text  string
		em    float64
		lines int
		want  []string
	}{
		{"Iran", 10, 2, []string{"Iran"}},
		{"United Nations", 6, 2, []string{"United", "Nations"}},
		{"Organization for Security and Co-operation", 10, 2, []string{"Organization for", "Security and Co…"}},
		{"Rindfleischetikettierung", 5, 2, []string{"Rindfleis-", "chetike…"}},
		{"Das Rindfleischgesetz", 6.5, 2, []string{"Das Rindfle-", "ischgesetz"}},
		{"中华人民共和国外交部", 5, 2, []string{"中华人民共", "和国外交部"}},
		{"中华人民共和国外交部发言人", 5, 2, []string{"中华人民共", "和国外交…"}},
		{"e\u0301e\u0301e\u0301e\u0301", 2.5, 1, []string{"e\u0301e\u0301…"}}, // no mark without its letter
		{"", 5, 2, nil},
	} {
		assert.Equal(t, test.want, wrapText(test.text, test.em, test.lines), test.text)
	}
}

// A name is cut only if two wide lines can't hold it.
func TestWrapName(t *testing.T) {
	for name, want := range map[string][]string{
		"Iran":                  {"Iran"},
		"Islamic State of Iraq": {"Islamic State of Iraq"},
		"Organisation for the Prohibition of Chemical Weapons":            {"Organisation for the Prohibition", "of Chemical Weapons"},
		"United Nations High Commissioner for Refugees":                   {"United Nations High", "Commissioner for Refugees"},
		"International Organisation of Nazarbayev and Castellanos":        {"International Organisation of", "Nazarbayev and Castellanos"},
		"中华人民共和国外交部发言人办公室":                                                {"中华人民共和国外交部发言人办公室"},
		"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz": {"Rindfleischetikettierungsüberwachungsa-", "ufgabenübertragungsgesetz"},
		strings.Repeat("word ", 20):                                       {"word word word word word word word", "word word word word word word word…"},
	} {
		assert.Equal(t, want, wrapName(name))
	}
}

func TestPlainText(t *testing.T) {
	assert.Equal(t, "a b", plainText("\u202ea\n\x00 b\u2069"))
	assert.Equal(t, "می\u200cخواهم", plainText("می\u200cخواهم"), "Persian needs the invisible non-joiner")
}
