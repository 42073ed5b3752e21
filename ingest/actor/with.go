package actor

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"entente/schema"
)

// With is the base and what dictionaries add to it; the base stays as it is.
//
// An entry extends the actor that has its id, or one that is built in and goes
// by its name alone, if kind and country agree: what the entry says counts, and
// what it leaves out stays. Another is a new actor, whose id gets its country
// behind it where a namesake has the id already. Where one name stands for
// several actors, those of the last dictionary go first and those built in
// last. A title or noun overrides the built-in one.
func (b *Base) With(dictionaries ...*Dictionary) *Base {
	if len(dictionaries) == 0 {
		return b
	}
	j := &joiner{
		base: b,
		out: &Base{
			actors: maps.Clone(b.actors), states: maps.Clone(b.states), adjective: b.adjective, gender: maps.Clone(b.gender),
			titles: maps.Clone(b.titles), nouns: maps.Clone(b.nouns), given: b.given,
		},
		own: map[schema.ActorID]bool{}, named: map[schema.ActorID]schema.ActorID{}, bodies: map[string]schema.ActorID{},
	}
	if b.actors == nil {
		j.out = &Base{actors: map[schema.ActorID]*schema.Actor{}, states: map[string]*schema.Actor{}, gender: map[schema.ActorID]Gender{},
			titles: map[string]Title{}, nouns: map[string]Noun{}}
	}
	// First who there is, then where they hold their offices.
	ids := make([][]schema.ActorID, len(dictionaries))
	total := len(b.entries)
	for i, d := range dictionaries {
		for k := range d.Actors {
			total += 1 + len(d.Actors[k].Aliases)
		}
		ids[i] = make([]schema.ActorID, len(d.Actors))
		for k := range d.Actors {
			ids[i][k] = j.join(&d.Actors[k])
		}
	}
	for i, d := range dictionaries {
		for k := range d.Actors {
			j.appoint(ids[i][k], &d.Actors[k])
		}
		j.words(d)
	}
	for iso, state := range j.out.states {
		j.out.states[iso] = j.out.actors[state.ID]
	}
	entries := make([]entry, 0, total)
	for i := len(dictionaries) - 1; i >= 0; i-- {
		for k := range dictionaries[i].Actors {
			entries = j.names(entries, ids[i][k], &dictionaries[i].Actors[k])
		}
	}
	for _, e := range b.entries {
		if e.actor != nil {
			e.actor = j.out.actors[e.actor.ID]
		}
		entries = append(entries, e)
	}
	j.out.entries = entries
	j.out.index = newIndex(entries)
	j.out.offices = offices(j.out.actors)
	return j.out
}

// joiner is a base that dictionaries are being joined to.
type joiner struct {
	base, out *Base
	own       map[schema.ActorID]bool           // actors of out that are not shared with base
	named     map[schema.ActorID]schema.ActorID // from the id of an entry's name to the actor
	bodies    map[string]schema.ActorID         // what names of bodies have turned out to be
}

// join finds or makes the actor of an entry, all but its offices.
func (j *joiner) join(e *Entry) schema.ActorID {
	named := schema.NewActorID(e.Name)
	id := j.find(named, e)
	if id == "" {
		id = j.free(named, e)
		kind := e.Kind
		if kind == "" {
			kind = schema.Organisation
		}
		j.out.actors[id] = &schema.Actor{ID: id, Kind: kind, Name: e.Name, Country: e.Country}
		j.own[id] = true
	}
	j.named[named] = id
	a := j.edit(id)
	if e.Country != "" {
		a.Country = e.Country
	}
	if e.Code != "" {
		a.Code = e.Code
	}
	if e.Gender != Unknown {
		j.out.gender[id] = e.Gender
	}
	others := append(slices.Clone(a.Aliases), e.Aliases...)
	if e.Name != a.Name {
		if named == schema.NewActorID(a.Name) { // the user's way to write it
			others = append(others, a.Name)
			a.Name = e.Name
		} else {
			others = append(others, e.Name)
		}
	}
	slices.Sort(others)
	others = slices.Compact(others)
	a.Aliases = slices.Clip(slices.DeleteFunc(others, func(s string) bool { return s == a.Name }))
	return id
}

// edit is an actor of the new base that may be changed.
func (j *joiner) edit(id schema.ActorID) *schema.Actor {
	if !j.own[id] {
		c := *j.out.actors[id]
		c.Roles = slices.Clone(c.Roles)
		j.out.actors[id] = &c
		j.own[id] = true
	}
	return j.out.actors[id]
}

// find is the actor that the entry tells more of, "" for none.
func (j *joiner) find(id schema.ActorID, e *Entry) schema.ActorID {
	for _, id := range []schema.ActorID{id, suffixed(id, e.Country)} {
		if a := j.out.actors[id]; a != nil && agree(a, e) {
			return id
		}
	}
	if a := j.base.Called(e.Name); a != nil && agree(j.out.actors[a.ID], e) {
		return a.ID
	}
	return ""
}

// agree reports whether entry and actor can be one: of one kind, and of one
// country where both tell theirs.
func agree(a *schema.Actor, e *Entry) bool {
	body := func(k schema.Kind) bool { return k == schema.Organisation || k == schema.Group }
	return (e.Kind == "" || e.Kind == a.Kind || body(e.Kind) && body(a.Kind)) &&
		(e.Country == "" || a.Country == "" || e.Country == a.Country)
}

