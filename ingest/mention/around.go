package mention

import (
	"entente/ingest/actor"
	"entente/schema"
)

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
	if q := r.secondTitle(p); q != nil {
		q.apposed, q.inner = p, true
		r.keep(q)
		p.tail = q.tail
		return
	}
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
	case p.core == coreName && p.kind == schema.Organisation, p.core == coreKnown && p.known.Kind == schema.Organisation:
		if !r.at(j, "a", "an", "the") { // "the Party of the Cedars, a Lebanese movement"
			return
		}
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
	if body := !person && p.core != coreRole; body {
		if q.core != coreGroup || q.plural || q.kind != schema.Organisation || !r.at(q.tail, ",", ".", ";", ")", "that", "which", "of", "in") {
			return
		}
		q.apposed, q.inner = p, true
		r.keep(q)
		p.tail = q.tail
		if r.at(p.tail, ",") {
			p.tail++
		}
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

// bearers joins to offices the names that stand behind all that they are of: "the head of
// that commission, Detlev Mehlis", if the tree has it so.
func (r *reader) bearers(phrases []*phrase) {
	named := map[*phrase]bool{}
	for _, q := range phrases {
		named[q.apposed] = true
	}
	for _, p := range phrases {
		if p.core != coreRole || p.plural || p.apposed != nil || named[p] {
			continue
		}
		for _, q := range phrases {
			if q.first > p.tail && q.apposed == nil && !q.inner && (q.core == coreName && q.kind == schema.Person || q.core == coreKnown && q.known.Kind == schema.Person) && r.explains(q, p) {
				q.apposed, q.inner = p, true
				break
			}
		}
	}
}

// explains reports whether phrase q is an apposition of phrase p, or of the last noun of
// what p is of, behind the only comma between them.
func (r *reader) explains(q, p *phrase) bool {
	comma := q.first - 1
	if r.at(comma, "visiting", "outgoing", "incoming") {
		comma--
	}
	if !r.at(comma, ",") {
		return false
	}
	for k := p.end; k < comma; k++ {
		if r.at(k, ",", "and", "or") || r.finite(k) {
			return false
		}
	}
	i, office := r.doc.HeadOf(q.first, q.end), r.doc.HeadOf(p.first, p.end)
	if r.relation(i) != "appos" {
		return false
	}
	for i = r.doc.Tokens[i].Head; i > office; i = r.doc.Tokens[i].Head {
		if r.relation(i) != "nmod" {
			return false
		}
	}
	return i == office
}

// secondTitle is the name with its title behind a title and "and", where both are of one
// person: "Prime Minister and party leader David Cameron is". It is nil for two
// persons: "the president and Prime Minister David Cameron", "… are".
func (r *reader) secondTitle(p *phrase) *phrase {
	if p.core != coreRole || p.definite || p.plural || !r.at(p.tail, "and") || r.at(p.first, "a", "an", "the") {
		return nil
	}
	q := r.phraseAt(p.tail + 1)
	if q == nil || q.title == "" || q.definite || q.core != coreName && q.core != coreKnown || q.core == coreName && q.kind != schema.Person || q.core == coreKnown && q.known.Kind != schema.Person {
		return nil
	}
	for k := q.tail; k < r.current.End; k++ {
		if r.finite(k) {
			if r.doc.Tokens[k].Tag == "VBP" || r.at(k, "were") {
				return nil
			}
			break
		}
	}
	return q
}

// startsRole reports whether an office without article begins at token i: ", president of the bank,".
func (r *reader) startsRole(i int) bool {
	t, ok := r.base.Title(r.wordAt(i))
	if ok && t.Role != actor.Courtesy && !isCapital(r.word[i]) {
		return true
	}
	if m := r.match(i); len(m) > 0 && i+m[0].Words < r.current.End {
		next := i + m[0].Words
		if r.at(next, "'s", "’s") {
			next++
		}
		t, ok := r.base.Title(r.wordAt(next))
		return ok && t.Role != actor.Courtesy
	}
	return false
}
