package graph

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// news is a small graph with all that readings can hold.
func news() []schema.Reading {
	phone := article("phone.txt", "Mehr News", day(19), "vladimir-putin telephoned hassan-rouhani 2013-11-18", "hassan-rouhani met ali-salehi", "vladimir-putin accused barack-obama possible")
	phone.Actors[0].Aliases = []string{"Putin", "V. V. Putin"}
	phone.Actors[0].Country, phone.Actors[0].Code = "RUS", "RUSGOV"
	phone.Actors[0].Roles = []schema.Role{
		{Title: "President", At: "russia", From: schema.NewDate(2012, 5, 7), Seen: day(19), Where: "phone.txt"},
		{Title: "Prime Minister", At: "russia", From: schema.NewDate(2008, 5, 8), To: schema.NewDate(2012, 5, 7), Seen: day(19), Where: "phone.txt"},
	}
	phone.Events[0].Evidence[0].Place, phone.Events[0].Evidence[0].SaidBy = "Moscow", "the Kremlin"
	phone.Mentions = []schema.Mention{{Actor: "vladimir-putin", Text: "Vladimir Putin", Span: schema.Span{Start: 0, End: 14}, How: "name"}}
	second := article("second.txt", "Reuters", day(20), "vladimir-putin telephoned hassan-rouhani 2013-11-18", "philip-hammond met ali-salehi 2013-11")
	third := article("third \"quoted\" / и.txt", "", schema.Date{}, "philip-hammond visited iran", "philip-hammond declined iran negated")
	return []schema.Reading{phone, second, third, article("empty.txt", "", day(1))}
}

func TestRoundTrip(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		in := news()
		l := load(t, s, in...)
		assert.Equal(t, 4, l.New)
		clean(t, s)

		told, err := s.Between("hassan-rouhani", "vladimir-putin", Filter{})
		require.NoError(t, err)
		want := in[0].Events[0]
		want.Evidence = append(slices.Clone(want.Evidence), in[1].Events[0].Evidence...)
		require.Equal(t, []Told{{want, 2, 2}}, told, "two articles share the event, the earlier one first")

		told, err = s.Between("ali-salehi", "hassan-rouhani", Filter{})
		require.NoError(t, err)
		require.Equal(t, []Told{{in[0].Events[1].Canonical(), 1, 1}}, told, "a symmetric event comes in sorted order, its mentions with it")

		told, err = s.Between("philip-hammond", "iran", Filter{})
		require.NoError(t, err)
		require.Len(t, told, 2)
		require.ElementsMatch(t, []schema.Event{in[2].Events[0], in[2].Events[1]}, []schema.Event{told[0].Event, told[1].Event})

		putin, err := s.Find("vladimir-putin")
		require.NoError(t, err)
		want2 := in[0].Actors[0]
		want2.Roles = []schema.Role{want2.Roles[1], want2.Roles[0]} // by their beginning
		require.Equal(t, want2, putin)

		line, err := s.Statement(want, want.Evidence[0])
		require.NoError(t, err)
		require.Equal(t, in[0].Statements()[0].Event, line.Event)
		require.Equal(t, "RUSGOV", line.Source.Code)
		require.Equal(t, "Hassan Rouhani", line.Target.Name)
	})
}

// Statement remembers actors, but not past a write.
func TestStatementAfterAWrite(t *testing.T) {
	in := news()
	s := memory(t, in[2])
	line := func() schema.Statement {
		l, err := s.Statement(in[2].Events[0], in[2].Events[0].Evidence[0])
		require.NoError(t, err)
		return l
	}
	assert.Equal(t, "", line().Source.Country)
	more := article("more", "", day(1), "philip-hammond met ali-salehi")
	more.Actors[0].Country = "GBR"
	load(t, s, more)
	assert.Equal(t, "GBR", line().Source.Country)
}

