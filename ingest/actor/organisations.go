package actor

import (
	"entente/schema"
)

const (
	organisationsFile = "organisations.tsv"
	othersFile        = "not-actors.tsv"
)

// readOrganisations reads country, cameo, name, names, adjectives, members, seats.
func (l *loader) readOrganisations() error {
	rs, err := rows(l.fsys, organisationsFile, 7)
	if err != nil {
		return err
	}
	for _, r := range rs {
		a := &schema.Actor{Kind: schema.Organisation, Country: r.iso()}
		switch a.Country {
		case "IGO", "NGO", "MNC":
		default:
			if l.states[a.Country] == nil {
				r.fail("%s is neither a state of %s nor IGO, NGO, MNC", a.Country, statesFile)
			}
		}
		a.Code, a.Name = r.code("CAMEO code"), r.required("name")
		names := r.list()
		a.Aliases = aliases(r, a.Name, names)
		l.add(r, a)
		l.call(a, Name, names...)
		l.call(a, Adjective, r.list()...)
		for _, m := range r.list() {
			singular, plural := numbers(m)
			l.call(a, Demonym, singular, plural)
		}
		l.call(a, Seat, r.list()...)
		if r.err != nil {
			return r.err
		}
	}
	return nil
}

// readOthers reads names of no actor.
func (l *loader) readOthers() error {
	rs, err := rows(l.fsys, othersFile, 1)
	if err != nil {
		return err
	}
	for _, r := range rs {
		singular, plural := numbers(r.required("name"))
		for _, name := range []string{singular, plural} {
			if e, ok := newEntry(name, nil, Name); ok {
				l.entries = append(l.entries, e)
			}
		}
		if r.err != nil {
			return r.err
		}
	}
	return nil
}
