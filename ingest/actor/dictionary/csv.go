package dictionary

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/ingest/actor"
	"entente/schema"
)

// The columns of the plain table, in the order in which it is written.
const (
	nameColumn    = "name"
	kindColumn    = "kind"
	countryColumn = "country"
	codeColumn    = "code"
	aliasesColumn = "aliases"
	genderColumn  = "gender"
	titleColumn   = "title"
	atColumn      = "at"
	fromColumn    = "from"
	toColumn      = "to"
)

var columns = []string{nameColumn, kindColumn, countryColumn, codeColumn, aliasesColumn, genderColumn, titleColumn, atColumn, fromColumn, toColumn}

// The kinds of words, which stand beside those of actors.
const (
	titleWord    = "title" // of office: "minister"
	modifierWord = "modifier"
	courtesyWord = "courtesy"
	peopleWord   = "people" // "rebel"
	bodyWord     = "body"   // "ministry"
)

var titleKinds = map[string]actor.Role{titleWord: actor.Head, modifierWord: actor.Modifier, courtesyWord: actor.Courtesy}

// readCSV reads a table with a header. A row is an actor, or an office of one
// that stands above with the same name, kind and country, or a word.
func (f *file) readCSV() {
	t := &table{file: f, column: map[string]int{}}
	// Records may have any number of fields, and a broken one must not hide the
	// rest: each is read by itself, a line, or more where a quoted field runs on.
	line := 1
	buffer := bufio.NewReader(nil)
	for data := f.data; len(data) > 0; {
		length, fields, err := record(data, buffer)
		text := data[:length]
		data = data[length:]
		switch {
		case !utf8.Valid(text):
			f.wrong(line, "invalid UTF-8", "invalid UTF-8 in %s", quoted(string(text)))
		case err != nil:
			f.wrong(line, "broken CSV", "%v", err)
		case fields == nil: // an empty line
		case len(t.column) == 0:
			if !t.header(line, fields) {
				return
			}
		default:
			t.row(line, fields)
		}
		line += bytes.Count(text, []byte("\n"))
	}
}

// record reads the record at the beginning of the data: how many bytes it
// takes, and its fields, nil for an empty line. A quoted field may hold line
// breaks; if its quote never closes, the record is the line. The buffer is there
// to be used again.
func record(data []byte, buffer *bufio.Reader) (length int, fields []string, err error) {
	first := bytes.IndexByte(data, '\n') + 1
	if first == 0 {
		first = len(data)
	}
	// Quotes come in pairs in a whole record.
	length = first
	for quotes := bytes.Count(data[:length], []byte(`"`)); quotes%2 == 1; {
		next := bytes.IndexByte(data[length:], '\n') + 1
		// So much is no field of ours, but a quote that was not closed.
		if next == 0 || length > 64<<10 {
			return first, nil, errors.New("a quote that is not closed")
		}
		quotes += bytes.Count(data[length:length+next], []byte(`"`))
		length += next
	}
	buffer.Reset(bytes.NewReader(data[:length]))
	r := csv.NewReader(buffer)
	r.FieldsPerRecord = -1
	fields, err = r.Read()
	var broken *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return length, nil, nil
	case errors.As(err, &broken):
		return first, nil, broken.Err
	}
	return length, fields, err
}

// table is a CSV that is being read.
type table struct {
	*file
	column map[string]int // where each column stands
	width  int            // how many fields the header has
}

// header finds the columns; without a name there is no table.
func (t *table) header(line int, fields []string) bool {
	t.width = len(fields)
	for i, name := range fields {
		name = strings.ToLower(strings.TrimSpace(name))
		_, twice := t.column[name]
		switch {
		case !slices.Contains(columns, name):
			t.wrong(line, "an unknown column", "unknown column %s; there are %s", quoted(name), strings.Join(columns, ", "))
		case twice:
			t.wrong(line, "a column twice", "column %s stands here twice", quoted(name))
		default:
			t.column[name] = i
		}
	}
	for _, name := range []string{nameColumn, kindColumn} {
		if _, ok := t.column[name]; !ok {
			t.wrong(line, "no header", "the header has no column %q", name)
			return false
		}
	}
	return true
}

