package score

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/mention"
	"entente/schema"
)

// Ann Lee, who met Bob, is a minister; the house and whoever laughs are nobody's.
const file = `# newdoc id = X_news_ann
# global.Entity = GRP-etype
1 Ann _ PROPN NNP _ 5 nsubj _ Entity=(1-person
2 Lee _ PROPN NNP _ 1 flat _ _
3 met _ VERB VBD _ 1 acl _ _
4 Bob _ PROPN NNP _ 3 obj _ Entity=(2-person)1)
5 left _ VERB VBD _ 0 root _ _
6 . _ PUNCT . _ 5 punct _ _

1 The _ DET DT _ 2 det _ Entity=(1-person
2 minister _ NOUN NN _ 3 nsubj _ Entity=1)
3 said _ VERB VBD _ 0 root _ _
4 she _ PRON PRP _ 5 nsubj _ Entity=(1-person)
5 saw _ VERB VBD _ 3 ccomp _ _
6 his _ PRON PRP$ _ 7 nmod:poss _ Entity=(3-object(2-person)
7 house _ NOUN NN _ 5 obj _ Entity=3)

1 He _ PRON PRP _ 2 nsubj _ Entity=(2-person)
2 sold _ VERB VBD _ 0 root _ _
3 it _ PRON PRP _ 2 obj _ Entity=(3-object)
4 ; _ PUNCT : _ 2 punct _ _
5 they _ PRON PRP _ 6 nsubj _ Entity=(4-person)
6 laughed _ VERB VBD _ 2 parataxis _ _

`

func golds(t *testing.T, file string, s Selection) []*Gold {
	for line := range strings.Lines(file) {
		require.True(t, line == "\n" || line[0] == '#' || len(strings.Fields(line)) == 10, line)
	}
	rows := regexp.MustCompile(`(?m)^(\d.*)$`).ReplaceAllStringFunc(file, func(row string) string { return strings.ReplaceAll(row, " ", "\t") })
	out, err := Read(strings.NewReader(rows), "test", s)
	require.NoError(t, err)
	return out
}

func says(how map[string]mention.How, mentions ...string) (r mention.Result) {
	actors := map[string]bool{}
	for _, s := range mentions {
		var m mention.Mention
		var actor string
		if _, err := fmt.Sscanf(s, "%d %d %s", &m.First, &m.End, &actor); err != nil {
			panic(err)
		}
		m.Actor, m.How = schema.ActorID(actor), how[s]
		r.Mentions = append(r.Mentions, m)
		if !actors[actor] {
			r.Actors = append(r.Actors, schema.Actor{ID: m.Actor, Name: strings.ToUpper(actor)})
		}
		actors[actor] = true
	}
	return r
}

func TestJudge(t *testing.T) {
	g := golds(t, file, Selection{})[0]
	assert.Equal(t, "X_news_ann", g.Name)
	assert.Equal(t, []Entity{
		{"1", "person", []Mention{{0, 4, 0}, {6, 8, 7}, {9, 10, 9}}},
		{"2", "person", []Mention{{3, 4, 3}, {11, 12, 11}, {13, 14, 13}}},
		{"3", "object", []Mention{{11, 13, 12}, {15, 16, 15}}},
		{"4", "person", []Mention{{17, 18, 17}}},
	}, g.Entities)

	// "Ann Lee" and "minister" have the heads of longer mentions of the gold, and
	// "The minister" is already taken; "3 4 ann" comes second and does not count.
	r := Judge(g, says(map[string]mention.How{"15 16 it": mention.Unresolved},
		"0 2 ann", "3 4 bob", "3 4 ann", "6 8 ann", "7 8 ann", "9 10 bob", "13 14 bob", "15 16 it", "17 18 bob"))
	// Ann's are divided into 0-4, 6-8 and 9-10, Bob's into 3-4 with 13-14 and 11-12; those of bob
	// into 3-4 with 13-14, 9-10 and 17-18, those of ann into 0-2, 6-8 and 7-8.
	exact := r.Actors.Exact
	assert.Equal(t, Score{Recall: Ratio{4, 6}, Precision: Ratio{4, 7}}, exact.Mentions)
	assert.Equal(t, Score{Recall: Ratio{1, 4}, Precision: Ratio{1, 5}}, exact.MUC)
	assert.InDelta(t, (1./3+1./3+4./3)/6, exact.BCubed.Recall.Share(), 1e-9)
	assert.InDelta(t, (1./3+5./4)/7, exact.BCubed.Precision.Share(), 1e-9)
	assert.InDelta(t, (2./6+4./7)/2, exact.CEAF.Recall.Share(), 1e-9)
	assert.InDelta(t, (2./6+4./7)/2, exact.CEAF.Precision.Share(), 1e-9)
	assert.Equal(t, Score{Recall: Ratio{5, 6}, Precision: Ratio{5, 7}}, r.Actors.Head.Mentions)
	assert.Equal(t, Score{Recall: Ratio{2, 4}, Precision: Ratio{2, 5}}, r.Actors.Head.MUC, "Ann Lee and the minister")
	assert.Equal(t, Ratio{5, 8}, r.All.Head.Mentions.Recall, "with the house")

	assert.Equal(t, Answers{Gold: 3, Found: 2, Right: 1, Stray: 1}, r.Pronouns)
	assert.Equal(t, Answers{}, r.It)
	assert.Equal(t, []WrongPronoun{
		{"X_news_ann", "she", "Ann Lee met Bob", "BOB", "The minister said she saw his house"},
		{"X_news_ann", "his", "Bob", "", "The minister said she saw his house"},
		{"X_news_ann", "they", "", "BOB", "He sold it ; they laughed"},
	}, r.WrongPronouns)
	assert.Equal(t, []Incomplete{
		{"X_news_ann", "Ann Lee met Bob", 3, []string{"she"}, []string{"she"}},
		{"X_news_ann", "Bob", 3, []string{"his"}, nil},
	}, r.Incomplete)

	var sum Report
	sum.Add(r)
	sum.Add(r)
	assert.InDelta(t, r.All.Exact.CoNLL(), sum.All.Exact.CoNLL(), 1e-9)
	assert.Equal(t, 6, sum.Pronouns.Gold)
	assert.Len(t, sum.WrongPronouns, 6)
}

