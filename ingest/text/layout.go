package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A block is a stretch of text between hard line breaks: a paragraph, a
// heading, an item of a list. No sentence crosses its bounds.
type block struct {
	first, end int  // tokens, half open
	single     bool // it is one line of the file
}

// line is a line of the file that has a token.
type line struct {
	start, end int // bytes, without the blanks around it
	first      int // token
	runes      int
	gap        bool // a blank line, or the start of the text, is before it
}

// blocks finds where the lines of the text go on and where they end. In
// hard-wrapped text a newline is a blank; in text that gives each paragraph one
// line, as most do, it ends the paragraph.
func blocks(text string, tokens []Token) []block {
	lines := lineate(text, tokens)
	if len(lines) == 0 {
		return nil
	}
	width := wrapWidth(text, lines)
	out := make([]block, 0, len(lines))
	start := 0
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && !lines[i].gap && goesOn(text, lines[i-1], lines[i], width) {
			continue
		}
		end := len(tokens)
		if i < len(lines) {
			end = lines[i].first
		}
		out = append(out, block{lines[start].first, end, i-start == 1})
		start = i
	}
	return out
}

// lineate divides the tokens into lines. Tokens hold no newline.
func lineate(text string, tokens []Token) []line {
	var lines []line
	newlines := 2
	for i, t := range tokens {
		if i > 0 {
			newlines = countNewlines(text[tokens[i-1].End:t.Start])
		}
		if newlines > 0 {
			if i > 0 {
				lines[len(lines)-1].close(text, tokens[i-1].End)
			}
			lines = append(lines, line{start: t.Start, first: i, gap: newlines > 1})
		}
	}
	if len(lines) > 0 {
		lines[len(lines)-1].close(text, tokens[len(tokens)-1].End)
	}
	return lines
}

func (l *line) close(text string, end int) {
	l.end, l.runes = end, utf8.RuneCountInString(text[l.start:end])
}

// countNewlines counts the ends of lines in the space between two tokens. A
// form feed and a paragraph separator are as good as a blank line.
func countNewlines(space string) int {
	if space == "" || space == " " {
		return 0
	}
	n := 0
	for i, r := range space {
		switch r {
		case '\n', '\u2028':
			n++
		case '\r':
			if !strings.HasPrefix(space[i+1:], "\n") {
				n++
			}
		case '\f', '\v', '\u2029':
			n += 2
		}
	}
	return n
}

const (
	narrowest = 30  // a line shorter than this was not wrapped for want of room
	widest    = 130 // lines longer than this are paragraphs
)

// wrapWidth is the width at which the text was hard-wrapped, in characters, or
// 0 if it was not: if lines that break in mid-sentence are not the rule, or
// break where the next word would have found room.
func wrapWidth(text string, lines []line) int {
	width, going := 0, 0
	for i := 1; i < len(lines); i++ {
		if a := lines[i-1]; !lines[i].gap && a.runes >= narrowest && a.runes <= widest && midSentence(text, a, lines[i]) {
			width = max(width, a.runes)
			going++
		}
	}
	if going == 0 {
		return 0
	}
	breaks, full := 0, 0
	for i := 1; i < len(lines); i++ {
		if lines[i].gap {
			continue
		}
		breaks++
		if a := lines[i-1]; a.runes <= widest && isFull(text, a, lines[i], width) {
			full++
		}
	}
	if 4*going < breaks || 2*full < breaks {
		return 0
	}
	return width
}

// goesOn reports whether the sentence or paragraph goes on from line a to b.
func goesOn(text string, a, b line, width int) bool {
	if width > 0 && a.runes <= widest && isFull(text, a, b, width) && !isItem(text[b.start:b.end]) {
		return true
	}
	return a.runes >= narrowest && a.runes <= widest && midSentence(text, a, b)
}

// isFull reports whether the first word of b would not have fitted on line a.
func isFull(text string, a, b line, width int) bool {
	word := text[b.start:b.end]
	if end := strings.IndexAny(word, " \t"); end > 0 {
		word = word[:end]
	}
	return a.runes+1+utf8.RuneCountInString(word) > width
}

// midSentence reports whether line b begins in lower case where a has not
// ended a sentence or an item of a list.
func midSentence(text string, a, b line) bool {
	last, _ := utf8.DecodeLastRuneInString(text[a.start:a.end])
	return startsLower(text[b.start:]) && (unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',' || last == '-')
}

// isItem reports whether a line is an item of a list: it begins with a bullet.
func isItem(line string) bool {
	r, size := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("-*•·–—", r) && strings.HasPrefix(line[size:], " ")
}
