package graph

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// followers is the graph of Cayley's manual: who follows whom, and who is cool.
func followers() (quads []quad.Quad) {
	for _, line := range []string{
		"alice follows bob", "bob follows fred", "dani follows bob", "charlie follows bob", "charlie follows dani", "dani follows greg",
		"emily follows fred", "fred follows greg", "bob status cool", "dani status cool", "greg status cool", "emily status smart", "greg status smart",
	} {
		f := strings.Fields(line)
		q := quad.Quad{Subject: quad.IRI(f[0]), Predicate: quad.IRI(f[1]), Object: quad.IRI(f[2])}
		if f[1] == "status" {
			q.Object = quad.String(f[2])
		}
		if f[2] == "smart" {
			q.Label = quad.IRI("smart_graph")
		}
		quads = append(quads, q)
	}
	return quads
}

// documented has a script for every method of Cayley's manual of Gizmo, and the
// rows it gives, sorted. Those of the manual's own examples are in it.
var documented = []struct{ method, script, want string }{
	{"graph.V", `g.V("<alice>").all()`, `{"id":"alice"}`},
	{"graph.Vertex", `graph.Vertex("<alice>", "<bob>").all()`, `{"id":"alice"} {"id":"bob"}`},
	{"graph.M", `g.V("<alice>").follow(g.M().out("<follows>").out("<follows>")).all()`, `{"id":"fred"}`},
	{"graph.Morphism", `g.V("<alice>").follow(graph.Morphism().out("<follows>")).all()`, `{"id":"bob"}`},
	{"graph.IRI", `g.V(g.IRI("alice")).all()`, `{"id":"alice"}`},
	{"graph.addNamespace", `g.addNamespace("x", "al"); g.V(g.IRI("x:ice")).all()`, `{"id":"alice"}`},
	{"graph.addDefaultNamespaces", `g.addDefaultNamespaces(); g.emit(g.IRI("rdf:type"))`, `"http://www.w3.org/1999/02/22-rdf-syntax-ns#type"`},
	{"graph.loadNamespaces", `g.loadNamespaces(); g.emit(1)`, `1`},
	{"graph.emit", `g.emit({name: "bob"})`, `{"name":"bob"}`},

	{"path.all", `g.V("<charlie>").out("<follows>").all()`, `{"id":"bob"} {"id":"dani"}`},
	{"path.and", `g.V("<charlie>").out("<follows>").and(g.V("<dani>").out("<follows>")).all()`, `{"id":"bob"}`},
	{"path.as", `g.V("<alice>").as("who").out("<follows>").all()`, `{"id":"bob","who":"alice"}`},
	{"path.back", `g.V().tag("start").out("<status>").back("start").in("<follows>").all()`, `{"id":"alice","start":"bob"} {"id":"charlie","start":"bob"} {"id":"charlie","start":"dani"} {"id":"dani","start":"bob"} {"id":"dani","start":"greg"} {"id":"dani","start":"greg"} {"id":"fred","start":"greg"} {"id":"fred","start":"greg"}`},
	{"path.both", `g.V("<fred>").both("<follows>").all()`, `{"id":"bob"} {"id":"emily"} {"id":"greg"}`},
	{"path.count", `g.emit(g.V("<charlie>").out("<follows>").count())`, `2`},
	{"path.difference", `g.V("<charlie>").out("<follows>").difference(g.V("<dani>").out("<follows>")).all()`, `{"id":"dani"}`},
	{"path.except", `g.V("<charlie>").out("<follows>").except(g.V("<dani>").out("<follows>")).all()`, `{"id":"dani"}`},
	{"path.filter", `g.V("<bob>").out("<status>").filter(regex("^c.*l$")).all()`, `{"id":"cool"}`},
	{"path.filter", `g.V("<charlie>").out("<follows>").filter(regex("^d", true)).all()`, `{"id":"dani"}`},
	{"path.filter", `g.V("<greg>").out("<status>").filter(gt("d")).all()`, `{"id":"smart"}`},
	{"path.filter", `g.V("<greg>").out("<status>").filter(gte("cool"), lt("smart")).all()`, `{"id":"cool"}`},
	{"path.filter", `g.V("<greg>").out("<status>").filter(lte("d")).all()`, `{"id":"cool"}`},
	{"path.filter", `g.V("<greg>").out("<status>").filter(like("sm%")).all()`, `{"id":"smart"}`},
	{"path.follow", `var f = g.M().out("<follows>").out("<follows>"); g.V("<charlie>").follow(f).has("<status>", "cool").all()`, `{"id":"bob"} {"id":"greg"}`},
	{"path.followR", `var f = g.M().out("<follows>").out("<follows>"); g.V().has("<status>", "cool").followR(f).all()`, `{"id":"bob"} {"id":"charlie"} {"id":"charlie"} {"id":"emily"}`},
	{"path.followRecursive", `g.V("<charlie>").followRecursive(g.M().out("<follows>")).all()`, `{"id":"bob"} {"id":"dani"} {"id":"fred"} {"id":"greg"}`},
	{"path.forEach", `g.V("<alice>").out("<follows>").forEach(function(d) { g.emit(d) })`, `{"id":"bob"}`},
	{"path.forEach", `g.V("<charlie>").out("<follows>").forEach(1, function(d) { g.emit("one") })`, `"one"`},
	{"path.getLimit", `g.V("<charlie>").out().unique().getLimit(5)`, `{"id":"bob"} {"id":"dani"}`},
	{"path.has", `g.V().has("<follows>", "<bob>").all()`, `{"id":"alice"} {"id":"charlie"} {"id":"dani"}`},
	{"path.has", `g.V("<charlie>").out("<follows>").has("<follows>", "<fred>").all()`, `{"id":"bob"}`},
	{"path.has", `g.V().has("<status>", gt("d")).all()`, `{"id":"emily"} {"id":"greg"}`},
	{"path.hasR", `g.V().hasR("<status>", "<emily>").all()`, `{"id":"smart"}`},
	{"path.in", `g.V("cool").in("<status>").all()`, `{"id":"bob"} {"id":"dani"} {"id":"greg"}`},
	{"path.in", `g.V("<emily>").out("<follows>").in("<follows>").all()`, `{"id":"bob"} {"id":"emily"}`},
	{"path.inPredicates", `g.V("<bob>").inPredicates().all()`, `{"id":"follows"}`},
	{"path.intersect", `g.V("<charlie>").out("<follows>").intersect(g.V("<dani>").out("<follows>")).all()`, `{"id":"bob"}`},
	{"path.is", `g.V().out("<follows>").is("<bob>").all()`, `{"id":"bob"} {"id":"bob"} {"id":"bob"}`},
	{"path.labelContext", `g.V("<greg>").labelContext("<smart_graph>").out("<status>").all()`, `{"id":"smart"}`},
	{"path.labelContext", `g.V().labelContext("<smart_graph>").in("<status>").labelContext(null).in("<follows>").all()`, `{"id":"dani"} {"id":"fred"}`},
	{"path.labels", `g.V("<emily>").labels().all()`, `{"id":"smart_graph"}`},
	{"path.limit", `g.emit(g.V().has("<follows>", "<bob>").limit(2).count())`, `2`},
	{"path.map", `g.V("<alice>").out("<follows>").map(function(d) { g.emit(d.id) })`, `"bob"`},
	{"path.or", `g.V("<alice>").or(g.V("<bob>")).all()`, `{"id":"alice"} {"id":"bob"}`},
	{"path.order", `g.V("<charlie>").out("<follows>").order().all()`, `{"id":"bob"} {"id":"dani"}`},
	{"path.out", `g.V("<dani>").out(["<follows>", "<status>"]).all()`, `{"id":"bob"} {"id":"cool"} {"id":"greg"}`},
	{"path.out", `g.V("<dani>").out(g.V("<status>"), "pred").all()`, `{"id":"cool","pred":"status"}`},
	{"path.outPredicates", `g.V("<bob>").outPredicates().all()`, `{"id":"follows"} {"id":"status"}`},
	{"path.save", `g.V("<dani>", "<bob>").save("<follows>", "target").all()`, `{"id":"bob","target":"fred"} {"id":"dani","target":"bob"} {"id":"dani","target":"greg"}`},
	{"path.saveInPredicates", `g.V("<bob>").saveInPredicates("pred").all()`, `{"id":"bob","pred":"follows"} {"id":"bob","pred":"follows"} {"id":"bob","pred":"follows"}`},
	{"path.saveOpt", `g.V("<alice>", "<bob>").saveOpt("<status>", "status").all()`, `{"id":"alice"} {"id":"bob","status":"cool"}`},
	{"path.saveOptR", `g.V("<alice>", "<greg>").saveOptR("<follows>", "by").all()`, `{"by":"dani","id":"greg"} {"by":"fred","id":"greg"} {"id":"alice"}`},
	{"path.saveOutPredicates", `g.V("<bob>").saveOutPredicates("pred").all()`, `{"id":"bob","pred":"follows"} {"id":"bob","pred":"status"}`},
	{"path.saveR", `g.V("<greg>").saveR("<follows>", "by").all()`, `{"by":"dani","id":"greg"} {"by":"fred","id":"greg"}`},
	{"path.skip", `g.emit(g.V().has("<follows>", "<bob>").skip(2).count())`, `1`},
	{"path.tag", `g.V("<greg>").tag("start").out("<status>").all()`, `{"id":"cool","start":"greg"} {"id":"smart","start":"greg"}`},
	{"path.tagArray", `g.emit(g.V("<alice>").tag("name").out("<follows>").tagArray()[0]["name"])`, `"alice"`},
	{"path.tagValue", `g.emit(g.V("<alice>").tag("name").out("<follows>").tagValue())`, `{"id":"bob","name":"alice"}`},
	{"path.toArray", `g.emit(g.V("<charlie>").out("<follows>").toArray().sort())`, `["bob","dani"]`},
	{"path.toValue", `g.emit(g.V("<alice>").out("<follows>").toValue())`, `"bob"`},
	{"path.union", `g.V("<charlie>").out("<follows>").union(g.V("<dani>").out("<follows>")).all()`, `{"id":"bob"} {"id":"bob"} {"id":"dani"} {"id":"greg"}`},
	{"path.unique", `g.V("<charlie>", "<alice>").out("<follows>").unique().all()`, `{"id":"bob"} {"id":"dani"}`},
}

