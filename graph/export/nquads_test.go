package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"entente/graph/export/internal/exporttest"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// seq gives quads as a store does.
func seq(quads ...quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func collect(t testing.TB, quads iter.Seq2[quad.Quad, error]) []quad.Quad {
	t.Helper()
	var out []quad.Quad
	for q, err := range quads {
		require.NoError(t, err)
		out = append(out, q)
	}
	return out
}

func written(t testing.TB, quads ...quad.Quad) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, NQuads(&b, seq(quads...), DefaultBase))
	return b.String()
}

// object is a quad with a value as its object.
func object(v quad.Value) quad.Quad {
	return quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v}
}

func TestNQuadsTerms(t *testing.T) {
	const x = "^^<http://www.w3.org/2001/XMLSchema#"
	for _, c := range []struct {
		value quad.Value
		want  string
	}{
		{quad.IRI("vladimir-putin"), "<https://entente.example/vladimir-putin>"},
		{quad.IRI("event/9c1f"), "<https://entente.example/event/9c1f>"},
		{quad.IRI("http://www.wikidata.org/entity/Q7747"), "<http://www.wikidata.org/entity/Q7747>"},
		{quad.IRI("urn:isbn:1"), "<urn:isbn:1>"},
		{quad.IRI("2:b"), "<https://entente.example/2:b>"}, // no scheme begins with a digit
		{quad.BNode("b0.1"), "_:b0.1"},
		{quad.String(""), `""`},
		{quad.String("Hamid Karzai"), `"Hamid Karzai"`},
		{quad.String("a\"b\\c\nd\re\tf\bg\fh"), `"a\"b\\c\nd\re\tf\bg\fh"`},
		{quad.String("\x00\x01\v\x1f\x7f"), `"\u0000\u0001\u000B\u001F\u007F"`},
		{quad.String("é 普 😀 \u0085\u2028\ufffe'"), "\"é 普 😀 \u0085\u2028\ufffe'\""},
		{quad.String("a\xffb"), "\"a\ufffdb\""},
		{quad.String(`"^^<x>`), `"\"^^<x>"`},
		{quad.LangString{Value: "Putin", Lang: "de-AT"}, `"Putin"@de-AT`},
		{quad.Int(-7), `"-7"` + x + `integer>`},
		{quad.Int(math.MinInt64), `"-9223372036854775808"` + x + `integer>`},
		{quad.Float(.85), `"8.5E-01"` + x + `double>`},
		{quad.Float(math.Inf(1)), `"INF"` + x + `double>`},
		{quad.Float(math.Inf(-1)), `"-INF"` + x + `double>`},
		{quad.Float(math.NaN()), `"NaN"` + x + `double>`},
		{quad.Bool(true), `"true"` + x + `boolean>`},
		{quad.Bool(false), `"false"` + x + `boolean>`},
		{quad.Time(time.Date(2013, 11, 18, 0, 0, 0, 0, time.UTC)), `"2013-11-18T00:00:00Z"` + x + `dateTime>`},
		{quad.Time(time.Date(2013, 11, 18, 1, 0, 0, 5e8, time.FixedZone("", 3600))), `"2013-11-18T00:00:00.5Z"` + x + `dateTime>`},
		{quad.TypedString{Value: "x", Type: xsdString}, `"x"`},
		{quad.TypedString{Value: "2013", Type: "xsd:gYear"}, `"2013"` + x + `gYear>`},
		{quad.TypedString{Value: "007", Type: "xsd:integer"}, `"7"` + x + `integer>`},
		{quad.TypedString{Value: "seven", Type: "xsd:integer"}, `"seven"` + x + `integer>`},
		{quad.TypedString{Value: "5", Type: "http://example.com/metre"}, `"5"^^<http://example.com/metre>`},
		{quad.TypedString{Value: "5", Type: "metre"}, `"5"^^<https://entente.example/metre>`},
	} {
		assert.Equal(t, "<https://entente.example/s> <https://entente.example/p> "+c.want+" .\n", written(t, object(c.value)), "%#v", c.value)
	}
	q := object(quad.IRI("o"))
	q.Label = quad.BNode("g")
	assert.Equal(t, "<https://entente.example/s> <https://entente.example/p> <https://entente.example/o> _:g .\n", written(t, q))
}

