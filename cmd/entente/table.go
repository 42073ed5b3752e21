package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// columnCap is how wide a column may be that is not the last.
const columnCap = 30

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
		width := 0
		for _, row := range slices.Concat(rows, [][]string{header}) {
			if i < len(row) {
				width = max(width, text.LongestLineLen(row[i]))
			}
		}
		if i < last {
			width = min(width, columnCap)
			left -= width + gap
		} else {
			width = max(1, min(width, max(left, columnCap)))
		}
		configs = append(configs, table.ColumnConfig{Number: i + 1, WidthMax: width, WidthMaxEnforcer: text.WrapSoft})
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
