package mention

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/ingest/actor"
	"entente/schema"
)

// allOf reports whether the members of a body that the phrase names are the body: "the
// Houthis", "Houthis", "the Tories", but not "two Houthis" or "Tories".
func (s *resolver) allOf(p *phrase) bool {
	if p.known.Kind != schema.Organisation {
		return false
	}
	if p.nameFirst > p.first {
		return p.nameFirst == p.first+1 && s.lower[p.first] == "the"
	}
	return s.inArms(p.known.ID)
}

// named finds or makes the actor of a name.
func (s *resolver) named(p *phrase) (schema.ActorID, How) {
	if p.core == coreKnown && p.form == actor.Surname && contradict(p.gender, s.base.Gender(p.known.ID)) { // "Mrs. Obama"
		p.core, p.kind, p.known = coreName, schema.Person, nil
	}
	if p.core == coreKnown {
		how := ByName
		switch p.form {
		case actor.Capital, actor.Seat:
			how = ByMetonym
		case actor.Adjective, actor.Demonym:
			how = ByNation
		}
		// The article's own expansion of an acronym goes before the base's.
		if id, ok := s.short[s.doc.Slice(p.nameFirst, p.nameEnd)]; ok && s.actors[id] != nil {
			return id, ByExpansion
		}
		if p.known.Kind == schema.Country && p.form != actor.Adjective && p.form != actor.Demonym && !p.place {
			if long := s.byGivenName(p); long != nil && long.core == coreName { // "Paris" in an article on Paris Lindqvist
				id, _ := s.named(long)
				return id, BySurname
			}
		}
		if p.plural && p.form == actor.Demonym && !s.allOf(p) { // "Iranians" are people, not the state
			return s.local(s.doc.Slice(p.nameFirst, p.nameEnd), schema.Group, p.known.Country, p.known.Code), Described
		}
		if p.form == actor.Surname { // somebody of the article may bear the name of a known person
			if long := s.fuller(p, s.doc.Slice(p.nameFirst, p.nameEnd)); long != nil && long.core == coreName {
				id, _ := s.named(long)
				s.note(id, p)
				return id, BySurname
			}
			how = BySurname
		}
		s.know(p.known)
		s.note(p.known.ID, p)
		return p.known.ID, how
	}
	name := tidy(s.doc.Slice(p.nameFirst, p.nameEnd))
	if id, ok := s.short[name]; ok && s.actors[id] != nil {
		return id, ByExpansion
	}
	if p.kind != schema.Person {
		described := p.head != ""                                     // "Swiss drugmaker Helvetica" is not the Swiss Helvetica
		if p.at != nil && p.at.Kind == schema.Country && !described { // "Iran's Atomic Energy Organization"
			name = s.adjective(p.at) + " " + name
		}
		id := schema.NewActorID(name)
		a := s.ensure(id, schema.Actor{Kind: schema.Organisation, Name: name})
		if p.at != nil && a.Country == "" {
			a.Country = p.at.Country
			switch {
			case p.at.Kind == schema.Country && described:
				a.Code = p.at.Code + p.sector
			case p.at.Kind == schema.Country:
				a.Code = p.at.Code + "GOV"
			}
		}
		return id, ByName
	}
	how := ByName
	var id schema.ActorID
	long := s.fuller(p, name)
	if long == nil && p.title == "" {
		long = s.byGivenName(p)
	}
	if long != nil && long != p {
		if long.core == coreKnown {
			s.know(long.known)
			id = long.known.ID
		} else {
			name = tidy(s.doc.Slice(long.nameFirst, long.nameEnd))
			id = schema.NewPersonID(name)
		}
		how = BySurname
	} else {
		id = schema.NewPersonID(name)
	}
	s.ensure(id, schema.Actor{Kind: schema.Person, Name: name})
	if g, ok := s.base.GivenName(s.word[p.nameFirst]); ok && p.nameEnd-p.nameFirst > 1 && s.gender[id] == actor.Unknown {
		s.gender[id] = g
	}
	s.note(id, p)
	return id, how
}

// contradict reports whether two genders are known and differ.
func contradict(a, b actor.Gender) bool { return a != actor.Unknown && b != actor.Unknown && a != b }

// fullName is a name of several words, and the phrases that give it, in order.
type fullName struct {
	words   []string // folded
	phrases []*phrase
}

// addFull files the full name of a person.
func (s *resolver) addFull(p *phrase) {
	words := s.nameWords(p)
	last := words[len(words)-1]
	for _, f := range s.full[last] {
		if slices.Equal(f.words, words) {
			f.phrases = append(f.phrases, p)
			return
		}
	}
	f := &fullName{words, []*phrase{p}}
	s.full[last] = append(s.full[last], f)
	s.given[words[0]] = append(s.given[words[0]], f)
}

// byGivenName is the only full name in the article that begins with the one word
// of a name: "Malala" for Malala Yousafzai. It is nil if there is none, or several.
func (s *resolver) byGivenName(p *phrase) *phrase {
	if p.nameEnd-p.nameFirst != 1 {
		return nil
	}
	if all := s.given[schema.Fold(s.word[p.nameFirst])]; len(all) == 1 {
		return all[0].nearest(p)
	}
	return nil
}

// nearest is the last phrase with the name up to p, else the first.
func (f *fullName) nearest(p *phrase) *phrase {
	return f.phrases[max(0, sort.Search(len(f.phrases), func(i int) bool { return f.phrases[i].first > p.first })-1)]
}