func TestNQuadsSortsAndDropsDuplicates(t *testing.T) {
	a, b := object(quad.String("a")), object(quad.String("b"))
	assert.Equal(t, written(t, a, b), written(t, b, a, b, a))
	assert.Equal(t, 2, strings.Count(written(t, b, a, b), "\n"))
	assert.Empty(t, written(t))
}

func TestNQuadsRefuses(t *testing.T) {
	good := object(quad.IRI("o"))
	for want, change := range map[string]func(*quad.Quad){
		"the subject is neither":          func(q *quad.Quad) { q.Subject = quad.String("s") },
		"the predicate is no IRI":         func(q *quad.Quad) { q.Predicate = quad.BNode("p") },
		"there is no object":              func(q *quad.Quad) { q.Object = nil },
		"the label is neither":            func(q *quad.Quad) { q.Label = quad.Int(1) },
		`"a b" is no IRI`:                 func(q *quad.Quad) { q.Object = quad.IRI("a b") },
		`"" is no IRI`:                    func(q *quad.Quad) { q.Object = quad.IRI("") },
		`"-" is no label of a blank node`: func(q *quad.Quad) { q.Object = quad.BNode("-") },
		`"a." is no label`:                func(q *quad.Quad) { q.Object = quad.BNode("a.") },
		`"" is no language tag`:           func(q *quad.Quad) { q.Object = quad.LangString{Value: "x"} },
	} {
		q := good
		change(&q)
		var b bytes.Buffer
		assert.ErrorContains(t, NQuads(&b, seq(good, q), DefaultBase), want)
		assert.Empty(t, b.String(), "nothing is written")
	}
	for _, base := range []string{"", "entente/", "https://entente.example", "https://a b/", "/"} {
		assert.ErrorContains(t, NQuads(io.Discard, seq(good), base), "base", "%q", base)
		for _, err := range ReadNQuads(strings.NewReader(""), base) {
			assert.ErrorContains(t, err, "base", "%q", base)
		}
	}
}

func TestNQuadsPassesErrorsOn(t *testing.T) {
	broken := errors.New("broken")
	failing := func(yield func(quad.Quad, error) bool) {
		_ = yield(object(quad.Int(1)), nil) && yield(quad.Quad{}, broken)
	}
	assert.ErrorIs(t, NQuads(io.Discard, failing, DefaultBase), broken)
	full, w := io.Pipe()
	require.NoError(t, full.CloseWithError(broken))
	assert.ErrorIs(t, NQuads(w, seq(object(quad.Int(1))), DefaultBase), broken)
}

// With a tiny budget every few lines go to a file of their own; the result is
// that of a sort in memory, and no file stays behind.
func TestNQuadsSortsInFiles(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	var quads []quad.Quad
	g := newGenerator(7)
	for range 500 {
		quads = append(quads, g.quad())
	}
	quads = append(quads, quads[:200]...)
	want := written(t, quads...)
	lines := strings.SplitAfter(want, "\n")
	assert.True(t, slices.IsSorted(lines[:len(lines)-1]))
	for _, budget := range []int{0, 1_000, 10_000, 1 << 20} {
		var b bytes.Buffer
		require.NoError(t, writeNQuads(&b, seq(quads...), DefaultBase, budget))
		assert.Equal(t, want, b.String(), "budget %d", budget)
	}
	failing := func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
		yield(quad.Quad{}, errors.New("broken"))
	}
	require.Error(t, writeNQuads(io.Discard, failing, DefaultBase, 1_000))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)

	t.Setenv("TMPDIR", filepath.Join(dir, "missing"))
	assert.ErrorIs(t, writeNQuads(io.Discard, seq(quads...), DefaultBase, 1_000), os.ErrNotExist)
}

