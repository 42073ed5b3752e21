package mention_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest/actor"
	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

// TestMentions reads testdata/mentions.txt: each text must give its mentions and no others.
func TestMentions(t *testing.T) {
	f, err := os.Open("testdata/mentions.txt")
	require.NoError(t, err)
	defer f.Close()
	var given string
	var want []string
	check := func() {
		if given == "" {
			return
		}
		t.Run(given, func(t *testing.T) { assert.Equal(t, want, mentions(given)) })
	}
	for in := bufio.NewScanner(f); in.Scan(); {
		switch l := in.Text(); {
		case strings.HasPrefix(l, "\t"):
			want = append(want, strings.TrimSpace(l))
		case l == "" || l[0] == '#':
		default:
			check()
			given, want = l, nil
		}
	}
	check()
}

// analyse reads a text as articles are read.
func analyse(s string) *text.Document {
	model, err := text.Load()
	if err != nil {
		panic(err) // the embedded model is tested
	}
	return model.Analyse(s)
}

func mentions(s string) []string {
	article := schema.Article{ID: "test", Text: s}
	doc := analyse(s)
	found := mention.Find(doc, actor.Known(), &article)
	actors := map[schema.ActorID]schema.Actor{}
	for _, a := range found.Actors {
		actors[a.ID] = a
	}
	var out []string
	for _, m := range found.Mentions {
		a := actors[m.Actor]
		country := a.Country
		if country == "" {
			country = "-"
		}
		id := strings.ReplaceAll(string(m.Actor), article.Key(), "here")
		out = append(out, fmt.Sprintf("%s %s %s %s: %s", id, a.Kind, country, m.How, doc.Slice(m.First, m.End)))
	}
	return out
}

func TestRolesCarryTheirDay(t *testing.T) {
	day := schema.NewDate(2016, 9, 16)
	article := schema.Article{ID: "a1", Text: "Iranian Deputy Foreign Minister Hossein Karimi arrived.", Published: day}
	found := mention.Find(analyse(article.Text), actor.Known(), &article)
	for _, a := range found.Actors {
		if a.ID == "hossein-karimi" {
			assert.Equal(t, []schema.Role{{Title: "Deputy Foreign Minister", At: "iran", Seen: day, Where: "a1"}}, a.Roles)
			assert.Equal(t, "IRNGOV", a.Code)
			return
		}
	}
	t.Fatal("the person was not found")
}

func ExampleFind() {
	article := schema.Article{ID: "a1", Text: "Russian President Vladimir Putin left. The Kremlin gave no reason."}
	doc := analyse(article.Text)
	for _, m := range mention.Find(doc, actor.Known(), &article).Mentions {
		fmt.Println(m.Actor, m.How, doc.Slice(m.First, m.End))
	}
	// Output:
	// vladimir-putin name Russian President Vladimir Putin
	// russia nationality Russian
	// russia metonym Kremlin
}
