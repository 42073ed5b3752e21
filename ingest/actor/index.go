package actor

import (
	"sort"
	"strings"

	"entente/schema"
)

// Form says what sort of word stands for the actor.
type Form uint8

// The forms. A word that is both adjective and demonym ("Iranian") is an
// Adjective; its plural ("Iranians") is a Demonym.
const (
	Name      Form = iota // "South Korea", "Vladimir Putin"
	Acronym               // "U.S.", "NATO"
	Adjective             // "Burmese"
	Demonym               // "Briton", "Turks"
	Capital               // "Tehran"
	Seat                  // "Kremlin"
	Surname               // "Putin": of a person, where it is practically unique in the news
)

func (f Form) String() string {
	return [...]string{"name", "acronym", "adjective", "demonym", "capital", "seat", "surname"}[f]
}

// Match is an actor that the words may name.
type Match struct {
	Actor *schema.Actor // shared: not to be changed
	Form  Form
	Words int  // how many of the given words the name covers
	Rare  bool // the words mean another of the matches more often: "Congo" the smaller of the two
}

// sense is one meaning of a name. A nil actor marks a name of no actor.
type sense struct {
	actor   *schema.Actor
	form    Form
	rare    bool
	brought bool // by a user's dictionary, which knows of names only
}

// entry is a name on its way into the index.
type entry struct {
	words []string
	sense
}

// newEntry splits a name as the tables have it. ok is false for one that is
// not to be found.
func newEntry(name string, a *schema.Actor, f Form) (e entry, ok bool) {
	if strings.HasPrefix(name, "!") {
		return entry{}, false
	}
	name, rare := strings.CutPrefix(name, "~")
	e = entry{canonicalWords(name), sense{actor: a, form: f, rare: rare}}
	return e, len(e.words) > 0
}

func canonicalWords(name string) []string {
	var out []string
	for _, w := range split(name) {
		if c := canonical(w); c != "" {
			out = append(out, c)
		}
	}
	return out
}

// newIndex makes an index of names; of those with equal words the first go first.
func newIndex(entries []entry) *index {
	// A word that some name writes small ("of", "al") is that word in all
	// names, so that "Al-Qaida" and "Bank Of England" are found too; but not
	// if it is a name of its own with a capital: a turkey is no Turkey.
	alone, small := make(map[string]bool, len(entries)/2), map[string]bool{}
	for _, e := range entries {
		if len(e.words) == 1 {
			alone[e.words[0]] = true
		}
	}
	for _, e := range entries {
		for _, w := range e.words {
			if up := upperFirst(w); up != w && !alone[up] {
				small[w] = true
			}
		}
	}
	ids := make(map[string]int32, len(entries))
	written := make(map[string]int32, len(entries)) // the same, by the word as the name writes it
	id := func(w string) int32 {
		if known := written[w]; known != 0 {
			return known
		}
		canon := w
		if l := lowerFirst(w); small[l] {
			canon = l
		}
		if ids[canon] == 0 {
			ids[canon] = int32(len(ids) + 1)
		}
		written[w] = ids[canon]
		return ids[canon]
	}
	nodes := newEdges(2 * len(entries))
	senses := make([][]sense, 1, 2*len(entries))
	plain := make([]bool, 1, 2*len(entries))
	for _, e := range entries {
		node := int32(0)
		for _, w := range e.words {
			word := id(w)
			next := nodes.find(node, word)
			if next == 0 {
				next = int32(len(senses))
				nodes.add(node, word, next)
				senses, plain = append(senses, nil), append(plain, false)
			}
			node = next
		}
		senses[node] = with(senses[node], e.sense)
		plain[node] = plain[node] || !capitals(e.words...)
	}
	x := &index{words: spell(ids), edges: nodes, first: make([]int32, len(ids)+1), ends: make([]end, len(senses))}
	for _, id := range ids {
		x.first[id] = nodes.find(0, id)
	}
	total := 0
	for _, s := range senses {
		total += len(s)
	}
	x.senses = make([]sense, 0, total)
	for node, s := range senses {
		x.ends[node] = end{int32(len(x.senses)), int32(len(s)), plain[node]}
		x.senses = append(x.senses, s...)
	}
	return x
}

// spell tells for every way of writing one of the words which word it is.
func spell(ids map[string]int32) *vocabulary {
	words := make([]string, 0, len(ids))
	for w := range ids {
		words = append(words, w)
	}
	sort.Strings(words)
	v := newVocabulary(2 * len(words))
	for _, w := range words {
		v.at(w).exact = ids[w]
		if up := upperFirst(w); up != w && ids[up] == 0 {
			v.at(up).exact = ids[w]
		}
		if up := strings.ToUpper(w); up != w {
			if s := v.at(up); s.shout == 0 {
				s.shout = ids[w]
			}
		}
	}
	return v
}

// with adds a sense: the first of an actor stays, rare senses stand behind,
// and a name of an actor is no name of none. What is built in knows the form of
// a name that a user brings again.
func with(senses []sense, s sense) []sense {
	for i, have := range senses {
		if have.actor == s.actor {
			if have.brought && !s.brought {
				senses[i].form, senses[i].brought = s.form, false
			}
			return senses
		}
		if have.brought && s.actor == nil {
			return senses
		}
	}
	senses = append(senses, s)
	sort.SliceStable(senses, func(i, j int) bool { return !senses[i].rare && senses[j].rare })
	return senses
}
