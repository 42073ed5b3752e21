package source

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// result is what one run yields: "id: text" of articles and the problems, in
// their order, folder names left out, and the warnings.
type result struct{ got, warned []string }

func collect(t testing.TB, dir string, paths []string, opt Options, limit int) result {
	var r result
	short := func(err error) string {
		var p *Problem
		require.ErrorAs(t, err, &p)
		if dir == "" {
			return err.Error()
		}
		return strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), "")
	}
	opt.Warn = func(err error) {
		if !errors.Is(err, ErrUndated) {
			r.warned = append(r.warned, short(err))
		}
	}
	for a, err := range read(paths, opt, limit) {
		if err != nil {
			assert.Zero(t, a)
			r.got = append(r.got, "! "+short(err))
			continue
		}
		r.got = append(r.got, a.ID+": "+a.Text)
	}
	return r
}

// write makes the files of a folder: name to content.
func write(t testing.TB, files map[string]string) string {
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	return dir
}

func gzipped(t testing.TB, content string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(content))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

// readFile is what one file, named directly, yields.
func readFile(t testing.TB, name, content string) result {
	dir := write(t, map[string]string{name: content})
	return collect(t, dir, []string{filepath.Join(dir, name)}, Options{}, MaxLength)
}

func TestPlainText(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"a.txt", "Ministers met.\r\n", "a.txt: Ministers met.\r\n"},
		{"a.text", "Élan", "a.text: Élan"},
		{"a.md", "Ministers met.", "a.md: Ministers met."},
		{"a", "Ministers met.", "a: Ministers met."},
		{"a.txt", "\ufeffMinisters met.", "a.txt: Ministers met."},
		{"a.txt", `{"text":"no JSON here"}`, `a.txt: {"text":"no JSON here"}`},
		{"a.txt.gz", gzipped(t, "Ministers met."), "a.txt.gz: Ministers met."},
		{"a.txt", "", "! a.txt: no text"},
		{"a.txt", "\ufeff", "! a.txt: no text"},
		{"a.txt", " \n\t\u00a0", "! a.txt: no text"},
		{"a.png", "\x89PNG\r\n\x00\x01", "! a.png: binary, not text"},
		{"a.txt", "caf\xe9 au lait", "! a.txt: not valid UTF-8: byte 3 is 0xe9"},
		{"a.txt", "\xff\xfea\x00", "! a.txt: not valid UTF-8 but UTF-16"},
		{"a.txt.gz", "not compressed", "! a.txt.gz: gzip: invalid header"},
		{"a.txt.gz", gzipped(t, "Ministers met.")[:20], "! a.txt.gz: unexpected EOF"},
	} {
		t.Run(tt.want, func(t *testing.T) { assert.Equal(t, []string{tt.want}, readFile(t, tt.name, tt.content).got) })
	}
}

