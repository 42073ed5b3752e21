package event

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEmbeddedLexiconParses(t *testing.T) {
	lex, err := english()
	require.NoError(t, err)
	assert.Greater(t, len(lex), 300)
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
