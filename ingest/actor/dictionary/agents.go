package dictionary

import (
	"strings"

	"entente/ingest/actor"
	"entente/schema"
)

// macro reads "!PERSON! = MAN, MEN, WOMAN, WOMEN".
func (p *petrarch) macro(n int, s string) {
	name, list, _ := strings.Cut(s, "=")
	name = strings.TrimSpace(name)
	if len(name) < 3 || !strings.HasSuffix(name, "!") {
		p.wrong(n, "a macro without a name", "%s is no name of a macro: !NAME! is wanted", quoted(name))
		return
	}
	for _, w := range strings.Split(list, ",") {
		if w = strings.Trim(w, " _"); w != "" {
			p.macros[name] = append(p.macros[name], w)
		}
	}
}

// agent reads "THIEF {THIEVES} [~CRM]" from where the bracket has been opened.
func (p *petrarch) agent(n int, head, rest string) {
	inner, _, closed := strings.Cut(rest, "]")
	if !closed {
		p.wrong(n, "an unclosed bracket", "an unclosed bracket: %s", quoted("["+rest))
		return
	}
	code := strings.Trim(inner, "~ ")
	if !p.sector(n, code) {
		return
	}
	word, plural, given := strings.Cut(head, "{")
	if given {
		if plural, closed = strings.CutSuffix(strings.TrimSpace(plural), "}"); !closed {
			p.wrong(n, "an unclosed bracket", "an unclosed bracket: %s", quoted(head))
			return
		}
	}
	word, plural = strings.Trim(word, " _"), strings.Trim(plural, " _")
	if strings.ContainsAny(word+plural, " _") {
		kind := "an agent of several words"
		p.wrong(n, kind, "%s: %s", kind, quoted(word))
		return
	}
	forms, ok := p.expand(n, word)
	switch {
	case !ok:
		return
	case len(forms) > 1: // the macro has plurals of its own
		for _, w := range forms {
			p.word(n, w, w, code)
		}
	case given && plural == "": // "POLICE {}": one form
		p.word(n, word, word, code)
	default:
		p.word(n, word, plural, code)
	}
}

// expand puts the words of a macro in its place.
func (p *petrarch) expand(n int, s string) ([]string, bool) {
	before, rest, ok := strings.Cut(s, "!")
	if !ok {
		return []string{s}, true
	}
	name, after, closed := strings.Cut(rest, "!")
	words := p.macros["!"+name+"!"]
	if !closed || words == nil {
		p.wrong(n, "an unknown macro", "an unknown macro in %s", quoted(s))
		return nil, false
	}
	var out []string
	for _, w := range words {
		out = append(out, before+w+after)
	}
	return out, true
}

// word makes an agent known as a word for people or bodies, and as a word of
// office if it can be one. The program reads such words one by one: the
// "FOREIGN_MINISTER" is a minister whom "foreign" qualifies.
func (p *petrarch) word(n int, word, plural, code string) {
	word, plural = strings.ToLower(word), strings.ToLower(plural)
	word, ok := p.commonWord(n, word)
	if !ok {
		return
	}
	if plural != "" {
		if plural, ok = p.commonWord(n, plural); !ok {
			return
		}
		word += "/" + plural
	}
	singular, _, _ := strings.Cut(word, "/")
	known, isNoun := p.base.GroupNoun(singular)
	title, isTitle := p.base.Title(singular)
	kind := schema.Organisation
	switch {
	case isNoun:
		kind = known.Kind
	case isTitle || ofPeople(singular):
		kind = schema.Group
	}
	if isTitle || !isNoun && kind == schema.Group {
		p.titles[singular] = actor.Title{Word: word, Role: title.Role, Sector: code, Gender: title.Gender}
	}
	if isNoun || !isTitle {
		p.nouns[singular] = actor.Noun{Word: word, Kind: kind, Sector: code}
	}
}

// commonWord checks that a word is one that the plain table can hold.
func (p *petrarch) commonWord(n int, s string) (string, bool) {
	if strings.ContainsAny(s, " /|~") {
		kind := "a word with a mark in it"
		p.wrong(n, kind, "%s: %s", kind, quoted(s))
		return "", false
	}
	// Common words have no capital, so that they pass with one for the test.
	if _, ok := p.cleaned(n, strings.ToUpper(s)); !ok {
		return "", false
	}
	return s, true
}

// ofPeople reports whether a word looks like one for somebody who does something.
func ofPeople(w string) bool {
	for _, end := range []string{"er", "or", "ist", "ian", "ant", "man", "men", "woman", "women", "person", "ee", "eer", "ite", "ive", "ent"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
