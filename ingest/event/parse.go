package event

import (
	"fmt"
	"slices"
	"strings"

	"entente/schema"
)

// parser reads rules files: all of their sets, then all of their rules.
type parser struct {
	sets  map[string][]string
	lines []line
	out   Rules
	seen  map[string]string // words and places → the rule that has them
}

// line is a line that says something, with the lines that go on with it.
type line struct{ position, text string }

func newParser() *parser {
	return &parser{sets: map[string][]string{}, seen: map[string]string{}}
}

// read takes in the lines of a file. A line that ends in a comma goes on in the next.
func (p *parser) read(file, text string) {
	var open *line
	for i, s := range strings.Split(text, "\n") {
		s = strings.TrimSpace(s)
		switch {
		case open != nil && s != "":
			open.text += " " + s
		case s == "" || s[0] == '#':
			open = nil
			continue
		default:
			p.lines = append(p.lines, line{fmt.Sprintf("%s:%d", file, i+1), s})
			open = &p.lines[len(p.lines)-1]
		}
		if !strings.HasSuffix(s, ",") {
			open = nil
		}
	}
	p.lines = append(p.lines, line{position: file}) // a file's last heading ends with it
}

// rules reads the lines.
func (p *parser) rules() (*Rules, error) {
	for _, l := range p.lines {
		if strings.HasPrefix(l.text, "set ") {
			if err := p.set(l.text); err != nil {
				return nil, fmt.Errorf("%s: %w", l.position, err)
			}
		}
	}
	p.out = Rules{byHead: map[string][]pattern{}, sets: p.sets}
	var heading schema.Relation
	for _, l := range p.lines {
		var err error
		word, rest, _ := strings.Cut(l.text, " ")
		switch {
		case l.text == "":
			heading = ""
		case word == "set":
		case l.text[0] == '[':
			heading, err = parseHeading(l.text)
		case heading == "":
			err = fmt.Errorf("want a heading such as [met] before %q", l.text)
		case word == "verb" || word == "noun" || word == "adjective":
			err = p.rule(&rule{relation: heading, noun: word == "noun", adjective: word == "adjective", position: l.position}, rest)
		case word == "yes:" || word == "no:":
			err = p.sentence(Sentence{Relation: heading, Told: word == "yes:", Position: l.position}, rest)
		default:
			err = fmt.Errorf("want verb, noun, adjective, yes:, no:, set or a [heading], have %q", word)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.position, err)
		}
	}
	return &p.out, nil
}

func (p *parser) set(text string) error {
	name, words, ok := strings.Cut(strings.TrimPrefix(text, "set "), "=")
	name = strings.TrimSpace(name)
	list := splitList(words)
	if !ok || name == "" || len(list) == 0 {
		return fmt.Errorf("want “set NAME = WORD, WORD”, have %q", text)
	}
	if p.sets[name] != nil {
		return fmt.Errorf("a second set %q", name)
	}
	for _, w := range list { // sets hold the words of those above them
		words, err := p.words(w)
		if err != nil {
			return err
		}
		p.sets[name] = append(p.sets[name], words...)
	}
	return nil
}

func parseHeading(text string) (schema.Relation, error) {
	name, ok := strings.CutSuffix(text[1:], "]")
	if !ok {
		return "", fmt.Errorf("want a heading such as [met], have %q", text)
	}
	if r := schema.Relation(name); r == none || r.Valid() {
		return r, nil
	}
	return "", fmt.Errorf("no relation %q", name)
}

// rule reads “words -> places of the target <- places of the source”.
func (p *parser) rule(r *rule, text string) error {
	words, places, ok := strings.Cut(text, "->")
	if ok == (r.relation == none) {
		if ok {
			return fmt.Errorf("words that tell nothing have no participants: %q", text)
		}
		return fmt.Errorf("want “words -> where the target stands”, have %q", text)
	}
	targets, sources, _ := strings.Cut(places, "<-")
	r.target, r.source = map[string]bool{}, map[string]bool{}
	for _, place := range splitList(targets) {
		if err := r.place(place); err != nil {
			return err
		}
	}
	for _, place := range splitList(sources) {
		if place == "bearer" && r.noun {
			r.bearer = true
			continue
		}
		if !isPreposition(place) {
			return fmt.Errorf("%q is no preposition", place)
		}
		r.source[place] = true
	}
	if ok && !r.object && !r.subject && !r.owner && !r.deed && !r.purpose && !r.between && !r.bearer && len(r.target) == 0 {
		return fmt.Errorf("%q names no place for the target", text)
	}
	list := splitList(words)
	if len(list) == 0 {
		return fmt.Errorf("%q has no words", text)
	}
	for _, phrase := range list {
		if err := p.phrase(r, strings.Fields(phrase), targets); err != nil {
			return err
		}
	}
	return nil
}

// place notes where the target stands.
func (r *rule) place(place string) error {
	switch place {
	case "object":
		r.object = true
	case "last object":
		r.object, r.last = true, true
	case "acting object":
		r.object, r.acts = true, true
	case "owner":
		r.owner = true
	case "subject":
		r.subject = true
	case "deed":
		r.deed = true
	case "purpose":
		r.purpose = true
	case "between":
		r.between = true
	default:
		if !isPreposition(place) {
			return fmt.Errorf("%q is no place of a target: want object, last object, acting object, owner, subject, deed, purpose, between or a preposition", place)
		}
		r.target[place] = true
	}
	if r.noun && (r.object && !r.acts || r.owner || r.subject || r.purpose) {
		return fmt.Errorf("a noun has no %s", place)
	}
	return nil
}

