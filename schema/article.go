package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Article is one news article as its source gave it.
type Article struct {
	ID        string `json:"id"`                  // given by the source; for a file, its name
	Title     string `json:"title,omitempty"`     // not part of Text, not counted in offsets
	Text      string `json:"text"`                // valid UTF-8, not blank
	Published Date   `json:"published,omitzero"`  // precise to the day, or zero
	URL       string `json:"url,omitempty"`       //
	Publisher string `json:"publisher,omitempty"` //
}

// Key is the article's name in the graph: twelve hexadecimal digits that
// depend on the ID alone, which may hold any character.
func (a *Article) Key() string { return ArticleKey(a.ID) }

// ArticleKey is the Key of the article of this ID.
func ArticleKey(id string) string { return digest(12, "article", id) }

// Outlet is who speaks in the article, for counting independent sources: its
// publisher, else the article itself.
func (a *Article) Outlet() string {
	if a.Publisher != "" {
		return a.Publisher
	}
	return a.ID
}

// Span is a half-open stretch [Start, End) of an article's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Mention is a place in an article's text that stands for an actor.
type Mention struct {
	Actor ActorID `json:"actor"`
	Text  string  `json:"mention"` // the noun phrase, at most ten words
	Span
	How string `json:"how"` // how it was resolved: "name", "surname", "role", …
}

// Reading is what Entente made of one article: all that the graph learns from it.
type Reading struct {
	Article  Article   `json:"article"`
	Actors   []Actor   `json:"actors,omitempty"`   // every actor that Mentions and Events name, sorted by ID
	Mentions []Mention `json:"mentions,omitempty"` // in the order of the text
	Events   []Event   `json:"events,omitempty"`   // distinct IDs, in the order of their first evidence
}

// Actor finds an actor of the reading; false if the reading names none of this ID.
func (r *Reading) Actor(id ActorID) (Actor, bool) {
	for _, a := range r.Actors {
		if a.ID == id {
			return a, true
		}
	}
	return Actor{}, false
}

// digest is n hexadecimal digits of the SHA-256 of the parts. The separator
// keeps ("ab", "c") and ("a", "bc") apart.
func digest(n int, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:])[:n]
}
