package text

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// words are the tokens of a text, divided by "|".
func words(text string) string {
	d := Analyse(text)
	out := make([]string, len(d.Tokens))
	for i := range d.Tokens {
		out[i] = d.Word(i)
	}
	return strings.Join(out, "|")
}

// The texts have "|" where a token ends without a blank.
func TestTokens(t *testing.T) {
	for _, marked := range []string{
		// Contractions and possessives.
		"They did|n't say they would|n’t|'ve gone|; we|'ll see|, can|not we|?",
		"I|'m sure it|'s Iran|’s|, not the states|' or Hans|’ or the 1980's best|.",
		"You ca|n't|, it wo|n't|, y'|all ai|n't|.",
		"O'Connor|, the Qur'an|'s Shi'ite at five o'clock in N'Djamena|.",
		"rock 'n roll|, tell 'em of '72 and the ’60s|, he du|n|no",
		"he do|nt|, i|m late", // as people type
		// Hyphens.
		"a three|-|day visit of al|-|Assad to Ban Ki|-|Moon",
		"pro-Palestinian|, anti-U.S. and non-violent|, re-elected in mid-December|, an ex-minister",
		"a UN|-|led|, well|-|known|, F|-|16 and Covid|-|19|-|related matter",
		"the 5 1/2|-|year conflict|, a 15|-|year|-|old|, in 2003|-|2007|, 10|-|12 of them",
		"call 713-853-3989 or 853-3989|, on 2013-11-18",
		"Iran|–|Iraq war|, he said|—|and left|, then|--|well",
		// Abbreviations.
		"Mr. Obama and Gen. Petraeus met George W. Bush|, J. K. Rowling and Dr. No|.",
		"The U.S. President went to the U.N. on Sept. 15|, No. 10 of the Jan. visits|.",
		"Acme Inc. said at 5 p.m. that e.g. tea|, coffee etc. are served|.",
		"He has a Ph.D. and an M.Sc. from St. Petersburg|, Fla. in the U.S.A.",
		"No|. He said no|. Is it so|?",
		"J.|Smith and U.S.|-|led forces",
		// Numbers and money.
		"$|500|, $|1.5 million|, 40,000 men|, 5|%|, £|30|, US$|4.5|, $|10|k at 12:43 GMT or 7:30|pm",
		"10|km|, 35|mm|, the 17th|, 3G|, 9/11",
		"[|1|,|2|] and #|1|, (|a|)|, v2.0",
		// Addresses.
		"See http://example.org/a?b=c|, (|https://example.org/x_(y)|) or www.example.org|.",
		"Write to jane.doe@mail.example.org|, or @jane of #news on example.com|.",
		"the minister|.|Moscow said",
		// Quotes, dots and dashes.
		"\"|Stop|!|\" he said|; “|no|…|” — ‘|never|’",
		"Well ... what|?! No|!!! ''|yes|'' - no :-)",
		"AT&T and PG&E|, he|/|she|, and|/|or|, w/o",
		"[|Hammond|] is {|here|}|, (|she|)|'s not",
	} {
		text := strings.ReplaceAll(marked, "|", "")
		assert.Equal(t, strings.ReplaceAll(marked, " ", "|"), words(text), text)
	}
}

func TestOffsets(t *testing.T) {
	d := Analyse(" “Élan”,\r\n\tisn’t it? ")
	var offsets [][2]int
	for _, token := range d.Tokens {
		offsets = append(offsets, [2]int{token.Start, token.End})
	}
	assert.Equal(t, [][2]int{{1, 4}, {4, 9}, {9, 12}, {12, 13}, {16, 18}, {18, 23}, {24, 26}, {26, 27}}, offsets)
	assert.Equal(t, "Élan", d.Word(1))
	assert.Equal(t, "n’t", d.Word(5))
	assert.Equal(t, "“Élan”", d.Slice(0, 3))
	assert.Empty(t, d.Slice(3, 3))
}

