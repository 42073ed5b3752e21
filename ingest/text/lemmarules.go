package text

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"
)

// lemmaRules is what train/lemmas.py learned. Lines are fields set apart by tabs:
//
//	perfect  been         before this participle "'s" is a form of have
//	tag      VBD          what follows, up to the next such line, is of words with this Penn tag;
//	                      of words with any tag if that is "*": the tag's own rules go before, and
//	                      names, which keep their capitals, are left out
//	word     went    go   an exception: the word's lemma, capitals and all
//	ending   ied     y    words with this ending get that one in its place
//	Aa       an      keep what becomes of the capitals of words of this shape with this ending
//
// A word is looked up in small letters and with plain quotation marks. The
// longest ending that it has decides. Capitals are lost ("lower") unless a line
// says that they stay ("keep"), or that the first letter alone is one ("title").
//
//go:embed lemmas.txt
var lemmaRules string

// newLemmatiser reads rules as [lemmaRules] describes them.
func newLemmatiser(rules string) (*lemmatiser, error) {
	l := &lemmatiser{tags: map[Tag]*tagRules{}, anyTag: &tagRules{}, perfects: map[string]bool{}}
	l.tags["*"] = l.anyTag
	var tag *tagRules
	number := 0
	for line := range strings.Lines(rules) {
		number++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		kind, rest, _ := strings.Cut(line, "\t")
		switch {
		case kind == "perfect":
			l.perfects[rest] = true
		case kind == "tag":
			if tag = l.tags[Tag(rest)]; tag == nil {
				tag = &tagRules{}
				l.tags[Tag(rest)] = tag
			}
		case tag == nil:
			return nil, fmt.Errorf("lemmas.txt:%d: %q stands before the first tag", number, line)
		default:
			if err := tag.add(kind, rest); err != nil {
				return nil, fmt.Errorf("lemmas.txt:%d: %w", number, err)
			}
		}
	}
	return l, nil
}

// add reads a line of a tag.
func (t *tagRules) add(kind, rest string) error {
	key, value, ok := strings.Cut(rest, "\t")
	if !ok {
		return fmt.Errorf("%q and %q where three fields are needed", kind, rest)
	}
	switch kind {
	case "word":
		if t.words == nil {
			t.words = map[string]string{}
		}
		t.words[key] = value
	case "ending":
		common := 0
		for common < min(len(key), len(value)) && key[common] == value[common] {
			common++
		}
		for common < len(key) && !utf8.RuneStart(key[common]) {
			common--
		}
		t.endings.add(key, change{len(key) - common, value[common:]})
	default:
		shape, ok := shapeNamed(kind)
		if !ok {
			return fmt.Errorf("%q is no kind of rule", kind)
		}
		action, ok := capitalsNamed(value)
		if !ok {
			return fmt.Errorf("%q is nothing that becomes of capitals", value)
		}
		t.capitals[shape].add(key, action)
	}
	return nil
}

func shapeNamed(name string) (s shape, ok bool) {
	switch name {
	case "A":
		return initialShape, true
	case "AA":
		return capitalShape, true
	case "Aa":
		return titleShape, true
	case "aA":
		return mixedShape, true
	}
	return 0, false
}

func capitalsNamed(name string) (c capitals, ok bool) {
	switch name {
	case "lower":
		return lowerCapitals, true
	case "keep":
		return keepCapitals, true
	case "title":
		return titleCapitals, true
	}
	return 0, false
}

func (t *table[V]) add(ending string, value V) {
	if t.values == nil {
		t.values = map[string]V{}
	}
	t.values[ending] = value
	t.longest = max(t.longest, len(ending))
}
