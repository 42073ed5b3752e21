package event

import (
	"strings"

	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

// extractor reads a document sentence by sentence.
type extractor struct {
	doc       *text.Document
	article   *schema.Article
	lex       lexicon
	lower     []string
	mentions  []mention.Mention
	actors    map[schema.ActorID]*schema.Actor
	events    []Event
	inviter   *mention.Mention // who last invited somebody: "declined the invitation"
	published schema.Date
}

func newExtractor(doc *text.Document, found mention.Result, article *schema.Article, lex lexicon) *extractor {
	x := &extractor{doc: doc, article: article, lex: lex, mentions: found.Mentions, published: article.Published}
	x.actors = make(map[schema.ActorID]*schema.Actor, len(found.Actors))
	for i := range found.Actors {
		x.actors[found.Actors[i].ID] = &found.Actors[i]
	}
	x.lower = make([]string, len(doc.Tokens))
	for i := range doc.Tokens {
		x.lower[i] = strings.ToLower(doc.Word(i))
	}
	return x
}

// clause is one sentence, cut into the mentions that act and the words between.
type clause struct {
	*extractor
	number     int
	first, end int
	acting     []*mention.Mention // that are not inside another, in order
	cover      map[int]int        // token → index into acting of the mention that covers it, its tail included
	triggers   map[int]trigger    // by first token
	events     []Event
}

// trigger is a word of the lexicon in the sentence.
type trigger struct {
	pattern
	first, end int
	verb       bool
}

func (x *extractor) sentence(number int) {
	s := x.doc.Sentences[number]
	c := &clause{extractor: x, number: number, first: s.First, end: s.End, cover: map[int]int{}}
	for i := range x.mentions {
		m := &x.mentions[i]
		if m.Sentence != number || m.Inner {
			continue
		}
		for k := m.First; k < m.Tail; k++ {
			c.cover[k] = len(c.acting)
		}
		c.acting = append(c.acting, m)
	}
	if len(c.acting) == 0 || c.end-c.first > maxSentence {
		return
	}
	c.triggers = map[int]trigger{}
	for i := c.first; i < c.end; i++ {
		if t, ok := c.trigger(i); ok {
			c.triggers[i] = t
		}
	}
	for i := c.first; i < c.end; i++ {
		t, ok := c.triggers[i]
		switch {
		case !ok:
		case t.verb:
			c.readVerb(t)
		default:
			c.readNoun(t)
		}
	}
	x.events = append(x.events, distinct(c.events, x.actors)...)
}

// maxSentence is how many tokens a sentence may have to be read: longer ones
// are lists and tables, in which no word has a subject.
const maxSentence = 300

// at is the word at token i in lower case, "" outside the sentence.
func (c *clause) at(i int) string {
	if i < c.first || i >= c.end {
		return ""
	}
	return c.lower[i]
}

// mentionAt is the acting mention that covers token i, nil for none.
func (c *clause) mentionAt(i int) *mention.Mention {
	if k, ok := c.cover[i]; ok {
		return c.acting[k]
	}
	return nil
}

// trigger finds the longest pattern of the lexicon that token i begins and that
// is the part of speech it claims to be.
func (c *clause) trigger(i int) (trigger, bool) {
	if c.inName(i) {
		return trigger{}, false
	}
	var best trigger
	found := false
	for _, p := range c.lex[c.lower[i]] {
		end, ok := c.matches(p, i)
		if !ok || found && (end < best.end || end == best.end && len(p.rest) <= len(best.rest)) {
			continue
		}
		if p.noun == c.isVerb(i, p) {
			continue
		}
		best, found = trigger{pattern: p, first: i, end: end, verb: !p.noun}, true
	}
	return best, found
}

// inName reports whether token i belongs to the name of a mention, where no word is a trigger.
func (c *clause) inName(i int) bool {
	m := c.mentionAt(i)
	return m != nil && i < m.End
}

// matches reports whether the pattern stands at token i, and where it ends.
func (c *clause) matches(p pattern, i int) (int, bool) {
	j := i + 1
	for k, w := range p.rest {
		if p.gap && k == len(p.rest)-1 {
			// The object may stand behind an article and adjectives, in either number.
			for n := 0; n < 5 && j < c.end && c.mentionAt(j) == nil; n++ {
				if v := c.lower[j]; v == w || v == w+"s" || strings.TrimSuffix(v, "s") == strings.TrimSuffix(w, "s") {
					return j + 1, true
				}
				if prepositions[c.lower[j]] || c.lower[j] == "," {
					return 0, false
				}
				j++
			}
			return 0, false
		}
		if c.at(j) != w {
			return 0, false
		}
		j++
	}
	return j, true
}

// isVerb reports whether the word at token i is a verb rather than a noun, by
// its ending and the word before it.
func (c *clause) isVerb(i int, p pattern) bool {
	form := p.form
	if p.noun { // the same word may be a form of a verb of the lexicon
		for _, q := range c.lex[c.lower[i]] {
			if !q.noun && len(q.rest) == 0 {
				form |= q.form
			}
		}
		if form == 0 {
			return false
		}
	}
	k := c.skipAdverbs(i - 1)
	prev := c.at(k)
	m := c.mentionAt(k)
	switch {
	case determiners[prev] && m == nil:
		return false
	case m != nil && (m.Possessive || m.Adjective):
		return false
	case form&(past|participle) != 0:
		return true
	case form&gerund != 0 && form&base == 0:
		if c.at(i+1) == "between" || c.at(i+1) == "of" && prev != "of" {
			return false
		}
		return m != nil || c.auxiliary(k) || prev == "," || prev == "" || verbPrepositions[prev] || prev == "and" || gerundGovernors[prev] || p.form != 0 && !p.noun && c.mentionAt(i+1) != nil
	case form&base != 0 && (prev == "to" || modals[prev] || prev == "not" || prev == "n't" || prev == "do" || prev == "did" || prev == "does" || prev == "and" && c.infinitiveBefore(k)):
		return true
	case form&base != 0:
		return m != nil && c.pluralSubject(k) && !m.Place || prev == "who"
	case form&third != 0:
		return m != nil && !m.Place && m.Actor != "" && k == i-1 || prev == "who" || prev == "which" || prev == "it"
	}
	return false
}

// infinitiveBefore reports whether an infinitive stands shortly before "and" at token k: "to meet and discuss".
func (c *clause) infinitiveBefore(k int) bool {
	for n := 0; n < 6; n++ {
		k--
		if c.at(k) == "to" || modals[c.at(k)] {
			return true
		}
	}
	return false
}

// pluralSubject reports whether the mention at token k is one of several, or plural itself.
func (c *clause) pluralSubject(k int) bool {
	m := c.mentionAt(k)
	return m != nil && (m.Plural || len(c.groupLeft(m)) > 1)
}

func (c *clause) skipAdverbs(k int) int {
	for adverb(c.at(k)) && c.mentionAt(k) == nil {
		k--
	}
	return k
}

func adverb(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ly") && w != "family" && w != "ally" && w != "assembly" || adverbs[w]
}

// readVerb reads the participants of a verb.
func (c *clause) readVerb(t trigger) {
	subject, cue := c.subject(t.first, t.form)
	if cue.passive && t.form&participle != 0 || t.form&participle != 0 && len(subject) > 0 && t.object && c.at(t.end) == "by" {
		agent := c.complement(t.end, set("by"), 8)
		status := cue.status()
		if t.object {
			c.add(t, agent, subject, status)
			if t.relation == schema.Relation("invited") && len(agent) > 0 {
				c.inviter = agent[0]
			}
		} else if t.relation.Symmetric() || len(t.target) > 0 {
			c.add(t, agent, c.complement(t.end, t.target, 12), status)
		}
		return
	}
	if cue.passive {
		return
	}
	status := cue.status()
	var target []*mention.Mention
	if t.object {
		target = c.object(t.end)
		if len(target) > 0 && target[0].Possessive && t.relation.PLOVER() == "CONSULT" {
			target = nil // "welcomed Pakistan's readiness"
		}
		if len(target) > 0 {
			behind := target[len(target)-1].Tail
			if t.last && !c.endsPhrase(behind) || t.acts && c.at(behind) != "to" {
				target = nil
			}
		}
	}
	if target == nil && len(t.target) > 0 {
		target = c.complement(t.end, t.target, 14)
	}
	if target == nil && t.between {
		if group := c.complement(t.end, set("between"), 8); len(group) > 1 {
			if t.relation.Symmetric() {
				c.addAmong(t, group, status)
			} else {
				c.add(t, subject, group, status)
			}
			return
		}
	}
	if t.relation == "invited" && len(subject) > 0 {
		c.inviter = subject[0]
	}
	if target == nil && t.relation == "declined" && c.inviter != nil {
		target = []*mention.Mention{c.inviter}
	}
	if len(target) == 0 && t.relation.Symmetric() && t.relation != "traded_with" && len(subject) > 1 { // they may "trade accusations"
		c.addAmong(t, subject, status)
		return
	}
	c.add(t, subject, target, status)
}

// endsPhrase reports whether no further noun phrase can follow at token k.
func (c *clause) endsPhrase(k int) bool {
	w := c.at(k)
	return c.mentionAt(k) == nil && (w == "" || boundaries[w] || prepositions[w] || timeWords[w] || w == "and" || w == "to" || adverb(w)) || c.at(k-1) == ","
}

// readNoun reads the participants of a noun.
func (c *clause) readNoun(t trigger) {
	start := c.nounStart(t.first)
	if t.between {
		if group := c.complement(t.end, set("between among"), 8); len(group) > 1 {
			status := c.nounStatus(t, start, false)
			if t.relation.Symmetric() || t.relation.PLOVER() == "CONSULT" {
				c.addAmong(t, group, status)
			}
			return
		}
	}
	owners := c.owners(start, t.first)
	target := c.complement(t.end, t.target, 12)
	if len(owners) > 1 && len(target) == 0 && t.relation.Symmetric() {
		c.addAmong(t, owners, c.nounStatus(t, start, false))
		return
	}
	if len(target) == 0 {
		if from := c.complement(t.end, set("from"), 3); len(owners) == 0 && len(from) > 0 && t.source["from"] && receiving[c.at(max(c.first, c.governingVerb(start)))] {
			c.add(t, from, c.governor(start), c.nounStatus(t, start, true)) // "received a call from"
			return
		}
		c.readAlone(t, start, owners)
		return
	}
	if len(owners) == 0 && t.relation == "allied_with" && c.at(start-1) == "," { // "Armenia, an ally of Russia,"
		if m := c.mentionAt(start - 2); m != nil && !m.Place {
			owners = []*mention.Mention{m}
		}
	}
	if len(owners) == 0 && len(t.source) > 0 {
		owners = c.complement(t.end, t.source, 6)
		if len(owners) > 0 && c.at(owners[0].First-1) == "of" && owners[0].First > t.end+2 {
			owners = nil // an "of" further on belongs to another noun
		}
	}
	governed := false
	if len(owners) == 0 {
		if v := c.governingVerb(start); t.relation.PLOVER() == "CONSULT" || t.relation.Symmetric() || v >= 0 && doing[c.lower[v]] {
			owners = c.governor(start)
			governed = len(owners) > 0
		}
	}
	c.add(t, owners, target, c.nounStatus(t, start, governed))
}

// readAlone reads a noun of contact that names nobody it was with: "A and B held
// talks", "A is in Turkey for talks".
func (c *clause) readAlone(t trigger, start int, owners []*mention.Mention) {
	if !t.relation.Symmetric() || len(owners) > 0 || t.relation.PLOVER() != "CONSULT" {
		return
	}
	who := c.governor(start)
	status := c.nounStatus(t, start, true)
	if len(who) > 1 {
		c.addAmong(t, who, status)
		return
	}
	if c.at(start-1) != "for" {
		return
	}
	k := start - 2
	for ; k > c.first && (timeWords[c.lower[k]] || c.lower[k] == "," || c.lower[k] == "on"); k-- {
	}
	if m := c.mentionAt(k); m != nil && len(who) == 1 && c.actors[m.Actor].Kind == schema.Country && c.actors[m.Actor].Country != c.actors[who[0].Actor].Country {
		c.add(t, who, []*mention.Mention{m}, status)
	}
}

// nounStart is where the noun phrase around token i begins: behind articles,
// adjectives and nouns, and the possessor before them.
func (c *clause) nounStart(i int) int {
	k := i
	for k > c.first {
		w := c.lower[k-1]
		m := c.mentionAt(k - 1)
		switch {
		case m != nil && (m.Possessive || m.Adjective || m.Tail == k && !c.isClauseEnd(k)):
			if k = m.First; m.Possessive {
				return k
			}
		case m != nil, prepositions[w], w == ",", w == "and" && c.mentionAt(k-2) == nil, modals[w], c.finite(k - 1), c.verbal(k - 1), boundaries[w], w == "to":
			return k
		case w == "-" || w == "and":
			k--
		default:
			k--
			if articles[w] {
				return k
			}
		}
		if i-k > 12 {
			return k
		}
	}
	return k
}

// isClauseEnd reports whether a mention that ends before token k is a subject
// rather than a modifier of the noun that follows: a finite verb follows it.
func (c *clause) isClauseEnd(k int) bool { return c.finite(k) }

// owners are the possessors and nationalities between start and the noun at token i.
func (c *clause) owners(start, i int) []*mention.Mention {
	var out []*mention.Mention
	for _, m := range c.acting {
		if m.First >= start && m.First < i && (m.Possessive || m.Adjective || m.Tail <= i) && !m.Place {
			if m.Possessive && len(out) == 0 {
				return c.groupLeft(m)
			}
			out = append(out, m)
		}
	}
	return out
}

// governor is the subject of the verb that governs the noun phrase at token start.
func (c *clause) governor(start int) []*mention.Mention {
	if adjuncts[c.at(start-1)] { // "…, following a meeting with": whoever acts in the clause
		if who := c.clauseSubject(start - 2); who != nil {
			return who
		}
		return c.afterComma(start)
	}
	v := c.governingVerb(start)
	if v < 0 {
		return nil
	}
	who, cue := c.subject(v, 0)
	if cue.passive {
		return nil
	}
	return who
}

// governingVerb finds the verb to the left of a noun phrase in its clause, -1 for none.
func (c *clause) governingVerb(start int) int {
	for k := start - 1; k >= c.first; k-- {
		if m := c.mentionAt(k); m != nil {
			k = m.First
			continue
		}
		w := c.lower[k]
		switch {
		case reporting[w]:
			return -1
		case c.verbal(k):
			return k
		case w == ";", w == ",", w == "that", w == ":", subordinators[w]:
			return -1
		}
	}
	return -1
}

// verbal reports whether the word at token k is some verb, known to the lexicon or not.
func (c *clause) verbal(k int) bool {
	w := c.lower[k]
	if m := c.mentionAt(k - 1); m != nil && m.Possessive {
		return false
	}
	if c.auxiliary(k) || lightVerbs[w] {
		return !determiners[c.at(k-1)]
	}
	for _, p := range c.lex[w] {
		if !p.noun && len(p.rest) == 0 && c.isVerb(k, p) {
			return true
		}
	}
	return strings.HasSuffix(w, "ed") && len(w) > 4 && !determiners[c.at(k-1)] && !prepositions[c.at(k-1)]
}

// auxiliary reports whether the word at token k is a form of be, have or do,
// and not a possessive 's.
func (c *clause) auxiliary(k int) bool {
	if c.at(k) == "'s" {
		return contracting[c.at(k-1)]
	}
	return auxiliaries[c.at(k)]
}

// finite reports whether the word at token k is a finite verb for sure.
func (c *clause) finite(k int) bool {
	w := c.at(k)
	if c.auxiliary(k) || modals[w] || reporting[w] {
		return true
	}
	for _, p := range c.lex[w] {
		if !p.noun && p.form&past != 0 && len(p.rest) == 0 {
			return true
		}
	}
	return false
}

// subject finds who does what the verb at token v says, and the cues on the way.
func (c *clause) subject(v int, f form) ([]*mention.Mention, cues) {
	k, cue := c.verbGroup(v)
	if cue.object != nil { // "urged Iran to meet": the object of the one is the subject of the other
		return c.groupLeft(cue.object), cue
	}
	who := c.subjectLeft(k, f&gerund != 0 || cue.preposition)
	if who == nil && k <= c.first+1 && (f&gerund != 0) { // "Speaking in Paris, the minister …"
		who = c.afterComma(v)
	}
	return who, cue
}

// subjectLeft goes from token k to the left, over what may stand between a
// subject and its verb.
func (c *clause) subjectLeft(k int, loose bool) []*mention.Mention {
	v := k + 1
	noun := false // an unknown noun stands right before the verb
	for k >= c.first {
		if m := c.mentionAt(k); m != nil {
			group := c.groupLeft(m)
			before := c.at(group[0].First - 1)
			switch {
			case m.Place, m.Adjective, m.Possessive, prepositions[before] && !(clausal[before] && k == v-1),
				before == "as" && strings.HasSuffix(c.at(group[0].First-2), "ed"): // "dressed as soldiers"
				k = group[0].First - 1
				if prepositions[c.at(k)] {
					noun = false
					k--
				}
				continue
			case noun:
				return nil
			}
			return group
		}
		w := c.lower[k]
		switch {
		case w == "who" || w == "which" || w == "that":
			j := k - 1
			if c.at(j) == "," && c.mentionAt(j) == nil {
				j--
			}
			if m := c.mentionAt(j); m != nil && !(w == "that" && c.finite(k-1)) {
				return c.groupLeft(m)
			}
			return nil
		case w == "and" || w == "but" || w == "or":
			return c.clauseSubject(k)
		case w == ",":
			if j := c.parenthesis(k); j >= 0 {
				k = j
				continue
			}
			if loose {
				return c.clauseSubject(k)
			}
		case subordinators[w] && !loose, w == ";", w == ":":
			return nil
		case c.finite(k):
			if loose {
				return c.clauseSubject(k)
			}
			return nil
		case prepositions[w] || timeWords[w] || adverb(w) || isNumber(w):
			noun = false
		case w == `"` || w == "“" || w == "”" || w == "-" || w == "--" || w == ")" || w == "(":
		default:
			noun = !loose
		}
		k--
	}
	return nil
}

// parenthesis skips ", which …," backwards from the comma at token k: where it
// began, -1 if this is none.
func (c *clause) parenthesis(k int) int {
	for j := k - 1; j >= c.first && k-j < 18; j-- {
		if c.lower[j] != "," || c.mentionAt(j) != nil {
			continue
		}
		w := c.at(j + 1)
		if w == "who" || w == "which" || w == "whose" || w == "where" || articles[w] || prepositions[w] || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed") {
			return j - 1
		}
		return -1
	}
	return -1
}

