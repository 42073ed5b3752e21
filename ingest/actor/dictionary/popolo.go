package dictionary

import (
	"cmp"

	"entente/ingest/actor"
	"entente/schema"
)

// popoloThing is a person, an organisation, a post, a membership or an area of
// Popolo: they share most fields.
type popoloThing struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Label      string `json:"label"`
	Role       string `json:"role"`
	OtherNames []struct {
		Name string `json:"name"`
	} `json:"other_names"`
	Gender           string        `json:"gender"`
	NationalIdentity string        `json:"national_identity"`
	CountryCode      string        `json:"country_code"`
	Person           string        `json:"person_id"`
	Organization     string        `json:"organization_id"`
	Post             string        `json:"post_id"`
	Area             string        `json:"area_id"`
	Start            string        `json:"start_date"`
	End              string        `json:"end_date"`
	Memberships      []popoloThing `json:"memberships"`
	line             int
	entry            *actor.Entry
}

// popoloFile holds the things of a file by what they are and their id.
type popoloFile struct {
	*file
	things      map[string]map[string]*popoloThing // by the name of their list
	memberships []*popoloThing
}

// readPopolo reads {"persons": […], "organizations": […], "memberships": […],
// "posts": […], "areas": […]}, or several such objects.
func (f *file) readPopolo() {
	p := &popoloFile{file: f, things: map[string]map[string]*popoloThing{
		"persons": {}, "organizations": {}, "posts": {}, "areas": {},
	}}
	lists := map[string][]*popoloThing{}
	f.values(func(doc value) bool {
		known := false
		f.fields(doc, func(list string, v value) {
			switch list {
			case "persons", "organizations", "posts", "areas", "memberships":
				known = true
				f.elements(v, func(v value) {
					t := &popoloThing{line: f.line(v)}
					if f.decode(v, t) {
						lists[list] = append(lists[list], t)
					}
				})
			}
		})
		if !known {
			f.wrong(f.line(doc), "no Popolo", "an object without persons, organizations, memberships or posts")
		}
		return true
	})
	// What others refer to goes first.
	for _, list := range []string{"areas", "organizations", "posts", "persons"} {
		for _, t := range lists[list] {
			p.things[list][t.ID] = t
			switch list {
			case "organizations":
				p.make(t, schema.Organisation)
			case "persons":
				p.make(t, schema.Person)
				for i := range t.Memberships {
					m := &t.Memberships[i]
					m.line, m.Person = t.line, t.ID
					p.memberships = append(p.memberships, m)
				}
			}
		}
	}
	for _, m := range append(lists["memberships"], p.memberships...) {
		p.join(m)
	}
}

// make makes an entry of a person or an organisation.
func (p *popoloFile) make(t *popoloThing, kind schema.Kind) {
	name, ok := p.cleaned(t.line, t.Name)
	if !ok {
		return
	}
	where := cmp.Or(t.CountryCode, t.NationalIdentity)
	if area := p.things["areas"][t.Area]; where == "" && area != nil {
		if a := p.base.Called(area.Name); a != nil && a.Kind == schema.Country { // else a town, or a constituency
			where = area.Name
		}
	}
	t.entry = p.actor(name, kind, p.nationality(t.line, where))
	for _, o := range t.OtherNames {
		p.alias(t.entry, t.line, o.Name)
	}
	t.entry.Gender = cmp.Or(t.entry.Gender, gender(t.Gender))
}

// nationality is the country of "German", "Germany" or "de".
func (f *file) nationality(line int, s string) string {
	found := f.base.Match(func(int) string { return s }, min(1, len(s)))
	if len(found) == 1 && found[0].Actor.Kind == schema.Country {
		return found[0].Actor.Country
	}
	return f.country(line, s)
}

// join gives a member the office.
func (p *popoloFile) join(m *popoloThing) {
	person := p.things["persons"][m.Person]
	switch {
	case person == nil:
		p.wrong(m.line, "an office of nobody", "an office of %s, who is not in this file", quoted(m.Person))
		return
	case person.entry == nil:
		return
	}
	from, to, ok := p.span(m.line, m.Start, m.End)
	if !ok {
		return
	}
	o := actor.Office{Title: m.Role, From: from, To: to}
	where := m.Organization
	if post := p.things["posts"][m.Post]; post != nil {
		o.Title = cmp.Or(o.Title, post.Label, post.Role)
		where = cmp.Or(where, post.Organization)
	} else if m.Post != "" {
		p.wrong(m.line, "an office nowhere", "the post %s is not in this file", quoted(m.Post))
		return
	}
	switch body := p.things["organizations"][where]; {
	case body != nil && body.entry != nil:
		o.At = body.entry.Name
	case body == nil && where != "":
		p.wrong(m.line, "an office nowhere", "an office at %s, which is not in this file", quoted(where))
		return
	}
	if o.Title, ok = p.cleaned(m.line, capital(cmp.Or(o.Title, "Member"))); ok {
		p.office(person.entry, m.line, o)
	}
}
