package conllu

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/ingest/text"
)

// Sentences makes the sentences of a document, which is called id, one by one: a
// file of them is valid CoNLL-U, and [Document] finds the same tokens in it. Words
// that are one to the eye ("do" and "n't") get a range. Each word has the place
// where it stands in the text, in characters.
func Sentences(doc *text.Document, id string) iter.Seq[Sentence] {
	sentID := strings.ReplaceAll(strings.Join(strings.Fields(id), "_"), "/", "_") // "/" is reserved there
	return func(yield func(Sentence) bool) {
		w := writer{doc: doc, names: nameTags(doc)}
		for i, s := range doc.Sentences {
			var comments []string
			switch {
			case i == 0:
				comments = append(comments, "# newdoc id = "+strings.Join(strings.Fields(id), " "))
			case strings.Count(doc.Text[doc.Tokens[s.First-1].End:doc.Tokens[s.First].Start], "\n") > 1:
				comments = append(comments, "# newpar")
			}
			comments = append(comments, fmt.Sprintf("# sent_id = %s-%d", sentID, i+1), "# text = "+w.text(s))
			if !yield(Sentence{Comments: comments, Rows: w.rows(s)}) {
				return
			}
		}
	}
}

// writer goes through a document from left to right.
type writer struct {
	doc         *text.Document
	names       []string
	at, counted int // characters before a byte of the text
}

// characters are those before a byte, which is not before that of the last call.
func (w *writer) characters(at int) int {
	w.counted += utf8.RuneCountInString(w.doc.Text[w.at:at])
	w.at = at
	return w.counted
}

// text is the sentence with one blank wherever the article has any.
func (w *writer) text(s text.Sentence) string {
	var b strings.Builder
	for i := s.First; i < s.End; i++ {
		b.WriteString(w.doc.Word(i))
		if i+1 < s.End && !w.adheres(i) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// adheres reports whether token i+1 is written right after token i.
func (w *writer) adheres(i int) bool {
	return i+1 < len(w.doc.Tokens) && w.doc.Tokens[i].End == w.doc.Tokens[i+1].Start
}

func (w *writer) rows(s text.Sentence) []Row {
	rows := make([]Row, 0, s.End-s.First)
	until := s.First // the end of the last range
	for i := s.First; i < s.End; i++ {
		if i >= until {
			until = i + 1
			for until < s.End && w.oneWord(until-1) {
				until++
			}
			if until > i+1 {
				r := Row{First: i - s.First + 1, Last: until - s.First, Form: w.doc.Slice(i, until)}
				if w.adheres(until - 1) {
					r.Misc = "SpaceAfter=No"
				}
				rows = append(rows, r)
			} else {
				until = i // no range
			}
		}
		t := &w.doc.Tokens[i]
		r := Row{First: i - s.First + 1, Last: i - s.First + 1, Form: w.doc.Word(i)}
		r.annotate(t, s.First)
		misc := make([]byte, 0, 64)
		if i >= until && w.adheres(i) {
			misc = append(misc, "SpaceAfter=No|"...)
		}
		misc = strconv.AppendInt(append(misc, "start_char="...), int64(w.characters(t.Start)), 10)
		misc = strconv.AppendInt(append(misc, "|end_char="...), int64(w.characters(t.End)), 10)
		if w.names[i] != "" {
			misc = append(append(misc, "|"+nameAttribute+"="...), w.names[i]...)
		}
		r.Misc = string(misc)
		rows = append(rows, r)
	}
	return rows
}

// oneWord reports whether tokens i and i+1 are one word to the eye, so that the
// treebanks give them a range: "do n't", "Iran 's", "can not". Others that touch
// are "three - day", "10 km" and "'The".
func (w *writer) oneWord(i int) bool {
	if !w.adheres(i) {
		return false
	}
	word, next := w.doc.Word(i), w.doc.Word(i+1)
	before, _ := utf8.DecodeLastRuneInString(word)
	after, size := utf8.DecodeRuneInString(next)
	switch {
	case strings.ContainsRune("'’`´", after):
		if size == len(next) { // a mark alone: "parents'", or the end of a quotation
			return w.doc.Tokens[i+1].Tag == "POS"
		}
		second, _ := utf8.DecodeRuneInString(next[size:])
		return unicode.IsLetter(second) && (unicode.IsLetter(before) || unicode.IsDigit(before) || before == '.')
	case unicode.IsLetter(after):
		return unicode.IsLetter(before)
	}
	return false
}
