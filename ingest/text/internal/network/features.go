package network

import (
	"unicode"
	"unicode/utf8"
)

// table is embeddings: rows of int8, which times a factor are activations. Its
// bytes are those of the file.
type table struct {
	bytes  string
	dim    int
	factor int32
}

func (t *table) row(i int) string { return t.bytes[i*t.dim : (i+1)*t.dim] }

func (t *table) rows() int { return len(t.bytes) / t.dim }

// affixKinds counts the strings of a word that are looked up by their hash: the
// word, prefixes of 1–3 characters, suffixes of 1–4, the shape.
const affixKinds = 9

// speller makes of a word the strings that it is known by.
type speller struct {
	low   []byte // lower case
	shape []byte // "Xxxx", "d.d"; runs of one kind are cut at 4
}

// maxRun is how long a run of one kind of character can be in a shape.
const maxRun = 4

// spell writes low and shape. Quotes, dashes and ellipses of print become those
// of a typewriter first.
func (s *speller) spell(word string) {
	s.low, s.shape = s.low[:0], s.shape[:0]
	last, run := rune(-1), 0
	for _, r := range word {
		switch r {
		case '’', '‘':
			r = '\''
		case '“', '”':
			r = '"'
		case '–', '—':
			r = '-'
		case '…': // three dots
			s.low = append(s.low, ".."...)
			for range 2 {
				last, run = s.addShape('.', last, run)
			}
			r = '.'
		}
		last, run = s.addShape(r, last, run)
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			s.low = append(s.low, byte(r))
		} else {
			s.low = utf8.AppendRune(s.low, unicode.ToLower(r))
		}
	}
}

// addShape appends the kind of a character unless the run of it that stands
// there, of the kind last, is long enough.
func (s *speller) addShape(r, last rune, run int) (rune, int) {
	kind := kindOf(r)
	if kind != last {
		run = 0
	}
	if run < maxRun {
		s.shape = utf8.AppendRune(s.shape, kind)
	}
	return kind, run + 1
}

func kindOf(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z':
		return 'x'
	case r < utf8.RuneSelf && ('A' > r || r > 'Z') && ('0' > r || r > '9'):
		return r
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsDigit(r):
		return 'd'
	}
	return r
}

// affixRows are the rows of a table of that many, a power of two.
func (s *speller) affixRows(rows int) [affixKinds]int {
	prefix, suffix := [4]int{}, [5]int{}
	for i := 1; i < len(prefix); i++ {
		_, size := utf8.DecodeRune(s.low[prefix[i-1]:])
		prefix[i] = prefix[i-1] + size
	}
	suffix[0] = len(s.low)
	for i := 1; i < len(suffix); i++ {
		_, size := utf8.DecodeLastRune(s.low[:suffix[i-1]])
		suffix[i] = suffix[i-1] - size
	}
	mask := uint32(rows - 1)
	at := func(kind byte, affix []byte) int { return int(hash(kind, affix) & mask) }
	return [affixKinds]int{
		at(0, s.low),
		at(1, s.low[:prefix[1]]), at(2, s.low[:prefix[2]]), at(3, s.low[:prefix[3]]),
		at(4, s.low[suffix[1]:]), at(5, s.low[suffix[2]:]), at(6, s.low[suffix[3]:]), at(7, s.low[suffix[4]:]),
		at(8, s.shape),
	}
}

// hash is FNV-1a of 32 bits over the kind and the bytes.
func hash(kind byte, affix []byte) uint32 {
	const offset, prime = 2166136261, 16777619
	h := (offset ^ uint32(kind)) * prime
	for _, c := range affix {
		h = (h ^ uint32(c)) * prime
	}
	return h
}

// embed writes the features of a word: its own vector, and the sum of those of
// its affixes. Words that the table lacks share row 0.
func (n *Network) embed(s *speller, affixes *table, word string, features []int16) {
	s.spell(word)
	own := n.wordRows.row(int(n.words[string(s.low)]))
	for i := range len(own) { // bytes, not runes
		features[i] = saturate(int32(int8(own[i])) * n.wordRows.factor)
	}
	sum := features[len(own):]
	clear(sum)
	for _, row := range s.affixRows(affixes.rows()) {
		affix := affixes.row(row)
		for i := range sum[:len(affix)] {
			sum[i] += int16(int8(affix[i]))
		}
	}
	for i := range sum {
		sum[i] = saturate(int32(sum[i]) * affixes.factor)
	}
}

// saturate is the nearest activation.
func saturate(v int32) int16 { return int16(min(max(v, -mostActivation), mostActivation)) }
