package picture

import (
	"iter"
	"strings"
	"unicode"

	"entente/graph/export/internal/stream"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// A picture has to know how wide its texts are, but not in which font they will be
// shown. It takes the widths of DejaVu Sans, which are those of Verdana as well:
// Helvetica, Arial and their likenesses are narrower, so that a text that fits here
// fits with them. The table has the advance widths of version 2.37 (DejaVuSans.ttf,
// tables cmap and hmtx), in em, rounded up to a twentieth; letters with marks are as
// wide as without.
var letterWidths = func() map[rune]float64 {
	widths := map[rune]float64{}
	for _, group := range []struct {
		em      float64
		letters string
	}{
		{0.3, "'IJijlıłΙІЈіјӀ"},
		{0.35, ` ,./:;\|¦·ι‘’`},
		{0.4, "()-[]ftŧſ"},
		{0.45, "!r¡²³¹"},
		{0.5, "\"*_`§¨ª¯°´¸º–"},
		{0.55, "?csz¿εζϲгзсэєѕґ“”"},
		{0.6, "FLkvxyŁΓγκλνξςυχвтухчьғҭүұҳҷ"},
		{0.65, "$0123456789EPSTYabdeghnopqu{}¢£¤¥«µ¶»ÞßðøþđŋŦΕΞΡΣΤΥβδηθμοπρστЅГЕЗРТУабеиклоряђҐқһә"},
		{0.7, "ABCKRVXZħΑΒΔΖΚΛΧαφψЄАБВСХЧЬЭЯднпцћџң"},
		{0.75, "NUŊΝИКъ"},
		{0.8, "&DGHOQÐØĐΗΘΟΠΦΨΩЂЋЏДЛНОПЦмы"},
		{0.85, "#+<=>^w~¬±×÷ωЪю"},
		{0.9, "MΜМФЫфњ"},
		{0.95, "Ħжшщљ"},
		{1, "%@Wm©®¼½¾Ææ—…"},
		{1.1, "œŒЉЖШЩЮ"},
	} {
		for _, r := range group.letters {
			widths[r] = group.em
		}
	}
	return widths
}()

// textWidth is how wide a text is at most, in units of its font size.
func textWidth(s string) float64 {
	const other = 0.75 // scripts without a line above: Arabic letters have 0.65 on average
	em := 0.0
	for _, r := range norm.NFD.String(s) {
		w, known := letterWidths[r]
		switch {
		case known:
			em += w
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case isWide(r):
			em++
		default:
			em += other
		}
	}
	return em
}

// isWide reports whether a letter is as wide as it is high, as those of Chinese.
func isWide(r rune) bool {
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}

// wrapName breaks the name of an actor into two lines at most. They are as narrow as
// the name allows, but not narrower than names usually are; what two wide lines
// can't hold is cut.
func wrapName(name string) []string {
	const usual, widest, lines = 13.0, 22.0, 2
	em := usual
	for em < widest && !holds(name, em, lines) {
		em++
	}
	return wrapText(name, em, lines)
}

// holds reports whether so many lines hold a text with all its words whole.
func holds(s string, em float64, lines int) bool {
	return strings.Join(wrapText(s, em, lines), " ") == strings.Join(strings.Fields(s), " ")
}

// wrapText breaks a text into lines of a width, in units of the font size, and
// ends the last of them with "…" where not all of it fits. A word that is wider
// than a line is broken.
func wrapText(s string, em float64, lines int) []string {
	var out []string
	words := strings.Fields(s)
	for len(words) > 0 {
		if len(out) == lines-1 {
			return append(out, cutText(strings.Join(words, " "), em))
		}
		line, gap := "", ""
		for len(words) > 0 && textWidth(line+gap+words[0]) <= em {
			line += gap + words[0]
			words, gap = words[1:], " "
		}
		if len(words) > 0 && textWidth(words[0]) > em {
			begin, rest := breakWord(words[0], em-textWidth(line+gap))
			line, words[0] = strings.TrimSpace(line+gap+begin), rest
		}
		out = append(out, line)
	}
	return out
}

// breakWord gives as much of a word as a width holds, with a hyphen unless its script
// breaks words anywhere, and the rest.
func breakWord(s string, em float64) (begin, rest string) {
	hyphen := ""
	for letter := range letters(s) {
		h := "-"
		if isWide([]rune(letter)[0]) {
			h = ""
		}
		if textWidth(begin+letter+h) > em {
			break
		}
		begin, hyphen = begin+letter, h
	}
	return begin + hyphen, s[len(begin):]
}

// cutText ends a text that is too wide with "…".
func cutText(s string, em float64) string {
	if textWidth(s) <= em {
		return s
	}
	var kept strings.Builder
	for letter := range letters(s) {
		if textWidth(kept.String()+letter+"…") > em {
			break
		}
		kept.WriteString(letter)
	}
	return strings.TrimRight(kept.String(), " ,;:-") + "…"
}

// letters gives a text letter by letter, each with its marks.
func letters(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(s) > 0 {
			n := norm.NFC.NextBoundaryInString(s, true)
			if n <= 0 {
				n = len(s)
			}
			if !yield(s[:n]) {
				return
			}
			s = s[n:]
		}
	}
}

// plainText is a text that others wrote as a picture can show it: on one line,
// without control characters and without those that turn the direction of what
// stands beside them.
func plainText(s string) string {
	return stream.Token(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Bidi_Control, unicode.Noncharacter_Code_Point) {
			return -1
		}
		return r
	}, s))
}
