package actor

import (
	"strings"

	"entente/schema"
)

const leadersFile = "leaders.tsv"

// readLeaders reads country, cameo, gender, name, roles, names, surnames.
func (l *loader) readLeaders() error {
	rs, err := rows(l.fsys, leadersFile, 7)
	if err != nil {
		return err
	}
	for _, r := range rs {
		a := &schema.Actor{Kind: schema.Person, Country: r.iso(), Code: r.code("CAMEO code")}
		home := l.states[a.Country]
		if home == nil {
			r.fail("%s is no state of %s", a.Country, statesFile)
			return r.err
		}
		gender := genders[r.oneOf("gender", "f", "m")]
		a.Name = r.required("name")
		for _, s := range r.list() {
			a.Roles = append(a.Roles, l.role(r, s, home.ID))
		}
		names := r.list()
		surnames := r.list()
		a.Aliases = aliases(r, a.Name, names)
		l.add(r, a)
		l.call(a, Name, names...)
		l.call(a, Surname, surnames...)
		if r.err != nil {
			return r.err
		}
		l.gender[a.ID] = gender
	}
	return nil
}

// role reads "Prime Minister 1999-08-09/2000-05-07", an office of the home
// state, or "Secretary-General @United Nations 2007/2016", one elsewhere.
// Either date may be missing, and the office may stand without dates.
func (l *loader) role(r *row, s string, home schema.ActorID) schema.Role {
	role := schema.Role{Title: s, At: home}
	if before, dates, ok := cutLast(s, " "); ok && strings.Contains(dates, "/") {
		role.Title = before
		from, to, _ := strings.Cut(dates, "/")
		role.From, role.To = date(r, from), date(r, to)
		if !role.From.IsZero() && !role.To.IsZero() && role.To.Before(role.From) {
			r.fail("%q ends before it begins", s)
		}
	}
	if title, at, ok := strings.Cut(role.Title, " @"); ok {
		role.Title, role.At = title, schema.NewActorID(at)
		if l.actors[role.At] == nil {
			r.fail("%q names an unknown actor %q", s, at)
		}
	}
	return role
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func date(r *row, s string) schema.Date {
	if s == "" {
		return schema.Date{}
	}
	d, err := schema.ParseDate(s)
	if err != nil {
		r.fail("%v", err)
	}
	return d
}