// A pronoun within the name of another is not that other.
func TestInnermostNameCounts(t *testing.T) {
	g := golds(t, file, Selection{})[0]
	r := Judge(g, says(nil, "3 4 bob", "9 10 bob"))
	assert.Equal(t, Answers{Gold: 3, Found: 1}, r.Pronouns, "Bob stands in a mention of Ann, and is not she")
}

// The gold as the answer has every point.
func TestGoldScoresFull(t *testing.T) {
	g := golds(t, file, Selection{})[0]
	var all []string
	for _, e := range g.Entities {
		for _, m := range e.Mentions {
			all = append(all, fmt.Sprintf("%d %d e%s", m.First, m.End, e.ID))
		}
	}
	r := Judge(g, says(nil, all...))
	assert.InDelta(t, 1, r.All.Exact.CoNLL(), 1e-9)
	assert.InDelta(t, 1, r.All.Head.CoNLL(), 1e-9)
	assert.InDelta(t, 1, r.Actors.Head.MUC.Recall.Share(), 1e-9)
	assert.Equal(t, Answers{Gold: 3, Found: 3, Right: 3}, r.Pronouns)
	assert.Empty(t, r.WrongPronouns)
	assert.Empty(t, r.Incomplete)
}

func TestSelection(t *testing.T) {
	var b strings.Builder
	for _, name := range []string{"X_news_a", "X_vlog_a", "X_news_b", "X_vlog_b", "X_news_c", "untold"} {
		b.WriteString("# newdoc id = " + name + "\n1 a _ X _ _ _ _ _ _\n\n")
	}
	names := func(s Selection) (out []string) {
		for _, g := range golds(t, b.String(), s) {
			out = append(out, g.Name)
		}
		return out
	}
	assert.Len(t, names(Selection{}), 6)
	assert.Equal(t, []string{"X_vlog_b", "X_news_c", "untold"}, names(Selection{Last: 1}))
	assert.Equal(t, []string{"X_news_b", "X_news_c"}, names(Selection{Last: 2, Names: regexp.MustCompile("_news_")}))
}

// Trees that are not whole have heads all the same.
func TestHeads(t *testing.T) {
	g := golds(t, "1 a _ X _ _ 2 dep _ _\n2 b _ X _ _ 1 dep _ _\n3 c _ X _ _ 4 dep _ _\n4 d _ X _ _ 0 root _ _\n5 e _ X _ _ 4 dep _ _\n\n", Selection{})[0]
	assert.Equal(t, Mention{0, 2, 0}, newMention(g.Document, 0, 2), "a circle")
	assert.Equal(t, Mention{2, 5, 3}, newMention(g.Document, 2, 5))
	assert.Equal(t, Mention{0, 5, 3}, newMention(g.Document, 0, 5))
}
