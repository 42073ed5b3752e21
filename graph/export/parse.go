package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// ReadNQuads reads N-Quads 1.1, the inverse of [NQuads]: IRIs that begin with
// the base lose it, literals of the datatypes integer, double, boolean,
// dateTime and string become the values that the store keeps. Everything else
// is kept as it stands: other IRIs, the labels of blank nodes, languages, other
// datatypes.
//
// A malformed line gives a [*LineError], and reading goes on with the next line
// if the caller does; it is an [ErrBrokenOff] if it is the last one and has no end.
// A line of Turtle, of which every other line would be malformed, gives one of
// [ErrTurtle] and ends the sequence; so does an error of r, or a base of the wrong form.
func ReadNQuads(r io.Reader, base string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		if err := checkBase(base); err != nil {
			yield(quad.Quad{}, err)
			return
		}
		in := bufio.NewReaderSize(r, 1<<16)
		for number := 1; ; number++ {
			// The grammar knows no line separator but these two; U+2028 and
			// the like may stand in a string.
			line, readErr := in.ReadString('\n')
			if readErr != nil && readErr != io.EOF {
				yield(quad.Quad{}, &LineError{number, readErr})
				return
			}
			q, found, err := parseLine(strings.TrimRight(line, "\r\n"), base)
			switch {
			case err != nil:
				if readErr == io.EOF && !errors.Is(err, ErrTurtle) {
					err = fmt.Errorf("%w: %w", ErrBrokenOff, err)
				}
				if !yield(quad.Quad{}, &LineError{number, err}) || errors.Is(err, ErrTurtle) {
					return
				}
			case found:
				if !yield(q, nil) {
					return
				}
			}
			if readErr == io.EOF {
				return
			}
		}
	}
}

// ErrTurtle says that a line is no N-Quad but Turtle.
var ErrTurtle = errors.New("this is Turtle; N-Quads are wanted (entente export --format nquads)")

// ErrBrokenOff says that a file ends in the middle of a statement: more of it is
// missing, and nobody knows how much.
var ErrBrokenOff = errors.New("the file breaks off here")

// LineError is what is wrong with a line.
type LineError struct {
	Line int // from 1
	Err  error
}

// Error is "line 17: what is wrong".
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap is what is wrong, without the line.
func (e *LineError) Unwrap() error { return e.Err }

// directive is what a line of Turtle begins with and no N-Quad can.
var directive = regexp.MustCompile(`^[ \t]*@?(?i:prefix[ \t]+[^ \t]*:|base[ \t]+<)`)

// parseLine reads one line; found is false for a blank line or a comment.
func parseLine(line, base string) (q quad.Quad, found bool, err error) {
	if !utf8.ValidString(line) {
		return q, false, errors.New("not valid UTF-8")
	}
	p := parser{rest: line, base: base}
	if p.atEnd() {
		return q, false, nil
	}
	if q.Subject, err = p.node("a subject"); err != nil {
		if directive.MatchString(line) {
			err = ErrTurtle
		}
		return q, false, err
	}
	if q.Predicate, err = p.predicate(); err != nil {
		return q, false, err
	}
	if q.Object, err = p.object(); err != nil {
		return q, false, err
	}
	p.blanks()
	if strings.HasPrefix(p.rest, ";") || strings.HasPrefix(p.rest, ",") { // more of this subject
		return q, false, ErrTurtle
	}
	if !strings.HasPrefix(p.rest, ".") {
		if q.Label, err = p.node("a graph or the final full stop"); err != nil {
			return q, false, err
		}
		p.blanks()
	}
	if !strings.HasPrefix(p.rest, ".") {
		return q, false, p.expected("the final full stop")
	}
	p.rest = p.rest[1:]
	if !p.atEnd() {
		return q, false, p.expected("the end of the line")
	}
	return q, true, nil
}

// parser takes terms off the front of a line.
type parser struct{ rest, base string }

func (p *parser) blanks() { p.rest = strings.TrimLeft(p.rest, " \t") }

// atEnd reports whether nothing but a comment is left.
func (p *parser) atEnd() bool {
	p.blanks()
	return p.rest == "" || p.rest[0] == '#'
}

func (p *parser) expected(what string) error {
	if p.rest == "" {
		return fmt.Errorf("expected %s, found the end of the line", what)
	}
	found := []rune(p.rest)
	return fmt.Errorf("expected %s, found %q", what, string(found[:min(20, len(found))]))
}

func (p *parser) predicate() (quad.Value, error) {
	p.blanks()
	if strings.HasPrefix(p.rest, "<") {
		return p.iri()
	}
	return nil, p.expected("a predicate")
}

