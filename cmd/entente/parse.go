package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/ingest"
	"entente/ingest/source"
	"entente/ingest/text"
	"entente/ingest/text/conllu"
	"entente/schema"
)

// sentencesAtATime of tokenised input make one document, however the file
// divides them: enough to keep several workers busy, few enough to be held.
const sentencesAtATime = 256

func (p *program) parseCommand() *cli.Command {
	return &cli.Command{
		Name:      "parse",
		Usage:     "print the sentences of articles with tags, lemmas, trees and names, as CoNLL-U",
		UsageText: "entente parse [PATH…] [FLAG…]",
		Description: "Reads what `entente ingest` reads, by default standard input, and keeps nothing. The last\n" +
			"column has the place of each word, in characters of the text, and the names: ner=B-PER\n" +
			"begins a person, I-PER goes on; ORG, LOC, NAT (Iraqi, Palestinians) and TITLE likewise.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "tokenised", Aliases: []string{"tokenized"}, DisableDefaultText: true,
				Usage: "read CoNLL-U, keep its words, sentences and comments, and replace the rest"},
			&cli.BoolFlag{Name: "tree", Usage: "draw the trees instead", DisableDefaultText: true},
			workersFlag(),
		},
		Action: p.parse,
	}
}

func (p *program) parse(c *cli.Context) error {
	paths := c.Args().Slice()
	if len(paths) == 0 {
		if p.stdinTerminal {
			return misused("a file, a folder or - wanted")
		}
		paths = []string{"-"}
	}
	options, err := p.sourceOptions(c)
	if err != nil {
		return err
	}
	model, err := text.Load()
	if err != nil {
		return err
	}
	show := p.showConllu
	if c.Bool("tree") {
		show = p.showTrees
	}
	if c.Bool("tokenised") {
		return p.parseTokenised(c.Context, model, paths, workers(c), show)
	}
	return p.parseArticles(c.Context, model, source.Read(paths, options), workers(c), show)
}

// show prints the sentences of a parsed document.
type show func(doc *text.Document, sentences iter.Seq[conllu.Sentence]) error

func (p *program) parseArticles(ctx context.Context, model *text.Model, articles iter.Seq2[schema.Article, error], workers int, show show) error {
	report := p.newReport(true)
	defer report.close()
	read := 0
	analyse := func(a schema.Article) *text.Document { return text.Analyse(a.Text) }
	for parsed, err := range ingest.Parse(ctx, model, articles, analyse, workers) {
		id := parsed.Input.ID
		if err != nil && id != "" {
			err = &ingest.ArticleError{ID: id, Err: err}
		}
		switch {
		case skipped(err):
			report.problem(err)
			continue
		case err != nil:
			return err
		}
		read++
		if err := show(parsed.Document, conllu.Sentences(parsed.Document, id)); err != nil {
			return err
		}
	}
	return report.verdict(read)
}

func (p *program) parseTokenised(ctx context.Context, model *text.Model, paths []string, workers int, show show) error {
	for _, path := range paths {
		file, err := p.openGold(path)
		if err != nil {
			return err
		}
		groups := conllu.Group(conllu.Read(file, path), sentencesAtATime)
		for parsed, err := range ingest.Parse(ctx, model, groups, conllu.Document, workers) {
			if err != nil {
				file.Close()
				return err
			}
			if err := show(parsed.Document, slices.Values(conllu.Annotate(parsed.Input, parsed.Document))); err != nil {
				file.Close()
				return err
			}
		}
		file.Close()
	}
	return nil
}

func (p *program) showConllu(_ *text.Document, sentences iter.Seq[conllu.Sentence]) error {
	var b []byte
	for s := range sentences {
		b = conllu.Append(b[:0], s)
		if _, err := p.stdout.Write(b); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) showTrees(doc *text.Document, sentences iter.Seq[conllu.Sentence]) error {
	colour := p.stdoutTerminal && os.Getenv("NO_COLOR") == ""
	i := 0
	for annotated := range sentences {
		s := doc.Sentences[i]
		i++
		title := printable(strings.TrimSpace(annotated.ID() + "  " + oneLine(doc.Quote(s))))
		if _, err := fmt.Fprintf(p.stdout, "%s\n%s\n", title, drawTree(doc, s, colour)); err != nil {
			return err
		}
	}
	return nil
}
