package actor

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/schema"

	"golang.org/x/text/unicode/norm"
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

// index is a trie over words. Its words are canonical: without accents, stops
// and apostrophes, in the case in which the tables have them; spellings maps
// what a text may write instead to the canonical word.
type index struct {
	spellings map[string]spelling
	next      map[edge]int32 // 0: none
	senses    [][]sense      // by node; node 0 is the root
	plain     map[int32]bool // nodes whose name has no capital letter
}

type edge struct{ node, word int32 }

// spelling leads to up to two canonical words: "UN" is one of its own, and
// "Un" in capital letters. 0: none.
type spelling struct{ exact, shout int32 }

// sense is one meaning of a name. A nil actor marks a name of no actor.
type sense struct {
	actor *schema.Actor
	form  Form
	rare  bool
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
	for _, w := range split(name) {
		if c := canonical(w); c != "" {
			e.words = append(e.words, c)
		}
	}
	e.sense = sense{a, f, rare}
	return e, len(e.words) > 0
}

func newIndex(entries []entry) *index {
	x := &index{
		spellings: make(map[string]spelling, 2*len(entries)),
		next:      make(map[edge]int32, 2*len(entries)),
		senses:    make([][]sense, 1, 2*len(entries)),
		plain:     map[int32]bool{},
	}

	// A word that some name writes small ("of", "al") is that word in all
	// names, so that "Al-Qaida" and "Bank Of England" are found too; but not
	// if it is a name of its own with a capital: a turkey is no Turkey.
	alone, small := map[string]bool{}, map[string]bool{}
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
	ids := map[string]int32{}
	for _, e := range entries {
		node := int32(0)
		for _, w := range e.words {
			if l := lowerFirst(w); small[l] {
				w = l
			}
			if ids[w] == 0 {
				ids[w] = int32(len(ids) + 1)
			}
			step := edge{node, ids[w]}
			if x.next[step] == 0 {
				x.next[step] = int32(len(x.senses))
				x.senses = append(x.senses, nil)
			}
			node = x.next[step]
		}
		x.senses[node] = with(x.senses[node], e.sense)
		x.plain[node] = x.plain[node] || !capitals(e.words...)
	}
	words := make([]string, 0, len(ids))
	for w := range ids {
		words = append(words, w)
	}
	sort.Strings(words)
	for _, w := range words {
		x.spellings[w] = spelling{exact: ids[w], shout: x.spellings[w].shout}
		if up := upperFirst(w); up != w && ids[up] == 0 {
			x.spellings[up] = spelling{exact: ids[w], shout: x.spellings[up].shout}
		}
		if up := strings.ToUpper(w); up != w && x.spellings[up].shout == 0 {
			x.spellings[up] = spelling{exact: x.spellings[up].exact, shout: ids[w]}
		}
	}
	return x
}

// with adds a sense: the first form of an actor stays, rare senses stand behind.
func with(senses []sense, s sense) []sense {
	for _, have := range senses {
		if have.actor == s.actor {
			return senses
		}
	}
	senses = append(senses, s)
	sort.SliceStable(senses, func(i, j int) bool { return !senses[i].rare && senses[j].rare })
	return senses
}

// longest follows the words as far as a name reaches.
func (x *index) longest(word func(i int) string, n int) (senses []sense, words int) {
	node, capital := int32(0), false
	for i := 0; i < n; i++ {
		w := word(i)
		if i > 0 && joins(w) {
			continue
		}
		ps := parts(w)
		if len(ps) == 0 {
			return senses, words
		}
		capital = capital || capitals(w)
		single := i == 0
		for _, part := range ps {
			next, shouted := x.step(node, part)
			if next == 0 {
				return senses, words
			}
			node = next
			// "XI" is a numeral before it is a president.
			single = single && shouted && utf8.RuneCountInString(part) < 4
		}
		if x.senses[node] != nil && !single && (capital || x.plain[node]) {
			senses, words = x.senses[node], i+1
		}
	}
	return senses, words
}

func (x *index) step(node int32, w string) (next int32, shouted bool) {
	s, ok := x.spellings[w]
	if !ok {
		c := canonical(w)
		if c == w || c == "" {
			return 0, false
		}
		if s, ok = x.spellings[c]; !ok {
			return 0, false
		}
	}
	if s.exact != 0 {
		if next = x.next[edge{node, s.exact}]; next != 0 {
			return next, false
		}
	}
	if s.shout != 0 {
		return x.next[edge{node, s.shout}], true
	}
	return 0, false
}

// capitals reports whether any of the words has a capital letter or a digit.
func capitals(words ...string) bool {
	for _, w := range words {
		if strings.IndexFunc(w, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) >= 0 {
			return true
		}
	}
	return false
}

// joins reports whether the token only holds two words of a name together.
func joins(w string) bool {
	switch w {
	case "-", "–", "‐", "‑", "'", "’":
		return true
	}
	return false
}

// parts splits a token at its hyphens, should a tokeniser have kept them.
func parts(w string) []string {
	if !strings.Contains(w, "-") || joins(w) {
		return []string{w}
	}
	return strings.FieldsFunc(w, func(r rune) bool { return r == '-' })
}

// split parts a name into words as the tokeniser does, leaving out what only
// joins them: hyphens and the apostrophe of a plural possessive.
func split(name string) []string {
	name = strings.ReplaceAll(name, "’", "'")
	var out []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		stem, comma := strings.CutSuffix(w, ",")
		stem, possessive := strings.CutSuffix(stem, "'s")
		if stem = strings.TrimSuffix(stem, "'"); stem != "" {
			out = append(out, stem)
		}
		if possessive {
			out = append(out, "'s")
		}
		if comma {
			out = append(out, ",")
		}
	}
	return out
}

// undecomposed are letters that Unicode does not take for a letter with a mark.
var undecomposed = strings.NewReplacer("ß", "ss", "æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "ø", "o", "Ø", "O",
	"ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ð", "d", "Ð", "D", "þ", "th", "Þ", "Th", "ı", "i", "ə", "e", "Ə", "E")

// canonical takes accents, stops and apostrophes from a word. The possessive
// 's keeps its apostrophe, or it would be an initial.
func canonical(w string) string {
	switch w {
	case "'s", "’s", "'S", "’S":
		return "'s"
	case ",":
		return ","
	}
	plain := true
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf || w[i] == '.' || w[i] == '\'' {
			plain = false
			break
		}
	}
	if plain {
		return w
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(undecomposed.Replace(w)) {
		if r == '.' || r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || unicode.Is(unicode.Mn, r) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func upperFirst(w string) string { return firstBy(unicode.ToUpper, w) }
func lowerFirst(w string) string { return firstBy(unicode.ToLower, w) }

func firstBy(change func(rune) rune, w string) string {
	r, size := utf8.DecodeRuneInString(w)
	if size == 0 || change(r) == r {
		return w
	}
	return string(change(r)) + w[size:]
}

// acronym reports whether a name is written as one: up to six capital letters.
func acronym(name string) bool {
	c := canonical(strings.TrimLeft(name, "~!"))
	return len(c) >= 2 && len(c) <= 6 && strings.Trim(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
