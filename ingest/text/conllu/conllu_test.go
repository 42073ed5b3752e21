package conllu_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/text"
	"entente/ingest/text/conllu"
)

// dataPath is where a file of the shared data lies, which is no part of the repository.
func dataPath(t testing.TB, name string) string {
	root := os.Getenv("ENTENTE_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "..", "shared")
	}
	path := filepath.Join(root, "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("skipping the test on %s: %v", name, err)
	}
	return path
}

// unzipped is the content of a packed file of the shared data.
func unzipped(t testing.TB, name string) io.Reader {
	file, err := os.Open(dataPath(t, name))
	require.NoError(t, err)
	t.Cleanup(func() { file.Close() })
	content, err := gzip.NewReader(file)
	require.NoError(t, err)
	return content
}

func read(t testing.TB, file string) []conllu.Sentence {
	var out []conllu.Sentence
	for s, err := range conllu.Read(strings.NewReader(file), "test") {
		require.NoError(t, err)
		out = append(out, s)
	}
	return out
}

func write(sentences []conllu.Sentence) string { return writeAll(slices.Values(sentences)) }

func writeAll(sentences iter.Seq[conllu.Sentence]) string {
	var b []byte
	for s := range sentences {
		b = conllu.Append(b, s)
	}
	return string(b)
}

