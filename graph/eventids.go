package graph

import (
	"bytes"
	"encoding/hex"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
)

// eventIDs are ids of events by node, in order. All that Entente gives out are a prefix and
// sixteen hexadecimal digits ([schema.Event.ID]), of which eight bytes are kept: they are
// taken as the quads are read, so that the store need not be read a second time for them.
// What imported quads call otherwise is not among them.
type eventIDs []eventID

type eventID struct {
	node   uint32
	digits [eventDigits / 2]byte
}

const eventDigits = 16

// next gives the id of a node, if it is there, and forgets those of lower ones, as
// [column.next] does.
func (ids *eventIDs) next(n node) (id string, there bool) {
	rest := *ids
	for len(rest) > 0 && node(rest[0].node) < n {
		rest = rest[1:]
	}
	*ids = rest
	if len(rest) == 0 || node(rest[0].node) != n {
		return "", false
	}
	var text [len(eventPrefix) + eventDigits]byte
	hex.Encode(text[copy(text[:], eventPrefix):], rest[0].digits[:])
	return string(text[:]), true
}

// eventMatcher knows such ids among the values of nodes, as Cayley marshals them.
type eventMatcher struct {
	before []byte // what every one begins with
}

func newEventMatcher() (eventMatcher, error) {
	one, err := pquads.MarshalValue(quad.IRI(eventPrefix + strings.Repeat("0", eventDigits)))
	return eventMatcher{bytes.TrimRight(one, "0")}, err
}

func (m eventMatcher) match(value []byte) (digits [eventDigits / 2]byte, ok bool) {
	text, ok := bytes.CutPrefix(value, m.before)
	if !ok || len(text) != eventDigits || bytes.ContainsAny(text, "ABCDEF") {
		return digits, false
	}
	_, err := hex.Decode(digits[:], text)
	return digits, err == nil
}
