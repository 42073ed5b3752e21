package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xrash/smetrics"

	"entente/schema"
)

// UnknownActorError says that no actor goes by a name.
type UnknownActorError struct {
	Name    string
	Nearest []schema.Actor // of similar name, nearest first, at most five
}

func (e *UnknownActorError) Error() string {
	text := fmt.Sprintf("no actor %q", e.Name)
	for i, a := range e.Nearest {
		if i == 0 {
			text += "; nearest: " + a.Name
		} else {
			text += ", " + a.Name
		}
	}
	return text
}

// AmbiguousActorError says that several actors go by a name.
type AmbiguousActorError struct {
	Name       string
	Candidates []schema.Actor // most events first, then by id
}

func (e *AmbiguousActorError) Error() string {
	text := fmt.Sprintf("%q may be", e.Name)
	for i, a := range e.Candidates {
		sep := ", "
		if i == 0 {
			sep = " "
		}
		if i == 10 {
			return text + fmt.Sprintf(" or %d more", len(e.Candidates)-i)
		}
		text += fmt.Sprintf("%s%s (%s)", sep, a.Name, a.ID)
	}
	return text
}

// named is a name that an actor goes by, folded.
type named struct {
	folded string
	id     schema.ActorID
}

// Find gives the actor of an id, or else the one that goes by a name or alias,
// without regard to case, accents and punctuation, or else the one whose name
// or alias ends in these words ("Putin", "Jaberi Ansari"). The error is an
// [UnknownActorError] if there is none, an [AmbiguousActorError] if there are several.
func (s *Store) Find(name string) (schema.Actor, error) {
	unlock, err := s.reading()
	if err != nil {
		return schema.Actor{}, err
	}
	defer unlock()
	return newReader(s.quads).find(name)
}

func (r *reader) find(name string) (schema.Actor, error) {
	known, err := r.known(schema.ActorID(name))
	if err != nil {
		return schema.Actor{}, err
	}
	if known {
		actors, err := r.actors([]schema.ActorID{schema.ActorID(name)})
		if err != nil {
			return schema.Actor{}, err
		}
		return actors[0], nil
	}
	names, err := r.names()
	if err != nil {
		return schema.Actor{}, err
	}
	folded := schema.Fold(name)
	ids := matching(names, func(n string) bool { return n == folded })
	if len(ids) == 0 && folded != "" {
		ids = matching(names, func(n string) bool { return strings.HasSuffix(n, " "+folded) })
	}
	switch len(ids) {
	case 0:
		nearest, err := r.actors(nearest(names, folded))
		if err != nil {
			return schema.Actor{}, err
		}
		return schema.Actor{}, &UnknownActorError{name, nearest}
	case 1:
		actors, err := r.actors(ids)
		if err != nil {
			return schema.Actor{}, err
		}
		return actors[0], nil
	}
	candidates, err := r.actors(ids)
	if err != nil {
		return schema.Actor{}, err
	}
	events := map[schema.ActorID]int{}
	for _, id := range ids {
		refs, err := r.eventsOf(id)
		if err != nil {
			return schema.Actor{}, err
		}
		events[id] = len(refs)
	}
	slices.SortFunc(candidates, func(x, y schema.Actor) int {
		return cmp.Or(cmp.Compare(events[y.ID], events[x.ID]), cmp.Compare(x.ID, y.ID))
	})
	return schema.Actor{}, &AmbiguousActorError{name, candidates}
}

// names lists every name and alias with its actor, by id.
func (r *reader) names() ([]named, error) {
	ids, err := r.actorIDs()
	if err != nil {
		return nil, err
	}
	actors, err := r.actors(ids)
	if err != nil {
		return nil, err
	}
	var out []named
	for _, a := range actors {
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			out = append(out, named{schema.Fold(name), a.ID})
		}
	}
	return out, nil
}

// matching gives the actors one of whose names fits, sorted.
func matching(names []named, fits func(folded string) bool) []schema.ActorID {
	var ids []schema.ActorID
	for _, n := range names {
		if fits(n.folded) {
			ids = append(ids, n.id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// nearest gives up to five actors with a name, or with last words of a name,
// that look like the one asked for, by their Jaro-Winkler similarity. Below 0.8
// two names share little more than letters.
func nearest(names []named, folded string) []schema.ActorID {
	const enough, most = 0.8, 5
	best := map[schema.ActorID]float64{}
	for _, n := range names {
		tail := n.folded
		for {
			// 0.7 and 4 are Winkler's own: the boost for a common beginning.
			if likeness := smetrics.JaroWinkler(folded, tail, 0.7, 4); likeness >= enough {
				best[n.id] = max(best[n.id], likeness)
			}
			_, rest, more := strings.Cut(tail, " ")
			if !more {
				break
			}
			tail = rest
		}
	}
	ids := make([]schema.ActorID, 0, len(best))
	for id := range best {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y schema.ActorID) int {
		return cmp.Or(cmp.Compare(best[y], best[x]), cmp.Compare(x, y))
	})
	return ids[:min(len(ids), most)]
}
