package score

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"entente/ingest/actor"
	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/ingest/text/conllu"
	"entente/schema"
)

// Selection says which documents of a file count. The zero Selection is all of them.
type Selection struct {
	Names *regexp.Regexp // those whose names it finds; nil: all
	Last  int            // of each genre the last so many; 0: all
}

// Read reads the documents of a file in their order, those selected.
func Read(r io.Reader, file string, s Selection) ([]*Gold, error) {
	var documents [][]conllu.Sentence
	for sentences, err := range conllu.Group(conllu.Read(r, file), 0) {
		if err != nil {
			return nil, err
		}
		if s.Names == nil || s.Names.MatchString(sentences[0].DocumentID()) {
			documents = append(documents, sentences)
		}
	}
	var out []*Gold
	of := map[string]int{} // documents of each genre, from the last one
	for _, sentences := range slices.Backward(documents) {
		g := genre(sentences[0].DocumentID())
		if of[g]++; s.Last > 0 && of[g] > s.Last {
			continue
		}
		gold, err := NewGold(sentences, file)
		if err != nil {
			return nil, err
		}
		out = append(out, gold)
	}
	slices.Reverse(out)
	return out, nil
}

// genre is the second part of a name like GUM_news_afghan, "" if there is none.
func genre(name string) string {
	if parts := strings.SplitN(name, "_", 3); len(parts) == 3 {
		return parts[1]
	}
	return ""
}

// Find is what the system says to the words of the gold, as parsed, in the gold's
// convention: what [Judge] judges. A mention is the whole noun phrase, with a
// possessive ending; places and things are entities as actors are; relative pronouns
// are no mentions.
func (g *Gold) Find(parsed *text.Document) mention.Result {
	found := mention.Find(parsed, actor.Known(), &schema.Article{ID: g.Name, Text: parsed.Text})
	found.Mentions = slices.DeleteFunc(found.Mentions, func(m mention.Mention) bool { return m.How == mention.ByRelative })
	for i := range found.Mentions {
		m := &found.Mentions[i]
		if first, end := wholePhrase(parsed, newMention(parsed, m.First, m.End).Head); first <= m.First && m.End <= end {
			m.First, m.End = first, end
		}
	}
	for i, heads := range found.Others {
		other := schema.ActorID(fmt.Sprint(otherPrefix, i))
		found.Actors = append(found.Actors, schema.Actor{ID: other, Name: parsed.Word(heads[0])})
		for _, head := range heads {
			first, end := wholePhrase(parsed, head)
			found.Mentions = append(found.Mentions, mention.Mention{First: first, End: end, Actor: other})
		}
	}
	return found
}

// otherPrefix begins the ids of places and things.
const otherPrefix = "other."

func wholePhrase(doc *text.Document, head int) (first, end int) {
	first, end = mention.NounPhrase(doc, head)
	if end < len(doc.Tokens) && doc.Tokens[end].Tag == "POS" {
		end++
	}
	return first, end
}
