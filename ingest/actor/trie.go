package actor

import (
	"strings"
	"unicode/utf8"
)

// index is a trie over words. Its words are canonical: without accents, stops
// and apostrophes, in the case in which the tables have them; the vocabulary
// tells what a text may write instead. Every token of every text asks for the
// names that begin there, and most begin none: that answer takes one look into
// the vocabulary and one into first. Tables are flat, so that a big dictionary
// is a few large objects to the garbage collector and to the cache.
type index struct {
	words  *vocabulary
	first  []int32 // by word: the node under the root, 0 for none
	edges  *edges
	ends   []end // by node; node 0 is the root
	senses []sense
}

// end is where the senses of a node lie.
type end struct {
	start, count int32
	plain        bool // a name that ends here has no capital letter
}

// longest follows the words as far as a name reaches.
func (x *index) longest(word func(i int) string, n int) (senses []sense, words int) {
	node, capital := int32(0), false
	for i := 0; i < n; i++ {
		w := word(i)
		single := i == 0
		switch {
		case i > 0 && joins(w):
			continue
		case strings.IndexByte(w, '-') < 0 || joins(w):
			next, shouted := x.step(node, w)
			if next == 0 {
				return senses, words
			}
			node = next
			// "XI" is a numeral before it is a president.
			single = single && shouted && utf8.RuneCountInString(w) < 4
		default: // a tokeniser has kept its hyphens
			parts := strings.FieldsFunc(w, func(r rune) bool { return r == '-' })
			if len(parts) == 0 {
				return senses, words
			}
			for _, part := range parts {
				next, shouted := x.step(node, part)
				if next == 0 {
					return senses, words
				}
				node = next
				single = single && shouted && utf8.RuneCountInString(part) < 4
			}
		}
		capital = capital || capitals(w)
		if e := x.ends[node]; e.count > 0 && !single && (capital || e.plain) {
			senses, words = x.senses[e.start:e.start+e.count], i+1
		}
	}
	return senses, words
}

// step is the node that a word leads to, 0 for none, and whether it does only
// because it stands in capital letters.
func (x *index) step(node int32, w string) (next int32, shouted bool) {
	s := x.words.find(w)
	if s == nil {
		c := canonical(w)
		if c == w || c == "" {
			return 0, false
		}
		if s = x.words.find(c); s == nil {
			return 0, false
		}
	}
	if s.exact != 0 {
		if next = x.follow(node, s.exact); next != 0 {
			return next, false
		}
	}
	if s.shout != 0 {
		return x.follow(node, s.shout), true
	}
	return 0, false
}

func (x *index) follow(node, word int32) int32 {
	if node == 0 {
		return x.first[word]
	}
	return x.edges.find(node, word)
}

// spelling leads to up to two canonical words: "UN" is one of its own, and
// "Un" in capital letters. 0: none.
type spelling struct{ exact, shout int32 }

// vocabulary is a hash table from words to spellings, with linear probing.
type vocabulary struct {
	slots []slot // a power of two, at most half of them in use
	used  int
}

type slot struct {
	hash uint32 // never 0 in use
	spelling
	word string
}

func newVocabulary(words int) *vocabulary { return &vocabulary{slots: make([]slot, tableSize(words))} }

// tableSize is a power of two that is at least twice n.
func tableSize(n int) int {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return size
}

// hashWord is FNV-1a, with its last bit set so that it is never 0.
func hashWord(w string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h | 1<<31
}

func (v *vocabulary) find(w string) *spelling {
	h := hashWord(w)
	mask := len(v.slots) - 1
	for i := int(h) & mask; ; i = (i + 1) & mask {
		s := &v.slots[i]
		if s.hash == h && s.word == w {
			return &s.spelling
		}
		if s.hash == 0 {
			return nil
		}
	}
}

// at is the spelling of a word, made if it is not there; it is good until the
// next call.
func (v *vocabulary) at(w string) *spelling {
	if s := v.find(w); s != nil {
		return s
	}
	if v.used++; 2*v.used > len(v.slots) {
		old := v.slots
		v.slots = make([]slot, 2*len(old))
		for _, s := range old {
			if s.hash != 0 {
				*v.free(s.hash) = s
			}
		}
	}
	h := hashWord(w)
	s := v.free(h)
	s.hash, s.word = h, strings.Clone(w) // not the line of a table that it was cut from
	return &s.spelling
}

func (v *vocabulary) free(h uint32) *slot {
	mask := len(v.slots) - 1
	i := int(h) & mask
	for v.slots[i].hash != 0 {
		i = (i + 1) & mask
	}
	return &v.slots[i]
}

// edges is a hash table of the steps from node to node, with linear probing.
type edges struct {
	slots []edge // a power of two, at most half of them in use
	used  int
}

type edge struct{ node, word, next int32 } // next 0: not in use

func newEdges(n int) *edges { return &edges{slots: make([]edge, tableSize(n))} }

func (t *edges) home(node, word int32) int {
	h := uint64(uint32(node))<<32 | uint64(uint32(word))
	h *= 0x9e3779b97f4a7c15
	return int(h>>32) & (len(t.slots) - 1)
}

func (t *edges) find(node, word int32) int32 {
	for i := t.home(node, word); ; i = (i + 1) & (len(t.slots) - 1) {
		switch e := &t.slots[i]; {
		case e.next == 0:
			return 0
		case e.node == node && e.word == word:
			return e.next
		}
	}
}

func (t *edges) add(node, word, next int32) {
	if t.used++; 2*t.used > len(t.slots) {
		old := t.slots
		t.slots = make([]edge, 2*len(old))
		for _, e := range old {
			if e.next != 0 {
				t.put(e)
			}
		}
	}
	t.put(edge{node, word, next})
}

func (t *edges) put(e edge) {
	i := t.home(e.node, e.word)
	for t.slots[i].next != 0 {
		i = (i + 1) & (len(t.slots) - 1)
	}
	t.slots[i] = e
}
