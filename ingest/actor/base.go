package actor

import (
	"embed"
	"io/fs"
	"sort"
	"sync"

	"entente/schema"
)

//go:embed *.tsv given-names.txt
var tables embed.FS

// Base is a set of known actors and words. It does not change once made, is
// safe for concurrent use, and shares its actors: they are not to be changed.
// The zero Base knows nothing.
type Base struct {
	index     *index
	entries   []entry // what the index was made of
	actors    map[schema.ActorID]*schema.Actor
	states    map[string]*schema.Actor // by ISO 3166 alpha-3
	adjective map[schema.ActorID]string
	gender    map[schema.ActorID]Gender
	titles    map[string]Title
	nouns     map[string]Noun
	given     map[string]Gender
	offices   map[office][]tenure
}

// Known is the base of the embedded tables, parsed once.
func Known() *Base { return known() }

// The tables are part of the program, and a test proves that they parse.
var known = sync.OnceValue(func() *Base {
	b, err := New()
	if err != nil {
		return &Base{}
	}
	return b
})

// New parses the embedded tables. An error names file and line.
func New() (*Base, error) { return load(tables) }

func load(fsys fs.FS) (*Base, error) {
	l := &loader{fsys: fsys, from: map[schema.ActorID]*row{}, Base: Base{
		actors:    map[schema.ActorID]*schema.Actor{},
		states:    map[string]*schema.Actor{},
		adjective: map[schema.ActorID]string{},
		gender:    map[schema.ActorID]Gender{},
		titles:    map[string]Title{},
		nouns:     map[string]Noun{},
		given:     map[string]Gender{},
	}}
	// Organisations name the states of their seat, leaders name both.
	for _, table := range []func() error{l.readStates, l.readOrganisations, l.readLeaders, l.readOthers, l.readTitles, l.readGroups, l.readGivenNames} {
		if err := table(); err != nil {
			return nil, err
		}
	}
	l.Base.index = newIndex(l.entries)
	l.Base.offices = offices(l.actors)
	return &l.Base, nil
}

// loader is a base in the making.
type loader struct {
	Base
	fsys fs.FS
	from map[schema.ActorID]*row // the line of each actor
}

// add makes an actor known under its name.
func (l *loader) add(r *row, a *schema.Actor) {
	a.ID = schema.NewActorID(a.Name)
	if r.err != nil {
		return
	}
	if first := l.from[a.ID]; first != nil {
		r.fail("the actor %s stands in %s:%d already", a.ID, first.file, first.line)
		return
	}
	l.from[a.ID] = r
	l.actors[a.ID] = a
	l.call(a, Name, a.Name)
}

// call makes an actor findable by names of a form.
func (l *loader) call(a *schema.Actor, f Form, names ...string) {
	for _, name := range names {
		form := f
		if f == Name && acronym(name) {
			form = Acronym
		}
		if e, ok := newEntry(name, a, form); ok {
			l.entries = append(l.entries, e)
		}
	}
}

// Match finds all actors of the longest name that begins at word 0 of n words,
// the most usual first; none if no name begins there, or a longer one that
// names no actor ("South China Sea", see [Base.Other]). It calls word for i < n
// only, in rising order.
func (b *Base) Match(word func(i int) string, n int) []Match {
	if b.index == nil {
		return nil
	}
	senses, words := b.index.longest(word, n)
	if len(senses) == 0 || senses[0].actor == nil {
		return nil
	}
	out := make([]Match, len(senses))
	for i, s := range senses {
		out[i] = Match{s.actor, s.form, words, s.rare}
	}
	return out
}

// Other is how many words the longest known name at word 0 covers if it names
// no actor but holds words that would: "Latin American", "Gulf of Mexico". It
// is 0 if there is none.
func (b *Base) Other(word func(i int) string, n int) int {
	if b.index == nil {
		return 0
	}
	senses, words := b.index.longest(word, n)
	if len(senses) == 0 || senses[0].actor != nil {
		return 0
	}
	return words
}

// Actor is the known actor of this id.
func (b *Base) Actor(id schema.ActorID) (*schema.Actor, bool) {
	a, ok := b.actors[id]
	return a, ok
}

// Actors lists all known actors, sorted by id.
func (b *Base) Actors() []*schema.Actor {
	out := make([]*schema.Actor, 0, len(b.actors))
	for _, a := range b.actors {
		out = append(out, a)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// State is the state of an ISO 3166 alpha-3 code.
func (b *Base) State(iso3 string) (*schema.Actor, bool) {
	a, ok := b.states[iso3]
	return a, ok
}

// Adjective is how a state qualifies a noun, by its usual adjective: "Syrian".
// False for an actor that is no state.
func (b *Base) Adjective(id schema.ActorID) (string, bool) {
	adj, ok := b.adjective[id]
	return adj, ok
}

// Gender is the gender of a known person, for pronouns; Unknown for all others.
func (b *Base) Gender(id schema.ActorID) Gender { return b.gender[id] }
