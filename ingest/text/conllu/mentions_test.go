package conllu_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/text/conllu"
)

// annotated is a document of words, each with what its last column says.
func annotated(global string, words ...string) string {
	var b strings.Builder
	b.WriteString("# newdoc id = d\n")
	if global != "" {
		b.WriteString("# global.Entity = " + global + "\n")
	}
	n := 0
	for _, w := range words {
		if w == "" {
			b.WriteString("\n")
			n = 0
			continue
		}
		form, misc, _ := strings.Cut(w, " ")
		if misc == "" {
			misc = "_"
		}
		id := string(rune('1' + n))
		if form == "∅" {
			id = string(rune('0'+n)) + ".1"
		} else {
			n++
		}
		b.WriteString(id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t" + misc + "\n")
	}
	return b.String() + "\n"
}

func TestMentions(t *testing.T) {
	const gum = "GRP-etype-infstat-salience-centering-minspan-link-identity"
	for what, tt := range map[string]struct {
		file string
		want []conllu.Mention
	}{
		"nested, several at a word": {
			annotated(gum, "The Entity=(1-person-new-s-cf1-2-coref", "Dane Entity=(2-place-new-s-cf1-1-sgl-Denmark-by-name)|SpaceAfter=No", "'s", "son Entity=1)", "left",
				"", "He Entity=(1-person-giv:act-s-cf1-1-ana)", "slept"),
			[]conllu.Mention{{0, 4, "1", "person"}, {1, 2, "2", "place"}, {5, 6, "1", "person"}},
		},
		"of one entity, one inside the other": {
			annotated(gum, "a Entity=(1-time-x", "b Entity=(1-time-x", "c Entity=(2-time-x)1)1)"),
			[]conllu.Mention{{0, 3, "1", "time"}, {1, 3, "1", "time"}, {2, 3, "2", "time"}},
		},
		"over two sentences": {annotated(gum, "a Entity=(1-event-x", "", "b Entity=1)"), []conllu.Mention{{0, 2, "1", "event"}}},
		"in pieces": {
			annotated("eid-etype-head-other", "a Entity=(e1[1/2]-person-1-)", "b", "c Entity=(e1[2/2]-person-1-", "d Entity=e1[2/2])"),
			[]conllu.Mention{{0, 4, "e1", "person"}},
		},
		"of an empty node": {
			annotated("eid-head", "a", "∅ Entity=(e1--1)", "b Entity=(e1)"),
			[]conllu.Mention{{1, 2, "e1", ""}},
		},
		"none": {annotated("", "a"), nil},
	} {
		got, err := conllu.Mentions(read(t, tt.file), "test")
		require.NoError(t, err, what)
		assert.Equal(t, tt.want, got, what)
	}
}

func TestMentionErrorsNameTheLine(t *testing.T) {
	const gum = "GRP-etype"
	for what, tt := range map[string]struct{ file, want string }{
		"no format":           {annotated("", "a", "b Entity=(1-person)"), "test:3: Entity= before a comment # global.Entity has said what its fields are"},
		"format":              {annotated("etype-link", "a"), `test:2: global.Entity "etype-link" names no field GRP or eid, the entity`},
		"not closed":          {annotated(gum, "a Entity=(1-person", "b"), "test:3: the mention of 1 that opens here is never closed"},
		"not opened":          {annotated(gum, "a", "b Entity=1)"), `test:4: "1" closes no mention`},
		"no bracket":          {annotated(gum, "a Entity=(1-person)1"), `test:3: "1" closes no mention`},
		"no entity":           {annotated(gum, "a Entity=()"), `test:3: the mention "" names no entity`},
		"strange piece":       {annotated(gum, "a Entity=(1[2/1]-person)"), `test:3: "1[2/1]" is no piece of a mention, as 12[1/2] is`},
		"piece by itself":     {annotated(gum, "a Entity=(1[2/2]-person)"), "test:3: piece 2 of a mention of 1, and none has the piece before it"},
		"a second one is not": {annotated(gum, "a Entity=(1-person)1)"), `test:3: "1" closes no mention`},
	} {
		_, err := conllu.Mentions(read(t, tt.file), "test")
		assert.EqualError(t, err, tt.want, what)
	}
}

// FuzzMentions: whatever the column says, it is refused or gives stretches of the document.
func FuzzMentions(f *testing.F) {
	for _, seed := range []string{"(1-person)", "(1-person(2-place)1)", "1)", "(1[1/2]-x)(1[2/2]-x)", "((", ")", "(1-a)(1-b", "(-)"} {
		f.Add(seed, "1)")
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		s := conllu.Sentence{Line: 1, Comments: []string{"# global.Entity = GRP-etype-link"}, Rows: []conllu.Row{
			{First: 1, Last: 1, Form: "a", Misc: "Entity=" + first}, {First: 2, Last: 2, Form: "b", Misc: "Entity=" + second},
		}}
		got, err := conllu.Mentions([]conllu.Sentence{s}, "test")
		if err != nil {
			var at *conllu.Error
			require.ErrorAs(t, err, &at)
			require.Contains(t, []int{2, 3}, at.Line)
			return
		}
		for _, m := range got {
			require.NotEmpty(t, m.Entity)
			require.True(t, 0 <= m.First && m.First < m.End && m.End <= 2)
		}
	})
}

func TestMentionsOfTreebank(t *testing.T) {
	documents, mentions := 0, 0
	for sentences, err := range conllu.Group(conllu.Read(unzipped(t, "ud/gum-test.conllu.gz"), "gum-test"), 0) {
		require.NoError(t, err)
		require.NotEmpty(t, sentences[0].DocumentID())
		found, err := conllu.Mentions(sentences, "gum-test")
		require.NoError(t, err)
		documents++
		mentions += len(found)
	}
	assert.Greater(t, documents, 20)
	assert.Greater(t, mentions, 200*documents)
}
