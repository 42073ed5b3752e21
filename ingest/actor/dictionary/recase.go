package dictionary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/ingest/actor"
)

// small are the words that names write small inside.
var small = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("of the and for in on at to de la du des del di da dos von van der den bin ibn al el") {
		out[w] = true
	}
	return out
}()

// recase writes a name in capitals as texts write it: "BANK_OF_ENGLAND" is the
// Bank of England, "UN_ENVOY" the UN Envoy. A leading article goes. Words that
// are not all capitals stay as they are.
func recase(name string, base *actor.Base) string {
	words := strings.Fields(name)
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	for i, w := range words {
		lower := strings.ToLower(w)
		switch {
		case strings.ToUpper(w) != w:
		case small[lower] && (i > 0 || lower == "al" || lower == "el") && len(words) > 1:
			words[i] = lower
		case !abbreviation(w, len(words) == 1, base):
			words[i] = titleCase(lower)
		}
	}
	return strings.Join(words, " ")
}

// abbreviation reports whether a word in capitals is to stay so: initials, what
// the base knows as an acronym, what has digits or no vowel, and short names of
// a single word.
func abbreviation(w string, alone bool, base *actor.Base) bool {
	if strings.ContainsAny(w, ".0123456789&") || alone && utf8.RuneCountInString(w) <= 3 {
		return true
	}
	if len(w) > 1 && len(w) <= 6 && !strings.ContainsFunc(w, func(r rune) bool { return r > unicode.MaxASCII || strings.ContainsRune("AEIOUY'-", r) }) {
		return true
	}
	found := base.Match(func(int) string { return w }, 1)
	return len(w) <= 6 && len(found) > 0 && found[0].Form == actor.Acronym
}

// titleCase writes each part of a word with a capital: "ki-moon" as Ki-Moon,
// "o'brien" as O'Brien, but "children's" as Children's.
func titleCase(w string) string {
	var b strings.Builder
	start, letters := true, 0
	for _, r := range w {
		if start {
			r = unicode.ToTitle(r)
		}
		start = false
		switch r {
		case '-', '/', '"', '`', ',':
			start, letters = true, 0
		case '\'', '’':
			start = letters == 1 || letters == 0
			letters = 0
		default:
			letters++
		}
		b.WriteRune(r)
	}
	return b.String()
}
