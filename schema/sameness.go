package schema

import "github.com/cayleygraph/quad"

// Sameness says that an id that articles gave is another name for an actor.
// Nothing else in the graph speaks of Old any more:
//
//	<mikhail-baogdanov> <same_as>  <mikhail-bogdanov> .
//	<mikhail-baogdanov> <sameness> <sameness/77ab…> .
//	<sameness/77ab…> <score> 0.93 ; <reason> "close spelling, same country" ; <decided_by> "pass" .
//	<mikhail-bogdanov> <alias> "Mikhail Baogdanov" .
type Sameness struct {
	Old    ActorID `json:"old"`
	New    ActorID `json:"new"`   // itself no Old
	Score  float64 `json:"score"` // 0 to 1; 1 where a user decided
	Reason string  `json:"reason"`
	By     string  `json:"by"` // ByPass or ByUser
}

// Who decides that two ids are one actor.
const (
	ByPass = "pass" // Entente, comparing names
	ByUser = "user"
)

// Quads is what the graph says of the sameness.
func (s Sameness) Quads() []quad.Quad {
	var w quadWriter
	n := quad.IRI("sameness/" + digest(16, string(s.Old), string(s.New)))
	w.add(s.Old.IRI(), PredSameAs, s.New.IRI())
	w.add(s.Old.IRI(), PredSameness, n)
	w.add(n, PredScore, quad.Float(s.Score))
	w.text(n, PredReason, s.Reason)
	w.text(n, PredDecidedBy, s.By)
	return w.quads
}

// DecodeSameness is what the node of a sameness says.
func DecodeSameness(old, now ActorID, n Node) Sameness {
	return Sameness{Old: old, New: now, Score: float64(number[quad.Float](n, PredScore)), Reason: n.Text(PredReason), By: n.Text(PredDecidedBy)}
}
