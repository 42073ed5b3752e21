package mention

import (
	"sort"

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
	full    map[string][]*fullName             // names of persons, of two words and more, by their last word
	given   map[string][]*fullName             // … by their first word
	short   map[string]schema.ActorID          // acronyms that the article explains
	out     []Mention
	byText  map[*phrase]schema.ActorID
	recent  []schema.ActorID          // persons and groups, the latest last
	bodies  []schema.ActorID          // organisations by name, the latest last
	called  map[string]schema.ActorID // bodies and states by nouns that described them: "regime", "opposition"
	groups  map[string]schema.ActorID // described groups by whose they are and their noun
	opening []opening                 // persons and groups so far
	salience
	quotations
	things []int                 // tokens of nouns in no phrase, not yet mentioned
	nouned map[string]string     // the thing that a noun meant last, by its lemma
	chains map[string][]int      // the heads of the mentions of each thing
	headed map[int]*phrase       // phrases by their head
	cover  []*phrase             // by token
	beside map[*phrase][]*phrase // the appositions of a phrase
}

// horizon is how many mentions back the bearer of an office is looked for.
const horizon = 200

// maxWords is how long a mention may be: a noun phrase, not a clause.
const maxWords = 10

func resolve(r *reader, article *schema.Article) Result {
	s := &resolver{
		reader: r, article: article, key: article.Key(),
		actors: map[schema.ActorID]*schema.Actor{}, gender: map[schema.ActorID]actor.Gender{}, heads: map[schema.ActorID]map[string]bool{},
		full: map[string][]*fullName{}, given: map[string][]*fullName{}, headed: map[int]*phrase{}, beside: map[*phrase][]*phrase{}, nouned: map[string]string{}, chains: map[string][]int{}, called: map[string]schema.ActorID{}, groups: map[string]schema.ActorID{}, short: map[string]schema.ActorID{}, byText: map[*phrase]schema.ActorID{},
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
			s.addFull(p)
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
		if p.apposed != nil {
			s.beside[p.apposed] = append(s.beside[p.apposed], p)
		}
	}
	s.things = s.nouns()
	for _, p := range r.phrases {
		p.members = nil
		if p.apposed == nil {
			s.mentionThings(p.first)
			s.settle(p)
		}
	}
	for _, p := range r.phrases {
		if p.apposed != nil {
			s.apposed(p)
		}
	}
	s.relatives()
	sort.SliceStable(s.out, func(i, j int) bool { return s.out[i].First < s.out[j].First })
	s.mentionThings(len(s.doc.Tokens))
	res := Result{Mentions: s.out, Others: s.others()}
	s.appoint()
	for _, a := range s.actors {
		sort.Slice(a.Roles, func(i, j int) bool {
			return a.Roles[i].Title+string(a.Roles[i].At) < a.Roles[j].Title+string(a.Roles[j].At)
		})
		res.Actors = append(res.Actors, *a)
	}
	sort.Slice(res.Actors, func(i, j int) bool { return res.Actors[i].ID < res.Actors[j].ID })
	return res
}

// appoint gives known persons the offices that they held on the day of publication.
func (s *resolver) appoint() {
	var persons []schema.ActorID
	for id, a := range s.actors {
		if a.Kind == schema.Person {
			persons = append(persons, id)
		}
	}
	for _, id := range persons {
		known, ok := s.base.Actor(id)
		if !ok {
			continue
		}
		for _, r := range known.Roles {
			if holder, ok := s.base.Holder(r.Title, r.At, s.article.Published); ok && holder == known {
				if at, ok := s.base.Actor(r.At); ok {
					s.know(at)
				}
				s.actors[id].Roles = append(s.actors[id].Roles, r)
			}
		}
	}
}

// settle gives the phrase its actor.
func (s *resolver) settle(p *phrase) {
	id, how := s.find(p)
	for _, q := range s.beside[p] {
		if p.core == coreRole { // "the foreign minister, Hossein Ansari,": the name says who
			id, how = s.actorOf(q), ByApposed
			s.note(id, p)
		} else { // "Hossein Ansari, the foreign minister,": and from here on he is the minister
			s.note(id, q)
		}
	}
	if id == "" {
		return
	}
	s.keep(p, id, how)
	s.remember(p)
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
	case coreSpeaker:
		return s.byQuotation(p)
	case coreSeveral:
		return s.severalOf(p)
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

// apposed gives an apposition the actor that it explains.
func (s *resolver) apposed(p *phrase) {
	id, ok := s.byText[p.apposed]
	if !ok {
		return
	}
	if p.apposed.core == coreRole {
		_, how := s.named(p)
		s.keep(p, id, how)
		return
	}
	s.keep(p, id, ByApposed)
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
	if len(p.members) == 0 {
		p.members = []schema.ActorID{id}
	}
	for _, member := range p.members {
		s.out = append(s.out, Mention{
			First: first, End: end, Sentence: p.sentence, Actor: member, How: how, Tail: max(p.tail, end), Inner: p.inner, Place: p.place,
			Possessive: p.owner, Adjective: p.core == coreKnown && p.form == actor.Adjective,
			Plural: p.plural,
		})
	}
	a := s.actors[id]
	if a.Kind == schema.Person || a.Kind == schema.Group {
		s.recent = append(s.recent, id)
	}
	if a.Kind == schema.Organisation && (p.core == coreName || p.core == coreKnown) {
		s.bodies = append(s.bodies, id)
		for i := p.first; i < p.nameFirst; i++ { // "the Syrian opposition National Coalition"
			if g, ok := s.base.GroupNoun(s.word[i]); ok && g.Kind == schema.Organisation {
				s.called[s.lower[i]] = id
			}
		}
	}
	several := p.plural || p.core == coreGroup && a.Kind == schema.Organisation // "police … they"
	if (a.Kind == schema.Person || several) && !p.inner && p.core != corePronoun {
		s.opening = append(s.opening, opening{p.sentence, id, several, s.beginsClause(p)})
	}
}
