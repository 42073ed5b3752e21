package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/graph"
	"entente/graph/export/internal/exporttest"
	"entente/graph/export/internal/stream"
	"entente/schema"
)

func drawnNetwork(t testing.TB, n *graph.Network, opt NetworkOptions) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, Network(&b, n, opt))
	wellFormed(t, b.String())
	return b.String()
}

// wellFormed holds a picture against what all of them promise.
func wellFormed(t testing.TB, svg string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		if start, ok := token.(xml.StartElement); ok {
			assert.Contains(t, []string{"svg", "title", "desc", "g", "rect", "circle", "path", "text"}, start.Name.Local)
		}
	}
	for _, r := range svg {
		if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
			t.Errorf("control character %U", r)
		}
	}
	assert.NotContains(t, svg, "NaN")
	assert.NotContains(t, svg, "Inf")
}

// names are what is hard to place: long ones, and others than Latin letters.
var names = []string{
	"Organization for Security and Co-operation in Europe", "Иван Сергеевич Петров", "محمد جواد ظريف", "中华人民共和国外交部发言人办公室", "Iran",
	"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "Jürgen Wendtland", "ירושלים", "김정은", "👩🏽‍🚀 Anna", "EU",
}

// random is a network of so many nodes with hard names, some of them without an edge.
func randomNetwork(t testing.TB, nodes, edges int, seed uint64) *graph.Network {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	relations := schema.Relations()
	var ties [][2]int
	var kinds []schema.Relation
	for range edges {
		// Low numbers more often than high ones: there are hubs, and pairs with several relations.
		ties = append(ties, [2]int{random.IntN(nodes), random.IntN(1 + random.IntN(nodes))})
		kinds = append(kinds, relations[random.IntN(1+random.IntN(len(relations)))].Name)
	}
	return network(t, nodes, ties, func(tie int) schema.Relation { return kinds[tie] })
}

// network has these ties between numbered nodes.
func network(t testing.TB, nodes int, ties [][2]int, relation func(tie int) schema.Relation) *graph.Network {
	t.Helper()
	var p exporttest.Parts
	id := func(i int) schema.ActorID { return schema.ActorID(fmt.Sprintf("actor-%04d", i)) }
	for i := range nodes {
		p.Actors = append(p.Actors, schema.Actor{ID: id(i), Name: names[i%len(names)], Kind: schema.Kinds()[i%4]})
	}
	seen := map[string]bool{}
	for i, tie := range ties {
		e := graph.Edge{Source: id(tie[0]), Target: id(tie[1]), Relation: relation(i), Events: 1 + i%9, Articles: 2}
		if e.Relation.Symmetric() && e.Source > e.Target {
			e.Source, e.Target = e.Target, e.Source
		}
		if !seen[stream.EdgeID(e)] {
			seen[stream.EdgeID(e)] = true
			p.Edges = append(p.Edges, e)
		}
	}
	return p.Network(t, true)
}

// hardNetworks are networks whose names are hard to place.
func hardNetworks(t *testing.T) map[string]*graph.Network {
	t.Helper()
	met := func(int) schema.Relation { return "met" }
	var k12, star, pairs, path [][2]int
	for i := range 12 {
		for k := range i {
			k12 = append(k12, [2]int{i, k})
		}
	}
	for i := range 59 {
		star = append(star, [2]int{0, i + 1})
		path = append(path, [2]int{i, i + 1})
	}
	for i := range 60 {
		pairs = append(pairs, [2]int{2 * i, 2*i + 1})
	}
	all := map[string]*graph.Network{
		"nothing": network(t, 0, nil, nil), "one": network(t, 1, nil, nil), "alone": network(t, 60, nil, nil),
		"complete": network(t, 12, k12, met), "star": network(t, 60, star, met), "path": network(t, 60, path, met),
		"pairs of 60":  network(t, 60, pairs[:30], met),
		"pairs of 120": network(t, 120, pairs, met),
		"many edges":   randomNetwork(t, 30, 600, 1),
		"large":        randomNetwork(t, 150, 400, 1),
	}
	for seed := range uint64(6) {
		nodes := 10 + int(seed)*10
		all[fmt.Sprintf("random %d", nodes)] = randomNetwork(t, nodes, 2*nodes, seed)
	}
	return all
}

