package schema

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NewPersonID makes the id of a person's name: that of its normal form.
func NewPersonID(name string) ActorID { return NewActorID(PersonName(name)) }

// PersonName is the normal form of a person's name, of which the id is made, so
// that articles that write one name in several ways speak of one actor:
//
//   - without courtesy words and abbreviated titles before it ("Dr. Hans Moll");
//   - without initials in the middle ("Hans P. Moll"), but with those in front,
//     which may be all that tells two people apart ("J. R. Moll", also if
//     written "J.R. Moll");
//   - with the surname first where a Korean or Taiwanese name was turned round
//     ("Geun-hye Park"). The small letter behind the hyphen is how such names
//     are written and "Jean-Marie" is not, so only then.
//
// Case, accents, apostrophes, hyphens and "Al-" or "al " are the business of
// [NewActorID]. What is only probably the same ("Mikhael", "el-", a missing
// middle name) is not decided here, where a mistake could not be taken back,
// but by the graph, which knows of everybody.
func PersonName(name string) string {
	words := strings.Fields(name)
	for len(words) > 2 && courtesies[Fold(words[0])] {
		words = words[1:]
	}
	if len(words) > 1 {
		words = slices.Concat(initials(words[0]), words[1:])
	}
	if len(words) > 2 && !isInitial(words[0]) {
		inner := slices.DeleteFunc(slices.Clone(words[1:len(words)-1]), isInitial)
		words = slices.Concat(words[:1], inner, words[len(words)-1:])
	}
	if len(words) == 2 && isTwoSyllables(words[0]) && surnamesFirst[Fold(words[1])] {
		words[0], words[1] = words[1], words[0]
	}
	return strings.Join(words, " ")
}

// courtesies are words before a name that are never part of one. "Sheikh",
// "Lord" and "King" can be.
var courtesies = setOf("mr mrs ms miss dr prof professor sir madam rev hon gen lt col maj capt sgt sen rep gov pres amb adm")

// surnamesFirst are surnames that stand before a given name of two syllables.
var surnamesFirst = setOf("kim lee yi park bak choi jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo suh shin " +
	"kwon hwang ahn an song ryu yoo yu hong jeon moon ban bae nam noh roh ko koh goh paik baek ha heo hur ri pak choe " +
	"tsai chen lin wang lai ma wu hsu hsiao hsieh su soong chiang chiu chu liu yang huang")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// initials parts "J.R." into "J" and "R"; any other word stays as it is.
func initials(word string) []string {
	letters := strings.Split(strings.TrimSuffix(word, "."), ".")
	for _, l := range letters {
		if !isInitial(l) {
			return []string{word}
		}
	}
	return letters
}

// isInitial reports whether a word is a letter that stands for a name: "F", "F.".
func isInitial(word string) bool {
	letter := strings.TrimSuffix(word, ".")
	r, size := utf8.DecodeRuneInString(letter)
	return size == len(letter) && unicode.IsUpper(r)
}

// isTwoSyllables reports whether a word is written as "Geun-hye" is.
func isTwoSyllables(word string) bool {
	first, second, ok := strings.Cut(word, "-")
	if !ok || strings.Contains(second, "-") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(first)
	return unicode.IsUpper(r) && second != "" && strings.ToLower(second) == second
}
