package graph

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// Whatever was written since, a path is that of the store as it is.
func TestIndexFollowsTheStore(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		hops, err := s.Path("a", "c", Filter{})
		require.NoError(t, err)
		assert.Nil(t, hops)
		r := rand.New(rand.NewPCG(7, 8))
		for round := range 12 {
			load(t, s, article(fmt.Sprintf("article %d", r.IntN(6)), "", day(1+r.IntN(20)),
				fmt.Sprintf("a met b%d", round), fmt.Sprintf("b%d met c", round)))
			require.NoError(t, s.Flush())
			g, err := s.Index()
			require.NoError(t, err)
			fresh, err := s.makeIndex()
			require.NoError(t, err)
			require.Equal(t, fresh, g)
			hops, err := s.Path("a", schema.ActorID(fmt.Sprintf("b%d", round)), Filter{})
			require.NoError(t, err)
			require.Len(t, hops, 1)
		}
		clean(t, s)
	})
}

// The file is used by whoever comes after, as long as nothing was written.
func TestIndexFile(t *testing.T) {
	dir := closedNews(t)
	file := filepath.Join(dir, indexFile)
	require.NoFileExists(t, file)
	reader := func() *Store {
		s, err := OpenReadOnly(dir)
		require.NoError(t, err)
		t.Cleanup(func() { s.Close() })
		return s
	}
	path := func(s *Store, b schema.ActorID) int {
		hops, err := s.Path("vladimir-putin", b, Filter{})
		require.NoError(t, err)
		return len(hops)
	}
	s := reader()
	hops := path(s, "ali-salehi")
	require.Positive(t, hops)
	require.FileExists(t, file)
	clean(t, s)
	require.NoError(t, s.Close())

	good, err := os.ReadFile(file)
	require.NoError(t, err)
	damaged := append([]byte{}, good...)
	damaged[len(damaged)/2] ^= 1
	require.NoError(t, os.WriteFile(file, damaged, 0o666))
	s = reader()
	problems, err := s.Check()
	require.NoError(t, err)
	assert.Equal(t, []string{"the path index is not that of the store"}, problems)
	assert.Equal(t, hops, path(s, "ali-salehi"), "a damaged one is made anew")
	clean(t, s)
	require.NoError(t, s.Close())

	s, err = Open(dir)
	require.NoError(t, err)
	load(t, s, article("later", "", day(20), "vladimir-putin met somebody-new"))
	require.NoError(t, s.Flush())
	require.NoError(t, s.Close())
	s = reader()
	clean(t, s) // an old file is no problem
	assert.Equal(t, 1, path(s, "somebody-new"))
	require.NoError(t, s.Close())

	require.NoError(t, os.Remove(file))
	require.NoError(t, os.Mkdir(file, 0o777))
	s = reader()
	assert.Equal(t, 1, path(s, "somebody-new"), "without a file it is as well")
}

// What imported quads call an event that Entente would not is in the index under its own name.
func TestIndexNamesImportedEvents(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		names := []string{"event/0123456789ABCDEF", "event/0123456789abcdef", "event/1", "happening"}
		var quads []quad.Quad
		for i, name := range names {
			for p, o := range map[quad.IRI]quad.Value{
				schema.PredRelation: quad.IRI("met"), schema.PredSource: quad.IRI("a"), schema.PredTarget: quad.IRI(fmt.Sprintf("b%d", i)), schema.PredStatus: quad.String("actual"),
			} {
				quads = append(quads, quad.Quad{Subject: quad.IRI(name), Predicate: p, Object: o})
			}
		}
		_, err := s.LoadQuads("events", sure(slices.Values(quads)))
		require.NoError(t, err)
		g, err := s.Index()
		require.NoError(t, err)
		assert.Equal(t, names, g.Part(Scope{}).Events())
	})
}
