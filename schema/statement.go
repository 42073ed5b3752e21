package schema

// Statement is one event as one sentence tells it: the line that `extract`
// prints, and the form in which every answer gives its evidence.
type Statement struct {
	Article   string      `json:"article"`
	Sentence  int         `json:"sentence"`
	Event     string      `json:"event"`
	Relation  Relation    `json:"relation"`
	Symmetric bool        `json:"symmetric"`
	PLOVER    string      `json:"plover"`
	CAMEO     string      `json:"cameo"`
	Status    Status      `json:"status"`
	Source    Participant `json:"source"`
	Target    Participant `json:"target"`
	Trigger   string      `json:"trigger"`
	Span
	Date      string    `json:"date"`
	Precision Precision `json:"precision"`
	Place     string    `json:"place"`
	Rule      string    `json:"rule"`
	Quote     string    `json:"quote"`
	ReadAs    string    `json:"read_as,omitempty"` // the event that was read, where a user corrected it
}

// Participant is an actor in a statement, and the words that name it there.
type Participant struct {
	ID   ActorID `json:"id"`
	Name string  `json:"name"`
	Mentioned
	Kind    Kind   `json:"kind"`
	Country string `json:"country"`
	Code    string `json:"code"`
}

// NewStatement puts an event, one piece of its evidence and its two actors into one line.
func NewStatement(e Event, ev Evidence, source, target Actor) Statement {
	return Statement{
		Article: ev.Article, Sentence: ev.Sentence, Event: e.ID(),
		Relation: e.Relation, Symmetric: e.Relation.Symmetric(), PLOVER: e.Relation.PLOVER(), CAMEO: e.CAMEOIn(&ev), Status: e.Status,
		Source: participant(source, ev.Source), Target: participant(target, ev.Target),
		Trigger: ev.Trigger, Span: ev.Span,
		Date: e.Date.String(), Precision: e.Date.Precision, Place: ev.Place, Rule: ev.Rule, Quote: ev.Quote, ReadAs: ev.ReadAs,
	}
}

func participant(a Actor, m Mentioned) Participant {
	return Participant{ID: a.ID, Name: a.Name, Mentioned: m, Kind: a.Kind, Country: a.Country, Code: a.Code}
}

// Statements lists every event of the reading with each of its sentences.
func (r *Reading) Statements() []Statement {
	actors := r.byID()
	var out []Statement
	for _, e := range r.Events {
		for _, ev := range e.Evidence {
			out = append(out, NewStatement(e, ev, actors[e.Source], actors[e.Target]))
		}
	}
	return out
}

// MentionLine is a mention with its actor: the line that `extract --mentions` prints.
type MentionLine struct {
	Article string  `json:"article"`
	Actor   ActorID `json:"actor"`
	Name    string  `json:"name"`
	Mentioned
	Kind    Kind   `json:"kind"`
	Country string `json:"country"`
	How     string `json:"how"`
}

// MentionLines lists the mentions of the reading in the order of the text.
func (r *Reading) MentionLines() []MentionLine {
	actors := r.byID()
	out := make([]MentionLine, 0, len(r.Mentions))
	for _, m := range r.Mentions {
		a := actors[m.Actor]
		out = append(out, MentionLine{r.Article.ID, m.Actor, a.Name, Mentioned{m.Text, m.Span}, a.Kind, a.Country, m.How})
	}
	return out
}

// byID finds the actors of the reading.
func (r *Reading) byID() map[ActorID]Actor {
	m := make(map[ActorID]Actor, len(r.Actors))
	for _, a := range r.Actors {
		m[a.ID] = a
	}
	return m
}
