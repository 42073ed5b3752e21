package ingest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The built-in rules do what their own sentences claim.
func TestRulesKeepTheirSentences(t *testing.T) {
	sentences, wrong := reader().CheckRules()
	assert.Greater(t, sentences, 300)
	for _, err := range wrong {
		t.Error(err)
	}
}

// A sentence that the rules read otherwise is said with its place and what was read.
func TestCheckRulesSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"[met]\nyes: [Angela Merkel] met <Vladimir Putin>.":                       "",
		"[met]\nyes: <Angela Merkel> met [Vladimir Putin].":                       "", // it has no direction
		"[praised]\nverb laurel -> object\nno: It rained on Angela Merkel.":       "",
		"[none]\nverb meet\nno: Angela Merkel met Vladimir Putin.":                "",
		"[met]\nno: Angela Merkel met Vladimir Putin.":                            "x.rules:2: want nothing, read “Angela Merkel met Vladimir Putin”",
		"[praised]\nyes: [Angela Merkel] met <Vladimir Putin>.":                   "x.rules:2: want “Angela Merkel praised Vladimir Putin”, read nothing",
		"[praised]\nyes: [Angela Merkel] praised <Iran>, and Syria hailed China.": "x.rules:2: want “Angela Merkel praised Iran”, read “Angela Merkel praised Iran; Syria praised China”",
		"[praised]\nyes: <Angela Merkel> praised [Vladimir Putin].":               "x.rules:2: want “Vladimir Putin praised Angela Merkel”, read “Angela Merkel praised Vladimir Putin”",
	} {
		r, err := reader().WithRules("x.rules", text)
		require.NoError(t, err)
		_, wrong := r.CheckRules()
		if want == "" {
			assert.Empty(t, wrong, text)
			continue
		}
		require.Len(t, wrong, 1, text)
		assert.ErrorContains(t, wrong[0], want)
	}
}