func TestReadNQuads(t *testing.T) {
	const file = "\n# who met whom\n" +
		`<https://entente.example/s> <https://entente.example/p> "x" . # comment` + "\r\n" +
		`_:b1<http://a/p>"\u00e9\U0001F600\'\"\\\t"@en-GB<http://a/g>.` + "\r\n" +
		"\t<http://a/\\u00E9>\t<http://a/p>\t_:b.2.\t\n" +
		`<https://entente.example/> <https://entente.example/http://a/> "01"^^<http://www.w3.org/2001/XMLSchema#int> .` + "\n" +
		`<http://a/s> <http://a/p> "+05"^^<http://www.w3.org/2001/XMLSchema#integer> _:g .` + "\n" +
		`<http://a/s> <http://a/p> "2013-11-18T02:00:00+02:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .` // no line feed
	assert.Equal(t, []quad.Quad{
		object(quad.String("x")),
		{Subject: quad.BNode("b1"), Predicate: quad.IRI("http://a/p"), Object: quad.LangString{Value: "é😀'\"\\\t", Lang: "en-GB"}, Label: quad.IRI("http://a/g")},
		{Subject: quad.IRI("http://a/é"), Predicate: quad.IRI("http://a/p"), Object: quad.BNode("b.2")},
		{Subject: quad.IRI("https://entente.example/"), Predicate: quad.IRI("https://entente.example/http://a/"), Object: quad.TypedString{Value: "01", Type: xsd + "int"}},
		{Subject: quad.IRI("http://a/s"), Predicate: quad.IRI("http://a/p"), Object: quad.Int(5), Label: quad.BNode("g")},
		{Subject: quad.IRI("http://a/s"), Predicate: quad.IRI("http://a/p"), Object: quad.Time(time.Date(2013, 11, 18, 0, 0, 0, 0, time.UTC))},
	}, collect(t, ReadNQuads(strings.NewReader(file), DefaultBase)))
}

func TestNative(t *testing.T) {
	for _, c := range []struct {
		text, datatype string
		want           quad.Value // nil: stays text
	}{
		{"7", xsdInteger, quad.Int(7)},
		{"-0", xsdInteger, quad.Int(0)},
		{"1_000", xsdInteger, nil},
		{"99999999999999999999", xsdInteger, nil},
		{"", xsdInteger, nil},
		{" 7", xsdInteger, nil},
		{"1.5e3", xsdDouble, quad.Float(1500)},
		{".5", xsdDouble, quad.Float(.5)},
		{"-INF", xsdDouble, quad.Float(math.Inf(-1))},
		{"Infinity", xsdDouble, nil},
		{"0x1p4", xsdDouble, nil},
		{"1E999", xsdDouble, nil},
		{"1", xsdBoolean, quad.Bool(true)},
		{"True", xsdBoolean, nil},
		{"2013-11-18T00:00:00.25Z", xsdDateTime, quad.Time(time.Date(2013, 11, 18, 0, 0, 0, 25e7, time.UTC))},
		{"2013-11-18T00:00:00", xsdDateTime, nil},
		{"2013-11-18", xsdDateTime, nil},
		{"2013-02-30T00:00:00Z", xsdDateTime, nil},
		{"0000-01-01T00:00:00+01:00", xsdDateTime, nil}, // the year before 0000 in UTC
		{"9999-12-31T23:00:00-01:00", xsdDateTime, nil},
		{"2013-11-18T00:00:00,5Z", xsdDateTime, nil},
		{"2013-11-18T00:00:00.0000000001Z", xsdDateTime, nil},
		{"7", xsd + "decimal", nil},
	} {
		want := c.want
		if want == nil {
			want = quad.TypedString{Value: quad.String(c.text), Type: quad.IRI(c.datatype)}
		}
		assert.Equal(t, want, native(c.text, c.datatype), "%q", c.text)
	}
}

// Where a file ends in the middle of a statement, that is said; a last line that is
// whole needs no end.
func TestReadNQuadsBreaksOff(t *testing.T) {
	const good = `<http://a/s> <http://a/p> "good" .`
	for n := range len(good) {
		file := good + "\n" + good[:n]
		var broken error
		count := 0
		for _, err := range ReadNQuads(strings.NewReader(file), DefaultBase) {
			if err == nil {
				count++
			} else {
				broken = err
			}
		}
		assert.Equal(t, 1, count)
		if n == 0 {
			assert.NoError(t, broken)
		} else if assert.ErrorIs(t, broken, ErrBrokenOff, file) {
			assert.ErrorContains(t, broken, "line 2: the file breaks off here: ")
		}
	}
	assert.Len(t, collect(t, ReadNQuads(strings.NewReader(good+"\n"+good), DefaultBase)), 2)
}

