package mention

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/ingest/actor"
	"entente/schema"
)

// resolver is the state of the second pass.
type resolver struct {
	*reader
	article *schema.Article
	key     string
	actors  map[schema.ActorID]*schema.Actor
	gender  map[schema.ActorID]actor.Gender
	heads   map[schema.ActorID]map[string]bool // heads of the titles an actor bore: "president"
	full    map[string][]*phrase               // names of persons, of two words and more, by their last word
	short   map[string]schema.ActorID          // acronyms that the article explains
	out     []Mention
	byText  map[*phrase]schema.ActorID
	recent  []schema.ActorID // persons and groups, the latest last
	bodies  []schema.ActorID // organisations by name, the latest last
	opening []opening        // persons and groups so far
}

// opening is a person or group that "he" or "they" in the words that follow
// may mean, most probably if it begins a clause, as its subject.
type opening struct {
	sentence int
	actor    schema.ActorID
	plural   bool
	begins   bool
}

// horizon is how many mentions back the bearer of an office is looked for.
const horizon = 200

// maxWords is how long a mention may be: a noun phrase, not a clause.
const maxWords = 10

func resolve(r *reader, article *schema.Article) Result {
	s := &resolver{
		reader: r, article: article, key: article.Key(),
		actors: map[schema.ActorID]*schema.Actor{}, gender: map[schema.ActorID]actor.Gender{}, heads: map[schema.ActorID]map[string]bool{},
		full: map[string][]*phrase{}, short: map[string]schema.ActorID{}, byText: map[*phrase]schema.ActorID{},
	}
	sort.SliceStable(r.phrases, func(i, j int) bool {
		a, b := r.phrases[i], r.phrases[j]
		if a.first != b.first {
			return a.first < b.first
		}
		return a.end > b.end
	})
	for _, p := range r.phrases {
		if p.core == coreName && p.kind == schema.Person && p.nameEnd-p.nameFirst > 1 || p.core == coreKnown && p.known.Kind == schema.Person && p.form != actor.Surname {
			words := s.nameWords(p)
			last := words[len(words)-1]
			s.full[last] = append(s.full[last], p)
		}
	}
	for _, p := range r.phrases { // acronyms may stand before the name they are short for
		if p.acronym != "" && (p.core == coreKnown || p.core == coreName && p.kind == schema.Organisation) {
			id, _ := s.named(p)
			s.short[p.acronym] = id
		}
	}
	for _, p := range r.phrases { // a lead may name the office before the story names its bearer
		if p.title != "" && (p.core == coreKnown || p.core == coreName) {
			s.named(p)
		}
	}
	for _, p := range r.phrases {
		if p.apposed == nil {
			s.settle(p)
		}
	}
	for _, p := range r.phrases {
		if p.apposed != nil {
			s.apposed(p)
		}
	}
	sort.SliceStable(s.out, func(i, j int) bool { return s.out[i].First < s.out[j].First })
	res := Result{Mentions: s.out}
	for _, a := range s.actors {
		sort.Slice(a.Roles, func(i, j int) bool {
			return a.Roles[i].Title+string(a.Roles[i].At) < a.Roles[j].Title+string(a.Roles[j].At)
		})
		res.Actors = append(res.Actors, *a)
	}
	sort.Slice(res.Actors, func(i, j int) bool { return res.Actors[i].ID < res.Actors[j].ID })
	return res
}

// settle gives the phrase its actor.
func (s *resolver) settle(p *phrase) {
	id, how := s.find(p)
	s.keep(p, id, how)
}

// find tells for whom the phrase stands.
func (s *resolver) find(p *phrase) (schema.ActorID, How) {
	switch p.core {
	case coreRole:
		return s.byRole(p)
	case coreGroup:
		return s.group(p)
	case corePronoun:
		return s.pronominal(p)
	}
	return s.named(p)
}

// actorOf is the actor of a phrase inside another, which may not be settled yet.
func (s *resolver) actorOf(p *phrase) schema.ActorID {
	if id, ok := s.byText[p]; ok {
		return id
	}
	id, _ := s.find(p)
	return id
}

