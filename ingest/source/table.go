package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"entente/schema"
)

// Table is a format of tables of coded events.
type Table string

// The formats. ICEWS and POLECAT have a header, whose columns may stand in any
// order, parted by tabs or commas; GDELT 2.0 has none, and 61 columns parted by tabs.
const (
	ICEWS   Table = "icews"
	POLECAT Table = "polecat"
	GDELT   Table = "gdelt"
)

// Tables lists the formats.
func Tables() []Table { return []Table{ICEWS, POLECAT, GDELT} }

// Row is one event of a table, as the table has it.
type Row struct {
	Table          Table
	Line           int    // of the file, from 1
	Event          string // ID in the table
	Date           schema.Date
	CAMEO          string // code of ICEWS and GDELT
	Type, Mode     string // of POLECAT: "CONSULT", "visit"
	Source, Target Party

	// Where it is told.
	Story     string // ID of the story; ICEWS
	URL       string // GDELT
	Publisher string
	Published schema.Date
	Sentence  int    // of the story, from 0
	Place     string // "Tehran, Iran"
}

// Party is one of the two actors of a row. What the table lacks is "".
type Party struct {
	Name    string   // as the table has it: "Citizen (India)", "VLADIMIR PUTIN"
	Country string   // a name in ICEWS, a code of three letters in the others
	Code    string   // CAMEO actor code; GDELT
	Sectors []string // "Police", "Government"; in GDELT and POLECAT codes: "COP", "GOV"
	Title   string   // POLECAT: "Foreign Minister"
}

// What is wrong with a row, to be told from other errors by [errors.Is].
var (
	ErrNoTable     = errors.New("no table of ICEWS, POLECAT or GDELT 2.0 events")
	ErrUnknownCode = errors.New("no such event code")
)

// maxLine is how long a row may be, in bytes.
const maxLine = 1 << 20

// ReadTable gives the rows of a table, and a *Problem in the place of each that
// cannot be read. The file is what Problems call it. Memory is bounded by the
// longest row. Any other error is one of reading, and the last. An empty format
// is found out by the first line.
//
// A field that begins and ends with a quotation mark is quoted, as in CSV; any
// other mark is part of the text, which ends with its line.
func ReadTable(content io.Reader, file string, format Table) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		t := &table{file: file, format: format, in: bufio.NewReaderSize(content, 256<<10)}
		for {
			line, err := t.next()
			switch {
			case err == io.EOF:
				if t.columns == nil && t.line == 0 {
					yield(Row{}, &Problem{file, 0, ErrEmpty})
				}
				return
			case err != nil:
				yield(Row{}, err)
				return
			}
			row, err := t.read(line)
			switch {
			case err == errHeader:
			case t.columns == nil: // without a header nothing can be read
				yield(Row{}, &Problem{file, t.line, err})
				return
			case err != nil:
				if !yield(Row{}, &Problem{file, t.line, err}) {
					return
				}
			case !yield(row, nil):
				return
			}
		}
	}
}

// TableOf is the format of the table whose first line this is, "" if it is none.
func TableOf(line string) Table {
	format, _, _ := header(line)
	return format
}

// table is one run over a table.
type table struct {
	in        *bufio.Reader
	file      string
	format    Table
	line      int
	separator byte
	columns   []int // where each wanted column stands
	width     int   // columns in all
	fields    []string
	long      []byte // a line that the buffer does not hold
}

var (
	errHeader  = errors.New("a header")
	errTooLong = fmt.Errorf("%w: more than %d bytes", ErrTooLong, maxLine)
)

// next is the next line that is not blank, without its end. It is valid until
// the next call. One that is too long is an empty one.
func (t *table) next() (line []byte, err error) {
	for {
		t.line++
		line, err = t.in.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			t.long = append(t.long[:0], line...)
			for err == bufio.ErrBufferFull {
				line, err = t.in.ReadSlice('\n')
				if len(t.long) <= maxLine {
					t.long = append(t.long, line...)
				}
			}
			line = t.long
		}
		if err != nil && (err != io.EOF || len(line) == 0) {
			t.line--
			return nil, err
		}
		for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
			line = line[:len(line)-1]
		}
		if t.line == 1 && len(line) >= 3 && string(line[:3]) == "\ufeff" {
			line = line[3:]
		}
		if len(line) > 0 {
			return line, nil
		}
	}
}

// read is the row of a line; errHeader for the header.
func (t *table) read(line []byte) (Row, error) {
	if len(line) > maxLine {
		return Row{}, errTooLong
	}
	if !utf8.Valid(line) {
		return Row{}, checkText(line)
	}
	text := string(line)
	if t.columns == nil {
		if err := t.begin(text); err != nil {
			return Row{}, err
		}
	}
	t.fields = splitRow(t.fields[:0], text, t.separator)
	if len(t.fields) != t.width {
		return Row{}, fmt.Errorf("%d columns, not %d", len(t.fields), t.width)
	}
	for i := range t.fields {
		t.fields[i] = strings.TrimSpace(t.fields[i])
		if strings.IndexByte(t.fields[i], 0) >= 0 {
			return Row{}, ErrBinary
		}
	}
	if err := t.check(); err != nil {
		return Row{}, err
	}
	switch t.format {
	case ICEWS:
		return t.icews()
	case POLECAT:
		return t.polecat()
	}
	return t.gdelt()
}

// begin finds out what table it is by its first line; errHeader if that is no row.
func (t *table) begin(line string) error {
	format, separator, columns := header(line)
	switch {
	case format == "" && t.format == "":
		return ErrNoTable
	case format == "" || t.format != "" && format != t.format:
		return fmt.Errorf("%w: these are not the columns of %s", ErrNoTable, strings.ToUpper(string(t.format)))
	}
	t.format, t.separator, t.columns = format, separator, columns
	t.width = len(splitRow(nil, line, separator))
	if format == GDELT {
		return nil
	}
	return errHeader
}

// get is the field of a wanted column; tables say "nothing" in several ways.
func (t *table) get(column int) string {
	switch s := t.fields[t.columns[column]]; s {
	case "NULL", "None", "NA", "---", `\N`:
		return ""
	default:
		return s
	}
}

// splitRow appends the fields of a row.
func splitRow(fields []string, line string, separator byte) []string {
	for {
		if len(line) > 1 && line[0] == '"' {
			if field, rest, more, ok := quoted(line, separator); ok {
				fields = append(fields, field)
				if !more {
					return fields
				}
				line = rest
				continue
			}
		}
		end := strings.IndexByte(line, separator)
		if end < 0 {
			return append(fields, line)
		}
		fields = append(fields, line[:end])
		line = line[end+1:]
	}
}

// quoted reads a field in quotation marks. ok is false if no mark ends it.
func quoted(line string, separator byte) (field, rest string, more, ok bool) {
	for i := 1; i < len(line); i++ {
		if line[i] != '"' {
			continue
		}
		switch {
		case i+1 == len(line), line[i+1] == separator:
			field = strings.ReplaceAll(line[1:i], `""`, `"`)
			if i+1 == len(line) {
				return field, "", false, true
			}
			return field, line[i+2:], true, true
		case line[i+1] == '"':
			i++
		default:
			return "", "", false, false
		}
	}
	return "", "", false, false
}
