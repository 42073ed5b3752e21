package graph

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"entente/schema"
)

// identify decides which actors are one, from who appears where and from what
// users said. What it gives depends on these alone, not on the order in which
// articles came or on what it gave before. It prefers two nodes for one person
// to one node for two: the former loses a contact, the latter invents one.
//
//   - People of one name whom articles place in different countries stay apart:
//     [gathering.namesakes].
//   - Persons of alike names, see [compareNames], are joined where country or
//     office agree and nothing speaks against it, the likeliest pairs first.
//     Whoever is in fewer articles goes into whoever is in more, and both into
//     somebody of the built-in base.
//   - States, organisations and groups are joined by users only, states by
//     nobody: "Austria" and "Australia" are closer than "Rouhani" and "Rowhani".
func identify(g *gathering, verdicts []Verdict) *identities {
	out := &identities{Namesakes: g.namesakes()}
	p := &pass{all: g.candidates(out.Namesakes), beside: g.beside, apart: map[pair]bool{}}
	p.index = make(map[schema.ActorID]int, len(p.all))
	for i, c := range p.all {
		p.index[c.id] = i
	}
	p.one, p.alike = newGroups(len(p.all)), newGroups(len(p.all))
	p.targets, p.joined = make([]bool, len(p.all)), map[int][]link{}
	p.take(verdicts, out.Namesakes)
	for _, l := range p.links() {
		p.join(l)
	}
	out.Same = p.samenesses()
	out.index()
	return out
}

// pass is one run of identify.
type pass struct {
	all     []*candidate // by id
	index   map[schema.ActorID]int
	apart   map[pair]bool // must not be one: users say so
	beside  map[pair]bool // … articles say so; by the ids as read
	one     groups        // who is one
	alike   groups        // … by the pass alone
	targets []bool        // into whom a user merged somebody, and who was himself merged into nobody
	joined  map[int][]link
}

// link is two candidates that are one.
type link struct {
	a, b   int // a < b
	score  float64
	reason string
	by     string
}

// take carries out what users said of actors that are there.
func (p *pass) take(verdicts []Verdict, namesakes map[schema.ActorID]string) {
	find := func(id schema.ActorID) (int, bool) {
		i, ok := p.index[id]
		if !ok {
			// Whoever had the id of his country then may have the bare one now.
			if bare, state, cut := cutLast(id); cut && namesakes[bare] == strings.ToUpper(state) {
				i, ok = p.index[bare]
			}
		}
		return i, ok
	}
	sources := map[int]bool{}
	for _, v := range verdicts {
		a, known := find(v.From)
		b, knownToo := find(v.Into)
		switch {
		case !v.Same:
			p.apart[pairOf(v.From, v.Into)] = true
			if known && knownToo {
				p.apart[pairOf(p.all[a].id, p.all[b].id)] = true
			}
		case known && knownToo && a != b && p.all[a].kind == p.all[b].kind && p.all[a].kind != schema.Country:
			sources[a], p.targets[b] = true, true
			p.unite(link{min(a, b), max(a, b), 1, v.Reason, schema.ByUser})
		}
	}
	for i := range sources {
		p.targets[i] = false
	}
}

func cutLast(id schema.ActorID) (bare schema.ActorID, last string, ok bool) {
	i := strings.LastIndexByte(string(id), '-')
	if i < 0 {
		return id, "", false
	}
	return id[:i], string(id[i+1:]), true
}

// join unites two groups unless somebody of one cannot be somebody of the other.
// What speaks against it, other than a user's word, is looked for only among
// those whom the pass itself has joined: it would not have joined what users did.
func (p *pass) join(l link) {
	for _, i := range p.one.with(l.a) {
		for _, k := range p.one.with(l.b) {
			if p.apart[pairOf(p.all[i].id, p.all[k].id)] {
				return
			}
		}
	}
	for _, i := range p.alike.with(l.a) {
		for _, k := range p.alike.with(l.b) {
			if p.conflict(i, k) {
				return
			}
		}
	}
	p.alike.unite(l.a, l.b)
	p.unite(l)
}

func (p *pass) unite(l link) {
	p.joined[l.a], p.joined[l.b] = append(p.joined[l.a], l), append(p.joined[l.b], l)
	p.one.unite(l.a, l.b)
}

