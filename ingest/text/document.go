package text

import (
	"slices"
	"strconv"
	"strings"
)

// Document is an analysed text. [Analyse] gives it tokens and sentences,
// [Model.Parse] the rest. Once made it may be read concurrently.
type Document struct {
	Text      string
	Tokens    []Token
	Sentences []Sentence
	Spans     []Span // in order, not overlapping, none across the end of a sentence
}

// Token is a word or a mark of punctuation: Text[Start:End], in bytes. The
// other fields are what a [Model] makes of it.
type Token struct {
	Start, End int
	Lemma      string // as a dictionary lists it: "meet" for "met"
	Tag, UPOS  Tag    // its part of speech in Penn's finer and the universal tags
	Head       int    // the token of the document that governs it; -1: none, it is the root of its sentence
	Rel        Rel    // what it is to its head
}

// Tag is a part of speech: a universal one, "NOUN", or one of the Penn
// Treebank, "NNP".
type Tag string

// Rel is a relation of Universal Dependencies with its subtype: "nsubj:pass".
type Rel string

// Universal is the relation without its subtype: "nsubj".
func (r Rel) Universal() string {
	rel, _, _ := strings.Cut(string(r), ":")
	return rel
}

// Span is the name of someone or something: a half-open range of tokens.
type Span struct {
	First, End int
	Kind       SpanKind
}

// SpanKind says what a span names.
type SpanKind uint8

// The kinds of span.
const (
	Person       SpanKind = iota // "John Harding", without his title
	Organisation                 // "Reuters", "the European Union"
	Place                        // "Oslo", "Iran"
	Nationality                  // a word of nationality, religion or party: "Iraqi", "Palestinians"
	Title                        // before a person's name: "President", "Prime Minister", "Mr."
)

// spanKinds are the names of the kinds in the files of the field.
var spanKinds = [...]string{Person: "PER", Organisation: "ORG", Place: "LOC", Nationality: "NAT", Title: "TITLE"}

// String is PER, ORG, LOC, NAT or TITLE.
func (k SpanKind) String() string {
	if int(k) < len(spanKinds) {
		return spanKinds[k]
	}
	return "SpanKind(" + strconv.Itoa(int(k)) + ")"
}

// Sentence is a half-open range of the document's tokens. Sentences cover all
// tokens, in order, and none is empty.
type Sentence struct {
	First, End int
	Kind       SentenceKind
}

// SentenceKind says what part of an article a sentence is.
type SentenceKind uint8

// The kinds of sentence.
const (
	Prose     SentenceKind = iota // running text
	Headline                      // a title or heading: short, a line of its own, no full stop
	Caption                       // beside a picture: "PHOTO: …", "… (AFP/Getty Images)"
	Furniture                     // of the page, not the story: "Subscribe", "LATEST", "Published …"
)

// Word is the text of token i.
func (d *Document) Word(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// HeadOf is the token of [first, end) that governs the others: the first whose
// head stands outside.
func (d *Document) HeadOf(first, end int) int {
	for i := first; i < end; i++ {
		if h := d.Tokens[i].Head; h < first || h >= end {
			return i
		}
	}
	return first
}

// Slice is the text from token first up to, without, token end.
func (d *Document) Slice(first, end int) string {
	if first >= end {
		return ""
	}
	return d.Text[d.Tokens[first].Start:d.Tokens[end-1].End]
}

// SpanAt is the span that begins at token i, if one does.
func (d *Document) SpanAt(i int) (Span, bool) {
	k, found := slices.BinarySearchFunc(d.Spans, i, func(s Span, i int) int { return s.First - i })
	if !found {
		return Span{}, false
	}
	return d.Spans[k], true
}

// Quote is the text of the sentence.
func (d *Document) Quote(s Sentence) string { return d.Slice(s.First, s.End) }

// Analyse finds the tokens and sentences of a text. It takes time linear in the
// length of the text, and may be called concurrently. The text should be valid
// UTF-8; of other text each stray byte is a token.
func Analyse(text string) *Document {
	d := &Document{Text: text, Tokens: tokenise(text)}
	d.Sentences = make([]Sentence, 0, len(d.Tokens)/20+1)
	paragraphs := blocks(text, d.Tokens)
	for _, b := range paragraphs {
		first := len(d.Sentences)
		d.Sentences = d.split(d.Sentences, b)
		kind := d.kind(b)
		if kind == Headline && len(paragraphs) == 1 && !d.inTitleCase(b) {
			kind = Prose // a text that is one sentence heads nothing
		}
		if kind != Prose {
			for i := first; i < len(d.Sentences); i++ {
				d.Sentences[i].Kind = kind
			}
		}
	}
	return d
}
