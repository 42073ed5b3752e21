package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

func TestVerb(t *testing.T) {
	call := schema.Event{Relation: "telephoned", Source: "vladimir-putin", Target: "hassan-rouhani", Status: schema.Actual}
	assert.Equal(t, "telephoned", verb(call, "vladimir-putin"))
	assert.Equal(t, "was telephoned by", verb(call, "hassan-rouhani"))
	call.Status = schema.Planned
	assert.Equal(t, "telephoned (planned)", verb(call, "vladimir-putin"))
	talks := schema.Event{Relation: "talked_to", Source: "a", Target: "b", Status: schema.Actual}
	assert.Equal(t, "talked to", verb(talks, "a"))
	assert.Equal(t, "talked to", verb(talks, "b"))
}

func TestShowDate(t *testing.T) {
	day := schema.NewDate(2013, 11, 18)
	month, err := schema.ParseDate("2013-11")
	require.NoError(t, err)
	year, err := schema.ParseDate("2013")
	require.NoError(t, err)
	for want, d := range map[string]schema.Date{
		"18 Nov 2013": day, "reported 18 Nov 2013": day.AsReported(), "Nov 2013": month, "2013": year, "undated": {},
	} {
		assert.Equal(t, want, showDate(d))
	}
}

func TestBestEvidence(t *testing.T) {
	evidence := func(source, target string) schema.Evidence {
		return schema.Evidence{Source: schema.Mentioned{Text: source}, Target: schema.Mentioned{Text: target}, Quote: source + target}
	}
	he, full, other := evidence("He", "his colleague"), evidence("Vladimir Putin", "Hassan Rouhani"), evidence("Vladimir Rutin", "Hassan Rouhani")
	assert.Equal(t, full, bestEvidence([]schema.Evidence{he, full, other}))
	assert.Equal(t, he, bestEvidence([]schema.Evidence{he}))
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	p := &program{width: 60}
	p.table(&out, []string{"who", "said"}, apart([][]string{
		{"Putin\nRouhani", strings.Repeat("word ", 20)},
		{strings.Repeat("x", 70), "short\nlines stay"},
	}))
	for line := range strings.Lines(out.String()) {
		assert.LessOrEqual(t, len(line), 60+1, line)
		assert.Equal(t, strings.TrimRight(line, " \n")+"\n", line)
	}
	assert.Regexp(t, `(?m)^Putin +word word`, out.String())
	assert.Regexp(t, `(?m)^Rouhani +word`, out.String())
	assert.Regexp(t, `(?m)lines stay$`, out.String())
	assert.Contains(t, out.String(), "\n\nxxxx")
}

func TestRowsTable(t *testing.T) {
	header, cells := rowsTable([]json.RawMessage{
		json.RawMessage(`{"id":"a","n":1}`), json.RawMessage(`{"to":"b","id":"c"}`), json.RawMessage(`["x"]`), json.RawMessage(`"text"`),
	})
	assert.Equal(t, []string{"id", "n", "to", "value"}, header)
	assert.Equal(t, [][]string{{"a", "1", "", ""}, {"c", "", "b", ""}, {"", "", "", `["x"]`}, {"", "", "", "text"}}, cells)
}

func TestIsOpen(t *testing.T) {
	for script, want := range map[string]bool{
		`g.V("<a>").All()`:      false,
		`g.V("<a>").Out(`:       true,
		"g.V(\n[1, 2]\n)":       false,
		`function f() {`:        true,
		`g.V("(")`:              false,
		`g.V('\'(')`:            false,
		"g.V(`(\n`)":            false,
		"g.V(`(\n":              true,
		`g.V("a`:                false, // an error, to be told
		`g.V() // (`:            false,
		"g.V( // )\n":           true,
		"g.V( // )":             true,
		`/* ( */ g.V()`:         false,
		`/* g.V()`:              true,
		`)(`:                    false,
		`{"a": [1, 2, {"b": 3}`: true,
		``:                      false,
	} {
		assert.Equal(t, want, isOpen(script), script)
	}
}

func TestWriteFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out")
	write := func(text string, err error) func(io.Writer) error {
		return func(w io.Writer) error {
			_, _ = io.WriteString(w, text)
			return err
		}
	}
	require.NoError(t, writeFile(name, write("one", nil)))
	broken := errors.New("broken")
	require.ErrorIs(t, writeFile(name, write("tw", broken)), broken)
	content, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "one", string(content), "a failure leaves what was there")
	require.NoError(t, os.Chmod(name, 0o600))
	require.NoError(t, writeFile(name, write("three", nil)))
	info, err := os.Stat(name)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "the permissions stay")
	left, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	assert.Len(t, left, 1)
	require.NoError(t, writeFile(os.DevNull, write("x", nil)))
}

// panicking is standard output that breaks the program.
type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic("oh\nno") }

func TestPanicIsOneLine(t *testing.T) {
	t.Setenv("ENTENTE_DEBUG", "")
	var stderr bytes.Buffer
	assert.Equal(t, exitFailed, run(t.Context(), []string{"entente", "--help"}, strings.NewReader(""), panicking{}, &stderr))
	assert.Equal(t, "entente: internal error: oh no\n", stderr.String())

	t.Setenv("ENTENTE_DEBUG", "1")
	stderr.Reset()
	assert.Equal(t, exitFailed, run(t.Context(), []string{"entente", "--help"}, strings.NewReader(""), panicking{}, &stderr))
	assert.Contains(t, stderr.String(), "goroutine ")
}

// full is a disk with no room left.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestFullDisk(t *testing.T) {
	var stderr bytes.Buffer
	assert.Equal(t, exitFailed, run(t.Context(), []string{"entente", "--help"}, strings.NewReader(""), full{}, &stderr))
	assert.Equal(t, "entente: standard output: no space left\n", stderr.String())
}
