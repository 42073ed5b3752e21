package ingest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/ingest"
	"entente/ingest/actor"
	"entente/ingest/event"
	"entente/ingest/text"
	"entente/schema"
)

// reader is made once for all tests.
var reader = sync.OnceValue(func() *ingest.Reader {
	r, err := ingest.NewReader()
	if err != nil {
		panic(err)
	}
	return r
})

func model() *text.Model { return reader().Model }

var published = schema.NewDate(2016, 9, 16)

// TestEvents reads testdata/events.txt: each sentence must give its events and no others.
func TestEvents(t *testing.T) {
	f, err := os.Open("testdata/events.txt")
	require.NoError(t, err)
	defer f.Close()
	var sentence string
	var want []string
	check := func() {
		if sentence == "" {
			return
		}
		t.Run(sentence, func(t *testing.T) {
			a := schema.Article{ID: "test", Text: sentence, Published: published}
			var got []string
			r := reader().Read(a)
			for _, s := range r.Statements() {
				got = append(got, line(s, a.Key()))
			}
			assert.ElementsMatch(t, want, got)
		})
	}
	for in := bufio.NewScanner(f); in.Scan(); {
		switch l := in.Text(); {
		case strings.HasPrefix(l, "\t"):
			want = append(want, strings.TrimSpace(l))
		case l == "" || l[0] == '#':
		default:
			check()
			sentence, want = l, nil
		}
	}
	check()
}

func line(s schema.Statement, key string) string {
	out := fmt.Sprintf("%s %s %s %s", s.Source.ID, s.Relation, s.Target.ID, s.Status)
	if s.Precision != schema.Reported {
		out += " " + s.Date
	}
	if s.Place != "" {
		out += " @ " + s.Place
	}
	return strings.ReplaceAll(out, key, "here")
}

// Offsets count characters, not bytes, and cut the mentions out of the text.
func TestOffsetsCountCharacters(t *testing.T) {
	a := schema.Article{ID: "ü", Text: "„Genève“ – Señor Peña. Vladimir Putin telephoned Hassan Rouhani – again.", Published: published}
	r := reader().Read(a)
	runes := []rune(a.Text)
	require.NotEmpty(t, r.Events)
	for _, m := range r.Mentions {
		assert.Equal(t, m.Text, string(runes[m.Start:m.End]))
	}
	for _, s := range r.Statements() {
		assert.Equal(t, s.Source.Text, string(runes[s.Source.Start:s.Source.End]))
		assert.Equal(t, "Vladimir Putin telephoned Hassan Rouhani", string(runes[s.Start:s.End]))
	}
}

// One contact that an article tells in several words is one event.
func TestOneContactOneEvent(t *testing.T) {
	r := reader().Read(schema.Article{ID: "a", Published: published,
		Text: "Vladimir Putin met Angela Merkel on Monday. Putin held talks with Merkel in Berlin. He will visit Ukraine."})
	require.Len(t, r.Events, 2)
	assert.Equal(t, schema.Relation("met"), r.Events[0].Relation)
	assert.Equal(t, "2016-09-12", r.Events[0].Date.String())
	assert.Len(t, r.Events[0].Evidence, 2)
	assert.Equal(t, schema.Planned, r.Events[1].Status)
}

// A surname means who bears it in the article, before any known person.
func TestSurnameOfTheArticle(t *testing.T) {
	r := reader().Read(schema.Article{ID: "a", Published: published,
		Text: "Senator Ludmila Putin met Angela Merkel in Berlin. Putin later met Hassan Rouhani. \"He listened,\" Putin said."})
	_, known := r.Actor("vladimir-putin")
	assert.False(t, known)
	_, named := r.Actor("ludmila-putin")
	assert.True(t, named)
}

// What a user brings is found, with its code, and only by who brings it.
func TestActorsOfTheUser(t *testing.T) {
	a := schema.Article{ID: "a", Published: published, Text: "Quenby met the Harbour League on Monday."}
	base := actor.Known().With(&actor.Dictionary{Actors: []actor.Entry{
		{Name: "Orla Quenby", Kind: schema.Person, Country: "IRL", Code: "IRLGOV", Aliases: []string{"Quenby"}},
		{Name: "Harbour League", Kind: schema.Organisation, Country: "IGO"},
	}})
	r := (&ingest.Reader{Model: model(), Actors: base, Rules: event.English()}).Read(a)
	require.Len(t, r.Events, 1)
	assert.Equal(t, schema.ActorID("orla-quenby"), r.Events[0].Source)
	assert.Equal(t, schema.ActorID("harbour-league"), r.Events[0].Target)
	orla, _ := r.Actor("orla-quenby")
	assert.Equal(t, "IRLGOV", orla.Code)

	r = reader().Read(a)
	_, known := r.Actor("orla-quenby")
	assert.False(t, known)
}

// Groups that nothing tells apart are read, but stay out of the graph.
func TestBareGroupsStayOut(t *testing.T) {
	r := reader().Read(schema.Article{ID: "a", Text: "Rebels attacked soldiers. Syrian officials met Iranian diplomats."})
	require.Len(t, r.Events, 2)
	text := fmt.Sprint(r.Quads())
	assert.NotContains(t, text, "rebels")
	assert.Contains(t, text, "syrian-officials."+r.Article.Key())
}