func (t *table) row(line int, fields []string) {
	get := func(column string) string {
		if i, ok := t.column[column]; ok && i < len(fields) {
			return strings.TrimSpace(fields[i])
		}
		return ""
	}
	if len(fields) > t.width {
		t.wrong(line, "too many fields", "%d fields where the header has %d", len(fields), t.width)
		return
	}
	kind := strings.ToLower(get(kindColumn))
	_, isTitle := titleKinds[kind]
	switch {
	case isTitle || kind == peopleWord || kind == bodyWord:
		t.word(line, kind, get)
		return
	case !schema.Kind(kind).Valid():
		t.wrong(line, "an unknown kind", "unknown kind %s; there are person, country, organisation, group, and %s, %s, %s of words", quoted(kind), titleWord, peopleWord, bodyWord)
		return
	}
	name, ok := t.cleaned(line, get(nameColumn))
	if !ok {
		return
	}
	e := t.actor(name, schema.Kind(kind), t.country(line, get(countryColumn)))
	if code := get(codeColumn); code != "" && t.code(line, code) {
		e.Code = code
	}
	if list := get(aliasesColumn); list != "" {
		for _, alias := range strings.Split(list, "|") {
			t.alias(e, line, alias)
		}
	}
	if g := get(genderColumn); g != "" {
		if e.Gender = cmp.Or(gender(g), e.Gender); gender(g) == actor.Unknown {
			t.wrong(line, "an unknown gender", "gender %s is neither m nor f", quoted(g))
		}
	}
	title := get(titleColumn)
	if title == "" {
		if get(atColumn)+get(fromColumn)+get(toColumn) != "" {
			t.wrong(line, "an office without a title", "at, from and to without a title")
		}
		return
	}
	from, to, ok := t.span(line, get(fromColumn), get(toColumn))
	if !ok {
		return
	}
	at := get(atColumn)
	if at != "" {
		if at, ok = t.cleaned(line, at); !ok {
			return
		}
	}
	// Titles may be small words.
	if _, ok := t.cleaned(line, strings.ToUpper(title)); ok {
		t.office(e, line, actor.Office{Title: strings.Join(strings.Fields(title), " "), At: at, From: from, To: to})
	}
}

// word reads a row of a word: its plural, where that is irregular, stands among
// the aliases, and its sector as the code, "~GOV".
func (t *table) word(line int, kind string, get func(string) string) {
	word, plural := strings.ToLower(get(nameColumn)), strings.ToLower(get(aliasesColumn))
	for _, w := range []string{word, plural} {
		if w != "" || w == word {
			if strings.ContainsAny(w, " /|~") {
				t.wrong(line, "a word with a mark in it", "%s is not one word", quoted(w))
				return
			}
			if _, ok := t.cleaned(line, strings.ToUpper(w)); !ok {
				return
			}
		}
	}
	sector := strings.TrimPrefix(get(codeColumn), "~")
	if sector != "" && !t.sector(line, sector) {
		return
	}
	whole := word
	if plural != "" {
		whole += "/" + plural
	}
	if role, ok := titleKinds[kind]; ok {
		t.titles[word] = actor.Title{Word: whole, Role: role, Sector: sector, Gender: gender(get(genderColumn))}
		return
	}
	n := actor.Noun{Word: whole, Kind: schema.Group, Sector: sector}
	if kind == bodyWord {
		n.Kind = schema.Organisation
	}
	t.nouns[word] = n
}

// Write writes a dictionary as the plain table that [Read] reads: a row for
// each actor, with its first office, and one for each further office; then the
// words. Equal dictionaries give equal bytes.
func Write(w io.Writer, d *actor.Dictionary) error {
	out := csv.NewWriter(w)
	rows := [][]string{columns}
	for i := range d.Actors {
		e := &d.Actors[i]
		row := []string{e.Name, string(e.Kind), e.Country, e.Code, strings.Join(e.Aliases, "|"), genderLetter(e.Gender), "", "", "", ""}
		for k, o := range e.Offices {
			if k > 0 {
				rows = append(rows, row)
				row = []string{e.Name, string(e.Kind), e.Country, "", "", "", "", "", "", ""}
			}
			copy(row[6:], []string{o.Title, o.At, o.From.String(), o.To.String()})
		}
		rows = append(rows, row)
	}
	word := func(word, kind, sector string, g actor.Gender) {
		singular, plural, _ := strings.Cut(word, "/")
		if sector != "" {
			sector = "~" + sector
		}
		rows = append(rows, []string{singular, kind, "", sector, plural, genderLetter(g), "", "", "", ""})
	}
	for _, t := range d.Titles {
		for kind, role := range titleKinds {
			if role == t.Role {
				word(t.Word, kind, t.Sector, t.Gender)
			}
		}
	}
	for _, n := range d.Nouns {
		kind := bodyWord
		if n.Kind == schema.Group {
			kind = peopleWord
		}
		word(n.Word, kind, n.Sector, actor.Unknown)
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("writing the dictionary: %w", err)
	}
	return nil
}

func genderLetter(g actor.Gender) string {
	return [...]string{"", "m", "f"}[g]
}