// apposed gives an apposition the actor it explains, and that actor its role.
func (s *resolver) apposed(p *phrase) {
	id, ok := s.byText[p.apposed]
	if !ok {
		return
	}
	if p.apposed.core == coreRole { // "the foreign minister, Hossein Ansari,": the name says who
		named, how := s.named(p)
		s.rename(p.apposed, named)
		s.keep(p, named, how)
		s.note(named, p.apposed)
		return
	}
	s.note(id, p)
	s.keep(p, id, ByApposed)
}

// rename turns the mention of an office to the actor who is named for it.
func (s *resolver) rename(p *phrase, id schema.ActorID) {
	old := s.byText[p]
	s.byText[p] = id
	for i := range s.out {
		if s.out[i].First == p.first && s.out[i].Actor == old {
			s.out[i].Actor, s.out[i].How = id, ByApposed
		}
	}
	for _, m := range s.out {
		if m.Actor == old {
			return
		}
	}
	if old.Local() {
		delete(s.actors, old)
	}
}

// keep records the mention.
func (s *resolver) keep(p *phrase, id schema.ActorID, how How) {
	first, end := p.first, p.end
	if end-first > maxWords {
		if p.core == coreName || p.core == coreKnown {
			first, end = p.nameFirst, p.nameEnd
		}
		first = max(first, end-maxWords)
	}
	s.byText[p] = id
	s.out = append(s.out, Mention{
		First: first, End: end, Sentence: p.sentence, Actor: id, How: how, Tail: max(p.tail, end), Inner: p.inner, Place: p.place,
		Possessive: p.owner, Adjective: p.core == coreKnown && p.form == actor.Adjective,
		Plural: p.plural,
	})
	a := s.actors[id]
	if a.Kind == schema.Person || a.Kind == schema.Group {
		s.recent = append(s.recent, id)
	}
	if a.Kind == schema.Organisation && (p.core == coreName || p.core == coreKnown) {
		s.bodies = append(s.bodies, id)
	}
	if (a.Kind == schema.Person || p.plural) && !p.inner && p.core != corePronoun {
		s.opening = append(s.opening, opening{p.sentence, id, p.plural, s.beginsClause(p)})
	}
}

// named finds or makes the actor of a name.
func (s *resolver) named(p *phrase) (schema.ActorID, How) {
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
		if p.plural && p.form == actor.Demonym { // "Iranians" are people, not the state
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
		if p.at != nil && p.at.Kind == schema.Country { // "Iran's Atomic Energy Organization"
			name = s.adjective(p.at) + " " + name
		}
		id := schema.NewActorID(name)
		a := s.ensure(id, schema.Actor{Kind: schema.Organisation, Name: name})
		if p.at != nil && a.Country == "" {
			a.Country = p.at.Country
			if p.at.Kind == schema.Country {
				a.Code = p.at.Code + "GOV"
			}
		}
		return id, ByName
	}
	how := ByName
	var id schema.ActorID
	if long := s.fuller(p, name); long != nil {
		if long.core == coreKnown {
			s.know(long.known)
			id = long.known.ID
		} else {
			name = tidy(s.doc.Slice(long.nameFirst, long.nameEnd))
			id = schema.NewActorID(name)
		}
		how = BySurname
	} else {
		id = schema.NewActorID(name)
	}
	s.ensure(id, schema.Actor{Kind: schema.Person, Name: name})
	if g, ok := s.base.GivenName(s.word[p.nameFirst]); ok && p.nameEnd-p.nameFirst > 1 && s.gender[id] == actor.Unknown {
		s.gender[id] = g
	}
	s.note(id, p)
	return id, how
}

