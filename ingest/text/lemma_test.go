package text

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func lemmatiserOf(t testing.TB) *lemmatiser {
	l, err := newLemmatiser(lemmaRules)
	require.NoError(t, err)
	return l
}

// tagged is the document of sentences written "She/PRP met/VBD him/PRP", of
// which each is a line.
func tagged(lines string) *Document {
	d := &Document{}
	for line := range strings.Lines(lines) {
		first := len(d.Tokens)
		for _, word := range strings.Fields(line) {
			slash := strings.LastIndexByte(word, '/')
			start := len(d.Text)
			d.Text += word[:slash]
			d.Tokens = append(d.Tokens, Token{Start: start, End: len(d.Text), Tag: Tag(word[slash+1:])})
			d.Text += " "
		}
		d.Sentences = append(d.Sentences, Sentence{First: first, End: len(d.Tokens)})
	}
	return d
}

func TestLemmas(t *testing.T) {
	l := lemmatiserOf(t)
	for _, tt := range []struct{ sentence, lemmas string }{
		{"The/DT militias/NNS overflew/VBD it/PRP ./.", "the militia overfly it ."},
		{"They/PRP were/VBD n't/RB meeting/VBG us/PRP", "they be not meet we"},
		{"I/PRP told/VBD my/PRP$ wives/NNS", "I tell my wife"},
		{"Sanctioned/VBN ,/, he/PRP underwent/VBD no/DT heavier/JJR ceasefires/NNS", "sanction , he undergo no heavy ceasefire"},
		{"The/DT States/NNPS and/CC GEORGE/NNP of/IN NATO/NNP", "the State and George of NATO"},
		{"Iranian/JJ Members/NNS planned/VBD what/WP the/DT worst/JJS colliding/VBG", "Iranian member plan what the bad collide"},
		{"She/PRP ’s/VBZ never/RB been/VBN to/TO 2,300.5/CD Japan/NNP 's/POS", "she have never be to 2300.5 Japan 's"},
		{"He/PRP 's/VBZ ill/JJ and/CC 'd/MD go/VB", "he be ill and would go"},
		{"He/PRP 'd/VBD gone/VBN ,/, 12,34/CD", "he have go , 12,34"},
		{"shot/VBN upheld/VBD rebuilt/VBN beaten/VBN re-opened/VBD held/VBN", "shoot uphold rebuild beat re-open hold"},
		{"deplored/VBD depleting/VBG choking/VBG leaned/VBD vetoes/NNS", "deplore deplete choke lean veto"},
		{"sung/JJ Sold/NNP Sold/XYZ", "sing Sold sell"}, // the tagger errs
		{"Whatever/XYZ S/NNS", "whatever s"},
	} {
		d := tagged(tt.sentence)
		l.lemmatise(d, d.Sentences[0])
		var lemmas []string
		for _, token := range d.Tokens {
			lemmas = append(lemmas, token.Lemma)
		}
		require.Equal(t, tt.lemmas, strings.Join(lemmas, " "), tt.sentence)
	}
}

func TestLemmaRulesNameTheLine(t *testing.T) {
	for _, tt := range []struct{ rules, err string }{
		{"word\twent\tgo\n", `lemmas.txt:1: "word\twent\tgo" stands before the first tag`},
		{"# a\ntag\tVBD\nword\twent\n", `lemmas.txt:3: "word" and "went" where three fields are needed`},
		{"tag\tVBD\nsuffix\ted\t\n", `lemmas.txt:2: "suffix" is no kind of rule`},
		{"tag\tVBD\nAa\ted\tupper\n", `lemmas.txt:2: "upper" is nothing that becomes of capitals`},
	} {
		_, err := newLemmatiser(tt.rules)
		require.EqualError(t, err, tt.err)
	}
}

func FuzzLemma(f *testing.F) {
	f.Add("Militias", "NNS")
	f.Add("\xffİSTANBUL’S", "NNP")
	f.Add("1,000,", "CD")
	l, err := newLemmatiser(lemmaRules)
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, form, tag string) {
		lemma := l.lemma(form, Tag(tag))
		require.Equal(t, form == "", lemma == "", "a word has a lemma")
		if utf8.ValidString(form) {
			require.True(t, utf8.ValidString(lemma), "lemma %q", lemma)
		}
	})
}

// readLemmas reads the sentences of a treebank, tagged, and their lemmas.
func readLemmas(t testing.TB, name string) (d *Document, gold []string) {
	root := os.Getenv("ENTENTE_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	file, err := os.Open(filepath.Join(root, "data", "ud", name+".conllu.gz"))
	if err != nil {
		t.Skipf("skipping the lemmas of %s: %v", name, err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	require.NoError(t, err)
	d = &Document{}
	var text strings.Builder
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	first := 0
	for lines.Scan() {
		cols := strings.Split(lines.Text(), "\t")
		switch {
		case len(cols) < 10:
			if len(d.Tokens) > first {
				d.Sentences = append(d.Sentences, Sentence{First: first, End: len(d.Tokens)})
				first = len(d.Tokens)
			}
		case !strings.ContainsAny(cols[0], "-."):
			start := text.Len()
			text.WriteString(cols[1])
			d.Tokens = append(d.Tokens, Token{Start: start, End: text.Len(), UPOS: Tag(cols[3]), Tag: Tag(cols[4])})
			gold = append(gold, cols[2])
		}
	}
	require.NoError(t, lines.Err())
	d.Text = text.String()
	return d, gold
}

// The floors are a little under what was measured; see the log of the test for the scores.
func TestLemmasOfTreebanks(t *testing.T) {
	l := lemmatiserOf(t)
	known := map[[2]string]bool{}
	for _, name := range []string{"ewt-train", "gumfree-train"} {
		d, _ := readLemmas(t, name)
		for i, token := range d.Tokens {
			known[[2]string{strings.ToLower(d.Word(i)), string(token.Tag)}] = true
		}
	}
	for _, tt := range []struct {
		name       string
		all, novel float64 // percent
	}{
		{"ewt-dev", 98.9, 89.5},
		{"ewt-test", 98.9, 90.5},
		{"gum-dev", 98.9, 96},
		{"gum-test", 98.8, 96.8},
	} {
		d, gold := readLemmas(t, tt.name)
		novel, right, novelRight := 0, 0, 0
		for _, s := range d.Sentences {
			l.lemmatise(d, s)
		}
		for i, token := range d.Tokens {
			isNovel := !known[[2]string{strings.ToLower(d.Word(i)), string(token.Tag)}]
			if isNovel {
				novel++
			}
			if token.Lemma == gold[i] {
				right++
				if isNovel {
					novelRight++
				}
			} else if os.Getenv("LEMMA_ERRORS") == tt.name {
				t.Logf("%s/%s: %s, not %s", d.Word(i), token.Tag, gold[i], token.Lemma)
			}
		}
		all, novelShare := 100*float64(right)/float64(len(gold)), 100*float64(novelRight)/float64(novel)
		t.Logf("%s: %.2f %% of %d lemmas with gold tags; %.2f %% of %d of words not trained on", tt.name, all, len(gold), novelShare, novel)
		require.GreaterOrEqual(t, all, tt.all, tt.name)
		require.GreaterOrEqual(t, novelShare, tt.novel, tt.name)
	}
}

func BenchmarkLemmatise(b *testing.B) {
	l := lemmatiserOf(b)
	d, _ := readLemmas(b, "gum-dev")
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range d.Sentences {
			l.lemmatise(d, s)
		}
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
