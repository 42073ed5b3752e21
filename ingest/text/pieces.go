package text

import "iter"

// MaxSentence is the greatest number of tokens of a sentence. What runs on for
// longer, a table or a list without a full stop, is cut: the time and memory
// that a tree takes grow with the square of its tokens.
const MaxSentence = 256

// clauses are the ranges of tokens of a sentence that are parsed apart: its pieces,
// and before them its dateline, which is no part of its grammar.
func (d *Document) clauses(s Sentence) iter.Seq2[int, int] {
	return func(yield func(first, end int) bool) {
		report := s.First + d.Dateline(s)
		if report > s.First && !yield(s.First, report) {
			return
		}
		d.pieces(report, s.End)(yield)
	}
}

// pieces are the ranges of tokens into which those from first to end are cut so
// that none is longer than a sentence may be; one range, if they are not many.
func (d *Document) pieces(first, end int) iter.Seq2[int, int] {
	return func(yield func(first, end int) bool) {
		for first < end {
			cut := end
			if end-first > MaxSentence {
				cut = d.cut(first)
			}
			if !yield(first, cut) {
				return
			}
			first = cut
		}
	}
}

// cut is where the piece that begins at a token is best cut: in its second half
// at the last of the strongest joints.
func (d *Document) cut(first int) int {
	best, strength := first+MaxSentence, -1
	for i := best; i > first+MaxSentence/2; i-- {
		if joint := d.joint(i); joint > strength {
			best, strength = i, joint
		}
	}
	return best
}

// joint is how well a sentence can be cut before token i.
func (d *Document) joint(i int) int {
	switch d.Word(i - 1) {
	case ".", "!", "?":
		return 4
	case ";", ":":
		return 3
	case ",":
		return 2
	}
	if d.Tokens[i].Start > d.Tokens[i-1].End {
		return 1
	}
	return 0
}