func TestReadNQuadsErrors(t *testing.T) {
	for line, want := range map[string]string{
		`<s> <http://a/p> "x" .`:                   "relative IRI <s>",
		`<> <http://a/p> "x" .`:                    "relative IRI <>",
		`<http://a/s> <p> "x" .`:                   "relative IRI <p>",
		`<http://a/s> <http://a/p> "x"^^<t> .`:     "relative IRI <t>",
		`<http://a/s> <http://a/p> "x"`:            "expected a graph or the final full stop, found the end of the line",
		`<http://a/s> <http://a/p> "x" . "y"`:      `expected the end of the line, found "\"y\""`,
		`<http://a/s> <http://a/p> .`:              `expected an object, found "."`,
		`<http://a/s> _:p "x" .`:                   `expected a predicate, found "_:p`,
		`"s" <http://a/p> "x" .`:                   `expected a subject, found "\"s\"`,
		`<http://a/s <http://a/p> "x" .`:           "is no IRI",
		`<http://a/s`:                              `expected an IRI in "<" and ">"`,
		`<http://a/\u0020s> <http://a/p> "x" .`:    `"http://a/ s" is no IRI`,
		`<http://a/\n> <http://a/p> "x" .`:         `unknown escape \n`,
		`<http://a/s> <http://a/p> "x\q" .`:        `unknown escape \q`,
		`<http://a/s> <http://a/p> "x\u12" .`:      `\u12`,
		`<http://a/s> <http://a/p> "\u12`:          "without closing quote",
		`<http://a/s> <http://a/p> "x\uD83D" .`:    "is no character",
		`<http://a/s> <http://a/p> "\U00110000" .`: "is no character",
		`<http://a/s> <http://a/p> "\u+123" .`:     "is no character",
		`<http://a/s> <http://a/p> "x .`:           "without closing quote",
		`<http://a/s> <http://a/p> "x\`:            "without closing quote",
		`<http://a/s> <http://a/p> "x\" .`:         "without closing quote",
		`<http://a/s> <http://a/p> "x"@ .`:         `"" is no language tag`,
		`<http://a/s> <http://a/p> "x"@e_n .`:      "expected",
		`<http://a/s> <http://a/p> "x"^<a:b> .`:    "expected a datatype",
		`<http://a/s> <http://a/p> "x" "g" .`:      "expected a graph or the final full stop",
		`<http://a/s> <http://a/p> _: .`:           "expected a blank node",
		`<http://a/s> <http://a/p> _:-a .`:         "expected a blank node",
		"<http://a/s> <http://a/p> \"x\ry\" .":     "carriage return",
		"<http://a/s> <http://a/p> \"x\xff\" .":    "not valid UTF-8",
		"no n-quads":                               `expected a subject, found "no n-quads"`,
	} {
		good := `<http://a/s> <http://a/p> "good" .`
		var errs []string
		count := 0
		for q, err := range ReadNQuads(strings.NewReader("# 1\n"+good+"\n"+line+"\n"+good+"\n"), DefaultBase) {
			if err != nil {
				errs = append(errs, err.Error())
				assert.Equal(t, quad.Quad{}, q)
			} else {
				count++
			}
		}
		if assert.Len(t, errs, 1, line) {
			assert.True(t, strings.HasPrefix(errs[0], "line 3: "), errs[0])
			assert.Contains(t, errs[0], want, line)
		}
		assert.Equal(t, 2, count, "reading goes on after %s", line)
	}
}

func TestReadNQuadsEnds(t *testing.T) {
	broken := errors.New("broken")
	in := io.MultiReader(strings.NewReader("<http://a/s> <http://a/p> <http://a/o> .\n<http"), iotest.ErrReader(broken))
	var errs []error
	for _, err := range ReadNQuads(in, DefaultBase) {
		errs = append(errs, err)
	}
	require.Len(t, errs, 2)
	require.NoError(t, errs[0])
	assert.ErrorIs(t, errs[1], broken)
	assert.ErrorContains(t, errs[1], "line 2: ")

	for range ReadNQuads(strings.NewReader("x\ny\n"), DefaultBase) {
		break // must not panic
	}

	for _, turtle := range []string{
		"@prefix a: <http://a/> .", "PREFIX : <http://a/>", "prefix a: <http://a/>", "@base <http://a/> .", " Base <http://a/>",
		`<http://a/s> <http://a/p> "x" ;`, `<http://a/s> <http://a/p> "x", "y" .`, `<http://a/s> <http://a/p> <http://a/o>;`,
	} {
		var errs []error
		for _, err := range ReadNQuads(strings.NewReader("# 1\n"+turtle+"\n"+turtle+"\n"), DefaultBase) {
			errs = append(errs, err)
		}
		if assert.Len(t, errs, 1, turtle) {
			assert.Equal(t, &LineError{2, ErrTurtle}, errs[0], turtle)
		}
	}
}

