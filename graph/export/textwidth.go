package export

import (
	"iter"
	"strings"
	"unicode"

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
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			em++
		default:
			em += other
		}
	}
	return em
}

// wrapText breaks a text into lines of a width, in units of the font size, and
// ends the last of them with "…" where not all of it fits. A word that is longer
// than a line is cut.
func wrapText(s string, em float64, lines int) []string {
	var out []string
	words := strings.Fields(s)
	for len(words) > 0 {
		line := words[0]
		words = words[1:]
		for len(words) > 0 && textWidth(line+" "+words[0]) <= em {
			line += " " + words[0]
			words = words[1:]
		}
		if len(out) == lines-1 && len(words) > 0 {
			line += " " + strings.Join(words, " ")
			words = nil
		}
		out = append(out, cutText(line, em))
	}
	return out
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
	return token(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Bidi_Control, unicode.Noncharacter_Code_Point) {
			return -1
		}
		return r
	}, s))
}
