package conllu

import (
	"iter"
	"strings"

	"entente/ingest/text"
)

// Document makes one document of sentences, which become its sentences: their
// words are its tokens, with tags, lemmas, heads and names as far as the sentences have them. Its text is
// that of the file, words and ranges with a blank between them unless it says
// SpaceAfter=No, paragraphs with an empty line. Empty nodes, which nobody wrote,
// are left out. Where the words of a range are not its letters (French "du" is
// "de" and "le"), the text has the words.
func Document(sentences []Sentence) *text.Document {
	doc := &text.Document{}
	var b strings.Builder
	var words []*Row
	space := ""
	for i := range sentences {
		s := &sentences[i]
		if b.Len() > 0 && s.newParagraph() {
			space = "\n\n"
		}
		first := len(doc.Tokens)
		words = words[:0]
		adhere := adhering(s)
		for j := range s.Rows {
			r := &s.Rows[j]
			if !r.isWord() {
				continue
			}
			b.WriteString(space)
			t := text.Token{Start: b.Len(), Lemma: r.Lemma, Tag: text.Tag(r.XPOS), UPOS: text.Tag(r.UPOS), Head: -1, Rel: text.Rel(r.Rel)}
			b.WriteString(r.Form)
			t.End = b.Len()
			if r.Head > 0 {
				t.Head = first + r.Head - 1
			}
			space = " "
			if adhere[r.First] {
				space = ""
			}
			doc.Tokens = append(doc.Tokens, t)
			words = append(words, r)
		}
		doc.Sentences = append(doc.Sentences, text.Sentence{First: first, End: len(doc.Tokens)})
		doc.Spans = spansOf(doc.Spans, words, first)
	}
	doc.Text = b.String()
	return doc
}

// adhering says of each word, by its number, whether the next is written right after it.
func adhering(s *Sentence) map[int]bool {
	adhere := map[int]bool{}
	until := 0 // the last word of the last range
	for i := range s.Rows {
		switch r := &s.Rows[i]; {
		case r.Empty > 0 || r.isWord() && r.First <= until:
		case r.isWord():
			adhere[r.First] = r.misc("SpaceAfter") == "No"
		default:
			until = r.Last
			adhere[until] = r.misc("SpaceAfter") == "No"
			parts := ""
			for j := i + 1; j < len(s.Rows) && s.Rows[j].First <= until; j++ {
				if s.Rows[j].isWord() {
					parts += s.Rows[j].Form
				}
			}
			for n := r.First; n < until; n++ {
				adhere[n] = parts == r.Form
			}
		}
	}
	return adhere
}

// Annotate puts into sentences what an analysis says of them: doc is the
// document that [Document] made of these sentences, parsed. Lemma, both tags,
// head, relation and names are its; numbers, forms, comments, ranges and the rest
// of the last column stay. What describes another analysis goes: the features, the
// enhanced graph, and with it the empty nodes, which stand in no other.
func Annotate(sentences []Sentence, doc *text.Document) []Sentence {
	names := nameTags(doc)
	at := 0
	out := make([]Sentence, len(sentences))
	for i, s := range sentences {
		first := at
		rows := make([]Row, 0, len(s.Rows))
		for _, r := range s.Rows {
			if r.Empty > 0 {
				continue
			}
			r.Feats, r.Deps = "", ""
			if r.isWord() {
				r.annotate(&doc.Tokens[at], first)
				r.setMisc(nameAttribute, names[at])
				at++
			}
			rows = append(rows, r)
		}
		out[i] = Sentence{Line: s.Line, Comments: s.Comments, Rows: rows}
	}
	return out
}

// annotate fills in what a token says of itself; first is the token that word 1
// of the sentence is.
func (r *Row) annotate(t *text.Token, first int) {
	r.Lemma, r.UPOS, r.XPOS, r.Rel = t.Lemma, string(t.UPOS), string(t.Tag), string(t.Rel)
	r.Head = 0
	if t.Head >= 0 {
		r.Head = t.Head - first + 1
	}
}

// Group joins the sentences of a sequence to documents, as the comments "# newdoc"
// divide them; a document of more than so many sentences is cut, unless most is 0.
// An error ends the sequence, after the sentences before it.
func Group(sentences iter.Seq2[Sentence, error], most int) iter.Seq2[[]Sentence, error] {
	return func(yield func([]Sentence, error) bool) {
		var group []Sentence
		for s, err := range sentences {
			full := most > 0 && len(group) == most
			if len(group) > 0 && (err != nil || full || s.NewDocument()) {
				if !yield(group, nil) {
					return
				}
				group = nil
			}
			if err != nil {
				yield(nil, err)
				return
			}
			group = append(group, s)
		}
		if len(group) > 0 {
			yield(group, nil)
		}
	}
}