// sentences are the quotes of the sentences of a text, newlines made blanks.
func sentences(text string) []string {
	d := Analyse(text)
	out := []string{}
	for _, s := range d.Sentences {
		out = append(out, strings.Join(strings.Fields(d.Quote(s)), " "))
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"plain", "Iran agreed.|Russia did not!|Why?|Nobody knows…|It ended."},
		{"titles", "Mr. Obama met Gen. Petraeus, Sen. Lugar and Mrs. Clinton.|Prof. Dr. Weiss did not."},
		{"initials", "George W. Bush met J. K. Rowling and John J. \"Jack\" Sheehan.|They ate."},
		{"U.S. within a name", "The U.S. President spoke.|U.S. Secretary of State John Kerry listened."},
		{"U.S. at the end", "He flew to the U.S.|The visit was short."},
		{"before a prefix", "They chanted anti-U.S. slogans."},
		{"months and numbers", "It began on Nov. 18 and, under No. 7, ended on Sept. 2.|Then it rained."},
		{"a month at the end", "They leave in Sept.|Germany stays until Dec. 3."},
		{"names like abbreviations", "He met Abdel-Al.|Meanwhile Paek Nam Sun.|They ate."},
		{"states", "He is from Randolph, Mass. and flew to Tampa, Fla.|The plane was late."},
		{"companies", "Acme Corp. Chairman Ann Roe left Acme Inc. on Monday.|She joined Foo Ltd.|It is small."},
		{"hours", "They met at 5 p.m. Monday.|They parted at 7 p.m.|He slept."},
		{"quote ends inside", `"Stop." he said.|"Is it war?" Lavrov asked.|“Go!” she cried.`},
		{"quote ends with it", `He said: "We agree."|"We do not," she said.|“So be it.”|(They left.)|It was over.`},
		{"two quotes", `"We came."|"We saw."|They said 'No.'|Then "they left."`},
		{"straight quotes apart", `He said " we agree . "|Then he left .`},
		{"brackets", "It grew (by 5 percent).|[It shrank.]|He left the U.S. (and Canada) early."},
		{"footnotes", "He won.[6]|She lost. [7] [8]|They met."},
		{"ellipsis", "He said ... nothing.|Well...|She left."},
		{"lower case", "it began.|then it ended.|the corp. said yes, e.g. tea."},
		{"missing blank", "They resolved the issue.|Moscow called."},
		{"dateline", "LONDON (Reuters) - Iran agreed.|WASHINGTON, Nov. 18 -- It did not."},
		{"items", "There are two: 1. Iran agrees.|2. It does not."},
		{"no end", "It ended.|And so did"},
		{"decimal", "It rose 5.5 percent.|2.5 percent left."},
		{"fraction", "The 5 1/2-year conflict ended.|It was long."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := strings.Split(tt.text, "|")
			text := strings.Join(want, " ")
			if tt.name == "missing blank" {
				text = strings.Join(want, "")
			}
			assert.Equal(t, want, sentences(text))
		})
	}
}

func TestLayout(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"a blank line ends a sentence", "It began\n\nand ended", []string{"It began", "and ended"}},
		{"so does one with blanks, or of another system", "It began\r\n \t\r\nand ended", []string{"It began", "and ended"}},
		{"a line is a paragraph", "Talks end\nIran agreed. It left.\nRussia did not.", []string{"Talks end", "Iran agreed.", "It left.", "Russia did not."}},
		{"hard-wrapped", "Talks end without a deal\nThe two ministers met for five hours in a hotel outside the\ncapital and did not say what they had agreed on. A spokesman of\nMoscow said that both sides had\nto go on.\n\nThey left.",
			[]string{"Talks end without a deal", "The two ministers met for five hours in a hotel outside the capital and did not say what they had agreed on.", "A spokesman of Moscow said that both sides had to go on.", "They left."}},
		{"one line goes on", "The two ministers met for five hours in a hotel outside the\ncapital.\nThey left.", []string{"The two ministers met for five hours in a hotel outside the capital.", "They left."}},
		{"a list", "Who came:\n- the minister\n- his deputy", []string{"Who came:", "- the minister", "- his deputy"}},
		{"only blanks", " \n\t\n", []string{}},
		{"nothing", "", []string{}},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, sentences(tt.text)) })
	}
}

