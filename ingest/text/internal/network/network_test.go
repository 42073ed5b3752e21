package network

import (
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/ingest/text/internal/kernel"
)

// sentences are random ones of many lengths: their words, and where each ends.
func sentences(count, most int) (words []string, ends []int) {
	some := strings.Fields("the president of Iran 's met Oslo , . word11 Word12 WORD13 “quoted” – … Élan über 日本 5.30 2,000 \xff Rouhani signed agreements yesterday")
	random := rand.New(rand.NewPCG(3, 4))
	for range count {
		for range 1 + random.IntN(most) {
			words = append(words, some[random.IntN(len(some))])
		}
		ends = append(ends, len(words))
	}
	return words, ends
}

func read(t testing.TB, size sizes) *Network {
	n, err := Read(randomWeights(size).file())
	require.NoError(t, err)
	return n
}

func parse(n *Network, words []string, ends []int) []Token {
	tokens := make([]Token, len(words))
	n.Parse(words, ends, tokens)
	return tokens
}

var update = flag.Bool("update", false, "write testdata/random.model anew")

// The file that other packages test with is what is made here.
func TestRandomModel(t *testing.T) {
	const path = "testdata/random.model"
	file := randomWeights(small).file()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(file), 0o644))
	}
	kept, err := os.ReadFile(path)
	require.NoError(t, err)
	require.True(t, file == string(kept), "%s is not what randomWeights makes; run the test with -update", path)
}

func TestParseIsValid(t *testing.T) {
	n := read(t, small)
	words, ends := sentences(200, 60)
	tokens := parse(n, words, ends)
	first := 0
	for _, end := range ends {
		requireTree(t, heads(tokens[first:end]))
		for i := first; i < end; i++ {
			require.Equal(t, tokens[i].Head < 0, n.Relations[tokens[i].Rel] == "root")
			if kind, inside := strings.CutPrefix(n.Entities[tokens[i].Entity], "I-"); inside {
				require.Greater(t, i, first)
				require.Contains(t, []string{"B-" + kind, "I-" + kind}, n.Entities[tokens[i-1].Entity])
			}
		}
		first = end
	}
}

// heads are those of the words from 1, as arborescence gives them.
func heads(tokens []Token) []int {
	heads := []int{0}
	for _, token := range tokens {
		heads = append(heads, int(token.Head)+1)
	}
	return heads
}

// What is said must vary, or equal output would show nothing.
func TestRandomNetworkSaysManyThings(t *testing.T) {
	n := read(t, small)
	words, ends := sentences(200, 60)
	upos, relations, entities := map[uint8]bool{}, map[uint8]bool{}, map[uint8]bool{}
	for _, token := range parse(n, words, ends) {
		upos[token.UPOS], relations[token.Rel], entities[token.Entity] = true, true, true
	}
	require.Greater(t, len(upos), 5)
	require.Greater(t, len(relations), 5)
	require.Greater(t, len(entities), 3)
}

func TestEveryKernelSaysTheSame(t *testing.T) {
	for _, size := range []sizes{small, {words: 100, wordDim: 100, affixes: 256, affixDim: 64, hidden: 48, layers: 2, nameHidden: 33, arc: 120, rel: 64}} {
		words, ends := sentences(100, 40)
		want := []Token(nil)
		for _, k := range kernel.All() {
			n := read(t, size)
			n.kernel = k
			if want == nil {
				want = parse(n, words, ends)
			}
			require.Equal(t, want, parse(n, words, ends), k.Name)
		}
	}
}

func TestSentenceAloneOrInABatch(t *testing.T) {
	n := read(t, small)
	words, ends := sentences(150, 90)
	together := parse(n, words, ends)
	first := 0
	for _, end := range ends {
		require.Equal(t, together[first:end], parse(n, words[first:end], []int{end - first}))
		first = end
	}
}

func TestConcurrentCalls(t *testing.T) {
	n := read(t, small)
	words, ends := sentences(150, 40)
	want := parse(n, words, ends)
	var running sync.WaitGroup
	got := make([][]Token, 8)
	for i := range got {
		running.Go(func() { got[i] = parse(n, words, ends) })
	}
	running.Wait()
	for i := range got {
		require.True(t, slices.Equal(want, got[i]), "call %d", i)
	}
}

func TestNothingToParse(t *testing.T) {
	n := read(t, small)
	n.Parse(nil, nil, nil)
	n.Parse(nil, []int{0, 0}, nil)
	tokens := parse(n, []string{"", "Oslo"}, []int{0, 1, 1, 2})
	require.EqualValues(t, -1, tokens[0].Head)
	require.EqualValues(t, -1, tokens[1].Head)
}

func BenchmarkParse(b *testing.B) {
	file := randomWeights(full).file()
	words, ends := sentences(1000, 40)
	tokens := make([]Token, len(words))
	for _, k := range kernel.All() {
		b.Run(k.Name, func(b *testing.B) {
			n, err := Read(file)
			require.NoError(b, err)
			n.kernel = k
			b.ReportAllocs()
			for b.Loop() {
				n.Parse(words, ends, tokens)
			}
			b.ReportMetric(float64(b.N)*float64(len(words))/b.Elapsed().Seconds(), "words/s")
		})
	}
}

func BenchmarkRead(b *testing.B) {
	file := randomWeights(full).file()
	b.ReportAllocs()
	for b.Loop() {
		_, err := Read(file)
		require.NoError(b, err)
	}
}
