package score

import "entente/ingest/mention"

// Report is what a document scores, or several together. The zero Report is of none.
type Report struct {
	All, Actors  ByMatch // entities of every type; persons, organisations and places
	Pronouns, It Answers // he, she, they …; it, its, itself
	// What went wrong, in the order of the text.
	WrongPronouns []WrongPronoun
	Incomplete    []Incomplete
}

// ByMatch is how well entities were found, by when a mention of the system is one
// of the gold: if it has the same words, or if it has the same head.
type ByMatch struct{ Exact, Head Scores }

// Scores are those of the CoNLL 2012 task, and of the mentions by themselves.
type Scores struct{ Mentions, MUC, BCubed, CEAF Score }

// CoNLL is the mean of the three measures' F1.
func (s *Scores) CoNLL() float64 { return (s.MUC.F1() + s.BCubed.F1() + s.CEAF.F1()) / 3 }

func (s *Scores) add(o Scores) {
	s.Mentions.add(o.Mentions)
	s.MUC.add(o.MUC)
	s.BCubed.add(o.BCubed)
	s.CEAF.add(o.CEAF)
}

func (b *ByMatch) add(o ByMatch) {
	b.Exact.add(o.Exact)
	b.Head.add(o.Head)
}

// Judge compares the mentions of a document's tokens with the gold.
func Judge(g *Gold, found mention.Result) Report {
	r := newResponse(g, found)
	exact, heads := r.aligned(g, false), r.aligned(g, true)
	report := Report{
		All:    ByMatch{scores(g, r, exact, false), scores(g, r, heads, false)},
		Actors: ByMatch{scores(g, r, exact, true), scores(g, r, heads, true)},
	}
	report.pronouns(g, r)
	report.Incomplete = incomplete(g, heads)
	return report
}

func scores(g *Gold, r response, aligned [][]place, actors bool) Scores {
	key, found := partitions(g, r, aligned, actors)
	return Scores{detection(key, found), MUC(key, found), BCubed(key, found), CEAF(key, found)}
}

// Add adds the report of another document.
func (r *Report) Add(o Report) {
	r.All.add(o.All)
	r.Actors.add(o.Actors)
	r.Pronouns.add(o.Pronouns)
	r.It.add(o.It)
	r.WrongPronouns = append(r.WrongPronouns, o.WrongPronouns...)
	r.Incomplete = append(r.Incomplete, o.Incomplete...)
}
