package picture

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/graph/layout"
	"entente/schema"
)

// NetworkOptions choose what [Network] draws; the zero value is what most want.
type NetworkOptions struct {
	Title string // for those who can't see the picture, and for tool tips
}

const (
	// mostDrawn is how many actors a picture has at most, mostLines how many relations.
	mostDrawn = 2000
	mostLines = 10_000
	// mostNamed is up to how many actors all have their names; of more, the biggest. So
	// that the alwaysNamed biggest are among them, discs move apart, up to mostSpread times.
	mostNamed   = 60
	alwaysNamed = 20
	mostSpread  = 2.0
	step        = 1.06
	// A picture has pixelsPerUnit of [Place], unless it would be wider than wide then.
	pixelsPerUnit = 0.6
	wide          = 1400.0
	// rim is how much room for lines there is around a disc, in units of Place.
	rim = 10
)

// Network draws the network as a picture in SVG 1.1: one file that needs no other, has no
// scripts, and looks the same wherever it is opened.
//
// Actors are discs, coloured by kind; their area grows with their degree. An edge is
// a line, wider for more events, coloured by its relation, in hues that stand for quad
// classes; it has a tip unless the relation is symmetric. Relations between the same
// two actors are lines beside one another. Of up to 60 actors all are named, and no
// name is cut that two wide lines hold; of more, the biggest whose names find
// room, beside their discs or at the end of a thin line.
// No name covers a disc or the edge of the picture, or is as close to another as
// lines of one name are. A legend says what the colours mean. Discs and lines have titles,
// which browsers show under the mouse: names, events, dates, articles.
//
// The network must fit into memory; one of more than 2,000 actors or 10,000 edges is refused.
func Network(w io.Writer, n *graph.Network, opt NetworkOptions) error {
	p, err := newPicture(n)
	if err != nil {
		return fmt.Errorf("SVG: %w", err)
	}
	p.title = cmp.Or(plainText(opt.Title), "Who did what to whom")
	if err := p.write(newSVG(w)); err != nil {
		return fmt.Errorf("SVG: write: %w", err)
	}
	return nil
}

// picture is a network with everything where it is drawn.
type picture struct {
	title         string
	nodes         []graph.Node
	at            []layout.Point
	radii         []float64
	lines         []line
	labels        []label
	palette       palette
	legend        legend
	legendAt      layout.Point
	width, height float64
}

func newPicture(n *graph.Network) (*picture, error) {
	if n.NodeCount > mostDrawn {
		return nil, fmt.Errorf("nobody could read a picture of %d actors (at most %d); choose some with --top N or --around ACTOR", n.NodeCount, mostDrawn)
	}
	if n.EdgeCount > mostLines {
		return nil, fmt.Errorf("nobody could read a picture of %d relations (at most %d); choose some with --relation, --since or --min-sources, or fewer actors with --top N", n.EdgeCount, mostLines)
	}
	at, err := place(n, rim)
	if err != nil {
		return nil, err
	}
	p := &picture{at: at}
	number := map[schema.ActorID]int{}
	for node, err := range stream.Nodes(n) {
		if err != nil {
			return nil, err
		}
		const longest = 60 // in tool tips, in units of the font size
		node.Name = cutText(cmp.Or(plainText(node.Name), string(node.ID)), longest)
		number[node.ID] = len(p.nodes)
		p.nodes = append(p.nodes, node)
		p.radii = append(p.radii, Radius(node.Degree))
	}
	events := map[schema.Relation]int{}
	for e, err := range stream.Edges(n) {
		if err != nil {
			return nil, err
		}
		p.lines = append(p.lines, line{Edge: e, source: number[e.Source], target: number[e.Target], width: strokeWidth(e.Events)})
		events[e.Relation] += e.Events
	}
	p.palette = newPalette(events)
	p.compose()
	p.explain()
	p.frame()
	return p, nil
}