// Names can be read: none covers a disc or leaves the picture, none is so close to a
// disc or a name that it reads as a part of that, and of up to 60 actors none lacks.
func TestNetworkNamesCanBeRead(t *testing.T) {
	for what, n := range hardNetworks(t) {
		t.Run(what, func(t *testing.T) {
			p, err := newPicture(n)
			require.NoError(t, err)
			canvas := box{0, 0, p.width, p.height}
			within := func(b box) bool { return b == b.within(canvas) }
			for i, l := range p.labels {
				assert.True(t, within(l.box), "%v leaves %v", l, canvas)
				for _, other := range p.labels[:i] {
					assert.False(t, l.box.grown(8.9).overlaps(other.box), "%v and %v", l, other)
				}
				for k, at := range p.at {
					gap := 5.9
					if k == l.node {
						gap = 0
					}
					assert.False(t, covers(l.box, at, p.radii[k]+gap), "%v is at disc %d", l, k)
				}
			}
			for i, at := range p.at {
				assert.True(t, within(box{at.X, at.Y, at.X, at.Y}.grown(p.radii[i])), "disc %d leaves", i)
			}
			for i := range p.lines {
				for _, at := range p.lines[i].points() {
					assert.True(t, within(box{at.X, at.Y, at.X, at.Y}), "line %d leaves", i)
				}
			}
			width, height := p.legend.size()
			assert.True(t, within(box{p.legendAt.X, p.legendAt.Y, p.legendAt.X + width, p.legendAt.Y + height}), "the legend leaves")
			if len(p.nodes) <= mostNamed {
				assert.Len(t, p.labels, len(p.nodes))
			} else {
				assert.Greater(t, len(p.labels), mostNamed/2)
			}
			drawnNetwork(t, n, NetworkOptions{})
		})
	}
}

// within is the part of a box that is in another.
func (b box) within(c box) box {
	return box{max(b.left, c.left), max(b.top, c.top), min(b.right, c.right), min(b.bottom, c.bottom)}
}

func TestNetwork(t *testing.T) {
	svg := drawnNetwork(t, exporttest.Small.Network(t, true), NetworkOptions{})
	assert.Equal(t, svg, drawnNetwork(t, exporttest.Small.Network(t, true), NetworkOptions{}))
	assert.Contains(t, svg, "<title id=\"entente-title\">Who did what to whom</title>")
	assert.Contains(t, svg, "<desc id=\"entente-description\">A network of 4 actors and 2 relations between them. Most relations: Vladimir Putin (2), Hassan Rouhani (1)")
	assert.Contains(t, svg, "<title>Vladimir Putin (person, RUS, RUSGOV): 2 relations</title>")
	assert.Contains(t, svg, "<title>Vladimir Putin telephoned Hassan Rouhani: 3 events, 2013-11 to 2013-11-25, in 4 articles</title>")
	assert.Equal(t, 1, strings.Count(svg, ">telephoned · 3</text>"))
	assert.Equal(t, 1, strings.Count(svg, ">person · 2</text>"))
	// One line and one in the legend end in a tip, the others stand for a symmetric relation.
	assert.Equal(t, 2, strings.Count(svg, "Z\" fill="))
	assert.Contains(t, svg, ">rebels.9c1f00ab12cd</text>", "who has no name has an id")
	assert.Contains(t, drawnNetwork(t, exporttest.Small.Network(t, true), NetworkOptions{Title: "A & B"}), ">A &amp; B</title>")
}

// What is planned or denied is not drawn as if it had happened.
func TestNetworkStatuses(t *testing.T) {
	n := exporttest.Parts{
		Actors: []schema.Actor{{ID: "a", Name: "A"}, {ID: "b", Name: "B"}},
		Edges: []graph.Edge{
			{Source: "a", Target: "b", Relation: "accused", Events: 2, Statuses: []schema.Status{schema.Planned}},
			{Source: "a", Target: "b", Relation: "met", Events: 3, Statuses: []schema.Status{schema.Actual, schema.Negated}},
			{Source: "a", Target: "b", Relation: "praised", Events: 4},
		},
	}
	svg := drawnNetwork(t, n.Network(t, true), NetworkOptions{})
	assert.Contains(t, svg, "<title>A accused B: planned, 2 events</title>")
	assert.Contains(t, svg, "<title>A met B: actual, negated, 3 events</title>")
	assert.Contains(t, svg, "<title>A praised B: 4 events</title>")
	assert.Contains(t, svg, " Not all of this happened: planned, negated.")
	assert.Contains(t, svg, ">Not all of this happened:</text>")
	assert.NotContains(t, drawnNetwork(t, exporttest.Small.Network(t, true), NetworkOptions{}), "happened")
}

