package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"entente/schema"
)

// A candidate is an actor as all articles together show it. Those of persons
// are compared; of the others it counts only that they are there.
type candidate struct {
	id       schema.ActorID
	read     schema.ActorID // as articles gave it; several namesakes have one
	kind     schema.Kind
	articles int
	country  string // a state
	offices  map[office]bool
	beside   map[office]bool // of colleagues, see [appearance]
	names    [][]string      // words of its names, in order
	aliases  [][]string      // words of its aliases, in order
	unclear  bool            // several people of one name, which an article does not tell apart
}

// gathering collects candidates from casts, in any order.
type gathering struct {
	ids      map[schema.ActorID]*gathered
	beside   map[pair]bool
	imported map[schema.ActorID]schema.Kind // of whom users say something and imports tell, perhaps they alone
}

// gathered is an id as read, by the countries that articles place it in.
type gathered struct {
	kinds map[schema.Kind]bool
	in    map[string]*sightings
}

type sightings struct {
	articles       int
	offices        map[office]bool
	colleagues     map[office]bool
	names, aliases map[string]bool
}

func newGathering() *gathering {
	return &gathering{ids: map[schema.ActorID]*gathered{}, beside: map[pair]bool{}}
}

func (g *gathering) add(c *cast) {
	for i := range c.Actors {
		a := &c.Actors[i]
		who := g.ids[a.ID]
		if who == nil {
			who = &gathered{map[schema.Kind]bool{}, map[string]*sightings{}}
			g.ids[a.ID] = who
		}
		who.kinds[a.Kind] = true
		seen := who.in[a.Country]
		if seen == nil {
			seen = &sightings{offices: map[office]bool{}, colleagues: map[office]bool{}, names: map[string]bool{}, aliases: map[string]bool{}}
			who.in[a.Country] = seen
		}
		seen.articles++
		for _, o := range a.Offices {
			seen.offices[o] = true
		}
		for _, o := range a.Colleagues {
			seen.colleagues[o] = true
		}
		if a.Name != "" {
			seen.names[a.Name] = true
		}
		for _, alias := range a.Aliases {
			seen.aliases[alias] = true
		}
	}
	for _, pair := range c.Beside {
		g.beside[pair] = true
	}
}

// keepsName is how many articles more than all others together speak of the
// namesake who keeps the bare id: beside somebody that well known, a bare name
// means him, and a single article that says otherwise may well be misread.
const keepsName = 4

// namesakes finds the ids that people of several countries bear. One who is in
// far more articles than the others keeps the bare id, and articles that name
// no country mean him. Otherwise each gets the id of his country, and those
// articles mean nobody that we could tell: they keep the bare id.
func (g *gathering) namesakes() map[schema.ActorID]string {
	out := map[schema.ActorID]string{}
	for id, who := range g.ids {
		if !who.kinds[schema.Person] {
			continue
		}
		var states []string
		all := 0
		for state, seen := range who.in {
			if state != "" {
				states = append(states, state)
				all += seen.articles
			}
		}
		if len(states) < 2 {
			continue
		}
		slices.SortFunc(states, func(x, y string) int {
			return cmp.Or(cmp.Compare(who.in[y].articles, who.in[x].articles), cmp.Compare(x, y))
		})
		most := who.in[states[0]].articles
		if out[id] = ""; most >= keepsName*(all-most) {
			out[id] = states[0]
		}
	}
	return out
}

// candidates lists who there is, namesakes told apart, by id.
func (g *gathering) candidates(namesakes map[schema.ActorID]string) []*candidate {
	d := identities{Namesakes: namesakes}
	byID := map[schema.ActorID]*candidate{}
	names, aliases := map[schema.ActorID]map[string]bool{}, map[schema.ActorID]map[string]bool{}
	for id, who := range g.ids {
		kind := slices.Min(slices.Collect(maps.Keys(who.kinds)))
		if who.kinds[schema.Person] {
			kind = schema.Person
		}
		keeps, shared := namesakes[id]
		for country, seen := range who.in {
			now := id
			if kind == schema.Person {
				now = d.person(id, country)
			}
			c := byID[now]
			if c == nil {
				c = &candidate{id: now, read: id, kind: kind, offices: map[office]bool{}, beside: map[office]bool{}}
				byID[now], names[now], aliases[now] = c, map[string]bool{}, map[string]bool{}
			}
			c.articles += seen.articles
			c.country = max(c.country, country)
			c.unclear = c.unclear || shared && keeps == "" && country == ""
			maps.Copy(c.offices, seen.offices)
			maps.Copy(c.beside, seen.colleagues)
			maps.Copy(names[now], seen.names)
			maps.Copy(aliases[now], seen.aliases)
		}
	}
	for id, kind := range g.imported {
		if byID[id] == nil {
			byID[id] = &candidate{id: id, read: id, kind: kind}
		}
	}
	out := make([]*candidate, 0, len(byID))
	for id, c := range byID {
		c.names, c.aliases = wordsOf(names[id]), wordsOf(aliases[id])
		out = append(out, c)
	}
	slices.SortFunc(out, func(x, y *candidate) int { return cmp.Compare(x.id, y.id) })
	return out
}

// wordsOf are the words of names that can be compared, each once, in order.
func wordsOf(names map[string]bool) [][]string {
	var out [][]string
	for name := range names {
		if words := nameWords(name); len(words) > 1 {
			out = append(out, words)
		}
	}
	slices.SortFunc(out, slices.Compare)
	return slices.CompactFunc(out, slices.Equal)
}

// surname is the last word of a name.
func surname(words []string) string { return words[len(words)-1] }

// bearers counts the persons of each surname. Whose given names sound alike
// count as one: they may be one person misspelt.
func bearers(all []*candidate) map[string]int {
	out := map[string]int{}
	counted := map[[2]string]bool{}
	for _, c := range all {
		for _, words := range c.names {
			who := [2]string{surname(words), soundOf(words[0])}
			if !counted[who] {
				counted[who] = true
				out[who[0]]++
			}
		}
	}
	return out
}

// blockKeys are what two persons share if a name of one is alike a name of the
// other by [compareNames]. They keep the comparison of a hundred thousand
// persons from being that of five thousand million pairs.
func blockKeys(words []string, yield func(string)) {
	yield("=" + strings.Join(words, ""))
	yield("~" + strings.Join(oneTranscription(words), " "))
	last := surname(words)
	for i, w := range words {
		// All words but one are equal, and the one sounds alike or is a letter off.
		others := strings.Join(words[:i], " ") + "|" + strings.Join(words[i+1:], " ") + "|"
		if len(w) >= 5 {
			yield("~" + others + soundOf(w))
			yield("-" + others + w)
			for k := range len(w) {
				yield("-" + others + w[:k] + w[k+1:])
			}
		}
		// The surname and a given name in full.
		if i < len(words)-1 && len(w) > 1 {
			yield("+" + w + " " + last)
		}
	}
}
