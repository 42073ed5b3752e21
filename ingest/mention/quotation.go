package mention

import (
	"strings"

	"entente/ingest/text"
	"entente/schema"
)

// quotations tell who speaks where.
type quotations struct {
	quoted   []int     // by token: the number of its quotation, from 1; 0 outside
	speakers []*phrase // by number of the quotation; nil where nobody is told
	reports  []*phrase // by sentence: who says what follows a colon
}

// firstPerson are the pronouns of the speaker, and whether they own what follows.
var firstPerson = map[string]bool{"i": false, "me": false, "myself": false, "we": false, "us": false, "ourselves": false, "my": true, "our": true}

// speaks reads a pronoun of the first person.
func (r *reader) speaks(i int) *phrase {
	owner, ok := firstPerson[r.lower[i]]
	if r.at(i, "you", "your") && r.at(r.current.End-1, "?") {
		owner, ok = r.at(i, "your"), true // an interview asks whoever answers as "I"
	}
	if !ok || r.word[i] == "US" || r.word[i] == "i" {
		return nil
	}
	p := &phrase{sentence: r.number, first: i, end: i + 1, tail: i + 1, core: coreSpeaker, head: r.lower[i], kind: schema.Person, owner: owner}
	switch p.head {
	case "we", "us", "our", "ourselves":
		p.plural, p.kind = true, schema.Group
	}
	p.stands, p.governor = r.standing(i)
	return p
}

// speaker is who says the words at token i, if they are a quotation; nil if
// nobody is told.
func (s *resolver) speaker(i int) *phrase {
	if s.quoted == nil {
		s.findQuotations()
	}
	if n := s.quoted[i]; n > 0 {
		return s.speakers[n]
	}
	return s.reports[s.sentenceOf(i)]
}

// byQuotation finds whom "I" and "we" mean: whoever is quoted, else the author or
// the person interviewed, of whom nothing more is known.
func (s *resolver) byQuotation(p *phrase) (schema.ActorID, How) {
	if who := s.speaker(p.first); who != nil && who != p && p.head[0] != 'y' {
		if id := s.actorOf(who); id != "" && (p.plural || s.actors[id].Kind == schema.Person) {
			return id, ByQuotation
		}
	}
	if p.plural {
		return s.local("we", schema.Group, "", ""), Unresolved
	}
	return s.local("I", schema.Person, "", ""), Unresolved
}

// findQuotations finds what stands between quotation marks, and who says it: the
// subject of a verb of speaking beside it in its first or last sentence, else
// whoever spoke before it. Behind "X said:" a paragraph is a quotation without marks.
func (s *resolver) findQuotations() {
	count := s.markQuotations()
	s.speakers, s.reports = make([]*phrase, count+1), make([]*phrase, len(s.doc.Sentences))
	var last, report *phrase // who spoke last, and who said what follows a colon
	since := 0               // sentences since the colon
	for n, sentence := range s.doc.Sentences {
		who := s.speaking(sentence)
		if since++; who != nil || since > longestReport || sentence.Kind == text.Headline {
			report = nil
		}
		if who != nil {
			last = who
		}
		for i := sentence.First; i < sentence.End; i++ {
			if q := s.quoted[i]; q > 0 && (s.speakers[q] == nil || who != nil) { // the last sentence of a quotation tells best
				s.speakers[q] = last
			}
		}
		s.reports[n] = report
		if who != nil && s.word[sentence.End-1] == ":" {
			report, since = who, 0
		}
	}
}

// longestReport is how many sentences may follow a colon.
const longestReport = 8

// markQuotations numbers the tokens between quotation marks. A quotation ends
// with its paragraph, for the next opens its own.
func (s *resolver) markQuotations() (count int) {
	s.quoted = make([]int, len(s.doc.Tokens))
	open := false
	for i, t := range s.doc.Tokens {
		if i > 0 && open && strings.Contains(s.doc.Text[s.doc.Tokens[i-1].End:t.Start], "\n\n") {
			open = false
		}
		switch s.word[i] {
		case "“", "\"", "``", "«":
			if open = s.word[i] != "\"" || !open; open {
				count++
			}
		case "”", "''", "»":
			open = false
		default:
			if open {
				s.quoted[i] = count
			}
		}
	}
	return count
}

// covering is the phrase that token i is in, the longest of several, nil for none.
func (s *resolver) covering(i int) *phrase {
	if i < 0 {
		return nil
	}
	if s.cover == nil {
		s.cover = make([]*phrase, len(s.doc.Tokens))
		for _, p := range s.phrases { // an outer phrase comes before its parts
			for i := p.first; i < p.end; i++ {
				if s.cover[i] == nil {
					s.cover[i] = p
				}
			}
		}
	}
	return s.cover[i]
}

// speaking is who speaks in a sentence, outside of its quotations: the subject
// of the first verb of speaking.
func (s *resolver) speaking(sentence text.Sentence) *phrase {
	for i := sentence.First; i < sentence.End; i++ {
		t := &s.doc.Tokens[i]
		if t.Rel != "nsubj" || s.quoted[i] > 0 || t.Head < 0 || s.quoted[t.Head] > 0 || !saying[s.doc.Tokens[t.Head].Lemma] {
			continue
		}
		if p := s.covering(i); p != nil && p.core != coreSpeaker {
			return p
		}
	}
	return nil
}

// saying are the lemmas of verbs of speaking.
var saying = set(`say tell add announce declare state explain warn insist assert claim argue acknowledge ask reply respond answer recall write tweet note
	stress emphasize emphasise comment conclude continue remark observe admit complain joke quip predict promise vow urge suggest report confirm deny concede
	describe call quote question wonder reveal recount testify`)