// fuller finds the longer name that the article uses for the same person: one
// that ends in the words of this name. The nearest before wins, then the first after.
func (s *resolver) fuller(p *phrase, name string) *phrase {
	want := strings.Fields(schema.Fold(name))
	var best *phrase
	if len(want) == 0 {
		return nil
	}
	for _, full := range s.full[want[len(want)-1]] {
		if len(full.words) <= len(want) || !slices.Equal(full.words[len(full.words)-len(want):], want) {
			continue
		}
		f := full.nearest(p)
		if f.nameEnd-f.nameFirst <= p.nameEnd-p.nameFirst && f.core != coreKnown {
			continue
		}
		if p.gender != actor.Unknown {
			if g, ok := s.base.GivenName(s.word[f.nameFirst]); ok && g != actor.Unknown && g != p.gender && f.gender != p.gender {
				continue
			}
		}
		switch before := f.first <= p.first; {
		case best == nil, before && (best.first > p.first || best.first < f.first), !before && best.first > f.first:
			best = f
		}
	}
	return best
}

// nameWords is the name of the phrase, the full one of a known person, in folded words; at least one.
func (s *resolver) nameWords(p *phrase) []string {
	name := s.doc.Slice(p.nameFirst, p.nameEnd)
	if p.core == coreKnown {
		name = p.known.Name
	}
	if words := strings.Fields(schema.Fold(name)); len(words) > 0 {
		return words
	}
	return []string{name}
}

// note gives the actor what the phrase says of it: its title, country, gender.
func (s *resolver) note(id schema.ActorID, p *phrase) {
	a := s.actors[id]
	if a == nil || a.Kind != schema.Person {
		return
	}
	if p.gender != actor.Unknown && s.gender[id] == actor.Unknown {
		s.gender[id] = p.gender
	}
	at := p.at
	if at == nil && p.atPhrase != nil {
		at = s.actors[s.actorOf(p.atPhrase)]
	}
	if at != nil {
		s.know(at)
		if a.Country == "" && len(at.Country) == 3 && at.Country != "IGO" && at.Country != "NGO" && at.Country != "MNC" {
			a.Country = at.Country
		}
		if a.Code == "" && at.Kind == schema.Country && p.sector != "" {
			a.Code = at.Code + p.sector
		}
	}
	head, title := p.head, p.title
	if p.counterpart {
		if title = s.otherTitle(p); title != "" {
			head = strings.ToLower(title[strings.LastIndexByte(title, ' ')+1:])
		}
	}
	if title == "" {
		return
	}
	if s.heads[id] == nil {
		s.heads[id] = map[string]bool{}
	}
	s.heads[id][head] = true
	role := schema.Role{Title: capitalise(title), Seen: s.article.Published, Where: s.article.ID}
	if at != nil {
		role.At = at.ID
	}
	for i, r := range a.Roles {
		if strings.EqualFold(r.Title, role.Title) && (r.At == role.At || role.At == "") {
			return
		}
		if strings.EqualFold(r.Title, role.Title) && r.At == "" {
			a.Roles[i].At = role.At
			return
		}
	}
	a.Roles = append(a.Roles, role)
}

// know takes an actor of the base, or one already made, into the result.
func (s *resolver) know(a *schema.Actor) {
	if s.actors[a.ID] != nil {
		return
	}
	c := *a
	c.Aliases = append([]string(nil), a.Aliases...)
	sort.Strings(c.Aliases)
	c.Roles = nil
	s.actors[a.ID] = &c
	if a.Kind == schema.Person {
		s.gender[a.ID] = s.base.Gender(a.ID)
		if g, ok := s.base.GivenName(strings.Fields(a.Name)[0]); ok && s.gender[a.ID] == actor.Unknown {
			s.gender[a.ID] = g
		}
		s.heads[a.ID] = map[string]bool{}
	}
}

// ensure makes the actor unless it is there.
func (s *resolver) ensure(id schema.ActorID, a schema.Actor) *schema.Actor {
	if s.actors[id] == nil {
		a.ID = id
		if known, ok := s.base.Actor(id); ok {
			s.know(known)
		} else {
			s.actors[id] = &a
		}
	}
	return s.actors[id]
}

// local makes an actor that only this article knows.
func (s *resolver) local(name string, kind schema.Kind, country, code string) schema.ActorID {
	id := schema.NewActorID(name).In(s.key)
	s.ensure(id, schema.Actor{Kind: kind, Name: name, Country: country, Code: code})
	return id
}

// adjective is how the state qualifies a noun: "Syrian".
func (s *resolver) adjective(state *schema.Actor) string {
	if adj, ok := s.base.Adjective(state.ID); ok {
		return adj
	}
	return state.Name
}

// capitalise writes a title as titles are written, so that "foreign minister"
// and "Foreign Minister" are one office.
func capitalise(title string) string {
	words := strings.Fields(title)
	for i, w := range words {
		if c, size := utf8.DecodeRuneInString(w); i == 0 || !smallWords[w] {
			words[i] = string(unicode.ToUpper(c)) + w[size:]
		}
	}
	return strings.Join(words, " ")
}

var smallWords = set("of the for and in at to")

// tidy puts a name on one line, with single blanks, and gives a name written in
// capitals only their usual case.
func tidy(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if len(w) > 4 && strings.ToUpper(w) == w && len(words) > 1 {
			runes := []rune(strings.ToLower(w))
			runes[0] = unicode.ToUpper(runes[0])
			words[i] = string(runes)
		}
	}
	return strings.Join(words, " ")
}
