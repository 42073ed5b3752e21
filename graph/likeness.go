package graph

import (
	"slices"
	"strings"

	"github.com/xrash/smetrics"

	"entente/schema"
)

// likeness is how two names differ that may be one person's.
type likeness struct {
	how   difference
	score float64 // how alike the names are on their own, 0 to 1
	word  int     // of a misspelling, the place of the word that differs
	sound bool    // … and whether the two words sound alike
	short int     // length of the shorter of the two
}

type difference string

// How two alike names differ, as the graph says it.
const (
	divided        difference = "same name, written apart otherwise" // "Seon Ok" and "Seonok", "al-Tayyar" and "Tayyar"
	transcribed    difference = "same name, transcribed otherwise"   // "Mohamed" and "Muhammad", by the table of transcriptions
	shortened      difference = "same name, shorter"                 // a middle name, the first of several, or an initial
	respelt        difference = "close spelling"                     // of the surname
	givenOtherwise difference = "close spelling of the given name"
)

// nameWords are the words of a name that are compared: folded, with all its
// initials, without the article of Arabic names, which is written as al, el and
// not at all.
func nameWords(name string) []string {
	words := strings.Fields(schema.Fold(name))
	return slices.DeleteFunc(words, func(w string) bool { return len(words) > 2 && (w == "al" || w == "el") && w != words[0] })
}

// compareNames says how two names differ, and false if they are not alike
// enough to be one person's. Names of one word never are: nothing would bear
// witness beside the spelling.
func compareNames(a, b []string) (likeness, bool) {
	if len(a) < 2 || len(b) < 2 {
		return likeness{}, false
	}
	if strings.Join(a, "") == strings.Join(b, "") {
		return likeness{how: divided, score: 1}, true
	}
	if x, y := oneTranscription(a), oneTranscription(b); slices.Equal(x, y) {
		return likeness{how: transcribed, score: 0.98}, true
	}
	if len(a) == len(b) {
		if l, ok := misspelt(a, b); ok {
			return l, true
		}
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	return likeness{how: shortened, score: 0.95}, shortens(a, b)
}

// misspelt compares names of equally many words. One word alone may differ: a
// writer who errs twice is rarer than two people of similar names.
func misspelt(a, b []string) (likeness, bool) {
	word := -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if word >= 0 {
			return likeness{}, false
		}
		word = i
	}
	x, y := a[word], b[word]
	l := likeness{how: respelt, word: word, sound: soundOf(x) == soundOf(y), short: min(len(x), len(y))}
	if !closeSpelling(x, y, l.sound) {
		return likeness{}, false
	}
	surname := word == len(a)-1
	if !surname {
		l.how = givenOtherwise
		// "Christian" and "Christina", "Mario" and "Maria" are not one person:
		// in given names the ending tells men from women.
		if !l.sound || ending(x) != ending(y) {
			return likeness{}, false
		}
	}
	// 0.7 and 4 are Winkler's own. The surname tells more than the given name.
	score := smetrics.JaroWinkler(x, y, 0.7, 4)
	if surname {
		score = (1 + 2*score) / 3
	} else {
		score = (2 + score) / 3
	}
	l.score = score
	return l, true
}

// closeSpelling reports whether a word may be the other misspelt or otherwise
// transcribed. In words of less than five letters every letter counts.
func closeSpelling(x, y string, sound bool) bool {
	if min(len(x), len(y)) < 5 || firstSound(x) != firstSound(y) {
		return false
	}
	most := 1
	if sound && min(len(x), len(y)) >= 8 {
		most = 2 // "Muhammad", "Mohammed"; but "Hassan" is not "Hussain"
	}
	return edits(x, y) <= most
}

// shortens reports whether the name b is the name a with words left out or
// cut to initials: the surname is the same, and a given name in full. Of two
// names with initials neither leaves one out: "George H. W." is not "George W.".
func shortens(a, b []string) bool {
	if a[len(a)-1] != b[len(b)-1] {
		return false
	}
	given, i, inFull := b[:len(b)-1], 0, false
	initials := slices.ContainsFunc(given, func(w string) bool { return len(w) == 1 })
	for _, x := range a[:len(a)-1] {
		y := ""
		if i < len(given) {
			y = given[i]
		}
		switch {
		case y == "":
			if initials && len(x) == 1 {
				return false
			}
		case x == y:
			inFull = inFull || len(x) > 1
			i++
		case len(x) == 1 && x[0] == y[0], len(y) == 1 && x[0] == y[0]:
			i++
		case len(a) == len(b), initials && len(x) == 1:
			return false
		}
	}
	return i == len(given) && inFull
}

// transcriptions are the common ways to write a given name in Latin letters, by
// name; a name stands in one line only.
var transcriptions = byTranscription(`mohammed mohamed muhammad mohammad mohamad muhammed mohamud muhamed
	ahmed ahmad achmad ahmet
	hussein husain hussain hossein husayn hosein
	hassan hasan
	mahmoud mahmud mahmood
	abdullah abdallah abdulla
	yusuf yousef youssef yousuf yussuf yosef
	ibrahim ebrahim ibraheem
	khaled khalid
	omar umar
	osama usama
	saeed said saied sayeed
	mustafa mostafa moustafa mustapha
	suleiman sulaiman suleyman soliman
	faisal faysal feisal
	tariq tareq tarek tarik
	jamal gamal djamal
	nasser nasir naser
	mohsen muhsin mohsin
	ali aly
	reza riza
	sergei sergey serguei
	yuri yury iouri yuriy
	dmitry dmitri dimitri dmitriy
	andrei andrey
	alexei alexey aleksei aleksey
	nikolai nikolay
	mikhail mikhael mihail
	vasily vasili vassily
	alexander aleksander aleksandr alexandr
	oleksandr olexandr olexander
	volodymyr wolodymyr
	viktor victor
	evgeny yevgeny evgeni yevgeni`)

func byTranscription(table string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(table) {
		names := strings.Fields(line)
		for _, name := range names {
			out[name] = names[0]
		}
	}
	return out
}

// oneTranscription gives every word of a name in the first of its transcriptions.
func oneTranscription(words []string) []string {
	out := slices.Clone(words)
	for i, w := range out {
		if one := transcriptions[w]; one != "" {
			out[i] = one
		}
	}
	return out
}

// ending is the last letter, y as i.
func ending(word string) byte {
	if c := word[len(word)-1]; c != 'y' {
		return c
	}
	return 'i'
}

// sounds are letters that different transcriptions write for one sound.
var sounds = strings.NewReplacer("ph", "f", "kh", "k", "gh", "g", "ck", "k", "q", "k", "c", "k", "j", "y", "x", "ks")

func firstSound(word string) byte { return sounds.Replace(word)[0] }

// soundOf is a word's skeleton of consonants: vowels, the letters that write
// them, and a mute h behind them are what transcriptions differ in most. The
// first letter stays.
func soundOf(word string) string {
	word = sounds.Replace(word)
	var b strings.Builder
	for i := range len(word) {
		c := word[i]
		if i > 0 && (isVowel(c) || c == word[i-1] || c == 'h' && isVowel(word[i-1])) {
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouwy", c) >= 0 }

// edits counts the letters that were added, left out, changed, or swapped with
// their neighbour between two words.
func edits(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			changed := last[j-1]
			if a[i-1] != b[j-1] {
				changed++
			}
			row[j] = min(changed, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
