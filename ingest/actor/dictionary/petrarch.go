package dictionary

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"entente/ingest/actor"
	"entente/schema"
)

// readPETRARCH reads actor dictionaries
//
//	NAME_OF_ACTOR_  [CODE]            # comment
//	+SYNONYM
//		[CODE 930121-010120]          years of two digits are 1930 to 2029,
//		[CODE >20010120]              or all four stand there
//
// and agent dictionaries
//
//	!PERSON! = MAN, MEN, WOMAN, WOMEN
//	POLICE!PERSON! {PLURAL} [~COP]    {}: no plural; none given: by rule
func (f *file) readPETRARCH() {
	p := &petrarch{file: f, macros: map[string][]string{}}
	line := 0
	for raw := range bytes.Lines(f.data) {
		line++
		p.line(line, strings.TrimRight(string(raw), "\r\n"))
	}
	p.finish()
}

// petrarch is a dictionary of PETRARCH on its way.
type petrarch struct {
	*file
	macros map[string][]string
	names  []located // of the actor that is being read
	spans  []coded
	coded  bool // a code was given, be it a wrong one
}

type located struct {
	line int
	text string
}

// coded is a code and when it holds.
type coded struct {
	line     int
	code     string
	from, to schema.Date
}

func (p *petrarch) line(n int, s string) {
	s, _, _ = strings.Cut(s, "#")
	body := strings.TrimSpace(s)
	if body == "" {
		return
	}
	head, rest, bracketed := strings.Cut(body, "[")
	head = strings.TrimSpace(head)
	switch {
	case strings.HasPrefix(head, "!") && strings.Contains(head, "="):
		p.macro(n, head)
		return
	case bracketed && isAgent(rest):
		p.finish()
		p.agent(n, head, rest)
		return
	case strings.HasPrefix(head, "+"):
		if len(p.names) == 0 {
			p.wrong(n, "a synonym of nothing", "a synonym, %s, of nothing", quoted(head))
			return
		}
		p.names = append(p.names, located{n, head[1:]})
	case head != "":
		p.finish()
		p.names = append(p.names, located{n, head})
	case len(p.names) == 0:
		p.wrong(n, "a code of nothing", "a code, %s, of nothing", quoted(body))
		return
	}
	if bracketed {
		p.codes(n, rest)
	}
}

func isAgent(bracket string) bool {
	inner, _, _ := strings.Cut(bracket, "]")
	return strings.HasPrefix(inner, "~") || strings.HasSuffix(inner, "~")
}

// codes reads what stands from the first bracket on: "CODE] [CODE dates] words".
func (p *petrarch) codes(n int, s string) {
	p.coded = true
	for open := true; open; {
		inner, rest, closed := strings.Cut(s, "]")
		if !closed || strings.Contains(inner, "[") {
			p.wrong(n, "an unclosed bracket", "an unclosed bracket: %s", quoted("["+s))
			return
		}
		p.code(n, inner)
		_, s, open = strings.Cut(rest, "[")
	}
}

// code reads what one pair of brackets holds.
func (p *petrarch) code(n int, inner string) {
	// "> 20120101" is ">20120101".
	words := strings.Fields(strings.NewReplacer(">", " >", "<", " <", "> ", ">", "< ", "<").Replace(inner))
	if len(words) > 0 && words[0] == "---" { // nobody who acts from here on
		return
	}
	if len(words) == 0 {
		p.wrong(n, "no CAMEO code", "no code in the brackets")
		return
	}
	c := coded{line: n, code: words[0]}
	for i := 1; i < len(words); i++ {
		w := words[i]
		if (w == ">" || w == "<") && i+1 < len(words) {
			i++
			w += words[i]
		}
		from, to, isSpan := strings.Cut(w, "-")
		var ok bool
		switch {
		case strings.HasPrefix(w, ">"):
			c.from, ok = p.day(n, w[1:])
		case strings.HasPrefix(w, "<"):
			c.to, ok = p.day(n, w[1:])
		case isSpan:
			if c.from, ok = p.day(n, from); ok {
				c.to, ok = p.day(n, to)
			}
		default:
			p.wrong(n, "a date that is no span", "%s is no span of dates: 930121-010120, >930121 or <010120", quoted(w))
		}
		if !ok {
			return
		}
	}
	if !c.from.IsZero() && !c.to.IsZero() && c.to.Before(c.from) {
		kind := "a span that ends before it begins"
		p.wrong(n, kind, "%s: %s", kind, quoted(inner))
		return
	}
	if p.file.code(n, c.code) {
		p.spans = append(p.spans, c)
	}
}

// day reads YYMMDD and YYYYMMDD.
func (p *petrarch) day(n int, s string) (schema.Date, bool) {
	full := s
	if len(s) == 6 {
		if full = "20" + s; s >= "30" {
			full = "19" + s
		}
	}
	if t, err := time.Parse("20060102", full); err == nil {
		return schema.DateOf(t, schema.Day), true
	}
	p.wrong(n, "an impossible date", "%s is no day: YYMMDD or YYYYMMDD is wanted", quoted(s))
	return schema.Date{}, false
}