// The biggest of many actors have names, however many discs there are around them;
// the lines that lead to them touch neither other discs nor names, nor each other.
func TestNetworkNamesTheBiggest(t *testing.T) {
	leaders := 0
	for _, size := range [][2]int{{100, 300}, {150, 300}, {200, 500}, {300, 900}, {400, 800}, {400, 1200}} {
		p, err := newPicture(randomNetwork(t, size[0], size[1], uint64(size[0]+size[1]/size[0])))
		require.NoError(t, err)
		assert.Len(t, p.labels, mostNamed)
		named := map[int]bool{}
		least := math.MaxInt // of the first twenty
		for i, l := range p.labels {
			named[l.node] = true
			if i < alwaysNamed {
				least = min(least, p.nodes[l.node].Degree)
			}
			for k, at := range p.at {
				assert.False(t, covers(l.box, at, p.radii[k]), "%v covers disc %d", l, k)
			}
			if l.leader == nil {
				continue
			}
			leaders++
			from, to := l.leader[0], l.leader[1]
			assert.InDelta(t, p.radii[l.node], lengthOf(vector(p.at[l.node], from)), 0.1)
			for k, at := range p.at {
				for part := 0.0; part <= 1 && k != l.node; part += 0.05 {
					assert.Greater(t, lengthOf(vector(at, moved(from, vector(from, to), part))), p.radii[k], "%v leads over disc %d", l, k)
				}
			}
			for k, other := range p.labels {
				if k != i {
					assert.False(t, crosses(other.box, from, to), "%v leads over %v", l, other)
					assert.False(t, meet(l.leader, other.leader), "%v and %v", l, other)
				}
			}
		}
		for i, n := range p.nodes {
			assert.True(t, named[i] || n.Degree <= least, "%d of %v: %d relations, no name", i, size, n.Degree)
		}
	}
	assert.Positive(t, leaders)
}

func TestNetworkHostileNames(t *testing.T) {
	hostile := exporttest.Parts{
		Actors: []schema.Actor{
			{ID: "a", Kind: "alien", Name: "<script>alert(1)</script>\x00\u202eevil\n&\ufffe"},
			{ID: "b", Name: strings.Repeat("W", 5000)},
			{ID: "c", Name: " \t "},
		},
		Edges: []graph.Edge{{Source: "a", Target: "b", Relation: "knows<of>", Events: 1}, {Source: "b", Target: "c", Relation: "met", Events: 1 << 40}},
	}
	svg := drawnNetwork(t, hostile.Network(t, true), NetworkOptions{Title: "\x07"})
	assert.Contains(t, svg, "&lt;script&gt;")
	assert.Contains(t, svg, ">Other relations</text>")
	assert.Contains(t, svg, ">knows&lt;of&gt; · 1</text>")
	assert.Contains(t, svg, ">of unknown kind · 3</text>")
	assert.Contains(t, svg, "WWW…</text>")
	assert.Contains(t, svg, ">c</text>")
}

// Lines between two actors lie apart, and end at the rims of their discs.
func TestNetworkParallelRelations(t *testing.T) {
	relations := []schema.Relation{"met", "telephoned", "accused", "praised"}
	n := network(t, 2, [][2]int{{0, 1}, {1, 0}, {0, 1}, {1, 0}}, func(tie int) schema.Relation { return relations[tie] })
	p, err := newPicture(n)
	require.NoError(t, err)
	require.Len(t, p.lines, 4)
	for i, l := range p.lines {
		assert.InDelta(t, p.radii[l.source], lengthOf(vector(p.at[l.source], l.start)), 0.1)
		assert.InDelta(t, p.radii[l.target], lengthOf(vector(p.at[l.target], l.end)), 10)
		for _, other := range p.lines[:i] {
			assert.Greater(t, lengthOf(vector(onCurve(l.start, l.middle, l.end, 0.5), onCurve(other.start, other.middle, other.end, 0.5))), 4.0)
		}
	}
}

func TestNetworkRefuses(t *testing.T) {
	err := Network(io.Discard, &graph.Network{NodeCount: 2001}, NetworkOptions{})
	assert.EqualError(t, err, "SVG: nobody could read a picture of 2001 actors (at most 2000); choose some with --top N or --around ACTOR")
	err = Network(io.Discard, &graph.Network{NodeCount: 60, EdgeCount: 10_001}, NetworkOptions{})
	assert.ErrorContains(t, err, "SVG: nobody could read a picture of 10001 relations (at most 10000); choose some with --relation")
	err = Network(brokenWriter{}, exporttest.Small.Network(t, true), NetworkOptions{})
	assert.ErrorContains(t, err, "SVG: write: ")
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestPalette(t *testing.T) {
	events := map[schema.Relation]int{"met": 9, "telephoned": 30, "visited": 9, "hosted": 3, "praised": 2, "supported": 1, "allied_with": 1, "accused": 50, "odd": 1}
	p := newPalette(events)
	require.Len(t, p.classes, 3)
	assert.Equal(t, "verbal cooperation", p.classes[0].name, "55 events")
	assert.Equal(t, "verbal conflict", p.classes[1].name)
	assert.Equal(t, "other relations", p.classes[2].name)
	shades := p.classes[0].shades
	require.Len(t, shades, 6)
	assert.Equal(t, []schema.Relation{"telephoned"}, shades[0].relations)
	assert.Equal(t, []schema.Relation{"met"}, shades[1].relations)
	assert.Equal(t, []schema.Relation{"allied_with", "supported"}, shades[5].relations)
	assert.Equal(t, "2 others · 2", shades[5].label())
	different := map[stroke]bool{}
	for _, s := range p.strokes {
		different[s] = true
	}
	assert.Len(t, different, 8)
}
