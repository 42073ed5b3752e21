package schema

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func callReading() Reading {
	return Reading{
		Article: Article{ID: "af12", Text: "Putin telephoned Rouhani."},
		Actors: []Actor{
			{ID: "hassan-rouhani", Kind: Person, Name: "Hassan Rouhani", Country: "IRN", Code: "IRNGOV"},
			{ID: "vladimir-putin", Kind: Person, Name: "Vladimir Putin", Country: "RUS", Code: "RUSGOV"},
		},
		Mentions: []Mention{{Actor: "vladimir-putin", Text: "Putin", Span: Span{0, 5}, How: "surname"}},
		Events: []Event{{
			Relation: "telephoned", Source: "vladimir-putin", Target: "hassan-rouhani", Status: Actual, Date: NewDate(2013, 11, 18),
			Evidence: []Evidence{
				{
					Article: "af12", Span: Span{0, 24}, Quote: "Putin telephoned Rouhani.", Trigger: "telephoned", Rule: "telephone:3", Place: "Moscow",
					Source: Mentioned{"Putin", Span{0, 5}}, Target: Mentioned{"Rouhani", Span{17, 24}},
				},
				{Article: "af12", Sentence: 1, Span: Span{30, 40}},
			},
		}},
	}
}

// The fields, their names and their order are what users of extract rely on.
func TestStatementJSON(t *testing.T) {
	r := callReading()
	statements := r.Statements()
	require.Len(t, statements, 2, "a line for each piece of evidence")
	b, err := json.Marshal(statements[0])
	require.NoError(t, err)
	assert.Equal(t, `{"article":"af12","sentence":0,"event":"`+r.Events[0].ID()+`","relation":"telephoned","symmetric":false,`+
		`"plover":"CONSULT","cameo":"041","status":"actual",`+
		`"source":{"id":"vladimir-putin","name":"Vladimir Putin","mention":"Putin","start":0,"end":5,"kind":"person","country":"RUS","code":"RUSGOV"},`+
		`"target":{"id":"hassan-rouhani","name":"Hassan Rouhani","mention":"Rouhani","start":17,"end":24,"kind":"person","country":"IRN","code":"IRNGOV"},`+
		`"trigger":"telephoned","start":0,"end":24,"date":"2013-11-18","precision":"day","place":"Moscow","rule":"telephone:3","quote":"Putin telephoned Rouhani."}`,
		string(b))
	assert.Equal(t, 1, statements[1].Sentence)
	assert.Equal(t, statements[0].Event, statements[1].Event)
}

func TestMentionLineJSON(t *testing.T) {
	r := callReading()
	lines := r.MentionLines()
	require.Len(t, lines, 1)
	b, err := json.Marshal(lines[0])
	require.NoError(t, err)
	assert.Equal(t, `{"article":"af12","actor":"vladimir-putin","name":"Vladimir Putin","mention":"Putin","start":0,"end":5,"kind":"person","country":"RUS","how":"surname"}`, string(b))
	b, err = json.Marshal((&Reading{}).MentionLines())
	require.NoError(t, err)
	assert.Equal(t, `[]`, string(b))
}

func TestReadingActor(t *testing.T) {
	r := callReading()
	a, found := r.Actor("vladimir-putin")
	assert.True(t, found)
	assert.Equal(t, "Vladimir Putin", a.Name)
	_, found = r.Actor("kerry")
	assert.False(t, found)
}
