package graph

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/schema"
)

// crowd makes n persons with pronounceable names, who appear by twos in
// articles; of fifty names one is another misspelt.
func crowd(n int) *gathering {
	random := rand.New(rand.NewPCG(3, 4))
	word := func(syllables int) string {
		var b strings.Builder
		for range syllables {
			b.WriteByte("bdfgklmnprstvz"[random.IntN(14)])
			b.WriteByte("aeiou"[random.IntN(5)])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	var given []string
	for range 400 {
		given = append(given, word(2+random.IntN(2)))
	}
	states := []string{"RUS", "IRN", "DEU", "FRA", "USA", "GBR", "CHN", ""}
	g := newGathering()
	var names []string
	seen := map[string]bool{}
	for len(names) < n {
		name := given[random.IntN(len(given))] + " " + word(2+random.IntN(3))
		if k := len(names); k > 0 && random.IntN(50) == 0 {
			name = names[random.IntN(k)]
			at := strings.Index(name, " ") + 3
			name = name[:at] + "w" + name[at:]
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	for i, name := range names {
		state := states[len(name)%len(states)]
		if strings.Contains(name, "w") {
			state = states[(len(name)-1)%len(states)]
		}
		c := cast{Actors: []appearance{{ID: schema.NewPersonID(name), Kind: schema.Person, Name: name, Country: state}}}
		for range 1 + i%5 {
			g.add(&c)
		}
	}
	return g
}

// BenchmarkIdentify decides who is one with whom among a hundred thousand persons.
func BenchmarkIdentify(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := crowd(n)
			same := 0
			for b.Loop() {
				same = len(identify(g, nil).Same)
			}
			b.ReportMetric(float64(same), "merged")
		})
	}
}

// BenchmarkFlush flushes 3000 articles (280,000 quads): when nothing was read
// since, when an article was that changes no decision, and when one was that does.
func BenchmarkFlush(b *testing.B) {
	s := onDisk(b)
	for news := newsOf(3000, 3000); len(news) > 0; news = news[min(500, len(news)):] {
		load(b, s, news[:min(500, len(news))]...)
	}
	require.NoError(b, s.Flush())
	n := 0
	for _, test := range []struct {
		name string
		news func() []schema.Reading
	}{
		{"nothing", func() []schema.Reading { return nil }},
		{"undecided", func() []schema.Reading { return []schema.Reading{told(fmt.Sprint("more ", n), "Pavel Drozdov RUS")} }},
		{"merged", func() []schema.Reading {
			return []schema.Reading{told(fmt.Sprint("more ", n), fmt.Sprintf("Pavel Drozdov%c%c RUS minister@russia", 'a'+n%26, 'a'+n/26%26))}
		}},
	} {
		b.Run(test.name, func(b *testing.B) {
			for b.Loop() {
				n++
				if news := test.news(); news != nil {
					load(b, s, news...)
				}
				require.NoError(b, s.Flush())
			}
		})
	}
}
