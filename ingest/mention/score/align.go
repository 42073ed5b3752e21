package score

import (
	"slices"
	"strings"

	"entente/ingest/mention"
	"entente/schema"
)

// response is the mentions of the system by actor.
type response struct {
	clusters [][]mention.Mention
	spans    [][]Mention // the same, with heads by the gold's tree
	names    []string    // of the actors
	others   []bool      // clusters that the system takes for no actor
}

// newResponse groups mentions. Where two stand on the same words, the first counts.
func newResponse(g *Gold, found mention.Result) response {
	var r response
	names := map[schema.ActorID]string{}
	for _, a := range found.Actors {
		names[a.ID] = a.Name
	}
	cluster := map[schema.ActorID]int{}
	taken := map[[2]int]bool{}
	for _, m := range found.Mentions {
		words := [2]int{m.First, m.End}
		if taken[words] || m.Actor == "" {
			continue
		}
		taken[words] = true
		i, ok := cluster[m.Actor]
		if !ok {
			i = len(r.clusters)
			cluster[m.Actor] = i
			r.clusters, r.spans, r.names = append(r.clusters, nil), append(r.spans, nil), append(r.names, names[m.Actor])
			r.others = append(r.others, strings.HasPrefix(string(m.Actor), otherPrefix))
		}
		r.clusters[i] = append(r.clusters[i], m)
		r.spans[i] = append(r.spans[i], newMention(g.Document, m.First, m.End))
	}
	return r
}

// aligned is which mention of the gold each mention of the response is, by cluster; nowhere for none.
func (r response) aligned(g *Gold, byHead bool) [][]place {
	type words struct{ first, end int }
	exact := map[words]place{}
	heads := map[int][]place{}
	for e := range g.Entities {
		for i, m := range g.Entities[e].Mentions {
			exact[words{m.First, m.End}] = place{e, i}
			heads[m.Head] = append(heads[m.Head], place{e, i})
		}
	}
	out := make([][]place, len(r.spans))
	taken := map[place]bool{}
	for c, cluster := range r.spans {
		for _, m := range cluster {
			p, ok := exact[words{m.First, m.End}]
			if !ok {
				p = nowhere
			}
			taken[p] = true
			out[c] = append(out[c], p)
		}
	}
	if !byHead {
		return out
	}
	// Mentions that begin or end elsewhere are taken for the shortest that is left
	// of those with their head: of "Ann and Bob" and "Ann", "Ann Lee" is the second.
	for c, cluster := range r.spans {
		for i, m := range cluster {
			if out[c][i] != nowhere {
				continue
			}
			best := nowhere
			for _, p := range heads[m.Head] {
				if !taken[p] && (best == nowhere || g.at(p).End-g.at(p).First < g.at(best).End-g.at(best).First) {
					best = p
				}
			}
			if best != nowhere {
				out[c][i], taken[best] = best, true
			}
		}
	}
	return out
}

// partitions number the mentions, and leave out entities with one mention; of
// the gold also those that are no actors, if actors alone are asked for. A
// mention of the response that is none of the gold has a number of its own. What
// the response takes for no actor counts among actors only where the gold does.
func partitions(g *Gold, r response, aligned [][]place, actors bool) (key, found Clusters) {
	number := map[place]int{}
	next := 0
	for e := range g.Entities {
		var cluster []int
		for m := range g.Entities[e].Mentions {
			number[place{e, m}] = next
			cluster = append(cluster, next)
			next++
		}
		if len(cluster) > 1 && (!actors || g.Entities[e].isActor()) {
			key = append(key, cluster)
		}
	}
	for c, places := range aligned {
		if actors && r.others[c] && !slices.ContainsFunc(places, func(p place) bool { return p != nowhere && g.Entities[p.entity].isActor() }) {
			continue
		}
		var cluster []int
		for _, p := range places {
			n, ok := number[p]
			if !ok {
				n = next
				next++
			}
			cluster = append(cluster, n)
		}
		if len(cluster) > 1 {
			found = append(found, cluster)
		}
	}
	return key, found
}
