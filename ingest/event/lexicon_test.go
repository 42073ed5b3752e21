package event

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVerbForms(t *testing.T) {
	for verb, want := range map[string][]string{
		"meet":  {"meet", "meets", "met", "meeting"},
		"visit": {"visit", "visits", "visited", "visiting"},
		"agree": {"agree", "agrees", "agreed", "agreeing"},
		"free":  {"free", "frees", "freed", "freeing"},
		"urge":  {"urge", "urges", "urged", "urging"},
		"defy":  {"defy", "defies", "defied", "defying"},
		"ban":   {"ban", "bans", "banned", "banning"},
		"press": {"press", "presses", "pressed", "pressing"},
		"speak": {"speak", "speaks", "spoke", "spoken", "speaking"},
		"go":    {"go", "goes", "went", "gone", "going"},
	} {
		forms := verbForms(verb)
		assert.Len(t, forms, len(want), verb)
		for _, w := range want {
			assert.Contains(t, forms, w)
		}
	}
	assert.Equal(t, past|participle, verbForms("meet")["met"])
}

func TestEmbeddedLexiconParses(t *testing.T) {
	lex, err := english()
	require.NoError(t, err)
	assert.Greater(t, len(lex), 700)
}

func TestLexiconErrorsNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"met v meet":                   "x.txt:1:",
		"# comment\nmeet v meet : obj": "x.txt:2: no relation \"meet\"",
		"\n\nmet x meet : obj":         "x.txt:3:",
		"met v meet : ; by":            "names no place for the target",
	} {
		_, err := parseLexicon("x.txt", text)
		assert.ErrorContains(t, err, want)
	}
}
