package score_test

import (
	"compress/gzip"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/text"
	"entente/ingest/text/conllu"
	"entente/ingest/text/score"
)

// gold is the documents of a file of the shared data, which is no part of the repository.
func gold(t *testing.T, name string) iter.Seq[*text.Document] {
	root := os.Getenv("ENTENTE_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "..", "shared")
	}
	path := filepath.Join(root, "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipping the score on %s: %v", name, err)
	}
	return func(yield func(*text.Document) bool) {
		file, err := os.Open(path)
		require.NoError(t, err)
		defer file.Close()
		unzipped, err := gzip.NewReader(file)
		require.NoError(t, err)
		for sentences, err := range conllu.Group(conllu.Read(unzipped, name), 0) {
			require.NoError(t, err)
			if !yield(conllu.Document(sentences)) {
				return
			}
		}
	}
}

// The tokens and sentences that text finds by rules in raw text. The floors are a
// little under what was measured; see the log of the test for the scores.
func TestTokensOnTreebanks(t *testing.T) {
	for _, tt := range []struct {
		file            string
		words, sentence float64
	}{
		{"ewt-test", 99.1, 82},
		{"gum-test", 99.6, 95.5},
	} {
		t.Run(tt.file, func(t *testing.T) {
			var tally score.Tally
			for gold := range gold(t, "ud/"+tt.file+".conllu.gz") {
				tally.Add(gold, text.Analyse(gold.Text))
			}
			wordF, sentenceF := 100*tally.Tokens.F1(), 100*tally.Sentences.F1()
			t.Logf("%s: words %.2f, sentences %.2f", tt.file, wordF, sentenceF)
			assert.GreaterOrEqual(t, wordF, tt.words, "F1 of words")
			assert.GreaterOrEqual(t, sentenceF, tt.sentence, "F1 of sentences")
		})
	}
}

// What the model makes of the words of the gold. The floors are a little under
// what was measured; see the log of the test for the scores.
func TestModelOnTreebanks(t *testing.T) {
	model, err := text.Load()
	require.NoError(t, err)
	for _, tt := range []struct {
		file                          string
		upos, xpos, lemma, las, names float64
	}{
		{"ud/ewt-test.conllu.gz", 96.4, 95.7, 97.5, 86.9, 0},
		{"ud/gum-test.conllu.gz", 97.1, 96.7, 97.9, 86.9, 0},
		{"ner/uner-ewt-ud-test.iob2.gz", 0, 0, 0, 0, 72},
	} {
		t.Run(tt.file, func(t *testing.T) {
			var tally score.Tally
			for gold := range gold(t, tt.file) {
				found := score.Bare(gold)
				model.Parse(found)
				tally.Add(gold, found)
			}
			for _, m := range []struct {
				name  string
				score score.Score
				floor float64
			}{
				{"UPOS", tally.UPOS, tt.upos}, {"XPOS", tally.XPOS, tt.xpos}, {"lemma", tally.Lemma, tt.lemma},
				{"LAS", tally.LAS, tt.las}, {"names", tally.AllNames(), tt.names},
			} {
				if m.floor > 0 {
					t.Logf("%s: %s %.2f", tt.file, m.name, 100*m.score.F1())
					assert.GreaterOrEqual(t, 100*m.score.F1(), m.floor, m.name)
				}
			}
		})
	}
}
