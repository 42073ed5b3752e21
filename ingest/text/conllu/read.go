package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Error is what is wrong with a line of a file.
type Error struct {
	File string // as the caller of Read named it
	Line int    // from 1
	Err  error
}

// Error is "file:line: what is wrong".
func (e *Error) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap is what is wrong, without the place.
func (e *Error) Unwrap() error { return e.Err }

// MaxLine is how long a line may be, in bytes.
const MaxLine = 64 << 20

// Read yields the sentences of a file, which its name stands for in errors. The
// first line that is not as it should be ends the sequence with an [*Error], a
// failure to read with the error of r.
//
// Whether the file is CoNLL-U or IOB its first line with a token tells. Of IOB
// these are known, all separated by tabs: token, tag; token, part of speech, tag;
// number, token, tag and anything more. Of such a file tokens and names are read,
// and sentences whose tags are "_", which nobody has annotated, are passed over.
func Read(r io.Reader, name string) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(nil, MaxLine)
		p := parser{}
		for lines.Scan() {
			p.line++
			done, err := p.read(strings.TrimSuffix(lines.Text(), "\r"))
			if err != nil {
				yield(Sentence{}, &Error{name, p.line, err})
				return
			}
			if done && !yield(p.take(), nil) {
				return
			}
		}
		if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
			yield(Sentence{}, &Error{name, p.line + 1, fmt.Errorf("longer than %d bytes", MaxLine)})
			return
		} else if err != nil {
			yield(Sentence{}, fmt.Errorf("%s: %w", name, err))
			return
		}
		done, err := p.read("") // the last empty line may be missing
		if err != nil {
			yield(Sentence{}, &Error{name, p.line, err})
		} else if done {
			yield(p.take(), nil)
		}
	}
}

// parser makes sentences of lines.
type parser struct {
	line  int
	row   rowParser // nil before the first token of the file
	s     Sentence
	words int // in s so far
	until int // the last word of the last range of s
	// Of IOB:
	class       string // of the token before
	unannotated bool   // a tag of s is "_"
}

// rowParser reads the fields of a line. It is chosen by the first line of a file.
type rowParser func(p *parser, fields []string) (Row, error)

// read takes a line, and reports whether a sentence ends with it.
func (p *parser) read(line string) (done bool, err error) {
	switch {
	case line == "":
		skip := len(p.s.Rows) == 0 || p.unannotated
		if err := p.complete(); err != nil {
			return false, err
		}
		if skip {
			p.take()
		}
		return !skip, nil
	case p.s.Line == 0:
		p.s.Line = p.line
	}
	if !utf8.ValidString(line) {
		return false, errors.New("not valid UTF-8")
	}
	isComment := strings.HasPrefix(line, "# ") || line[0] == '#' && !strings.Contains(line, "\t") // IOB has tokens "#"
	if isComment && len(p.s.Rows) == 0 {
		p.s.Comments = append(p.s.Comments, line)
		return false, nil
	}
	fields := strings.Split(line, "\t")
	if p.row == nil {
		if p.row = rowParserOf(fields); p.row == nil {
			return false, fmt.Errorf("%d columns, where CoNLL-U has ten and IOB two, three or five", len(fields))
		}
	}
	row, err := p.row(p, fields)
	if err != nil {
		return false, err
	}
	p.s.Rows = append(p.s.Rows, row)
	return false, nil
}

// take is the sentence that ends; the next begins.
func (p *parser) take() Sentence {
	s := p.s
	*p = parser{line: p.line, row: p.row}
	return s
}

// complete refuses a sentence that names words which are not there; the parser
// goes back to the line that does.
func (p *parser) complete() error {
	for i := range p.s.Rows {
		var err error
		switch r := &p.s.Rows[i]; {
		case p.words == 0:
			err = errors.New("a sentence without words")
		case r.Last > p.words:
			err = fmt.Errorf("a range up to word %d, and the sentence has %d words", r.Last, p.words)
		case r.Head > p.words:
			err = fmt.Errorf("word %d hangs on %d, and the sentence has %d words", r.First, r.Head, p.words)
		}
		if err != nil {
			p.line = p.s.Line + len(p.s.Comments) + i
			return err
		}
	}
	return nil
}

// rowParserOf chooses by the form of a line, nil if it is none that is known.
func rowParserOf(fields []string) rowParser {
	n := len(fields)
	switch n {
	case 10:
		return (*parser).conllu
	case 2, 3:
		return func(p *parser, f []string) (Row, error) { return p.token(f, n, 0, n-1) }
	case 5:
		return func(p *parser, f []string) (Row, error) { return p.token(f, n, 1, 2) }
	}
	return nil
}

// conllu reads a line of CoNLL-U.
func (p *parser) conllu(f []string) (r Row, err error) {
	if len(f) != 10 {
		return r, fmt.Errorf("%d columns, not ten", len(f))
	}
	if err = p.number(&r, f[0]); err != nil {
		return r, err
	}
	if f[1] == "" {
		return r, errors.New("no form")
	}
	for i := range f {
		if f[i] == "_" && i != 1 && (i != 2 || f[1] != "_") {
			f[i] = ""
		}
	}
	r.Form, r.Lemma, r.UPOS, r.XPOS, r.Feats, r.Rel, r.Deps, r.Misc = f[1], f[2], f[3], f[4], f[5], f[7], f[8], f[9]
	if !r.isWord() {
		return r, nil
	}
	if f[6] == "" {
		if r.Rel != "" {
			return r, fmt.Errorf("word %d has a relation, %s, but no head", r.First, r.Rel)
		}
		return r, nil
	}
	if r.Head, err = strconv.Atoi(f[6]); err != nil || r.Head < 0 {
		return r, fmt.Errorf("head %q is no number of a word", f[6])
	}
	switch {
	case r.Rel == "":
		return r, fmt.Errorf("word %d has a head, %d, but no relation", r.First, r.Head)
	case r.Head == r.First:
		return r, fmt.Errorf("word %d hangs on itself", r.First)
	}
	return r, nil
}

// number reads the first column: 3, 3-4 or 3.1, which must follow the line before.
func (p *parser) number(r *Row, id string) error {
	wrong := fmt.Errorf("number %q, where word %d was to come", id, p.words+1)
	first, rest, isRange := strings.Cut(id, "-")
	if !isRange {
		first, rest, _ = strings.Cut(id, ".")
	}
	n, err := strconv.Atoi(first)
	if err != nil {
		return wrong
	}
	r.First, r.Last = n, n
	if first == id {
		p.words++
		if n != p.words {
			return wrong
		}
		return nil
	}
	k, err := strconv.Atoi(rest)
	if err != nil {
		return wrong
	}
	if !isRange {
		if r.Empty = k; n != p.words || k < 1 {
			return fmt.Errorf("empty node %q, after word %d", id, p.words)
		}
		return nil
	}
	if r.Last = k; n != p.words+1 || k <= n || n <= p.until {
		return fmt.Errorf("range %q, where word %d was to come", id, p.words+1)
	}
	p.until = k
	return nil
}
