package score

// Incomplete is an actor of the gold whose mentions the system has not all in one place.
type Incomplete struct {
	Document, Entity string   // the entity by its first name, else its first mention
	Mentions         int      // in the gold
	Missed           []string // those that the system's largest part of them lacks
	Elsewhere        []string // of these, the ones that it gives to other actors
}

// incomplete lists the actors with two or more mentions that miss some. Mentions correspond by their head.
func incomplete(g *Gold, aligned [][]place) []Incomplete {
	cluster := map[place]int{}
	for c, places := range aligned {
		for _, p := range places {
			cluster[p] = c
		}
	}
	var out []Incomplete
	for e := range g.Entities {
		entity := &g.Entities[e]
		if !entity.isActor() || len(entity.Mentions) < 2 {
			continue
		}
		size := map[int]int{}
		most := -1
		for m := range entity.Mentions {
			if c, ok := cluster[place{e, m}]; ok {
				size[c]++
				if most < 0 || size[c] > size[most] {
					most = c
				}
			}
		}
		miss := Incomplete{Document: g.Name, Entity: g.name(entity), Mentions: len(entity.Mentions)}
		if miss.Entity == "" {
			miss.Entity = g.slice(entity.Mentions[0])
		}
		for m, mention := range entity.Mentions {
			c, ok := cluster[place{e, m}]
			if ok && c == most {
				continue
			}
			miss.Missed = append(miss.Missed, g.slice(mention))
			if ok {
				miss.Elsewhere = append(miss.Elsewhere, g.slice(mention))
			}
		}
		if len(miss.Missed) > 0 {
			out = append(out, miss)
		}
	}
	return out
}
