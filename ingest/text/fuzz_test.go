package text

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// checkDocument requires what every Document promises.
func checkDocument(t testing.TB, d *Document) {
	at, valid := 0, utf8.ValidString(d.Text)
	for i, token := range d.Tokens { // of a million, so that a call for each condition would take long
		switch {
		case token.Start < at:
			require.Fail(t, "tokens overlap", "token %d begins before %d", i, at)
		case token.Start >= token.End || token.End > len(d.Text):
			require.Fail(t, "a token is empty or leaves the text", "token %d: %d to %d", i, token.Start, token.End)
		case valid && !utf8.ValidString(d.Word(i)):
			require.Fail(t, "a token divides a character", "token %d: %q", i, d.Word(i))
		}
		requireBlank(t, d.Text[at:token.Start])
		at = token.End
	}
	requireBlank(t, d.Text[at:])
	next := 0
	for i, s := range d.Sentences {
		require.Equal(t, next, s.First, "sentence %d does not begin where the one before ends", i)
		require.Less(t, s.First, s.End, "sentence %d is empty", i)
		dateline := d.Dateline(s)
		require.True(t, 0 <= dateline && dateline < s.End-s.First, "sentence %d is all dateline", i)
		next = s.End
	}
	require.Equal(t, len(d.Tokens), next, "the sentences do not cover the tokens")
}

func requireBlank(t testing.TB, space string) {
	for _, r := range space {
		if !isBlank(r) {
			require.Fail(t, "something lies between tokens", "%q", space)
		}
	}
}

func FuzzAnalyse(f *testing.F) {
	for _, seed := range []string{
		"", " ", "Mr. Obama didn't go.", "\"Stop.\" he said. ‘No’, “never!”", "LONDON, Nov. 18, 2013 (Reuters) - It",
		"http://example.org/a?b=c). www. a@b.c mailto:x 713-853-3989 1-1-1-1-1 12:43 U.S.A. Ph.D. e.g.", "a\r\nb\n\nc\u2028d\u0085e\u00a0f",
		"'72 's ''' ’s ’’ n't y'all'd've `s US$ $.5 ...!? … -- *** :-) ^_^", "PHOTO: x (AFP/Getty\n(Photo\nBy A\nPublished 1",
		"é\u0301 \u0301 \u200d\u00ad 日本語 ١٢٣ 🇬🇧 👩‍👩‍👧", "\xff\xfe a\xffb", "1. a 2. B 3) c [6] (b. March", "A.-B.-C. anti-U.S. a.b.c.d.e.f",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkDocument(t, Analyse(text)) })
}

// No text may take more than linear time: these repeat what the scanner looks
// ahead for, and what the splitter looks back for. Quadratic time would be
// seconds for each; what is allowed leaves room for a slow machine.
func TestAnalyseIsLinear(t *testing.T) {
	for _, part := range []string{"a.", "a-", "1-", "123-", "1.", "a@", "a/", "(", ".(", ". (", "\"", ". \"", "’", "'s", "a's", "-", "a'", "www.", "www.,", "aa.bb", "a:", "\n", "\n\n.", " ", "[1]", ". . ", "A. ",
		"A? \"Said ", "a \n", "1\u00ad", "\u0301", "LONDON (", "((AP", "x@y.", "1,", "&a", "*a", "a_", "wise-", "\u200b", "some words that\nbreak in lower case \n"} {
		text := strings.Repeat(part, 200_000/len(part))
		took := time.Hour
		for tries := 0; took >= 2*time.Second && tries < 3; tries++ { // a busy machine gets three tries
			start := time.Now()
			d := Analyse(text)
			for _, s := range d.Sentences {
				d.Dateline(s)
			}
			took = min(took, time.Since(start))
		}
		require.Less(t, took, 2*time.Second, "%d bytes of %q", len(text), part)
	}
}
