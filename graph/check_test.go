package graph

import (
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// meddle changes the store behind the log's back.
func meddle(t *testing.T, s *Store, action cayley.Procedure, quads ...quad.Quad) {
	var deltas []cayley.Delta
	for _, q := range quads {
		deltas = append(deltas, cayley.Delta{Quad: q, Action: action})
	}
	require.NoError(t, s.quads.ApplyDeltas(deltas, cayley.IgnoreOpts{}))
}

func TestCheck(t *testing.T) {
	iri := func(s string) quad.IRI { return quad.IRI(s) }
	in := append(news(), told("merged", "Pavel Drozdov RUS;Iran", "0 met 1"), told("merged too", "Pavel Drozdov RUS"), told("merging", "Pavel Droazdov RUS"))
	event := in[0].Events[0]
	evidence := iri(event.Evidence[0].ID(event.ID()))
	for want, spoil := range map[string]func(t *testing.T, s *Store){
		`1 quad is in the store though no article gives it: <a> <knows> <b> .`: func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.MakeIRI("a", "knows", "b", ""))
		},
		`1 quad that the articles give is missing from the store: <vladimir-putin> <telephoned> <hassan-rouhani> .`: func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Delete, quad.MakeIRI("vladimir-putin", "telephoned", "hassan-rouhani", ""))
		},
		`2 quads that the articles give are missing from the store: <vladimir-putin> <alias> "Putin" .; <vladimir-putin> <alias> "V. V. Putin" .`: func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Delete, quad.Make(iri("vladimir-putin"), schema.PredAlias, "Putin", nil), quad.Make(iri("vladimir-putin"), schema.PredAlias, "V. V. Putin", nil))
		},
		"1 actor of an event has no name: vladimir-putin": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Delete, quad.Make(iri("vladimir-putin"), schema.PredName, "Vladimir Putin", nil))
		},
		"1 piece of evidence belongs to no event: " + string(evidence): func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Delete, quad.Make(iri(event.ID()), schema.PredEvidence, evidence, nil))
		},
		"1 event has no evidence: event/x": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.MakeIRI("event/x", "relation", "met", ""), quad.MakeIRI("event/x", "source", "iran", ""),
				quad.MakeIRI("event/x", "target", "ali-salehi", ""), quad.Make(iri("event/x"), schema.PredStatus, "actual", nil))
		},
		"1 event lacks its relation, source, target or status, or has one that is not known: event/y": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.MakeIRI("event/y", "relation", "loved", ""), quad.MakeIRI("event/y", "source", "iran", ""),
				quad.MakeIRI("event/y", "target", "ali-salehi", ""), quad.Make(iri("event/y"), schema.PredStatus, "actual", nil))
		},
		"1 plain edge of an event that happened is missing: <vladimir-putin> <telephoned> <hassan-rouhani> .": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Delete, quad.MakeIRI("vladimir-putin", "telephoned", "hassan-rouhani", ""))
		},
		"1 plain edge has no event that happened: <vladimir-putin> <attacked> <hassan-rouhani> .": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.MakeIRI("vladimir-putin", "attacked", "hassan-rouhani", ""))
		},
		"1 edge of a symmetric relation has none that goes back: <pavel-drozdov> <met> <iran> .": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Delete, quad.MakeIRI("iran", "met", "pavel-drozdov", ""))
		},
		"1 piece of evidence has no span: evidence/x": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.MakeIRI(event.ID(), "evidence", "evidence/x", ""))
		},
		"1 event lacks its relation, source, target or status, or has one that is not known: event/x": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.MakeIRI("event/x", "relation", "met", ""))
		},
		"1 piece of evidence names no article that is in the store: evidence/x": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.Make(iri("evidence/x"), schema.PredSpan, "char=1,2", nil))
		},
		"1 name is not in the index of names: <nobody> <name> \"Nobody\" .": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.Make(iri("nobody"), schema.PredName, "Nobody", nil))
		},
		"1 quad speaks of an actor that was merged into another: <pavel-droazdov> <met> <iran> .": func(t *testing.T, s *Store) {
			meddle(t, s, cayley.Add, quad.MakeIRI("pavel-droazdov", "met", "iran", ""))
		},
		"the decisions on which actors are one are not those that the log gives": func(t *testing.T, s *Store) {
			require.NoError(t, s.log.db.Delete([]byte(identitiesKey), nil))
		},
		"articles were read, and it was not decided anew which actors are one": func(t *testing.T, s *Store) {
			load(t, s, told("more", "Pavel Dorzdov RUS"), told("more too", "Pavel Drozdov RUS"))
		},
		"1 article was read but is not yet in the store: second.txt": func(t *testing.T, s *Store) {
			require.NoError(t, s.log.db.Put([]byte(pendingPrefix+articlePrefix+schema.ArticleKey("second.txt")), nil, nil))
		},
	} {
		t.Run(strings.ReplaceAll(want, "/", ""), func(t *testing.T) {
			both(t, func(t *testing.T, s *Store) {
				load(t, s, in...)
				require.NoError(t, s.Flush())
				clean(t, s)
				spoil(t, s)
				problems, err := s.Check()
				require.NoError(t, err)
				assert.Contains(t, problems, want)
				require.NoError(t, s.Rebuild())
				clean(t, s)
			})
		})
	}
}