func suffixed(id schema.ActorID, suffix string) schema.ActorID {
	if suffix == "" {
		return id
	}
	return id + "-" + schema.ActorID(strings.ToLower(suffix))
}

// free is an id for a new actor.
func (j *joiner) free(id schema.ActorID, e *Entry) schema.ActorID {
	for _, suffix := range []string{"", e.Country, string(e.Kind)} {
		id = suffixed(id, suffix)
		if j.out.actors[id] == nil {
			break
		}
	}
	for j.out.actors[id] != nil {
		id += "-2"
	}
	return id
}

// Called is the actor of a name or acronym that stands for no other, as
// nothing else does that the base knows; nil for none.
func (b *Base) Called(name string) *schema.Actor {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '_' })
	found := b.Match(func(i int) string { return words[i] }, len(words))
	if len(found) != 1 || found[0].Words != len(words) || found[0].Form != Name && found[0].Form != Acronym {
		return nil
	}
	return found[0].Actor
}

// appoint gives an actor its offices, and a code if it has none.
func (j *joiner) appoint(id schema.ActorID, e *Entry) {
	a := j.out.actors[id]
	for _, o := range e.Offices {
		role := schema.Role{Title: o.Title, At: j.body(o.At, a.Country), From: o.From, To: o.To}
		a.Roles = slices.DeleteFunc(a.Roles, func(r schema.Role) bool {
			return r.At == role.At && strings.EqualFold(r.Title, role.Title) && (r == role || r.From.IsZero() && r.To.IsZero() || r.From == role.From)
		})
		a.Roles = append(a.Roles, role)
	}
	slices.SortStableFunc(a.Roles, func(r, s schema.Role) int {
		return cmp.Or(r.From.Time().Compare(s.From.Time()), cmp.Compare(r.Title, s.Title), cmp.Compare(r.At, s.At), r.To.Time().Compare(s.To.Time()))
	})
	if a.Code == "" {
		a.Code = j.code(a)
	}
}

// body is whose an office is: what the dictionaries or the base know by the
// name, or else what an article would make of it.
func (j *joiner) body(name, country string) schema.ActorID {
	if name == "" {
		if state := j.out.states[country]; state != nil {
			return state.ID
		}
		return ""
	}
	if known, ok := j.bodies[name]; ok {
		return known
	}
	id := schema.NewActorID(name)
	if known, ok := j.named[id]; ok {
		id = known
	} else if a := j.base.Called(name); a != nil {
		id = a.ID
	}
	j.bodies[name] = id
	return id
}

// code is that of the actor's country, with the sector of the last office.
func (j *joiner) code(a *schema.Actor) string {
	code := a.Country // IGO, NGO, MNC are codes of themselves
	if state := j.out.states[a.Country]; state != nil {
		code = state.Code
	}
	if code == "" || len(a.Roles) == 0 {
		return code
	}
	sector := ""
	for _, w := range strings.Fields(a.Roles[len(a.Roles)-1].Title) {
		if t, ok := j.base.Title(w); ok && t.Sector != "" {
			if sector = t.Sector; t.Role == Modifier {
				break
			}
		}
	}
	return code + sector
}

// words takes over titles and nouns. Of a word that is known, its lemma, number
// and role are: a dictionary that lists "men" does not know that it is a plural.
func (j *joiner) words(d *Dictionary) {
	for _, t := range d.Titles {
		inflect(t.Word, func(word, lemma string, plural bool) {
			t.Word, t.Plural = lemma, plural
			if known, ok := j.out.titles[word]; ok {
				known.Sector, known.Gender = t.Sector, cmp.Or(t.Gender, known.Gender)
				t = known
			}
			j.out.titles[word] = t
		})
	}
	for _, n := range d.Nouns {
		inflect(n.Word, func(word, lemma string, plural bool) {
			n.Word, n.Plural = lemma, plural
			if known, ok := j.out.nouns[word]; ok {
				known.Sector, known.Kind = n.Sector, n.Kind
				n = known
			}
			j.out.nouns[word] = n
		})
	}
}

// inflect gives the forms of a word, "thief/thieves".
func inflect(word string, form func(word, lemma string, plural bool)) {
	singular, plural := numbers(word)
	lemma := key(cmp.Or(singular, plural))
	if singular != "" {
		form(key(singular), lemma, false)
	}
	if plural != "" && plural != singular {
		form(key(plural), lemma, singular != "")
	}
}

// names makes an actor findable by the names of an entry.
func (j *joiner) names(entries []entry, id schema.ActorID, e *Entry) []entry {
	a := j.out.actors[id]
	add := func(name string) {
		form := Name
		switch {
		case acronym(name):
			form = Acronym
		case a.Kind == schema.Person && name != e.Name && !strings.ContainsAny(name, " -"):
			form = Surname
		}
		if words := canonicalWords(name); len(words) > 0 {
			entries = append(entries, entry{words, sense{actor: a, form: form, brought: true}})
		}
	}
	add(e.Name)
	for _, alias := range e.Aliases {
		add(alias)
	}
	return entries
}
