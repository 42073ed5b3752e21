package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/ingest"
	"entente/schema"
)

func (p *program) explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "show how a sentence is read: its tree, mentions, rules and events",
		UsageText: "entente explain [SENTENCE…] [FLAG…]",
		Description: "The sentence may be several arguments; without one, or with -, it is read from standard\n" +
			"input. Rules are shown that told an event, and those whose words are there and that lack a\n" +
			"participant.",
		Flags:  []cli.Flag{actorsFlag(), rulesFlag(), publishedFlag()},
		Action: p.explain,
	}
}

func (p *program) explain(c *cli.Context) error {
	options, err := p.sourceOptions(c)
	if err != nil {
		return err
	}
	sentence := strings.Join(c.Args().Slice(), " ")
	if sentence == "-" || c.NArg() == 0 && !p.stdinTerminal {
		text, err := io.ReadAll(p.stdin)
		if err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		sentence = string(text)
	}
	sentence = strings.ToValidUTF8(strings.TrimSpace(sentence), "\uFFFD")
	if sentence == "" {
		return misused("a sentence wanted")
	}
	reader, err := p.reader(c)
	if err != nil {
		return err
	}
	e := reader.Explain(schema.Article{ID: "sentence", Text: sentence, Published: options.Published})
	colour := p.stdoutTerminal && os.Getenv("NO_COLOR") == ""
	for i, s := range e.Document.Sentences {
		fmt.Fprintf(p.stdout, "%s\n\n%s\n", printable(oneLine(e.Document.Quote(s))), drawTree(e.Document, s, colour))
		p.explainPart("mentions", mentionRows(&e, i))
		p.explainPart("rules", ruleRows(&e, i))
	}
	p.explainPart("events", eventRows(&e))
	return nil
}

// explainPart prints a table under its title.
func (p *program) explainPart(title string, rows [][]string) {
	if len(rows) == 0 {
		rows = [][]string{{"none"}}
	}
	fmt.Fprintln(p.stdout, title)
	for i := range rows {
		rows[i] = append([]string{""}, rows[i]...)
		for k := range rows[i] {
			rows[i][k] = printable(oneLine(rows[i][k]))
		}
	}
	p.table(p.stdout, nil, rows)
	fmt.Fprintln(p.stdout)
}

func mentionRows(e *ingest.Explanation, sentence int) [][]string {
	var rows [][]string
	for _, m := range e.Mentions {
		if m.Sentence != sentence {
			continue
		}
		inner := ""
		if m.Inner {
			inner = "inside another"
		}
		rows = append(rows, []string{m.Text, localID(m.Actor), m.How, inner})
	}
	return rows
}

func ruleRows(e *ingest.Explanation, sentence int) [][]string {
	names := func(group []string) string {
		if len(group) == 0 {
			return "nobody"
		}
		return strings.Join(group, ", ")
	}
	var rows [][]string
	for _, r := range e.Rules {
		if r.Sentence != sentence {
			continue
		}
		outcome := "nothing"
		if r.Events > 0 {
			outcome = count(r.Events, "event")
		}
		between := names(r.Source) + " → " + names(r.Target)
		if r.Events > 0 && len(r.Source)+len(r.Target) == 0 {
			between = "" // several who do it together: the events name them
		}
		rows = append(rows, []string{r.Position, string(r.Relation), r.Trigger, outcome, between})
	}
	return rows
}

func eventRows(e *ingest.Explanation) [][]string {
	var rows [][]string
	for _, s := range e.Reading.Statements() {
		date := s.Date
		if s.Precision == schema.Reported { // the sentence gives none
			date = "reported " + date
		}
		rows = append(rows, []string{localID(s.Source.ID), string(s.Relation), localID(s.Target.ID), string(s.Status), s.PLOVER, s.CAMEO, date, s.Place})
	}
	return rows
}

// localID is the name of an actor in the graph, without what tells the article of
// an actor known by it alone: there is but one.
func localID(id schema.ActorID) string {
	name, _, local := strings.Cut(string(id), ".")
	if local {
		return name + " (here)"
	}
	return name
}
