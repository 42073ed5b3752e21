package text

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// randomModel has small random weights: what it says is nonsense, but it says it
// in the form that every model does.
func randomModel(t testing.TB) *Model {
	data, err := os.ReadFile("internal/network/testdata/random.model")
	require.NoError(t, err)
	m, err := read(string(data))
	require.NoError(t, err)
	return m
}

// checkParsed requires what Parse promises of a document.
func checkParsed(t testing.TB, d *Document) {
	checkDocument(t, d)
	for _, s := range d.Sentences {
		requireTree(t, d, s)
		for i := s.First; i < s.End; i++ {
			if token := d.Tokens[i]; token.Lemma == "" || token.Tag == "" || token.UPOS == "" {
				require.Fail(t, "a word without lemma or tag", "%q: %+v", d.Word(i), token)
			}
		}
	}
	sentence, at := 0, 0
	for _, span := range d.Spans {
		require.LessOrEqual(t, at, span.First, "spans overlap")
		require.Less(t, span.First, span.End, "an empty span")
		for span.First >= d.Sentences[sentence].End {
			sentence++
		}
		require.LessOrEqual(t, span.End, d.Sentences[sentence].End, "a span across the end of a sentence")
		at = span.End
	}
}

// requireTree requires one root, heads within the sentence, and no cycle.
func requireTree(t testing.TB, d *Document, s Sentence) {
	depth := make([]int, s.End-s.First) // 0: not known, -1: on the way
	var climb func(i int) int
	climb = func(i int) int {
		here, head := &depth[i-s.First], d.Tokens[i].Head
		switch {
		case *here > 0:
		case *here < 0:
			require.Fail(t, "a word governs itself", "token %d", i)
		case head < 0:
			*here = 1
		case head < s.First || head >= s.End:
			require.Fail(t, "a head outside its sentence", "%d of token %d", head, i)
		default:
			*here = -1
			*here = climb(head) + 1
		}
		return *here
	}
	roots := 0
	for i := s.First; i < s.End; i++ {
		climb(i)
		if d.Tokens[i].Head < 0 {
			roots++
		}
		if (d.Tokens[i].Head < 0) != (d.Tokens[i].Rel == "root") {
			require.Fail(t, "root is the relation of the root", "token %d", i)
		}
	}
	require.Equal(t, 1, roots, "roots of the sentence from %d to %d", s.First, s.End)
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "Mr. Orlov didn't go.", "\x00 a\xffb \x01", "👩‍👩‍👧 שלום עולם ١٢٣ 日本語", story, strings.Repeat("a ", 600), strings.Repeat(", (", 300)} {
		f.Add(seed)
	}
	m, err := Load()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) { checkParsed(t, m.Analyse(text)) })
}

func TestNoTextStallsTheParser(t *testing.T) {
	m := randomModel(t)
	for name, text := range map[string]string{
		"a word of 1 MB":                 strings.Repeat("a", 1<<20),
		"a line of 1 MB":                 strings.Repeat("the ministers of Iran met, and ", 1<<20/31),
		"100,000 tokens, no full stop":   strings.Repeat("word ", 100_000),
		"100,000 tokens, no blank":       strings.Repeat("(", 50_000) + strings.Repeat("-)", 50_000),
		"control characters":             strings.Repeat("\x01\x02 \x7f\x00", 1000),
		"right to left, and left again":  strings.Repeat("שלום \u202eabc\u202c عالم. ", 1000),
		"people that are joined by zero": strings.Repeat("👩\u200d👩\u200d👧 ", 1000),
	} {
		start := time.Now()
		d := m.Analyse(text)
		checkParsed(t, d)
		for _, s := range d.Sentences {
			require.LessOrEqual(t, s.End-s.First, MaxSentence, name)
		}
		require.Less(t, time.Since(start), 5*time.Minute, name)
	}
}

func TestSentencesAreCutAtJoints(t *testing.T) {
	for _, tt := range []struct {
		text string
		ends []int
	}{
		{strings.Repeat("w ", 256), []int{256}},
		{strings.Repeat("w ", 257), []int{256, 257}},
		{strings.Repeat("w ", 199) + ", " + strings.Repeat("w ", 199), []int{200, 399}},
		{strings.Repeat("w ", 149) + "; " + strings.Repeat("w ", 49) + ", " + strings.Repeat("w ", 199), []int{150, 399}},
		{strings.Repeat("w ", 99) + "; " + strings.Repeat("w ", 299), []int{256, 399}},
		{strings.Repeat("w ", 200) + strings.Repeat("(", 199), []int{200, 399}},
	} {
		var ends []int
		for _, s := range Analyse(tt.text).Sentences {
			ends = append(ends, s.End)
		}
		assert.Equal(t, tt.ends, ends, tt.text)
	}
}

// A document from a treebank keeps its sentences, however long.
func TestParseLongSentence(t *testing.T) {
	d := Analyse(strings.Repeat("the ministers of Iran met, and ", 150))
	d.Sentences = []Sentence{{First: 0, End: len(d.Tokens)}}
	randomModel(t).Parse(d)
	checkParsed(t, d)
	pieces := 0
	for _, token := range d.Tokens {
		if token.Rel == "parataxis" {
			pieces++
		}
	}
	require.Equal(t, len(d.Tokens)/MaxSentence, pieces)
}

func TestDocumentAloneOrTogether(t *testing.T) {
	m := randomModel(t)
	var together []*Document
	for i := range 20 {
		together = append(together, Analyse(story[i:]+strings.Repeat(" and so on", i)))
	}
	together = append(together, Analyse(""))
	m.Parse(together...)
	for _, d := range together {
		require.Equal(t, m.Analyse(d.Text), d)
	}
	m.Parse()
	again := m.Analyse(story)
	m.Parse(again)
	require.Equal(t, m.Analyse(story), again, "parsed twice")
}

func TestParseConcurrently(t *testing.T) {
	m := randomModel(t)
	want := m.Analyse(strings.Repeat(story, 10))
	var running sync.WaitGroup
	got := make([]*Document, 8)
	for i := range got {
		running.Go(func() { got[i] = m.Analyse(want.Text) })
	}
	running.Wait()
	for _, d := range got {
		require.Equal(t, want, d)
	}
}

// Once its memory has grown, parsing takes hardly any more: what a document keeps.
// (The race detector makes pools forget at times.)
func TestParseKeepsItsMemory(t *testing.T) {
	m, err := Load()
	require.NoError(t, err)
	d := Analyse(strings.Repeat("the ministers of Iran , who visited Oslo , saw nobody there . ", 50))
	allocations := testing.AllocsPerRun(20, func() { m.Parse(d) })
	t.Logf("%.0f allocations for %d tokens", allocations, len(d.Tokens))
	require.Less(t, allocations, float64(len(d.Tokens))/2, "less than one for two tokens")
}

func TestReadRefusesUnknownSpans(t *testing.T) {
	data, err := os.ReadFile("internal/network/testdata/random.model")
	require.NoError(t, err)
	_, err = read(strings.ReplaceAll(string(data), `-PER"`, `-ANT"`))
	require.ErrorContains(t, err, `entities have "B-ANT"`)
	_, err = read("")
	require.EqualError(t, err, "text: weights: not a file of weights: it does not begin with ENTENTE1")
}

func TestSpanKind(t *testing.T) {
	require.Equal(t, "PER ORG LOC NAT TITLE", strings.Join([]string{Person.String(), Organisation.String(), Place.String(), Nationality.String(), Title.String()}, " "))
	require.Equal(t, "SpanKind(9)", SpanKind(9).String())
}
