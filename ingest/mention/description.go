package mention

import (
	"slices"
	"strings"

	"entente/ingest/actor"
	"entente/schema"
)

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
			if p.at != nil && p.at.Kind != schema.Country && !holds(a, p.at.ID) {
				continue
			}
			if p.gender != actor.Unknown && s.gender[id] != actor.Unknown && p.gender != s.gender[id] {
				continue
			}
			if !s.actsBeside(id, p) && s.bears(a, p) {
				return id, ByRole
			}
		}
	}
	if p.definite && p.at == nil && p.atPhrase == nil && !p.plural && !p.counterpart {
		if id := s.untitled(p); id != "" {
			return id, ByRole
		}
	}
	head, title := p.head, p.title
	if p.counterpart {
		title = s.otherTitle(p)
		head = strings.ToLower(title[strings.LastIndexByte(title, ' ')+1:])
	}
	if id := s.bearer(head, country, p.general()); id != "" {
		return id, ByRole
	}
	if p.at != nil {
		if a, ok := s.base.Holder(title, p.at.ID, s.article.Published); ok {
			s.know(a)
			s.note(a.ID, p)
			return a.ID, ByOffice
		}
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

// bears reports whether the article has given the person an office that the
// phrase means: the same in all its words, if it has several.
func (s *resolver) bears(a *schema.Actor, p *phrase) bool {
	if generalHeads[p.head] && p.general() {
		return s.heads[a.ID][p.head] || leads(s.heads[a.ID])
	}
	if !s.heads[a.ID][p.head] {
		return false
	}
	title := foldTitle(p.title)
	if !strings.Contains(title, " ") {
		return true
	}
	for _, r := range a.Roles {
		if foldTitle(r.Title) == title {
			return true
		}
	}
	return false
}

// general reports whether the office is told by one word: "the chief" may be who
// leads, "the police chief" is not.
func (p *phrase) general() bool { return !strings.Contains(strings.TrimSpace(p.title), " ") }

// foldTitle makes one of the spellings of a title.
func foldTitle(title string) string {
	return strings.ReplaceAll(schema.Fold(title), "defence", "defense")
}

// actsBeside reports whether somebody stands under the same verb as the phrase:
// who praises the minister is another.
func (s *resolver) actsBeside(id schema.ActorID, p *phrase) bool {
	_, governor := s.standing(s.doc.HeadOf(p.first, p.end))
	for _, c := range s.candidates {
		if governor >= 0 && c.sentence == p.sentence && c.governor == governor && len(c.actors) > 0 && c.actors[0] == id {
			return true
		}
	}
	return false
}

// otherTitle is the title of whoever a counterpart is the counterpart of: of the
// possessor, or of the person named before in the sentence; "" if it is not known.
func (s *resolver) otherTitle(p *phrase) string {
	other := schema.ActorID("")
	for _, q := range append(p.parts, p.atPhrase) {
		if q != nil && (q.core == corePronoun || q == p.atPhrase) {
			other = s.actorOf(q)
		}
	}
	for i := len(s.out) - 1; i >= 0 && other == "" && s.out[i].Sentence == p.sentence; i-- {
		if s.actors[s.out[i].Actor].Kind == schema.Person && s.out[i].End <= p.first {
			other = s.out[i].Actor
		}
	}
	if a := s.actors[other]; a != nil && len(a.Roles) > 0 {
		return a.Roles[0].Title
	}
	if a, ok := s.base.Actor(other); ok {
		for _, r := range a.Roles {
			if h, ok := s.base.Holder(r.Title, r.At, s.article.Published); ok && h == a {
				return r.Title
			}
		}
	}
	return ""
}

// holds reports whether the actor has an office at a body.
func holds(a *schema.Actor, body schema.ActorID) bool {
	for _, r := range a.Roles {
		if r.At == body {
			return true
		}
	}
	return false
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
func (s *resolver) bearer(head, country string, general bool) schema.ActorID {
	if country == "" {
		return ""
	}
	var found schema.ActorID
	for id, a := range s.actors {
		if a.Kind == schema.Person && a.Country == country && (s.heads[id][head] && (general || !generalHeads[head]) || general && generalHeads[head] && leads(s.heads[id])) {
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

// alsoCalled are the words of names for which a noun may stand.
var alsoCalled = map[string][]string{
	"bloc":    {"union", "league", "association", "community", "commonwealth"},
	"lender":  {"bank", "fund"},
	"fund":    {"fund"},
	"company": {"corporation", "corp", "corp.", "inc", "inc.", "ag", "co", "co.", "group", "ltd", "plc", "sa"},
	"firm":    {"corporation", "corp", "corp.", "inc", "inc.", "ag", "co", "co.", "group", "ltd", "plc", "sa"},
	"group":   {"front", "movement", "brigade", "army"},
	"rebels":  {"movement"},
}

// stateNouns stand for the state itself when a state qualifies them.
var stateNouns = set("government regime administration state authorities leadership country nation homeland")

// group finds or makes the actor of a described group or unnamed body.
func (s *resolver) group(p *phrase) (schema.ActorID, How) {
	name := p.noun
	if p.title != "" && p.kind == schema.Organisation {
		name = strings.ToLower(p.title) + " " + name // "foreign ministry"
	}
	at := s.groupsOwner(p)
	if at == nil {
		if p.definite && !p.plural {
			if id := s.body(p.noun); id != "" {
				return id, ByRole
			}
			for _, noun := range alsoCalled[p.noun] { // "the bloc" for the European Union
				if id := s.body(noun); id != "" {
					return id, ByRole
				}
			}
			if id := s.onlyCountry(); stateNouns[p.head] && id != "" {
				return id, ByRole
			}
		}
		if p.definite && p.plural && arms[p.head] {
			if id := s.onlyArmed(); id != "" {
				return id, ByRole
			}
		}
		return s.local(name, p.kind, "", ""), Described
	}
	if at.Kind == schema.Country {
		for _, noun := range append(p.via, p.head) {
			if stateNouns[noun] {
				s.called[noun] = at.ID // "the regime" is this one from here on
			}
		}
	}
	switch {
	case p.ofList && p.plural: // "the ministers of France and Italy" are one each
		if id := s.bearer(p.head, at.Country, p.general()); id != "" {
			return id, ByRole
		}
	case at.Kind == schema.Country && stateNouns[p.head]:
		return at.ID, ByMetonym
	}
	code := at.Code
	switch at.Kind {
	case schema.Country:
		code += p.sector
		name = s.adjective(at) + " " + name
	case schema.Person:
		name = at.Name + "'s " + name
	default:
		name = at.Name + " " + name
	}
	if at.Kind == schema.Country && p.kind == schema.Organisation {
		id := schema.NewActorID(name)
		s.ensure(id, schema.Actor{Kind: schema.Organisation, Name: name, Country: at.Country, Code: code})
		s.called[p.noun] = id
		return id, ByName
	}
	key := string(at.ID) + " " + p.head
	if id := s.groups[key]; id != "" && p.plural && (p.definite || p.atPhrase != nil) {
		return id, ByRole // "the Syrian officials" who were "Syrian government officials"
	}
	id := s.local(name, p.kind, at.Country, code)
	s.groups[key] = id
	return id, Described
}

// groupsOwner is whose a group or body is: where the person governs, the state, for
// "Assad's representatives" are Syria's. It is nil if the phrase does not say.
func (s *resolver) groupsOwner(p *phrase) *schema.Actor {
	at := p.at
	if at == nil && p.atPhrase != nil {
		at = s.actors[s.actorOf(p.atPhrase)]
	}
	if at == nil && stateNouns[p.head] { // "his government"
		for _, q := range p.parts {
			if q.core == corePronoun && q.owner {
				if a := s.actors[s.actorOf(q)]; a != nil && a.Kind == schema.Person && a.Country != "" {
					at = a
				}
			}
		}
	}
	if at == nil {
		at = s.pronounOwner(p)
	}
	if at == nil {
		return nil
	}
	if at.Kind == schema.Person && (p.plural && governs(at) && !personal[p.head] || stateNouns[p.head]) {
		if state, ok := s.base.State(at.Country); ok {
			at = state
		}
	}
	s.know(at)
	return s.actors[at.ID]
}

// pronounOwner is the state or body named in the same sentence for which the possessive of
// a group stands: Russia in "Moscow denied that its agents". It is nil for none.
func (s *resolver) pronounOwner(p *phrase) *schema.Actor {
	for _, q := range p.parts {
		if q.core != corePronoun || !q.owner || q.head != "its" {
			continue
		}
		a := s.actors[s.actorOf(q)]
		if a == nil || a.ID.Local() || a.Kind != schema.Country && a.Kind != schema.Organisation {
			return nil
		}
		for _, m := range slices.Backward(s.out) {
			if m.Sentence != p.sentence {
				return nil
			}
			if m.Actor == a.ID {
				return a
			}
		}
	}
	return nil
}

// personal nouns say whose people are whatever office he has.
var personal = set("supporter opponent critic ally friend follower loyalist backer associate relative lawyer rival foe enemy son daughter brother sister cousin family")

// governs reports whether the person is one of the government or the army of a state.
func governs(a *schema.Actor) bool {
	return len(a.Code) >= 6 && (strings.HasPrefix(a.Code[3:], "GOV") || strings.HasPrefix(a.Code[3:], "MIL"))
}

// onlyCountry is the country whose government the article speaks of, if it has named
// but one so far, itself or by its people.
func (s *resolver) onlyCountry() schema.ActorID {
	found := schema.ActorID("")
	for _, m := range s.out {
		country := s.actors[m.Actor].Country
		state, ok := s.base.State(country)
		if !ok || state.ID == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = state.ID
	}
	if found != "" {
		if a, ok := s.base.Actor(found); ok {
			s.know(a)
		}
	}
	return found
}

// onlyArmed is the body in arms that the article has named, if it is but one: "the
// rebels" of the Ennedi Salvation Front.
func (s *resolver) onlyArmed() schema.ActorID {
	found := schema.ActorID("")
	for _, id := range s.bodies {
		if id == found || !s.inArms(id) {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	return found
}

func (s *resolver) inArms(id schema.ActorID) bool {
	a := s.actors[id]
	if a == nil {
		a, _ = s.base.Actor(id)
	}
	for _, sector := range []string{"REB", "UAF", "INS", "SEP"} {
		if strings.HasSuffix(a.Code, sector) {
			return true
		}
	}
	for _, w := range strings.Fields(strings.ToLower(a.Name)) {
		if armedNames[w] {
			return true
		}
	}
	return false
}

var (
	arms       = set("rebel insurgent guerrilla guerilla militant fighter militiaman separatist jihadist")
	armedNames = set("front liberation jihad brigade brigades militia resistance tigers")
)

// body is what the article has called by this noun, or else the last organisation
// with it in its name: "the front" for the Ennedi Salvation Front.
func (s *resolver) body(noun string) schema.ActorID {
	if id := s.called[noun]; id != "" {
		return id
	}
	for i := len(s.bodies) - 1; i >= max(0, len(s.bodies)-horizon); i-- {
		for _, w := range strings.Fields(strings.ToLower(s.actors[s.bodies[i]].Name)) {
			if w == noun {
				return s.bodies[i]
			}
		}
	}
	return ""
}
