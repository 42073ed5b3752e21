package main

import (
	"context"
	"fmt"
	"io"
	"iter"

	"github.com/urfave/cli/v2"

	"entente/ingest"
	"entente/ingest/text"
	"entente/ingest/text/conllu"
	"entente/ingest/text/score"
)

func (p *program) evalCommand() *cli.Command {
	return &cli.Command{
		Name:      "eval",
		Usage:     "score an analysis against annotated text",
		UsageText: "entente eval parse GOLD… [FLAG…]\nentente eval coref GOLD… [FLAG…]",
		Description: "`eval parse` parses the words of the files and compares: tags, lemmas, heads (UAS), heads with\n" +
			"universal relations (LAS, as in the CoNLL 2018 shared task), of content words alone (CLAS), each\n" +
			"relation, names. GOLD is CoNLL-U, or IOB of names alone (columns: token and tag; token, part of\n" +
			"speech and tag; number, token, tag …), packed by gzip or not, or - for standard input. Classes of\n" +
			"names that a file never marks are not scored, nor are sentences whose tags are \"_\".\n\n" +
			"`eval coref` finds who the documents of CoNLL-U files speak of, and compares with the coreference\n" +
			"that Entity= in the last column gives, as in GUM: MUC, B³ and CEAF-φ4 with the mean of their F1, as in\n" +
			"the CoNLL 2012 shared task, of entities with two mentions or more; of all types, and of actors alone\n" +
			"(person, organization, place); where a mention is right if its words are the gold's (exact), or if\n" +
			"the word that heads them is (head). Then: how many pronouns of whoever has a name get that name;\n" +
			"found: that got any actor; stray: of nobody with a name, that got one.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "raw", DisableDefaultText: true,
				Usage: "find words and sentences in the text of the file, too; answers for other words are wrong"},
			&cli.BoolFlag{Name: "titles-in-names", DisableDefaultText: true,
				Usage: "the gold counts titles as part of persons' names: President Bush"},
			&cli.StringFlag{Name: "documents", Usage: "coref: score the documents whose names `REGEXP` finds"},
			&cli.IntFlag{Name: "last", DefaultText: "all", Usage: "coref: of these, the last `N` of each genre, the second part of GUM_news_afghan"},
			&cli.BoolFlag{Name: "misses", DisableDefaultText: true,
				Usage: "coref: list the pronouns that are wrong, and of each document the actors that miss most mentions"},
			jsonFlag(), workersFlag(),
		},
		Action: p.eval,
	}
}

func (p *program) eval(c *cli.Context) error {
	what := c.Args().First()
	others, ok := map[string][]string{"parse": {"documents", "last", "misses"}, "coref": {"raw", "titles-in-names"}}[what]
	switch {
	case what == "":
		return misused("what to score wanted: parse or coref")
	case !ok:
		return misused("%q can't be scored; there are parse and coref", what)
	}
	for _, flag := range others {
		if c.IsSet(flag) {
			return misused("--%s is not for eval %s", flag, what)
		}
	}
	paths := c.Args().Tail()
	if len(paths) == 0 {
		return misused("a file of annotated sentences, or -, wanted")
	}
	if c.Int("workers") < 0 {
		return misused("--workers %d: how many can't be negative", c.Int("workers"))
	}
	if what == "coref" {
		return p.evalCoref(c, paths)
	}
	return p.evalParse(c, paths)
}

