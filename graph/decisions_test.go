package graph

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

const decisionsFile = `merge	karl-wellner	charly-wellner	his own name for himself
split	a	b
reject	fang-yulan CHN	threatened	japan	actual	~2018-09-10	a metaphor
reject	officials.0123456789ab	met	iran	planned	undated
correct	john-moll GBR	met	iran	actual	2019-03	john-moll GBR	telephoned	iran	actual	2019-03-20	he rang
correct	john-moll GBR	met	iraq	actual	2019	iraq	telephoned	anna-wellner DEU: person Anna: "Wellner"	possible	2019
`

func TestDecisionsFile(t *testing.T) {
	d, err := ReadDecisions(strings.NewReader(decisionsFile), "d.tsv")
	require.NoError(t, err)
	assert.Equal(t, []Verdict{{true, "karl-wellner", "charly-wellner", "his own name for himself"}, {false, "a", "b", ""}}, d.Actors)
	require.Len(t, d.Events, 4)
	assert.Equal(t, Ruling{
		On:     Claim{"threatened", Party{ID: "fang-yulan", Country: "CHN"}, Party{ID: "japan"}, schema.Actual, schema.NewDate(2018, 9, 10).AsReported()},
		Reason: "a metaphor",
	}, d.Events[0])
	assert.False(t, d.Events[1].Corrects())
	assert.Equal(t, Claim{"met", Party{ID: "iran"}, Party{ID: "officials.0123456789ab"}, schema.Planned, schema.Date{}}, d.Events[1].On, "in the order of what is symmetric")
	assert.Equal(t, Party{ID: "anna-wellner", Country: "DEU", Kind: schema.Person, Name: `Anna: "Wellner"`}, d.Events[3].Into.Target)

	var b strings.Builder
	require.NoError(t, WriteDecisions(&b, d))
	for _, file := range []string{b.String(), "\ufeff" + strings.ReplaceAll(b.String(), "\n", "\t\t\r\n")} {
		again, err := ReadDecisions(strings.NewReader(file), "d.tsv")
		require.NoError(t, err)
		assert.Equal(t, d.Actors, again.Actors)
		assert.Equal(t, d.Events, again.Events)
	}

	// What a store was told it gives back.
	s := memory(t)
	require.NoError(t, s.Decide(d))
	got, err := s.Decisions()
	require.NoError(t, err)
	assert.ElementsMatch(t, d.Events, got.Events)
	assert.Len(t, got.Actors, 2)

	for line, want := range map[string]string{
		"reject\ta\tmet\tb\tactual":                                                 "reject, 5 columns (source, relation, target, status, date of each event) and perhaps a reason are wanted, parted by tabs; 5 columns given",
		"correct\ta\tmet\tb\tactual\t2019":                                          "correct, 10 columns",
		"reject\ta\tkissed\tb\tactual\t2019":                                        `reject: there is no relation "kissed"`,
		"reject\ta\tmet\tb\tsure\t2019":                                             `reject: there is no status "sure"`,
		"reject\ta\tmet\ta\tactual\t2019":                                           "reject: source and target are both a",
		"reject\tA b\tmet\ta\tactual\t2019":                                         `reject: "A" is no id of an actor`,
		"reject\ta Germany\tmet\tb\tactual\t2019":                                   `reject: a: "Germany" is no code of a state`,
		"reject\ta\tmet\tb\tactual\tyesterday":                                      `reject: "yesterday" is not a date of the form`,
		"reject\ta\tmet\tb\tactual\t~2019":                                          `reject: "~2019": a day is wanted behind ~`,
		"reject\ta\tmet\tb\tactual\t2019-02-30":                                     `is not a date`,
		"correct\ta\tmet\tb\tactual\t2019\tb\tmet\ta\tactual\t2019":                 "correct: it is corrected into itself",
		"correct\ta\tmet\tb\tactual\t2019\ta\tmet\tc\tactual\t2019":                 `correct: c: the event that was read does not name it; write its kind and name behind it: "c: person Name"`,
		"correct\ta\tmet\tb\tactual\t2019\ta\tmet\tc: person\tactual\t2019":         "correct: c: a kind and a name are wanted, or neither",
		"correct\ta\tmet\tb\tactual\t2019\ta\tmet\tc: person \u00a0 \tactual\t2019": "correct: c: a kind and a name are wanted, or neither",
		"correct\ta\tmet\tb\tactual\t2019\ta\tmet\tc: thing C\tactual\t2019":        `correct: c: there is no kind "thing"`,
		"correct\ta\tmet\tb\tactual\t2019\ta\tmet\tc.0123456789ab\tactual\t2019":    "correct: c.0123456789ab is somebody of a single article, in which the event is not",
		"correct\ta\tmet\tb\tactual\t2019\ta\tmet\tc DEU: group C\tactual\t2019\t":  "correct: c: only of a person the country is given",
	} {
		_, err := ReadDecisions(strings.NewReader("# Mine.\n"+line+"\n"), "d.tsv")
		assert.ErrorContains(t, err, "d.tsv:2: ", line)
		assert.ErrorContains(t, err, want, line)
	}
}