// compose finds where everything is drawn, but for the margins.
func (p *picture) compose() {
	extent := p.extent()
	scale := min(pixelsPerUnit, wide/max(extent.right-extent.left, 1))
	for i := range p.at {
		p.at[i] = layout.Point{X: p.at[i].X * scale, Y: p.at[i].Y * scale}
		p.radii[i] *= scale
	}
	for i := range p.lines {
		p.lines[i].width *= max(scale/pixelsPerUnit, 0.4)
	}
	var names []label
	for i, n := range p.nodes {
		names = append(names, label{node: i, lines: wrapName(n.Name)})
	}
	byDegree(names, func(node int) int { return p.nodes[node].Degree })
	lines := p.lines
	if len(p.nodes) > careful || len(lines) > 5*careful {
		lines = nil // they are everywhere
	}
	// Discs move apart until there is room for all names: in the end there is. Of many
	// actors some need not be named, but the biggest should.
	for spread := 1.0; ; spread *= step {
		bend(p.lines, p.at, p.radii)
		placing := newPlacing(names, p.at, p.radii, lines)
		if len(p.nodes) <= mostNamed {
			p.labels = names
			if placing.all() {
				return
			}
		} else {
			p.labels = placing.some(mostNamed)
			if spread > mostSpread || p.named(names[:alwaysNamed]) {
				return
			}
		}
		for i := range p.at {
			p.at[i] = layout.Point{X: p.at[i].X * step, Y: p.at[i].Y * step}
		}
	}
}

// named reports whether these, the first names to be placed, have all been.
func (p *picture) named(first []label) bool {
	return len(p.labels) >= len(first) && p.labels[len(first)-1].node == first[len(first)-1].node
}

// extent is the box of all that is drawn of the network.
func (p *picture) extent() box {
	var all box
	for i, at := range p.at {
		b := box{at.X, at.Y, at.X, at.Y}.grown(p.radii[i])
		if i == 0 {
			all = b
		}
		all = all.around(b)
	}
	for _, l := range p.labels {
		all = all.around(l.box)
	}
	for i := range p.lines {
		for _, q := range p.lines[i].points() {
			all = all.around(box{q.X, q.Y, q.X, q.Y}.grown(p.lines[i].width))
		}
	}
	return all
}

// explain makes the legend.
func (p *picture) explain() {
	kinds := map[schema.Kind]int{}
	for _, n := range p.nodes {
		if n.Kind.Valid() {
			kinds[n.Kind]++
		} else {
			kinds[""]++
		}
	}
	for _, class := range p.palette.classes {
		p.legend.heading(upperFirst(class.name))
		for _, s := range class.shades {
			p.legend.entry(s.label(), func(w svgWriter, x, y float64) { s.mark(w, x, y) })
		}
	}
	p.legend.heading("Actors")
	for _, k := range append(schema.Kinds(), "") {
		if n := kinds[k]; n > 0 {
			p.legend.entry(fmt.Sprintf("%s · %d", cmp.Or(string(k), "of unknown kind"), n), func(w svgWriter, x, y float64) {
				w.Empty("circle", "cx", num(x), "cy", num(y), "r", "6", "fill", fill(k))
			})
		}
	}
	p.legend.note("Numbers are events and actors. A disc grows with its lines, a line with its events.")
	if unsure := p.unsure(); len(unsure) > 0 {
		p.legend.note("Not all of this happened: " + listed(unsure) + ".")
	}
	if named := len(p.labels); named < len(p.nodes) {
		p.legend.note(fmt.Sprintf("Named are the %d actors with most lines that have room for a name.", named))
	}
	if slices.ContainsFunc(p.labels, func(l label) bool { return l.leader != nil }) {
		p.legend.note("A thin black line leads from a disc to its name.")
	}
}

// label is what the legend says of a shade.
func (s shade) label() string {
	if len(s.relations) == 1 {
		return fmt.Sprintf("%s · %d", words(s.relations[0]), s.events)
	}
	return fmt.Sprintf("%d others · %d", len(s.relations), s.events)
}

