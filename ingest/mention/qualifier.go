package mention

import (
	"strings"

	"entente/ingest/actor"
	"entente/schema"
)

// continues reports whether the phrase is the next state of a list that ends at
// token i: "Singapore" in "ministers from Indonesia, Singapore and Malaysia".
func (r *reader) continues(i int, p *phrase) bool {
	if p.core != coreKnown || p.known.Kind == schema.Person || p.form == actor.Adjective || p.title != "" {
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

// coordinated reports whether another nationality follows the one before token
// i, and a noun for both: "Egyptian | and Palestinian officials", "U.S. | and EU envoys".
func (r *reader) coordinated(q *phrase, i int) bool {
	if q.core != coreKnown || q.form != actor.Adjective && !r.initials(q.first) || !r.at(i, "and", ",") {
		return false
	}
	m := r.match(i + 1)
	return len(m) > 0 && (m[0].Form == actor.Adjective && r.leadsToNoun(i+1) || r.initials(i+1) && m[0].Words == 1 && r.leadsToNoun(i+2))
}

// initials reports whether token i is an abbreviation such as "U.S." or "EU", which
// stands as it is where others have an adjective.
func (r *reader) initials(i int) bool {
	w := r.wordAt(i)
	return len(w) > 1 && strings.ToUpper(w) == w && isCapital(w) && !r.isTitleCase()
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

// groupOf reads what a group is of: "leaders of Hamas", "supporters of Alexei Navalny".
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
		p.at, p.ofList = of.known, true
		p.parts = append(p.parts, of)
		return of.end
	}
	if !r.at(j, "of") || p.at != nil || p.atPhrase != nil {
		return j
	}
	if of := r.phraseAt(j + 1); of != nil && of.person() && !r.at(of.end, "'s", "’s", "and", ",") {
		of.inner = true
		p.atPhrase = of // "the government of President Nicolas Maduro"
		p.parts = append(p.parts, of)
		return of.end
	}
	return j
}

// person reports whether the phrase names one.
func (p *phrase) person() bool {
	return p.core == coreKnown && p.known.Kind == schema.Person || p.core == coreName && p.kind == schema.Person
}

// qualifier reads a known name or adjective at token j that qualifies the noun
// behind it: "Iranian" and "Iran's" in "Iran's president", "SNC" in "SNC president".
func (r *reader) qualifier(j int) (*phrase, int) {
	m := r.match(j)
	var q *phrase
	var end int
	if len(m) > 0 {
		q = r.knownPhrase(j, m[0])
		end = q.end
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
	// "U.S.-led", "Russian-backed" end in a hyphenated word.
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

// hyphenated reads a compound in lower case before a noun: "closed-door", "three-day".
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
	for k := i; k < r.current.End && k < i+7 && !r.finite(k); k++ {
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
	switch rel := r.relation(i); {
	case rel == "" || rel == "amod" || rel == "compound": // or the document has no trees
	case rel == "nmod" && r.doc.Tokens[i].Head > i:
	default:
		return false // "the army attacked rebels"
	}
	return isWord(w) && !isCapital(w) && len(w) > 3 && !functionWords[w] && !verbs[w] && !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ly")
}
