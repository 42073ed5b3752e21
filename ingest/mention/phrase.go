package mention

import (
	"strings"

	"entente/ingest/actor"
	"entente/ingest/text"
	"entente/schema"
)

// core is what the heart of a noun phrase is.
type core uint8

const (
	coreNone    core = iota
	coreKnown        // a name of the knowledge base
	coreName         // a capitalised name that the base does not know
	coreRole         // an office without a name: "the Russian president"
	coreGroup        // a noun of people: "Syrian officials"
	corePronoun      // he, she, his, her …
)

// phrase is a noun phrase as the first pass leaves it: read, not yet resolved.
type phrase struct {
	sentence            int
	first, end          int // tokens, half open, with title and name
	nameFirst, nameEnd  int // tokens of the name, if core is coreName or coreKnown
	core                core
	known               *schema.Actor // of coreKnown
	form                actor.Form    // of coreKnown
	title               string        // "Deputy Foreign Minister", as written
	head                string        // "minister": the last word of the title or group, lower case, singular
	noun                string        // the same as written, in lower case: "ministers"
	sector              string        // CAMEO sector of title or noun, "GOV"
	gender              actor.Gender
	kind                schema.Kind // of coreName and coreGroup
	at                  *schema.Actor
	atPhrase            *phrase // the name that qualifies, where the base does not know it
	definite, plural    bool
	place, inner, owner bool      // as in Mention: Place, Inner, Possessive
	tail                int       // as in Mention
	parts               []*phrase // phrases inside this one
	apposed             *phrase   // the phrase this one stands in apposition to
	acronym             string    // "(SNC)" behind a name
	object              bool      // of a pronoun: him, them
	counterpart         bool
	ofList              bool // "ministers from Indonesia": further states may follow
}

// reader is the state of the first pass.
type reader struct {
	doc      *text.Document
	base     *actor.Base
	word     []string        // the text of each token
	lower    []string        // the same in lower case
	common   map[string]bool // words that the document also writes in lower case
	inside   map[string]bool // words that it capitalises inside a sentence
	surnames map[string]bool // last words of the names read so far
	phrases  []*phrase

	current text.Sentence // being read
	number  int           // its index
}

func newReader(doc *text.Document, base *actor.Base) *reader {
	r := &reader{doc: doc, base: base, common: map[string]bool{}, inside: map[string]bool{}, surnames: map[string]bool{}}
	r.word = make([]string, len(doc.Tokens))
	r.lower = make([]string, len(doc.Tokens))
	for i := range doc.Tokens {
		w := doc.Word(i)
		r.word[i] = w
		r.lower[i] = strings.ToLower(w)
		if r.lower[i] == w {
			r.common[w] = true
		}
	}
	for _, s := range doc.Sentences {
		if s.Kind == text.Headline {
			continue
		}
		for i := s.First + 1; i < s.End; i++ {
			if r.lower[i] != r.word[i] {
				r.inside[r.word[i]] = true
			}
		}
	}
	return r
}

// sentence reads the noun phrases of one sentence.
func (r *reader) sentence(number int) {
	r.number, r.current = number, r.doc.Sentences[number]
	if r.current.Kind == text.Furniture {
		return
	}
	var shared *phrase // the group of which the last phrase named a part
	for i := r.current.First + r.doc.Dateline(r.current); i < r.current.End; {
		if n := r.base.Other(func(k int) string { return r.word[i+k] }, r.current.End-i); n > 0 {
			i += n // a name of no actor
			continue
		}
		p := r.phraseAt(i)
		if p == nil {
			i = max(i+1, r.nameAt(i, false))
			continue
		}
		if shared != nil && r.continues(shared.tail, p) {
			p.shareNoun(shared)
		}
		shared = nil
		if p.ofList {
			shared = p
		}
		r.finish(p)
		i = max(p.tail, i+1)
	}
}

