package mention

import (
	"slices"
	"strings"

	"entente/ingest/actor"
	"entente/schema"
)

// readCore reads title, name, group noun or known name at token j, into p, and
// returns the token behind. It leaves p.core at coreNone if there is nothing.
func (r *reader) readCore(p *phrase, body, j int) int {
	if j >= r.current.End {
		return j
	}
	if t, ok := r.base.Title(r.word[j]); ok && t.Role != actor.Modifier && !r.tie(j) && !(r.at(j-1, "to") && r.doc.Tokens[j].Tag == "VB") && !(r.surnames[r.word[j]] && !isCapital(r.wordAt(j+1))) {
		if !t.Plural && r.knownLonger(j) {
			return r.readKnown(p, j)
		}
		return r.readTitled(p, j)
	}
	if m := r.match(j); len(m) > 0 {
		n := j + m[0].Words
		// "China Daily", "Jordan Smith": a longer name that the base does not know.
		if end := r.nameAt(j, false); end > n && m[0].Form != actor.Adjective && !r.isTitleCase() {
			if kind := r.nameKind(j, end); kind != "" {
				p.core, p.kind, p.nameFirst, p.nameEnd = coreName, kind, j, end
				return r.acronym(p, end)
			}
		}
		return r.readKnown(p, j)
	}
	// "the Party of the Cedars" is a name, though a party is a group.
	if n := r.nameAt(j, false); n > j+1 && bodyWords[r.lower[j]] {
		p.core, p.kind, p.nameFirst, p.nameEnd = coreName, schema.Organisation, j, n
		return r.acronym(p, n)
	}
	if _, ok := r.base.GroupNoun(r.word[j]); ok && !r.verbal(j) && !r.tie(j) {
		return r.readGroup(p, body, j)
	}
	if n := r.nameAt(j, false); n > j {
		if kind := r.nameKind(j, n); kind != "" {
			p.core, p.kind, p.nameFirst, p.nameEnd = coreName, kind, j, n
			if kind == schema.Person {
				return r.ofState(p, n)
			}
			return r.acronym(p, n)
		}
	}
	return j
}

// readTitled reads the title at token j, then perhaps "of" or "for" what, then
// perhaps a name.
func (r *reader) readTitled(p *phrase, j int) int {
	t, ok := r.base.Title(r.word[j])
	for ok && t.Role != actor.Modifier {
		if t.Role == actor.Head {
			p.title, p.head, p.noun = join(p.title, r.word[j]), strings.ToLower(t.Word), r.lower[j]
			p.plural = t.Plural
		}
		if t.Sector != "" {
			p.sector = t.Sector
		}
		if t.Gender != actor.Unknown {
			p.gender = t.Gender
		}
		j++
		if r.titleHyphen(j) { // "President-elect", "Secretary-General"
			p.title += "-" + r.word[j+1]
			j += 2
		}
		if j >= r.current.End {
			break
		}
		t, ok = r.base.Title(r.word[j])
		if ok && t.Role == actor.Modifier && !r.leadsToNoun(j+1) {
			ok = false
		}
		for ok && t.Role == actor.Modifier && p.head != "" { // "Chancellor of …", "Secretary General"
			p.title = join(p.title, r.word[j])
			j++
			if j >= r.current.End {
				break
			}
			t, ok = r.base.Title(r.word[j])
		}
	}
	p.counterpart = p.head == "counterpart"
	if p.plural {
		if n := r.groupOf(p, j); n > j {
			p.core, p.kind = coreGroup, schema.Group
			return n
		}
	}
	j = r.titleOf(p, j)
	if n := r.nameAt(j, true); n > j {
		p.nameFirst, p.nameEnd = j, n
		p.core, p.kind = coreName, schema.Person
		if m := r.match(j); len(m) > 0 && j+m[0].Words >= n && m[0].Actor.Kind == schema.Person {
			n = j + m[0].Words
			k := r.choose(p, m, n)
			p.core, p.known, p.form, p.nameEnd = coreKnown, k.Actor, k.Form, n
		}
		p.plural = false // "Presidents Iohannis and Duda" are named one by one
		return r.ofState(p, n)
	}
	if p.head == "" || p.at == nil && p.atPhrase == nil && !p.plural && r.modifies(j) || r.at(j-1, "heads", "leads") && r.at(j, "to", "for", "back") {
		return j // a courtesy without a name, "an official visit", "heads to Pakistan"
	}
	p.core = coreRole
	p.kind = schema.Person
	if p.plural {
		p.core, p.kind = coreGroup, schema.Group
	}
	return j
}

