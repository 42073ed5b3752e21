package graph

import (
	"maps"
	"slices"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

// unsettled is what a change of decisions makes another of: the ids, as read, that
// may go by another id than before, and the events of which users say something
// else. What speaks of none of these gives the same quads as before.
type unsettled struct {
	change
	ids    map[schema.ActorID]bool // in articles and tables
	nodes  map[schema.ActorID]bool // in imported quads, which know of no namesakes
	before []schema.Event          // under the ids of before
	after  []schema.Event          // … and of after
}

func (c change) unsettled() *unsettled {
	u := &unsettled{change: c, ids: map[schema.ActorID]bool{}, nodes: map[schema.ActorID]bool{}}
	for _, d := range []*identities{c.old, c.new} {
		for id := range d.into {
			if c.old.now(id) == c.new.now(id) {
				continue
			}
			u.ids[id], u.nodes[id] = true, true
			for _, bare := range append(c.old.shortened(id), c.new.shortened(id)...) {
				u.ids[bare] = true
			}
		}
		for id := range d.Namesakes {
			before, shared := c.old.Namesakes[id]
			after, still := c.new.Namesakes[id]
			if before != after || shared != still {
				u.ids[id] = true
			}
		}
	}
	old, now := c.old.outcomes(), c.new.outcomes()
	u.before, u.after = c.old.unlike(old, now), c.new.unlike(now, old)
	return u
}

// shortened are the ids, as read, of one who may go by this id as a namesake.
func (d *identities) shortened(id schema.ActorID) []schema.ActorID {
	if bare, _, cut := cutLast(id); cut {
		if _, shared := d.Namesakes[bare]; shared {
			return []schema.ActorID{bare}
		}
	}
	return nil
}

// outcome is what a ruling makes of an event: beside the ruling, the ids of those
// whom it brings in.
type outcome struct {
	Ruling
	parties [4]schema.ActorID
}

// outcomes are those of the rulings by the id of the event that they are on.
func (d *identities) outcomes() map[string]outcome {
	out := make(map[string]outcome, len(d.ruled))
	for id, r := range d.ruled {
		o := outcome{Ruling: r}
		if r.Corrects() {
			from, to := r.Into.Source, r.Into.Target
			o.parties = [4]schema.ActorID{d.party(from), d.party(to), d.person(from.ID, from.Country), d.person(to.ID, to.Country)}
		}
		out[id] = o
	}
	return out
}

// unlike lists the events of these outcomes that have another one.
func (d *identities) unlike(these, others map[string]outcome) []schema.Event {
	var out []schema.Event
	for _, id := range slices.Sorted(maps.Keys(these)) {
		if these[id] != others[id] {
			out = append(out, d.event(these[id].On))
		}
	}
	return out
}

// inArticles reports whether there is anything for which articles are looked through.
func (u *unsettled) inArticles() bool { return len(u.ids)+len(u.before)+len(u.after) > 0 }

// articles are those, by key, that tell of events of actors whom only they know.
func (u *unsettled) articles() map[string]bool {
	out := map[string]bool{}
	for _, e := range slices.Concat(u.before, u.after) {
		for _, id := range []schema.ActorID{e.Source, e.Target} {
			if id.Local() {
				out[articleOf(id)] = true
			}
		}
	}
	return out
}

// inCast reports whether the article of a cast may give other quads than before:
// it shows an actor who goes by another id, or both actors of an event.
func (u *unsettled) inCast(c *cast) bool {
	for i := range c.Actors {
		a := &c.Actors[i]
		if u.old.of(a) != u.new.of(a) {
			return true
		}
		for _, o := range a.Offices {
			if u.old.now(o.At) != u.new.now(o.At) {
				return true
			}
		}
	}
	return u.old.showsBoth(c, u.before) || u.new.showsBoth(c, u.after)
}

// showsBoth reports whether a cast has both actors of one of the events.
func (d *identities) showsBoth(c *cast, events []schema.Event) bool {
	if len(events) == 0 {
		return false
	}
	here := make(map[schema.ActorID]bool, len(c.Actors))
	for i := range c.Actors {
		here[d.of(&c.Actors[i])] = true
	}
	return slices.ContainsFunc(events, func(e schema.Event) bool { return here[e.Source] && here[e.Target] })
}

// inTables are the hashes of which a chunk of readings has one if it may give other
// quads than before.
func (u *unsettled) inTables() []uint64 {
	var out []uint64
	for id := range u.ids {
		out = append(out, hashNode(id.IRI()))
	}
	for _, e := range u.before {
		out = append(out, u.old.hashesOf(e)...)
	}
	for _, e := range u.after {
		out = append(out, u.new.hashesOf(e)...)
	}
	return out
}

// inQuads are those of which a chunk of imported quads has one.
func (u *unsettled) inQuads() []uint64 {
	var out []uint64
	for id := range u.nodes {
		out = append(out, hashNode(id.IRI()))
	}
	return out
}

// names are the ids, as read, that may stand for the actor of an id: of articles
// and tables, some that do not.
func (d *identities) names(id schema.ActorID) []schema.ActorID {
	var out []schema.ActorID
	for _, one := range d.aliases(id) {
		out = append(append(out, one), d.shortened(one)...)
	}
	return out
}

// aliases are the ids that were merged into an actor, and his own.
func (d *identities) aliases(id schema.ActorID) []schema.ActorID {
	if _, merged := d.into[id]; merged {
		return nil // nobody goes by it
	}
	return append([]schema.ActorID{id}, d.from[id]...)
}

// hashesOf are those of the events, as read, that may be the event, corrections aside.
func (d *identities) hashesOf(e schema.Event) []uint64 {
	var out []uint64
	for _, e.Source = range d.names(e.Source) {
		for _, target := range d.names(e.Target) {
			read := e
			if read.Target = target; read.Source != read.Target {
				out = append(out, hashNode(quad.IRI(read.ID())))
			}
		}
	}
	return out
}

// of is the id that who appears in an article goes by.
func (d *identities) of(a *appearance) schema.ActorID {
	if a.Kind == schema.Person {
		return d.now(d.person(a.ID, a.Country))
	}
	return d.now(a.ID)
}