func (p *pass) conflict(i, k int) bool {
	a, b := p.all[i], p.all[k]
	return a.country != "" && b.country != "" && a.country != b.country || a.unclear || b.unclear || a.known() && b.known() || p.apart[pairOf(a.id, b.id)] || p.beside[pairOf(a.read, b.read)]
}

// known reports whether somebody was known under several names before articles
// were read: readings give aliases of nobody else. Two such are two people.
func (c *candidate) known() bool { return c.kind == schema.Person && len(c.aliases) > 0 }

// links are the pairs that may be one, likeliest first.
func (p *pass) links() []link {
	var out []link
	bearing := bearers(p.all)
	longer := map[int][]link{} // by whose name is the shorter
	for _, pair := range p.blocked() {
		i, k := int(pair[0]), int(pair[1])
		a, b := p.all[i], p.all[k]
		if p.conflict(i, k) {
			continue
		}
		likely, ok := mostAlike(a, b)
		if !ok {
			continue
		}
		score, reason, ok := judge(a, b, likely, bearing)
		if !ok {
			continue
		}
		l := link{i, k, score, reason, schema.ByPass}
		if likely.how != shortened {
			out = append(out, l)
			continue
		}
		short := i
		if fuller(a, b) {
			short = k
		}
		longer[short] = append(longer[short], l)
	}
	// A short name that stands for two who are not each other stands for neither.
	for short, ls := range longer {
		if p.agreeing(short, ls) {
			out = append(out, ls...)
		}
	}
	slices.SortFunc(out, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out
}

// fuller reports whether a's name is the longer one: in words, then in letters,
// an initial being shorter than what it stands for.
func fuller(a, b *candidate) bool {
	x, y := a.names[0], b.names[0]
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(len(strings.Join(x, "")), len(strings.Join(y, "")))) > 0
}

// agreeing reports whether all for whom a short name may stand are alike.
func (p *pass) agreeing(short int, ls []link) bool {
	for n, x := range ls {
		for _, y := range ls[:n] {
			i, k := x.a+x.b-short, y.a+y.b-short
			if _, alike := mostAlike(p.all[i], p.all[k]); !alike || p.conflict(i, k) {
				return false
			}
		}
	}
	return true
}

// mostAlike compares all names of two persons; aliases stand for names, but two
// aliases do not make a likeness.
func mostAlike(a, b *candidate) (likeness, bool) {
	var best likeness
	found := false
	compare := func(xs, ys [][]string) {
		for _, x := range xs {
			for _, y := range ys {
				if l, ok := compareNames(x, y); ok && (!found || l.score > best.score) {
					best, found = l, true
				}
			}
		}
	}
	compare(a.names, b.names)
	compare(a.names, b.aliases)
	compare(a.aliases, b.names)
	return best, found
}

// What it takes to believe that two alike names are one person's. Each of
// these is a point; a shared office, which names person and country, is two:
//
//   - both are of one country, or one of whom no country is known is named beside
//     a colleague of the other;
//   - one is in at least four times as many articles as the other: slips are rare;
//   - the words sound alike;
//   - the word that differs is long: "Miller" and "Muller" are two names.
const (
	enough     = 3 // points for a misspelling, one of them for country or office
	oftener    = 4 // times as many articles
	long       = 7 // letters
	commonName = 8 // persons of one surname: more, and only an office tells who is meant
)

