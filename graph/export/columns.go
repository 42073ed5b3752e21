package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/schema"
)

// column is an attribute of nodes or of edges, by the same name in every format.
type column struct {
	name string
	kind datatype
}

// datatype is what the values of a column are. The formats have names of their own for it.
type datatype int

const (
	textType datatype = iota
	intType
	boolType
)

// nodeColumns are the attributes of a node beside its id and label.
func nodeColumns() []column {
	return []column{{"kind", textType}, {"country", textType}, {"code", textType}, {"roles", textType}, {"degree", intType}}
}

// nodeValues are those of nodeColumns, "" for what is not known.
func nodeValues(n graph.Node) []string {
	return []string{stream.Token(string(n.Kind)), stream.Token(n.Country), stream.Token(n.Code), roles(n), strconv.Itoa(n.Degree)}
}

// labelOf is the name of a node, which may not have one.
func labelOf(n graph.Node) string { return cmp.Or(stream.Token(n.Name), string(n.ID)) }

// edgeColumns are the attributes of an edge beside its id, ends, label and weight.
func edgeColumns() []column {
	return []column{
		{"relation", textType}, {"status", textType}, {"plover", textType}, {"quadclass", intType}, {"symmetric", boolType},
		{"first_date", textType}, {"last_date", textType}, {"dates", textType},
		{"events", intType}, {"articles", intType}, {"sources", intType},
	}
}

// edgeValues are those of edgeColumns, "" for what is not known.
func edgeValues(e graph.Edge) []string {
	first, last, all := dates(e.Dates)
	return []string{
		string(e.Relation), statusOf(e), e.Relation.PLOVER(), quadClass(e), strconv.FormatBool(e.Relation.Symmetric()), first, last, all,
		strconv.Itoa(e.Events), strconv.Itoa(e.Articles), strconv.Itoa(e.Sources),
	}
}

// statusOf tells the statuses of the events of an edge, separated by blanks.
func statusOf(e graph.Edge) string {
	if len(e.Statuses) == 0 {
		return string(schema.Actual)
	}
	var all []string
	for _, s := range e.Statuses {
		all = append(all, string(s))
	}
	return strings.Join(all, " ")
}

// quadClass is that of the relation, "" for one that has none.
func quadClass(e graph.Edge) string {
	if c := e.Relation.QuadClass(); c != 0 {
		return strconv.Itoa(c)
	}
	return ""
}

// edgeLabel is the relation in words.
func edgeLabel(e graph.Edge) string { return strings.ReplaceAll(string(e.Relation), "_", " ") }

// dates gives the first, the last and all of them, "" for none.
func dates(ds []schema.Date) (first, last, all string) {
	var texts []string
	for _, d := range ds {
		if !d.IsZero() {
			texts = append(texts, d.String())
		}
	}
	if len(texts) == 0 {
		return "", "", ""
	}
	slices.Sort(texts) // ISO 8601 sorts by time, a year before its months
	texts = slices.Compact(texts)
	return texts[0], texts[len(texts)-1], strings.Join(texts, " ")
}

// roles tells the offices of a node, each once and in their order:
// "President of Russia (2012-05-07–); Foreign Minister of Iran (seen 2013-11-18)".
// A body without a name has its id, unless that is of one article alone and says nothing.
func roles(n graph.Node) string {
	type office struct {
		title    string
		at       schema.ActorID
		from, to schema.Date
	}
	var order []office
	seen := map[office][]string{}
	for _, r := range n.Roles {
		o := office{stream.Token(r.Title), r.At, r.From, r.To}
		if _, known := seen[o]; !known {
			order = append(order, o)
			seen[o] = nil
		}
		if !r.Seen.IsZero() {
			seen[o] = append(seen[o], r.Seen.String())
		}
	}
	var texts []string
	for _, o := range order {
		s := o.title
		if name := stream.Token(n.Bodies[o.at]); name != "" {
			s += " of " + name
		} else if o.at != "" && !o.at.Local() {
			s += " of " + string(o.at)
		}
		switch days := seen[o]; {
		case !o.from.IsZero() || !o.to.IsZero():
			s += " (" + o.from.String() + "–" + o.to.String() + ")"
		case len(days) > 0:
			s += " (seen " + slices.Min(days)
			if last := slices.Max(days); last != slices.Min(days) {
				s += " to " + last
			}
			s += ")"
		}
		texts = append(texts, s)
	}
	return strings.Join(texts, "; ")
}
