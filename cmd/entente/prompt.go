package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/ergochat/readline"
	"github.com/urfave/cli/v2"
)

const nextPrompt = "  ...> " // while brackets are open

const promptHelp = `A query ends with the line on which its brackets close:
%s:help  this text        :quit or Ctrl-D  leave
Ctrl-C stops the query that runs, or drops what is typed.
`

// examples are queries in a language.
func examples(language string) string {
	switch language {
	case "graphql":
		return `  { nodes(id: <vladimir-putin>) { id, name, telephoned { id } } }
`
	case "mql":
		return `  [{"id": "<vladimir-putin>", "<telephoned>": []}]
`
	}
	return `  g.V("<vladimir-putin>").Out("<telephoned>").All()
  actor("Putin").Out("<telephoned>").All()
  events("Putin", "Rouhani").And(between("2013-11", "2013-12")).SaveOpt("<relation>", "relation").SaveOpt("<date>", "date").All()
  quote(events("Putin", "Rouhani").Out("<evidence>")).All()
`
}

// prompt reads queries from the terminal until the user leaves. Each opens the
// database and closes it, so that an ingest can get in between.
func (p *program) prompt(c *cli.Context, q queryRunner, asTable bool) error {
	firstPrompt := q.language + "> "
	line, err := readline.NewFromConfig(&readline.Config{
		Prompt: firstPrompt, Stdin: p.stdin, Stdout: p.stderr, Stderr: p.stderr,
		HistoryFile: p.openHistory(historyFile(c)), DisableAutoSaveHistory: true,
		FuncIsTerminal: canEdit,
		EOFPrompt:      "\n",
	})
	if err != nil {
		return fmt.Errorf("prompt: %w", err)
	}
	defer line.Close() //nolint:errcheck // the terminal is put back; there is nothing to lose
	fmt.Fprintf(p.stderr, "%s queries; :help tells more, :quit leaves.\n", map[string]string{"gizmo": "Gizmo", "graphql": "GraphQL", "mql": "MQL"}[q.language])
	pending := ""
	for {
		line.SetPrompt(firstPrompt)
		if pending != "" {
			line.SetPrompt(nextPrompt)
		}
		typed, err := line.ReadLine()
		switch {
		case errors.Is(err, readline.ErrInterrupt):
			pending = ""
			continue
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("prompt: %w", err)
		}
		pending = strings.TrimSpace(pending + "\n" + typed)
		switch {
		case pending == "" || isOpen(pending):
			continue
		case pending == ":quit" || pending == ":q":
			return nil
		case pending == ":help":
			fmt.Fprintf(p.stderr, promptHelp, examples(q.language))
		case strings.HasPrefix(pending, ":"):
			fmt.Fprintf(p.stderr, "there is no %s; :help tells what there is\n", pending)
		default:
			if err := line.SaveToHistory(oneLine(pending)); err != nil {
				fmt.Fprintf(p.stderr, "history: %v\n", err)
			}
			p.answerAtPrompt(c.Context, q, pending, asTable)
		}
		pending = ""
	}
}

// canEdit reports whether the terminal moves its cursor when told to. One that
// does not (within an editor, say) would leave the line editor waiting for an answer.
func canEdit() bool {
	kind := os.Getenv("TERM")
	return kind != "" && kind != "dumb"
}

// answerAtPrompt says what failed and goes on. Ctrl-C stops the query alone:
// the context of the whole program, which it ends too, no longer counts.
func (p *program) answerAtPrompt(ctx context.Context, q queryRunner, script string, asTable bool) {
	ctx, stop := signal.NotifyContext(context.WithoutCancel(ctx), os.Interrupt)
	defer stop()
	err := p.answerScript(ctx, q, script, asTable)
	if flushErr := p.stdout.Flush(); err == nil {
		err = flushErr
	}
	if errors.Is(err, context.Canceled) {
		err = errors.New("stopped")
	}
	if err != nil {
		fmt.Fprintln(p.stderr, oneLine(err.Error()))
	}
}

// openHistory makes the folder of the history file, and gives up on history,
// with a word, if it can't.
func (p *program) openHistory(file string) string {
	if file == "" {
		return ""
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		fmt.Fprintf(p.stderr, "no history: %v\n", err)
		return ""
	}
	return file
}

// isOpen reports whether a script has brackets, a string or a comment that
// are not closed yet. It knows JavaScript's strings and comments, so that a
// bracket within them does not count.
func isOpen(script string) bool {
	depth := 0
	for i := 0; i < len(script); i++ {
		rest := script[i:]
		switch c := script[i]; {
		case strings.HasPrefix(rest, "//"):
			end := strings.IndexByte(rest, '\n')
			if end < 0 {
				return depth > 0
			}
			i += end
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest[2:], "*/")
			if end < 0 {
				return true
			}
			i += end + 3
		case c == '"' || c == '\'' || c == '`':
			end := closingQuote(rest)
			if end < 0 {
				return c == '`' // the others can't go on in the next line: an error to report
			}
			i += end
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		}
	}
	return depth > 0
}

// closingQuote is where the string that s begins with ends, -1 if it doesn't.
func closingQuote(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i
		case '\n':
			if s[0] != '`' {
				return -1
			}
		}
	}
	return -1
}
