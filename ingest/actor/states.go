package actor

import (
	"sort"
	"strings"

	"entente/schema"
)

const statesFile = "states.tsv"

// readStates reads iso, cameo, status, name, names, adjectives, demonyms, capitals, seats.
func (l *loader) readStates() error {
	rs, err := rows(l.fsys, statesFile, 9)
	if err != nil {
		return err
	}
	for _, r := range rs {
		iso, cameo := r.iso(), r.code("CAMEO code")
		r.oneOf("status", "un", "other", "former")
		a := &schema.Actor{Kind: schema.Country, Country: iso, Code: cameo, Name: r.required("name")}
		names := r.list()
		a.Aliases = aliases(r, a.Name, names)
		l.add(r, a)
		l.call(a, Name, names...)
		adjectives := r.list()
		l.call(a, Adjective, adjectives...)
		if len(adjectives) > 0 {
			l.adjective[a.ID] = strings.TrimLeft(adjectives[0], "~!")
		}
		for _, d := range r.list() {
			rare := d[:len(d)-len(strings.TrimLeft(d, "~!"))]
			singular, plural := numbers(d[len(rare):])
			l.call(a, Demonym, rare+singular, rare+plural)
		}
		l.call(a, Capital, r.list()...)
		l.call(a, Seat, r.list()...)
		if l.states[iso] != nil {
			r.fail("the code %s belongs to %s already", iso, l.states[iso].Name)
		}
		if r.err != nil {
			return r.err
		}
		l.states[iso] = a
	}
	return nil
}

// aliases are the other names without their marks, sorted.
func aliases(r *row, name string, names []string) []string {
	var out []string
	seen := map[string]bool{name: true}
	for _, n := range names {
		n = strings.TrimLeft(n, "~!")
		if seen[n] {
			r.fail("the name %q stands here twice", n)
		}
		seen[n] = true
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}
