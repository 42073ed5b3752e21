package picture

// legend says what the marks of a picture mean.
type legend []legendRow

// legendRow is a line of it: a heading, a mark with what it stands for, more of that, or a note.
type legendRow struct {
	kind legendKind
	text string
	mark func(s svgWriter, x, y float64) // draws the mark around a point, at most markWidth wide
}

type legendKind int

const (
	legendEntry legendKind = iota
	legendMore             // of an entry, what its line does not hold
	legendHeading
	legendNote
)

const (
	legendLine = 19.0 // from one line to the next
	markWidth  = 28.0
	entryWidth = 22.0 // of a line of an entry, in units of the font size
	noteWidth  = 17.0 // of a line of notes, in units of its font size
	noteSize   = 10.5
	// Bold letters are wider by this much.
	bold = 1.12
)

func (l *legend) heading(text string) { *l = append(*l, legendRow{kind: legendHeading, text: text}) }

// entry adds a mark with what it stands for, on up to three lines.
func (l *legend) entry(text string, mark func(s svgWriter, x, y float64)) {
	for i, line := range wrapText(text, entryWidth, 3) {
		row := legendRow{text: line, mark: mark}
		if i > 0 {
			row.kind, row.mark = legendMore, nil
		}
		*l = append(*l, row)
	}
}

// note adds a small text, on as many lines as it needs.
func (l *legend) note(text string) {
	for _, line := range wrapText(text, noteWidth, 10) {
		*l = append(*l, legendRow{kind: legendNote, text: line})
	}
}

// size is how much room it takes.
func (l legend) size() (width, height float64) {
	for i, row := range l {
		switch row.kind {
		case legendHeading:
			width = max(width, bold*fontSize*textWidth(row.text))
		case legendEntry, legendMore:
			width = max(width, markWidth+8+fontSize*textWidth(row.text))
		case legendNote:
			width = max(width, noteSize*textWidth(row.text))
		}
		height += row.height(i == 0 || l[i-1].kind != row.kind)
	}
	return width, height
}

// height is that of a row, and of the gap before it if it begins a part.
func (r legendRow) height(begins bool) float64 {
	switch {
	case r.kind == legendHeading && begins:
		return legendLine + 8
	case r.kind == legendNote && begins:
		return lineHeight + 10
	case r.kind == legendNote, r.kind == legendMore:
		return lineHeight
	}
	return legendLine
}

// write draws the legend with its upper left corner at a point.
func (l legend) write(s svgWriter, x, y float64) {
	s.group()
	for i, row := range l {
		y += row.height(i == 0 || l[i-1].kind != row.kind)
		switch row.kind {
		case legendHeading:
			s.write(x, y-5, "start", row.text, "font-weight", "bold")
		case legendEntry:
			row.mark(s, x+markWidth/2, y-9)
			s.write(x+markWidth+8, y-5, "start", row.text)
		case legendMore:
			s.write(x+markWidth+8, y-5, "start", row.text)
		case legendNote:
			s.write(x, y-5, "start", row.text, "font-size", num(noteSize), "fill", inkQuiet)
		}
	}
	s.endGroup()
}
