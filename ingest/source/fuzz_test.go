package source

import (
	"crypto/sha256"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"entente/schema"
)

// fuzzRead reads content as a file of the name and requires what Read promises.
func fuzzRead(t *testing.T, name, content string) {
	ids := map[string]bool{}
	r := &reader{limit: 1 << 12, seen: map[string][sha256.Size]byte{}}
	var problems []error
	articles := 0
	r.yield = func(a schema.Article, err error) bool {
		if err != nil {
			problems = append(problems, err)
			return true
		}
		articles++
		require.NotEmpty(t, a.ID)
		require.False(t, ids[a.ID], "id %q twice", a.ID)
		ids[a.ID] = true
		require.True(t, utf8.ValidString(a.Text))
		require.NotEmpty(t, strings.TrimSpace(a.Text))
		return true
	}
	require.True(t, r.content(strings.NewReader(content), origin{file: name, name: name}, formOf(name)))
	require.Positive(t, articles+len(problems), "nothing was said of the file")
	for _, err := range problems {
		var p *Problem
		require.True(t, errors.As(err, &p))
		require.Equal(t, name, p.File)
		require.LessOrEqual(t, p.Line, strings.Count(content, "\n")+1)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", `{"id":"x","text":"One."}` + "\n" + `{"text":"Two."}`, `[{"text":"One."},{"id":7,"text":"Two."}]`, "{\n\"text\":\n\"One.\"}\n{}", "[[", "[]\n[]", "{\"text\":\"\xff\"}",
		"comment\n-- a.txt --\nOne.\n-- b.jsonl --\n{\"text\":\"Two.\"}\n-- c.json --\n[{\"text\":\"x\"}]\n", "-- a.txt --\nOne.\n-- a.txt --\nTwo.", "\ufeff", "\x00", "Published 18 November 2013\r\n\r\nx",
		`{"text":"x","published":"2013-11-18T00:00:00Z"}`, `{"text":null}`, `{"id":-1e5,"text":"\ud800"}`, "{\n[", "{\"a\n\"}", "-- .json --\n{", "-- .json --\n[", strings.Repeat("x", 5000) + "\n{}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		for _, name := range []string{"a.jsonl", "a.json", "a.txtar", "a.txt", "a"} {
			fuzzRead(t, name, content)
		}
	})
}

func FuzzPublished(f *testing.F) {
	f.Add("Published November 18th, 2013 - 12:43 GMT\nx")
	f.Add("LONDON, Nov 18, 2013 (Reuters) - x")
	f.Add("2013-11-18T12:43:00+01:00")
	f.Add("18/11/2013")
	f.Fuzz(func(t *testing.T, text string) {
		d := Published(text)
		require.True(t, d.IsZero() || d.Precision == "day" && d.Year >= 1800)
	})
}
