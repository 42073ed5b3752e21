package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"entente/graph"
)

func (p *program) gizmoCommand() *cli.Command {
	return &cli.Command{
		Name:      "gizmo",
		Usage:     "run a Gizmo query, or ask for queries at a prompt",
		UsageText: "entente gizmo [-e SCRIPT | FILE | -] [FLAG…]",
		Description: "Without a script, one is read from standard input; if that is a terminal, a prompt asks\n" +
			"for queries. Rows leave as JSON lines, on a terminal as a table. Besides Cayley's Gizmo a\n" +
			"script has actor(name), events(a, b), between(from, to) and quote(evidence). Queries may\n" +
			"also be in Cayley's GraphQL or MQL: --lang.",
		Flags: []cli.Flag{
			dbFlag(), jsonFlag(),
			&cli.BoolFlag{Name: "table", Usage: "answer in a table", DisableDefaultText: true},
			&cli.StringFlag{Name: "e", Usage: "the `SCRIPT` itself"},
			&cli.DurationFlag{Name: "timeout", Usage: "stop a query after `TIME`", Value: 30 * time.Second},
			limitFlag(), memoryFlag(), languageFlag(),
			&cli.StringFlag{Name: "history", Usage: "keep the prompt's history in `FILE`; empty: nowhere", DefaultText: "in the user's configuration folder"},
		},
		Action: p.gizmo,
	}
}

func limitFlag() cli.Flag {
	return &cli.IntFlag{Name: "limit", Usage: "at most `N` rows; 0: all", Value: 1000}
}

func memoryFlag() cli.Flag {
	return &cli.IntFlag{Name: "memory", Usage: "stop a query that takes more than `MIB` of memory", Value: 2048}
}

func languageFlag() cli.Flag {
	return &cli.StringFlag{Name: "lang", Usage: "the query is in `LANGUAGE`: gizmo, graphql or mql", Value: "gizmo"}
}

// asking is how a store is asked in a language; nil if there is no such language.
func asking(language string) func(*graph.Store, context.Context, string, int, func(json.RawMessage) error) error {
	switch language {
	case "gizmo":
		return (*graph.Store).Gizmo
	case "graphql":
		return (*graph.Store).GraphQL
	case "mql":
		return (*graph.Store).MQL
	}
	return nil
}

func (p *program) gizmo(c *cli.Context) error {
	if err := wantArguments(c, 0, 1, "one script"); err != nil {
		return err
	}
	q := queryRunner{
		caller: p.name, db: c.String("db"), language: c.String("lang"), limit: c.Int("limit"), memory: c.Int("memory"), timeout: c.Duration("timeout"),
	}
	switch {
	case c.Bool("table") && c.Bool("json"):
		return misused("--table and --json exclude each other")
	case asking(q.language) == nil:
		return misused("--lang %s: there are gizmo, graphql and mql", q.language)
	case q.limit < 0:
		return misused("--limit %d: how many can't be negative", q.limit)
	case q.timeout <= 0:
		return misused("--timeout %s: a time to run is wanted", q.timeout)
	case q.memory <= 0:
		return misused("--memory %d: some memory is wanted", q.memory)
	case c.IsSet("e") && c.NArg() > 0:
		return misused("-e and %q are two scripts", c.Args().First())
	}
	if err := p.await(c); err != nil {
		return err
	}
	asTable := c.Bool("table") || p.stdoutTerminal && !c.Bool("json")
	if !c.IsSet("e") && c.NArg() == 0 && p.stdinTerminal {
		return p.prompt(c, q, asTable)
	}
	script, err := p.readScript(c)
	if err != nil {
		return err
	}
	return p.answerScript(c.Context, q, script, asTable)
}

func (p *program) readScript(c *cli.Context) (script string, err error) {
	switch name := c.Args().First(); {
	case c.IsSet("e"):
		script = c.String("e")
	case name == "" || name == "-":
		b, err := io.ReadAll(p.stdin)
		if err != nil {
			return "", fmt.Errorf("standard input: %w", err)
		}
		script = string(b)
	default:
		b, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		script = string(b)
	}
	if strings.TrimSpace(script) == "" {
		return "", misused("the script is empty")
	}
	return script, nil
}

// answerScript runs a script and prints its rows: JSON lines as they come, a
// table when all have come.
func (p *program) answerScript(ctx context.Context, q queryRunner, script string, asTable bool) error {
	var rows []json.RawMessage
	size := 0
	more, err := q.run(ctx, script, func(row json.RawMessage) error {
		if asTable {
			if size += len(row); size > q.memory<<20 {
				return fmt.Errorf("the table takes more than %d MiB; --json gives rows as they come", q.memory)
			}
			rows = append(rows, row)
			return nil
		}
		if _, err := p.stdout.Write(append(row, '\n')); err != nil {
			return err
		}
		return p.stdout.Flush()
	})
	if asTable {
		header, cells := rowsTable(rows)
		p.table(p.stdout, header, cells)
		if err == nil {
			err = p.stdout.Flush() // before what is said of it
			fmt.Fprintln(p.stderr, count(len(rows), "row"))
		}
	}
	if more {
		fmt.Fprintf(p.stderr, "there are more than %s; --limit 0 gives all\n", count(q.limit, "row"))
	}
	return err
}

