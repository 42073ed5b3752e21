package actor

import (
	"cmp"
	"slices"

	"entente/schema"
)

// office is a title at a state or body.
type office struct {
	title string // folded
	at    schema.ActorID
}

// tenure is who held an office, and from when to when.
type tenure struct {
	holder   *schema.Actor
	from, to schema.Date
}

// offices files the dated roles of known persons by office.
func offices(actors map[schema.ActorID]*schema.Actor) map[office][]tenure {
	out := map[office][]tenure{}
	for _, a := range actors {
		for _, r := range a.Roles {
			if !r.From.IsZero() {
				o := office{schema.Fold(r.Title), r.At}
				out[o] = append(out[o], tenure{a, r.From, r.To})
			}
		}
	}
	for _, terms := range out {
		slices.SortFunc(terms, func(a, b tenure) int {
			return cmp.Or(a.from.Time().Compare(b.from.Time()), cmp.Compare(a.holder.ID, b.holder.ID))
		})
	}
	return out
}

// Holder is the known person who held an office on a day: a title names a person
// only on a date. Where the end of a term is not known, it lasts until the next
// holder's begins. Of nobody, and of several, there is none.
func (b *Base) Holder(title string, at schema.ActorID, on schema.Date) (*schema.Actor, bool) {
	var found *schema.Actor
	var since schema.Date
	open := false // the end of the one found is not known
	for _, t := range b.offices[office{schema.Fold(title), at}] {
		if on.IsZero() || on.Before(t.from) || !t.to.IsZero() && lastDay(t.to).Before(on) {
			continue
		}
		switch ends := t.to.IsZero(); {
		case found == nil || open && since.Before(t.from):
			found, since, open = t.holder, t.from, ends
		case ends && t.from.Before(since), found == t.holder:
		default:
			return nil, false
		}
	}
	return found, found != nil
}

// lastDay is the last day of a date that is a month or a year.
func lastDay(d schema.Date) schema.Date {
	switch d.Precision {
	case schema.Year:
		return schema.NewDate(d.Year, 12, 31)
	case schema.Month:
		return schema.NewDate(d.Year, d.Month+1, 0)
	}
	return d
}