// node takes an IRI or a blank node.
func (p *parser) node(what string) (quad.Value, error) {
	p.blanks()
	switch {
	case strings.HasPrefix(p.rest, "<"):
		return p.iri()
	case strings.HasPrefix(p.rest, "_:"):
		label, rest := cutLabel(p.rest[2:])
		if label == "" {
			return nil, p.expected("a blank node")
		}
		p.rest = rest
		return quad.BNode(label), nil
	}
	return nil, p.expected(what)
}

func (p *parser) object() (quad.Value, error) {
	p.blanks()
	if strings.HasPrefix(p.rest, `"`) {
		return p.literal()
	}
	return p.node("an object")
}

// iri takes an IRI and takes the base off it.
func (p *parser) iri() (quad.IRI, error) {
	raw, rest, closed := strings.Cut(p.rest[1:], ">")
	if !closed {
		return "", p.expected(`an IRI in "<" and ">"`)
	}
	iri, err := unescape(raw, "")
	if err != nil {
		return "", err
	}
	switch {
	case !legalIRI(iri):
		return "", fmt.Errorf("%q is no IRI", iri)
	case !absolute(iri):
		return "", fmt.Errorf("relative IRI <%s>", iri)
	}
	p.rest = rest
	// What is left must be a name of ours, or writing would not put the base back.
	if name, ours := strings.CutPrefix(iri, p.base); ours && name != "" && !absolute(name) {
		iri = name
	}
	return quad.IRI(iri), nil
}

func (p *parser) literal() (quad.Value, error) {
	end := 1
	for ; end < len(p.rest) && p.rest[end] != '"'; end++ {
		if p.rest[end] == '\\' {
			end++
		}
	}
	if end >= len(p.rest) {
		return nil, errors.New("a string without closing quote")
	}
	text, err := unescape(p.rest[1:end], "tbnrf\"'\\")
	if err != nil {
		return nil, err
	}
	p.rest = p.rest[end+1:]
	switch {
	case strings.HasPrefix(p.rest, "@"):
		end := strings.IndexAny(p.rest, " \t.<_#")
		if end < 0 {
			end = len(p.rest)
		}
		tag := p.rest[1:end]
		if !legalLanguage(tag) {
			return nil, fmt.Errorf("%q is no language tag", tag)
		}
		p.rest = p.rest[end:]
		return quad.LangString{Value: quad.String(text), Lang: tag}, nil
	case strings.HasPrefix(p.rest, "^^<"):
		p.rest = p.rest[2:]
		datatype, err := p.iri()
		if err != nil {
			return nil, err
		}
		return native(text, string(datatype)), nil
	case strings.HasPrefix(p.rest, "^"):
		return nil, p.expected(`a datatype, ^^<…>`)
	}
	return quad.String(text), nil
}

// escaped are the characters that the escapes of a string stand for.
var escaped = map[byte]byte{'t': '\t', 'b': '\b', 'n': '\n', 'r': '\r', 'f': '\f', '"': '"', '\'': '\'', '\\': '\\'}

// unescape resolves \uXXXX, \UXXXXXXXX and the one-letter escapes given.
func unescape(s, letters string) (string, error) {
	if strings.Contains(s, "\r") {
		return "", errors.New("a carriage return that is not escaped")
	}
	if !strings.Contains(s, `\`) {
		return s, nil // mostly
	}
	var b strings.Builder
	for {
		plain, rest, found := strings.Cut(s, `\`)
		b.WriteString(plain)
		if !found {
			return b.String(), nil
		}
		if rest == "" {
			return "", errors.New(`a "\" at the end`)
		}
		digits := map[byte]int{'u': 4, 'U': 8}[rest[0]]
		switch {
		case digits > 0:
			if len(rest) <= digits {
				return "", fmt.Errorf(`\%s is too short`, rest)
			}
			r, err := strconv.ParseUint(rest[1:1+digits], 16, 32)
			if err != nil || r > utf8.MaxRune || !utf8.ValidRune(rune(r)) {
				return "", fmt.Errorf(`\%q is no character`, rest[:1+digits])
			}
			b.WriteRune(rune(r))
			s = rest[1+digits:]
		case strings.IndexByte(letters, rest[0]) >= 0:
			b.WriteByte(escaped[rest[0]])
			s = rest[1:]
		default:
			r, _ := utf8.DecodeRuneInString(rest)
			return "", fmt.Errorf(`unknown escape \%c`, r)
		}
	}
}

// Own passes quads on and notes whether there is one whose predicate is a name of the
// graph's own. Where there is none, they were written with another base, or are of
// something else.
func Own(quads iter.Seq2[quad.Quad, error], found *bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			if p, ok := q.Predicate.(quad.IRI); ok && !strings.Contains(string(p), ":") {
				*found = true
			}
			if !yield(q, err) {
				return
			}
		}
	}
}