func TestEveryDocumentedMethod(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		in := newInserter(s.quads)
		require.NoError(t, in.add(followers()))
		require.NoError(t, in.flush())
		for _, d := range documented {
			// Methods are also known by a capital, all but order; that of order is missing in Cayley.
			for _, script := range []string{d.script, capitals(d.script)} {
				got, err := rows(s, script, 0)
				if assert.NoError(t, err, script) {
					sorted := slices.Sorted(strings.SplitSeq(got, "\n"))
					assert.Equal(t, d.want, strings.Join(sorted, " "), script)
				}
			}
		}
	})
}

// capitals writes methods of g and of paths with capitals.
func capitals(script string) string {
	return regexp.MustCompile(`\.[a-z]\w*\(`).ReplaceAllStringFunc(script, func(name string) string {
		if name == ".order(" || name == ".sort(" {
			return name
		}
		return "." + strings.ToUpper(name[1:2]) + name[2:]
	})
}

// What is documented is what the manual that comes with Cayley's source has.
func TestDocumentedIsTheManual(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	require.NoError(t, err)
	manual, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "docs", "gizmoapi.md"))
	if err != nil {
		t.Skip(err)
	}
	var want, have []string
	for _, m := range regexp.MustCompile("(?m)^###+ `((?:graph|path)\\.\\w+)\\(").FindAllStringSubmatch(string(manual), -1) {
		want = append(want, m[1])
	}
	for _, d := range documented {
		have = append(have, d.method)
	}
	slices.Sort(want)
	slices.Sort(have)
	assert.Equal(t, slices.Compact(want), slices.Compact(have))
}