func TestKinds(t *testing.T) {
	const story = "\n\nThe two ministers met in the capital on Monday and agreed.\n\nThey will meet again.\n"
	for _, tt := range []struct {
		line string
		want SentenceKind
	}{
		{"Ministers Meet in the Capital", Headline},
		{"Ministers meet, agree on nothing", Headline},
		{"Will Ministers Meet Again?", Headline},
		{"Background", Headline},
		{"PHOTO: The ministers of Norway and Chad", Caption},
		{"Photo by Jane Doe", Caption},
		{"FILE PHOTO: Jonas Berg speaks in Oslo, March 3, 2019.", Caption},
		{"The ministers shake hands on Monday (AFP/Getty Images)", Caption},
		{"The ministers shake hands in Oslo, Norway. (AP Photo/Jane Doe)", Caption},
		{"LATEST", Furniture},
		{"Subscribe", Furniture},
		{"Sign up to our daily letter for more of this", Furniture},
		{"Published November 18th, 2013 - 12:43 GMT", Furniture},
		{"Monday, November 18, 2013", Furniture},
		{"See Chad Weekly, Sept 15: No Aid for the North", Furniture},
		{"By Jane Doe and JOHN ROE", Furniture},
		{"© 2013 The Daily Example", Furniture},
		{"Copyright 2013 The Daily Example. All rights reserved.", Furniture},
		{"Related: Chad and Norway agree", Furniture},
		{"The minister left.", Prose},
		{"He told the agency:", Prose},
		{"Share prices fell by 3 percent after the talks had ended without a result in Oslo, and traders blamed the ministers.", Prose},
		{"\"We agreed on nothing\"", Prose},
		{"Photo agencies were banned from the room.", Prose},
		{"He spoke to Reuters (in French).", Prose},
		{"They will meet again, he said. (Reuters)", Prose},
		{"Each minister brought his or her own deputy (he/she).", Prose},
		{"Home runs and 19 hits", Headline},
		{"WORLD", Furniture},
		{"By Monday they had agreed.", Prose},
		{"See you in Oslo, he said.", Prose},
	} {
		t.Run(tt.line, func(t *testing.T) {
			d := Analyse(tt.line + story)
			assert.Equal(t, tt.want, d.Sentences[0].Kind)
			assert.Equal(t, Prose, d.Sentences[len(d.Sentences)-1].Kind)
		})
	}
	t.Run("a text that is one sentence is no headline", func(t *testing.T) {
		assert.Equal(t, Prose, Analyse("Chad declined to meet Norway").Sentences[0].Kind)
	})
}

func TestDateline(t *testing.T) {
	for _, tt := range []struct{ text, dateline string }{
		{"LONDON (Reuters) - Iran said no.", "LONDON (Reuters) -"},
		{"LONDON — Iran said no.", "LONDON —"},
		{"WASHINGTON, Nov. 18 -- It ended.", "WASHINGTON, Nov. 18 --"},
		{"OSLO, May 21 (Staff) - The minister left.", "OSLO, May 21 (Staff) -"},
		{"LONDON/WASHINGTON, Dec 6 (AP) - He left.", "LONDON/WASHINGTON, Dec 6 (AP) -"},
		{"New York, May 17, IRNA - He left.", "New York, May 17, IRNA -"},
		{"LA PAZ, Bolivia -- He left.", "LA PAZ, Bolivia --"},
		{"ALBUQUERQUE, N.M. (AP) -- He left.", "ALBUQUERQUE, N.M. (AP) --"},
		{"Moscow (Interfax) – He left.", "Moscow (Interfax) –"},
		{"MOSCOW, Nov 18 (IANS): He left.", "MOSCOW, Nov 18 (IANS):"},
		{"BEIJING, Nov. 18, 2013 (Xinhua) -- He left.", "BEIJING, Nov. 18, 2013 (Xinhua) --"},
		{"Iran said no.", ""},
		{"Obama - who was late - said no.", ""},
		{"US-backed rebels left.", ""},
		{"UN-Secretary General left.", ""},
		{"See Levant Weekly, May 4: No Bread", ""},
		{"KABUL, Afghanistan (AP) _ He left.", "KABUL, Afghanistan (AP) _"},
		{"OSLO - \"We agree,\" he said.", "OSLO -"},
		{"In April - before he left - she came.", ""},
		{"Aid Corporation (AC): it is funded.", ""},
		{"GUARDS - they are all over - left.", ""},
		{"NATO (which is late) said no.", ""},
		{"LONDON -", ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			d := Analyse(tt.text)
			require.NotEmpty(t, d.Sentences)
			n := d.Dateline(d.Sentences[0])
			assert.Equal(t, tt.dateline, d.Slice(0, n))
		})
	}
}

func TestAnalyseConcurrently(t *testing.T) {
	want := Analyse(story)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() { assert.Equal(t, want, Analyse(story)) })
	}
	wait.Wait()
}
