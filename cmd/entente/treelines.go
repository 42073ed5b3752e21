package main

import (
	"slices"

	"entente/ingest/text"
)

// Where lines leave a place of the drawing.
const (
	up = 1 << iota
	down
	left
	right
)

// strokes are what is drawn for them.
var strokes = [16]rune{
	0: ' ', up | down: '│', left | right: '─', down | right: '╭', up | right: '╰', up | down | right: '├',
	left | down | right: '┬', left | up | right: '┴', left | up | down | right: '┼',
}

// treeLines are the lines of the tree, with a blank, left of each word of a sentence. A word
// stands two places right of its head's line, which runs in the head's place from
// the first to the last of its dependents. If branches cross so that a line would
// run through a word, all words of the sentence stand right of all lines.
func treeLines(doc *text.Document, s text.Sentence) []string {
	t := layTree(doc, s)
	n := len(t.place)
	cells := make([][]int, n)
	crosses := t.crosses()
	for i := range cells {
		width := t.place[i]
		if crosses {
			width = slices.Max(t.place)
		}
		cells[i] = make([]int, width+1)
	}
	draw := func(row, place, line int) { cells[row][place] |= line }
	for i := range n {
		for row := t.first[i]; row < t.last[i]; row++ {
			draw(row, t.place[i], down)
			draw(row+1, t.place[i], up)
		}
		draw(i, t.place[i], right)
		if h := t.head[i]; h >= 0 {
			draw(i, t.place[h], right)
			for place := t.place[h] + 1; place < t.place[i]; place++ {
				draw(i, place, left|right)
			}
			draw(i, t.place[i], left)
		}
	}
	out := make([]string, n)
	for i, row := range cells {
		line := make([]rune, len(row))
		for place, strokesThere := range row {
			line[place] = strokes[strokesThere]
		}
		if t.head[i] < 0 {
			line[t.place[i]] = '●'
		}
		out[i] = string(line) + " "
	}
	return out
}

// laidTree is a tree whose words have places. Words are counted from the first of
// the sentence.
type laidTree struct {
	head        []int // -1: none
	first, last []int // the rows that the line of a word's dependents takes up, its own among them
	place       []int // how far to the right the word stands
}

func layTree(doc *text.Document, s text.Sentence) laidTree {
	n := s.End - s.First
	t := laidTree{head: make([]int, n), first: make([]int, n), last: make([]int, n), place: make([]int, n)}
	children := make([][]int, n)
	var order []int // heads before their dependents
	for i := range n {
		t.first[i], t.last[i] = i, i
		h := doc.Tokens[s.First+i].Head - s.First
		if h < 0 || h >= n {
			h = -1
			order = append(order, i)
		} else {
			children[h] = append(children[h], i)
		}
		t.head[i] = h
	}
	for i := range n {
		if h := t.head[i]; h >= 0 {
			t.first[h], t.last[h] = min(t.first[h], i), max(t.last[h], i)
		}
	}
	for k := 0; k < len(order); k++ {
		i := order[k]
		if h := t.head[i]; h >= 0 {
			t.place[i] = t.place[h] + 2
		}
		for t.inTheWay(i, order[:k]) {
			t.place[i] += 2
		}
		order = append(order, children[i]...)
	}
	return t
}

// inTheWay reports whether a word may not stand where it does because of words
// that have their places: one of their lines would run through it, or along its own.
func (t *laidTree) inTheWay(i int, placed []int) bool {
	for _, j := range placed {
		along := t.place[i] == t.place[j] && t.first[i] < t.last[i] && t.first[j] < t.last[j] &&
			t.first[i] <= t.last[j] && t.first[j] <= t.last[i]
		if along || t.passes(j, i) {
			return true
		}
	}
	return false
}

// passes reports whether the line of word j would run through word i.
func (t *laidTree) passes(j, i int) bool {
	return t.first[j] < i && i < t.last[j] && i != j && t.place[i] <= t.place[j]
}

// crosses reports whether any line would run through a word.
func (t *laidTree) crosses() bool {
	for i := range t.place {
		for j := range t.place {
			if t.passes(j, i) {
				return true
			}
		}
	}
	return false
}