func TestLoadTwiceChangesNothing(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		first := load(t, s, news()...)
		quads := stored(t, s)
		assert.Equal(t, first.Quads, len(quads)-len(schema.Vocabulary()))
		again := load(t, s, news()...)
		assert.Equal(t, Loaded{Unchanged: 4}, again)
		require.NoError(t, s.Flush())
		assert.Equal(t, quads, stored(t, s))
		require.NoError(t, s.Rebuild())
		assert.Equal(t, quads, stored(t, s))
		clean(t, s)
	})
}

func TestHas(t *testing.T) {
	s := memory(t, news()...)
	a := news()[0].Article
	has := func() bool {
		ok, err := s.Has(&a)
		require.NoError(t, err)
		return ok
	}
	assert.True(t, has())
	a.Title = "Another title"
	assert.False(t, has())
	a.ID = "another.txt"
	assert.False(t, has())
}

// The graph is the union of what its articles say, whatever the order.
func TestOrderOfLoadsDoesNotMatter(t *testing.T) {
	in := newsOf(60, 40)
	want := stored(t, memory(t, in...))
	both(t, func(t *testing.T, s *Store) {
		random := rand.New(rand.NewPCG(3, 4))
		shuffled := slices.Clone(in)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for len(shuffled) > 0 {
			n := min(len(shuffled), 1+random.IntN(20))
			load(t, s, shuffled[:n]...)
			if random.IntN(2) == 0 {
				load(t, s, shuffled[n/2]) // once more
			}
			shuffled = shuffled[n:]
		}
		assert.Equal(t, want, stored(t, s))
		clean(t, s)
	})
}

func TestReplaceEqualsFresh(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		in := newsOf(12, 10)
		load(t, s, in...)
		in[3] = article(in[3].Article.ID, "Reuters", day(3), "john-kerry met sergey-lavrov")
		in[7].Events, in[7].Actors = nil, nil // the same text, read otherwise
		l := load(t, s, in...)
		assert.Equal(t, Loaded{Unchanged: 10, Replaced: 2}, l)

		problems, err := s.Check()
		require.NoError(t, err)
		require.NotEmpty(t, problems)
		assert.Equal(t, "2 articles were replaced or retracted, and the store still holds what they said: article 3; article 7", problems[0])

		if s.dir != "" { // the mark outlives the process
			require.NoError(t, s.Close())
			s, err = Open(s.dir)
			require.NoError(t, err)
			defer s.Close()
		}
		require.NoError(t, s.Flush())
		clean(t, s)
		assert.Equal(t, stored(t, memory(t, in...)), stored(t, s))
		_, err = s.Find("Lavrov")
		require.NoError(t, err)
	})
}

func TestReplacedWithinOneBatch(t *testing.T) {
	one := article("a", "", day(1), "john-kerry met sergey-lavrov")
	two := article("a", "", day(1), "john-kerry telephoned sergey-lavrov")
	s := memory(t)
	assert.Equal(t, Loaded{New: 1, Unchanged: 1, Replaced: 1}, func() Loaded { l := load(t, s, one, one, two); l.Quads = 0; return l }())
	require.NoError(t, s.Flush())
	assert.Equal(t, stored(t, memory(t, two)), stored(t, s))
}

