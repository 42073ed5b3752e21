package graph

import (
	"encoding/json"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/syndtr/goleveldb/leveldb"

	"entente/schema"
)

// Verdict is what a user says of two actors: that they are one, or that they
// are not. It stands until the user says otherwise, whatever articles come,
// also before an article speaks of them.
type Verdict struct {
	Same   bool           `json:"same"`
	From   schema.ActorID `json:"from"` // if the same, another name for Into
	Into   schema.ActorID `json:"into"`
	Reason string         `json:"reason,omitempty"`
}

const (
	mergeWord = "merge"
	splitWord = "split"
	// noReason is the reason of a merge for which the user gave none.
	noReason = "a user says so"
)

func (v Verdict) word() string {
	if v.Same {
		return mergeWord
	}
	return splitWord
}

func (v Verdict) validate() error {
	for _, id := range []schema.ActorID{v.From, v.Into} {
		switch {
		case !id.Valid():
			return fmt.Errorf("%s: %q is no id of an actor", v.word(), id)
		case id.Local():
			return fmt.Errorf("%s: %s is somebody of a single article", v.word(), id)
		}
	}
	if v.From == v.Into {
		return fmt.Errorf("%s: %s twice", v.word(), v.From)
	}
	return validText(v.Reason)
}

// Judge records what a user says of actors, as [Store.Decide] does.
func (s *Store) Judge(verdicts ...Verdict) error { return s.Decide(Decisions{Actors: verdicts}) }

// putVerdicts adds verdicts to a batch, if they agree with each other and with
// those that stand. The places are where they stand, if that is known.
func (s *Store) putVerdicts(batch *leveldb.Batch, verdicts []Verdict, places []place) error {
	old, err := s.log.verdicts()
	if err != nil {
		return err
	}
	stand := map[pair]standing{}
	for _, v := range old {
		stand[pairOf(v.From, v.Into)] = standing{v, place{kept: true}}
	}
	for i, v := range verdicts {
		at := placeAt(places, i)
		if err := v.validate(); err != nil {
			return at.of(err)
		}
		if err := s.mayBeOne(v); err != nil {
			return at.of(err)
		}
		if v.Same && v.Reason == "" {
			v.Reason = noReason
		}
		on := pairOf(v.From, v.Into)
		stand[on] = standing{v, at}
		record, err := json.Marshal(v)
		if err != nil {
			return err
		}
		batch.Put([]byte(verdictKey(on)), record)
	}
	return agree(stand)
}

// mayBeOne refuses to merge states, and actors of two kinds, as far as the store
// knows what they are.
func (s *Store) mayBeOne(v Verdict) error {
	if !v.Same {
		return nil
	}
	nodes, err := newReader(s.quads).nodesOf([]quad.Value{v.From.IRI(), v.Into.IRI()})
	if err != nil {
		return err
	}
	from, into := schema.Kind(nodes[0].Text(schema.PredKind)), schema.Kind(nodes[1].Text(schema.PredKind))
	switch {
	case from == schema.Country || into == schema.Country:
		return fmt.Errorf("%s and %s: states are not merged", v.From, v.Into)
	case from != "" && into != "" && from != into:
		return fmt.Errorf("%s is a %s, %s a %s: they cannot be one", v.From, from, v.Into, into)
	}
	return nil
}

func verdictKey(on pair) string { return verdictPrefix + string(on[0]) + " " + string(on[1]) }

// Verdicts lists what users said, by the two ids in order.
func (s *Store) Verdicts() ([]Verdict, error) {
	unlock, err := s.reading()
	if err != nil {
		return nil, err
	}
	defer unlock()
	verdicts, err := s.log.verdicts()
	if err != nil {
		return nil, fmt.Errorf("graph: decisions: %w", err)
	}
	return verdicts, nil
}

func (j *journal) verdicts() ([]Verdict, error) {
	var out []Verdict
	for key, err := range j.keys(verdictPrefix) {
		if err != nil {
			return nil, err
		}
		record, err := j.must(verdictPrefix + key)
		if err != nil {
			return nil, err
		}
		var v Verdict
		if err := json.Unmarshal(record, &v); err != nil {
			return nil, fmt.Errorf("log: %s%s: %w", verdictPrefix, key, err)
		}
		out = append(out, v)
	}
	return out, nil
}

func parseVerdict(fields []string) (Verdict, error) {
	if len(fields) != 3 && len(fields) != 4 {
		return Verdict{}, fmt.Errorf("merge or split, two ids and perhaps a reason are wanted, parted by tabs; %d columns given", len(fields))
	}
	v := Verdict{Same: fields[0] == mergeWord, From: schema.ActorID(fields[1]), Into: schema.ActorID(fields[2])}
	if len(fields) == 4 {
		v.Reason = fields[3]
	}
	return v, v.validate()
}