// isPreposition also knows those of two words.
func isPreposition(w string) bool {
	first, second, two := strings.Cut(w, " ")
	return prepositions[w] || two && second == "of" && (first == "out" || first == "ahead")
}

// phrase adds the word groups that a phrase stands for: one for each choice of
// words of the sets it names.
func (p *parser) phrase(r *rule, words []string, places string) error {
	var with []string
	if i := slices.IndexFunc(words, func(w string) bool { return w == "…" || w == "..." }); i >= 0 {
		if r.noun || !r.object || len(words) != i+3 || i == 0 {
			return fmt.Errorf("want “verb … preposition noun -> object”, have %q", strings.Join(words, " "))
		}
		nouns, err := p.words(words[i+2])
		if err != nil {
			return err
		}
		with = append([]string{words[i+1]}, nouns...)
		words = words[:i]
	}
	if i := slices.Index(words, "of"); i > 0 && r.noun {
		if len(words) != i+2 {
			return fmt.Errorf("want “noun of noun”, have %q", strings.Join(words, " "))
		}
		nouns, err := p.words(words[i+1])
		if err != nil {
			return err
		}
		with = append([]string{"of"}, nouns...)
		words = words[:i]
	}
	groups := [][]string{nil}
	for _, w := range words {
		choices, err := p.words(w)
		if err != nil {
			return err
		}
		var longer [][]string
		for _, g := range groups {
			for _, c := range choices {
				longer = append(longer, append(slices.Clone(g), strings.Fields(c)...))
			}
		}
		if groups = longer; len(groups) > maxGroups {
			return fmt.Errorf("%q stands for more than %d groups of words", strings.Join(words, " "), maxGroups)
		}
	}
	for _, group := range groups {
		key := fmt.Sprint(r.noun, r.adjective, group, with, places)
		if first := p.seen[key]; first != "" {
			return fmt.Errorf("%q stands at %s already", strings.Join(group, " "), first)
		}
		p.seen[key] = r.position
		p.out.add(r, group, with)
	}
	return nil
}

// maxGroups is how many word groups a phrase may stand for: sets upon sets would
// fill the memory.
const maxGroups = 10_000

// words are the words that a word of a rule or a set stands for.
func (p *parser) words(w string) ([]string, error) {
	name, ok := strings.CutPrefix(w, "@")
	if !ok {
		return []string{w}, nil
	}
	if p.sets[name] == nil {
		return nil, fmt.Errorf("no set %q", name)
	}
	return p.sets[name], nil
}

func (r *Rules) add(rule *rule, group, with []string) {
	head, words := group[0], group[1:]
	if rule.noun {
		head, words = group[len(group)-1], group[:len(group)-1]
	}
	r.byHead[head] = append(r.byHead[head], pattern{rule, words, with})
	if first, last, hyphen := strings.Cut(head, "-"); rule.noun && hyphen { // "cease-fire" is three tokens
		r.byHead[last] = append(r.byHead[last], pattern{rule, append(slices.Clone(words), first, "-"), with})
	}
	if one, plural := strings.CutSuffix(head, "s"); rule.noun && plural && !strings.HasSuffix(one, "s") {
		r.byHead[one] = append(r.byHead[one], pattern{rule, words, with}) // "talks" is a form of "talk" to the model
	}
}

// sentence reads a sentence whose sources are marked [so] and whose targets <so>.
func (p *parser) sentence(s Sentence, text string) error {
	var plain strings.Builder
	open, closing := -1, rune(0)
	for _, r := range strings.TrimSpace(text) {
		switch r {
		case '[', '<':
			if open >= 0 {
				return fmt.Errorf("a mark within a mark: %q", text)
			}
			open, closing = plain.Len(), map[rune]rune{'[': ']', '<': '>'}[r]
		case ']', '>':
			if open < 0 || r != closing {
				return fmt.Errorf("%q closes what nothing opened", r)
			}
			span := [2]int{open, plain.Len()}
			if marked := plain.String()[open:]; marked == "" || marked != strings.TrimSpace(marked) {
				return fmt.Errorf("a mark holds words without space around them, not %q", marked)
			}
			if open = -1; r == ']' {
				s.Source = append(s.Source, span)
			} else {
				s.Target = append(s.Target, span)
			}
		default:
			plain.WriteRune(r)
		}
	}
	s.Text = plain.String()
	switch {
	case open >= 0:
		return fmt.Errorf("a mark is not closed: %q", text)
	case s.Text == "":
		return fmt.Errorf("no sentence")
	case s.Told && s.Relation == none:
		return fmt.Errorf("[none] tells nothing: its sentences are “no:”")
	case s.Told && (len(s.Source) == 0 || len(s.Target) == 0):
		return fmt.Errorf("a “yes:” sentence marks a [source] and a <target>")
	case !s.Told && len(s.Source)+len(s.Target) > 0:
		return fmt.Errorf("a “no:” sentence marks nobody")
	}
	p.out.sentences = append(p.out.sentences, s)
	return nil
}

func splitList(s string) []string {
	var out []string
	for _, w := range strings.Split(s, ",") {
		if w = strings.Join(strings.Fields(w), " "); w != "" {
			out = append(out, w)
		}
	}
	return out
}