func TestInvalidReadingsAreRefused(t *testing.T) {
	for want, spoil := range map[string]func(r *schema.Reading){
		"it has no ID":    func(r *schema.Reading) { r.Article.ID = "" },
		"it has no text":  func(r *schema.Reading) { r.Article.Text = " \n" },
		"not valid UTF-8": func(r *schema.Reading) { r.Article.Title = "\xff" },
		"precise to the month": func(r *schema.Reading) {
			r.Article.Published = schema.Date{Year: 2013, Month: 2, Precision: schema.Month}
		},
		"no such date: 2013-2-30": func(r *schema.Reading) {
			r.Events[0].Date = schema.Date{Year: 2013, Month: 2, Day: 30, Precision: schema.Day}
		},
		"no such date: 12013":                         func(r *schema.Reading) { r.Events[0].Date = schema.NewDate(12013, 1, 1) },
		`actor "Putin": not a valid id`:               func(r *schema.Reading) { r.Actors[0].ID = "Putin" },
		`actor "met": not a valid id`:                 func(r *schema.Reading) { r.Actors[0].ID = "met" },
		"is there twice":                              func(r *schema.Reading) { r.Actors = append(r.Actors, r.Actors[0]) },
		"has no name":                                 func(r *schema.Reading) { r.Actors[0].Name = "" },
		`no kind "ship"`:                              func(r *schema.Reading) { r.Actors[0].Kind = "ship" },
		`at "Russia": not a valid id`:                 func(r *schema.Reading) { r.Actors[0].Roles[0].At = "Russia" },
		`no relation "loved"`:                         func(r *schema.Reading) { r.Events[0].Relation = "loved" },
		`no status "maybe"`:                           func(r *schema.Reading) { r.Events[0].Status = "maybe" },
		"source and target are the same":              func(r *schema.Reading) { r.Events[0].Target = r.Events[0].Source },
		`no actor "john-kerry" in the reading`:        func(r *schema.Reading) { r.Events[0].Target = "john-kerry" },
		"it has no evidence":                          func(r *schema.Reading) { r.Events[0].Evidence = nil },
		`it is of article "b"`:                        func(r *schema.Reading) { r.Events[0].Evidence[0].Article = "b" },
		"is not in a text of":                         func(r *schema.Reading) { r.Events[0].Evidence[0].End = 1e6 },
		"char=9,3 is not":                             func(r *schema.Reading) { r.Events[0].Evidence[0].Source.Span = schema.Span{Start: 9, End: 3} },
		"not a valid quad":                            func(r *schema.Reading) { r.Actors[0].Aliases = []string{"a", "\xfe"} },
		`mention "He": no actor "he" in the reading`:  func(r *schema.Reading) { r.Mentions[0] = schema.Mention{Actor: "he", Text: "He"} },
		"event vladimir-putin telephoned hassan-rouh": func(r *schema.Reading) { r.Events = append(r.Events, r.Events[0]) },
	} {
		t.Run(strings.ReplaceAll(want, "/", ""), func(t *testing.T) {
			s := memory(t)
			before := stored(t, s)
			in := news()[:2]
			spoil(&in[0])
			_, err := s.Load([]schema.Reading{in[1], in[0]})
			require.ErrorContains(t, err, want)
			assert.Equal(t, before, stored(t, s), "nothing of the batch is loaded")
			clean(t, s)
		})
	}
}

// A record that cannot be read stops the load; the store stays usable, and
// takes up what is pending once the record is mended.
func TestFailedLoadLeavesTheStoreUsable(t *testing.T) {
	s := onDisk(t)
	load(t, s, news()[0])
	key := articlePrefix + schema.ArticleKey("second.txt")
	require.NoError(t, s.log.db.Put([]byte(key), []byte("{"), nil))
	require.NoError(t, s.log.db.Put([]byte(pendingPrefix+key), nil, nil))

	_, err := s.Load([]schema.Reading{news()[2]})
	require.ErrorContains(t, err, key)
	_, err = s.Contacts("vladimir-putin", Filter{})
	require.NoError(t, err)

	record, err := encode(&news()[1])
	require.NoError(t, err)
	require.NoError(t, s.log.db.Put([]byte(key), record, nil))
	load(t, s)
	clean(t, s)
	assert.Equal(t, stored(t, memory(t, news()[:3]...)), stored(t, s))
}

func TestClosed(t *testing.T) {
	s := memory(t)
	require.NoError(t, s.Close())
	require.NoError(t, s.Close())
	_, err := s.Load(nil)
	assert.Error(t, err)
	_, err = s.Find("x")
	assert.ErrorContains(t, err, "closed")
	for _, err := range s.Quads() {
		assert.Error(t, err)
	}
}
