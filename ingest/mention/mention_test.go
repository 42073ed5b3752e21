package mention_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

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

// Whom an office means on the day of publication, the built-in base knows.
func TestOfficesByTheirDay(t *testing.T) {
	for published, want := range map[schema.Date]string{
		schema.NewDate(2010, 3, 1): "nicolas-sarkozy office dmitry-medvedev office",
		schema.NewDate(2013, 3, 1): "francois-hollande office vladimir-putin office",
	} {
		article := schema.Article{ID: "a1", Text: "The French president met his Russian counterpart.", Published: published}
		doc := analyse(article.Text)
		var got []string
		for _, m := range mention.Find(doc, actor.Known(), &article).Mentions {
			if !m.Inner {
				got = append(got, string(m.Actor)+" "+string(m.How))
			}
		}
		assert.Equal(t, want, strings.Join(got, " "), published)
	}
}

// Behind a colon a paragraph is a quotation without marks.
func TestReportBehindColon(t *testing.T) {
	s := "Otto Brandt told Radio Sabana:\n\nI met Karl Weber. We agreed on all.\n\nMarta Lindqvist denied it.\n\nI do not know."
	want := []string{
		"otto-brandt quotation: I", "otto-brandt quotation: We", "i.here unresolved: I",
	}
	article := schema.Article{ID: "test", Text: s}
	doc := analyse(s)
	var got []string
	for _, m := range mention.Find(doc, actor.Known(), &article).Mentions {
		if m.How == mention.ByQuotation || m.How == mention.Unresolved {
			got = append(got, fmt.Sprintf("%s %s: %s", strings.ReplaceAll(string(m.Actor), article.Key(), "here"), m.How, doc.Slice(m.First, m.End)))
		}
	}
	assert.Equal(t, want, got)
}

// Time is linear in the text, whatever it repeats: time that grew with the square
// of these would take minutes.
func TestFindIsLinear(t *testing.T) {
	var many strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&many, "Minister Ann Smith%d met President Bob Jones%d, the head of Bank %d. He told her that both presidents left. ", i, i, i)
	}
	for name, s := range map[string]string{
		"many actors":     many.String(),
		"one name":        strings.Repeat("John Smith met Ali Khan. He left. ", 40_000),
		"a long sentence": strings.Repeat("John Smith and Ali Khan, who met him, said they and ", 10_000),
		"a long name":     "Ann " + strings.Repeat("A", 10_000) + " met " + strings.Repeat("Bo ", 10_000) + ".",
		"pronouns":        strings.Repeat("he met them and it met us, ", 20_000),
		"quotations":      strings.Repeat("\" I met both presidents and the two met us , ", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			doc := text.Analyse(s) // a model would take most of the time
			began := time.Now()
			mention.Find(doc, actor.Known(), &schema.Article{ID: "a", Text: s})
			assert.Less(t, time.Since(began), time.Minute)
			t.Log(time.Since(began), "for", len(doc.Tokens), "tokens")
		})
	}
}
