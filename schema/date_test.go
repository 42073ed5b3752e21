package schema

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]Date{
		"2013-11-18": {2013, 11, 18, Day},
		"2013-11":    {2013, 11, 0, Month},
		"2013":       {2013, 0, 0, Year},
		"2012-02-29": {2012, 2, 29, Day},
	} {
		got, err := ParseDate(text)
		require.NoError(t, err)
		assert.Equal(t, want, got)
		assert.Equal(t, text, got.String())
	}
	for _, text := range []string{"", "2013-02-29", "2013-13", "18.11.2013", "2013-11-18T00:00:00Z", " 2013", "13-11-18", "~2013-11-18"} {
		_, err := ParseDate(text)
		assert.ErrorContains(t, err, "is not a date", "%q", text)
	}
}

func TestNewDateRunsOn(t *testing.T) {
	assert.Equal(t, Date{2014, 1, 1, Day}, NewDate(2013, 12, 32))
	assert.Equal(t, NewDate(2013, 10, 31), NewDate(2013, 11, 1).AddDays(-1))
}

func TestDateOfCutsToPrecision(t *testing.T) {
	at := time.Date(2013, 11, 18, 23, 59, 0, 0, time.UTC)
	assert.Equal(t, Date{2013, 11, 18, Day}, DateOf(at, Day))
	assert.Equal(t, Date{2013, 11, 18, Reported}, DateOf(at, Reported))
	assert.Equal(t, Date{2013, 11, 0, Month}, DateOf(at, Month))
	assert.Equal(t, Date{2013, 0, 0, Year}, DateOf(at, Year))
}

func TestDateJSON(t *testing.T) {
	for want, d := range map[string]Date{
		`"2013-11-18"`:  NewDate(2013, 11, 18),
		`"2013-11"`:     {2013, 11, 0, Month},
		`"2013"`:        {2013, 0, 0, Year},
		`"~2013-11-18"`: NewDate(2013, 11, 18).AsReported(),
		`""`:            {},
	} {
		b, err := json.Marshal(d)
		require.NoError(t, err)
		assert.Equal(t, want, string(b))
		back := NewDate(1, 1, 1) // must be overwritten
		require.NoError(t, json.Unmarshal(b, &back))
		assert.Equal(t, d, back)
	}
	var d Date
	assert.ErrorContains(t, json.Unmarshal([]byte(`"yesterday"`), &d), "is not a date")
	assert.ErrorContains(t, json.Unmarshal([]byte(`2013`), &d), "date: ")
}

func TestZeroDate(t *testing.T) {
	var zero Date
	assert.True(t, zero.IsZero())
	assert.Empty(t, zero.String())
	assert.Equal(t, zero, zero.AsReported(), "an unknown day is not reported either")
	assert.False(t, NewDate(2013, 11, 18).IsZero())
	b, err := json.Marshal(Article{ID: "a"})
	require.NoError(t, err)
	assert.NotContains(t, string(b), "published")
}

func TestDateBefore(t *testing.T) {
	day, month, year := NewDate(2013, 11, 18), Date{2013, 11, 0, Month}, Date{2013, 0, 0, Year}
	assert.True(t, month.Before(day))
	assert.True(t, year.Before(month))
	assert.False(t, day.Before(day.AsReported()))
	assert.True(t, day.Before(day.AddDays(1)))
}
