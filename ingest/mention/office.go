package mention

import (
	"strings"

	"entente/ingest/actor"
	"entente/schema"
)

// titleOf reads what an office is of: "of Iran", "of the Atomic Energy
// Organization", "for Syria", "to the United Nations".
func (r *reader) titleOf(p *phrase, j int) int {
	if p.head == "" || !r.at(j, "of", "for", "to", "in", "at") || r.at(j, "to") && !p.ambassadorial() && !servants[p.head] {
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
	if n := r.noActor(k); n > 0 && (r.at(j, "of") || p.ambassadorial()) { // "the governor of California", "envoy to the Middle East"
		return k + n
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
			if kind == "" && r.at(j, "of") && len(r.match(k)) == 0 {
				return n // a place that nobody knows
			}
			if kind == "" || kind == schema.Person && !r.at(j, "of") {
				return j
			}
			of.core, of.kind, of.nameFirst, of.nameEnd = coreName, schema.Organisation, k, n
			end = n
		} else if g, ok := r.base.GroupNoun(r.wordAt(k)); ok && k > j+1 && r.at(j, "of") && !g.Plural { // "of the agency"
			of.core, of.kind, of.head, of.noun, of.sector, of.definite = coreGroup, g.Kind, strings.ToLower(g.Word), r.lower[k], g.Sector, true
			end = k + 1
		} else {
			return j
		}
	}
	if of.core == coreKnown && r.at(end, "'s", "’s") {
		return j // "the leader of Japan's opposition": not of Japan
	}
	served := p.at != nil || p.atPhrase != nil || r.at(p.first-1, "'s", "’s", "'", "’")
	if r.at(j, "to", "at") && of.core == coreKnown && served && p.ambassadorial() {
		return end // "the U.S. ambassador to Iraq" serves the United States, "Kirill's envoy at the Vatican" Kirill
	}
	if r.at(j, "in", "at", "to") && of.core == coreKnown && of.known.Kind == schema.Country && (served || !p.ambassadorial()) {
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

// servants are the offices that are held to somebody: "adviser to the king", but not "handed a suspect to
// the court".
var servants = set(`adviser advisor aide assistant secretary counsel counselor counsellor consultant liaison observer commissioner coordinator successor
	heir minister attache consul nuncio delegate`)

// ambassadorial reports whether the office is one held at or to a place.
func (p *phrase) ambassadorial() bool {
	return p.head == "ambassador" || p.head == "envoy" || p.head == "representative" || p.head == "emissary" || p.head == "delegate"
}
