package conllu

import (
	"errors"
	"fmt"
	"strings"

	"entente/ingest/text"
)

// nameAttribute is where names stand in the last column.
const nameAttribute = "ner"

// kinds are the classes of names by what files call them. Those of no kind of
// ours, such as times and works of art, are read as no names. What is in lower
// case is of the Groningen Meaning Bank, whose gpe marks words of nationality.
func kindOf(class string) (text.SpanKind, bool) {
	switch class {
	case "PER", "per":
		return text.Person, true
	case "ORG", "org":
		return text.Organisation, true
	case "LOC", "geo":
		return text.Place, true
	case "NAT", "gpe":
		return text.Nationality, true
	case "TITLE":
		return text.Title, true
	}
	return 0, false
}

// token reads a line of IOB, whose token and tag stand in the given columns.
func (p *parser) token(f []string, columns, form, tag int) (Row, error) {
	if len(f) != columns {
		return Row{}, fmt.Errorf("%d columns, not %d", len(f), columns)
	}
	if f[form] == "" {
		return Row{}, errors.New("no token")
	}
	p.words++
	r := Row{First: p.words, Last: p.words, Form: f[form]}
	if f[tag] == "_" {
		p.unannotated = true
		return r, nil
	}
	begins, class, ok := cutTag(f[tag])
	if !ok {
		return r, fmt.Errorf("tag %q is not O, B- or I- with a class", f[tag])
	}
	if kind, known := kindOf(class); known {
		// Older files say B- only where two names of a class adjoin.
		prefix := "I-"
		if begins || class != p.class {
			prefix = "B-"
		}
		r.Misc = nameAttribute + "=" + prefix + kind.String()
	}
	p.class = class
	return r, nil
}

// cutTag reads "B-PER" (a name begins), "I-PER" (it goes on) or "O", of no class.
func cutTag(tag string) (begins bool, class string, ok bool) {
	if tag == "O" {
		return false, "", true
	}
	prefix, class, _ := strings.Cut(tag, "-")
	return prefix == "B", class, class != "" && (prefix == "B" || prefix == "I")
}

// spansOf are the names that the words of a sentence mark in their last column;
// the first word is token first of the document.
func spansOf(spans []text.Span, words []*Row, first int) []text.Span {
	var open *text.Span
	for i, r := range words {
		begins, class, _ := cutTag(r.misc(nameAttribute))
		kind, known := kindOf(class)
		switch {
		case !known:
			open = nil
		case open != nil && !begins && kind == open.Kind:
			open.End = first + i + 1
		default:
			spans = append(spans, text.Span{First: first + i, End: first + i + 1, Kind: kind})
			open = &spans[len(spans)-1]
		}
	}
	return spans
}

// nameTags are the tags of the tokens of a document: "B-PER", "I-PER", or "".
func nameTags(doc *text.Document) []string {
	tags := make([]string, len(doc.Tokens))
	for _, s := range doc.Spans {
		prefix := "B-"
		for i := s.First; i < s.End; i++ {
			tags[i] = prefix + s.Kind.String()
			prefix = "I-"
		}
	}
	return tags
}
