package score

import (
	"strings"

	"entente/ingest/mention"
)

// Answers are who pronouns were said to be.
type Answers struct {
	Gold  int // pronouns of entities that have a name
	Found int // of these, the ones given to an actor
	Right int // of these, the ones given to an actor who has that name
	Stray int // pronouns of no entity, or of one without a name, given to an actor with a name
}

// Recall is the share of the pronouns that got the right name.
func (a Answers) Recall() float64 { return Ratio{float64(a.Right), float64(a.Gold)}.Share() }

// Precision is the share of the right ones among those that were given to an actor.
func (a Answers) Precision() float64 { return Ratio{float64(a.Right), float64(a.Found)}.Share() }

// F1 is the harmonic mean of the two.
func (a Answers) F1() float64 {
	return Ratio{2 * float64(a.Right), float64(a.Gold + a.Found)}.Share()
}

func (a *Answers) add(o Answers) {
	a.Gold += o.Gold
	a.Found += o.Found
	a.Right += o.Right
	a.Stray += o.Stray
}

// WrongPronoun is a pronoun that was not given to who it stands for.
type WrongPronoun struct {
	Document, Pronoun string
	Gold              string // the name; "" if the gold has none
	Found             string // what the system's actor is called; "" if it gave none
	Sentence          string
}

// pronouns judges those of the third person. One is right if its actor has a
// name of the pronoun's entity.
func (r *Report) pronouns(g *Gold, found response) {
	entityAt, clusterAt := map[int]*Entity{}, map[int]int{}
	for e := range g.Entities {
		for _, m := range g.Entities[e].Mentions {
			if m.End-m.First == 1 {
				entityAt[m.First] = &g.Entities[e]
			}
		}
	}
	for c, cluster := range found.clusters {
		for _, m := range cluster {
			if m.End-m.First == 1 && m.How != mention.Unresolved {
				clusterAt[m.First] = c
			}
		}
	}
	named := found.named(g)
	for s, sentence := range g.Document.Sentences {
		for t := sentence.First; t < sentence.End; t++ {
			answers := r.answers(strings.ToLower(g.Document.Word(t)))
			if answers == nil || g.Document.Tokens[t].UPOS != "PRON" {
				continue
			}
			wrong := WrongPronoun{Document: g.Name, Pronoun: g.Document.Word(t), Sentence: g.sentence(s)}
			entity := entityAt[t]
			if entity != nil {
				wrong.Gold = g.name(entity)
			}
			c, resolved := clusterAt[t]
			if resolved {
				wrong.Found = found.names[c]
			}
			if wrong.Gold == "" {
				if resolved && len(named[c]) > 0 {
					answers.Stray++
					r.WrongPronouns = append(r.WrongPronouns, wrong)
				}
				continue
			}
			answers.Gold++
			if resolved {
				answers.Found++
			}
			if resolved && named[c][entity] {
				answers.Right++
				continue
			}
			r.WrongPronouns = append(r.WrongPronouns, wrong)
		}
	}
}

// named is which entities of the gold each cluster has a name of: a mention
// whose head is a proper noun, and in the gold stands in a name of that entity and
// in no mention within it. ("Ann, who met Bob" is a name of Ann, in which Bob is himself.)
func (r response) named(g *Gold) []map[*Entity]bool {
	out := make([]map[*Entity]bool, len(r.spans))
	for c, cluster := range r.spans {
		out[c] = map[*Entity]bool{}
		for _, m := range cluster {
			p := g.innermost[m.Head]
			if g.isNamed(m) && p != nowhere && g.Entities[p.entity].isActor() && g.isNamed(g.at(p)) {
				out[c][&g.Entities[p.entity]] = true
			}
		}
	}
	return out
}

// answers is where the pronoun is counted, nil if it is none of the third person.
func (r *Report) answers(word string) *Answers {
	switch word {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs", "themselves", "themself":
		return &r.Pronouns
	case "it", "its", "itself":
		return &r.It
	}
	return nil
}

func (g *Gold) sentence(i int) string {
	s := g.Document.Sentences[i]
	return g.slice(Mention{First: s.First, End: s.End})
}
