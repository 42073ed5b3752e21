package graph

import "entente/schema"

// reach is which articles may give a quad that a change of decisions adds or
// takes away: those that speak of one of some actors or of both of two, by the
// ids before and after, and some more.
type reach struct {
	actors   map[schema.ActorID]bool
	pairs    map[schema.ActorID][]schema.ActorID // the other of two, under either
	articles map[string]bool                     // by key
}

// reach is that of the change, which touches these actors.
//
// An article tells of an event whose ruling changed only if it speaks of both
// its actors. A correction makes the article give quads of those whom it brings in
// as well, and articles that speak of them may give the same quads. So whatever is
// within reach on one side of a correction is so on the other.
func (c change) reach(touched map[schema.ActorID]bool) *reach {
	r := &reach{actors: touched, pairs: map[schema.ActorID][]schema.ActorID{}, articles: map[string]bool{}}
	old, now := c.old.resolved(), c.new.resolved()
	done := map[resolved]bool{}
	for more := true; more; {
		more = false
		for _, side := range []struct{ these, others map[Claim]resolved }{{old, now}, {now, old}} {
			for on, ruling := range side.these {
				if done[ruling] || ruling == side.others[on] && !r.tells(ruling.on) && !(ruling.corrects && r.tells(ruling.into)) {
					continue
				}
				done[ruling], more = true, true
				r.add(ruling.on)
				for _, id := range ruling.brings {
					if id != "" {
						r.actors[id] = true
					}
				}
			}
		}
	}
	return r
}

// resolved is a ruling under the ids that actors go by.
type resolved struct {
	on, into ends
	corrects bool
	brings   [2]schema.ActorID // whom it describes
	as       Ruling
}

// ends are the two actors of an event.
type ends struct{ source, target schema.ActorID }

func (d *identities) resolved() map[Claim]resolved {
	out := make(map[Claim]resolved, len(d.Rulings))
	for _, r := range d.Rulings {
		one := resolved{on: ends{d.party(r.On.Source), d.party(r.On.Target)}, corrects: r.Corrects(), as: r}
		if r.Corrects() {
			one.into = ends{d.party(r.Into.Source), d.party(r.Into.Target)}
			for i, p := range []Party{r.Into.Source, r.Into.Target} {
				if p.Name != "" {
					one.brings[i] = d.party(p)
				}
			}
		}
		out[r.On] = one
	}
	return out
}

// add takes the articles that speak of both.
func (r *reach) add(e ends) {
	for _, id := range []schema.ActorID{e.source, e.target} {
		if id.Local() {
			r.articles[articleOf(id)] = true
		}
	}
	if !r.tells(e) {
		r.pairs[e.source] = append(r.pairs[e.source], e.target)
		r.pairs[e.target] = append(r.pairs[e.target], e.source)
	}
}

// tells reports whether every article that speaks of both is within reach.
func (r *reach) tells(e ends) bool {
	if r.actors[e.source] || r.actors[e.target] || r.articles[articleOf(e.source)] || r.articles[articleOf(e.target)] {
		return true
	}
	for _, other := range r.pairs[e.source] {
		if other == e.target {
			return true
		}
	}
	return false
}

// includes reports whether articles in which these appear are within reach.
func (r *reach) includes(here map[schema.ActorID]bool) bool {
	for id := range here {
		if r.actors[id] {
			return true
		}
		for _, other := range r.pairs[id] {
			if here[other] {
				return true
			}
		}
	}
	return false
}
