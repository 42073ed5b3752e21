package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// story is news prose of the usual mix: names, titles, quotes, numbers.
const story = `MOSCOW, Nov. 18, 2013 (Staff) - President Pavel Orlov didn't meet Gen. John W. Harding of the U.S. on Monday, his office said.

"We weren't asked," the president's spokesman, Ivan Petrov, told reporters at 5:30 p.m. He added that a three-day visit to the U.N. in mid-December would cost about $1.5 million, or 40,000 roubles a guest.

Pro-government groups welcomed the decision; the opposition – which holds 112 of 450 seats – called it “a gift to nobody”.
`

func BenchmarkAnalyse(b *testing.B) {
	text := strings.Repeat(story, 200)
	words := len(strings.Fields(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Analyse(text)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkModel(b *testing.B) {
	m, err := Load()
	require.NoError(b, err)
	text := strings.Repeat(story, 50)
	words := len(Analyse(text).Tokens)
	b.ReportAllocs()
	for b.Loop() {
		m.Analyse(text)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, err := Load()
		require.NoError(b, err)
	}
}
