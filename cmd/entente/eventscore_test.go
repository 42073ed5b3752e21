package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// 81 of 263 is the example of Newcombe (1998).
func TestWilson(t *testing.T) {
	for _, test := range []struct{ right, n, low, high float64 }{
		{0, 10, 0, 0.2775328},
		{10, 10, 0.7224672, 1},
		{5, 10, 0.2365931, 0.7634069},
		{81, 263, 0.2552617, 0.3661765},
		{45, 50, 0.7863977, 0.9565249},
	} {
		low, high := wilson(test.right/test.n, test.n)
		assert.InDelta(t, test.low, low, 1e-4, "%v", test)
		assert.InDelta(t, test.high, high, 1e-4, "%v", test)
	}
}

// A sample by relation weighs each relation as the graph does; its interval is
// wider than that of as many events of all.
func TestScoreOfStrata(t *testing.T) {
	var rows []sampleRow
	for i := range 40 {
		row := sampleRow{relation: "met", weight: 9, verdict: rightVerdict}
		if i >= 20 {
			row = sampleRow{relation: "accused", weight: 1, verdict: wrongVerdict}
		}
		rows = append(rows, row)
	}
	all := scoresOf(rows)[0]
	assert.InDelta(t, 0.9, *all.Precision, 1e-12)
	low, high := wilson(0.9, 40)
	assert.Less(t, *all.Low, low)
	assert.Greater(t, *all.High, high)

	for i := range rows {
		rows[i].weight = 5
	}
	all = scoresOf(rows)[0]
	low, high = wilson(0.5, 40)
	assert.Equal(t, []float64{0.5, low, high}, []float64{*all.Precision, *all.Low, *all.High})
}

// FuzzSample: whatever a file holds, it is refused by its line, or scored.
func FuzzSample(f *testing.F) {
	f.Add("verdict\trelation\tevent\tweight\tnote\ny\tmet\tevent/a\t2,5\t\"x\ty\"\r\n?\taccused\tevent/b\n")
	f.Add("\ufeff# x\nverdict\trelation\tevent\n\t\t\n\"\n")
	f.Fuzz(func(t *testing.T, file string) {
		rows, err := readSample(strings.NewReader(file), "sample.tsv")
		if err != nil {
			require.True(t, strings.HasPrefix(err.Error(), "sample.tsv:"), err)
			return
		}
		for _, s := range scoresOf(rows) {
			require.LessOrEqual(t, s.Right, s.Judged)
			if s.Judged == 0 {
				require.Nil(t, s.Precision)
				continue
			}
			require.True(t, 0 <= *s.Low && *s.Low <= *s.Precision+1e-9 && *s.Precision <= *s.High+1e-9 && *s.High <= 1, "%+v", s)
		}
	})
}