// FuzzDecisions: whatever a file of decisions says, it is refused, or kept and
// written so that it reads back, and in the log as well.
func FuzzDecisions(f *testing.F) {
	f.Add(decisionsFile)
	f.Add("# x\ncorrect\ta\tmet\tb\tactual\tundated\tb\tmet\tc: person C\u00a0 D\tactual\t~2019-01-01\t\u2028x\n")
	f.Add("correct\ta\tmet\tb\tactual\tundated\ta\tmet\tc: person  \tactual\tundated\n")
	f.Fuzz(func(t *testing.T, file string) {
		d, err := ReadDecisions(strings.NewReader(file), "d.tsv")
		if err != nil {
			return
		}
		var b strings.Builder
		require.NoError(t, WriteDecisions(&b, d))
		again, err := ReadDecisions(strings.NewReader(b.String()), "d.tsv")
		require.NoError(t, err, b.String())
		assert.Equal(t, d.Events, again.Events)
		assert.Len(t, again.Actors, len(d.Actors))
		for _, r := range d.Events {
			require.NoError(t, r.validate())
			require.Equal(t, r, r.tidy())
			record, err := json.Marshal(r)
			require.NoError(t, err)
			var kept Ruling
			require.NoError(t, json.Unmarshal(record, &kept))
			require.Equal(t, r, kept)
		}
	})
}

// A sample is the same for the same events, whatever the order in which they
// were stored, and every event is as likely as any other.
func TestDraw(t *testing.T) {
	var readings []schema.Reading
	for i := range 20 {
		relation := "met"
		if i%5 == 0 {
			relation = "accused"
		}
		readings = append(readings, told("article "+string(rune('a'+i)), "Anna W"+string(rune('a'+i))+"x;Karl Moll", "0 "+relation+" 1"))
	}
	draw := func(s *Store, n int, seed uint64, f Filter, byRelation bool) []Drawn {
		drawn, err := s.Draw(n, seed, f, byRelation)
		require.NoError(t, err)
		return drawn
	}
	s := memory(t, readings...)
	want := draw(s, 7, 42, Filter{}, false)
	require.Len(t, want, 7)
	assert.InDelta(t, 20.0/7, want[0].Weight, 1e-9)
	assert.NotEmpty(t, want[0].Shown.Quote)
	both(t, func(t *testing.T, other *Store) {
		for _, i := range rand.New(rand.NewPCG(1, 1)).Perm(len(readings)) {
			load(t, other, readings[i])
		}
		assert.Equal(t, want, draw(other, 7, 42, Filter{}, false))
	})
	for i, d := range draw(s, 12, 42, Filter{}, false)[:7] {
		assert.Equal(t, want[i].ID, d.ID, "a larger sample begins with the smaller")
	}
	assert.Len(t, draw(s, 100, 42, Filter{}, false), 20)
	assert.Len(t, draw(s, 100, 42, Filter{Relations: []schema.Relation{"accused"}}, false), 4)

	strata := draw(s, 2, 42, Filter{}, true)
	require.Len(t, strata, 4)
	assert.Equal(t, []schema.Relation{"accused", "accused", "met", "met"}, []schema.Relation{strata[0].Relation, strata[1].Relation, strata[2].Relation, strata[3].Relation})
	assert.Equal(t, []float64{2, 2, 8, 8}, []float64{strata[0].Weight, strata[1].Weight, strata[2].Weight, strata[3].Weight})

	times := map[string]int{}
	const rounds = 400
	for seed := range uint64(rounds) {
		for _, d := range draw(s, 5, seed, Filter{}, false) {
			times[d.ID]++
		}
	}
	for id, n := range times {
		assert.InDelta(t, rounds*5/20, n, 45, id) // five standard deviations
	}
	assert.Len(t, times, 20)
}
