package export

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/schema"
)

// column is an attribute of nodes or of edges, in the formats that write names and values.
type column struct {
	name   string
	number bool // a whole number, else text
}

var (
	nodeColumns = []column{{"kind", false}, {"country", false}, {"code", false}, {"roles", false}, {"degree", true}}
	edgeColumns = []column{
		{"relation", false}, {"plover", false}, {"quadclass", true},
		{"first_date", false}, {"last_date", false}, {"dates", false},
		{"events", true}, {"articles", true}, {"sources", true},
	}
)

// nodeValues are the values of nodeColumns, one for one, "" for what is not known.
func nodeValues(n graph.Node) []string {
	return []string{plain(string(n.Kind)), plain(n.Country), plain(n.Code), rolesText(n.Roles), strconv.Itoa(n.Degree)}
}

// edgeValues are the values of edgeColumns, one for one, "" for what is not known.
func edgeValues(e graph.Edge) []string {
	first, last, all := dates(e.Dates)
	return []string{
		plain(string(e.Relation)), e.Relation.PLOVER(), quadClass(e.Relation), first, last, all,
		strconv.Itoa(e.Events), strconv.Itoa(e.Articles), strconv.Itoa(e.Sources),
	}
}

func quadClass(r schema.Relation) string {
	if class := r.QuadClass(); class != 0 {
		return strconv.Itoa(class)
	}
	return ""
}

// plain is a text that others wrote, on one line and valid UTF-8.
func plain(s string) string { return strings.ToValidUTF8(token(s), "\uFFFD") }

// label names a node to people: by its name, else by its id.
func label(n graph.Node) string {
	if name := plain(n.Name); name != "" {
		return name
	}
	return plain(string(n.ID))
}

// words is a relation as people read it: "signed agreement with".
func words(r schema.Relation) string { return strings.ReplaceAll(plain(string(r)), "_", " ") }

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
		label += " (" + plain(string(id)) + ")"
	}
}

// numbers count nodes from 0, in their order, for formats whose edges name them by number.
type numbers []schema.ActorID

func (n numbers) ends(e graph.Edge) (source, target int, err error) {
	source, known := slices.BinarySearch(n, e.Source)
	target, knownToo := slices.BinarySearch(n, e.Target)
	if !known || !knownToo {
		return 0, 0, fmt.Errorf("edge %s ends at no actor", edgeID(e))
	}
	return source, target, nil
}

// writing calls write with a buffer before w, and names the format in its error. The
// buffer keeps the errors of w until it is flushed.
func writing(format string, w io.Writer, write func(*bufio.Writer) error) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if err := write(out); err != nil {
		return fmt.Errorf("%s: %w", format, err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("%s: write: %w", format, err)
	}
	return nil
}

// rolesText is what roles an actor had, on one line.
func rolesText(roles []schema.Role) string { return "" }