// clauseSubject is the first actor of the clause that token k belongs to.
func (c *clause) clauseSubject(k int) []*mention.Mention {
	begin := c.first
	for j := k; j >= c.first; j-- {
		if w := c.lower[j]; c.mentionAt(j) == nil && (w == ";" || w == ":" || w == "that" && c.mentionAt(j-1) == nil || subordinators[w]) {
			begin = j + 1
			break
		}
	}
	for _, m := range c.acting {
		if m.First < begin || m.First >= k {
			continue
		}
		if m.Place || m.Adjective || m.Possessive || prepositions[c.at(m.First-1)] {
			continue
		}
		return c.groupRight(m, false)
	}
	return nil
}

// afterComma is the first actor behind the next comma.
func (c *clause) afterComma(v int) []*mention.Mention {
	for k := v; k < c.end && k < v+20; k++ {
		if c.lower[k] != "," || c.mentionAt(k) != nil {
			continue
		}
		if m := c.mentionAt(k + 1); m != nil && !m.Place && !m.Possessive {
			return c.groupRight(m, false)
		}
	}
	return nil
}

// object finds the direct object behind token k: the next actor, with nothing
// but articles and adjectives before it.
func (c *clause) object(k int) []*mention.Mention {
	words := 0
	for n := 0; n < 5 && k < c.end; n++ {
		if m := c.mentionAt(k); m != nil {
			if m.Place {
				return nil
			}
			return c.groupRight(m, true)
		}
		w := c.lower[k]
		if prepositions[w] || boundaries[w] || c.finite(k) || w == "to" || w == "," || w == "and" || strings.HasSuffix(w, "ing") {
			return nil
		}
		if !determiners[w] && !adverb(w) && !isNumber(w) {
			if words++; words > 2 {
				return nil
			}
		}
		k++
	}
	return nil
}

