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
	coreSpeaker      // I, we, my …
	coreSeveral      // "both presidents", "the two"
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
	via                 []string      // nouns before the head: "government" in "government officials"
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
	stands              place
	governor            int              // the word that governs it there, -1 for none
	reflexive           bool             // of a pronoun: himself
	count               int              // of coreSeveral
	thing               string           // of a pronoun that means no actor
	members             []schema.ActorID // whom it stands for, once it is resolved
	together            []schema.ActorID // they and those coordinated with them so far
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
	read := len(r.phrases)
	var shared *phrase // the group of which the last phrase named a part
	for i := r.current.First + r.doc.Dateline(r.current); i < r.current.End; {
		if n := r.noActor(i); n > 0 {
			i += n
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
	r.bearers(r.phrases[read:])
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

// noActor is the number of words of a known name of no actor at token i.
func (r *reader) noActor(i int) int {
	return r.base.Other(func(k int) string { return r.word[i+k] }, r.current.End-i)
}

// phraseAt reads the noun phrase that begins at token i; nil if none does.
//
//	phrase    = determiner? qualifier* (title name? | name | group | known)
//	qualifier = known adjective | known name "'s"? | number | modifier
func (r *reader) phraseAt(i int) *phrase {
	if i >= r.current.End {
		return nil
	}
	if p := r.several(i); p != nil {
		return p
	}
	owner := r.pronoun(i)
	if owner == nil {
		owner = r.speaks(i)
	}
	if owner != nil && owner.owner && r.at(i+1, "country", "nation", "homeland") {
		return r.homeland(i, owner)
	}
	if owner != nil && !(owner.owner && r.leadsToNoun(i+1)) {
		return owner
	}
	p := &phrase{sentence: r.number, first: i}
	j := i
	if r.at(j, "the", "a", "an", "both", "some", "many", "several", "all", "these", "those", "his", "her", "its", "their", "other") {
		p.definite = r.at(j, "the", "both", "these", "those", "his", "her", "its", "their")
		j++
		if j >= r.current.End {
			return nil
		}
	}
	body := j
	counted := -1 // where "members of" stands
	var inner []*phrase
	for j < r.current.End {
		if n := r.numberAt(j); n > 0 && !isCapital(r.word[j]) {
			if n == 2 {
				counted = j
			}
			if j += n; n == 2 && r.at(j, "the") {
				j++
			}
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
		if n := r.noActor(j); n > 0 && r.leadsToNoun(j+n) { // "a California man"
			j += n
			continue
		}
		t, ok := r.base.Title(r.word[j])
		if ok && t.Role == actor.Modifier && !r.finite(j) && r.leadsToNoun(j+1) && !r.knownLonger(j) {
			p.title = join(p.title, r.word[j])
			if p.sector == "" {
				p.sector = t.Sector
			}
			j++
			continue
		}
		if (p.at != nil || p.atPhrase != nil) && r.described(j) {
			if g, ok := r.base.GroupNoun(r.word[j]); ok {
				p.via = append(p.via, strings.ToLower(g.Word))
			}
			j++
			continue
		}
		break
	}
	start := j
	j = r.readCore(p, body, j)
	if p.core == coreNone {
		// A qualifier that qualifies nothing is a phrase itself.
		if owner != nil {
			return owner
		}
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
		if p.first = start; counted >= 0 { // without an article, but with "members of"
			p.first = counted
		}
	}
	p.tail = j
	p.parts = append(inner, p.parts...)
	if owner != nil { // "his Colombian counterpart"
		owner.inner = true
		p.parts = append(p.parts, owner)
	}
	return p
}

// homeland reads "his country": a state, not its owner.
func (r *reader) homeland(i int, owner *phrase) *phrase {
	owner.inner = true
	end := i + 2
	return &phrase{sentence: r.number, first: i, end: end, tail: end, core: coreGroup, kind: schema.Organisation, head: r.lower[i+1], noun: r.lower[i+1], definite: true, parts: []*phrase{owner}}
}

// finite reports whether token i is a verb and no participle: "jailed" in "a court
// jailed", "protest" in "to protest".
func (r *reader) finite(i int) bool {
	switch r.doc.Tokens[i].Tag {
	case "VB", "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// wordAt is the word at token i, "" outside the sentence.
func (r *reader) wordAt(i int) string {
	if i < r.current.First || i >= r.current.End {
		return ""
	}
	return r.word[i]
}

// keep takes the phrase and its parts as read.
func (r *reader) keep(p *phrase) {
	r.phrases = append(r.phrases, p)
	if p.nameEnd-p.nameFirst > 1 && (p.core == coreName || p.core == coreKnown && p.known.Kind == schema.Person) {
		r.surnames[r.word[p.nameEnd-1]] = true
	}
	for _, q := range p.parts {
		r.keep(q)
	}
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
