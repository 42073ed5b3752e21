package graph

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// Evidence is looked up in the text of its article.
func TestCheckEvidence(t *testing.T) {
	for want, spoil := range map[string]func(r *schema.Reading){
		"": func(r *schema.Reading) { r.Article.Text += " And that was all. Об этом сообщили." },
		"1 piece of evidence is not what the text of its article says there: quoted at char=0,25": func(r *schema.Reading) {
			r.Article.Text = strings.Replace(r.Article.Text, "met", "hit", 1)
		},
		"1 piece of evidence is not what the text of its article says there: quoted at char=26,60": func(r *schema.Reading) {
			r.Events[1].Evidence[0].Source.Text = "Ivan Wellner"
		},
		"2 pieces of evidence are not what the texts of their articles say there: quoted at char=0,25; quoted at char=26,60": func(r *schema.Reading) {
			r.Article.Text = "Ää" + r.Article.Text
		},
		"1 reading in the log is not valid: quoted: event anna-wellner accused karl-wellner: evidence char=26,60: char=26,60 is not in a text of 25 characters": func(r *schema.Reading) {
			r.Article.Text = r.Article.Text[:25]
		},
	} {
		both(t, func(t *testing.T, s *Store) {
			r := article("quoted", "", day(18), "anna-wellner met ivan-li", "anna-wellner accused karl-wellner")
			load(t, s, r)
			require.NoError(t, s.Flush())
			clean(t, s)
			spoil(&r) // behind the back of Load
			record, err := json.Marshal(r)
			require.NoError(t, err)
			require.NoError(t, s.log.db.Put([]byte(articlePrefix+r.Article.Key()), record, nil))
			problems, err := s.Check()
			require.NoError(t, err)
			if want == "" {
				assert.Empty(t, problems)
			} else {
				assert.Contains(t, problems, want)
			}
		})
	}
}

// What was imported is external: nobody holds its edges against it, and its
// evidence has no text here.
func TestCheckImported(t *testing.T) {
	s := memory(t, news()...)
	foreign := article("elsewhere", "", day(18), "anna-wellner accused karl-wellner")
	quads := append(foreign.Quads(), quad.MakeIRI("anna-wellner", "met", "ivan-li", ""))
	_, err := s.LoadQuads("foreign", sequence(nil, quads...))
	require.NoError(t, err)
	require.NoError(t, s.Flush())
	clean(t, s)
}
