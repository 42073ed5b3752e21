package event

import (
	"strings"

	"entente/ingest/mention"
	"entente/ingest/text"
	"entente/schema"
)

// extractor reads a document sentence by sentence.
type extractor struct {
	doc       *text.Document
	rules     *Rules
	lower     []string
	mentions  []mention.Mention
	next      int // the first mention of the sentences to come
	actors    map[schema.ActorID]*schema.Actor
	events    []Event
	inviter   *mention.Mention // who last invited somebody: "declined the invitation"
	published schema.Date
	tracing   bool // for [Explain]
	attempts  []Attempt
}

func newExtractor(doc *text.Document, found mention.Result, article *schema.Article, rules *Rules) *extractor {
	x := &extractor{doc: doc, rules: rules, mentions: found.Mentions, published: article.Published}
	x.actors = make(map[schema.ActorID]*schema.Actor, len(found.Actors))
	for i := range found.Actors {
		x.actors[found.Actors[i].ID] = &found.Actors[i]
	}
	x.lower = make([]string, len(doc.Tokens))
	for i := range doc.Tokens {
		x.lower[i] = strings.ToLower(doc.Word(i))
	}
	return x
}

// clause is one sentence, cut into the mentions that act and the words between.
type clause struct {
	*extractor
	number     int
	first, end int
	inner      []*mention.Mention                      // that are inside another
	acting     []*mention.Mention                      // that are not inside another, in order
	cover      map[int]int                             // token → index into acting of the mention that covers it, its tail included
	members    map[*mention.Mention][]*mention.Mention // of the acting mentions that stand for several: "both presidents"
	triggers   map[int]bool                            // by first token
	kids       [][]int                                 // dependents of each word
	heads      map[int]*mention.Mention                // acting mentions by the word that heads them
	events     []Event
	sport      bool // it tells of a game

	source, target []mention.Mention // who the rule being tried found, while tracing
}

func (x *extractor) sentence(number int) {
	s := x.doc.Sentences[number]
	c := &clause{extractor: x, number: number, first: s.First, end: s.End, cover: map[int]int{}, members: map[*mention.Mention][]*mention.Mention{}}
	for ; x.next < len(x.mentions) && x.mentions[x.next].Sentence <= number; x.next++ {
		m := &x.mentions[x.next]
		if m.Sentence != number {
			continue
		}
		if m.Inner {
			c.inner = append(c.inner, m)
			continue
		}
		if last := len(c.acting) - 1; last >= 0 && c.acting[last].First == m.First && c.acting[last].End == m.End {
			c.members[c.acting[last]] = append(c.members[c.acting[last]], m)
			continue
		}
		for k := m.First; k < m.Tail; k++ {
			c.cover[k] = len(c.acting)
		}
		c.acting = append(c.acting, m)
	}
	if len(c.acting) == 0 || c.end-c.first > maxSentence {
		return
	}
	c.link()
	c.sport = c.ofSport()
	c.triggers = map[int]bool{}
	var all [][]trigger
	for i := c.first; i < c.end; i++ {
		if found := c.triggersAt(i); len(found) > 0 {
			c.triggers[found[0].first] = c.triggers[found[0].first] || !found[0].bearer
			all = append(all, found)
		}
	}
	taken := map[int]bool{} // nouns that are the objects of verbs that told something; refused talks are told all the same
	for _, turn := range []turn{verbs, nouns, deeds} {
		for _, found := range all {
			for _, t := range found { // of several readings the first that has participants
				if t.turn() != turn || taken[t.head] && t.relation.PLOVER() != "CONSULT" {
					continue
				}
				before := len(c.events)
				if t.bearer {
					c.readTie(t)
				} else if t.noun {
					c.readNoun(t)
				} else {
					c.readVerb(t)
				}
				c.attempted(t, c.events[before:])
				if len(c.events) > before {
					taken[t.object] = t.object >= 0
					break
				}
			}
		}
	}
	for i := c.first; i < c.end; i++ {
		c.readConstruction(i)
	}
	x.events = append(x.events, distinct(c.events, x.actors)...)
}

// turn is when a rule is tried: deeds last, when what they speak of has been read.
type turn int

const (
	verbs turn = iota
	nouns
	deeds
)

func (r *rule) turn() turn {
	switch {
	case r.deed:
		return deeds
	case r.noun:
		return nouns
	}
	return verbs
}

// maxSentence is how many tokens a sentence may have to be read: longer ones
// are lists and tables, in which no word has a subject.
const maxSentence = 600

// at is the word at token i in lower case, "" outside the sentence.
func (c *clause) at(i int) string {
	if i < c.first || i >= c.end {
		return ""
	}
	return c.lower[i]
}

// headline reports whether the sentence ends without a stop.
func (c *clause) headline() bool {
	switch c.at(c.end - 1) {
	case ".", "!", "?", "\"", "”":
		return false
	}
	return true
}

// mentionAt is the acting mention that covers token i, nil for none.
func (c *clause) mentionAt(i int) *mention.Mention {
	if k, ok := c.cover[i]; ok {
		return c.acting[k]
	}
	return nil
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// finite reports whether the word at token k is a finite verb.
func (c *clause) finite(k int) bool {
	if k < c.first || k >= c.end {
		return false
	}
	switch c.doc.Tokens[k].Tag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}
