package eventtable

import (
	"entente/graph"
	"entente/schema"
)

// side is an actor of an event as a row has it: who it is, and how the sentence names it.
type side struct {
	*schema.Actor
	mention string
}

// sidesIn gives source and target of an event as a piece of its evidence has them.
//
// What did not happen has a direction, who wants to meet (036) or does not, also where the relation
// has none and its actors stand in the order of their ids. The source is then whom the sentence names first, as most
// sentences name who wants or refuses before the other. It is a guess: "Rouhani was refused a meeting by Obama" is
// taken the wrong way round. Where no text is known, as in imported tables, the order stays.
func sidesIn(r *graph.EventRecord, ev *schema.Evidence) (from, to side) {
	from, to = side{&r.From, ev.Source.Text}, side{&r.To, ev.Target.Text}
	known := ev.Source.Span != schema.Span{} && ev.Target.Span != schema.Span{}
	if r.Status != schema.Actual && r.Relation.Symmetric() && known && ev.Target.Start < ev.Source.Start {
		return to, from
	}
	return from, to
}