// judge says how sure it is that two persons of alike names are one, and why.
func judge(a, b *candidate, l likeness, bearing map[string]int) (score float64, reason string, ok bool) {
	sameOffice := meet(a.offices, b.offices)
	colleague := a.country == "" && meet(a.beside, b.offices) || b.country == "" && meet(b.beside, a.offices)
	sameCountry := a.country != "" && a.country == b.country || colleague
	rare, common := a, b
	if cmp.Or(cmp.Compare(a.articles, b.articles), cmp.Compare(b.id, a.id)) > 0 {
		rare, common = b, a
	}
	seldom := common.articles >= oftener*rare.articles
	points := 0
	reasons := []string{string(l.how)}
	switch {
	case colleague:
		points++
		reasons = append(reasons, "named beside a colleague")
	case sameCountry:
		points++
		reasons = append(reasons, "same country")
	}
	if sameOffice {
		points += 2
		reasons = append(reasons, "same office")
	}
	if seldom {
		points++
		reasons = append(reasons, "far rarer")
	}
	crowded := max(bearing[surname(a.names[0])], bearing[surname(b.names[0])]) > commonName
	switch l.how {
	case divided:
		ok, points = true, points+2
	case transcribed:
		ok, points = (sameCountry || sameOffice) && (sameOffice || !crowded), points+2
	case shortened:
		ok, points = (sameCountry || sameOffice) && (sameOffice || !crowded), points+1
	case respelt:
		if l.sound {
			points++
		}
		if l.short >= long {
			points++
		}
		// Who misspells a name invents a surname. One that others bear is a
		// surname of its own, and so is one that is in the news often.
		own := bearing[surname(rare.names[0])] > 1
		often := !seldom && rare.articles > 2
		ok = points >= enough && (sameCountry || sameOffice) && (sameOffice || !crowded && !own && !often) &&
			(!often || l.sound)
	case givenOtherwise:
		// Brothers share a country and a surname, but seldom an office.
		ok = sameOffice && (sameCountry || l.short >= long)
	}
	// 0.7 for nothing but the likeness, 1 with five points.
	score = l.score * (0.7 + 0.06*float64(min(points, 5)))
	return math.Round(score*1000) / 1000, strings.Join(reasons, ", "), ok
}

// meet reports whether two sets have something in common.
func meet(a, b map[office]bool) bool {
	for o := range a {
		if b[o] {
			return true
		}
	}
	return false
}

// blocked gives the pairs of persons that share a key of [blockKeys], each once, in order.
func (p *pass) blocked() [][2]int32 {
	type entry struct {
		key uint64
		who int32
	}
	var entries []entry
	h := fnv.New64a()
	for i, c := range p.all {
		if c.kind != schema.Person || c.unclear || len(c.names) == 0 {
			continue
		}
		for _, names := range [][][]string{c.names, c.aliases} {
			for _, words := range names {
				blockKeys(words, func(key string) {
					h.Reset()
					_, _ = h.Write([]byte(key)) // a hash takes everything
					entries = append(entries, entry{h.Sum64(), int32(i)})
				})
			}
		}
	}
	slices.SortFunc(entries, func(x, y entry) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.who, y.who)) })
	entries = slices.Compact(entries)
	var out [][2]int32
	for first := 0; first < len(entries); {
		end := first + 1
		for end < len(entries) && entries[end].key == entries[first].key {
			end++
		}
		for i := first; i < end; i++ {
			for k := i + 1; k < end; k++ {
				out = append(out, [2]int32{entries[i].who, entries[k].who})
			}
		}
		first = end
	}
	slices.SortFunc(out, func(x, y [2]int32) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	return slices.Compact(out)
}

// samenesses names the one of each group into whom the others go: of those into
// whom a user merged somebody, else of all, the one who was known before, whose
// name is spelt as it should be, else the one in most articles, then of most
// offices, then the first by id. Each other gives the best reason that joined it to
// the group.
func (p *pass) samenesses() []schema.Sameness {
	var out []schema.Sameness
	for _, group := range p.one.members {
		if len(group) < 2 {
			continue
		}
		one := slices.MinFunc(group, func(i, k int) int {
			return cmp.Or(-compareBools(p.targets[i], p.targets[k]), -compareBools(p.all[i].known(), p.all[k].known()), cmp.Compare(p.all[k].articles, p.all[i].articles),
				cmp.Compare(len(p.all[k].offices), len(p.all[i].offices)), cmp.Compare(i, k))
		})
		for _, i := range group {
			if i == one {
				continue
			}
			best := slices.MinFunc(p.joined[i], func(x, y link) int {
				direct := func(l link) bool { return l.a+l.b-i == one }
				return cmp.Or(-compareBools(direct(x), direct(y)), cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
			})
			out = append(out, schema.Sameness{Old: p.all[i].id, New: p.all[one].id, Score: best.score, Reason: best.reason, By: best.by})
		}
	}
	slices.SortFunc(out, func(x, y schema.Sameness) int { return cmp.Compare(x.Old, y.Old) })
	return out
}

func compareBools(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}
