package event

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"entente/schema"
)

//go:embed lexicon.txt
var lexiconText string

// entry is one line of the lexicon.
type entry struct {
	relation schema.Relation
	noun     bool
	object   bool            // the target is the direct object
	last     bool            // … which ends the verb phrase
	acts     bool            // … which is to do something
	owner    bool            // the target is whose the direct object is
	target   map[string]bool // prepositions before the target
	source   map[string]bool // prepositions before the source
	between  bool
	line     int
}

// Rule names the line that read an event: "met:21".
func (e *entry) Rule() string {
	if e.line == 0 {
		return string(e.relation) + ":said" // by a construction, see readConstruction
	}
	return fmt.Sprintf("%s:%d", e.relation, e.line)
}

// pattern is one word, or run of words, that triggers an entry.
type pattern struct {
	*entry
	words []string // beside the verb or noun: its particles and object; the words before a noun
}

// lexicon finds patterns by the lemma of their verb or noun.
type lexicon map[string][]pattern

// parseLexicon reads the format that the head of lexicon.txt describes. Errors
// name the file and line.
func parseLexicon(file, text string) (lexicon, error) {
	lex, sets := lexicon{}, map[string][]string{}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if set, ok := strings.CutPrefix(line, "set "); ok {
			words := strings.Fields(set)
			if len(words) < 2 || sets[words[0]] != nil {
				return nil, fmt.Errorf("%s:%d: want “set name words”, and a name once, have %q", file, i+1, line)
			}
			sets[words[0]] = words[1:]
			continue
		}
		if err := lex.add(line, i+1, sets); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
	}
	return lex, nil
}

func (lex lexicon) add(line string, number int, sets map[string][]string) error {
	head, roles, ok := strings.Cut(line, ":")
	fields := strings.Fields(head)
	if !ok || len(fields) < 3 || fields[1] != "v" && fields[1] != "n" {
		return fmt.Errorf("want “relation v|n words : target ; source”, have %q", line)
	}
	e := &entry{relation: schema.Relation(fields[0]), noun: fields[1] == "n", target: map[string]bool{}, source: map[string]bool{}, line: number}
	if !e.relation.Valid() {
		return fmt.Errorf("no relation %q", fields[0])
	}
	target, source, _ := strings.Cut(roles, ";")
	for _, w := range strings.Fields(target) {
		switch w {
		case "obj":
			e.object = true
		case "objend":
			e.object, e.last = true, true
		case "objto":
			e.object, e.acts = true, true
		case "objof":
			e.owner = true
		case "between":
			e.between = true
		default:
			e.target[w] = true
		}
	}
	for _, w := range strings.Fields(source) {
		e.source[w] = true
	}
	if !e.object && !e.owner && !e.between && len(e.target) == 0 {
		return fmt.Errorf("%q names no place for the target", line)
	}
	for _, word := range fields[2:] {
		before, name, ok := strings.Cut(word, "~@")
		if !ok {
			lex.addWord(e, strings.Split(word, "~"))
			continue
		}
		if sets[name] == nil {
			return fmt.Errorf("no set %q", name)
		}
		for _, object := range sets[name] {
			lex.addWord(e, append(strings.Split(before, "~"), object))
		}
	}
	return nil
}

func (lex lexicon) addWord(e *entry, parts []string) {
	head, words := parts[0], parts[1:]
	if e.noun {
		head, words = parts[len(parts)-1], parts[:len(parts)-1]
	}
	lex[head] = append(lex[head], pattern{e, words})
	if one, plural := strings.CutSuffix(head, "s"); e.noun && plural && !strings.HasSuffix(one, "s") {
		lex[one] = append(lex[one], pattern{e, words}) // "talks" is a form of "talk" to the model
	}
}

// particles follow a verb at once; other second parts are its object.
var particles = set("on up in out off down by with behind to against about at together")

// english is the embedded lexicon. A test proves that it parses.
var english = sync.OnceValues(func() (lexicon, error) { return parseLexicon("lexicon.txt", lexiconText) })

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
