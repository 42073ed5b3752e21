package picture

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"entente/schema"
)

// palette gives the relations of a picture their strokes. Hues tell the quad classes
// apart, cool ones for cooperation and warm ones for conflict; within a class the
// relations with most events have strokes of their own, and what is rarer shares the
// last.
type palette struct {
	classes []hue // most events first
	strokes map[schema.Relation]stroke
}

// hue is a quad class in a picture.
type hue struct {
	name   string // "verbal cooperation"
	shades []shade
	events int
}

// shade is one stroke of a class.
type shade struct {
	stroke
	relations []schema.Relation // most events first; more than one only in the last
	events    int
}

// stroke is how a line looks, but for its width.
type stroke struct {
	colour string
	dashed bool
}

// hues are the quad classes, 0 for relations that have none, with three colours for
// the relations with most events and one for those with fewest.
var hues = [...]struct {
	name    string
	colours [3]string
	others  string
}{
	{"other relations", [3]string{"#666666", "#333333", "#999999"}, "#bbbbbb"},
	{"verbal cooperation", [3]string{"#2f72b7", "#12305f", "#58a6e4"}, "#a3c4e0"},
	{"material cooperation", [3]string{"#1b8a5f", "#0a4a36", "#4fbf95"}, "#9ad0b8"},
	{"verbal conflict", [3]string{"#d97706", "#8a4300", "#f2a541"}, "#ecc999"},
	{"material conflict", [3]string{"#c2255c", "#6d0f34", "#ee7aa2"}, "#eab6c6"},
}

// strokesOf lists the strokes of a class in the order in which relations get them.
func strokesOf(class int) []stroke {
	h := hues[class]
	return []stroke{
		{h.colours[0], false}, {h.colours[1], false}, {h.colours[2], false},
		{h.colours[0], true}, {h.colours[1], true},
		{h.others, false},
	}
}

// newPalette takes the numbers of events of each relation.
func newPalette(events map[schema.Relation]int) palette {
	byClass := map[int][]schema.Relation{}
	for r := range events {
		byClass[r.QuadClass()] = append(byClass[r.QuadClass()], r)
	}
	p := palette{strokes: map[schema.Relation]stroke{}}
	for _, class := range slices.Sorted(maps.Keys(byClass)) {
		relations := byClass[class]
		slices.SortFunc(relations, func(x, y schema.Relation) int {
			return cmp.Or(cmp.Compare(events[y], events[x]), cmp.Compare(x, y))
		})
		h := hue{name: hues[class].name}
		strokes := strokesOf(class)
		for i, r := range relations {
			if i < len(strokes) {
				h.shades = append(h.shades, shade{stroke: strokes[i]})
			}
			last := &h.shades[len(h.shades)-1]
			last.relations = append(last.relations, r)
			last.events += events[r]
			h.events += events[r]
			p.strokes[r] = last.stroke
		}
		p.classes = append(p.classes, h)
	}
	slices.SortStableFunc(p.classes, func(x, y hue) int { return cmp.Compare(y.events, x.events) })
	return p
}

// attributes are those of an element that is drawn with the stroke.
func (s stroke) attributes(width float64) []string {
	as := []string{"stroke", s.colour, "stroke-width", num(width)}
	if s.dashed {
		as = append(as, "stroke-dasharray", num(4+width)+" "+num(2+width))
	}
	return as
}

// words is a relation as people read it, "talked to".
func words(r schema.Relation) string { return strings.ReplaceAll(plainText(string(r)), "_", " ") }