// evalParse scores tags, trees and names of the sentences of each file.
func (p *program) evalParse(c *cli.Context, paths []string) error {
	model, err := text.Load()
	if err != nil {
		return err
	}
	for i, path := range paths {
		tally := score.Tally{TitlesInNames: c.Bool("titles-in-names")}
		if err := p.scoreFile(c.Context, model, path, c.Bool("raw"), workers(c), &tally); err != nil {
			return err
		}
		if c.Bool("json") {
			err = writeScores(p.stdout, path, &tally)
		} else {
			if i > 0 {
				fmt.Fprintln(p.stdout)
			}
			p.showScores(path, c.Bool("raw"), &tally)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scoreFile parses the sentences of a file and adds up how well.
func (p *program) scoreFile(ctx context.Context, model *text.Model, path string, raw bool, workers int, tally *score.Tally) error {
	file, err := p.openGold(path)
	if err != nil {
		return err
	}
	defer file.Close()
	most := sentencesAtATime
	analyse := score.Bare
	if raw {
		most = 0 // the text of a document is not to be cut
		analyse = func(gold *text.Document) *text.Document { return text.Analyse(gold.Text) }
	}
	groups := conllu.Group(conllu.Read(file, path), most)
	for parsed, err := range ingest.Parse(ctx, model, documents(groups), analyse, workers) {
		if err != nil {
			return err
		}
		tally.Add(parsed.Input, parsed.Document)
	}
	if tally.Sentences.Gold == 0 {
		return fmt.Errorf("%s: no annotated sentences", path)
	}
	return nil
}

func documents(groups iter.Seq2[[]conllu.Sentence, error]) iter.Seq2[*text.Document, error] {
	return func(yield func(*text.Document, error) bool) {
		for sentences, err := range groups {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(conllu.Document(sentences), nil) {
				return
			}
		}
	}
}

// scoreLine is one score, as --json prints it.
type scoreLine struct {
	File      string  `json:"file"`
	Measure   string  `json:"measure"` // tokens, sentences, upos, xpos, lemma, uas, las, las_subtypes, clas, relation, names
	Class     string  `json:"class"`   // of a relation or of names; "" is all names
	Gold      int     `json:"gold"`
	Found     int     `json:"found"`
	Right     int     `json:"right"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

func writeScores(w io.Writer, path string, tally *score.Tally) error {
	var lines []scoreLine
	add := func(measure, class string, s score.Score) {
		lines = append(lines, scoreLine{path, measure, class, s.Gold, s.Found, s.Right, s.Precision(), s.Recall(), s.F1()})
	}
	for _, m := range measures(tally) {
		add(m.name, "", m.score)
	}
	for _, r := range relations(tally) {
		add("relation", string(r.Relation), r.Score)
	}
	for _, n := range tally.Names() {
		add("names", n.Kind.String(), n.Score)
	}
	for _, line := range lines {
		if err := writeJSON(w, line); err != nil {
			return err
		}
	}
	return nil
}

// measure is a score of all words, sentences or names, with what it is called in
// JSON and in a table.
type measure struct {
	name, title string
	score       score.Score
}

// measures are those that the gold lets one judge.
func measures(t *score.Tally) []measure {
	out := []measure{{"tokens", "tokens", t.Tokens}, {"sentences", "sentences", t.Sentences}}
	if t.HasUPOS {
		out = append(out, measure{"upos", "UPOS", t.UPOS})
	}
	if t.HasXPOS {
		out = append(out, measure{"xpos", "XPOS", t.XPOS})
	}
	if t.HasLemma {
		out = append(out, measure{"lemma", "lemma", t.Lemma})
	}
	if t.HasTree {
		out = append(out, measure{"uas", "UAS", t.UAS}, measure{"las", "LAS", t.LAS},
			measure{"las_subtypes", "LAS with subtypes", t.FullLAS}, measure{"clas", "CLAS", t.CLAS})
	}
	if names := t.AllNames(); names.Gold > 0 {
		out = append(out, measure{"names", "names", names})
	}
	return out
}

// relations are none if the gold has no tree to compare with.
func relations(t *score.Tally) []score.RelationScore {
	if !t.HasTree {
		return nil
	}
	return t.Relations()
}

// showScores prints tables: the measures, with names by class below them, and
// the relations.
func (p *program) showScores(path string, raw bool, tally *score.Tally) {
	words := "words as in the gold"
	if raw {
		words = "words found in the text"
	}
	if path == "-" {
		path = "standard input"
	}
	fmt.Fprintf(p.stdout, "%s: %s, %s\n\n", path, count(tally.Sentences.Gold, "sentence"), words)
	var rows [][]string
	for _, m := range measures(tally) {
		if raw || m.name != "tokens" && m.name != "sentences" {
			rows = append(rows, scoreRow(m.title, m.score))
		}
	}
	for _, n := range tally.Names() {
		rows = append(rows, scoreRow("  "+n.Kind.String(), n.Score))
	}
	header := func(of string) []string { return []string{of, "   gold", "  found", "precision", "recall", "    F1"} }
	p.table(p.stdout, header("measure"), rows)
	rows = nil
	for _, r := range relations(tally) {
		title := string(r.Relation)
		if r.IsSubtype() {
			title = "  " + title
		}
		rows = append(rows, scoreRow(title, r.Score))
	}
	if len(rows) > 0 {
		fmt.Fprintln(p.stdout)
		p.table(p.stdout, header("relation"), rows)
	}
}

func scoreRow(title string, s score.Score) []string {
	percent := func(width int, x float64) string { return fmt.Sprintf("%*.2f", width, 100*x) }
	return []string{title, fmt.Sprintf("%7d", s.Gold), fmt.Sprintf("%7d", s.Found),
		percent(9, s.Precision()), percent(6, s.Recall()), percent(6, s.F1())}
}