// generator makes values as odd as a store can hold.
type generator struct{ exporttest.Generator }

func newGenerator(seed uint64) generator { return generator{exporttest.NewGenerator(seed)} }

func (g generator) node() quad.Identifier {
	switch g.IntN(5) {
	case 0:
		return quad.BNode([]string{"b", "b.1", "_x", "0", "é-", ":a"}[g.IntN(6)])
	case 1:
		return quad.IRI([]string{"http://a/", "urn:x:é", "https://entente.exampl/e", "xsd:date", "https://entente.example/", "https://entente.example/a:b"}[g.IntN(6)])
	}
	return quad.IRI([]string{"iran", "event/12", "//x", "/", "a/b:c", "é", "#", "?q"}[g.IntN(8)])
}

func (g generator) value() quad.Value {
	switch g.IntN(9) {
	case 0, 1:
		return quad.String(g.Text())
	case 2:
		return quad.LangString{Value: quad.String(g.Text()), Lang: []string{"en", "de-AT", "zh-Hant-1"}[g.IntN(3)]}
	case 3:
		return quad.TypedString{Value: quad.String(g.Text()), Type: []quad.IRI{"http://a/t", "metre", xsd + "int", xsd + "gYear"}[g.IntN(4)]}
	case 4:
		return quad.Int(int64(g.Uint64()))
	case 5:
		x := math.Float64frombits(g.Uint64())
		if math.IsNaN(x) { // not equal to itself, so tested apart
			x = math.Inf(1)
		}
		return quad.Float(x)
	case 6:
		return quad.Bool(g.IntN(2) == 0)
	case 7:
		return quad.Time(time.Unix(g.Int64N(4e9), g.Int64N(2)*g.Int64N(1e9)).UTC())
	}
	return g.node()
}

func (g generator) quad() quad.Quad {
	q := quad.Quad{Subject: g.node(), Predicate: quad.IRI([]string{"met", "http://a/p", "name"}[g.IntN(3)]), Object: g.value()}
	if g.IntN(3) == 0 {
		q.Label = g.node()
	}
	return q
}

func TestNQuadsRoundTrip(t *testing.T) {
	for seed := range uint64(3_000) {
		q := newGenerator(seed).quad()
		text := written(t, q)
		require.Equal(t, 1, strings.Count(text, "\n"), "seed %d: %s", seed, text)
		back := collect(t, ReadNQuads(strings.NewReader(text), DefaultBase))
		require.Equal(t, []quad.Quad{q}, back, "seed %d: %s", seed, text)
	}
}

// With another base the file differs, and the quads read from it do not.
func TestNQuadsBases(t *testing.T) {
	var quads []quad.Quad
	g := newGenerator(1)
	for range 200 {
		quads = append(quads, g.quad())
	}
	want := written(t, quads...)
	for _, base := range []string{"http://a.b/c#", "urn:y:", "https://example.org/graph/"} {
		var b bytes.Buffer
		require.NoError(t, NQuads(&b, seq(quads...), base))
		assert.NotEqual(t, want, b.String())
		assert.True(t, want == written(t, collect(t, ReadNQuads(&b, base))...), base)
	}
}

func TestRapperReadsNQuads(t *testing.T) {
	rapper, err := exec.LookPath("rapper")
	if err != nil {
		t.Skip("skipped: no rapper (Debian package raptor2-utils) to read our N-Quads")
	}
	var quads []quad.Quad
	for seed := range uint64(2_000) {
		q := newGenerator(seed).quad()
		// Raptor admits only letters, digits and inner punctuation of ASCII in a label.
		if text := q.NQuad(); !strings.Contains(text, "_:é-") && !strings.Contains(text, "_::a") {
			quads = append(quads, q)
		}
	}
	text := written(t, quads...)
	file := filepath.Join(t.TempDir(), "graph.nq")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	cmd := exec.Command(rapper, "-i", "nquads", "-o", "nquads", file)
	var out, messages bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &messages
	err = cmd.Run()
	require.NoError(t, err, "%.2000s", messages.String())
	assert.NotContains(t, messages.String(), "Error")
	assert.NotContains(t, messages.String(), "Warning")
	assert.Contains(t, messages.String(), fmt.Sprintf("returned %d triples", strings.Count(text, "\n")))
}

