package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
)

// DefaultBase stands before the graph's own names in N-Quads where the user
// gives no other. The domain is one that RFC 2606 keeps free for examples.
const DefaultBase = "https://entente.example/"

// sortBudget is how many bytes of lines NQuads keeps in memory; more go
// through temporary files.
const sortBudget = 64 << 20

// NQuads writes quads as N-Quads 1.1 in canonical form, the lines sorted
// bytewise, each once. The relative IRIs of the store get the base before them,
// which is an absolute IRI that ends in "/", "#" or ":"; datatypes are written
// in full. A string that is no valid UTF-8 loses its broken bytes to U+FFFD.
//
// A quad that RDF has no place for (a literal as its subject, a blank in an
// IRI) is an error, as is any error that quads gives; nothing is written then,
// unless the error is one of w itself.
func NQuads(w io.Writer, quads iter.Seq2[quad.Quad, error], base string) error {
	return writeNQuads(w, quads, base, sortBudget)
}

func writeNQuads(w io.Writer, quads iter.Seq2[quad.Quad, error], base string, budget int) error {
	return writeSorted("N-Quads", w, quads, base, budget, func(out *bufio.Writer, lines iter.Seq2[string, error]) error {
		for line, err := range lines {
			if err != nil {
				return err
			}
			if _, err := out.WriteString(line); err != nil {
				return fmt.Errorf("write: %w", err)
			}
		}
		return nil
	})
}

// writeSorted has quads written by a function that gets them as the lines that NQuads
// describes. It is not called where quads gives an error or cannot be written.
func writeSorted(format string, w io.Writer, quads iter.Seq2[quad.Quad, error], base string, budget int,
	write func(*bufio.Writer, iter.Seq2[string, error]) error) (err error) {
	if err := checkBase(base); err != nil {
		return err
	}
	lines := sorter{budget: budget}
	defer func() { err = errors.Join(err, lines.close()) }()
	var line []byte
	for q, err := range quads {
		if err != nil {
			return fmt.Errorf("%s: read the graph: %w", format, err)
		}
		if line, err = appendQuad(line[:0], q, base); err != nil {
			return fmt.Errorf("%s: quad %v: %w", format, q, err)
		}
		if err := lines.add(string(line)); err != nil {
			return fmt.Errorf("%s: sort: %w", format, err)
		}
	}
	return buffered(format, w, func(out *bufio.Writer) error {
		return write(out, func(yield func(string, error) bool) {
			for line, err := range lines.sorted() {
				if err != nil {
					err = fmt.Errorf("sort: %w", err)
				}
				if !yield(line, err) {
					return
				}
			}
		})
	})
}

// checkBase sees to it that a base can be put before a name and taken off again.
func checkBase(base string) error {
	if !absolute(base) || !legalIRI(base) || !strings.ContainsRune("/#:", rune(base[len(base)-1])) {
		return fmt.Errorf("base %q is no absolute IRI that ends in \"/\", \"#\" or \":\"", base)
	}
	return nil
}

// appendQuad appends one line, with its line feed.
func appendQuad(b []byte, q quad.Quad, base string) ([]byte, error) {
	if _, node := q.Subject.(quad.Identifier); !node {
		return nil, errors.New("the subject is neither IRI nor blank node")
	}
	if _, iri := q.Predicate.(quad.IRI); !iri {
		return nil, errors.New("the predicate is no IRI")
	}
	terms := []quad.Value{q.Subject, q.Predicate, q.Object}
	if q.Label != nil {
		if _, node := q.Label.(quad.Identifier); !node {
			return nil, errors.New("the label is neither IRI nor blank node")
		}
		terms = append(terms, q.Label)
	}
	var err error
	for _, v := range terms {
		if b, err = appendTerm(b, v, base); err != nil {
			return nil, err
		}
		b = append(b, ' ')
	}
	return append(b, '.', '\n'), nil
}

func appendTerm(b []byte, v quad.Value, base string) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(b, string(v), base)
	case quad.BNode:
		if !legalLabel(string(v)) {
			return nil, fmt.Errorf("%q is no label of a blank node", string(v))
		}
		return append(append(b, "_:"...), v...), nil
	case quad.String:
		return appendString(b, string(v)), nil
	case quad.LangString:
		if !legalLanguage(v.Lang) {
			return nil, fmt.Errorf("%q is no language tag", v.Lang)
		}
		return append(append(appendString(b, string(v.Value)), '@'), v.Lang...), nil
	case nil:
		return nil, errors.New("there is no object")
	}
	lexical, datatype, err := lexicalForm(v)
	if err != nil {
		return nil, err
	}
	b = appendString(b, lexical)
	if datatype == xsdString {
		return b, nil
	}
	return appendIRI(append(b, "^^"...), datatype, base)
}

func appendIRI(b []byte, iri, base string) ([]byte, error) {
	if iri == "" || !legalIRI(iri) {
		return nil, fmt.Errorf("%q is no IRI", iri)
	}
	b = append(b, '<')
	if !absolute(iri) {
		b = append(b, base...)
	}
	return append(append(b, iri...), '>'), nil
}

// appendString quotes a string with the escapes of canonical N-Quads
// (RDF Dataset Canonicalization, W3C 2024, section 5), save that U+FFFE and
// U+FFFF stand as they are: Raptor takes them so, and not escaped.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	b = append(b, '"')
	for _, c := range []byte(strings.ToValidUTF8(s, "\uFFFD")) {
		switch {
		case c == '"', c == '\\':
			b = append(b, '\\', c)
		case c == '\b':
			b = append(b, `\b`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\f':
			b = append(b, `\f`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c < ' ', c == 0x7F:
			b = append(b, `\u00`...)
			b = append(b, hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
