// Package conllu reads and writes CoNLL-U, the format of the Universal
// Dependencies treebanks (https://universaldependencies.org/format.html), and
// turns it into analysed documents and back.
//
// A file enters [Read], its sentences leave one by one; [Document] makes a
// [text.Document] of them, and [Sentences] and [Annotate] make sentences of a
// document, which [Append] writes. Files of names alone (IOB: a token and its
// tag on a line) are read as sentences without a tree.
//
// Names stand in the last column as ner=B-PER, ner=I-PER …, of the classes PER,
// ORG, LOC, NAT and TITLE, as Stanza writes them; so do start_char and end_char,
// which count characters of the article. (Entity= is taken in that column: there
// UD's treebanks mark coreference, which [Mentions] reads.)
package conllu

import (
	"strconv"
	"strings"
)

// Sentence is a sentence of a file. It has words, numbered 1, 2, 3 … without a gap.
type Sentence struct {
	Line     int      // where it begins, from 1; 0 if it comes from no file
	Comments []string // with their "#", in order
	Rows     []Row
}

// Row is a line of a sentence. It is a word, n; the range n-m, which says that
// several words are written as one ("don't"); or the empty node n.k, a word that
// is understood but not written. Fields that the file leaves open ("_") are empty.
type Row struct {
	First, Last int // the words that it stands for: of a word both are its number
	Empty       int // k of the empty node n.k, else 0
	Form        string
	Lemma       string
	UPOS, XPOS  string
	Feats       string
	Head        int // the number of the word that governs it, 0: the root; of use only if there is a Rel
	Rel         string
	Deps, Misc  string
}

// isWord reports whether the row is a word, not a range or an empty node.
func (r *Row) isWord() bool { return r.First == r.Last && r.Empty == 0 }

// comment is the value of the comment "# key = value", and whether there is one.
// A comment may lack the value: "# newpar".
func (s *Sentence) comment(key string) (string, bool) {
	for _, c := range s.Comments {
		name, value, _ := strings.Cut(strings.TrimPrefix(c, "#"), "=")
		if strings.TrimSpace(name) == key {
			return strings.TrimSpace(value), true
		}
	}
	return "", false
}

// ID is what the file calls the sentence, "" if it does not.
func (s *Sentence) ID() string {
	id, _ := s.comment("sent_id")
	return id
}

// NewDocument reports whether a document begins with the sentence.
func (s *Sentence) NewDocument() bool {
	_, ok := s.comment("newdoc")
	if !ok {
		_, ok = s.comment("newdoc id")
	}
	return ok
}

// DocumentID is what the file calls the document that begins with the sentence,
// "" if none does or it has no name.
func (s *Sentence) DocumentID() string {
	id, _ := s.comment("newdoc id")
	return id
}

// newParagraph reports whether a paragraph begins with the sentence.
func (s *Sentence) newParagraph() bool {
	for _, key := range [...]string{"newpar", "newpar id"} {
		if _, ok := s.comment(key); ok {
			return true
		}
	}
	return s.NewDocument()
}

// misc is the value of an attribute of the last column.
func (r *Row) misc(name string) string {
	for attribute := range strings.SplitSeq(r.Misc, "|") {
		if value, ok := strings.CutPrefix(attribute, name); ok && strings.HasPrefix(value, "=") {
			return value[1:]
		}
	}
	return ""
}

// setMisc gives an attribute of the last column a value, and takes it away if that is "".
func (r *Row) setMisc(name, value string) {
	var kept []string
	for attribute := range strings.SplitSeq(r.Misc, "|") {
		if attribute != "" && !strings.HasPrefix(attribute, name+"=") {
			kept = append(kept, attribute)
		}
	}
	if value != "" {
		kept = append(kept, name+"="+value)
	}
	r.Misc = strings.Join(kept, "|")
}

// Append writes a sentence, with the empty line after it, to the end of b.
func Append(b []byte, s Sentence) []byte {
	for _, c := range s.Comments {
		b = append(b, c...)
		b = append(b, '\n')
	}
	for i := range s.Rows {
		b = s.Rows[i].append(b)
	}
	return append(b, '\n')
}

func (r *Row) append(b []byte) []byte {
	b = strconv.AppendInt(b, int64(r.First), 10)
	switch {
	case r.Empty > 0:
		b = strconv.AppendInt(append(b, '.'), int64(r.Empty), 10)
	case r.Last != r.First:
		b = strconv.AppendInt(append(b, '-'), int64(r.Last), 10)
	}
	head := ""
	if r.Rel != "" && r.isWord() {
		head = strconv.Itoa(r.Head)
	}
	for _, field := range [...]string{r.Form, r.Lemma, r.UPOS, r.XPOS, r.Feats, head, r.Rel, r.Deps, r.Misc} {
		if field == "" {
			field = "_"
		}
		b = append(b, '\t')
		b = append(b, field...)
	}
	return append(b, '\n')
}
