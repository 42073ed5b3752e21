package text

// Document is an analysed text. It owns no memory but its own and is not
// changed once made, so it may be read concurrently.
type Document struct {
	Text      string
	Tokens    []Token
	Sentences []Sentence
}

// Token is a word or a mark of punctuation: Text[Start:End], in bytes.
type Token struct{ Start, End int }

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

// Slice is the text from token first up to, without, token end.
func (d *Document) Slice(first, end int) string {
	if first >= end {
		return ""
	}
	return d.Text[d.Tokens[first].Start:d.Tokens[end-1].End]
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
