package schema

import "slices"

// Status says whether an event happened.
type Status string

// The statuses of an event.
const (
	Actual   Status = "actual"   // it happened, or is going on
	Planned  Status = "planned"  // scheduled, expected, agreed
	Possible Status = "possible" // proposed, conditional, hoped for, alleged
	Negated  Status = "negated"  // refused, cancelled, denied
)

// Statuses lists them, surest first.
func Statuses() []Status { return []Status{Actual, Planned, Possible, Negated} }

// Valid reports whether the status is one of the four.
func (s Status) Valid() bool { return slices.Contains(Statuses(), s) }

// Event is one thing that one actor did to or with another. Two articles that
// tell of it share the event: what they say is its Evidence.
type Event struct {
	Relation Relation   `json:"relation"`
	Source   ActorID    `json:"source"` // who does it
	Target   ActorID    `json:"target"` // to whom; never the Source
	Status   Status     `json:"status"`
	Date     Date       `json:"date,omitzero"` // zero where neither text nor article is dated
	Evidence []Evidence `json:"evidence"`      // at least one, in the order of the text
}

// Evidence is one sentence that tells of an event. That of a table of coded
// events has no text: its spans are zero and its quote is "".
type Evidence struct {
	Article  string `json:"article"` // ID of the article
	Span            // of the words that tell it: trigger and participants
	Sentence int    `json:"sentence"` // its number in the article, from 0
	Quote    string `json:"quote"`    // the sentence itself
	Trigger  string `json:"trigger"`  // the word that tells the relation
	// Source and Target say where the participants stand; they follow
	// Event.Source and Event.Target.
	Source     Mentioned `json:"source"`
	Target     Mentioned `json:"target"`
	Rule       string    `json:"rule"`                 // which rule read it so, "telephone:3"
	Place      string    `json:"place,omitempty"`      // as the text names it
	SaidBy     string    `json:"said_by,omitempty"`    // the name of who says so, where it is not the article
	Confidence float64   `json:"confidence,omitempty"` // 0 to 1, of the rule
	// CAMEO is the code under which a table of coded events has the event, often
	// finer than the relation's, or, where it has a type of PLOVER, the relation's;
	// "" where the event was read from a text.
	CAMEO string `json:"cameo,omitempty"`
	// ReadAs is the ID of the event that was read here, and Reason why it is
	// another, where a user corrected the reading; else both are "".
	ReadAs string `json:"read_as,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// Mentioned is a participant as the evidence names it.
type Mentioned struct {
	Text string `json:"mention"`
	Span
}

// Canonical is the event as the graph keeps it: a symmetric relation has
// source and target in sorted order, the mentions of its evidence with them.
func (e Event) Canonical() Event {
	if !e.Relation.Symmetric() || e.Source <= e.Target {
		return e
	}
	e.Source, e.Target = e.Target, e.Source
	turned := slices.Clone(e.Evidence)
	for i := range turned {
		turned[i].Source, turned[i].Target = turned[i].Target, turned[i].Source
	}
	e.Evidence = turned
	return e
}

// ID names the event and its node in the graph, "event/9c1f…": a hash of
// relation, actors, date and status.
func (e Event) ID() string {
	source, target := e.Source, e.Target
	if e.Relation.Symmetric() {
		source, target = min(source, target), max(source, target)
	}
	return "event/" + digest(16, string(e.Relation), string(source), string(target), e.Date.String(), string(e.Date.Precision), string(e.Status))
}

// ID names the evidence and its node in the graph. Evidence belongs to one event.
// Where there is no text, the number of the sentence tells two pieces apart.
func (ev *Evidence) ID(event string) string {
	if ev.Span == (Span{}) {
		return "evidence/" + digest(16, event, ev.Article, itoa(ev.Start), itoa(ev.End), itoa(ev.Sentence))
	}
	return "evidence/" + digest(16, event, ev.Article, itoa(ev.Start), itoa(ev.End))
}

// CAMEO codes the event as said: a planned meeting is 036, not 040.
func (e Event) CAMEO() string { return e.Relation.CAMEO(e.Status) }

// CAMEOIn is the code of the event as this evidence has it: the one of the table
// that it comes from, unless a user said that the event is another.
func (e Event) CAMEOIn(ev *Evidence) string {
	if ev.CAMEO != "" && ev.ReadAs == "" {
		return ev.CAMEO
	}
	return e.CAMEO()
}
