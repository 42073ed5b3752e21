package main

import (
	"strings"
	"unicode"

	pretty "github.com/jedib0t/go-pretty/v6/text"

	"entente/ingest/text"
)

// drawTree shows the tree of a sentence. Its words stand below each other in
// their order, each as far to the right as it is deep in the tree; a line goes
// from each word to those that depend on it. Beside them stand what they are to
// their head, their tags, lemma and name:
//
//	╭── She    nsubj  PRON  PRP  she
//	●  met     root   VERB  VBD  meet
//	│ ╭── Ann …
//
// Names are coloured if colour is set.
func drawTree(doc *text.Document, s text.Sentence, colour bool) string {
	lines := treeLines(doc, s)
	names := nameCells(doc, s)
	const columns = 6
	rows := make([][columns]string, s.End-s.First)
	var widths [columns]int
	for i := range rows {
		t := &doc.Tokens[s.First+i]
		rows[i] = [columns]string{
			lines[i] + printable(doc.Word(s.First+i)),
			string(t.Rel), string(t.UPOS), string(t.Tag), printable(t.Lemma), names[i].text,
		}
		for k, cell := range rows[i] {
			widths[k] = max(widths[k], pretty.StringWidthWithoutEscSequences(cell))
		}
	}
	var b strings.Builder
	for i, row := range rows {
		last := columns - 1
		for row[last] == "" && last > 0 {
			last--
		}
		for k, cell := range row[:last+1] {
			gap := strings.Repeat(" ", widths[k]-pretty.StringWidthWithoutEscSequences(cell)+2)
			if code := nameColour(names[i].kind); colour && names[i].text != "" && (k == 0 || k == 5) {
				plain := 0 // the lines of the tree keep their colour
				if k == 0 {
					plain = len(lines[i])
				}
				cell = cell[:plain] + code + cell[plain:] + "\x1b[0m"
			}
			b.WriteString(cell)
			if k < last {
				b.WriteString(gap)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// printable is a text that leaves the terminal as it is.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != ' ' && !unicode.IsGraphic(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// nameCell is what stands beside a word that is part of a name.
type nameCell struct {
	text string
	kind text.SpanKind
}

// nameCells say which words are names, and which of them are one:
// "PER ╮", "    │", "    ╯", or "PER" for a single one.
func nameCells(doc *text.Document, s text.Sentence) []nameCell {
	cells := make([]nameCell, s.End-s.First)
	for _, span := range doc.Spans {
		if span.End <= s.First || span.First >= s.End {
			continue
		}
		class := span.Kind.String()
		blank := strings.Repeat(" ", max(5, len(class)))
		for i := span.First; i < span.End; i++ {
			cell := blank + " │"
			switch {
			case span.End == span.First+1:
				cell = class
			case i == span.First:
				cell = class + blank[len(class):] + " ╮"
			case i == span.End-1:
				cell = blank + " ╯"
			}
			cells[i-s.First] = nameCell{cell, span.Kind}
		}
	}
	return cells
}

// nameColour is the escape sequence of a kind of name.
func nameColour(k text.SpanKind) string {
	switch k {
	case text.Person:
		return "\x1b[1;32m" // green
	case text.Organisation:
		return "\x1b[1;34m" // blue
	case text.Place:
		return "\x1b[1;33m" // yellow
	case text.Nationality:
		return "\x1b[1;36m" // cyan
	}
	return "\x1b[1;35m" // magenta: titles
}
