package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/graph"
	"entente/schema"
)

func (p *program) scoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "score",
		Usage:     "the precision that a checked sample shows, by relation, with its interval",
		UsageText: "entente events score FILE [--reject] [FLAG…]",
		Description: "FILE is what `entente events sample` printed, with verdicts; - is standard input. The interval\n" +
			"is Wilson's of 95 %. What is ? or empty does not count. Where a sample was drawn by relation,\n" +
			"relations count as they do in the graph, and the interval is that of the sample of any\n" +
			"relation that would tell as much (Kish). --reject takes what is n out of the graph.",
		Flags: []cli.Flag{
			dbFlag(), jsonFlag(),
			&cli.BoolFlag{Name: "reject", Usage: "reject every event whose verdict is n, with the note as the reason", DisableDefaultText: true},
		},
		Action: p.scoreSample,
	}
}

func (p *program) scoreSample(c *cli.Context) error {
	if err := wantArguments(c, 1, 1, "a file, or -,"); err != nil {
		return err
	}
	in, name := p.stdin, "stdin"
	if file := c.Args().First(); file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		in, name = f, file
	}
	rows, err := readSample(in, name)
	if err != nil {
		return err
	}
	if !c.Bool("reject") {
		return p.printScores(scoresOf(rows), c.Bool("json"))
	}
	return p.change(c, func(store *graph.Store) error { // a failure to open it is told before the score
		if err := p.printScores(scoresOf(rows), c.Bool("json")); err != nil {
			return err
		}
		return p.rejectWrong(store, rows)
	})
}

// rejectWrong rejects what the sample found wrong, as far as it is still there.
func (p *program) rejectWrong(store *graph.Store, rows []sampleRow) error {
	var rejections []rejection
	for _, row := range rows {
		if row.verdict != wrongVerdict {
			continue
		}
		id, _, err := findEvent(store, row.event)
		var ambiguous *graph.AmbiguousEventError
		switch {
		case errors.As(err, &ambiguous):
			return err
		case err != nil:
			fmt.Fprintf(p.stderr, "not in the graph: %s\n", oneLine(err.Error()))
			continue
		}
		rejections = append(rejections, rejection{id, row.note})
	}
	return p.reject(store, rejections)
}

// judgement is the verdict on a row of a sample.
type judgement int

const (
	openVerdict judgement = iota
	rightVerdict
	wrongVerdict
	unsureVerdict
)

var judgements = map[string]judgement{"": openVerdict, "y": rightVerdict, "yes": rightVerdict, "n": wrongVerdict, "no": wrongVerdict, "?": unsureVerdict}

// sampleRow is what the score needs of a row.
type sampleRow struct {
	verdict  judgement
	note     string
	relation schema.Relation
	weight   float64
	event    string
}

// readSample reads a table that writeSample wrote and a user filled in, perhaps
// with a spreadsheet, which may add a byte order mark, columns or quotes. Errors
// begin with its name and line.
func readSample(r io.Reader, name string) ([]sampleRow, error) {
	in := bufio.NewReader(r)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\ufeff" {
		if _, err := in.Discard(3); err != nil {
			return nil, err
		}
	}
	table := csv.NewReader(in)
	table.Comma, table.Comment, table.FieldsPerRecord = '\t', '#', -1
	var rows []sampleRow
	var at map[string]int // the columns
	seen := map[string]int{}
	for {
		fields, err := table.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			if at == nil {
				return nil, fmt.Errorf("%s: it has no columns; what `entente events sample` prints is wanted", name)
			}
			return rows, nil
		case errors.As(err, &bad):
			return nil, fmt.Errorf("%s:%d: %w", name, bad.Line, bad.Err)
		case err != nil:
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := table.FieldPos(0)
		if at == nil {
			if at, err = sampleHead(fields); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, line, err)
			}
			continue
		}
		if strings.TrimSpace(strings.Join(fields, "")) == "" {
			continue
		}
		row, err := parseSampleRow(fields, at)
		if err == nil && seen[row.event] != 0 {
			err = fmt.Errorf("%s is in line %d, too", row.event, seen[row.event])
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, err)
		}
		seen[row.event] = line
		rows = append(rows, row)
	}
}

// sampleHead finds the columns. That of weights may be missing: all are one.
func sampleHead(fields []string) (map[string]int, error) {
	at := map[string]int{}
	for i, field := range fields {
		at[strings.TrimSpace(field)] = i
	}
	for _, want := range []string{verdictColumn, relationColumn, eventColumn} {
		if _, ok := at[want]; !ok {
			return nil, fmt.Errorf("no column %q; those that `entente events sample` prints are wanted, parted by tabs", want)
		}
	}
	return at, nil
}

