package dictionary

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"entente/ingest/actor"
)

// Format is how a file says what it says.
type Format string

// The formats. Auto tells them apart by the file's name and what is in it.
const (
	Auto           Format = "auto"
	PETRARCH       Format = "petrarch"
	FollowTheMoney Format = "ftm"
	Popolo         Format = "popolo"
	Wikidata       Format = "wikidata"
	CSV            Format = "csv"
)

// Formats lists all formats.
func Formats() []Format {
	return []Format{Auto, PETRARCH, FollowTheMoney, Popolo, Wikidata, CSV}
}

// Problem is something in a file that was left out.
type Problem struct {
	File string
	Line int
	Kind string // what is wrong, without the words of the file: alike for like problems
	What string // what is wrong here
}

func (p *Problem) Error() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.What) }

// Read reads a file, and reports what is wrong in it in the order of its lines. The base is what is known already: it tells the
// codes of states and what a name that the file writes in capitals looks like.
// An error is one of reading or of a format that cannot be told.
func Read(name string, r io.Reader, format Format, base *actor.Base, report func(*Problem)) (*actor.Dictionary, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var problems []*Problem
	f := newFile(name, bytes.TrimPrefix(data, []byte("\ufeff")), base, func(p *Problem) { problems = append(problems, p) })
	if format == Auto || format == "" {
		if format = f.sniff(); format == "" {
			return nil, fmt.Errorf("%s: this looks like none of the formats %s; name one with --format", name, listed(Formats()[1:]))
		}
	}
	switch format {
	case PETRARCH:
		f.readPETRARCH()
	case FollowTheMoney:
		f.readFollowTheMoney()
	case Popolo:
		f.readPopolo()
	case Wikidata:
		f.readWikidata()
	case CSV:
		f.readCSV()
	default:
		return nil, fmt.Errorf("there is no format %q of dictionaries; there are %s", format, listed(Formats()))
	}
	slices.SortStableFunc(problems, func(a, b *Problem) int { return cmp.Compare(a.Line, b.Line) })
	for _, p := range problems {
		report(p)
	}
	return f.dictionary(), nil
}

func listed(formats []Format) string {
	var names []string
	for _, f := range formats {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// sniff tells the format, "" for none that is known.
func (f *file) sniff() Format {
	start := bytes.TrimSpace(f.data)
	switch {
	case strings.EqualFold(filepath.Ext(f.name), ".csv"):
		return CSV
	case len(start) > 0 && (start[0] == '{' || start[0] == '['):
		return f.sniffJSON()
	}
	for line := range bytes.Lines(start) {
		s := strings.TrimSpace(string(line))
		switch columns := strings.Split(strings.ToLower(s), ","); {
		case s == "" || s[0] == '#':
			continue
		case len(columns) > 1 && strings.Trim(columns[0], `" `) == nameColumn:
			return CSV
		}
		break
	}
	if bytes.Contains(start, []byte("[")) {
		return PETRARCH
	}
	return ""
}

// sniffJSON goes by the first object whose fields tell.
func (f *file) sniffJSON() Format {
	quiet := &file{data: f.data, report: func(*Problem) {}}
	var found Format
	quiet.values(func(v value) bool {
		has := map[string]bool{}
		quiet.fields(v, func(key string, _ value) { has[key] = true })
		switch {
		case has["schema"] && has["properties"]:
			found = FollowTheMoney
		case has["claims"] || has["labels"] || has["entities"]:
			found = Wikidata
		case has["persons"] || has["organizations"] || has["memberships"] || has["posts"]:
			found = Popolo
		}
		return found == ""
	})
	return found
}