// mark is a piece of such a line.
func (s shade) mark(w svgWriter, x, y float64) {
	left, right := x-markWidth/2, x+markWidth/2
	const width, tip = 2.5, 10.0
	directed := !slices.ContainsFunc(s.relations, schema.Relation.Symmetric)
	end := right
	if directed {
		end -= tip - 2
	}
	w.Empty("path", append(s.attributes(width), "d", path("M", layout.Point{X: left, Y: y}, "H", end), "fill", "none")...)
	if !directed {
		return
	}
	w.Empty("path", "d", path("M", layout.Point{X: right, Y: y}, "L", layout.Point{X: right - tip, Y: y - 4.5}, layout.Point{X: right - tip, Y: y + 4.5}, "Z"), "fill", s.colour)
}

// frame moves everything into a canvas that holds it, the legend to the right.
func (p *picture) frame() {
	drawn := p.extent()
	width, height := p.legend.size()
	const between = 36.0
	p.height = math.Ceil(max(drawn.bottom-drawn.top, height) + 2*margin)
	dx, dy := margin-drawn.left, (p.height-drawn.top-drawn.bottom)/2
	by := func(q layout.Point) layout.Point { return layout.Point{X: q.X + dx, Y: q.Y + dy} }
	for i := range p.at {
		p.at[i] = by(p.at[i])
	}
	for i := range p.lines {
		l := &p.lines[i]
		l.start, l.middle, l.end = by(l.start), by(l.middle), by(l.end)
		for k := range l.tip {
			l.tip[k] = by(l.tip[k])
		}
	}
	for i := range p.labels {
		l := &p.labels[i]
		l.box = l.box.shifted(dx, dy)
		for k := range l.leader {
			l.leader[k] = by(l.leader[k])
		}
	}
	p.legendAt = layout.Point{X: drawn.right + dx + between, Y: margin}
	p.width = math.Ceil(p.legendAt.X + width + margin)
}

func (p *picture) write(s svgWriter) error {
	s.begin(p.width, p.height, p.title, p.describe())
	s.group("fill", "none")
	for i := range p.lines {
		p.writeLine(s, &p.lines[i])
	}
	s.endGroup()
	s.group("stroke", "#ffffff", "stroke-width", "1.2")
	for i, n := range p.nodes {
		s.group()
		s.Element("title", p.tell(n))
		s.Empty("circle", "cx", num(p.at[i].X), "cy", num(p.at[i].Y), "r", num(p.radii[i]), "fill", fill(n.Kind))
		s.endGroup()
	}
	s.endGroup()
	// Twice, first as a halo that keeps lines off the letters.
	s.group("stroke", "#ffffff", "stroke-width", "3.5", "stroke-linejoin", "round", "aria-hidden", "true")
	p.writeLabels(s)
	s.endGroup()
	s.group()
	p.writeLabels(s)
	s.endGroup()
	p.legend.write(s, p.legendAt.X, p.legendAt.Y)
	return s.end()
}

// opacity is that of lines: where there are many, those beneath must be seen.
func (p *picture) opacity() float64 {
	if len(p.lines) > 3*careful {
		return 0.5
	}
	return 0.9
}

func (p *picture) writeLine(s svgWriter, l *line) {
	drawn := p.palette.strokes[l.Relation]
	// Inherited by line and tip, not of the group: that would be a layer for each edge,
	// with which a program takes minutes to draw a large picture.
	opacity := num(p.opacity())
	s.group("stroke-opacity", opacity, "fill-opacity", opacity)
	s.Element("title", p.tellLine(l))
	d := path("M", l.start, "Q", l.middle, l.end)
	if l.straight() {
		d = path("M", l.start, "L", l.end)
	}
	s.Empty("path", append(drawn.attributes(l.width), "d", d)...)
	if !l.Relation.Symmetric() {
		s.Empty("path", "d", path("M", l.tip[0], "L", l.tip[1], l.tip[2], "Z"), "fill", drawn.colour)
	}
	s.endGroup()
}

func (p *picture) writeLabels(s svgWriter) {
	for _, l := range p.labels {
		if l.leader != nil {
			s.Empty("path", "d", path("M", l.leader[0], "L", l.leader[1]), "stroke", inkText, "stroke-width", "0.8")
		}
		x := l.box.left
		switch l.anchor {
		case "middle":
			x = (l.box.left + l.box.right) / 2
		case "end":
			x = l.box.right
		}
		for i, text := range l.lines {
			s.write(x, l.box.top+lineHeight*float64(i)+11.5, l.anchor, text)
		}
	}
}

