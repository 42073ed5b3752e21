package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/ingest"
	"entente/ingest/mention/score"
	"entente/ingest/text"
	textscore "entente/ingest/text/score"
)

// evalCoref scores who the documents of each file are found to speak of.
func (p *program) evalCoref(c *cli.Context, paths []string) error {
	var s score.Selection
	if pattern := c.String("documents"); pattern != "" {
		names, err := regexp.Compile(pattern)
		if err != nil {
			return misused("--documents: %v", err)
		}
		s.Names = names
	}
	if s.Last = c.Int("last"); s.Last < 0 {
		return misused("--last %d: how many can't be negative", s.Last)
	}
	model, err := text.Load()
	if err != nil {
		return err
	}
	for i, path := range paths {
		golds, err := p.readCoref(path, s)
		if err != nil {
			return err
		}
		documents, err := judge(c.Context, model, golds, workers(c))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		var all score.Report
		for _, d := range documents {
			all.Add(d.report)
		}
		if c.Bool("json") {
			err = writeCoref(p.stdout, path, append(documents, judged{"", all}), c.Bool("misses"))
		} else {
			if i > 0 {
				fmt.Fprintln(p.stdout)
			}
			p.showCoref(path, documents, &all)
			if c.Bool("misses") {
				p.showCorefMisses(documents)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *program) readCoref(path string, s score.Selection) ([]*score.Gold, error) {
	file, err := p.openGold(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	golds, err := score.Read(file, path, s)
	if err == nil && !slices.ContainsFunc(golds, func(g *score.Gold) bool { return len(g.Entities) > 0 }) {
		err = fmt.Errorf("%s: no documents with coreference (Entity= in the last column)", path)
	}
	return golds, err
}

// judged is what a document of the gold scores; all of them together have no name.
type judged struct {
	name   string
	report score.Report
}

func judge(ctx context.Context, model *text.Model, golds []*score.Gold, workers int) ([]judged, error) {
	inputs := func(yield func(*score.Gold, error) bool) {
		for _, g := range golds {
			if !yield(g, nil) {
				return
			}
		}
	}
	bare := func(g *score.Gold) *text.Document { return textscore.Bare(g.Document) }
	var out []judged
	for parsed, err := range ingest.Parse(ctx, model, iter.Seq2[*score.Gold, error](inputs), bare, workers) {
		if err != nil {
			return nil, err
		}
		g := parsed.Input
		out = append(out, judged{g.Name, score.Judge(g, g.Find(parsed.Document))})
	}
	return out, nil
}

// corefSetting is one way to count, with what --json and tables call it.
type corefSetting struct {
	entities, match string
	scores          func(*score.Report) *score.Scores
}

var corefSettings = [...]corefSetting{
	{"all", "exact", func(r *score.Report) *score.Scores { return &r.All.Exact }},
	{"all", "head", func(r *score.Report) *score.Scores { return &r.All.Head }},
	{"actors", "exact", func(r *score.Report) *score.Scores { return &r.Actors.Exact }},
	{"actors", "head", func(r *score.Report) *score.Scores { return &r.Actors.Head }},
}

// showCoref prints tables: the measures, pronouns, and the documents one by one.
func (p *program) showCoref(path string, documents []judged, all *score.Report) {
	if path == "-" {
		path = "standard input"
	}
	fmt.Fprintf(p.stdout, "%s: %s, words as in the gold\n\n", path, count(len(documents), "document"))
	percent := func(x float64) string { return fmt.Sprintf("%6.2f", 100*x) }
	var rows [][]string
	for _, setting := range corefSettings {
		s := setting.scores(all)
		row := func(title string, m score.Score) {
			rows = append(rows, []string{setting.entities, setting.match, title, "   " + percent(m.Precision.Share()), percent(m.Recall.Share()), percent(m.F1())})
		}
		row("mentions", s.Mentions)
		row("MUC", s.MUC)
		row("B³", s.BCubed)
		row("CEAF-φ4", s.CEAF)
		rows = append(rows, []string{setting.entities, setting.match, "CoNLL", "", "", percent(s.CoNLL())})
	}
	p.table(p.stdout, []string{"entities", "match", "measure", "precision", "recall", "    F1"}, rows)

	fmt.Fprintln(p.stdout)
	rows = nil
	for _, pronouns := range []struct {
		title string
		score.Answers
	}{{"he, she, they …", all.Pronouns}, {"it, its, itself", all.It}} {
		number := func(n int) string { return fmt.Sprintf("%5d", n) }
		rows = append(rows, []string{pronouns.title, number(pronouns.Gold), number(pronouns.Found), number(pronouns.Right), "   " + percent(pronouns.Precision()), percent(pronouns.Recall()), number(pronouns.Stray)})
	}
	p.table(p.stdout, []string{"pronouns", " gold", "found", "right", "precision", "recall", "stray"}, rows)

	fmt.Fprintln(p.stdout)
	rows = nil
	for _, d := range documents {
		row := []string{d.name}
		for _, setting := range corefSettings {
			row = append(row, percent(setting.scores(&d.report).CoNLL()))
		}
		of := func(a score.Answers) string { return fmt.Sprintf("%3d of %3d", a.Right, a.Gold) }
		rows = append(rows, append(row, of(d.report.Pronouns), of(d.report.It)))
	}
	p.table(p.stdout, []string{"CoNLL F1 of", "all exact", "all head", "actors exact", "actors head", "pronouns", "it"}, rows)
}

// mostIncomplete is how many entities of a document --misses lists.
const mostIncomplete = 5

func (p *program) showCorefMisses(documents []judged) {
	for _, d := range documents {
		if len(d.report.WrongPronouns)+len(d.report.Incomplete) == 0 {
			continue
		}
		fmt.Fprintf(p.stdout, "\n%s\n", d.name)
		for _, w := range d.report.WrongPronouns {
			fmt.Fprintf(p.stdout, "  %s: %s, not %s\n      %s\n", w.Pronoun, cmp.Or(w.Gold, "nobody with a name"), cmp.Or(w.Found, "left open"), w.Sentence)
		}
		for _, m := range worst(d.report.Incomplete) {
			fmt.Fprintf(p.stdout, "  %s: %d of %s missed: %s\n", m.Entity, len(m.Missed), count(m.Mentions, "mention"), strings.Join(m.Missed, " | "))
			if len(m.Elsewhere) > 0 {
				fmt.Fprintf(p.stdout, "      given to others: %s\n", strings.Join(m.Elsewhere, " | "))
			}
		}
	}
}

// worst are the entities with most mentions missed.
func worst(all []score.Incomplete) []score.Incomplete {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b score.Incomplete) int { return len(b.Missed) - len(a.Missed) })
	return all[:min(len(all), mostIncomplete)]
}

// corefLine is one measure, as --json prints it.
type corefLine struct {
	File      string   `json:"file"`
	Document  string   `json:"document"`           // "" is all of them
	Measure   string   `json:"measure"`            // mentions, muc, b3, ceaf, conll; pronouns, it
	Entities  string   `json:"entities,omitempty"` // all, actors; not of pronouns
	Match     string   `json:"match,omitempty"`    // exact, head; not of pronouns
	Gold      *int     `json:"gold,omitempty"`     // these four of pronouns alone
	Found     *int     `json:"found,omitempty"`
	Right     *int     `json:"right,omitempty"`
	Stray     *int     `json:"stray,omitempty"`
	Precision *float64 `json:"precision,omitempty"` // not of conll, which is a mean
	Recall    *float64 `json:"recall,omitempty"`
	F1        float64  `json:"f1"`
}

// wrongPronounLine and incompleteLine are what --misses adds.
type wrongPronounLine struct {
	File     string `json:"file"`
	Document string `json:"document"`
	Pronoun  string `json:"pronoun"`
	Gold     string `json:"gold_name"`
	Found    string `json:"found_name"`
	Sentence string `json:"sentence"`
}

type incompleteLine struct {
	File      string   `json:"file"`
	Document  string   `json:"document"`
	Entity    string   `json:"entity"`
	Mentions  int      `json:"mentions"`
	Missed    []string `json:"missed"`
	Elsewhere []string `json:"elsewhere"`
}

func writeCoref(w io.Writer, path string, documents []judged, misses bool) error {
	var lines []any
	for _, d := range documents {
		for _, setting := range corefSettings {
			s := setting.scores(&d.report)
			line := corefLine{File: path, Document: d.name, Entities: setting.entities, Match: setting.match}
			for _, m := range []struct {
				name  string
				score score.Score
			}{{"mentions", s.Mentions}, {"muc", s.MUC}, {"b3", s.BCubed}, {"ceaf", s.CEAF}} {
				precision, recall := m.score.Precision.Share(), m.score.Recall.Share()
				line.Measure, line.Precision, line.Recall, line.F1 = m.name, &precision, &recall, m.score.F1()
				lines = append(lines, line)
			}
			line.Measure, line.Precision, line.Recall, line.F1 = "conll", nil, nil, s.CoNLL()
			lines = append(lines, line)
		}
		for _, a := range []struct {
			name string
			score.Answers
		}{{"pronouns", d.report.Pronouns}, {"it", d.report.It}} {
			precision, recall := a.Precision(), a.Recall()
			lines = append(lines, corefLine{File: path, Document: d.name, Measure: a.name, Gold: &a.Gold, Found: &a.Found,
				Right: &a.Right, Stray: &a.Stray, Precision: &precision, Recall: &recall, F1: a.F1()})
		}
		if !misses || d.name == "" {
			continue
		}
		for _, m := range d.report.WrongPronouns {
			lines = append(lines, wrongPronounLine{path, m.Document, m.Pronoun, m.Gold, m.Found, m.Sentence})
		}
		for _, m := range worst(d.report.Incomplete) {
			lines = append(lines, incompleteLine{path, m.Document, m.Entity, m.Mentions, m.Missed, append([]string{}, m.Elsewhere...)})
		}
	}
	for _, line := range lines {
		if err := writeJSON(w, line); err != nil {
			return err
		}
	}
	return nil
}
