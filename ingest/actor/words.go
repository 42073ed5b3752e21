package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/schema"
)

// Gender is the grammatical gender that pronouns of a person take.
type Gender uint8

// The genders. Unknown also stands for names that men and women bear.
const (
	Unknown Gender = iota
	Male
	Female
)

func (g Gender) String() string { return [...]string{"unknown", "male", "female"}[g] }

var genders = map[string]Gender{"": Unknown, "u": Unknown, "m": Male, "f": Female}

// Role is the place of a word in a title.
type Role uint8

// The roles. A Head can be the last word of a title: "prime minister", "army
// chief", "secretary general". A Modifier stands before a head only: "foreign",
// "former". A Courtesy stands right before a name: "Mr.", "Sheikh".
const (
	Head Role = iota
	Modifier
	Courtesy
)

func (r Role) String() string { return [...]string{"head", "modifier", "courtesy"}[r] }

var roles = map[string]Role{"head": Head, "modifier": Modifier, "courtesy": Courtesy}

// Title is a word of office, rank or courtesy.
type Title struct {
	Word   string // singular, lower case, without stop: "minister", "mr"
	Role   Role
	Sector string // the CAMEO sector it implies: "GOV", "MIL"; "" for none. That of a modifier outdoes that of its head.
	Gender Gender
	Plural bool
}

// Noun is a word for a body or for people: "ministry", "troops".
type Noun struct {
	Word   string // singular, or the plural of a word without singular; lower case
	Sector string // CAMEO: "GOV", "MIL"; "" for none
	Kind   schema.Kind
	Plural bool
}

const (
	titlesFile = "titles.tsv"
	groupsFile = "groups.tsv"
	givenFile  = "given-names.txt"
)

// sectors are the secondary codes of CAMEO that the tables use.
var sectors = []string{"", "GOV", "MIL", "OPP", "LEG", "JUD", "COP", "SPY", "MED", "BUS", "REL", "REB", "CVL", "EDU",
	"UAF", "CRM", "REF", "LAB", "HLH", "AGR", "DEV", "ENV", "HRI", "NGO", "PTY", "ELI", "SET", "MUS", "CHR", "JEW", "BUD", "HIN"}

// readTitles reads word, role, sector, gender.
func (l *loader) readTitles() error {
	rs, err := rows(l.fsys, titlesFile, 4)
	if err != nil {
		return err
	}
	for _, r := range rs {
		singular, plural := numbers(r.required("word"))
		t := Title{Word: singular, Role: roles[r.oneOf("role", "head", "modifier", "courtesy")]}
		t.Sector = r.oneOf("sector", sectors...)
		t.Gender = genders[r.oneOf("gender", "", "f", "m")]
		if t.Word == "" {
			r.fail("a title needs a singular")
		}
		plain(r, singular, plural)
		if l.titles[singular].Word != "" {
			r.fail("%q stands here twice", singular)
		}
		if r.err != nil {
			return r.err
		}
		l.titles[singular] = t
		if t.Role != Modifier && plural != "" && plural != singular && l.titles[plural].Word == "" {
			t.Plural = true
			l.titles[plural] = t
		}
	}
	return nil
}

// readGroups reads word, kind, sector.
func (l *loader) readGroups() error {
	rs, err := rows(l.fsys, groupsFile, 3)
	if err != nil {
		return err
	}
	for _, r := range rs {
		singular, plural := numbers(r.required("word"))
		n := Noun{Word: singular, Kind: schema.Kind(r.oneOf("kind", string(schema.Group), string(schema.Organisation)))}
		if singular == "" {
			n.Word = plural
		}
		n.Sector = r.oneOf("sector", sectors...)
		plain(r, singular, plural)
		if l.nouns[n.Word].Word != "" {
			r.fail("%q stands here twice", n.Word)
		}
		if r.err != nil {
			return r.err
		}
		if singular != "" {
			l.nouns[singular] = n
		}
		if plural != "" && plural != singular {
			n.Plural = true
			l.nouns[plural] = n
		}
	}
	return nil
}

// readGivenNames reads lines of a gender (m, f, u) and any number of names.
func (l *loader) readGivenNames() error {
	rs, err := rows(l.fsys, givenFile, 1)
	if err != nil {
		return err
	}
	from := map[string]int{}
	for _, r := range rs {
		words := strings.Fields(r.fields[0])
		gender, ok := genders[words[0]]
		if !ok {
			r.fail("a line begins with m, f or u, not %q", words[0])
		}
		for _, w := range words[1:] {
			if upperFirst(w) != w || strings.ContainsAny(w, "-.,;") {
				r.fail("%q is not a single capitalised name", w)
			}
			k := key(w)
			if first := from[k]; first != 0 {
				r.fail("%s stands on line %d already", w, first)
			}
			from[k] = r.line
			l.given[k] = gender
		}
		if r.err != nil {
			return r.err
		}
	}
	return nil
}

// plain checks that words stand in the table as they are looked up.
func plain(r *row, words ...string) {
	for _, w := range words {
		if key(w) != w {
			r.fail("%q is to be written %q", w, key(w))
		}
	}
}

// key is the form under which single words are compared: no accents, stops,
// apostrophes or capitals.
func key(w string) string { return strings.ToLower(canonical(w)) }

// Title tells whether the word, singular or plural, in any case, with or
// without its stop, belongs to titles.
func (b *Base) Title(word string) (Title, bool) {
	t, ok := b.titles[key(word)]
	return t, ok
}

// GroupNoun tells whether the word, singular or plural, in any case, names a
// body or people by what they are.
func (b *Base) GroupNoun(word string) (Noun, bool) {
	n, ok := b.nouns[key(word)]
	return n, ok
}

// GivenName tells whether the word is a given name; it has to be capitalised.
// Gender is Unknown for names that men and women bear.
func (b *Base) GivenName(word string) (Gender, bool) {
	r, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) {
		return Unknown, false
	}
	g, ok := b.given[key(word)]
	return g, ok
}
