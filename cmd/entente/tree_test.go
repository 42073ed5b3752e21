package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/text"
	"entente/ingest/text/conllu"
)

// tree draws what rows of form, lemma, UPOS, XPOS, head, relation and name say.
func tree(t *testing.T, rows string, colour bool) string {
	t.Helper()
	var file strings.Builder
	n := 0
	for line := range strings.Lines(rows) {
		f := strings.Fields(line)
		n++
		file.WriteString(strings.Join([]string{string(rune('0' + n)), f[0], f[1], f[2], f[3], "_", f[4], f[5], "_", f[6]}, "\t") + "\n")
	}
	for s, err := range conllu.Read(strings.NewReader(file.String()), "test") {
		require.NoError(t, err)
		doc := conllu.Document([]conllu.Sentence{s})
		return "\n" + drawTree(doc, doc.Sentences[0], colour)
	}
	return ""
}

const meeting = `Mr. Mr. PROPN NNP 2 compound ner=B-TITLE
朴槿惠 朴槿惠 PROPN NNP 4 nsubj ner=B-PER
Lee Lee PROPN NNP 2 flat ner=I-PER
met meet VERB VBD 0 root _
Philip Philip PROPN NNP 4 obj ner=B-PER
in in ADP IN 7 case _
Vienna Vienna PROPN NNP 4 obl ner=B-LOC
. . PUNCT . 4 punct _
`

func TestDrawTree(t *testing.T) {
	assert.Equal(t, `
  ╭── Mr.   compound  PROPN  NNP  Mr.     TITLE
╭─┼ 朴槿惠  nsubj     PROPN  NNP  朴槿惠  PER   ╮
│ ╰── Lee   flat      PROPN  NNP  Lee           ╯
● met       root      VERB   VBD  meet
├── Philip  obj       PROPN  NNP  Philip  PER
│ ╭── in    case      ADP    IN   in
├─┴ Vienna  obl       PROPN  NNP  Vienna  LOC
╰── .       punct     PUNCT  .    .
`, tree(t, meeting, false))
	assert.Contains(t, tree(t, meeting, true), "├── \x1b[1;32mPhilip\x1b[0m  obj  ")
	assert.Contains(t, tree(t, "a\x1b[31m _ _ _ 0 root _\n", false), "● a�[31m", "no escape reaches the terminal")
}

// Branches that cross: words stand right of all lines.
func TestDrawTreeThatCrosses(t *testing.T) {
	assert.Equal(t, `
  ╭──   a  dep   X  X  a
  │ ╭── b  dep   X  X  b
● │ │   c  root  X  X  c
├─┴ │   d  dep   X  X  d
╰───┴   e  dep   X  X  e
`, tree(t, "a a X X 4 dep _\nb b X X 5 dep _\nc c X X 0 root _\nd d X X 3 dep _\ne e X X 3 dep _\n", false))
	assert.Equal(t, `
╭──     a  dep   X  X  a
│ ╭─┬   b  dep   X  X  b
● │ │   c  root  X  X  c
╰─┴ │   d  dep   X  X  d
    ╰── e  dep   X  X  e
`, tree(t, "a a X X 3 dep _\nb b X X 4 dep _\nc c X X 0 root _\nd d X X 3 dep _\ne e X X 2 dep _\n", false))
}

// Any heads can be drawn, whatever the line passes.
func TestDrawAnyTree(t *testing.T) {
	doc := text.Analyse("a b c d e f g h")
	for seed := range 2000 {
		for i := range doc.Tokens {
			doc.Tokens[i].Head = -1
			if i > 0 {
				doc.Tokens[i].Head = (seed / (i + 1)) % i
			}
		}
		// Turned round, heads follow their dependents.
		if seed%2 == 1 {
			for i := range doc.Tokens {
				doc.Tokens[i].Head = min(len(doc.Tokens)-1, i+1+(seed/(i+2))%(len(doc.Tokens)-i))
			}
			doc.Tokens[len(doc.Tokens)-1].Head = -1
		}
		for i, line := range treeLines(doc, doc.Sentences[0]) {
			assert.Equal(t, doc.Tokens[i].Head == -1, strings.Contains(line, "●"))
			assert.NotContains(t, line, "\x00", "a stroke that is not drawn")
		}
	}
}
