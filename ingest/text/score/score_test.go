package score_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/text"
	"entente/ingest/text/conllu"
	"entente/ingest/text/score"
)

func document(t *testing.T, rows string) *text.Document {
	var sentences []conllu.Sentence
	for line := range strings.SplitSeq(rows, "\n") {
		require.True(t, line == "" || len(strings.Fields(line)) == 10, line)
	}
	file := strings.NewReader(strings.ReplaceAll(rows, " ", "\t"))
	for s, err := range conllu.Read(file, "test") {
		require.NoError(t, err)
		sentences = append(sentences, s)
	}
	return conllu.Document(sentences)
}

const passive = `1 Bush Bush PROPN NNP _ 3 nsubj:pass _ ner=B-PER
2 was be AUX VBD _ 3 aux:pass _ _
3 met meet VERB VBN _ 0 root _ _
4 with _ X GW _ 3 goeswith _ SpaceAfter=No
5 . . PUNCT . _ 3 punct _ _
`

func TestGoldTokens(t *testing.T) {
	var tally score.Tally
	tally.Add(document(t, passive), document(t, strings.NewReplacer(
		"NNP _ 3 nsubj:pass", "NN _ 3 nsubj",
		"be AUX VBD _ 3 aux:pass", "was VERB VBD _ 1 aux:pass",
		"with _ X GW _ 3 goeswith", "with with X GW _ 3 advmod",
	).Replace(passive)))
	assert.Equal(t, score.Score{Gold: 5, Found: 5, Right: 5}, tally.Tokens)
	assert.Equal(t, score.Score{Gold: 1, Found: 1, Right: 1}, tally.Sentences)
	assert.Equal(t, score.Score{Gold: 5, Found: 5, Right: 4}, tally.UPOS)
	assert.Equal(t, score.Score{Gold: 5, Found: 5, Right: 4}, tally.XPOS)
	assert.Equal(t, score.Score{Gold: 5, Found: 5, Right: 4}, tally.Lemma, "was for be; a lemma that is left open")
	assert.Equal(t, score.Score{Gold: 5, Found: 5, Right: 4}, tally.UAS)
	assert.Equal(t, score.Score{Gold: 5, Found: 5, Right: 3}, tally.LAS, "subtypes do not count")
	assert.Equal(t, score.Score{Gold: 5, Found: 5, Right: 2}, tally.FullLAS)
	assert.Equal(t, score.Score{Gold: 3, Found: 3, Right: 2}, tally.CLAS, "nsubj, root, goeswith")
	assert.True(t, tally.HasUPOS && tally.HasXPOS && tally.HasLemma && tally.HasTree)
	relations := map[text.Rel]score.Score{}
	var order []text.Rel
	for _, r := range tally.Relations() {
		relations[r.Relation] = r.Score
		order = append(order, r.Relation)
	}
	assert.Equal(t, []text.Rel{"aux", "aux:pass", "goeswith", "nsubj", "nsubj:pass", "punct", "root", "advmod"}, order)
	assert.Equal(t, score.Score{Gold: 1, Found: 1, Right: 1}, relations["nsubj"])
	assert.Equal(t, score.Score{Gold: 1, Found: 0, Right: 0}, relations["nsubj:pass"])
	assert.Equal(t, score.Score{Gold: 1, Found: 1, Right: 0}, relations["aux"])
	assert.Equal(t, score.Score{Gold: 0, Found: 1, Right: 0}, relations["advmod"])
	assert.InDelta(t, 0.8, tally.UAS.F1(), 1e-9)
	assert.Zero(t, score.Score{}.F1())
}

// Tokens of our own: only what is the same letters can be right.
func TestRawText(t *testing.T) {
	found := document(t, strings.NewReplacer("4 with _ X GW _ 3 goeswith _ SpaceAfter=No\n5 . . PUNCT .", "4 with. _ X GW").Replace(passive))
	var tally score.Tally
	tally.Add(document(t, passive), found)
	assert.Equal(t, score.Score{Gold: 5, Found: 4, Right: 3}, tally.Tokens)
	assert.Equal(t, score.Score{Gold: 1, Found: 1, Right: 1}, tally.Sentences)
	assert.Equal(t, score.Score{Gold: 5, Found: 4, Right: 3}, tally.LAS)
	assert.Equal(t, score.Score{Gold: 1, Found: 1, Right: 1}, tally.AllNames())
	assert.InDelta(t, 0.75, tally.LAS.Precision(), 1e-9)
	assert.InDelta(t, 0.6, tally.LAS.Recall(), 1e-9)
}

func TestNames(t *testing.T) {
	doc := func(spans ...text.Span) *text.Document {
		d := text.Analyse("Iraqi President Mr. Bush met Rice in Rome .")
		d.Spans = spans
		return d
	}
	found := doc(text.Span{First: 0, End: 1, Kind: text.Nationality}, text.Span{First: 1, End: 2, Kind: text.Title},
		text.Span{First: 2, End: 3, Kind: text.Title}, text.Span{First: 3, End: 4, Kind: text.Person},
		text.Span{First: 5, End: 6, Kind: text.Organisation}, text.Span{First: 7, End: 8, Kind: text.Place})

	var plain score.Tally
	plain.Add(doc(text.Span{First: 3, End: 4, Kind: text.Person}, text.Span{First: 5, End: 6, Kind: text.Person},
		text.Span{First: 7, End: 8, Kind: text.Place}), found)
	assert.Equal(t, []score.NameScore{
		{Kind: text.Person, Score: score.Score{Gold: 2, Found: 1, Right: 1}},
		{Kind: text.Place, Score: score.Score{Gold: 1, Found: 1, Right: 1}},
	}, plain.Names(), "what the gold never marks is not scored")
	assert.Equal(t, score.Score{Gold: 3, Found: 2, Right: 2}, plain.AllNames())
	assert.False(t, plain.HasTree || plain.HasUPOS || plain.HasLemma)

	joined := score.Tally{TitlesInNames: true}
	joined.Add(doc(text.Span{First: 1, End: 4, Kind: text.Person}), found)
	assert.Equal(t, score.Score{Gold: 1, Found: 1, Right: 1}, joined.AllNames())
}
