package actor

import "entente/schema"

// Dictionary is what a user knows of actors and words, to join what is built
// in: see [Base.With].
type Dictionary struct {
	Actors []Entry
	Titles []Title // words of office; Role counts for words that are not built in
	Nouns  []Noun  // words for bodies and people
}

// Entry is an actor as a dictionary tells of it.
type Entry struct {
	Name    string
	Kind    schema.Kind
	Country string // ISO 3166 alpha-3; IGO, NGO, MNC for bodies of no state; "" where not said
	Code    string // CAMEO; "" where not said
	Aliases []string
	Gender  Gender
	Offices []Office
}

// Office is a [schema.Role] whose body goes by a name.
type Office struct {
	Title    string
	At       string // any name of a state or organisation; "" for the person's country
	From, To schema.Date
}
