package export

import (
	"entente/graph/export/internal/stream"
	"entente/schema"
)

// ldObject is an object of JSON-LD as text, without the "}" at its end.
type ldObject []byte

// ldNode is a node of some types.
func ldNode(iri string, types ...string) *ldObject {
	o := make(ldObject, 0, 512)
	o.string("@id", iri)
	if len(types) > 0 {
		o.strings("@type", types)
	}
	return &o
}

// end gives the whole text.
func (o *ldObject) end() string { return string(append(*o, '}')) }

func (o *ldObject) key(name string) {
	separator := byte(',')
	if len(*o) == 0 {
		separator = '{'
	}
	*o = append(appendString(append(*o, separator), name), ':')
}

// string adds a string, whose escapes JSON has in common with N-Quads.
func (o *ldObject) string(key, s string) {
	o.key(key)
	*o = appendString(*o, s)
}

func (o *ldObject) strings(key string, list []string) {
	o.key(key)
	for i, s := range list {
		*o = appendString(append(*o, "[,"[min(i, 1)]), s)
	}
	*o = append(*o, ']')
}

// objects adds a list, if there is anything in it.
func (o *ldObject) objects(key string, list ...*ldObject) {
	if len(list) == 0 {
		return
	}
	o.key(key)
	for i, object := range list {
		*o = append(append(*o, "[,"[min(i, 1)]), object.end()...)
	}
	*o = append(*o, ']')
}

// object adds another object.
func (o *ldObject) object(key string, object *ldObject) {
	o.key(key)
	*o = append(*o, object.end()...)
}

// id adds another node by its IRI.
func (o *ldObject) id(key, iri string) {
	o.key(key)
	*o = append(appendString(append(*o, `{"@id":`...), iri), '}')
}

// typed adds a value of a datatype.
func (o *ldObject) typed(key, datatype, value string) {
	v := new(ldObject)
	v.string("@type", datatype)
	v.string("@value", value)
	o.object(key, v)
}

// text adds a text that others wrote, if there is one.
func (o *ldObject) text(key, s string) {
	if s = stream.Token(s); s != "" {
		o.string(key, s)
	}
}

// texts adds those that there are.
func (o *ldObject) texts(key string, list []string) {
	var some []string
	for _, s := range list {
		if s = stream.Token(s); s != "" {
			some = append(some, s)
		}
	}
	if len(some) > 0 {
		o.strings(key, some)
	}
}

// date adds a date, if it is known, as the type of XML Schema that is as precise as it.
func (o *ldObject) date(key string, d schema.Date) {
	switch {
	case d.IsZero():
	case d.Precision == schema.Year:
		o.typed(key, "xsd:gYear", d.String())
	case d.Precision == schema.Month:
		o.typed(key, "xsd:gYearMonth", d.String())
	default:
		o.typed(key, "xsd:date", d.String())
	}
}

// instant adds a date, if it is known, as an instant of OWL time.
func (o *ldObject) instant(key, iri string, d schema.Date) {
	if d.IsZero() {
		return
	}
	at := ldNode(iri, "time:Instant")
	switch d.Precision {
	case schema.Year:
		at.date("time:inXSDgYear", d)
	case schema.Month:
		at.date("time:inXSDgYearMonth", d)
	default:
		at.date("time:inXSDDate", d)
	}
	o.object(key, at)
}
