package main

import (
	"bytes"
	"context"
	"io"

	"github.com/urfave/cli/v2"

	"entente/ingest"
	"entente/ingest/source"
	"entente/schema"
)

func (p *program) extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "read articles and print their events as JSON lines",
		UsageText: "entente extract [PATH…] [FLAG…]",
		Description: "Reads what `entente ingest` reads, by default standard input, and keeps nothing.\n" +
			"A line is an event as one sentence tells it; offsets count characters of the text.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "mentions", Usage: "print where the text mentions actors instead", DisableDefaultText: true},
			actorsFlag(), rulesFlag(), publishedFlag(), workersFlag(),
		},
		Action: p.extract,
	}
}

func (p *program) extract(c *cli.Context) error {
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
	reader, err := p.reader(c)
	if err != nil {
		return err
	}
	report := p.newReport(true) // only problems: the events themselves show that it goes on
	options.Warn = report.warn
	read, err := p.writeReadings(c.Context, reader, paths, options, workers(c), c.Bool("mentions"), report)
	report.close()
	if err != nil {
		return err
	}
	return report.verdict(read)
}

// writeReadings prints the lines of every article, and counts the articles.
func (p *program) writeReadings(ctx context.Context, reader *ingest.Reader, paths []string, options source.Options, workers int, mentions bool, report *report) (read int, err error) {
	for reading, err := range reader.Run(ctx, report.inOrder(source.Read(paths, options)), workers) {
		report.reach()
		switch {
		case skipped(err):
			report.problem(err)
			continue
		case err != nil:
			return read, err
		}
		read++
		if mentions {
			err = writeLines(p.stdout, reading.MentionLines())
		} else {
			err = writeLines(p.stdout, reading.Statements())
		}
		if err != nil {
			return read, err
		}
	}
	return read, nil
}

// writeLines prints a line for each value.
func writeLines[T schema.Statement | schema.MentionLine](w io.Writer, values []T) error {
	var lines bytes.Buffer
	for _, v := range values {
		if err := writeJSON(&lines, v); err != nil {
			return err
		}
	}
	_, err := w.Write(lines.Bytes())
	return err
}
