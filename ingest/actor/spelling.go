package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

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
