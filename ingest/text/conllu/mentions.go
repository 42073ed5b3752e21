package conllu

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Mention is a stretch of words that a file gives to an entity. The mentions of
// one entity are coreferent; what it is called, only its document knows.
type Mention struct {
	First, End int // tokens of [Document], half open; of a mention in pieces, from the first piece to the last
	Entity     string
	Type       string // person, organization, place …; "" where the file gives none
}

// Mentions are those that the sentences of one document mark with Entity= in
// their last column, as GUM and CorefUD do
// (https://ufal.mff.cuni.cz/corefud): (ID-TYPE-… opens one, ID) closes it. The
// comment "# global.Entity" says what stands between the hyphens. They leave in
// the order in which they open, an outer mention before its inner ones; those of
// empty nodes alone, which nobody wrote, do not leave. The first annotation that
// is not as it should be gives an [*Error] with its line in the file of that name.
func Mentions(sentences []Sentence, file string) ([]Mention, error) {
	r := mentionReader{open: map[string][]int{}}
	for i := range sentences {
		if line, err := r.sentence(&sentences[i]); err != nil {
			return nil, &Error{file, line, err}
		}
	}
	for i, m := range r.found {
		if m.isOpen {
			return nil, &Error{file, m.line, fmt.Errorf("the mention of %s that opens here is never closed", r.found[i].Entity)}
		}
	}
	var out []Mention
	for _, m := range r.found {
		if m.First < m.End {
			out = append(out, m.Mention)
		}
	}
	return out, nil
}

// mentionReader goes through a document from left to right.
type mentionReader struct {
	fields int // how many "# global.Entity" names, 0 before it has
	id     int // which of them is the entity
	kind   int // which is its type, -1 if none is
	tokens int // so far
	found  []foundMention
	open   map[string][]int // of each entity, or piece of one, the mentions that are open, the innermost last
}

type foundMention struct {
	Mention
	line   int // where it opens
	pieces int // so far
	isOpen bool
}

// sentence reads one sentence, and says which line is at fault if it can't.
func (r *mentionReader) sentence(s *Sentence) (line int, err error) {
	for i, c := range s.Comments {
		if key, value, _ := strings.Cut(strings.TrimPrefix(c, "#"), "="); strings.TrimSpace(key) == "global.Entity" {
			if err := r.format(strings.TrimSpace(value)); err != nil {
				return s.Line + i, err
			}
		}
	}
	for i := range s.Rows {
		row := &s.Rows[i]
		line := s.Line + len(s.Comments) + i
		begin, end := r.tokens, r.tokens // ranges and empty nodes stand between two words
		if row.isWord() {
			end++
		}
		if err := r.row(row.misc("Entity"), line, begin, end); err != nil {
			return line, err
		}
		r.tokens = end
	}
	return 0, nil
}

func (r *mentionReader) format(value string) error {
	names := strings.Split(value, "-")
	r.fields = len(names)
	r.id = slices.IndexFunc(names, func(name string) bool { return name == "GRP" || name == "eid" })
	r.kind = slices.Index(names, "etype")
	if r.id < 0 {
		return fmt.Errorf("global.Entity %q names no field GRP or eid, the entity", value)
	}
	return nil
}

// row reads the brackets at a word: "(3-person(4-place)" opens two and closes one.
func (r *mentionReader) row(brackets string, line, begin, end int) error {
	if brackets != "" && r.fields == 0 {
		return errors.New("Entity= before a comment # global.Entity has said what its fields are")
	}
	for brackets != "" {
		body, opens := strings.CutPrefix(brackets, "(")
		n := strings.IndexAny(body, "()")
		closes := n >= 0 && body[n] == ')'
		brackets = ""
		if n >= 0 {
			body, brackets = body[:n], body[n:]
			brackets = strings.TrimPrefix(brackets, ")")
		}
		name := body
		if opens {
			var err error
			if name, err = r.opens(body, line, begin); err != nil {
				return err
			}
		}
		if closes || !opens {
			if err := r.closes(name, end, closes); err != nil {
				return err
			}
		}
	}
	return nil
}

// opens begins a mention, or goes on with one that is in pieces, and gives the
// name by which it will be closed.
func (r *mentionReader) opens(body string, line, begin int) (name string, err error) {
	fields := strings.SplitN(body, "-", r.fields)
	field := func(i int) string {
		if i < 0 || i >= len(fields) {
			return ""
		}
		return fields[i]
	}
	name = field(r.id)
	entity, piece, err := cutPiece(name)
	if err != nil {
		return "", err
	}
	if entity == "" {
		return "", fmt.Errorf("the mention %q names no entity", body)
	}
	if piece > 1 {
		for i := len(r.found) - 1; i >= 0; i-- {
			if m := &r.found[i]; m.Entity == entity && !m.isOpen && m.pieces == piece-1 {
				m.pieces, m.isOpen = piece, true
				r.open[name] = append(r.open[name], i)
				return name, nil
			}
		}
		return "", fmt.Errorf("piece %d of a mention of %s, and none has the piece before it", piece, entity)
	}
	r.open[name] = append(r.open[name], len(r.found))
	r.found = append(r.found, foundMention{Mention{begin, begin, entity, field(r.kind)}, line, piece, true})
	return name, nil
}

// cutPiece divides "12[1/2]", the first of two pieces; what is whole is piece 0.
func cutPiece(name string) (entity string, piece int, err error) {
	entity, pieces, ok := strings.Cut(name, "[")
	if !ok {
		return name, 0, nil
	}
	first, last, _ := strings.Cut(strings.TrimSuffix(pieces, "]"), "/")
	k, err1 := strconv.Atoi(first)
	n, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || k < 1 || k > n {
		return "", 0, fmt.Errorf("%q is no piece of a mention, as 12[1/2] is", name)
	}
	return entity, k, nil
}

func (r *mentionReader) closes(name string, end int, bracket bool) error {
	open := r.open[name]
	if !bracket || len(open) == 0 {
		return fmt.Errorf("%q closes no mention", name)
	}
	m := &r.found[open[len(open)-1]]
	m.End, m.isOpen = end, false
	r.open[name] = open[:len(open)-1]
	return nil
}