// queryRunner runs queries, each in a process of its own: one can run for ever,
// take all memory or overflow the stack, and none of these can be stopped from
// within the process.
type queryRunner struct {
	caller        string // argv[0] of the parent
	db            string
	language      string // as asking has it
	limit, memory int    // rows, 0 for all; MiB
	timeout       time.Duration
}

// run calls emit with every row of the script's answer, in order; more reports
// that the limit cut some off.
func (q queryRunner) run(ctx context.Context, script string, emit func(json.RawMessage) error) (more bool, err error) {
	program, err := os.Executable()
	if err != nil {
		return false, err
	}
	timed, cancel := context.WithTimeout(ctx, q.timeout)
	defer cancel()
	askFor := 0
	if q.limit > 0 {
		askFor = q.limit + 1 // one more tells whether there are more
	}
	child := exec.CommandContext(timed, program, gizmoChild,
		"--db", q.db, "--lang", q.language, "--limit", strconv.Itoa(askFor), "--memory", strconv.Itoa(q.memory))
	child.Args[0] = q.caller
	child.WaitDelay = time.Second
	complaint := &head{max: 1 << 16}
	child.Stderr = complaint
	in, err := child.StdinPipe()
	if err != nil {
		return false, err
	}
	out, err := child.StdoutPipe()
	if err != nil {
		return false, err
	}
	if err := child.Start(); err != nil {
		return false, err
	}
	// It stays open as long as the answer is wanted, and the system closes it if
	// this process is killed: the child ends with it. A child that is gone before it
	// read all says so in how it ended.
	sendErr := json.NewEncoder(in).Encode(script)
	more, emitErr := q.readRows(out, emit)
	if more || emitErr != nil {
		cancel() // what is still to come is not wanted
	}
	waitErr := child.Wait()
	switch {
	case emitErr != nil:
		return more, emitErr
	case more:
		return true, nil
	case ctx.Err() != nil:
		return false, ctx.Err()
	case timed.Err() != nil:
		return false, fmt.Errorf("the query was stopped after %s; --timeout gives it longer", q.timeout)
	}
	return false, q.explain(cmp.Or(waitErr, sendErr), complaint.String())
}

func (q queryRunner) readRows(out io.Reader, emit func(json.RawMessage) error) (more bool, err error) {
	r := bufio.NewReader(out)
	for n := 0; ; n++ {
		line, err := r.ReadBytes('\n')
		if err != nil {
			return false, nil // end of the answer; why it ended, Wait tells
		}
		if q.limit > 0 && n == q.limit {
			return true, nil
		}
		if err := emit(bytes.TrimSuffix(line, []byte("\n"))); err != nil {
			return false, err
		}
	}
}

// explain is what became of a child that ended by itself.
func (q queryRunner) explain(err error, complaint string) error {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &exit):
		return fmt.Errorf("the query's process: %w", err)
	case exit.ExitCode() == exitMemory:
		return fmt.Errorf("the query was stopped: it took more than %d MiB of memory; --memory gives it more", q.memory)
	case exit.ExitCode() == exitFailed && strings.HasPrefix(complaint, "entente: "):
		return errors.New(strings.TrimSpace(strings.TrimPrefix(complaint, "entente: ")))
	}
	// A crash: the first line says what of, the rest is the stack.
	first, _, _ := strings.Cut(complaint, "\n")
	if strings.Contains(first, "stack exceeds") {
		return errors.New("the query was stopped: it has a value that holds itself, or values within values without end")
	}
	if reason := strings.TrimPrefix(first, "runtime: "); reason != "" {
		return fmt.Errorf("the query crashed (%s); the database is not touched", reason)
	}
	return fmt.Errorf("the query crashed (%s); the database is not touched", exit)
}

// head keeps the beginning of what is written to it.
type head struct {
	bytes.Buffer
	max int
}

func (h *head) Write(b []byte) (int, error) {
	if room := h.max - h.Len(); room > 0 {
		h.Buffer.Write(b[:min(room, len(b))])
	}
	return len(b), nil
}

// rowsTable lays rows out as a table: a column for each key, in the order in
// which keys first appear; rows that are no objects fill one column.
func rowsTable(rows []json.RawMessage) (header []string, cells [][]string) {
	column := map[string]int{}
	for _, row := range rows {
		values := make([]string, len(header))
		for _, f := range fields(row) {
			i, ok := column[f.key]
			if !ok {
				i = len(header)
				column[f.key] = i
				header = append(header, f.key)
			}
			for len(values) < len(header) {
				values = append(values, "")
			}
			values[i] = f.value
		}
		cells = append(cells, values)
	}
	for i := range cells { // rows from before a column was known
		for len(cells[i]) < len(header) {
			cells[i] = append(cells[i], "")
		}
	}
	return header, cells
}

type field struct{ key, value string }

// fields are the members of a JSON object in their order, or the value itself.
func fields(row json.RawMessage) []field {
	dec := json.NewDecoder(bytes.NewReader(row))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return []field{{"value", plain(row)}}
	}
	var out []field
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			break
		}
		var value json.RawMessage
		if dec.Decode(&value) != nil {
			break
		}
		out = append(out, field{fmt.Sprint(key), plain(value)})
	}
	return out
}

// plain is a JSON string without its quotes, any other value as it is.
func plain(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}

// historyFile is where the prompt keeps its history: what --history says, else
// the user's configuration folder; "" is nowhere.
func historyFile(c *cli.Context) string {
	if c.IsSet("history") {
		return c.String("history")
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "entente", "history")
}
