package text

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// treebank is a CoNLL-U file as raw text, with the spans of its words and sentences.
type treebank struct {
	text      string
	words     map[Token]bool
	sentences map[Token]bool
}

// dataPath is where a file of the shared data lies, which is no part of the repository.
func dataPath(t testing.TB, name string) string {
	root := os.Getenv("ENTENTE_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(root, "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipping the score on %s: %v", name, err)
	}
	return path
}

// readTreebank joins the sentences of a paragraph by a blank, unless the
// treebank says SpaceAfter=No, and paragraphs by an empty line.
func readTreebank(t testing.TB, path string) treebank {
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	require.NoError(t, err)
	bank := treebank{words: map[Token]bool{}, sentences: map[Token]bool{}}
	var text strings.Builder
	var parts []Token // of the multiword token that is open
	space, start, until, partAt := "", -1, 0, 0
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, "# newpar") || strings.HasPrefix(line, "# newdoc") {
			space = "\n\n"
		}
		if line == "" && start >= 0 {
			bank.sentences[Token{Start: start, End: text.Len()}] = true
			start = -1
		}
		cols := strings.Split(line, "\t")
		if len(cols) < 10 || strings.Contains(cols[0], ".") {
			continue
		}
		first, last, multi := strings.Cut(cols[0], "-")
		id, err := strconv.Atoi(first)
		require.NoError(t, err)
		if id <= until { // a part of the multiword token
			end := partAt + len(cols[1])
			parts = append(parts, Token{Start: partAt, End: end})
			partAt = end
			if id == until {
				for _, part := range parts {
					bank.words[part] = true
				}
				parts = nil
			}
			continue
		}
		if text.Len() > 0 {
			text.WriteString(space)
		}
		at := text.Len()
		if start < 0 {
			start = at
		}
		text.WriteString(cols[1])
		if multi {
			until, err = strconv.Atoi(last)
			require.NoError(t, err)
			partAt = at
		} else {
			bank.words[Token{Start: at, End: text.Len()}] = true
			until = 0
		}
		space = " "
		if strings.Contains(cols[9], "SpaceAfter=No") {
			space = ""
		}
		if !multi {
			until = 0
		}
	}
	require.NoError(t, lines.Err())
	bank.text = text.String()
	return bank
}

// f1 is the harmonic mean of precision and recall of spans, in percent.
func f1(gold map[Token]bool, found []Token) float64 {
	right := 0
	for _, span := range found {
		if gold[span] {
			right++
		}
	}
	return 200 * float64(right) / float64(len(gold)+len(found))
}

func spans(d *Document) (words, sentences []Token) {
	for _, s := range d.Sentences {
		sentences = append(sentences, Token{Start: d.Tokens[s.First].Start, End: d.Tokens[s.End-1].End})
	}
	return d.Tokens, sentences
}

// The floors are a little under what was measured; see the log of the test for the scores.
func TestScoreOnTreebanks(t *testing.T) {
	for _, tt := range []struct {
		file            string
		words, sentence float64
	}{
		{"ewt-test", 99.1, 82},
		{"gum-test", 99.6, 95.5},
	} {
		t.Run(tt.file, func(t *testing.T) {
			bank := readTreebank(t, dataPath(t, filepath.Join("ud", tt.file+".conllu.gz")))
			words, sentences := spans(Analyse(bank.text))
			wordF, sentenceF := f1(bank.words, words), f1(bank.sentences, sentences)
			t.Logf("%s: words %.2f, sentences %.2f", tt.file, wordF, sentenceF)
			require.GreaterOrEqual(t, wordF, tt.words, "F1 of words")
			require.GreaterOrEqual(t, sentenceF, tt.sentence, "F1 of sentences")
		})
	}
}
