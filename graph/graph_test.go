package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"entente/schema"
)

// article makes a reading by hand: each event line is "source relation target
// [status] [date]", its sentence "Source relation Target.".
func article(id, publisher string, published schema.Date, events ...string) schema.Reading {
	r := schema.Reading{Article: schema.Article{ID: id, Publisher: publisher, Published: published}}
	for i, line := range events {
		f := strings.Fields(line)
		e := schema.Event{Source: schema.ActorID(f[0]), Relation: schema.Relation(f[1]), Target: schema.ActorID(f[2]), Status: schema.Actual, Date: published.AsReported()}
		for _, more := range f[3:] {
			if d, err := schema.ParseDate(more); err == nil {
				e.Date = d
			} else {
				e.Status = schema.Status(more)
			}
		}
		quote := fmt.Sprintf("%s %s %s.", nameOf(f[0]), f[1], nameOf(f[2]))
		start := utf8.RuneCountInString(r.Article.Text)
		end := start + utf8.RuneCountInString(quote)
		r.Article.Text += quote + " "
		e.Evidence = []schema.Evidence{{
			Article: id, Span: schema.Span{Start: start, End: end}, Sentence: i, Quote: quote, Trigger: f[1], Rule: "test:1", Confidence: 0.5,
			Source: schema.Mentioned{Text: nameOf(f[0]), Span: schema.Span{Start: start, End: start + len(f[0])}},
			Target: schema.Mentioned{Text: nameOf(f[2]), Span: schema.Span{Start: end - 1 - len(f[2]), End: end - 1}},
		}}
		r.Events = append(r.Events, e)
		for _, a := range []string{f[0], f[2]} {
			if _, ok := r.Actor(schema.ActorID(a)); !ok {
				r.Actors = append(r.Actors, schema.Actor{ID: schema.ActorID(a), Kind: schema.Person, Name: nameOf(a)})
			}
		}
	}
	if r.Article.Text == "" {
		r.Article.Text = "Nothing happened."
	}
	return r
}

// nameOf capitalises an id: "vladimir-putin" is "Vladimir Putin".
func nameOf(id string) string {
	words := strings.Split(id, "-")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

func day(d int) schema.Date { return schema.NewDate(2013, 11, d) }

func memory(t testing.TB, readings ...schema.Reading) *Store {
	t.Helper()
	s, err := NewMemory()
	require.NoError(t, err)
	_, err = s.Load(readings)
	require.NoError(t, err)
	return s
}

func TestSmoke(t *testing.T) {
	s, err := Open(t.TempDir() + "/db")
	require.NoError(t, err)
	l, err := s.Load([]schema.Reading{article("a", "", day(18), "vladimir-putin telephoned hassan-rouhani", "hassan-rouhani met ali-salehi 2013-11")})
	require.NoError(t, err)
	t.Log(l)
	c, err := s.Contacts("hassan-rouhani", Filter{})
	require.NoError(t, err)
	for _, c := range c {
		b, _ := json.Marshal(c)
		t.Log(string(b))
	}
	h, err := s.Path("vladimir-putin", "ali-salehi", Filter{})
	require.NoError(t, err)
	b, _ := json.Marshal(h)
	t.Log(string(b))
	for _, script := range []string{`g.V("<vladimir-putin>").Out("<telephoned>").All()`,
		`g.V("<hassan-rouhani>").In(["<source>","<target>"]).SaveOpt("<target>","to").SaveOpt("<date>","date").SaveOpt("<evidence>","e").All()`,
		`g.V("<hassan-rouhani>").Count()`, `g.emit({a: g.V("<hassan-rouhani>").ToArray(), d: 1.5})`, `g.V(`, "\nfoo.bar()", `g.V("<vladimir-putin>").Out("<telephoned>").ForEach(function(d){ g.emit(d) })`} {
		err = s.Gizmo(context.Background(), script, 0, func(row json.RawMessage) error { t.Log(string(row)); return nil })
		t.Log(err)
	}
	for _, n := range []string{"Putin", "putain", "Ali Saleh", "x"} {
		a, err := s.Find(n)
		t.Log(a, err)
	}
	st, err := s.Stats()
	t.Log(st, err)
	require.NoError(t, s.Close())
	s, err = Open(s.dir)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	s, err = OpenReadOnly(s.dir)
	require.NoError(t, err)
	st, err = s.Stats()
	t.Log(st, err)
}

func TestCheckSmoke(t *testing.T) {
	for _, open := range []func() (*Store, error){NewMemory, func() (*Store, error) { return Open(t.TempDir()) }} {
		s, err := open()
		require.NoError(t, err)
		_, err = s.Load([]schema.Reading{article("a", "", day(18), "vladimir-putin telephoned hassan-rouhani", "hassan-rouhani met ali-salehi 2013-11")})
		require.NoError(t, err)
		p, err := s.Check()
		require.NoError(t, err)
		require.Empty(t, p)
	}
}