// readGroup reads the group noun at token j and the group nouns, the name or
// the office behind it.
func (r *reader) readGroup(p *phrase, body, j int) int {
	g, _ := r.base.GroupNoun(r.word[j])
	p.core, p.kind, p.head, p.noun, p.sector, p.plural = coreGroup, g.Kind, strings.ToLower(g.Word), r.lower[j], g.Sector, g.Plural
	j++
	// "foreign ministry officials", "army troops"
	for j < r.current.End {
		g, ok := r.base.GroupNoun(r.word[j])
		if t, title := r.base.Title(r.word[j]); !ok || r.verbal(j) || title && t.Role == actor.Head && !t.Plural {
			break
		}
		p.via = append(p.via, p.head)
		p.kind, p.head, p.noun, p.plural = g.Kind, strings.ToLower(g.Word), r.lower[j], g.Plural
		if g.Sector != "" {
			p.sector = g.Sector
		}
		j++
	}
	if m := r.match(j); len(m) > 0 && !p.plural && m[0].Actor.Kind == schema.Organisation && m[0].Form != actor.Adjective { // "the militant group Hamas"
		return r.readKnown(p, j)
	}
	if n := r.nameAt(j, false); n > j && !p.plural && p.sector == "BUS" && p.kind == schema.Organisation && r.noActor(j) == 0 { // "Swiss drugmaker Helvetica"
		p.core, p.nameFirst, p.nameEnd = coreName, j, n
		return r.acronym(p, n)
	}
	if t, ok := r.base.Title(r.wordAt(j)); ok && t.Role == actor.Head { // "government spokesman", "rebel leader X"
		q := *p
		q.core, q.via = coreNone, append(p.via, p.head)
		if n := r.readCore(&q, body, j); q.core != coreNone {
			q.sector = p.sector
			*p = q
			return n
		}
	}
	bare := p.first == body && p.at == nil && p.atPhrase == nil && p.title == ""
	if !p.plural && (r.modifies(j) || bare && p.kind == schema.Group && !uncounted[p.noun]) {
		p.core = coreNone // "an army base", "to monitor"
		return j
	}
	return r.groupOf(p, j)
}

// titleHyphen reports whether a hyphen at token i joins a title to the word behind it.
func (r *reader) titleHyphen(i int) bool {
	if !r.at(i, "-") || i+1 >= r.current.End || !r.adjoins(i) || !r.adjoins(i+1) {
		return false
	}
	t, ok := r.base.Title(r.word[i+1])
	return ok && t.Role == actor.Head
}

// ofState reads "of Poland" behind the name of a person that ends before token i.
func (r *reader) ofState(p *phrase, i int) int {
	if !r.at(i, "of") || p.at != nil {
		return i
	}
	m := r.match(i + 1)
	if len(m) == 0 || m[0].Actor.Kind != schema.Country || m[0].Form != actor.Name {
		return i
	}
	of := r.knownPhrase(i+1, m[0])
	if r.at(of.end, "'s", "’s") {
		return i
	}
	of.inner = true
	p.at = of.known
	p.parts = append(p.parts, of)
	return of.end
}

// modifies reports whether the noun that ends before token i only modifies
// another: "official" in "an official visit", "youth" in "a youth festival".
func (r *reader) modifies(i int) bool {
	w := r.wordAt(i)
	if w == "" || !isWord(w) || isCapital(w) || functionWords[w] || verbs[w] || len(w) < 3 {
		return false
	}
	switch r.doc.Tokens[i].UPOS {
	case "NOUN", "ADJ", "PROPN":
	default:
		return false
	}
	if t := &r.doc.Tokens[i-1]; t.Head >= i && r.relation(i-1) == "compound" && r.doc.Tokens[i].UPOS == "NOUN" { // "the member states"
		return true
	}
	for _, ending := range []string{"ed", "ly", "s", "ing"} {
		if strings.HasSuffix(w, ending) {
			return nounsInS[w]
		}
	}
	return true
}

// verbs that follow their subject without an ending that tells them.
var verbs = set(`said told met held took made gave went came sent shot fought left began won lost put set let cut hit broke spoke withdrew
	say tell meet hold take make give go come send want plan agree call kill attack accuse remain continue become became led lead saw see know
	knew found find got get brought bring kept keep ran run fell fall rose rise struck swore vow hope fear seek sought believe think thought
	expect face fire try seize demand reject deny urge ask arrive gather return visit who whom whose which that than then there when where
	again today yesterday tomorrow also not never often still ever early late ago alike abroad alone together involved based back out up down off away`)

