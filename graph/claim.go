package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/schema"
)

// Claim is an event as an article tells it, without the evidence: its actors go
// by the ids that the article gave them, not by those that they have in the
// graph. So a claim stays what it is when actors are merged or split.
type Claim struct {
	Relation schema.Relation `json:"relation"`
	Source   Party           `json:"source"`
	Target   Party           `json:"target"` // never the Source
	Status   schema.Status   `json:"status"`
	Date     schema.Date     `json:"date,omitzero"`
}

// Party is an actor of a claim.
type Party struct {
	ID      schema.ActorID `json:"id"`                // as an article gives it
	Country string         `json:"country,omitempty"` // the state of a person, which tells namesakes apart; "" for others
	// Kind and Name are given of an actor whom a correction brings into articles
	// that do not speak of it.
	Kind schema.Kind `json:"kind,omitempty"`
	Name string      `json:"name,omitempty"`
}

// partyOf is an actor of a reading as a party.
func partyOf(a *schema.Actor) Party {
	p := Party{ID: a.ID}
	if a.Kind == schema.Person {
		p.Country = stateOf(a.Country)
	}
	return p
}

// bare is the party without what a correction says of it.
func (p Party) bare() Party { return Party{ID: p.ID, Country: p.Country} }

// named reports whether the party has a name; spaces are none.
func (p Party) named() bool { return strings.TrimSpace(p.Name) != "" }

// plain is the claim by which a ruling is found: of a symmetric relation it has
// source and target in one order.
func (c Claim) plain() Claim {
	c.Source, c.Target = c.Source.bare(), c.Target.bare()
	if c.Relation.Symmetric() && cmp.Or(cmp.Compare(c.Target.ID, c.Source.ID), cmp.Compare(c.Target.Country, c.Source.Country)) < 0 {
		c.Source, c.Target = c.Target, c.Source
	}
	return c
}

func (c Claim) validate() error {
	switch {
	case !c.Relation.Valid():
		return fmt.Errorf("there is no relation %q", c.Relation)
	case !c.Status.Valid():
		return fmt.Errorf("there is no status %q", c.Status)
	case c.Source.bare() == c.Target.bare():
		return fmt.Errorf("source and target are both %s", c.Source.bare())
	}
	return cmp.Or(c.Source.validate(), c.Target.validate(), validDate(c.Date))
}

func (p Party) validate() error {
	switch {
	case !p.ID.Valid():
		return fmt.Errorf("%q is no id of an actor", p.ID)
	case p.Country != stateOf(p.Country):
		return fmt.Errorf("%s: %q is no code of a state", p.ID, p.Country)
	case p.named() != (p.Kind != ""):
		return fmt.Errorf("%s: a kind and a name are wanted, or neither", p.ID)
	case p.Kind != "" && !p.Kind.Valid():
		return fmt.Errorf("%s: there is no kind %q", p.ID, p.Kind)
	case p.Kind != "" && p.Kind != schema.Person && p.Country != "":
		return fmt.Errorf("%s: only of a person the country is given", p.ID)
	}
	return validText(p.Name)
}

// String is the party as files of decisions have it: "john-smith",
// "john-smith GBR", "john-smith GBR: person John Smith".
func (p Party) String() string {
	s := string(p.ID)
	if p.Country != "" {
		s += " " + p.Country
	}
	if p.Name != "" {
		s += ": " + string(p.Kind) + " " + p.Name
	}
	return s
}

func parseParty(text string) Party {
	who, card, _ := strings.Cut(text, ": ")
	id, country, _ := strings.Cut(who, " ")
	kind, name, _ := strings.Cut(card, " ")
	return Party{schema.ActorID(id), country, schema.Kind(kind), name}
}

const (
	claimColumns = 5
	undated      = "undated"
)

// columns are the claim as files of decisions have it: source, relation,
// target, status and date.
func (c Claim) columns() []string {
	date := c.Date.String()
	switch {
	case c.Date.IsZero():
		date = undated
	case c.Date.Precision == schema.Reported:
		date = "~" + date
	}
	return []string{c.Source.String(), string(c.Relation), c.Target.String(), string(c.Status), date}
}

// String is the claim on one line.
func (c Claim) String() string { return strings.Join(c.columns(), " ") }

func compareClaims(x, y Claim) int { return slices.Compare(x.columns(), y.columns()) }

// parseClaim reads what columns gives; it does not validate.
func parseClaim(columns []string) (Claim, error) {
	c := Claim{
		Source: parseParty(columns[0]), Relation: schema.Relation(columns[1]), Target: parseParty(columns[2]),
		Status: schema.Status(columns[3]),
	}
	var err error
	c.Date, err = ParseEventDate(columns[4])
	return c, err
}

// ParseEventDate reads the date of an event as people write it: "2013-11-18",
// "2013-11" or "2013", "~2013-11-18" for the day of publication of what the text
// does not date, "undated" for none.
func ParseEventDate(text string) (schema.Date, error) {
	if text == undated {
		return schema.Date{}, nil
	}
	plain, reported := strings.CutPrefix(text, "~")
	d, err := schema.ParseDate(plain)
	switch {
	case err != nil:
		return d, fmt.Errorf("%w, nor %q", err, undated)
	case reported && d.Precision != schema.Day:
		return d, fmt.Errorf("%q: a day is wanted behind ~", text)
	case reported:
		d = d.AsReported()
	}
	return d, nil
}
