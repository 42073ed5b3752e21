package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lemmatiser finds the dictionary form of a word from its form and Penn tag. It
// is immutable and safe for concurrent use.
type lemmatiser struct {
	tags     map[Tag]*tagRules
	anyTag   *tagRules
	perfects map[string]bool
}

// tagRules are what holds for the words of one tag.
type tagRules struct {
	words    map[string]string
	endings  table[change]
	capitals [shapes]table[capitals]
}

// table gives a value to the longest ending of a word that it knows.
type table[V any] struct {
	values  map[string]V
	longest int // of its endings, in bytes
}

// change is what a word loses at its end, in bytes, and what it gets instead.
type change struct {
	loses int
	gains string
}

// capitals is what becomes of a word's capitals.
type capitals uint8

const (
	lowerCapitals capitals = iota
	keepCapitals
	titleCapitals // the first letter is a capital, and no other
)

// shape is how a word is capitalised.
type shape uint8

const (
	smallShape   shape = iota // "war"; also what has no letters
	initialShape              // "A"
	capitalShape              // "NATO"
	titleShape                // "Iran"
	mixedShape                // "iPhone", "McCain"
	shapes       = iota
)

// of is the value of the longest ending of the word that the table knows, else
// the zero value.
func (t *table[V]) of(word []byte) (value V) {
	if len(t.values) == 0 {
		return value
	}
	for at := max(0, len(word)-t.longest); at <= len(word); at++ {
		if value, ok := t.values[string(word[at:])]; ok {
			return value
		}
	}
	return value
}

// lemmatise sets the lemmas of a sentence whose words have their Penn tags.
func (l *lemmatiser) lemmatise(d *Document, s Sentence) {
	for i := s.First; i < s.End; i++ {
		token, word := &d.Tokens[i], d.Word(i)
		token.Lemma = l.lemma(word, token.Tag)
		if token.Tag == "VBZ" && plainQuotes(word) == "'s" && l.perfect(d, i+1, s.End) {
			token.Lemma = "have"
		}
	}
}

// perfect reports whether the words from first on go on like "she's already
// been there", where "'s" is a form of have.
func (l *lemmatiser) perfect(d *Document, first, end int) bool {
	for i := first; i < end; i++ {
		if tag := d.Tokens[i].Tag; tag != "RB" {
			return tag == "VBN" && l.perfects[d.Word(i)]
		}
	}
	return false
}

// lemma is the lemma of a word. It is a part of the form or a string of the
// rules, and costs no memory, unless letters of the form change or its capitals
// become small. It is empty for an empty form alone.
func (l *lemmatiser) lemma(form string, tag Tag) string {
	if tag == "CD" {
		form = ungrouped(form)
	}
	form = plainQuotes(form)
	var space [64]byte
	word, shape := fold(space[:0], form)
	rules, ok := l.tags[tag]
	if !ok {
		rules = l.anyTag
	}
	if lemma, ok := rules.words[string(word)]; ok {
		return lemma
	}
	how := rules.capitals[shape].of(word)
	if lemma, ok := l.anyTag.words[string(word)]; ok && how == lowerCapitals {
		return lemma
	}
	c := rules.endings.of(word)
	if c.loses == len(word) && c.gains == "" {
		c = change{}
	}
	return recased(form, word, shape, how, c)
}

// recased is the lemma of a form that is word in small letters: changed, and
// its capitals treated as said.
func recased(form string, word []byte, s shape, how capitals, c change) string {
	stem := len(word) - c.loses
	switch {
	case s == smallShape, how == keepCapitals, how == titleCapitals && s == titleShape:
		return form[:stem] + c.gains
	case how == titleCapitals:
		first, size := utf8.DecodeRune(word[:stem])
		if size > 0 {
			return string(unicode.ToUpper(first)) + string(word[size:stem]) + c.gains
		}
	}
	return string(word[:stem]) + c.gains
}

// fold appends the form in small letters and tells how it was capitalised. What
// is appended is as long as the form: a letter that would change its length,
// such as "İ", stays. A form of the shape smallShape stays wholly.
func fold(to []byte, form string) ([]byte, shape) {
	runes, first, rest, lower := 0, false, false, false // first, rest: capitals; lower: small letters
	for at := 0; at < len(form); runes++ {
		if b := form[at]; 'a' <= b && b <= 'z' {
			lower = true
			to = append(to, b)
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(form[at:])
		folded := unicode.ToLower(r)
		if folded == r || utf8.RuneLen(folded) != size { // a stray byte too
			lower = lower || unicode.ToUpper(r) != r
			to = append(to, form[at:at+size]...)
		} else {
			first, rest = first || at == 0, rest || at > 0
			to = utf8.AppendRune(to, folded)
		}
		at += size
	}
	switch {
	case !first && !rest:
		return to, smallShape
	case lower && !rest:
		return to, titleShape
	case lower:
		return to, mixedShape
	case runes == 1:
		return to, initialShape
	default:
		return to, capitalShape
	}
}

// plainQuotes is the form with straight quotation marks and apostrophes.
func plainQuotes(form string) string {
	if !strings.ContainsAny(form, "‘’“”") {
		return form
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '‘', '’':
			return '\''
		case '“', '”':
			return '"'
		}
		return r
	}, form)
}

// ungrouped is a number without the commas that part its digits in threes:
// "2,300.5" → "2300.5". Other forms it leaves alone.
func ungrouped(form string) string {
	if !strings.Contains(form, ",") {
		return form
	}
	whole, _, _ := strings.Cut(form, ".")
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if (i > 0 && len(group) != 3) || group == "" || len(group) > 3 || strings.Trim(group, "0123456789") != "" {
			return form
		}
	}
	return strings.Join(groups, "") + form[len(whole):]
}