// complement finds the actor behind one of the prepositions, at most reach
// words to the right of token k and in the same clause.
func (c *clause) complement(k int, preps map[string]bool, reach int) []*mention.Mention {
	for n := 0; n < reach && k < c.end; n++ {
		if m := c.mentionAt(k); m != nil {
			k = max(m.Tail, k+1)
			continue
		}
		w := c.lower[k]
		if preps[w] {
			j := k + 1
			for n := 0; n < 4 && j < c.end && c.mentionAt(j) == nil && !prepositions[c.lower[j]] && !boundaries[c.lower[j]] && c.lower[j] != ","; n++ {
				j++
			}
			if m := c.mentionAt(j); m != nil {
				return c.groupRight(m, true)
			}
		}
		if boundaries[w] && w != "," || c.finite(k) || subordinators[w] || w == "how" || w == "to" && n > 0 {
			return nil
		}
		k++
	}
	return nil
}

// maxGroup is how many actors a coordination can have: longer ones are lists,
// and their pairs would be many and mean little.
const maxGroup = 12

// groupLeft is the coordination that ends in the mention: "A, B and C".
func (c *clause) groupLeft(m *mention.Mention) []*mention.Mention {
	group := []*mention.Mention{m}
	i := c.cover[m.First]
	for i > 0 {
		prev := c.acting[i-1]
		if len(group) == 1 && !c.hasAnd(prev.Tail, m.First) {
			break
		}
		if !c.joins(prev.Tail, c.acting[i].First) || prev.Possessive || prev.Adjective || prev.Place || c.finite(prev.First-1) && !modals[c.at(prev.First-1)] && c.mentionAt(prev.First-2) != nil {
			break
		}
		group = append([]*mention.Mention{prev}, group...)
		if i--; len(group) == maxGroup {
			break
		}
	}
	return group
}