// continues reports whether the phrase is the next state of a list that ends at
// token i: "Singapore" in "ministers from Indonesia, Singapore and Malaysia".
func (r *reader) continues(i int, p *phrase) bool {
	if p.core != coreKnown || p.known.Kind != schema.Country || p.form == actor.Adjective || p.title != "" {
		return false
	}
	for ; i < p.first; i++ {
		if !r.at(i, ",", "and", "the") {
			return false
		}
	}
	return true
}

// shareNoun makes the name of a state stand for its part of a group.
func (p *phrase) shareNoun(q *phrase) {
	p.at, p.core, p.kind, p.known = p.known, coreGroup, schema.Group, nil
	p.title, p.head, p.noun, p.sector, p.plural, p.ofList = q.title, q.head, q.noun, q.sector, q.plural, true
}

// at reports whether token i of the sentence is one of the words (lower case).
func (r *reader) at(i int, words ...string) bool {
	if i < r.current.First || i >= r.current.End {
		return false
	}
	for _, w := range words {
		if r.lower[i] == w {
			return true
		}
	}
	return false
}

// match looks up the longest known name at token i; nil if there is none.
func (r *reader) match(i int) []actor.Match {
	if i >= r.current.End {
		return nil
	}
	return r.base.Match(func(k int) string { return r.word[i+k] }, r.current.End-i)
}

// phraseAt reads the noun phrase that begins at token i; nil if none does.
//
//	phrase    = determiner? qualifier* (title name? | name | group | known)
//	qualifier = known adjective | known name "'s"? | number | modifier
func (r *reader) phraseAt(i int) *phrase {
	if i >= r.current.End {
		return nil
	}
	if p := r.pronoun(i); p != nil {
		return p
	}
	p := &phrase{sentence: r.number, first: i}
	j := i
	if r.at(j, "the", "a", "an", "both", "some", "many", "several", "all", "these", "those", "his", "her", "its", "their", "other", "this", "that") {
		p.definite = r.at(j, "the", "both", "these", "those", "his", "her", "its", "their", "this", "that")
		j++
		if j >= r.current.End {
			return nil
		}
	}
	body := j
	var inner []*phrase
	for j < r.current.End {
		if n := r.numberAt(j); n > 0 && !isCapital(r.word[j]) {
			j += n
			continue
		}
		if q, next := r.qualifier(j); q != nil {
			if p := r.elliptic(i, q, next); p != nil {
				return p
			}
			if q.core == coreKnown {
				p.at = q.known
			} else {
				p.atPhrase = q
			}
			q.inner = true
			inner = append(inner, q)
			j = next
			continue
		}
		if next := r.hyphenated(j); next > j && r.leadsToNoun(next) {
			j = next
			continue
		}
		t, ok := r.base.Title(r.word[j])
		if ok && t.Role == actor.Modifier && r.leadsToNoun(j+1) && !r.knownLonger(j) {
			p.title = join(p.title, r.word[j])
			if p.sector == "" {
				p.sector = t.Sector
			}
			j++
			continue
		}
		if (p.at != nil || p.atPhrase != nil) && r.described(j) {
			j++
			continue
		}
		break
	}
	j = r.readCore(p, body, j)
	if p.core == coreNone {
		// A qualifier that qualifies nothing is a phrase itself.
		if len(inner) > 0 {
			q := inner[0]
			q.inner = false
			return q
		}
		return nil
	}
	if p.end == 0 { // else an acronym in brackets follows
		p.end = j
	}
	if (p.core == coreName || p.core == coreKnown) && len(inner) == 0 && p.title == "" {
		p.first = body // "the" is part of the phrase only if a title stands between
	}
	p.tail = j
	p.parts = append(inner, p.parts...)
	return p
}

// coordinated reports whether another nationality follows the one before token
// i, and a noun for both: "Egyptian | and Palestinian officials".
func (r *reader) coordinated(q *phrase, i int) bool {
	if q.core != coreKnown || q.form != actor.Adjective || !r.at(i, "and", ",") {
		return false
	}
	m := r.match(i + 1)
	return len(m) > 0 && m[0].Form == actor.Adjective && r.leadsToNoun(i+1)
}

