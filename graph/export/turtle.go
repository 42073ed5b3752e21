package export

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
)

// Turtle writes quads as Turtle 1.1 (https://www.w3.org/TR/turtle/): the triples of
// [NQuads] with the same IRIs, those of one subject together and the graph's own names
// behind prefixes, in the order of N-Quads and thus the same text for the same graph.
//
// Turtle has one graph: the labels of quads are left out. A blank node whose label
// Turtle does not admit gets another. What is an error to NQuads is one here.
func Turtle(w io.Writer, quads iter.Seq2[quad.Quad, error], base string) error {
	return writeTurtle(w, quads, base, sortBudget)
}

func writeTurtle(w io.Writer, quads iter.Seq2[quad.Quad, error], base string, budget int) error {
	triples := func(yield func(quad.Quad, error) bool) {
		for q, err := range quads {
			q.Label = nil
			if !yield(q, err) {
				return
			}
		}
	}
	return writeSorted("Turtle", w, triples, base, budget, func(out *bufio.Writer, lines iter.Seq2[string, error]) error {
		t := newTurtle(out, base)
		for line, err := range lines {
			if err != nil {
				return err
			}
			if err := t.triple(line); err != nil {
				return fmt.Errorf("write: %w", err)
			}
		}
		t.end()
		return nil
	})
}

// turtle writes triples, of which those with the same subject, and of these those with
// the same predicate, come together.
type turtle struct {
	*bufio.Writer
	prefixes           []prefix
	subject, predicate string // as in the last line, "" before the first
}

// prefix stands for the beginning of IRIs.
type prefix struct{ name, iri string }

func newTurtle(out *bufio.Writer, base string) *turtle {
	t := &turtle{Writer: out}
	for _, kind := range []string{"article", "event", "evidence", "role", "sameness"} {
		t.prefixes = append(t.prefixes, prefix{kind + ":", base + kind + "/"})
	}
	t.prefixes = append(t.prefixes, prefix{"xsd:", xsd}, prefix{":", base})
	for _, p := range t.prefixes {
		t.WriteString("@prefix " + p.name + " <" + p.iri + "> .\n")
	}
	return t
}

// triple writes a line of N-Quads. Neither subject nor predicate has a blank in it.
func (t *turtle) triple(line string) error {
	subject, rest, _ := strings.Cut(line, " ")
	predicate, object, _ := strings.Cut(rest, " ")
	object = strings.TrimSuffix(object, " .\n")
	switch {
	case subject != t.subject:
		t.end()
		t.WriteString("\n" + t.node(subject) + "\n    " + t.node(predicate))
	case predicate != t.predicate:
		t.WriteString(" ;\n    " + t.node(predicate))
	default:
		t.WriteString(",")
	}
	t.subject, t.predicate = subject, predicate
	_, err := t.WriteString(" " + t.object(object))
	return err
}

// end closes the triples of the last subject.
func (t *turtle) end() {
	if t.subject != "" {
		t.WriteString(" .\n")
	}
}

// node is an IRI or a blank node.
func (t *turtle) node(term string) string {
	if blank, ok := strings.CutPrefix(term, "_:"); ok {
		return "_:" + turtleLabel(blank)
	}
	iri := term[1 : len(term)-1]
	for _, p := range t.prefixes {
		if local, ok := strings.CutPrefix(iri, p.iri); ok && plainName(local) {
			return p.name + local
		}
	}
	return term
}

// object may be a literal, of which the integers and truth values stand as they are. No
// datatype has a quote in it.
func (t *turtle) object(term string) string {
	if term[0] != '"' {
		return t.node(term)
	}
	i := strings.LastIndexByte(term, '"') + 1
	datatype, typed := strings.CutPrefix(term[i:], "^^")
	if !typed {
		return term
	}
	switch text := term[1 : i-1]; {
	case datatype == "<"+xsdInteger+">" && strings.Trim(text, "0123456789") == "" && text != "":
		return text
	case datatype == "<"+xsdBoolean+">" && (text == "true" || text == "false"):
		return text
	}
	return term[:i] + "^^" + t.node(datatype)
}

// plainName reports whether a name can follow a prefix without escapes: there are more
// that can, but not all readers know.
func plainName(s string) bool {
	for i, c := range []byte(s) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
		inner := i > 0 && i < len(s)-1 && (c == '-' || c == '.')
		if !letter && !inner {
			return false
		}
	}
	return s != ""
}

// turtleLabel is a label of N-Quads, which unlike Turtle's may have colons. Those with
// one are written in hexadecimal behind "hex-", as are those that begin so already:
// different labels stay different.
func turtleLabel(s string) string {
	const mark = "hex-"
	if strings.Contains(s, ":") || strings.HasPrefix(s, mark) {
		return mark + hex.EncodeToString([]byte(s))
	}
	return s
}
