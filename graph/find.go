package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/cayleygraph/quad"
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

// Find gives the actor of an id or, if the id was merged away, the one it was
// merged into, or else the one that goes by a name or alias, without regard to
// case, accents and punctuation, or else the one whose name or alias ends in
// these words ("Putin", "Jaberi Ansari"). The error is an
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
	ids, err := r.sameAs(schema.ActorID(name))
	if err != nil {
		return schema.Actor{}, err
	}
	folded := foldName(name)
	for _, prefix := range []string{namePrefix, endingPrefix} {
		if len(ids) == 0 && folded != "" {
			if ids, err = r.qs.names.called(prefix, folded); err != nil {
				return schema.Actor{}, err
			}
		}
	}
	switch len(ids) {
	case 0:
		ids, err := r.qs.names.nearest(folded)
		if err != nil {
			return schema.Actor{}, err
		}
		nearest, err := r.actors(ids)
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

// sameAs gives the actors whom the graph knows under another id than this.
func (r *reader) sameAs(old schema.ActorID) ([]schema.ActorID, error) {
	if !old.Valid() {
		return nil, nil
	}
	nodes, err := r.nodesOf([]quad.Value{old.IRI()})
	if err != nil {
		return nil, err
	}
	var ids []schema.ActorID
	for _, id := range nodes[0].Texts(schema.PredSameAs) {
		known, err := r.known(schema.ActorID(id))
		if err != nil {
			return nil, err
		}
		if known {
			ids = append(ids, schema.ActorID(id))
		}
	}
	return ids, nil
}

// nearest gives up to five actors with a name, or with last words of a name,
// that look like the one asked for, by their Jaro-Winkler similarity. Below 0.8
// two names share little more than letters.
func (x nameIndex) nearest(folded string) ([]schema.ActorID, error) {
	const enough, most = 0.8, 5
	best := map[schema.ActorID]float64{}
	for _, prefix := range []string{namePrefix, endingPrefix} {
		err := x.each(prefix, func(name string, id schema.ActorID) {
			// 0.7 and 4 are Winkler's own: the boost for a common beginning.
			if likeness := smetrics.JaroWinkler(folded, name, 0.7, 4); likeness >= enough {
				best[id] = max(best[id], likeness)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	ids := slices.SortedFunc(maps.Keys(best), func(x, y schema.ActorID) int {
		return cmp.Or(cmp.Compare(best[y], best[x]), cmp.Compare(x, y))
	})
	return ids[:min(len(ids), most)], nil
}