// fuller finds the longer name that the article uses for the same person: one
// that ends in the words of this name. The nearest before wins, then the first after.
func (s *resolver) fuller(p *phrase, name string) *phrase {
	want := strings.Fields(schema.Fold(name))
	var best *phrase
	if len(want) == 0 {
		return nil
	}
	for _, f := range s.full[want[len(want)-1]] {
		if f.nameEnd-f.nameFirst <= p.nameEnd-p.nameFirst && f.core != coreKnown {
			continue
		}
		got := s.nameWords(f)
		if len(got) <= len(want) || strings.Join(got[len(got)-len(want):], " ") != strings.Join(want, " ") {
			continue
		}
		if p.gender != actor.Unknown {
			if g, ok := s.base.GivenName(s.word[f.nameFirst]); ok && g != actor.Unknown && g != p.gender && f.gender != p.gender {
				continue
			}
		}
		if f.first <= p.first || best == nil {
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
	if p.head == "" || p.counterpart {
		return
	}
	if s.heads[id] == nil {
		s.heads[id] = map[string]bool{}
	}
	s.heads[id][p.head] = true
	role := schema.Role{Title: capitalise(p.title), Seen: s.article.Published, Where: s.article.ID}
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

// byRole finds the person of an office: one of the article who bore the title
// and, where the phrase names a country, belongs to it.
func (s *resolver) byRole(p *phrase) (schema.ActorID, How) {
	country := ""
	if p.at != nil {
		country = p.at.Country
	}
	if p.definite || p.at != nil {
		for i := len(s.recent) - 1; i >= max(0, len(s.recent)-horizon); i-- {
			id := s.recent[i]
			a := s.actors[id]
			if a == nil || a.Kind != schema.Person || country != "" && a.Country != country || p.counterpart {
				continue
			}
			if p.gender != actor.Unknown && s.gender[id] != actor.Unknown && p.gender != s.gender[id] {
				continue
			}
			if s.heads[id][p.head] || generalHeads[p.head] && leads(s.heads[id]) {
				return id, ByRole
			}
		}
	}
	if p.definite && p.at == nil && p.atPhrase == nil && !p.plural && !p.counterpart {
		if id := s.untitled(p); id != "" {
			return id, ByRole
		}
	}
	if id := s.bearer(p.head, country); id != "" && !p.counterpart {
		return id, ByRole
	}
	name := p.title
	if p.at != nil {
		q := p.at.Name
		if p.at.Kind == schema.Country {
			q = s.adjective(p.at)
		}
		name = q + " " + name
	}
	code := ""
	if p.at != nil && p.at.Kind == schema.Country {
		code = p.at.Code + p.sector
	}
	return s.local(name, schema.Person, country, code), Unresolved
}

// untitled is the last person who began a clause shortly before the phrase and
// whose office the article has not told: "the foreign minister" may be his.
func (s *resolver) untitled(p *phrase) schema.ActorID {
	for i := len(s.opening) - 1; i >= 0 && p.sentence-s.opening[i].sentence <= 2; i-- {
		o := s.opening[i]
		a := s.actors[o.actor]
		if o.plural || !o.begins || o.sentence == p.sentence || a.ID.Local() || len(s.heads[o.actor]) > 0 {
			continue
		}
		if _, known := s.base.Actor(a.ID); !known {
			return o.actor
		}
	}
	return ""
}

// bearer is the only person of a country whom the article gives an office of
// this name; "" if there is none, or several.
func (s *resolver) bearer(head, country string) schema.ActorID {
	if country == "" {
		return ""
	}
	var found schema.ActorID
	for id, a := range s.actors {
		if a.Kind == schema.Person && a.Country == country && (s.heads[id][head] || generalHeads[head] && leads(s.heads[id])) {
			if found != "" {
				return ""
			}
			found = id
		}
	}
	return found
}

// generalHeads name whoever leads: "the Russian leader" is the president.
var generalHeads = set("leader head chief")

// leads reports whether one of the titles is that of a state's or body's first person.
func leads(heads map[string]bool) bool {
	for _, h := range []string{"president", "chancellor", "king", "leader", "premier", "chairman", "emir", "queen", "prince", "minister"} {
		if heads[h] {
			return true
		}
	}
	return false
}

// stateNouns stand for the state itself when a state qualifies them.
var stateNouns = set("government regime administration state authorities leadership")

// group finds or makes the actor of a described group or unnamed body.
func (s *resolver) group(p *phrase) (schema.ActorID, How) {
	country, code := "", ""
	if p.at != nil {
		country = p.at.Country
		if p.at.Kind == schema.Country {
			code = p.at.Code + p.sector
		}
	}
	name := p.noun
	if p.title != "" && p.kind == schema.Organisation {
		name = strings.ToLower(p.title) + " " + name // "foreign ministry"
	}
	switch {
	case p.plural && p.at != nil && p.ofList: // "the ministers of France and Italy" are one each
		if id := s.bearer(p.head, country); id != "" {
			return id, ByRole
		}
	case p.at == nil && p.atPhrase == nil && p.definite && !p.plural:
		if id := s.body(p.noun); id != "" {
			return id, ByRole
		}
	}
	switch {
	case p.at == nil && p.atPhrase == nil:
		return s.local(name, p.kind, "", ""), Described
	case p.at == nil:
		a := s.actors[s.actorOf(p.atPhrase)]
		return s.local(a.Name+" "+name, p.kind, a.Country, a.Code), Described
	case p.at.Kind == schema.Country && stateNouns[p.head]:
		s.know(p.at)
		return p.at.ID, ByMetonym
	case p.at.Kind == schema.Country && p.kind == schema.Organisation:
		name = s.adjective(p.at) + " " + name
		id := schema.NewActorID(name)
		s.ensure(id, schema.Actor{Kind: schema.Organisation, Name: name, Country: country, Code: code})
		return id, ByName
	case p.at.Kind == schema.Country:
		return s.local(s.adjective(p.at)+" "+name, p.kind, country, code), Described
	}
	return s.local(p.at.Name+" "+name, p.kind, country, p.at.Code), Described
}

// beginsClause reports whether nothing but a conjunction stands before the
// phrase in its clause.
func (s *resolver) beginsClause(p *phrase) bool {
	first := s.doc.Sentences[p.sentence].First
	if p.first == first {
		return true
	}
	switch s.lower[p.first-1] {
	case "that", "after", "before", "while", "when", "as", "because", "but", "since", "if", "where", ",", "\"", "“", ":", "--", "-", ")":
		return true
	}
	// Still at the beginning, behind "On Monday" or "In Paris".
	for k := first; k < p.first; k++ {
		if !prelude[s.lower[k]] && !isCapital(s.word[k]) {
			return false
		}
	}
	return true
}

// prelude are the words that may stand before the subject of a sentence.
var prelude = set(", in on at the a for also but and meanwhile however")

// body is the last organisation before whose name ends in the noun: "the front"
// for the Ennedi Salvation Front.
func (s *resolver) body(noun string) schema.ActorID {
	for i := len(s.bodies) - 1; i >= max(0, len(s.bodies)-horizon); i-- {
		for _, w := range strings.Fields(strings.ToLower(s.actors[s.bodies[i]].Name)) {
			if w == noun {
				return s.bodies[i]
			}
		}
	}
	return ""
}

// pronominal finds whom a pronoun means: who began the clause before it in its
// sentence, else who began a sentence shortly before, else whoever stands before
// it in its own; gender and number must agree.
func (s *resolver) pronominal(p *phrase) (schema.ActorID, How) {
	fits := func(o opening) bool {
		g := s.gender[o.actor]
		return o.plural == p.plural && (p.plural || g == actor.Unknown || g == p.gender)
	}
	last := len(s.opening) - 1
	if p.object { // "telephoned him": not the subject of the same clause
		for i := last; i >= 0 && p.sentence-s.opening[i].sentence <= 1; i-- {
			if o := s.opening[i]; fits(o) && !(o.begins && o.sentence == p.sentence) {
				return o.actor, ByPronoun
			}
		}
		return s.local(p.head, p.kind, "", ""), Unresolved
	}
	for i := last; i >= 0 && p.sentence-s.opening[i].sentence <= 2; i-- {
		o := s.opening[i]
		for o.sentence < p.sentence && i > 0 && s.opening[i-1].sentence == o.sentence {
			i-- // of an earlier sentence, the first
			o = s.opening[i]
		}
		if o.begins && fits(o) {
			return o.actor, ByPronoun
		}
	}
	for i := last; i >= 0 && s.opening[i].sentence == p.sentence; i-- {
		if fits(s.opening[i]) {
			return s.opening[i].actor, ByPronoun
		}
	}
	return s.local(p.head, p.kind, "", ""), Unresolved
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
		if g, ok := s.base.GivenName(strings.Fields(a.Name)[0]); ok {
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
