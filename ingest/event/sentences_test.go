package event

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/actor"
	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

// Every rule tells an event of a “yes:” sentence of its section: no rule stands
// there that nothing shows to work.
func TestEveryRuleHasASentence(t *testing.T) {
	model, err := text.Load()
	require.NoError(t, err)
	untold := map[string]bool{}
	for _, patterns := range English().byHead {
		for _, p := range patterns {
			if p.relation != none {
				untold[p.position] = true
			}
		}
	}
	for _, s := range English().Sentences() {
		if !s.Told {
			continue
		}
		article := schema.Article{ID: s.Position, Text: s.Text}
		doc := model.Analyse(s.Text)
		_, attempts := Explain(doc, mention.Find(doc, actor.Known(), &article), &article, English())
		for _, a := range attempts {
			if a.Events > 0 && a.Relation == s.Relation {
				delete(untold, a.Rule)
			}
		}
	}
	assert.Empty(t, slices.Sorted(maps.Keys(untold)))
}
