package schema

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ActorID names an actor, and its node in the graph: "vladimir-putin", "iran".
// An actor that only one article knows carries the key of that article behind
// a dot: "syrian-officials.9c1f00ab12cd".
type ActorID string

var actorID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(\.[0-9a-f]{12})?$`)

// Valid reports whether the id has the form above and is no word of the vocabulary.
func (id ActorID) Valid() bool { return actorID.MatchString(string(id)) && !reserved(string(id)) }

// Local reports whether the actor belongs to a single article.
func (id ActorID) Local() bool { return strings.Contains(string(id), ".") }

// Kind says what sort of thing an actor is.
type Kind string

// The kinds of actor.
const (
	Person       Kind = "person"
	Country      Kind = "country"
	Organisation Kind = "organisation"
	Group        Kind = "group"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Person, Country, Organisation, Group} }

// Valid reports whether the kind is one of the four.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// Actor is somebody or something that acts: a person, a state, an organisation
// or a described group. An actor of a reading holds what that article says of it.
type Actor struct {
	ID      ActorID  `json:"id"`
	Kind    Kind     `json:"kind"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"` // other forms of the name, sorted
	Country string   `json:"country,omitempty"` // ISO 3166 alpha-3; IGO, NGO, MNC for bodies of no state
	Code    string   `json:"code,omitempty"`    // CAMEO actor code, "RUSGOV"
	Roles   []Role   `json:"roles,omitempty"`
}

// Bare reports whether the actor is somebody of a single article whom neither a
// name nor a country or body tells apart from others: "officials", "he".
func (a *Actor) Bare() bool { return a.ID.Local() && a.Country == "" }

// Role is an office that an actor held: a title names a person only on a date.
type Role struct {
	Title string  `json:"title"`           // "Deputy Foreign Minister"
	At    ActorID `json:"at,omitempty"`    // whose: a country or an organisation
	From  Date    `json:"from,omitzero"`   // zero where not known
	To    Date    `json:"to,omitzero"`     //
	Seen  Date    `json:"seen,omitzero"`   // when an article said so
	Where string  `json:"where,omitempty"` // the ID of that article
}

// ID names the role and its node in the graph. A role belongs to one actor.
func (r Role) ID(of ActorID) string {
	return "role/" + digest(16, string(of), r.Title, string(r.At), r.From.String(), r.To.String())
}

// In is the ID of an actor of this name that only the article of this key knows.
func (id ActorID) In(articleKey string) ActorID { return id + "." + ActorID(articleKey) }

// NewActorID makes the id of a name: lower case, Latin letters without marks
// and digits, joined by hyphens. Words of the vocabulary are kept apart by a
// suffix; a name without a usable letter gets an id from its hash.
func NewActorID(name string) ActorID {
	id := strings.ReplaceAll(Fold(name), " ", "-")
	switch {
	case id == "":
		id = "actor-" + digest(8, name)
	case reserved(id):
		id += "-actor"
	}
	return ActorID(id)
}

// undecomposed are the letters that Unicode does not decompose into a Latin letter and a mark.
var undecomposed = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h", "ə", "e")

// apostrophes as print and transliteration write them: "O'Brien", "Shi’ite",
// "Sana‘a", "Qurʼan", "Hawaiʻi", "ʿAbd", "Baʾath".
const apostrophes = "'’‘ʼʻʿʾ"

// Fold is the form of a name under which it is compared: lower case, without
// accents, apostrophes, full stops and invisible characters; every other
// character that is no Latin letter or digit separates words, which one blank
// keeps apart. A possessive 's stays, as "s": only the text around a name can
// tell it from a part of the name ("People's Party").
func Fold(name string) string {
	// Marks first: "ǿ" is an "ø" only once its accent is off.
	plain := undecomposed.Replace(norm.NFKD.String(strings.ToLower(name)))
	var b strings.Builder
	gap := false
	for _, r := range plain {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		case r == '.', strings.ContainsRune(apostrophes, r), unicode.In(r, unicode.Mn, unicode.Cf):
		default:
			gap = true
		}
	}
	return b.String()
}