// elliptic reads "Egyptian" in "Egyptian and Palestinian officials": a group of
// its own, whose noun stands behind the other.
func (r *reader) elliptic(first int, q *phrase, next int) *phrase {
	if !r.coordinated(q, next) {
		return nil
	}
	rest := r.phraseAt(next + 1)
	if rest == nil || rest.core != coreGroup && rest.core != coreRole {
		return nil
	}
	p := &phrase{sentence: r.number, first: first, end: q.end, tail: q.end, core: rest.core, kind: rest.kind, at: q.known,
		title: rest.title, head: rest.head, noun: rest.noun, sector: rest.sector, plural: rest.plural, definite: true, counterpart: rest.counterpart}
	q.inner = true
	p.parts = []*phrase{q}
	return p
}

// readCore reads title, name, group noun or known name at token j, into p, and
// returns the token behind. It leaves p.core at coreNone if there is nothing.
func (r *reader) readCore(p *phrase, body, j int) int {
	if j >= r.current.End {
		return j
	}
	// A title, then perhaps "of" or "for" what, then perhaps a name.
	if t, ok := r.base.Title(r.word[j]); ok && t.Role != actor.Modifier && !r.tie(j) {
		if t.Role == actor.Head && !t.Plural && r.knownLonger(j) {
			return r.readKnown(p, j)
		}
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
			if r.at(j, "-") && r.at(j+1, "elect", "designate") {
				p.title = join(p.title, r.lower[j+1])
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
			if m := r.match(j); len(m) > 0 && j+m[0].Words == n && m[0].Actor.Kind == schema.Person {
				k := r.choose(p, m, n)
				p.core, p.known, p.form = coreKnown, k.Actor, k.Form
			}
			return n
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
	if g, ok := r.base.GroupNoun(r.word[j]); ok && !r.verbal(j) && !r.tie(j) {
		p.core, p.kind, p.head, p.noun, p.sector, p.plural = coreGroup, g.Kind, strings.ToLower(g.Word), r.lower[j], g.Sector, g.Plural
		j++
		// "foreign ministry officials", "army troops"
		for j < r.current.End {
			g, ok := r.base.GroupNoun(r.word[j])
			if t, title := r.base.Title(r.word[j]); !ok || r.verbal(j) || title && t.Role == actor.Head && !t.Plural {
				break
			}
			p.kind, p.head, p.noun, p.plural = g.Kind, strings.ToLower(g.Word), r.lower[j], g.Plural
			if g.Sector != "" {
				p.sector = g.Sector
			}
			j++
		}
		if t, ok := r.base.Title(r.at2(j)); ok && t.Role == actor.Head { // "government spokesman", "rebel leader X"
			q := *p
			q.core = coreNone
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
	if n := r.nameAt(j, false); n > j {
		if kind := r.nameKind(j, n); kind != "" {
			p.core, p.kind, p.nameFirst, p.nameEnd = coreName, kind, j, n
			return r.acronym(p, n)
		}
	}
	return j
}

// modifies reports whether the noun that ends before token i only modifies
// another: "official" in "an official visit", "youth" in "a youth festival".
// Without tags, a word in lower case that is no function word, verb or adverb
// by its ending passes for a noun.
func (r *reader) modifies(i int) bool {
	w := r.at2(i)
	if w == "" || !isWord(w) || isCapital(w) || functionWords[w] || verbs[w] || len(w) < 3 {
		return false
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

// tie reports whether the noun at token i says how one actor stands to another
// instead of naming one: "allies of Syria".
func (r *reader) tie(i int) bool {
	return r.at(i, "ally", "allies", "partner", "partners", "supporter", "supporters", "backer", "backers", "rival", "rivals", "enemy", "enemies") && r.at(i+1, "of")
}

// at2 is the word at token i, "" outside the sentence.
func (r *reader) at2(i int) string {
	if i < r.current.First || i >= r.current.End {
		return ""
	}
	return r.word[i]
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

// choose takes, of several namesakes, the one of the country that the phrase
// names: "Jordan's King Abdullah", "King Abdullah of Jordan", whose name ends
// before token end.
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
	return all[0]
}

// knownLonger reports whether a known name of several words begins at token i.
func (r *reader) knownLonger(i int) bool {
	m := r.match(i)
	return len(m) > 0 && m[0].Words > 1
}

// titleOf reads what an office is of: "of Iran", "of the Atomic Energy
// Organization", "for Syria", "to the United Nations".
func (r *reader) titleOf(p *phrase, j int) int {
	if p.head == "" || !r.at(j, "of", "for", "to", "in", "at") {
		return j
	}
	k := j + 1
	if r.at(k, "the") {
		k++
	}
	if n := r.portfolio(k); n > k {
		p.title = join(p.title, r.doc.Slice(j, n))
		return n
	}
	of := &phrase{sentence: r.number, first: k, inner: true}
	end := k
	if q, next := r.qualifier(k); q != nil && r.at(q.end, "'s", "’s", "'", "’") {
		// "of Iran's Atomic Energy Organization"
		if n := r.nameAt(next, false); n > next {
			q.inner = true
			of.at, of.core, of.kind, of.nameFirst, of.nameEnd = q.known, coreName, schema.Organisation, next, n
			of.first, end = q.first, n
			of.parts = append(of.parts, q)
		}
	}
	if of.core == coreNone {
		if m := r.match(k); len(m) > 0 && m[0].Form != actor.Adjective && (m[0].Actor.Kind != schema.Person) {
			r.readKnown(of, k)
			end = of.nameEnd
		} else if n := r.beforePerson(k, r.nameAt(k, false)); n > k {
			kind := r.nameKind(k, n)
			if kind == "" || kind == schema.Person && !r.at(j, "of") {
				return j
			}
			of.core, of.kind, of.nameFirst, of.nameEnd = coreName, schema.Organisation, k, n
			end = n
		} else if g, ok := r.base.GroupNoun(r.at2(k)); ok && k > j+1 && r.at(j, "of") && !g.Plural { // "of the agency"
			of.core, of.kind, of.head, of.noun, of.sector, of.definite = coreGroup, g.Kind, strings.ToLower(g.Word), r.lower[k], g.Sector, true
			end = k + 1
		} else {
			return j
		}
	}
	if of.core == coreKnown && r.at(end, "'s", "’s") {
		return j // "the leader of Japan's opposition": not of Japan
	}
	if r.at(j, "in", "at", "to") && of.core == coreKnown && of.known.Kind == schema.Country && (p.at != nil || !p.ambassadorial()) {
		return j // "the president in Tehran": a place
	}
	of.end, of.tail = end, end
	switch {
	case r.at(j, "for") && (of.core != coreKnown || of.known.Kind != schema.Country):
		return j
	case r.at(j, "for"): // "envoy for Syria" serves somebody else
	case of.core == coreKnown:
		p.at = of.known
	default:
		p.at, p.atPhrase = nil, of
	}
	p.parts = append(p.parts, of)
	return end
}

// portfolio reads what a minister is of, which is no body: "State" in
// "Secretary of State", "Foreign Affairs".
func (r *reader) portfolio(i int) int {
	for i < r.current.End && portfolios[r.lower[i]] {
		i++
	}
	return i
}

var portfolios = set(`state defense defence foreign affairs interior finance justice energy agriculture health education commerce treasury exchequer labor labour
	culture trade information transport transportation staff security intelligence government homeland economy environment economic external national
	internal mines oil planning communications industry sport sports religious tourism science water police operations mission protocol delegation
	council house lords parliament`)

// beforePerson ends the name of what an office is of where the name of its
// bearer begins: "Exchequer | Philip Hammond".
func (r *reader) beforePerson(i, end int) int {
	for k := i + 1; k < end-1; k++ {
		if _, ok := r.base.GivenName(r.word[k]); ok {
			return k
		}
	}
	return end
}

// ambassadorial reports whether the office is one held at or to a place.
func (p *phrase) ambassadorial() bool {
	return p.head == "ambassador" || p.head == "envoy" || p.head == "representative" || p.head == "emissary" || p.head == "delegate"
}

// groupOf reads what a group is of: "leaders of Hamas", "representatives of the Syrian government".
func (r *reader) groupOf(p *phrase, j int) int {
	if !r.at(j, "of", "from") {
		return j
	}
	k := j + 1
	if r.at(k, "the") {
		k++
	}
	if m := r.match(k); len(m) > 0 && m[0].Actor.Kind != schema.Person && m[0].Form != actor.Adjective && p.at == nil {
		of := &phrase{sentence: r.number, first: k, inner: true}
		r.readKnown(of, k)
		of.end, of.tail = of.nameEnd, of.nameEnd
		if r.at(of.end, "'s", "’s") {
			return j
		}
		p.at, p.ofList = of.known, of.known.Kind == schema.Country
		p.parts = append(p.parts, of)
		return of.end
	}
	return j
}

// qualifier reads a known name or adjective at token j that qualifies the noun
// behind it: "Iranian" and "Iran's" in "Iran's president", "SNC" in "SNC president".
func (r *reader) qualifier(j int) (*phrase, int) {
	m := r.match(j)
	var q *phrase
	end := j
	if len(m) > 0 {
		end = j + m[0].Words
		q = &phrase{sentence: r.number, first: j, end: end, tail: end, nameFirst: j, nameEnd: end, core: coreKnown, known: m[0].Actor, form: m[0].Form}
	} else if end = r.nameAt(j, false); end > j {
		if t, ok := r.base.Title(r.word[j]); ok && t.Role != actor.Modifier {
			return nil, j // "President Putin's spokesman": the possessor is a phrase with a title
		}
		if kind := r.nameKind(j, end); kind != "" {
			q = &phrase{sentence: r.number, first: j, end: end, tail: end, nameFirst: j, nameEnd: end, core: coreName, kind: kind}
		}
	}
	if q == nil {
		return nil, j
	}
	next := r.acronym(q, end)
	owned := r.at(next, "'s", "’s", "'", "’")
	if owned {
		next++
		q.owner = true
	}
	// "pro-Assad", "U.S.-led", "Russian-backed" end in a hyphenated word.
	if h := r.hyphenSuffix(end); h > end {
		next = h
	}
	if !r.leadsToNoun(next) && !r.coordinated(q, next) {
		return nil, j
	}
	if q.core == coreName && !owned {
		// "Jaberi Ansari president" is no phrase; an acronym before a title is.
		if len(r.word[j]) > 5 || strings.ToUpper(r.word[j]) != r.word[j] || end != j+1 {
			return nil, j
		}
		q.kind = schema.Organisation
	}
	return q, next
}

// hyphenSuffix reads "-led", "-backed" behind a name.
func (r *reader) hyphenSuffix(i int) int {
	if r.at(i, "-") && r.at(i+1, "led", "backed", "based", "born", "sponsored", "supported", "trained", "run", "controlled", "appointed", "held", "allied", "funded", "dominated") {
		return i + 2
	}
	return i
}

// hyphenated reads a compound in lower case before a noun: "closed-door", "pro-Assad", "three-day".
func (r *reader) hyphenated(i int) int {
	if i+2 < r.current.End && r.word[i+1] == "-" && !isCapital(r.word[i]) && isWord(r.word[i]) && isWord(r.word[i+2]) {
		return i + 3
	}
	return i
}

// leadsToNoun reports whether the words from token i on are, after further
// qualifiers, a title, a group noun or the name of a body: the noun that a
// qualifier before them would qualify.
func (r *reader) leadsToNoun(i int) bool {
	for k := i; k < r.current.End && k < i+7; k++ {
		if next := r.hyphenated(k); next > k {
			k = next - 1
			continue
		}
		if _, ok := r.base.GroupNoun(r.word[k]); ok && !r.verbal(k) {
			return true
		}
		if t, ok := r.base.Title(r.word[k]); ok {
			if t.Role == actor.Modifier {
				continue
			}
			return true
		}
		if m := r.match(k); len(m) > 0 {
			if h := r.hyphenSuffix(k + m[0].Words); h > k+m[0].Words {
				k = h - 1
				continue
			}
			if m[0].Form == actor.Adjective {
				k += m[0].Words - 1
				if r.at(k+1, "and", ",") && k+2 < r.current.End {
					if n := r.match(k + 2); len(n) > 0 && n[0].Form == actor.Adjective {
						k++
					}
				}
				continue
			}
			next := k + m[0].Words
			if r.at(next, "'s", "’s") {
				k = next
				continue
			}
			return k > i && m[0].Actor.Kind == schema.Organisation || k == i && m[0].Actor.Kind == schema.Organisation && m[0].Words > 1
		}
		if n := r.nameAt(k, false); n > k {
			kind := r.nameKind(k, n)
			if kind == schema.Organisation || kind == schema.Person && k > i {
				return true
			}
			return kind == schema.Person && n-k > 1
		}
		return r.described(k)
	}
	return false
}

// described reports whether one or two unknown adjectives at token i stand
// before a noun of people in the plural: "undercover | soldiers".
func (r *reader) described(i int) bool {
	for k := i; k < i+3 && k < r.current.End; k++ {
		if g, ok := r.base.GroupNoun(r.word[k]); ok && k > i {
			return g.Plural && !r.verbal(k)
		}
		if t, ok := r.base.Title(r.word[k]); ok && k > i {
			return t.Plural
		}
		if !r.adjectival(k) {
			return false
		}
	}
	return false
}

// adjectival reports whether token i may be an adjective, for all that its form tells.
func (r *reader) adjectival(i int) bool {
	w := r.word[i]
	return isWord(w) && !isCapital(w) && len(w) > 3 && !functionWords[w] && !verbs[w] && !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ly")
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

// verbal reports whether the word at i is rather a verb here: "forces" behind
// "to" or a pronoun, "police" never.
func (r *reader) verbal(i int) bool {
	return r.at(i-1, "to", "will", "would", "can", "could", "may", "might", "must", "should", "not", "it", "which", "that", "who") && r.at(i, "forces", "troops", "leads", "guards", "staff", "opposition", "command", "force")
}

// pronoun reads a personal pronoun.
func (r *reader) pronoun(i int) *phrase {
	p := &phrase{sentence: r.number, first: i, end: i + 1, tail: i + 1, core: corePronoun, head: r.lower[i], kind: schema.Person}
	switch r.lower[i] {
	case "he", "himself":
		p.gender = actor.Male
	case "him":
		p.gender, p.object = actor.Male, true
	case "she", "herself":
		p.gender = actor.Female
	case "his":
		p.gender, p.owner = actor.Male, true
	case "her":
		p.gender, p.object = actor.Female, r.objectPosition(i)
		p.owner = !p.object
	case "they", "them":
		p.plural, p.kind, p.object = true, schema.Group, r.lower[i] == "them"
	case "their":
		p.plural, p.owner, p.kind = true, true, schema.Group
	default:
		return nil
	}
	if p.owner && r.ownedActor(i+1) {
		return nil // "his Colombian counterpart", "their leader": the phrase is about the latter
	}
	return p
}

// objectPosition reports whether "her" at token i stands alone: "met her on Monday".
func (r *reader) objectPosition(i int) bool {
	return i+1 >= r.current.End || !isWord(r.word[i+1]) || r.at(i+1, "in", "on", "at", "to", "for", "with", "and", "but", "during", "after", "before", "from")
}

// ownedActor reports whether an actor phrase begins at token i.
func (r *reader) ownedActor(i int) bool {
	if i >= r.current.End {
		return false
	}
	return r.leadsToNoun(i)
}

// keep takes the phrase and its parts as read.
func (r *reader) keep(p *phrase) {
	r.phrases = append(r.phrases, p)
	if p.core == coreName && p.nameEnd-p.nameFirst > 1 {
		r.surnames[r.word[p.nameEnd-1]] = true
	}
	for _, q := range p.parts {
		r.keep(q)
	}
}

// finish settles what stands around a phrase: a possessive, a place, an
// apposition behind it; and keeps it.
func (r *reader) finish(p *phrase) {
	r.keep(p)
	if r.at(p.tail, "'s", "’s", "'", "’") && p.core != corePronoun {
		p.owner = true
		p.tail++
		r.owned(p)
		return
	}
	p.place = p.place || r.locative(p)
	r.apposition(p)
}

// owned reads what a phrase possesses, if that acts: in "President Putin's
// spokesman" and "Assad's representatives" the possessor is inside the phrase
// of the other.
func (r *reader) owned(p *phrase) {
	q := r.phraseAt(p.tail)
	if q == nil || q.core != coreRole && q.core != coreGroup || q.at != nil || q.atPhrase != nil {
		return
	}
	p.inner = true
	q.first, q.atPhrase, q.definite = p.first, p, true
	r.finish(q)
	p.tail = q.tail
}

// locative reports whether the phrase says where something was: a state, a
// capital or an unknown name behind "in", "at", "near".
func (r *reader) locative(p *phrase) bool {
	i := p.first - 1
	if r.at(i, "the") {
		i--
	}
	switch p.core {
	case coreKnown:
		if p.known.Kind != schema.Country || p.form == actor.Adjective || p.form == actor.Demonym {
			return false
		}
	case coreName:
		if p.kind == schema.Person {
			return false
		}
	default:
		return false
	}
	if r.at(i, "southern", "northern", "eastern", "western", "central", "southeastern", "northeastern", "southwestern", "northwestern", "neighboring", "neighbouring", "nearby") {
		return true
	}
	return r.at(i, "in", "at", "near", "inside", "outside", "around", "across", "throughout", "within", "into", "through", "via", "over")
}

// apposition reads ", the head of the agency," or "(R)" behind a name, or a
// name behind a role: "the foreign minister, Hossein Ansari,".
func (r *reader) apposition(p *phrase) {
	if !r.at(p.tail, ",") || p.core == corePronoun || p.place {
		return
	}
	j := p.tail + 1
	if r.at(j, "now", "then", "formerly", "currently", "until", "once") {
		j++
	}
	if j >= r.current.End {
		return
	}
	person := p.kind == schema.Person || p.core == coreKnown && p.known.Kind == schema.Person
	switch {
	case person && (p.core == coreName || p.core == coreKnown):
		if !r.at(j, "the", "a", "an", "who", "whose") && !r.startsRole(j) {
			return
		}
	case p.core == coreRole:
	default:
		return
	}
	if r.at(j, "who", "whose") {
		return
	}
	q := r.phraseAt(j)
	if q == nil {
		return
	}
	bearer := p.core == coreRole && (q.core == coreName && q.kind == schema.Person || q.core == coreKnown && q.known.Kind == schema.Person) && r.at(q.tail, ",", ".", ";")
	if p.core == coreRole && !bearer || p.core != coreRole && q.core != coreRole {
		return
	}
	if p.core != coreRole && !r.at(q.tail, ",", ".", ";", ")") && q.tail < r.current.End && !r.at(q.tail, "of", "for", "in", "who", "and") {
		return
	}
	q.apposed, q.inner = p, true
	q.tail = max(q.tail, q.end)
	r.keep(q)
	p.tail = q.tail
	if r.at(p.tail, ",") {
		p.tail++
	}
}

// startsRole reports whether an office without article begins at token i: ", president of the bank,".
func (r *reader) startsRole(i int) bool {
	t, ok := r.base.Title(r.at2(i))
	if ok && t.Role != actor.Courtesy && !isCapital(r.word[i]) {
		return true
	}
	if m := r.match(i); len(m) > 0 && i+m[0].Words < r.current.End {
		next := i + m[0].Words
		if r.at(next, "'s", "’s") {
			next++
		}
		t, ok := r.base.Title(r.at2(next))
		return ok && t.Role != actor.Courtesy
	}
	return false
}

// acronym reads "(SNC)" behind a name.
func (r *reader) acronym(p *phrase, j int) int {
	if r.at(j, "(") && r.at(j+2, ")") && len(r.word[j+1]) >= 2 && strings.ToUpper(r.word[j+1]) == r.word[j+1] && isCapital(r.word[j+1]) {
		p.acronym = r.word[j+1]
		p.end = j
		return j + 3
	}
	return j
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
