package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// A column that is not the last may take a quarter of the width, up to columnCap, or as much
// as its longest word, up to half of the width, so that ids stay whole; the last gets
// lastColumn at least, even if that is more than there is.
const (
	columnCap  = 30
	lastColumn = 20
)

// table prints rows in columns, with neither lines nor colours. The last column
// gets what is left of the width; text that does not fit is wrapped between
// words. A header of nil is left out.
func (p *program) table(w io.Writer, header []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	const gap = 2
	t := table.NewWriter()
	t.SetStyle(table.Style{
		Name:    "quiet",
		Box:     table.BoxStyle{PaddingRight: strings.Repeat(" ", gap)},
		Options: table.OptionsNoBordersAndSeparators,
	})
	var configs []table.ColumnConfig
	left := p.width
	last := len(rows[0]) - 1
	for i := range rows[0] {
		width, word := 0, 0
		for _, row := range slices.Concat(rows, [][]string{header}) {
			if i < len(row) {
				width = max(width, text.LongestLineLen(row[i]))
				word = max(word, text.LongestLineLen(strings.Join(strings.Fields(row[i]), "\n")))
			}
		}
		if i < last {
			width = min(width, max(min(columnCap, p.width/4), min(word, p.width/2)))
			left -= width + gap
		} else {
			width = max(1, min(width, max(left, lastColumn)))
		}
		configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: width, WidthMaxEnforcer: wrap})
	}
	t.SetColumnConfigs(configs)
	if header != nil {
		t.AppendHeader(tableRow(header))
	}
	for _, row := range rows {
		t.AppendRow(tableRow(row))
	}
	for line := range strings.Lines(t.Render()) {
		fmt.Fprintln(w, strings.TrimRight(line, " \n"))
	}
}

func tableRow(cells []string) table.Row {
	row := make(table.Row, len(cells))
	for i, c := range cells {
		row[i] = c
	}
	return row
}

// apart puts an empty row between rows, for rows of several lines.
func apart(rows [][]string) [][]string {
	var out [][]string
	for i, row := range rows {
		if i > 0 {
			out = append(out, make([]string, len(row)))
		}
		out = append(out, row)
	}
	return out
}

// wrap breaks lines between words, and keeps the breaks that are there, which
// text.WrapSoft takes for blanks.
func wrap(cell string, width int) string {
	var lines []string
	for line := range strings.SplitSeq(cell, "\n") {
		lines = append(lines, text.WrapSoft(line, width))
	}
	return strings.Join(lines, "\n")
}