func TestRunKeepsOrderAndErrors(t *testing.T) {
	bad := errors.New("bad line")
	articles := func(yield func(schema.Article, error) bool) {
		for i := range 50 {
			if i == 7 && !yield(schema.Article{}, bad) {
				return
			}
			if !yield(schema.Article{ID: fmt.Sprint(i), Text: "Vladimir Putin met Angela Merkel."}, nil) {
				return
			}
		}
	}
	one := collect(t, reader().Run(context.Background(), articles, 1), bad)
	eight := collect(t, reader().Run(context.Background(), articles, 8), bad)
	assert.Len(t, one, 50)
	assert.Equal(t, one, eight)
}

func collect(t *testing.T, readings iter.Seq2[schema.Reading, error], expected error) []schema.Reading {
	t.Helper()
	var out []schema.Reading
	for r, err := range readings {
		if err != nil {
			require.ErrorIs(t, err, expected)
			continue
		}
		out = append(out, r)
	}
	return out
}

// An error over one article names it.
func TestArticleError(t *testing.T) {
	cause := errors.New("index out of range")
	err := error(&ingest.ArticleError{ID: "af12", Err: cause})
	assert.EqualError(t, err, "ingest: article af12: index out of range")
	assert.ErrorIs(t, err, cause)
}

func TestRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	endless := func(yield func(schema.Article, error) bool) {
		for yield(schema.Article{ID: "x", Text: "Nothing."}, nil) {
		}
	}
	n := 0
	var last error
	for _, err := range reader().Run(ctx, endless, 2) {
		if n++; n == 10 {
			cancel()
		}
		last = err
	}
	assert.ErrorIs(t, last, context.Canceled)
}

// Reading must not fail on any text, and its spans stay inside it.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", " ", "Putin met", "“A” and the Kremlin's", "PHOTO: Iranian Deputy Foreign Minister X and Russian counterpart Y\n\n- - -", "U.S.-led, of, to and in with by", "the the's (UN) , , and",
		"Iran's ally Russia, an ally of Syria, agreed to let Kenya, whose troops it had refused to arm, be hit with sanctions by the EU.",
		"Putin and Merkel accused each other of denying having met, ruled out talks between the two and will not will not.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		r := reader().Read(schema.Article{ID: "a", Text: s, Published: published})
		runes := []rune(s)
		for _, m := range r.Mentions {
			assert.Equal(t, m.Text, string(runes[m.Start:m.End]))
			_, known := r.Actor(m.Actor)
			assert.True(t, known)
			assert.True(t, m.Actor.Valid(), m.Actor)
		}
		for _, st := range r.Statements() {
			assert.Equal(t, st.Source.Text, string(runes[st.Source.Start:st.Source.End]))
			assert.NotEqual(t, st.Source.ID, st.Target.ID)
			assert.NotEmpty(t, st.Source.Name)
		}
	})
}

func ExampleReader_Read() {
	r := reader().Read(schema.Article{ID: "a1", Text: "Iran's president Hassan Rouhani met Angela Merkel in Berlin.", Published: schema.NewDate(2016, 9, 16)})
	for _, s := range r.Statements() {
		fmt.Println(s.Source.Name, s.Relation, s.Target.Name, s.Place)
	}
	// Output: Hassan Rouhani met Angela Merkel Berlin
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("Kenya's foreign minister, Grace Wanjala, received Norwegian envoy Ola Berg in Nairobi on Monday and spoke with Ugandan officials, the ministry said. ", 8)
	a := schema.Article{ID: "a", Text: text, Published: published}
	words := len(strings.Fields(text))
	for b.Loop() {
		reader().Read(a)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// A sentence of 500 words costs little more than its words in sentences of their own, and a
// list of 100 names tells of few pairs.
func TestLongSentences(t *testing.T) {
	took := func(text string) (time.Duration, int) {
		a := schema.Article{ID: "a", Text: text, Published: published}
		best, events := time.Hour, 0
		for range 3 {
			start := time.Now()
			r := reader().Read(a)
			events = len(r.Statements())
			best = min(best, time.Since(start))
		}
		return best, events
	}
	clause := "Vladimir Putin met Angela Merkel in Berlin on Monday"
	apart, _ := took(strings.Repeat(clause+". ", 60))
	long, told := took(strings.Repeat(clause+", and ", 55) + clause + ".")
	assert.NotZero(t, told)
	assert.Less(t, long, 10*apart)

	var names []string
	for i := range 100 {
		names = append(names, fmt.Sprintf("John Mill%ct%cr", 'a'+i%26, 'a'+i/26))
	}
	list, pairs := took(strings.Join(names[:99], ", ") + " and " + names[99] + " met in Vienna on Monday.")
	assert.Less(t, pairs, 100)
	assert.Less(t, list, 10*apart)
}

// Reading a long article takes time in proportion to its length.
func TestReadIsLinear(t *testing.T) {
	took := func(n int) time.Duration {
		a := schema.Article{ID: "a", Text: strings.Repeat("Vladimir Putin met Angela Merkel on Monday. He telephoned her. ", n)}
		best := time.Hour
		for range 3 {
			start := time.Now()
			r := reader().Read(a)
			require.NotEmpty(t, r.Statements())
			best = min(best, time.Since(start))
		}
		return best
	}
	short, long := took(500), took(8000)
	assert.Less(t, long, 50*short, "sixteen times the text")
}