// uncounted nouns of people are singular without an article.
var uncounted = set("police opposition congress parliament militia infantry cavalry staff personnel clergy youth public leadership")

// nounsInS look like verbs and are nouns.
var nounsInS = set("talks visits news sanctions elections operations ties relations status process crisis meeting building")

// tie reports whether the noun at token i says how one actor stands to another, or
// what it does, instead of naming one: "allies of Syria", "the prosecution of a nurse".
func (r *reader) tie(i int) bool {
	return r.at(i, "ally", "allies", "partner", "partners", "supporter", "supporters", "backer", "backers", "rival", "rivals", "enemy", "enemies") && r.at(i+1, "of") || r.at(i, "alliance") && r.at(i+1, "with", "between") ||
		r.at(i, "prosecution") && r.at(i+1, "of")
}

// readKnown takes the known name at token j.
func (r *reader) readKnown(p *phrase, j int) int {
	all := r.match(j)
	m := r.choose(p, all, j+all[0].Words)
	p.core, p.known, p.form = coreKnown, m.Actor, m.Form
	p.nameFirst, p.nameEnd = j, j+m.Words
	p.plural = m.Form == actor.Demonym && strings.HasSuffix(r.lower[p.nameEnd-1], "s")
	return r.acronym(p, p.nameEnd)
}

// knownPhrase is the phrase of nothing but the known name at token i.
func (r *reader) knownPhrase(i int, m actor.Match) *phrase {
	end := i + m.Words
	return &phrase{sentence: r.number, first: i, end: end, tail: end, nameFirst: i, nameEnd: end, core: coreKnown, known: m.Actor, form: m.Form}
}

// choose takes, of several namesakes, the one of the country that the phrase
// names: "Jordan's King Abdullah", "King Abdullah of Jordan", whose name ends
// before token end. A capital where a body has its seat stands for that ("Brussels
// accused Hungary"), unless it says where something is or the document speaks of the state.
func (r *reader) choose(p *phrase, all []actor.Match, end int) actor.Match {
	country := ""
	if p.at != nil {
		country = p.at.Country
	} else if r.at(end, "of") {
		if m := r.match(end + 1); len(m) > 0 {
			country = m[0].Actor.Country
		}
	}
	for _, m := range all {
		if country != "" && m.Actor.Country == country {
			return m
		}
	}
	if all[0].Form == actor.Capital && !r.at(p.first-1, "in", "at", "near", "to", "from", "into", "outside", "around", "for") && !r.speaksOf(all[0].Actor) {
		for _, m := range all[1:] {
			if m.Form == actor.Seat {
				return m
			}
		}
	}
	return all[0]
}

// speaksOf reports whether the document has the name of a state or its adjective.
func (r *reader) speaksOf(state *schema.Actor) bool {
	adjective, _ := r.base.Adjective(state.ID)
	return slices.Contains(r.word, state.Name) || slices.Contains(r.word, adjective)
}

// knownLonger reports whether a known name of several words begins at token i.
func (r *reader) knownLonger(i int) bool {
	m := r.match(i)
	return len(m) > 0 && m[0].Words > 1
}

// numberAt reads "two", "14", "dozens of", "a group of" at token i.
func (r *reader) numberAt(i int) int {
	w := r.lower[i]
	switch {
	case w[0] >= '0' && w[0] <= '9' || smallNumbers[w]:
		return 1
	case (w == "dozens" || w == "hundreds" || w == "thousands" || w == "scores" || w == "members" || w == "group" || w == "number") && r.at(i+1, "of"):
		return 2
	}
	return 0
}

var smallNumbers = set("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty dozen hundred thousand")

// verbal reports whether the word at i is a verb here: "forces" in "which forces them".
func (r *reader) verbal(i int) bool { return r.doc.Tokens[i].UPOS == "VERB" && !isCapital(r.word[i]) }

// acronym reads "(SNC)" behind a name.
func (r *reader) acronym(p *phrase, j int) int {
	if r.at(j, "(") && r.at(j+2, ")") && len(r.word[j+1]) >= 2 && strings.ToUpper(r.word[j+1]) == r.word[j+1] && isCapital(r.word[j+1]) {
		p.acronym = r.word[j+1]
		p.end = j
		return j + 3
	}
	return j
}