// finish makes an actor of what was read.
func (p *petrarch) finish() {
	names, spans, wasCoded := p.names, p.spans, p.coded
	p.names, p.spans, p.coded = nil, nil, false
	if len(names) == 0 {
		return
	}
	if len(spans) == 0 {
		if !wasCoded {
			p.wrong(names[0].line, "a name without a code", "no code for %s", quoted(names[0].text))
		}
		return
	}
	var spelt []located
	for _, name := range names {
		for _, s := range p.spell(name) {
			if s, ok := p.cleaned(name.line, s); ok {
				spelt = append(spelt, located{name.line, s})
			}
		}
	}
	if len(spelt) == 0 {
		return
	}
	// The code that counts is that of the last office: people are in the news for that.
	last := slices.MaxFunc(spans, func(a, b coded) int { return a.from.Time().Compare(b.from.Time()) })
	e := p.entry(spelt, spans, last)
	e.Code = last.code
	if e.Kind == schema.Country { // a state's is its own
		e.Code = last.code[:3]
	}
	for _, name := range spelt {
		e.Aliases = append(e.Aliases, name.text)
	}
	for _, c := range spans {
		at, title := p.file.codes.whose(c.code)
		if c.from.IsZero() && c.to.IsZero() || title == "" {
			continue
		}
		o := actor.Office{Title: title, From: c.from, To: c.to}
		if at != nil {
			o.At = at.Name
		}
		p.office(e, c.line, o)
	}
}

// entry is the actor of some names: the state of a code that is nothing but
// one, else what is known by one of the names, else somebody new.
func (p *petrarch) entry(names []located, spans []coded, last coded) *actor.Entry {
	if state := p.file.codes.states[last.code]; state != nil {
		return p.actor(state.Name, schema.Country, state.Country)
	}
	dated := slices.ContainsFunc(spans, func(c coded) bool { return !c.from.IsZero() || !c.to.IsZero() })
	kind := p.kind(names[0].text, last.code, dated)
	if a := p.base.Called(names[0].text); a != nil && a.Kind != schema.Country {
		kind = a.Kind
	}
	for _, name := range names {
		a := p.base.Called(name.text)
		if a != nil && a.Kind == kind && (kind == schema.Organisation || strings.Contains(name.text, " ")) {
			return p.actor(a.Name, a.Kind, a.Country)
		}
	}
	if kind == schema.Person { // "General Secretary Gorbachev" is none of the names of persons, if there is another
		i := slices.IndexFunc(names, func(name located) bool {
			given, more, _ := strings.Cut(name.text, " ")
			_, ok := p.base.GivenName(given)
			return ok && more != ""
		})
		names = names[max(0, i):]
	}
	country := p.file.codes.countryOf(last.code, kind)
	for _, c := range spans {
		country = cmp.Or(country, p.file.codes.countryOf(c.code, kind))
	}
	return p.actor(names[0].text, kind, country)
}

// kind guesses whether a name is that of a person: the format does not say. A
// person has a given name, or is nobody's body and in office on dates or
// outstanding ("elite"); what begins with the adjective of a state is none.
func (p *petrarch) kind(name, code string, dated bool) schema.Kind {
	words := strings.Fields(name)
	for _, w := range words {
		if n, ok := p.base.GroupNoun(w); ok && n.Kind == schema.Organisation || w == "of" || w == "and" || w == "for" {
			return schema.Organisation
		}
	}
	if _, ok := p.base.GivenName(words[0]); ok && len(words) > 1 && len(words) < 6 {
		return schema.Person
	}
	first := p.base.Match(func(i int) string { return words[i] }, len(words))
	if _, ok := p.base.GroupNoun(words[len(words)-1]); ok || len(first) > 0 && first[0].Form == actor.Adjective {
		return schema.Organisation
	}
	_, known := p.base.Title(words[0])
	if len(words) > 1 && (strings.HasSuffix(code, "ELI") || known && !strings.HasPrefix(code, "NGO") && !strings.HasPrefix(code, "MNC")) || len(words) == 1 && strings.HasSuffix(code, "ELI") {
		return schema.Person
	}
	if len(words) > 1 && dated {
		return schema.Person
	}
	return schema.Organisation
}

// spell writes a name as texts do: "BAN_KI-MOON_" is Ban Ki-Moon, and
// "ISLAMIC_ARMY_OF_ADEN_(IAA)_" has two names.
func (p *petrarch) spell(name located) []string {
	s := strings.TrimSpace(strings.ReplaceAll(name.text, "_", " "))
	if strings.Contains(s, "+") {
		p.wrong(name.line, "a + inside a name", "a + inside the name %s", quoted(name.text))
		return nil
	}
	var out []string
	if before, inner, ok := strings.Cut(s, "("); ok {
		before, inner = strings.TrimSpace(before), strings.TrimSpace(inner)
		acronym, closed := strings.CutSuffix(inner, ")")
		if !closed || !isAcronym(acronym, before) {
			p.wrong(name.line, "a parenthesis in a name", "a parenthesis that is no acronym in the name %s", quoted(name.text))
			return nil
		}
		s, out = before, []string{acronym}
	}
	return append([]string{recase(s, p.base)}, out...)
}

// isAcronym reports whether the one may be short for the other: "IAA" for the
// Islamic Army of Aden, "AN" for Aryan Nations, but not "UK" for the Virgin Islands.
func isAcronym(s, name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' })
	var initials strings.Builder
	for _, w := range words {
		initials.WriteByte(w[0])
	}
	switch {
	case len(s) < 2 || len(s) > 8 || len(words) < 2 || strings.ContainsAny(s, " ()"):
		return false
	case len(s) == 2:
		return s == initials.String()
	}
	return strings.IndexByte(initials.String(), s[0]) >= 0
}