func TestJSON(t *testing.T) {
	for _, tt := range []struct {
		name, file, content string
		want                []string
	}{
		{"lines", "a.jsonl", `{"id":"x","text":"One."}` + "\n\n" + `{"id":7,"text":"Two."}` + "\r\n" + `{"text":"Three."}`, []string{"x: One.", "7: Two.", "a.jsonl:4: Three."}},
		{"another ending", "a.ndjson", `{"text":"One.","other":[1,{"text":"no"}],"Text":"no"}`, []string{"a.ndjson:1: One."}},
		{"lines in .json", "a.json", `{"text":"One."}` + "\n" + `{"text":"Two."}`, []string{"a.json:1: One.", "a.json:2: Two."}},
		{"one object", "a.json", "{\n \"id\": \"x\",\n \"text\": \"One.\"\n}\n", []string{"x: One."}},
		{"objects over lines", "a.json", "\n{\n \"text\": \"One.\"\n}\n\n{\n\"text\":\n\"Two.\"}", []string{"a.json:2: One.", "a.json:6: Two."}},
		{"an array", "a.json", "\n [ {\"text\":\"One.\"},\n{\"id\":\"y\",\"text\":\"Two.\"},\n\n{\"text\":\"Three.\"}]\n", []string{"a.json:2: One.", "y: Two.", "a.json:5: Three."}},
		{"an array in lines", "a.jsonl", `[{"text":"One."}]`, []string{"a.jsonl:1: One."}},
		{"an empty array", "a.json", "[]", []string{"! a.json: no text"}},
		{"nothing", "a.jsonl", "\n \n", []string{"! a.jsonl: no text"}},
		{"a mark of order", "a.jsonl", "\ufeff" + `{"id":"x","text":"One."}`, []string{"x: One."}},
		{"null and empty fields", "a.jsonl", `{"id":null,"title":null,"published":"","text":"One."}`, []string{"a.jsonl:1: One."}},
		{"compressed", "a.jsonl.gz", gzipped(t, `{"text":"One."}`), []string{"a.jsonl.gz:1: One."}},
		{"unnamed kind", "articles", ` {"id":"x","text":"One."}`, []string{"x: One."}},
		{"bad lines", "a.jsonl", strings.Join([]string{`{"id":"x","text":"One."}`, `{"text":`, `hello`, `[1]`, `null`, `"s"`, `{"id":"y"}`, `{"text":7}`, `{"text":"  "}`, `{"id":{},"text":"No."}`, "{\"text\":\"caf\xe9\"}", `{"text":"a"} {"text":"b"}`, `{"id":"z","text":"Two."}`}, "\n"), []string{
			"x: One.",
			"! a.jsonl:2: not a JSON object: unexpected end of JSON input",
			"! a.jsonl:3: not a JSON object: invalid character 'h' looking for beginning of value",
			"! a.jsonl:4: not a JSON object",
			"! a.jsonl:5: not a JSON object",
			"! a.jsonl:6: not a JSON object",
			`! a.jsonl:7: no text: the object has no field "text"`,
			`! a.jsonl:8: the field "text" is no string`,
			"! a.jsonl:9: no text",
			`! a.jsonl:10: the field "id" is neither a string nor a number`,
			"! a.jsonl:11: not valid UTF-8",
			"! a.jsonl:12: not a JSON object: invalid character '{' after top-level value",
			"z: Two.",
		}},
		{"a bad first line in .json", "a.json", `{"text":}` + "\n" + `{"id":"x","text":"One."}`, []string{"! a.json:1: not a JSON object: invalid character '}' looking for beginning of value", "x: One."}},
		{"a broken array", "a.json", "[{\"id\":\"x\",\"text\":\"One.\"},\n{\"text\"", []string{"x: One.", "! a.json:2: not a JSON object: the end is missing"}},
		{"an array left open", "a.json", `[{"id":"x","text":"One."}`, []string{"x: One.", "! a.json:1: not a JSON object: the end is missing"}},
		{"an array of other things", "a.json", `[1,{"id":"x","text":"One."}]`, []string{"! a.json:1: not a JSON object", "x: One."}},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, readFile(t, tt.file, tt.content).got) })
	}
}

func TestJSONFields(t *testing.T) {
	input := `{"id":"x","title":"Ministers Meet","text":"They met.","published":"2013-11-18T23:43:00+05:00","url":"https://example.org/x","publisher":"The Daily Example"}
{"id":"y","title":7,"text":"They met.","published":"2013-11-19","url":{},"publisher":["a"]}
{"id":"z","text":"Published 18 November 2013\n\nThey met.","published":"yesterday"}
{"id":"u","text":"Published 18 November 2013\n\nThey met."}
{"id":"v","text":"They met.","published":"2013-11"}`
	var warned []string
	var got []schema.Article
	opt := Options{Stdin: strings.NewReader(input), Published: schema.NewDate(2001, 2, 3), Warn: func(err error) { warned = append(warned, err.Error()) }}
	for a, err := range Read([]string{"-"}, opt) {
		require.NoError(t, err)
		got = append(got, a)
	}
	require.Len(t, got, 5)
	assert.Equal(t, schema.Article{ID: "x", Title: "Ministers Meet", Text: "They met.", Published: schema.NewDate(2013, 11, 18), URL: "https://example.org/x", Publisher: "The Daily Example"}, got[0])
	assert.Equal(t, schema.Article{ID: "y", Text: "They met.", Published: schema.NewDate(2013, 11, 19)}, got[1])
	assert.Equal(t, schema.NewDate(2013, 11, 18), got[2].Published, "the text states it")
	assert.Equal(t, schema.NewDate(2013, 11, 18), got[3].Published, "the text comes before the option")
	assert.Equal(t, schema.NewDate(2001, 2, 3), got[4].Published, "the option")
	assert.Equal(t, []string{
		`stdin:3: the field "published" is no date of the form 2013-11-18: "yesterday"`,
		`stdin:5: the field "published" is no date of the form 2013-11-18: "2013-11"`,
	}, warned)
}

func TestUndated(t *testing.T) {
	var warned []error
	opt := Options{Stdin: strings.NewReader("They met."), Warn: func(err error) { warned = append(warned, err) }}
	for a, err := range Read([]string{"-"}, opt) {
		require.NoError(t, err)
		assert.True(t, a.Published.IsZero())
	}
	require.Len(t, warned, 1)
	assert.ErrorIs(t, warned[0], ErrUndated)
}

