package dictionary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/ingest/actor"
	"entente/schema"
)

// file is a file being read, and what it said so far.
type file struct {
	name    string
	data    []byte
	base    *actor.Base
	report  func(*Problem)
	codes   *codes
	entries []*actor.Entry
	byKey   map[entryKey]*actor.Entry
	titles  map[string]actor.Title
	nouns   map[string]actor.Noun
	counted struct{ at, line int } // how many lines there are before a place
}

// entryKey is what makes two entries of a file one: their name, but for case
// and accents, their kind and their country.
type entryKey struct {
	id      schema.ActorID
	kind    schema.Kind
	country string
}

func newFile(name string, data []byte, base *actor.Base, report func(*Problem)) *file {
	return &file{name: name, data: data, base: base, report: report, codes: newCodes(base),
		byKey: map[entryKey]*actor.Entry{}, titles: map[string]actor.Title{}, nouns: map[string]actor.Noun{}}
}

// wrong reports a problem: its kind, and what shows it in the file.
func (f *file) wrong(line int, kind, format string, args ...any) {
	f.report(&Problem{f.name, line, kind, fmt.Sprintf(format, args...)})
}

// longestName is more than any real name has, in characters.
const longestName = 200

// cleaned is a name without blanks too many; it reports one that can be no name.
func (f *file) cleaned(line int, name string) (string, bool) {
	kind := ""
	switch {
	case !utf8.ValidString(name):
		kind = "invalid UTF-8"
	case strings.ContainsRune(name, utf8.RuneError):
		kind = "a character that was lost before (U+FFFD)"
	case strings.IndexFunc(name, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) >= 0:
		kind = "a control character"
	case strings.Contains(name, "|"): // which parts names in the table
		kind = "a |"
	}
	if kind != "" {
		f.wrong(line, kind, "%s in %s", kind, quoted(name))
		return "", false
	}
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "":
		f.wrong(line, "no name", "no name")
	case utf8.RuneCountInString(name) > longestName:
		kind = "a name that is too long"
		f.wrong(line, kind, "a name of %d characters, more than %d: %s", utf8.RuneCountInString(name), longestName, quoted(name))
	case strings.IndexFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0:
		kind = "a name without a letter"
		f.wrong(line, kind, "%s: %s", kind, quoted(name))
	case !strings.Contains(name, " ") && strings.ToLower(name) == name && strings.ToUpper(name) != name:
		kind = "a single word without a capital letter"
		f.wrong(line, kind, "%s: %s would be found as a common word", kind, quoted(name))
	default:
		return name, true
	}
	return "", false
}

// quoted shows the beginning of a text.
func quoted(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "\ufffd")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// actor is the entry of that name, kind and country, which must be checked.
func (f *file) actor(name string, kind schema.Kind, country string) *actor.Entry {
	key := entryKey{schema.NewActorID(name), kind, country}
	e := f.byKey[key]
	if e == nil {
		e = &actor.Entry{Name: name, Kind: kind, Country: country}
		f.byKey[key] = e
		f.entries = append(f.entries, e)
	}
	if e.Name != name {
		e.Aliases = append(e.Aliases, name)
	}
	return e
}

// alias gives the actor another name.
func (f *file) alias(e *actor.Entry, line int, name string) {
	if name, ok := f.cleaned(line, name); ok {
		e.Aliases = append(e.Aliases, name)
	}
}

// office gives the actor an office, unless it ends before it begins.
func (f *file) office(e *actor.Entry, line int, o actor.Office) {
	if !o.From.IsZero() && !o.To.IsZero() && o.To.Before(o.From) {
		kind := "a span that ends before it begins"
		f.wrong(line, kind, "%s: %s to %s", kind, o.From, o.To)
		return
	}
	e.Offices = append(e.Offices, o)
}

// date reads a date as ISO 8601 writes it, with or without a time.
func (f *file) date(line int, s string) (d schema.Date, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return d, true
	}
	day, _, _ := strings.Cut(s, "T")
	d, err := schema.ParseDate(day)
	if err != nil {
		f.wrong(line, "no date", "%s is not a date of the form 2013-11-18, 2013-11 or 2013", quoted(s))
	}
	return d, err == nil
}

// span reads the two dates of an office.
func (f *file) span(line int, from, to string) (a, b schema.Date, ok bool) {
	a, okA := f.date(line, from)
	b, okB := f.date(line, to)
	return a, b, okA && okB
}

// gender reads the words of the formats.
func gender(s string) actor.Gender {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "m", "male":
		return actor.Male
	case "f", "female":
		return actor.Female
	}
	return actor.Unknown
}

// dictionary is what the file said, sorted.
func (f *file) dictionary() *actor.Dictionary {
	d := &actor.Dictionary{}
	for _, e := range f.entries {
		slices.Sort(e.Aliases)
		e.Aliases = slices.DeleteFunc(slices.Compact(e.Aliases), func(s string) bool { return s == e.Name })
		if e.Aliases = slices.Clip(e.Aliases); len(e.Aliases) == 0 {
			e.Aliases = nil // equal dictionaries are deeply equal
		}
		slices.SortFunc(e.Offices, compareOffices)
		e.Offices = slices.Clip(slices.Compact(e.Offices))
		d.Actors = append(d.Actors, *e)
	}
	slices.SortFunc(d.Actors, func(a, b actor.Entry) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Country, b.Country))
	})
	for _, t := range f.titles {
		d.Titles = append(d.Titles, t)
	}
	slices.SortFunc(d.Titles, func(a, b actor.Title) int { return cmp.Compare(a.Word, b.Word) })
	for _, n := range f.nouns {
		d.Nouns = append(d.Nouns, n)
	}
	slices.SortFunc(d.Nouns, func(a, b actor.Noun) int { return cmp.Compare(a.Word, b.Word) })
	return d
}

func compareOffices(a, b actor.Office) int {
	return cmp.Or(a.From.Time().Compare(b.From.Time()), a.To.Time().Compare(b.To.Time()), cmp.Compare(a.Title, b.Title), cmp.Compare(a.At, b.At))
}