// groupRight is the coordination that begins with the mention. As an object it
// ends before a mention that has a verb of its own: "met A and B said".
func (c *clause) groupRight(m *mention.Mention, object bool) []*mention.Mention {
	group := []*mention.Mention{m}
	closed := 1 // how much of the group an "and" has closed: "A, B and C"
	for i := c.cover[m.First] + 1; i < len(c.acting) && len(group) < maxGroup; i++ {
		prev, next := c.acting[i-1], c.acting[i]
		if !c.joins(prev.Tail, next.First) || next.Adjective || next.Place || prev.Possessive || object && c.finite(c.skipRight(next.Tail)) {
			break
		}
		group = append(group, next)
		if c.hasAnd(prev.Tail, next.First) {
			closed = len(group)
		}
	}
	return group[:closed]
}

// hasAnd reports whether the words between two tokens join for good, not as one item of a list.
func (c *clause) hasAnd(from, to int) bool {
	for k := from; k < to; k++ {
		if w := c.lower[k]; w == "and" || w == "as" || w == "with" || w == "or" {
			return true
		}
	}
	return false
}

func (c *clause) skipRight(k int) int {
	for adverb(c.at(k)) {
		k++
	}
	return k
}

// joins reports whether the words between two tokens do nothing but join.
func (c *clause) joins(from, to int) bool {
	if from >= to {
		return from == to && from > c.first && c.lower[from-1] == ","
	}
	joined := false
	for k := from; k < to; k++ {
		switch w := c.lower[k]; {
		case w == "and" || w == "," || w == "along" || w == "together" || w == "as" || w == "well" || w == "or" || w == "both":
			joined = true
		case w == "with" && (c.at(k-1) == "along" || c.at(k-1) == "together"), articles[w], w == "his" || w == "her" || w == "its":
		default:
			return false
		}
	}
	return joined
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

var (
	articles         = set("a an the")
	determiners      = set("a an the his her its their our my this that these those some any no another each every both several many few more first second third last new recent direct bilateral high-level face-to-face closed-door official")
	auxiliaries      = set("is are was were be been being am has have had having 's 're 've do does did")
	contracting      = set("he she it that there who what here where") // words that 's stands for "is" behind
	modals           = set("will would can could may might must shall should 'll wo ca 'd")
	prepositions     = set("of in with to from by at for on against about into over under during between among near through after before since until toward towards upon without within along across behind despite amid including")
	adjuncts         = set("during after following including") // prepositions that hang a noun on the clause
	clausal          = set("after before since until")         // prepositions that are conjunctions too
	verbPrepositions = set("after before by for of in on without while since when from about against despite upon")
	boundaries       = set("; : that who which because although though while whereas when if unless whether but , . ? !")
	subordinators    = set("because although though while whereas when if unless whether after before since until as")
	reporting        = set("said says say told reported reports announced added noted stated according believes believed thinks argued claims claimed insists insisted")
	gerundGovernors  = set("denied denies deny considering considered avoid avoided began begun start started stop stopped keep kept continue continued recommend recommended suggest suggested proposed")
	// doing verbs make their subject the one who does what a noun tells: who
	// "launches an attack" attacks, who "condemns an attack" does not.
	doing = set(`launch launches launched launching carry carries carried carrying stage stages staged staging wage wages waged waging make makes made making
		conduct conducts conducted impose imposes imposed imposing give gives gave given giving offer offers offered offering provide provides provided providing
		express expresses expressed expressing voice voices voiced pledge pledges pledged announce announces announced hold holds held holding begin begins began
		begun start starts started resume resumes resumed continue continues continued sign signs signed signing reach reaches reached reaching issue issues issued
		send sends sent deliver delivers delivered level leveled levelled file files filed open opens opened order orders ordered have has had pay pays paid
		promise promises promised grant grants granted approve approves approved complete completes completed plan plans planned cut suspend suspended lift lifted`)
	receiving  = set("received receives receive receiving got gets get won wins win took takes accepted accepts")
	lightVerbs = set(`hold holds held holding begin begins began begun start starts started resume resumes resumed conduct conducts conducted open opens opened
		continue continues continued conclude concludes concluded finish finished attend attends attended join joins joined lead leads led arrive arrives arrived
		leave leaves left go goes went gone come comes came fly flies flew travel travels traveled travelled plan plans planned schedule schedules scheduled cancel
		canceled cancelled postpone postponed seek seeks sought want wants wanted propose proposes proposed offer offers offered accept accepts accepted reject
		rejects rejected refuse refuses refused make makes made making take takes took taken taking pay pays paid give gives gave given get gets got reach reaches
		reached express expresses expressed voice voiced launch launches launched carry carried wage waged stage staged sign signs signed receive received have has had
		having holding arriving leaving attending paying ending ends end ended break broke broken call calls called describe described schedule expects expect rule rules ruled ruling`)
	adverbs   = set("also not n't never already just then later still again now first once twice often soon even once both instead however meanwhile therefore thus nonetheless nevertheless twice ago earlier today yesterday tomorrow together reportedly")
	timeWords = set(`monday tuesday wednesday thursday friday saturday sunday week month year day days weeks months years morning evening night afternoon
		last next late early earlier today yesterday tomorrow january february march april may june july august september october november december recently time`)
)