func TestStdin(t *testing.T) {
	for _, tt := range []struct {
		input string
		want  []string
	}{
		{"They met.", []string{"stdin: They met."}},
		{" \n {\"text\":\"One.\"}\n{\"text\":\"Two.\"}", []string{"stdin:2: One.", "stdin:3: Two."}},
		{"\ufeff{\"id\":\"x\",\"text\":\"One.\"}", []string{"x: One."}},
		{"", []string{"! stdin: no text"}},
		{"a\x00b", []string{"! stdin: binary, not text"}},
	} {
		got := collect(t, "", []string{"-"}, Options{Stdin: strings.NewReader(tt.input)}, MaxLength).got
		assert.Equal(t, tt.want, got)
		got = collect(t, "", []string{"-"}, Options{Stdin: iotest.OneByteReader(strings.NewReader(tt.input))}, MaxLength).got
		assert.Equal(t, tt.want, got, "byte by byte")
	}
	const nothing = "! stdin: there is nothing left to read"
	assert.Equal(t, []string{nothing}, collect(t, "", []string{"-"}, Options{}, MaxLength).got)
	assert.Equal(t, []string{"stdin: a", nothing}, collect(t, "", []string{"-", "-"}, Options{Stdin: strings.NewReader("a")}, MaxLength).got)

	failing := io.MultiReader(strings.NewReader(`{"id":"x","text":"One."}`+"\n"), iotest.ErrReader(errors.New("the disk is gone")))
	assert.Equal(t, []string{"x: One.", "! stdin:2: the disk is gone"}, collect(t, "", []string{"-"}, Options{Stdin: failing}, MaxLength).got)
	assert.Equal(t, []string{"! stdin: the disk is gone"}, collect(t, "", []string{"-"}, Options{Stdin: iotest.ErrReader(errors.New("the disk is gone"))}, MaxLength).got)
}

func TestFolder(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt": "B.", "a/z.txt": "Z.", "a/y.jsonl": `{"text":"Y."}`, "a.txt": "A.", "c/deep/er.text": "E.", "a/b.txt": "other",
		"picture.png": "\x00", "notes.md": "notes", ".hidden.txt": "no", ".git/x.txt": "no", "bad.txt": "\xff", "d.txt.gz": gzipped(t, "D."),
	})
	r := collect(t, dir, []string{dir}, Options{}, MaxLength)
	assert.Equal(t, []string{
		"a/b.txt: other", "a/y.jsonl:1: Y.", "a/z.txt: Z.", "a.txt: A.", "b.txt: B.",
		"! bad.txt: not valid UTF-8: byte 0 is 0xff", "c/deep/er.text: E.", "d.txt.gz: D.",
	}, r.got)
	assert.Equal(t, []string{dir + ": 2 files that are no articles passed over"}, r.warned)
}

func TestEmptyFolder(t *testing.T) {
	dir := write(t, map[string]string{"notes.md": "notes"})
	var problem *Problem
	for _, err := range Read([]string{dir}, Options{}) {
		require.ErrorAs(t, err, &problem)
	}
	require.NotNil(t, problem)
	assert.ErrorIs(t, problem, ErrNoArticles)
	assert.Equal(t, dir, problem.File)
}

func TestLinks(t *testing.T) {
	dir := write(t, map[string]string{"a/one.txt": "One."})
	link := func(to, name string) {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skipf("skipping links: %v", err)
		}
	}
	link(dir, "a/up")
	link("round", "round")
	link("nowhere", "broken.txt")
	link(filepath.Join(dir, "a", "one.txt"), "two.txt")
	r := collect(t, dir, []string{dir}, Options{}, MaxLength)
	require.Len(t, r.got, 4)
	assert.Equal(t, "a/one.txt: One.", r.got[0])
	assert.Contains(t, r.got[1], "! broken.txt: ")
	assert.Contains(t, r.got[2], "! round: ")
	assert.Equal(t, "two.txt: One.", r.got[3])
}

func TestArchive(t *testing.T) {
	const archive = `An article and what it gives.
-- one.txt --
They met.
They left.
-- events.gold --
met
-- more.jsonl --
{"id":"x","text":"Two."}
{"text":"Three."}
hello
-- empty.txt --
`
	dir := write(t, map[string]string{"a.txtar": archive, "b.txtar": "nothing here", "c.txtar": "\xff"})
	assert.Equal(t, []string{
		"one.txt: They met.\nThey left.\n",
		"x: Two.",
		"more.jsonl:2: Three.",
		"! a.txtar:10: not a JSON object: invalid character 'h' looking for beginning of value",
		"! a.txtar:11: no text",
		"! b.txtar: no text",
		"! c.txtar: not valid UTF-8: byte 0 is 0xff",
	}, collect(t, dir, []string{dir}, Options{}, MaxLength).got)
}