func parseSampleRow(fields []string, at map[string]int) (sampleRow, error) {
	cell := func(column string) string {
		if i, ok := at[column]; ok && i < len(fields) {
			return strings.TrimSpace(fields[i])
		}
		return ""
	}
	row := sampleRow{note: oneLine(cell(noteColumn)), relation: schema.Relation(cell(relationColumn)), weight: 1, event: cell(eventColumn)}
	var ok bool
	if row.verdict, ok = judgements[strings.ToLower(cell(verdictColumn))]; !ok {
		return row, fmt.Errorf("verdict %q: there are y, n and ?", cell(verdictColumn))
	}
	if !row.relation.Valid() {
		return row, fmt.Errorf("there is no relation %q", row.relation)
	}
	if row.event == "" {
		return row, errors.New("it has no event")
	}
	if weight := cell(weightColumn); weight != "" {
		var err error
		// Some spreadsheets write a decimal comma.
		row.weight, err = strconv.ParseFloat(strings.Replace(weight, ",", ".", 1), 64)
		if err != nil || !(row.weight > 0) || math.IsInf(row.weight, 0) {
			return row, fmt.Errorf("weight %q: a number above 0 is wanted", weight)
		}
	}
	return row, nil
}

// sampleScore is the precision of some events, as --json prints it.
type sampleScore struct {
	Of        string   `json:"of"`   // all, type or relation
	Name      string   `json:"name"` // of the PLOVER type or the relation
	Rows      int      `json:"rows"`
	Judged    int      `json:"judged"` // y or n
	Right     int      `json:"right"`
	Unsure    int      `json:"unsure"`
	Precision *float64 `json:"precision"` // null if none is judged, as the others
	Low       *float64 `json:"low"`       // of the 95 % interval
	High      *float64 `json:"high"`
}

// scoresOf scores all rows, then those of each PLOVER type and of its relations.
func scoresOf(rows []sampleRow) []sampleScore {
	// Rows of unequal weight were drawn by relation.
	byRelation := slices.ContainsFunc(rows, func(r sampleRow) bool { return r.weight != rows[0].weight })
	score := func(of, name string, passes func(schema.Relation) bool) sampleScore {
		var some []sampleRow
		for _, row := range rows {
			if passes(row.relation) {
				some = append(some, row)
			}
		}
		s := scoreOf(some, byRelation)
		s.Of, s.Name = of, name
		return s
	}
	out := []sampleScore{score("all", "", func(schema.Relation) bool { return true })}
	plover := ""
	for _, spec := range schema.Relations() {
		one := score("relation", string(spec.Name), func(r schema.Relation) bool { return r == spec.Name })
		if one.Rows == 0 {
			continue
		}
		if spec.PLOVER != plover {
			plover = spec.PLOVER
			out = append(out, score("type", plover, func(r schema.Relation) bool { return r.PLOVER() == plover }))
		}
		out = append(out, one)
	}
	return out
}

// scoreOf is the precision of rows. Rows of strata are means of the precision of
// each, weighed by how many events it has; a stratum without a verdict is left
// out. Their interval is that of Kish's effective size.
func scoreOf(rows []sampleRow, strata bool) sampleScore {
	type stratum struct{ events, judged, right float64 }
	by := map[schema.Relation]*stratum{}
	s := sampleScore{Rows: len(rows)}
	for _, row := range rows {
		var key schema.Relation
		if strata {
			key = row.relation
		}
		if by[key] == nil {
			by[key] = &stratum{}
		}
		in := by[key]
		in.events += row.weight
		switch row.verdict {
		case rightVerdict:
			s.Judged, s.Right = s.Judged+1, s.Right+1
			in.judged, in.right = in.judged+1, in.right+1
		case wrongVerdict:
			s.Judged++
			in.judged++
		case unsureVerdict:
			s.Unsure++
		}
	}
	if s.Judged == 0 {
		return s
	}
	var events, correct, squares float64
	for _, spec := range append(schema.Relations(), schema.RelationSpec{}) { // in one order: sums round
		if in := by[spec.Name]; in != nil && in.judged > 0 {
			events += in.events
			correct += in.events * in.right / in.judged
			squares += in.events * in.events / in.judged
		}
	}
	precision := correct / events
	low, high := wilson(precision, events*events/squares)
	s.Precision, s.Low, s.High = &precision, &low, &high
	return s
}

// wilson is the 95 % interval of a share among n.
func wilson(share, n float64) (low, high float64) {
	const z = 1.959963984540054
	centre := (share + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	return max(0, centre-half), min(1, centre+half)
}

func (p *program) printScores(scores []sampleScore, asJSON bool) error {
	if !asJSON {
		p.showSampleScores(scores)
		return nil
	}
	for _, s := range scores {
		if err := writeJSON(p.stdout, s); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) showSampleScores(scores []sampleScore) {
	var rows [][]string
	for _, s := range scores {
		name := s.Name
		switch s.Of {
		case "all":
			name = "all"
		case "relation":
			name = "  " + name
		}
		row := []string{name, fmt.Sprintf("%6d", s.Judged), fmt.Sprintf("%5d", s.Right), "-", "-"}
		if s.Judged > 0 {
			row[3] = fmt.Sprintf("%5.1f %%", 100**s.Precision)
			row[4] = fmt.Sprintf("%.1f–%.1f %%", 100**s.Low, 100**s.High)
		}
		rows = append(rows, row)
	}
	p.table(p.stdout, []string{"events", "judged", "right", "precision", "95 % interval"}, rows)
	all := scores[0]
	if left := all.Rows - all.Judged; left > 0 {
		fmt.Fprintf(p.stdout, "\n%s without y or n, %d of them ?\n", count(left, "row"), all.Unsure)
	}
}
