package actor

import (
	"fmt"
	"io/fs"
	"strings"
)

// row is one line of a table that people edit. Its methods take the columns
// from left to right; the first mistake is kept, and names file and line.
type row struct {
	file   string
	line   int
	fields []string
	taken  int
	err    error
}

// rows reads a table: columns parted by tabs, "#" before a comment, empty
// lines of no meaning. A table has at most the given number of columns, and
// columns left out at the end of a line are empty.
func rows(fsys fs.FS, file string, columns int) ([]*row, error) {
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("actor: %w", err)
	}
	var out []*row
	for i, line := range strings.Split(string(b), "\n") {
		line = strings.TrimRight(line, " \t\r")
		if line == "" || line[0] == '#' {
			continue
		}
		r := &row{file: file, line: i + 1, fields: strings.Split(line, "\t")}
		if len(r.fields) > columns {
			return nil, r.errorf("%d columns where the table has %d", len(r.fields), columns)
		}
		out = append(out, r)
	}
	return out, nil
}

func (r *row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, args...))
}

func (r *row) fail(format string, args ...any) {
	if r.err == nil {
		r.err = r.errorf(format, args...)
	}
}

// optional takes the next column.
func (r *row) optional() string {
	r.taken++
	if r.taken > len(r.fields) {
		return ""
	}
	s := r.fields[r.taken-1]
	if s != strings.TrimSpace(s) {
		r.fail("blanks around %q", s)
	}
	return s
}

// required takes the next column, which must not be empty.
func (r *row) required(what string) string {
	s := r.optional()
	if s == "" {
		r.fail("no %s", what)
	}
	return s
}

// code takes the next column, which must be made of capital letters.
func (r *row) code(what string) string {
	s := r.required(what)
	if strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		r.fail("%s %q is not made of capital letters", what, s)
	}
	return s
}

// iso takes the next column, which must be a code of three capital letters.
func (r *row) iso() string {
	s := r.code("country code")
	if len(s) != 3 {
		r.fail("country code %q has not three letters", s)
	}
	return s
}

// oneOf takes the next column, which must be one of the words.
func (r *row) oneOf(what string, words ...string) string {
	s := r.optional()
	for _, w := range words {
		if s == w {
			return s
		}
	}
	r.fail("%s %q is none of %q", what, s, words)
	return s
}

// list takes the next column, a list parted by semicolons.
func (r *row) list() []string {
	s := r.optional()
	if s == "" {
		return nil
	}
	items := strings.Split(s, ";")
	for i, item := range items {
		items[i] = strings.TrimSpace(item)
		if strings.Trim(items[i], "~!") == "" {
			r.fail("an empty item in %q", s)
		}
	}
	return items
}

// numbers splits "singular/plural", "singular" with its plural by rule, and
// "-/plural" for a word without singular; plural is empty where there is none.
func numbers(s string) (singular, plural string) {
	singular, plural, given := strings.Cut(s, "/")
	switch {
	case singular == "-":
		singular = ""
	case !given:
		plural = pluralOf(singular)
	}
	return singular, plural
}

// pluralOf is the regular plural of an English noun. Names of peoples that end
// in a hissing sound have one form for both.
func pluralOf(s string) string {
	end := func(suffixes ...string) bool {
		for _, x := range suffixes {
			if strings.HasSuffix(s, x) {
				return true
			}
		}
		return false
	}
	capital := s != "" && 'A' <= s[0] && s[0] <= 'Z'
	switch {
	case capital && end("ese", "ss", "sh", "ch"):
		return s
	case end("German", "Roman", "Turkoman", "human", "Burman", "shaman", "Ottoman"):
		return s + "s"
	case end("man"):
		return s[:len(s)-3] + "men"
	case end("person"):
		return s[:len(s)-6] + "people"
	case end("s", "sh", "ch", "x", "z"):
		return s + "es"
	case end("y") && !end("ay", "ey", "oy", "uy") && !capital:
		return s[:len(s)-1] + "ies"
	default:
		return s + "s"
	}
}
