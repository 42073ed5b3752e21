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

// pronouns judges those of the third person. One is right if its actor has
// a mention whose head is a proper noun of which the innermost mention in the
// gold is a name of the pronoun's entity. ("Ann, who met Bob" is a name of Ann,
// in which Bob is himself.)
func (report *Report) pronouns(g *Gold, r response) {
	entityAt, clusterAt := map[int]*Entity{}, map[int]int{}
	for e := range g.Entities {
		for _, m := range g.Entities[e].Mentions {
			if m.End-m.First == 1 {
				entityAt[m.First] = &g.Entities[e]
			}
		}
	}
	names := make([]map[string]bool, len(r.clusters)) // the entities of the gold that the cluster's names are
	called := make([]string, len(r.clusters))
	for c, cluster := range r.clusters {
		names[c] = map[string]bool{}
		for i, m := range cluster {
			if m.End-m.First == 1 && m.How != mention.Unresolved {
				clusterAt[m.First] = c
			}
			span := r.spans[c][i]
			if !g.isNamed(span) {
				continue
			}
			if called[c] == "" {
				called[c] = g.slice(span)
			}
			if p := g.innermost[span.Head]; p != nowhere && g.isNamed(g.at(p)) {
				names[c][g.Entities[p.entity].ID] = true
			}
		}
		if called[c] == "" {
			called[c] = string(cluster[0].Actor)
		}
	}
	for s, sentence := range g.Document.Sentences {
		for t := sentence.First; t < sentence.End; t++ {
			pronoun := strings.ToLower(g.Document.Word(t))
			answers := report.answers(pronoun)
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
				wrong.Found = called[c]
			}
			switch {
			case wrong.Gold == "":
				if !resolved || len(names[c]) == 0 {
					continue
				}
				answers.Stray++
			default:
				answers.Gold++
				if resolved {
					answers.Found++
				}
				if resolved && names[c][entity.ID] {
					answers.Right++
					continue
				}
			}
			report.WrongPronouns = append(report.WrongPronouns, wrong)
		}
	}
}

// answers is where the pronoun is counted, nil if it is none of the third person.
func (report *Report) answers(word string) *Answers {
	switch word {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs", "themselves", "themself":
		return &report.Pronouns
	case "it", "its", "itself":
		return &report.It
	}
	return nil
}

func (g *Gold) sentence(i int) string {
	s := g.Document.Sentences[i]
	return g.slice(Mention{First: s.First, End: s.End})
}
