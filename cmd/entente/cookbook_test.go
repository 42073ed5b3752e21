package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/fixtures"
	"entente/graph"
	"entente/ingest"
	"entente/ingest/source"
	"entente/schema"
)

// recipe is a query of the README's cookbook and the words that it must find.
type recipe struct {
	script string
	finds  []string
}

var findsLine = regexp.MustCompile(`(?m)^// finds (.+)$`)

// cookbook reads the queries out of the README.
func cookbook(t testing.TB) []recipe {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	var out []recipe
	for _, m := range regexp.MustCompile("(?s)```js\n(.*?)```").FindAllStringSubmatch(string(readme), -1) {
		finds := findsLine.FindStringSubmatch(m[1])
		require.NotNil(t, finds, "a query does not say what it finds:\n%s", m[1])
		out = append(out, recipe{m[1], strings.Split(finds[1], ", ")})
	}
	require.GreaterOrEqual(t, len(out), 10)
	return out
}

// readFixtures reads the articles of the corpus.
func readFixtures(t testing.TB) []schema.Reading {
	t.Helper()
	reader, err := ingest.NewReader()
	require.NoError(t, err)
	articles := source.Read([]string{"../../fixtures/corpus"}, source.Options{})
	var out []schema.Reading
	for r, err := range reader.Run(context.Background(), articles, 2) {
		require.NoError(t, err)
		out = append(out, r)
	}
	return out
}

func run1(t testing.TB, s *graph.Store, script string) []string {
	t.Helper()
	var rows []string
	require.NoError(t, s.Gizmo(context.Background(), script, 1000, func(row json.RawMessage) error {
		rows = append(rows, string(row))
		return nil
	}), script)
	return rows
}

func TestCookbookFindsWhatItSays(t *testing.T) {
	store, err := graph.OpenReadOnly(databaseOf(t, readFixtures(t)))
	require.NoError(t, err)
	defer store.Close()
	for _, r := range cookbook(t) {
		found := strings.Join(run1(t, store, r.script), "\n")
		for _, want := range r.finds {
			assert.Contains(t, found, `"`+want, r.script)
		}
	}
}

// What the README shows of the other languages is what comes out.
func TestReadmeLanguages(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	db := databaseOf(t, readFixtures(t))
	shown := regexp.MustCompile(`(?m)^\$ bin/entente gizmo --db demo/entente.db --lang (\w+) -e '(.*)'\n((?:[^$\x60].*\n)+)`).FindAllStringSubmatch(string(readme), -1)
	require.Len(t, shown, 2)
	for _, step := range shown {
		var got bytes.Buffer
		args := []string{"entente", "gizmo", "--db", db, "--lang", step[1], "-e", step[2]}
		assert.Zero(t, run(context.Background(), args, strings.NewReader(""), &got, &got), step[0])
		assert.Equal(t, step[3], got.String())
	}
}

// databaseOf is a new database with these readings.
func databaseOf(t testing.TB, readings []schema.Reading) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "db")
	store, err := graph.Open(db)
	require.NoError(t, err)
	_, err = store.Load(readings)
	require.NoError(t, err)
	require.NoError(t, store.Close())
	return db
}

// large is a store of the fixtures among random contacts of 2,000 actors that
// know those of the cookbook too; about twenty quads an event.
func large(t testing.TB, events int) *graph.Store {
	t.Helper()
	store, err := graph.Open(filepath.Join(t.TempDir(), "db"))
	require.NoError(t, err)
	readings := readFixtures(t)
	rng := rand.New(rand.NewPCG(1, 2))
	var actors []schema.Actor
	for _, id := range []schema.ActorID{"jurgen-wendtland", "tariq-lodhi", "mathilde-corvisier", "kamran-daryabi", "tesfaye-gebreyes"} {
		actors = append(actors, schema.Actor{ID: id, Kind: schema.Person, Name: string(id)})
	}
	for i := range 2000 {
		name := fmt.Sprintf("Actor Number %d", i)
		actors = append(actors, schema.Actor{ID: schema.NewActorID(name), Kind: schema.Person, Name: name, Country: "TUR"})
	}
	const perArticle = 10
	relations := []schema.Relation{"met", "telephoned", "visited", "accused"}
	for i := 0; i < events; i += perArticle {
		a := schema.Article{ID: fmt.Sprintf("large-%d", i), Text: "Nothing.", Published: schema.NewDate(2019, 1, 1)}
		r := schema.Reading{Article: a}
		seen := map[schema.ActorID]bool{}
		for k := range perArticle {
			x, y := rng.IntN(len(actors)), rng.IntN(len(actors))
			if x == y {
				y = (x + 1) % len(actors)
			}
			for _, n := range []int{x, y} {
				if !seen[actors[n].ID] {
					seen[actors[n].ID] = true
					r.Actors = append(r.Actors, actors[n])
				}
			}
			r.Events = append(r.Events, schema.Event{
				Relation: relations[rng.IntN(len(relations))], Source: actors[x].ID, Target: actors[y].ID, Status: schema.Actual,
				Date: schema.NewDate(2019, 1, 1).AddDays(rng.IntN(1000)),
				Evidence: []schema.Evidence{{Article: a.ID, Span: schema.Span{Start: k % 4, End: 7}, Quote: "Nothing.", Trigger: "met",
					Source: schema.Mentioned{Text: "N", Span: schema.Span{Start: 0, End: 1}}, Target: schema.Mentioned{Text: "o", Span: schema.Span{Start: 1, End: 2}}, Place: "Ankara"}},
			})
		}
		readings = append(readings, r)
	}
	for len(readings) > 0 {
		n := min(1000, len(readings))
		_, err := store.Load(readings[:n])
		require.NoError(t, err)
		readings = readings[n:]
	}
	return store
}

// The bound is generous, for slow machines and the race detector: a query that
// goes through the whole store takes many times as long. A machine busy with
// other things gets three tries.
func TestCookbookIsFastOnALargeStore(t *testing.T) {
	store := large(t, 6000)
	defer store.Close()
	for _, r := range cookbook(t) {
		const bound = 5 * time.Second
		took := bound
		for try := 0; took >= bound && try < 3; try++ {
			start := time.Now()
			run1(t, store, r.script)
			took = time.Since(start)
		}
		assert.Less(t, took, bound, r.script)
	}
}

func BenchmarkCookbook(b *testing.B) {
	store := large(b, 60000)
	defer store.Close()
	for i, r := range cookbook(b) {
		b.Run(fmt.Sprint(i+1), func(b *testing.B) {
			for b.Loop() {
				run1(b, store, r.script)
			}
		})
	}
}

// The articles of the fixtures state the day that their gold says.
func TestFixturesStateTheirDate(t *testing.T) {
	items, err := fixtures.Load(os.DirFS("../../fixtures/corpus"))
	require.NoError(t, err)
	want := map[string]schema.Date{}
	for _, item := range items {
		want[item.Article.ID] = item.Article.Published
	}
	got := map[string]schema.Date{}
	for _, r := range readFixtures(t) {
		got[r.Article.ID] = r.Article.Published
	}
	assert.Equal(t, want, got)
}
