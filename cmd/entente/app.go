package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"
)

// The exit statuses, as every command promises them.
const (
	exitAnswered = 0
	exitFailed   = 1
	exitMisused  = 2
)

// version is what --version says.
const version = "0.1.0"

// program is one call of the command line: where its input comes from and
// where its output goes. Its methods are the commands.
type program struct {
	name   string        // how it was called, for the child process of `gizmo`
	stdin  io.Reader     //
	stdout *bufio.Writer // data
	stderr io.Writer     // everything else
	// Which of the three are terminals, and how wide.
	stdinTerminal, stdoutTerminal, stderrTerminal bool
	width                                         int
}

// usageError is a call that makes no sense. It exits 2.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func misused(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// errSaid is a failure whose message is already on standard error.
var errSaid = errors.New("failed")

// run is the whole program without the process: it returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (status int) {
	defer func() {
		// A user can do nothing with the stack of our mistake; a developer asks for it.
		if r := recover(); r != nil {
			fmt.Fprintf(stderr, "entente: internal error: %s\n", oneLine(fmt.Sprint(r)))
			if os.Getenv("ENTENTE_DEBUG") != "" {
				fmt.Fprintf(stderr, "%s", debug.Stack())
			}
			status = exitFailed
		}
	}()
	p := &program{
		name: args[0], stdin: stdin, stdout: bufio.NewWriter(stdout), stderr: stderr,
		stdinTerminal: isTerminal(stdin), stdoutTerminal: isTerminal(stdout), stderrTerminal: isTerminal(stderr),
		width: terminalWidth(stdout),
	}
	app := p.app()
	arranged, err := arrange(app, args[1:])
	if err == nil {
		err = app.RunContext(ctx, append([]string{"entente"}, arranged...))
	}
	if flushErr := p.stdout.Flush(); err == nil && flushErr != nil {
		err = fmt.Errorf("standard output: %w", flushErr)
	}
	return p.exit(err, args[1:])
}

// app lists the commands. What urfave/cli would do by itself on a wrong call
// (print help on standard output, exit 3, suggest) is switched off: wrong
// calls come back as usageError.
func (p *program) app() *cli.App {
	commands := []*cli.Command{
		p.ingestCommand(), p.extractCommand(), p.explainCommand(), p.rulesCommand(), p.parseCommand(), p.evalCommand(),
		p.metCommand(), p.timelineCommand(), p.pathCommand(), p.alliesCommand(), p.centralCommand(), p.actorCommand(), p.actorsCommand(), p.eventsCommand(), p.statsCommand(),
		p.gizmoCommand(), p.gizmoChildCommand(),
		p.exportCommand(), p.retractCommand(), p.checkCommand(),
	}
	for _, group := range commands {
		for _, c := range append([]*cli.Command{group}, group.Subcommands...) {
			c.HideHelpCommand = true
			if _, opens := lookUp(c.Flags, "db"); opens {
				c.Flags = append(c.Flags, waitFlag())
			}
			c.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return misused("%s", tidyFlagError(err)) }
		}
	}
	return &cli.App{
		Name:      "entente",
		Usage:     "who met, telephoned, accused or attacked whom, read from news articles",
		UsageText: "entente COMMAND [ARGUMENT…] [FLAG…]",
		Description: "Flags may stand before or after arguments. Answers go to standard output, the rest to standard\n" +
			"error. Exit status: 0 answered, also with none; 1 it failed; 2 called wrongly.\n" +
			"Environment: ENTENTE_DB, the database; ENTENTE_DEBUG, to see the stack of an internal error.",
		Version:         version,
		HideHelpCommand: true,
		Writer:          p.stdout,
		ErrWriter:       p.stderr,
		Reader:          p.stdin,
		Commands:        commands,
		ExitErrHandler:  func(*cli.Context, error) {},
		OnUsageError:    func(_ *cli.Context, err error, _ bool) error { return misused("%s", tidyFlagError(err)) },
		Action: func(c *cli.Context) error {
			c.App.Writer = p.stderr
			if err := cli.ShowAppHelp(c); err != nil {
				return err
			}
			return misused("no command given")
		},
	}
}

// exit says what went wrong, on one line, and gives the status.
func (p *program) exit(err error, args []string) int {
	var misuse *usageError
	switch {
	case err == nil:
		return exitAnswered
	case errors.As(err, &misuse):
		called := "entente"
		if path, _, _ := locate(p.app(), args); len(path) > 0 && !path[0].Hidden {
			called += " " + strings.Join(names(path), " ")
		}
		fmt.Fprintf(p.stderr, "%s: %s\nfor how to call it: %s --help\n", called, oneLine(misuse.message), called)
		return exitMisused
	case errors.Is(err, errSaid):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(p.stderr, "entente: stopped")
		return exitFailed
	}
	fmt.Fprintf(p.stderr, "entente: %s\n", oneLine(err.Error()))
	return exitFailed
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// tidyFlagError turns the flag package's words into ours; the arguments have
// been arranged before, so that only bad values are left to complain about.
func tidyFlagError(err error) string {
	return strings.NewReplacer(" for flag -", " for --", ": parse error", "", ": strconv.ParseInt", "").Replace(err.Error())
}
