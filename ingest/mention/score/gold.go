package score

import (
	"strings"

	"entente/ingest/text"
	"entente/ingest/text/conllu"
)

// Gold is a document and who its annotators say it speaks of.
type Gold struct {
	Name     string
	Document *text.Document // with tags and trees
	Entities []Entity       // by their first mention
	// innermost is the shortest mention that each token is in, -1 if none.
	innermost []place
}

// Entity is what mentions of a document have in common.
type Entity struct {
	ID, Type string // as the file has them
	Mentions []Mention
}

// Mention is a stretch of tokens, half open, and the one among them that heads the others in the gold's tree.
type Mention struct{ First, End, Head int }

// place is where a mention stands in Gold.Entities.
type place struct{ entity, mention int }

var nowhere = place{-1, -1}

// NewGold reads the sentences of one document of a file of that name.
func NewGold(sentences []conllu.Sentence, file string) (*Gold, error) {
	mentions, err := conllu.Mentions(sentences, file)
	if err != nil {
		return nil, err
	}
	g := &Gold{Document: conllu.Document(sentences)}
	if len(sentences) > 0 {
		g.Name = sentences[0].DocumentID()
	}
	known := map[string]int{}
	for _, m := range mentions {
		at, ok := known[m.Entity]
		if !ok {
			at = len(g.Entities)
			known[m.Entity] = at
			g.Entities = append(g.Entities, Entity{ID: m.Entity, Type: m.Type})
		}
		e := &g.Entities[at]
		e.Mentions = append(e.Mentions, newMention(g.Document, m.First, m.End))
	}
	g.innermost = make([]place, len(g.Document.Tokens))
	for i := range g.innermost {
		g.innermost[i] = nowhere
	}
	for e := range g.Entities {
		for m, mention := range g.Entities[e].Mentions {
			for t := mention.First; t < mention.End; t++ {
				if p := g.innermost[t]; p == nowhere || mention.End-mention.First < g.at(p).End-g.at(p).First {
					g.innermost[t] = place{e, m}
				}
			}
		}
	}
	return g, nil
}

func (g *Gold) at(p place) Mention { return g.Entities[p.entity].Mentions[p.mention] }

// newMention finds the head: the word that hangs on none of the others; of several the one nearest to
// the root, and the first of those.
func newMention(doc *text.Document, first, end int) Mention {
	head, depth := first, len(doc.Tokens)+1
	for i := first; i < end; i++ {
		if h := doc.Tokens[i].Head; h >= first && h < end {
			continue
		}
		d := 0
		for t := i; t >= 0 && d < len(doc.Tokens); t = doc.Tokens[t].Head { // a file may have circles
			d++
		}
		if d < depth {
			head, depth = i, d
		}
	}
	return Mention{first, end, head}
}

// isActor reports whether the entity is of a type that can be an actor.
func (e *Entity) isActor() bool {
	return e.Type == "person" || e.Type == "organization" || e.Type == "place"
}

// isNamed reports whether a mention is a name: its head is a proper noun.
func (g *Gold) isNamed(m Mention) bool { return g.Document.Tokens[m.Head].UPOS == "PROPN" }

// name is the first mention by name, "" if the entity has none.
func (g *Gold) name(e *Entity) string {
	for _, m := range e.Mentions {
		if e.isActor() && g.isNamed(m) {
			return g.slice(m)
		}
	}
	return ""
}

func (g *Gold) slice(m Mention) string {
	return strings.Join(strings.Fields(g.Document.Slice(m.First, m.End)), " ")
}
