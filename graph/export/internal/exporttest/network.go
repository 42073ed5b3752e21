// Package exporttest holds what the tests of all exports share: networks to
// write, texts as odd as others may write them, and the programs of others that
// read the files back.
package exporttest

import (
	"iter"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/schema"
)

// Parts are what a network is made of.
type Parts struct {
	Actors []schema.Actor
	Edges  []graph.Edge
}

// Network is the network of the parts.
func (p Parts) Network(t testing.TB, isolated bool) *graph.Network {
	t.Helper()
	n, err := graph.NewNetwork(p.Actors, p.Edges, isolated)
	require.NoError(t, err)
	return n
}

// Day is a day of November 2013.
func Day(d int) schema.Date { return schema.NewDate(2013, 11, d) }

// Small is a network of four actors, one of whom has no edge and no name.
var Small = Parts{
	Actors: []schema.Actor{
		{ID: "vladimir-putin", Kind: schema.Person, Name: "Vladimir Putin", Country: "RUS", Code: "RUSGOV"},
		{ID: "hassan-rouhani", Kind: schema.Person, Name: "Hassan Rouhani", Country: "IRN", Code: "IRNGOV"},
		{ID: "iran", Kind: schema.Country, Name: "Iran", Country: "IRN", Code: "IRN"},
		{ID: "rebels.9c1f00ab12cd", Kind: schema.Group},
	},
	Edges: []graph.Edge{
		{Source: "vladimir-putin", Target: "iran", Relation: "signed_agreement_with", Events: 1, Articles: 1, Sources: 1},
		{Source: "vladimir-putin", Target: "hassan-rouhani", Relation: "telephoned", Events: 3, Articles: 4, Sources: 2, Dates: []schema.Date{
			{Year: 2013, Month: 11, Precision: schema.Month}, Day(18), Day(25), Day(25).AsReported(), {},
		}},
	},
}

// Sequence gives some values, then the error, if there is one.
func Sequence[T any](err error, all ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, one := range all {
			if !yield(one, nil) {
				return
			}
		}
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}
