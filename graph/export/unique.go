package export

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

	"entente/graph"
	"entente/graph/export/internal/stream"
	"entente/schema"
)

// labels are those given so far, as hashes: some readers take nodes of one label for
// one node. Two labels of one hash cost the second an addition that it could do without.
type labels map[uint64]bool

// unique is the label, followed by the id of its node where another node has it already.
func (l labels) unique(label string, id schema.ActorID) string {
	for {
		h := fnv.New64a()
		h.Write([]byte(label)) // never fails
		if sum := h.Sum64(); !l[sum] {
			l[sum] = true
			return label
		}
		label += " (" + string(id) + ")"
	}
}

// numbers count nodes from 0, in their order, for formats whose edges name them by number.
type numbers []schema.ActorID

func (n numbers) ends(e graph.Edge) (source, target int, err error) {
	source, known := slices.BinarySearch(n, e.Source)
	target, knownToo := slices.BinarySearch(n, e.Target)
	if !known || !knownToo {
		return 0, 0, fmt.Errorf("edge %s ends at no actor", stream.EdgeID(e))
	}
	return source, target, nil
}

// buffered calls write with a buffer before w, and names the format in its error. The
// buffer keeps the errors of w until it is flushed.
func buffered(format string, w io.Writer, write func(*bufio.Writer) error) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if err := write(out); err != nil {
		return fmt.Errorf("%s: %w", format, err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("%s: write: %w", format, err)
	}
	return nil
}
