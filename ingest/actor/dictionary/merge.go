package dictionary

import (
	"cmp"
	"strings"

	"entente/ingest/actor"
)

// Merge makes one dictionary of several. What they say of one actor, by name,
// kind and country, is joined; where they contradict each other, the later counts.
func Merge(dictionaries ...*actor.Dictionary) *actor.Dictionary {
	f := newFile("", nil, &actor.Base{}, nil)
	for _, d := range dictionaries {
		for i := range d.Actors {
			from := &d.Actors[i]
			to := f.actor(from.Name, from.Kind, from.Country)
			to.Code = cmp.Or(from.Code, to.Code)
			to.Gender = cmp.Or(from.Gender, to.Gender)
			to.Aliases = append(to.Aliases, from.Aliases...)
			to.Offices = append(to.Offices, from.Offices...)
		}
		for _, t := range d.Titles {
			f.titles[lemma(t.Word)] = t
		}
		for _, n := range d.Nouns {
			f.nouns[lemma(n.Word)] = n
		}
	}
	return f.dictionary()
}

// lemma is the singular of "thief/thieves".
func lemma(word string) string {
	singular, _, _ := strings.Cut(word, "/")
	return singular
}

// Size counts what a dictionary holds.
type Size struct {
	Actors, Names, Roles, Words int
}

// SizeOf counts the actors of a dictionary, all their names, their roles, and
// the words of office and for bodies.
func SizeOf(d *actor.Dictionary) Size {
	s := Size{Actors: len(d.Actors), Words: len(d.Titles) + len(d.Nouns)}
	for i := range d.Actors {
		s.Names += 1 + len(d.Actors[i].Aliases)
		s.Roles += len(d.Actors[i].Offices)
	}
	return s
}
