package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/ingest/actor"
	"entente/ingest/source"
	"entente/schema"
)

// remembered is how many parties are kept: those of the news are few, and come often.
const remembered = 50_000

// actor finds out who a party is; nil for somebody whom neither a name nor a
// country tells apart.
func (c *Coded) actor(format source.Table, p *source.Party) *schema.Actor {
	key := strings.Join([]string{string(format), p.Name, p.Country, p.Code, p.Title, strings.Join(p.Sectors, "\x1e")}, "\x1f")
	if a, ok := c.names[key]; ok {
		return a
	}
	if len(c.names) >= remembered {
		clear(c.names)
	}
	a := c.find(format, p)
	c.names[key] = a
	return a
}

func (c *Coded) find(format source.Table, p *source.Party) *schema.Actor {
	w := party{Coded: c, name: strings.Join(strings.Fields(p.Name), " "), title: p.Title, code: p.Code}
	w.state, w.beyond = c.state(p.Country)
	if w.state == nil && w.beyond == "" {
		w.state, w.beyond = c.state(p.Code[:min(3, len(p.Code))])
	}
	for _, s := range p.Sectors {
		if w.sector = sectorOf(s); w.sector != "" {
			break
		}
	}
	if w.name == "" { // GDELT names nobody, but has a code
		return w.unnamed()
	}
	if before, rest, ok := strings.Cut(w.name, " ("); ok && strings.HasSuffix(rest, ")") { // "Police (Philippines)"
		if state, _ := c.state(strings.TrimSuffix(rest, ")")); state != nil {
			w.state = state
			return w.of(before)
		}
	}
	if a := c.known(w.name, w.country()); a != nil {
		if a.Kind == schema.Country && w.sector != "" && w.sector != "GOV" && format == source.GDELT {
			w.state = a
			return w.unnamed() // "RUSSIAN", RUSMIL
		}
		return a
	}
	if format == source.GDELT && strings.ToUpper(w.name) == w.name {
		w.name = properCase(w.name)
	}
	if noun, ok := c.base.GroupNoun(lastWord(w.name)); ok && (len(strings.Fields(w.name)) == 1 || w.state == nil && w.beyond == "") {
		return w.described(w.name, noun)
	} else if title, ok := c.base.Title(w.name); ok && title.Role == actor.Head { // "PRESIDENT"
		return w.described(w.name, actor.Noun{Kind: schema.Group, Sector: title.Sector})
	}
	return w.unknown()
}

// party is an actor of a row that is being looked for.
type party struct {
	*Coded
	name, title, code string
	sector            string        // CAMEO: "MIL"
	state             *schema.Actor // nil if it is of none
	beyond            string        // IGO, NGO or MNC then, or ""
}

func (w *party) country() string {
	if w.state != nil {
		return w.state.Country
	}
	return w.beyond
}

// fullCode is the CAMEO code of the actor.
func (w *party) fullCode() string {
	switch {
	case w.code != "":
		return w.code
	case w.state != nil:
		return w.state.Code + w.sector
	}
	if w.sector == w.beyond { // IGO in both columns
		return w.beyond
	}
	return w.beyond + w.sector
}

// unnamed is the actor of nothing but a code: the state, or who has a part in it.
func (w *party) unnamed() *schema.Actor {
	if w.state == nil {
		return nil
	}
	if w.sector == "" || w.sector == "GOV" {
		return w.state
	}
	name := sectorNouns[w.sector]
	if name == "" {
		return w.state
	}
	noun, ok := w.base.GroupNoun(lastWord(name))
	if !ok {
		noun.Kind = schema.Group
	}
	return w.described(name, noun)
}

// of is a part of the state under the name by which articles know it, "Philippine
// police", or that of the table: "Citizen (India)".
func (w *party) of(part string) *schema.Actor {
	noun, ok := w.base.GroupNoun(part)
	if ok && noun.Kind == schema.Organisation {
		return w.described(part, noun)
	}
	name := part + " (" + w.state.Name + ")"
	kind := schema.Group
	if _, ok := w.base.GroupNoun(lastWord(part)); !ok && bodies[strings.ToLower(firstWord(part))] {
		kind = schema.Organisation
	}
	return w.make(schema.NewActorID(name), kind, name)
}