// columns makes CoNLL-U of lines whose columns are separated by blanks.
func columns(lines string) string {
	var b strings.Builder
	for line := range strings.Lines(lines) {
		if line[0] != '#' && line != "\n" {
			line = strings.Join(strings.Fields(line), "\t") + "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

var gold = columns(`# newdoc id = d
# sent_id = d-1
# text = Putin didn't call Iran's leader.
1 Putin Putin PROPN NNP Number=Sing 4 nsubj 4:nsubj ner=B-PER
2-3 didn't _ _ _ _ _ _ _ _
2 did do AUX VBD _ 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 call call VERB VB _ 0 root _ _
4.1 up up ADV RB _ _ _ 4:advmod _
5-6 Iran's _ _ _ _ _ _ _ _
5 Iran Iran PROPN NNP _ 7 nmod:poss _ Old=1|ner=B-LOC
6 's 's PART POS _ 5 case _ _
7 leader leader NOUN NN _ 4 obj _ SpaceAfter=No
8 . . PUNCT . _ 4 punct _ _

# newpar
1 Why why ADV WRB _ 0 root _ SpaceAfter=No
2 ? ? PUNCT . _ 1 punct _ _

`)

func TestReadAndWriteBack(t *testing.T) {
	assert.Equal(t, gold, write(read(t, gold)))
	assert.Equal(t, gold, write(read(t, strings.ReplaceAll(strings.TrimRight(gold, "\n"), "\n", "\r\n"))), "other ends of lines, no last line")
	assert.Empty(t, read(t, "\n\n# a file\n# of comments\n"))
}

func TestReadAndWriteBackTreebank(t *testing.T) {
	content, err := io.ReadAll(unzipped(t, "ud/gum-test.conllu.gz"))
	require.NoError(t, err)
	var b []byte
	for s, err := range conllu.Read(bytes.NewReader(content), "gum-test") {
		require.NoError(t, err)
		b = conllu.Append(b, s)
	}
	require.True(t, bytes.Equal(content, b))
}

func TestErrorsNameTheLine(t *testing.T) {
	for what, tt := range map[string]struct{ file, want string }{
		"strange columns":      {"1\ta\tb\tc\n", "test:1: 4 columns, where CoNLL-U has ten and IOB two, three or five"},
		"columns change":       {columns("1 a a X X _ 0 root _ _") + "2\tb\n", "test:2: 2 columns, not ten"},
		"number":               {columns("# one\n2 a a X X _ 0 root _ _"), `test:2: number "2", where word 1 was to come`},
		"number is a word":     {columns("x a a X X _ 0 root _ _"), `test:1: number "x", where word 1 was to come`},
		"range too late":       {columns("1 a a X X _ 0 root _ _\n1-2 ab _ _ _ _ _ _ _ _"), `test:2: range "1-2", where word 2 was to come`},
		"range without words":  {columns("1-2 ab _ _ _ _ _ _ _ _\n1 a a X X _ 0 root _ _\n") + "\n", `test:1: a range up to word 2, and the sentence has 1 words`},
		"empty node":           {columns("1 a a X X _ 0 root _ _\n2.1 b b X X _ _ _ _ _"), `test:2: empty node "2.1", after word 1`},
		"nothing but a node":   {columns("0.1 a a X X _ _ _ _ _\n") + "\n", `test:1: a sentence without words`},
		"head":                 {columns("1 a a X X _ x root _ _"), `test:1: head "x" is no number of a word`},
		"head outside":         {columns("# c\n1 a a X X _ 0 root _ _\n2 a a X X _ 3 dep _ _\n") + "\n", `test:3: word 2 hangs on 3, and the sentence has 2 words`},
		"head of itself":       {columns("1 a a X X _ 1 dep _ _"), `test:1: word 1 hangs on itself`},
		"head and no relation": {columns("1 a a X X _ 0 _ _ _"), `test:1: word 1 has a head, 0, but no relation`},
		"relation and no head": {columns("1 a a X X _ _ root _ _"), `test:1: word 1 has a relation, root, but no head`},
		"no form":              {"1\t\ta\tX\tX\t_\t0\troot\t_\t_", "test:1: no form"},
		"encoding":             {"a\xff\tO\n", "test:1: not valid UTF-8"},
		"tag":                  {"a\tO\nb\tPER\n", `test:2: tag "PER" is not O, B- or I- with a class`},
	} {
		var got error
		for _, err := range conllu.Read(strings.NewReader(tt.file), "test") {
			got = err
		}
		assert.EqualError(t, got, tt.want, what)
	}
	broken := errors.New("broken")
	for _, err := range conllu.Read(iotest.ErrReader(broken), "test") {
		assert.ErrorIs(t, err, broken)
	}
}

func TestDocument(t *testing.T) {
	doc := conllu.Document(read(t, gold))
	assert.Equal(t, "Putin didn't call Iran's leader.\n\nWhy?", doc.Text)
	assert.Equal(t, []text.Sentence{{First: 0, End: 8}, {First: 8, End: 10}}, doc.Sentences)
	assert.Equal(t, []text.Span{{First: 0, End: 1, Kind: text.Person}, {First: 4, End: 5, Kind: text.Place}}, doc.Spans)
	assert.Equal(t, text.Token{Start: 18, End: 22, Lemma: "Iran", Tag: "NNP", UPOS: "PROPN", Head: 6, Rel: "nmod:poss"}, doc.Tokens[4])
	assert.Equal(t, -1, doc.Tokens[3].Head, "the root")
	assert.Equal(t, 8, doc.Tokens[9].Head)
	foreign := columns("1-2 du _ _ _ _ _ _ _ _\n1 de de ADP IN _ _ _ _ _\n2 le le DET DT _ _ _ _ _\n")
	assert.Equal(t, "de le", conllu.Document(read(t, foreign)).Text, "words that are not the letters of their range")
}

func TestAnnotate(t *testing.T) {
	sentences := read(t, gold)
	doc := conllu.Document(sentences)
	doc.Tokens[9].Tag = "?"
	doc.Spans = []text.Span{{First: 4, End: 7, Kind: text.Person}}
	want := strings.NewReplacer(
		columns("4.1 up up ADV RB _ _ _ 4:advmod _\n"), "", "Number=Sing", "_", "4:nsubj", "_",
		"ner=B-PER", "_", "Old=1|ner=B-LOC", "Old=1|ner=B-PER",
		columns("6 's 's PART POS _ 5 case _ _\n"), columns("6 's 's PART POS _ 5 case _ ner=I-PER\n"),
		"SpaceAfter=No\n8", "SpaceAfter=No|ner=I-PER\n8", "?\tPUNCT\t.", "?\tPUNCT\t?",
	).Replace(gold)
	assert.Equal(t, want, write(conllu.Annotate(sentences, doc)))
	assert.Equal(t, gold, write(sentences), "the sentences given stay")
}

func TestSentences(t *testing.T) {
	doc := text.Analyse("Élysée: “We can’t,” Iran's \tleader said. A three-day trip cannot cost 10km.\n\nIt was the envoys' car.")
	for i := range doc.Tokens {
		if doc.Word(i) == "'" {
			doc.Tokens[i].Tag = "POS"
		}
	}
	doc.Spans = []text.Span{{First: 0, End: 1, Kind: text.Organisation}}
	file := writeAll(conllu.Sentences(doc, "a/b c"))
	assert.Contains(t, file, "# newdoc id = a/b c\n# sent_id = a_b_c-1\n# text = Élysée: “We can’t,” Iran's leader said.\n")
	assert.Contains(t, file, "1\tÉlysée\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=0|end_char=6|ner=B-ORG\n")
	assert.Contains(t, file, "\tsaid\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=35|end_char=39\n")
	assert.Contains(t, file, "\n\n# newpar\n# sent_id = a_b_c-3\n")
	var ranges []string
	for _, s := range read(t, file) {
		for _, r := range s.Rows {
			if r.First != r.Last {
				ranges = append(ranges, r.Form)
			}
		}
	}
	assert.Equal(t, []string{"can’t", "Iran's", "cannot", "envoys'"}, ranges)

	// What is written is what is read.
	again := conllu.Document(read(t, file))
	assert.Equal(t, strings.ReplaceAll(doc.Text, " \t", " "), again.Text)
	assert.Equal(t, doc.Spans, again.Spans)
	assert.Equal(t, doc.Sentences, again.Sentences)
	require.Len(t, again.Tokens, len(doc.Tokens))
	for i := range doc.Tokens {
		assert.Equal(t, doc.Word(i), again.Word(i))
	}
}

// Files of names: those of UNER, wikigold and the Groningen Meaning Bank.
func TestNames(t *testing.T) {
	for what, file := range map[string]string{
		"number, token, tag, and more": "# sent_id = 1\n1\tMrs.\tO\t-\t-\n2\tAnn\tB-PER\t-\tx\n3\tLee\tI-PER\t-\tx\n4\tParis\tB-LOC\t-\tx\n5\t#\tO\t-\t-\n",
		"token, tag; B where needed":   "Mrs.\tO\nAnn\tI-PER\nLee\tI-PER\nParis\tI-LOC\n#\tI-MISC\n",
		"token, part of speech, tag":   "a\tNN\tB-per\nb\tNN\t_\n\nMrs.\tNNP\tO\nAnn\tNNP\tB-per\nLee\tNNP\tI-per\nParis\tNNP\tB-geo\n#\tNN\tB-tim\n",
	} {
		doc := conllu.Document(read(t, file))
		assert.Equal(t, "Mrs. Ann Lee Paris #", doc.Text, what)
		assert.Equal(t, []text.Span{{First: 1, End: 3, Kind: text.Person}, {First: 3, End: 4, Kind: text.Place}}, doc.Spans, what)
	}
	doc := conllu.Document(read(t, "Ann\tI-PER\nLee\tB-PER\nRio\tI-LOC\n"))
	assert.Len(t, doc.Spans, 3, "names that adjoin")
}

func FuzzRead(f *testing.F) {
	f.Add(gold)
	f.Add("a\tO\nb\tB-PER\n")
	f.Add("1\ta\tO\t-\t-\n")
	f.Fuzz(func(t *testing.T, file string) {
		var sentences []conllu.Sentence
		for s, err := range conllu.Read(strings.NewReader(file), "fuzz") {
			if err != nil {
				require.Contains(t, err.Error(), "fuzz:")
				break
			}
			sentences = append(sentences, s)
		}
		doc := conllu.Document(sentences)
		for _, tok := range doc.Tokens {
			require.Less(t, tok.Start, tok.End)
			require.Less(t, tok.Head, len(doc.Tokens))
		}
		written := write(conllu.Annotate(sentences, doc))
		if len(doc.Tokens) > 0 {
			require.Equal(t, written, write(read(t, written)))
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	doc := text.Analyse(strings.Repeat("The foreign minister, Grace Wanjala, didn't receive the envoy's letter in Nairobi. ", 100))
	var out []byte
	for b.Loop() {
		out = out[:0]
		for s := range conllu.Sentences(doc, "a") {
			out = conllu.Append(out, s)
		}
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
