package graph

import (
	"slices"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

// leaving are quads that what gave them gives no more. Those stay in the store that
// something else in the log gives: [leaving.keepGiven] looks for that only where it
// can be, by what each quad is about.
type leaving struct {
	who   *identities // under which everything is read
	order []quad.Quad
	about map[quad.Quad]topic
	done  map[string]bool // articles, by key, that give none of them

	// How many are left: for articles by their pair, for rows of tables by their node or
	// else by their pair.
	pairs, rowPairs pairCounts
	nodes           map[quad.IRI]int
	events          map[quad.IRI]schema.Event // those nodes that are events
}

// topic is what a quad is about. Whatever gives it too speaks of it.
type topic struct {
	pair pair     // an actor, who is a pair with himself, or the two of an event or plain edge; zero if no article can give it
	node quad.IRI // the event or the article of which a row that gives it tells; "" if the pair says it all
}

func newLeaving(who *identities) *leaving {
	return &leaving{
		who: who, about: map[quad.Quad]topic{}, done: map[string]bool{},
		pairs: pairCounts{}, rowPairs: pairCounts{}, nodes: map[quad.IRI]int{}, events: map[quad.IRI]schema.Event{},
	}
}

// add adds a quad, unless it is in a set.
func (l *leaving) add(q quad.Quad, but *quadSet, of topic) {
	if _, known := l.about[q]; known || but.has[q] {
		return
	}
	l.about[q] = of
	l.order = append(l.order, q)
	l.count(of, 1)
}

func (l *leaving) count(of topic, n int) {
	if of.pair != (pair{}) {
		l.pairs.add(of.pair, n)
	}
	if of.node != "" {
		l.nodes[of.node] += n
	} else if of.pair != (pair{}) {
		l.rowPairs.add(of.pair, n)
	}
}

// addReading adds what a reading gives. The text of an article and its evidence are
// its own; but a table may have several rows of a story.
func (l *leaving) addReading(r *schema.Reading, but *quadSet) {
	article := schema.Reading{Article: r.Article}
	for _, q := range article.Quads() {
		l.add(q, but, topic{node: schema.ArticleIRI(r.Article.Key())})
	}
	for _, a := range r.Actors {
		one := schema.Reading{Actors: []schema.Actor{a}}
		for _, q := range one.Quads() {
			l.add(q, but, topic{pair: pairOf(a.ID, a.ID)})
		}
	}
	for _, e := range r.GraphEvents() {
		node, between := quad.IRI(e.ID()), pairOf(e.Source, e.Target)
		l.events[node] = e
		one := schema.Reading{Events: []schema.Event{e}}
		for _, q := range one.Quads() {
			switch {
			case q.Subject == e.Source.IRI() || q.Subject == e.Target.IRI(): // a plain edge
				l.add(q, but, topic{pair: between})
			case q.Subject == node && q.Predicate != schema.PredEvidence:
				l.add(q, but, topic{between, node})
			default:
				l.add(q, but, topic{node: node})
			}
		}
	}
}

// list gives those that are left.
func (l *leaving) list() []quad.Quad {
	return slices.DeleteFunc(slices.Clone(l.order), func(q quad.Quad) bool { _, left := l.about[q]; return !left })
}

// given takes out those that are given.
func (l *leaving) given(quads []quad.Quad) {
	for _, q := range quads {
		if of, left := l.about[q]; left {
			delete(l.about, q)
			l.count(of, -1)
		}
	}
}

// keepGiven takes out the quads that something in the log gives.
func (l *leaving) keepGiven(j *journal) error {
	if len(l.about) == 0 {
		return nil
	}
	if err := l.givenByArticles(j); err != nil {
		return err
	}
	chunks, err := j.chunks()
	if err != nil {
		return err
	}
	if err := l.givenByTables(j, chunks); err != nil {
		return err
	}
	return l.givenByImports(j, chunks)
}

// givenByArticles reads only articles whose casts have the actors, or come to have
// them as a correction brings them in.
func (l *leaving) givenByArticles(j *journal) error {
	if len(l.pairs) == 0 {
		return nil
	}
	type speaking struct {
		articleKey string
		of         map[schema.ActorID]bool
	}
	var articles []speaking
	corrections := l.corrections(l.pairs)
	err := j.casts(func(key string, c *cast) {
		if l.done[key] {
			return
		}
		of := map[schema.ActorID]bool{}
		for i := range c.Actors {
			if id := l.who.of(&c.Actors[i]); l.pairs[id] != nil {
				of[id] = true
			}
		}
		for _, r := range corrections {
			if on := l.who.event(r.On); on.Source.Local() && articleOf(on.Source) == key || on.Target.Local() && articleOf(on.Target) == key || l.who.showsBoth(c, []schema.Event{on}) {
				of[l.who.party(r.Into.Source)], of[l.who.party(r.Into.Target)] = true, true
			}
		}
		if len(of) > 0 {
			articles = append(articles, speaking{key, of})
		}
	})
	if err != nil {
		return err
	}
	for _, a := range articles {
		if !l.pairs.among(a.of) {
			continue
		}
		r, _, err := j.reading(a.articleKey)
		if err != nil {
			return err
		}
		l.given(l.who.apply(&r).Quads())
	}
	return nil
}

// corrections are those that bring one of these actors in.
func (l *leaving) corrections(actors pairCounts) []Ruling {
	var out []Ruling
	for _, r := range l.who.Rulings {
		if r.Corrects() && (actors[l.who.party(r.Into.Source)] != nil || actors[l.who.party(r.Into.Target)] != nil) {
			out = append(out, r)
		}
	}
	return out
}

// givenByTables reads only chunks that speak of the event, the article or the actors,
// or of what is corrected into that.
func (l *leaving) givenByTables(j *journal, chunks []chunk) error {
	tells := map[uint64][]quad.IRI{} // of which nodes a chunk with this hash tells
	for node := range l.nodes {
		hashes := []uint64{hashNode(node)}
		if e, ok := l.events[node]; ok {
			hashes = l.who.hashesOf(e)
		}
		for _, hash := range hashes {
			tells[hash] = append(tells[hash], node)
		}
	}
	names := map[schema.ActorID][]uint64{}
	for id := range l.rowPairs {
		for _, name := range l.who.names(id) {
			names[id] = append(names[id], hashNode(name.IRI()))
		}
	}
	type correction struct {
		on      []uint64
		parties [2]schema.ActorID
	}
	var corrections []correction
	for _, r := range l.who.Rulings {
		if !r.Corrects() {
			continue
		}
		on, into := l.who.hashesOf(l.who.event(r.On)), l.who.event(r.Into)
		if node := quad.IRI(into.ID()); l.nodes[node] > 0 {
			for _, hash := range on {
				tells[hash] = append(tells[hash], node)
			}
		}
		corrections = append(corrections, correction{on, [2]schema.ActorID{into.Source, into.Target}})
	}
	speaks := func(x chunkIndex) bool {
		told := false
		common(x.nodes, tells, func(nodes []quad.IRI) {
			told = told || slices.ContainsFunc(nodes, func(n quad.IRI) bool { return l.nodes[n] > 0 })
		})
		if told {
			return true
		}
		of := map[schema.ActorID]bool{}
		for id, hashes := range names {
			if x.hasAny(hashes) {
				of[id] = true
			}
		}
		for _, c := range corrections {
			if x.hasAny(c.on) {
				of[c.parties[0]], of[c.parties[1]] = true, true
			}
		}
		return l.rowPairs.among(of)
	}
	for _, c := range chunks {
		if !c.coded || !speaks(c.index) {
			continue
		}
		readings, err := j.readings(c.hash)
		if err != nil {
			return err
		}
		for i := range readings {
			l.given(l.who.apply(&readings[i]).Quads())
		}
	}
	return nil
}

// givenByImports reads only chunks that speak of subject and object.
func (l *leaving) givenByImports(j *journal, chunks []chunk) error {
	if !slices.ContainsFunc(chunks, func(c chunk) bool { return !c.coded }) {
		return nil
	}
	subjects := map[uint64][]quad.Quad{}
	for _, q := range l.list() {
		for _, hash := range l.imported(q, q.Subject) {
			subjects[hash] = append(subjects[hash], q)
		}
	}
	for _, c := range chunks {
		speaks := false
		if !c.coded {
			common(c.index.nodes, subjects, func(quads []quad.Quad) {
				speaks = speaks || slices.ContainsFunc(quads, func(q quad.Quad) bool {
					_, left := l.about[q]
					return left && (!isNode(q.Object) || c.index.hasAny(l.imported(q, q.Object)))
				})
			})
		}
		if !speaks {
			continue
		}
		quads, err := j.quadsOf(c.hash)
		if err != nil {
			return err
		}
		l.given(l.who.applyQuads(quads))
	}
	return nil
}

// imported are the hashes of the nodes that may stand for the end of a quad where
// it was imported.
func (l *leaving) imported(q quad.Quad, end quad.Value) []uint64 {
	id, ok := end.(quad.IRI)
	if !ok || q.Predicate == schema.PredSameAs || q.Predicate == schema.PredSameness {
		return []uint64{hashNode(end)}
	}
	var out []uint64
	for _, alias := range l.who.aliases(schema.ActorID(id)) {
		out = append(out, hashNode(alias.IRI()))
	}
	return out
}

// common calls f with what a map has for hashes that are in a list, which is in order.
func common[T any](hashes []uint64, of map[uint64]T, f func(T)) {
	if len(of) < len(hashes)/8 { // so many are found in less time than all are gone through
		for hash, what := range of {
			if _, found := slices.BinarySearch(hashes, hash); found {
				f(what)
			}
		}
		return
	}
	for _, hash := range hashes {
		if what, found := of[hash]; found {
			f(what)
		}
	}
}

// pairCounts counts by pairs of actors, under both.
type pairCounts map[schema.ActorID]map[schema.ActorID]int

func (c pairCounts) add(p pair, n int) {
	for _, ends := range [][2]schema.ActorID{{p[0], p[1]}, {p[1], p[0]}} {
		if c[ends[0]] == nil {
			c[ends[0]] = map[schema.ActorID]int{}
		}
		if c[ends[0]][ends[1]] += n; p[0] == p[1] {
			break
		}
	}
}

// among reports whether a pair is counted whose actors are both among these.
func (c pairCounts) among(actors map[schema.ActorID]bool) bool {
	for a := range actors {
		others := c[a]
		if len(others) <= len(actors) {
			for b, n := range others {
				if n > 0 && actors[b] {
					return true
				}
			}
			continue
		}
		for b := range actors {
			if others[b] > 0 {
				return true
			}
		}
	}
	return false
}