// described is somebody whom a noun describes: of a state, or nobody.
func (w *party) described(name string, noun actor.Noun) *schema.Actor {
	if w.state == nil {
		return nil
	}
	lower := strings.ToLower(name)
	if governments[lower] {
		return w.state
	}
	if w.sector == "" {
		w.sector = noun.Sector
	}
	adjective, _ := w.base.Adjective(w.state.ID)
	if adjective == "" {
		adjective = w.state.Name
	}
	name = adjective + " " + lower
	return w.make(schema.NewActorID(name), noun.Kind, name)
}

// governments stand for their state, as in articles.
var governments = map[string]bool{
	"government": true, "regime": true, "administration": true, "state": true, "authorities": true, "leadership": true,
}

// unknown is somebody of a name that the base does not know.
func (w *party) unknown() *schema.Actor {
	kind := w.kind()
	id := schema.NewActorID(w.name)
	if kind == schema.Person {
		id = schema.NewPersonID(w.name)
	}
	if known, ok := w.base.Actor(id); ok {
		return plain(known)
	}
	return w.make(id, kind, w.name)
}

// kind tells persons from bodies by their names.
func (w *party) kind() schema.Kind {
	words := strings.Fields(w.name)
	for _, word := range words {
		if _, ok := w.base.GroupNoun(word); ok || bodies[strings.ToLower(word)] || strings.ContainsFunc(word, unicode.IsDigit) {
			return schema.Organisation
		}
	}
	_, given := w.base.GivenName(words[0])
	switch {
	case given, w.title != "":
		return schema.Person
	case w.beyond != "" || len(words) == 1 || len(words) > 4:
		return schema.Organisation
	}
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(r) && len(word) > 3 || strings.ToUpper(word) == word && len(word) > 3 {
			return schema.Organisation
		}
	}
	return schema.Person
}

// bodies are words in the names of bodies that are no nouns for them alone.
var bodies = setOf("party", "front", "movement", "union", "bank", "fund", "league", "congress", "alliance", "association", "federation", "organization", "organisation",
	"company", "corporation", "corp", "inc", "ltd", "plc", "group", "holdings", "university", "college", "school", "institute", "hospital", "court", "tribunal",
	"foundation", "society", "church", "brigade", "brigades", "force", "forces", "network", "club", "house", "of", "for", "and", "international", "national", "times", "news", "post",
	"foreign", "interior", "defense", "defence", "justice", "finance")

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

func (w *party) make(id schema.ActorID, kind schema.Kind, name string) *schema.Actor {
	return &schema.Actor{ID: id, Kind: kind, Name: name, Country: w.country(), Code: w.fullCode()}
}

// plain is a known actor without the offices, which are not for a table to give.
func plain(a *schema.Actor) *schema.Actor {
	known := *a
	known.Roles = nil
	return &known
}

// known is the known actor whose name this is: of several that of the country,
// and nobody of another country.
func (c *Coded) known(name, country string) *schema.Actor {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '_' || r == '-' })
	for _, m := range c.base.Match(func(i int) string { return words[i] }, len(words)) {
		if m.Words != len(words) {
			return nil
		}
		if country == "" || m.Actor.Country == "" || m.Actor.Country == country {
			return plain(m.Actor)
		}
	}
	return nil
}

// state is the state of a name or code of three letters; beyond is the code
// where it is one of those of no state.
func (c *Coded) state(country string) (state *schema.Actor, beyond string) {
	switch country {
	case "":
		return nil, ""
	case "IGO", "NGO", "MNC":
		return nil, country
	}
	if len(country) == 3 && strings.ToUpper(country) == country {
		if a, ok := c.base.State(country); ok {
			return plain(a), ""
		}
		if a := c.codes[country]; a != nil {
			return plain(a), ""
		}
		return nil, ""
	}
	if a := c.known(country, ""); a != nil && a.Kind == schema.Country {
		return a, ""
	}
	return nil, ""
}

func firstWord(s string) string { first, _, _ := strings.Cut(s, " "); return first }
func lastWord(s string) string  { return s[strings.LastIndexByte(s, ' ')+1:] }

// properCase writes a name in capitals as names are written.
func properCase(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		if i > 0 && (w == "of" || w == "the" || w == "for" || w == "and") {
			continue
		}
		r, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[size:]
	}
	return strings.Join(words, " ")
}