func TestDuplicates(t *testing.T) {
	dir := write(t, map[string]string{"a/x.txt": "One.", "b/x.txt": "One.", "c/x.txt": "Two."})
	paths := []string{filepath.Join(dir, "a", "x.txt"), filepath.Join(dir, "b", "x.txt"), filepath.Join(dir, "c", "x.txt")}
	r := collect(t, dir, paths, Options{}, MaxLength)
	assert.Equal(t, []string{"x.txt: One.", `! c/x.txt: another article has this id: "x.txt"`}, r.got)
	assert.Equal(t, []string{`b/x.txt: the same article again, passed over: id "x.txt"`}, r.warned)
}

func TestMissing(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "A."})
	r := collect(t, dir, []string{filepath.Join(dir, "none.txt"), filepath.Join(dir, "a.txt")}, Options{}, MaxLength)
	assert.Equal(t, []string{"! none.txt: no such file or directory", "a.txt: A."}, r.got)
}

func TestUnreadable(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "A.", "b.txt": "B."})
	require.NoError(t, os.Chmod(filepath.Join(dir, "a.txt"), 0))
	if file, err := os.Open(filepath.Join(dir, "a.txt")); err == nil {
		file.Close()
		t.Skip("skipping a file without permission: this user may read everything")
	}
	assert.Equal(t, []string{"! a.txt: permission denied", "b.txt: B."}, collect(t, dir, []string{dir}, Options{}, MaxLength).got)
}

func TestTooLong(t *testing.T) {
	const limit = 200_000 // more than one buffer
	object := func(id string, length int) string {
		head, tail := fmt.Sprintf(`{"id":%q,"text":"`, id), `"}`
		return head + strings.Repeat("x", length-len(head)-len(tail)) + tail
	}
	short := func(got []string) []string {
		for i, s := range got {
			got[i] = s[:min(len(s), 60)]
		}
		return got
	}
	xs := ": " + strings.Repeat("x", 60)
	lines := object("a", limit) + "\n" + object("b", limit+1) + "\n" + object("c", 5*limit) + "\n" + object("d", 100) + "\n" + object("e", limit+1)
	want := []string{("a" + xs)[:60], "! a.jsonl:2: too long: 200001 bytes", "! a.jsonl:3: too long: 1000000 bytes", ("d" + xs)[:60], "! a.jsonl:5: too long: 200001 bytes"}
	dir := write(t, map[string]string{"a.jsonl": lines, "b.txt": strings.Repeat("x", limit), "c.txt": strings.Repeat("x", limit+1), "d.json": "[" + object("f", 100) + "," + object("g", 2*limit) + "]"})
	assert.Equal(t, append(want, ("b.txt" + xs)[:60], "! c.txt: too long: more than 200000 bytes", ("f" + xs)[:60], "! d.json:1: too long: more than 200000 bytes"),
		short(collect(t, dir, []string{dir}, Options{}, limit).got))
}

// A line of 10 MB is an article like any other.
func TestLongLine(t *testing.T) {
	text := strings.Repeat("They met again. ", 10<<20/16)
	got := collect(t, "", []string{"-"}, Options{Stdin: strings.NewReader(`{"id":"x","text":"` + text + "\"}\n" + `{"id":"y","text":"One."}`)}, MaxLength).got
	require.Len(t, got, 2)
	assert.Equal(t, "x: "+text, got[0])
	assert.Equal(t, "y: One.", got[1])
}

func TestStopping(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "A.", "b.txt": "\xff", "c.txt": "C.", "d.jsonl": "x\n" + `{"text":"D."}`, "e.txtar": "-- f.txt --\nF.\n-- g.txt --\nG.\n", "h.json": `[{"text":"H."},{"text":"I."}]`})
	all := len(collect(t, dir, []string{dir}, Options{}, MaxLength).got)
	require.Equal(t, 9, all)
	for stop := 1; stop <= all; stop++ {
		n := 0
		for range Read([]string{dir, dir}, Options{}) {
			if n++; n == stop {
				break
			}
		}
		assert.Equal(t, stop, n)
	}
}

func TestProblem(t *testing.T) {
	p := &Problem{File: "a.jsonl", Line: 7, Err: fmt.Errorf("%w: because", ErrNotJSON)}
	assert.EqualError(t, p, "a.jsonl:7: not a JSON object: because")
	assert.ErrorIs(t, p, ErrNotJSON)
	p.Line = 0
	assert.EqualError(t, p, "a.jsonl: not a JSON object: because")
}
