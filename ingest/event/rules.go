package event

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"entente/schema"
)

//go:embed rules/*.rules
var builtIn embed.FS

// Rules are rules files read together. They are not changed once read, and may be
// shared.
type Rules struct {
	byHead    map[string][]pattern // by the verb or noun, in the order of the files
	sets      map[string][]string
	sentences []Sentence
}

// Sentence is a sentence of a rules file, which holds the rules above it to what
// they claim.
type Sentence struct {
	Relation       schema.Relation
	Told           bool     // a “yes:” sentence: it tells the relation of each source to each target, and of no others
	Text           string   // without the marks
	Source, Target [][2]int // what was marked, in bytes of Text
	Position       string   // "consult.rules:12"
}

// rule is one line of a rules file: words, and where who takes part stands.
type rule struct {
	relation  schema.Relation // none for words that tell nothing
	noun      bool
	adjective bool
	object    bool            // the target is the direct object
	last      bool            // … which ends the verb phrase
	acts      bool            // … which is to do something
	owner     bool            // the target is whose the direct object is
	subject   bool            // the target is the subject of the verb, the source stands behind a preposition
	purpose   bool            // the target is whom the infinitive concerns that says what for
	deed      bool            // the target is whom the infinitive concerns that follows
	bearer    bool            // the source is whom the noun itself names
	between   bool            // source and target stand together behind "between"
	target    map[string]bool // prepositions before the target
	source    map[string]bool // prepositions before the source
	position  string          // "consult.rules:12"
}

// none is the heading of words that tell no relation.
const none schema.Relation = "none"

// pattern is one of the word groups that a rule is for.
type pattern struct {
	*rule
	words []string // beside the verb or noun: its particles and object; the words before a noun
	with  []string // of "provide … with": the preposition and the nouns behind it
}

// size is how many words must stand in the text.
func (p *pattern) size() int {
	size := len(p.words) + 1
	if len(p.with) > 0 {
		size += 2
	}
	for _, w := range p.words {
		if strings.Contains(w[1:], "-") { // "travel-ban" outdoes "ban"
			size++
		}
	}
	return size
}

// English are the built-in rules.
func English() *Rules {
	rules, err := english()
	if err != nil {
		panic(err) // a test proves that they parse
	}
	return rules
}

var english = sync.OnceValues(func() (*Rules, error) {
	names, err := fs.Glob(builtIn, "rules/*.rules")
	if err != nil {
		return nil, err
	}
	p := newParser()
	for _, name := range names { // what a set holds must be known before it is used
		text, err := builtIn.ReadFile(name)
		if err != nil {
			return nil, err
		}
		p.read(strings.TrimPrefix(name, "rules/"), string(text))
	}
	return p.rules()
})

// With is these rules and before them those of a file of the user's: where both
// have a rule for the same words, the user's is tried first. The name of the file
// stands in errors and on events.
func (r *Rules) With(file, text string) (*Rules, error) {
	p := newParser()
	for name, words := range r.sets {
		p.sets[name] = words
	}
	p.read(file, text)
	user, err := p.rules()
	if err != nil {
		return nil, err
	}
	for head, patterns := range r.byHead {
		user.byHead[head] = append(user.byHead[head], patterns...)
	}
	return user, nil
}

// Sentences are the “yes:” and “no:” sentences of the files, of [Rules.With] the user's alone.
func (r *Rules) Sentences() []Sentence { return slices.Clone(r.sentences) }

// particles follow a verb at once; other second parts are its object.
var particles = set("on up in out off down by with behind to against about at together back away over through apart as")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
