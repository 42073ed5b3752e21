package schema

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestGoldstein(t *testing.T) {
	for code, want := range map[string]float64{
		"010": 0, "011": -0.1, "042": 1.9, "051": 3.4, "057": 8, "0334": 6, "0874": 10, "112": -2, "130": -4.4, "163": -8, "1823": -10, "190": -10,
	} {
		value, ok := Goldstein(code)
		assert.True(t, ok, code)
		assert.InDelta(t, want, value, 1e-9, code)
	}
	for _, code := range []string{"", "04", "10", "36", "1213", "999", "0"} {
		_, ok := Goldstein(code)
		assert.False(t, ok, code)
	}
}

// The scale goes from -10 to 10 in tenths, so that sums of it can be exact.
func TestGoldsteinScale(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range goldsteinScale {
		assert.False(t, seen[c.code], "%s stands twice", c.code)
		seen[c.code] = true
		assert.LessOrEqual(t, math.Abs(c.goldstein), 10.0, c.code)
		assert.InDelta(t, math.Round(10*c.goldstein), 10*c.goldstein, 1e-9, c.code)
		assert.NotEmpty(t, c.text, c.code)
		assert.Contains(t, []int{3, 4}, len(c.code), c.code)
	}
}

// Every relation has a text for each of its codes, and a value for what happened.
func TestRelationsHaveGoldsteinValues(t *testing.T) {
	for _, r := range Relations() {
		_, ok := Goldstein(r.Actual)
		assert.True(t, ok, "%s %s", r.Name, r.Actual)
		for _, code := range []string{r.Actual, r.Intended, r.Refused} {
			assert.NotEmpty(t, CAMEOText(code), "%s %s", r.Name, code)
		}
	}
	assert.Equal(t, "Express intent to meet or negotiate", CAMEOText("036"))
	assert.Empty(t, CAMEOText("36"))
}
