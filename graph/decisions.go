package graph

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/syndtr/goleveldb/leveldb"
)

// Decisions are what users said: of actors that they are one or two, of events
// that articles do not tell them.
type Decisions struct {
	Actors []Verdict
	Events []Ruling

	// Where they stand, one for one, if they were read from a file.
	actorPlaces, eventPlaces []place
}

// Decide records what users say: all of it or, if something is not valid or
// contradicts the rest, nothing; the error names what contradicts, and is a
// [*DecisionError] of what [ReadDecisions] read. Of two verdicts on one pair of actors, or two
// rulings on one claim, the later stands. [Store.Flush] carries them out.
func (s *Store) Decide(d Decisions) error {
	return s.writing(func() error {
		batch := new(leveldb.Batch)
		if err := s.putVerdicts(batch, d.Actors, d.actorPlaces); err != nil {
			return err
		}
		if err := s.putRulings(batch, d.Events, nil, d.eventPlaces); err != nil {
			return err
		}
		batch.Put([]byte(undecidedKey), nil)
		return s.log.write(batch)
	})
}

// Decisions lists what users said, of actors by their ids, of events by the
// columns of a file.
func (s *Store) Decisions() (Decisions, error) {
	unlock, err := s.reading()
	if err != nil {
		return Decisions{}, err
	}
	defer unlock()
	var d Decisions
	if d.Actors, err = s.log.verdicts(); err == nil {
		d.Events, err = s.log.rulings()
	}
	if err != nil {
		return Decisions{}, fmt.Errorf("graph: decisions: %w", err)
	}
	return d, nil
}

// decisionsHead explains a file of decisions to whoever opens it.
const decisionsHead = `# Decisions of users. A line is, parted by tabs,
#   merge	id	id	reason    the first is another name for the second
#   split	id	id	reason    the two are not one, whatever their names
#   reject	EVENT	reason    no article tells the event
#   correct	EVENT	EVENT	reason    an article that seems to tell the first tells the second
# The reason may be left out. EVENT is five columns: source, relation, target, status, date.
# An actor is its id, as articles give it; of a person the country follows, where an article
# gives it: "john-smith GBR"; and of one whom the first event does not name kind and name:
# "john-smith GBR: person John Smith". A date is 2013-11-18, 2013-11, 2013, undated, or
# ~2013-11-18, the day of publication of what the text does not date.
# Of two lines on one pair of actors, or one event, the later stands.
`

// WriteDecisions writes a file that [ReadDecisions] reads.
func WriteDecisions(w io.Writer, d Decisions) error {
	b := bufio.NewWriter(w)
	b.WriteString(decisionsHead)
	line := func(reason string, fields ...string) {
		if reason = strings.Join(strings.Fields(reason), " "); reason != "" {
			fields = append(fields, reason)
		}
		b.WriteString(strings.Join(fields, "\t") + "\n")
	}
	for _, v := range d.Actors {
		line(v.Reason, v.word(), string(v.From), string(v.Into))
	}
	for _, r := range d.Events {
		fields := append([]string{r.word()}, r.On.columns()...)
		if r.Corrects() {
			fields = append(fields, r.Into.columns()...)
		}
		line(r.Reason, fields...)
	}
	return b.Flush()
}

// ReadDecisions reads a file of decisions, with or without the byte order mark
// that spreadsheets write before it. Errors are a [*DecisionError].
func ReadDecisions(r io.Reader, name string) (Decisions, error) {
	var d Decisions
	lines := bufio.NewScanner(r)
	n := 1
	for ; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \r\t")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := place{file: name, line: n}
		if err := d.parse(strings.Split(line, "\t"), at); err != nil {
			return Decisions{}, at.of(err)
		}
	}
	if err := lines.Err(); err != nil {
		return Decisions{}, place{file: name, line: n}.of(err)
	}
	return d, nil
}

// parse adds the decision of a line.
func (d *Decisions) parse(fields []string, at place) error {
	switch fields[0] {
	case mergeWord, splitWord:
		v, err := parseVerdict(fields)
		d.Actors, d.actorPlaces = append(d.Actors, v), append(d.actorPlaces, at)
		return err
	case rejectWord, correctWord:
		r, err := parseRuling(fields)
		d.Events, d.eventPlaces = append(d.Events, r), append(d.eventPlaces, at)
		return err
	}
	return fmt.Errorf("%q: there are merge, split, reject and correct", fields[0])
}

func parseRuling(fields []string) (Ruling, error) {
	corrects := fields[0] == correctWord
	rest := fields[1:]
	claims := []*Claim{new(Claim)}
	if corrects {
		claims = append(claims, new(Claim))
	}
	if n := len(rest) - claimColumns*len(claims); n != 0 && n != 1 {
		return Ruling{}, fmt.Errorf("%s, %d columns (source, relation, target, status, date of each event) and perhaps a reason are wanted, parted by tabs; %d columns given",
			fields[0], claimColumns*len(claims), len(fields))
	}
	for _, c := range claims {
		var err error
		if *c, err = parseClaim(rest[:claimColumns]); err != nil {
			return Ruling{}, fmt.Errorf("%s: %w", fields[0], err)
		}
		rest = rest[claimColumns:]
	}
	r := Ruling{On: *claims[0]}
	if corrects {
		if r.Into = *claims[1]; !r.Corrects() {
			return Ruling{}, fmt.Errorf("%s: the second event is empty", fields[0])
		}
	}
	r.Reason = strings.Join(rest, "")
	if err := r.validate(); err != nil {
		return Ruling{}, err
	}
	return r.tidy(), nil
}
