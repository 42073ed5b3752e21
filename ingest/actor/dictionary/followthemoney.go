package dictionary

import (
	"cmp"
	"slices"
	"strings"

	"entente/ingest/actor"
	"entente/schema"
)

// thing is an entity of FollowTheMoney: a line of the file.
type thing struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
	line       int
	entry      *actor.Entry
}

func (t *thing) first(properties ...string) string {
	for _, p := range properties {
		if values := t.Properties[p]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// followTheMoneyKinds are the schemata of actors.
var followTheMoneyKinds = map[string]schema.Kind{
	"Person": schema.Person, "Organization": schema.Organisation, "PublicBody": schema.Organisation, "Company": schema.Organisation,
	"LegalEntity": schema.Organisation,
}

// followTheMoneyLinks are the schemata that tie a person to a body, with the
// properties in which they name the one and the other, and what the tie is called.
var followTheMoneyLinks = map[string][3][]string{
	"Occupancy":    {{"holder"}, {"post"}, {"description"}},
	"Membership":   {{"member"}, {"organization"}, {"role"}},
	"Employment":   {{"employee"}, {"employer"}, {"role"}},
	"Directorship": {{"director"}, {"organization"}, {"role"}},
}

// readFollowTheMoney reads entities in any order: links name theirs by id.
func (f *file) readFollowTheMoney() {
	things := map[string]*thing{}
	var links []*thing
	f.values(func(v value) bool {
		t := &thing{line: f.line(v)}
		if !f.decode(v, t) {
			return true
		}
		_, isActor := followTheMoneyKinds[t.Schema]
		_, isLink := followTheMoneyLinks[t.Schema]
		switch {
		case t.ID == "":
			f.wrong(t.line, "an entity without an id", "no id")
		case isActor:
			f.followed(t)
			things[t.ID] = t
		case t.Schema == "Position":
			things[t.ID] = t
		case isLink:
			links = append(links, t)
		default:
			f.wrong(t.line, "a schema of no actor", "an entity of schema %s, which is no actor's", quoted(t.Schema))
		}
		return true
	})
	for _, t := range links {
		f.tie(t, things)
	}
}

// followed makes an entry of an entity.
func (f *file) followed(t *thing) {
	name, ok := f.cleaned(t.line, t.first("name"))
	if !ok {
		return
	}
	kind := followTheMoneyKinds[t.Schema]
	country := f.country(t.line, t.first("country", "nationality", "citizenship", "jurisdiction", "mainCountry"))
	t.entry = f.actor(name, kind, country)
	for _, p := range []string{"name", "alias", "weakAlias", "previousName", "abbreviation"} {
		for i, s := range t.Properties[p] {
			if p != "name" || i > 0 {
				f.alias(t.entry, t.line, s)
			}
		}
	}
	t.entry.Gender = cmp.Or(t.entry.Gender, gender(t.first("gender")))
	if state, ok := f.base.State(country); ok {
		switch t.Schema {
		case "PublicBody":
			t.entry.Code = state.Code + "GOV"
		case "Company":
			t.entry.Code = state.Code + "BUS"
		}
	}
	for _, title := range t.Properties["position"] {
		if title, ok := f.cleaned(t.line, capital(title)); ok {
			f.office(t.entry, t.line, actor.Office{Title: title})
		}
	}
}

// tie gives the holder of a post, or the member of a body, the office.
func (f *file) tie(t *thing, things map[string]*thing) {
	link := followTheMoneyLinks[t.Schema]
	holder, body := things[t.first(link[0]...)], things[t.first(link[1]...)]
	switch {
	case holder == nil:
		f.wrong(t.line, "an office of nobody", "an office of %s, who is not in this file", quoted(t.first(link[0]...)))
		return
	case holder.entry == nil: // has been reported
		return
	case body == nil:
		f.wrong(t.line, "an office nowhere", "an office at %s, which is not in this file", quoted(t.first(link[1]...)))
		return
	}
	from, to, ok := f.span(t.line, t.first("startDate"), t.first("endDate"))
	if !ok {
		return
	}
	o := actor.Office{Title: t.first(link[2]...), From: from, To: to}
	if body.Schema == "Position" {
		o.Title = body.first("name")
		if at := things[body.first("organization")]; at != nil && at.entry != nil {
			o.At = at.entry.Name
		} else if state, ok := f.base.State(f.country(body.line, body.first("country"))); ok {
			o.At = state.Name
		}
	} else if body.entry != nil {
		o.At = body.entry.Name
	}
	if o.Title == "" {
		o.Title = "Member"
	}
	if o.Title, ok = f.cleaned(t.line, capital(o.Title)); ok {
		f.office(holder.entry, t.line, o)
	}
}

// capital writes the first letter of a title large, so that one word of it is
// not taken for a name.
func capital(s string) string {
	s = strings.TrimSpace(s)
	if i := slices.IndexFunc([]byte(s), func(b byte) bool { return b >= 0x80 || b == ' ' }); i == 0 || s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