func FuzzNQuads(f *testing.F) {
	for _, s := range exporttest.Oddities {
		f.Add(s, s, "en", byte(0))
	}
	for kind, s := range []string{"x", "7", "1.5", "true", "2013-11-18T00:00:00Z"} {
		f.Add(s, []string{"http://a/", xsdInteger, xsdDouble, xsdBoolean, xsdDateTime}[kind], "de", byte(kind%4))
	}
	f.Fuzz(func(t *testing.T, text, iri, lang string, kind byte) {
		text = strings.ToValidUTF8(text, "?")
		var v quad.Value
		switch kind % 5 {
		case 0:
			v = quad.String(text)
		case 1:
			v = quad.LangString{Value: quad.String(text), Lang: lang}
		case 2:
			v = quad.TypedString{Value: quad.String(text), Type: quad.IRI(iri)}
		case 3:
			v = quad.BNode(text)
		case 4:
			v = quad.IRI(text)
		}
		q := quad.Quad{Subject: quad.IRI(iri), Predicate: quad.IRI(iri), Object: v, Label: quad.IRI(iri)}
		var b bytes.Buffer
		if err := NQuads(&b, seq(q), DefaultBase); err != nil {
			return // it says so; what may be written is in the other tests
		}
		back := collect(t, ReadNQuads(bytes.NewReader(b.Bytes()), DefaultBase))
		require.Len(t, back, 1)
		if kind%5 == 0 || kind%5 == 1 || kind%5 == 3 {
			require.Equal(t, v, back[0].Object)
		}
		require.Equal(t, b.String(), written(t, back...), "a second export gives the same")
	})
}

func FuzzReadNQuads(f *testing.F) {
	for seed := range uint64(20) {
		g := newGenerator(seed)
		f.Add(written(f, g.quad(), g.quad()))
	}
	f.Add(`<a:b> <a:b> "\u00e9\U0001F600\'"@en _:g. # x`)
	f.Add("_:a<a:b>_:b.\r\n\r\n#\n<a:b")
	f.Fuzz(func(t *testing.T, text string) {
		var quads []quad.Quad
		for q, err := range ReadNQuads(strings.NewReader(text), DefaultBase) {
			if err != nil {
				require.Regexp(t, `^line [0-9]+: `, err.Error())
				continue
			}
			require.True(t, q.IsValid())
			quads = append(quads, q)
		}
		first := written(t, quads...) // whatever can be read can be written
		again := collect(t, ReadNQuads(strings.NewReader(first), DefaultBase))
		require.Equal(t, first, written(t, again...))
	})
}

func benchmarkQuads(n int) []quad.Quad {
	quads := make([]quad.Quad, 0, n)
	for i := range n {
		s := quad.IRI(fmt.Sprintf("event/%016x", uint64(i)*0x9E3779B97F4A7C15))
		switch i % 4 {
		case 0:
			quads = append(quads, quad.Quad{Subject: s, Predicate: quad.IRI("relation"), Object: quad.IRI("telephoned")})
		case 1:
			quads = append(quads, quad.Quad{Subject: s, Predicate: quad.IRI("date"), Object: quad.Time(time.Unix(int64(i)*86400, 0))})
		case 2:
			quads = append(quads, quad.Quad{Subject: s, Predicate: quad.IRI("sentence"), Object: quad.Int(i)})
		case 3:
			quads = append(quads, quad.Quad{Subject: s, Predicate: quad.IRI("quote"), Object: quad.String("Mr. Karzai said \"no\" to the proposal that both ministers had put before the council.")})
		}
	}
	return quads
}

func BenchmarkNQuads(b *testing.B) {
	quads := benchmarkQuads(200_000)
	for _, budget := range []int{sortBudget, 4 << 20} {
		b.Run(fmt.Sprintf("budget=%dMB", budget>>20), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := writeNQuads(io.Discard, seq(quads...), DefaultBase, budget); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(quads)*b.N)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}

func BenchmarkReadNQuads(b *testing.B) {
	quads := benchmarkQuads(200_000)
	text := written(b, quads...)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range ReadNQuads(strings.NewReader(text), DefaultBase) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(quads)*b.N)/b.Elapsed().Seconds(), "quads/s")
}