// path is the data of a path: commands, points and numbers.
func path(parts ...any) string {
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch part := part.(type) {
		case string:
			b.WriteString(part)
		case float64:
			b.WriteString(num(part))
		case layout.Point:
			b.WriteString(num(part.X) + " " + num(part.Y))
		}
	}
	return b.String()
}

// fill is the colour of a kind of actor, as in all pictures.
func fill(k schema.Kind) string {
	r, g, b := Colour(k)
	return "rgb(" + r + "," + g + "," + b + ")"
}

// tell says of an actor what its disc does not.
func (p *picture) tell(n graph.Node) string {
	what := []string{cmp.Or(plainText(string(n.Kind)), "actor")}
	for _, s := range []string{plainText(n.Country), plainText(n.Code)} {
		if s != "" {
			what = append(what, s)
		}
	}
	return fmt.Sprintf("%s (%s): %s", n.Name, strings.Join(what, ", "), several(n.Degree, "relation"))
}

// tellLine says of an edge what its line does not: "A met B: planned, 2 events,
// 2019-03-20 to 2019-04-02, in 3 articles".
func (p *picture) tellLine(l *line) string {
	s := fmt.Sprintf("%s %s %s: ", p.nodes[l.source].Name, words(l.Relation), p.nodes[l.target].Name)
	if doubtful(l.Edge) {
		s += listed(l.Statuses) + ", "
	}
	s += several(l.Events, "event")
	if dated := slices.DeleteFunc(slices.Clone(l.Dates), schema.Date.IsZero); len(dated) > 0 {
		first, last := slices.MinFunc(dated, schema.Date.Compare).String(), slices.MaxFunc(dated, schema.Date.Compare).String()
		if s += ", " + first; first != last {
			s += " to " + last
		}
	}
	if l.Articles > 0 {
		s += ", in " + several(l.Articles, "article")
	}
	return s
}

// doubtful reports whether an edge holds events that did not happen, or not yet.
func doubtful(e graph.Edge) bool {
	return slices.ContainsFunc(e.Statuses, func(s schema.Status) bool { return s != schema.Actual })
}

// listed is some statuses as people read them: "actual, planned".
func listed(statuses []schema.Status) string {
	var all []string
	for _, s := range statuses {
		all = append(all, plainText(string(s)))
	}
	return strings.Join(all, ", ")
}

// unsure are the statuses of events that did not happen, or not yet, surest first.
func (p *picture) unsure() []schema.Status {
	var all []schema.Status
	for _, s := range schema.Statuses() {
		if s != schema.Actual && slices.ContainsFunc(p.lines, func(l line) bool { return slices.Contains(l.Statuses, s) }) {
			all = append(all, s)
		}
	}
	return all
}

// describe tells the picture to those who can't see it.
func (p *picture) describe() string {
	var b strings.Builder
	fmt.Fprintf(&b, "A network of %s and %s between them.", several(len(p.nodes), "actor"), several(len(p.lines), "relation"))
	order := make([]int, len(p.nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(p.nodes[k].Degree, p.nodes[i].Degree) })
	var most []string
	for _, i := range order[:min(5, len(order))] {
		most = append(most, fmt.Sprintf("%s (%d)", p.nodes[i].Name, p.nodes[i].Degree))
	}
	if len(most) > 0 {
		b.WriteString(" Most relations: " + strings.Join(most, ", ") + ".")
	}
	if unsure := p.unsure(); len(unsure) > 0 {
		b.WriteString(" Not all of this happened: " + listed(unsure) + ".")
	}
	for _, class := range p.palette.classes {
		var shades []string
		for _, s := range class.shades {
			shades = append(shades, s.label())
		}
		fmt.Fprintf(&b, " %s: %s.", upperFirst(class.name), strings.Join(shades, ", "))
	}
	return b.String()
}

// several is a number with its noun.
func several(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
