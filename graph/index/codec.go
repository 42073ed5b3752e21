package index

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"strings"

	"entente/schema"
)

// magic begins a file; another layout gets another number.
const (
	magic     = "entente index 2\n"
	anyLayout = "entente index "
)

// ErrState says that an index was written of another state of the store than asked for,
// or in another layout.
var ErrState = errors.New("index: of another state")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Write writes the graph so that [Read] reads it, with the state of the store that
// it was made from. A file is, in little endian: a line that names the format, the
// state, the names of relations and actors, what is known of these, the columns of edges and events, the
// ids of events, the articles that tell of them, the outlets of the articles, and
// the CRC-32C of all that. Equal graphs give equal bytes.
func (g *Graph) Write(w io.Writer, state string) error {
	sum := crc32.New(castagnoli)
	e := encoder{w: bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<20)}
	e.w.WriteString(magic)
	e.text(state)
	e.number(len(g.relations))
	for _, r := range g.relations {
		e.text(string(r))
	}
	names, err := textsOf(len(g.actors), func(i int) string { return string(g.actors[i]) })
	if err != nil {
		return err
	}
	e.texts(names)
	e.texts(g.cards)
	e.number(len(g.edges))
	e.column(len(g.edges), func(i int) uint32 { return g.edges[i].source })
	e.column(len(g.edges), func(i int) uint32 { return g.edges[i].target })
	e.column(len(g.edges), func(i int) uint32 { return uint32(kindOf(g.edges[i].relation, g.edges[i].status)) })
	e.column(len(g.edges), func(i int) uint32 { return g.edges[i].from })
	e.number(len(g.events))
	e.column(len(g.events), func(i int) uint32 { return uint32(g.events[i].first) })
	e.column(len(g.events), func(i int) uint32 { return uint32(g.events[i].last) })
	e.column(len(g.events), func(i int) uint32 { return g.events[i].sources })
	e.column(len(g.events), func(i int) uint32 { return g.events[i].told })
	e.texts(g.ids)
	e.numbers(g.told)
	e.numbers(g.outlets)
	if err := e.w.Flush(); err != nil {
		return fmt.Errorf("index: writing: %w", err)
	}
	if _, err := w.Write(binary.LittleEndian.AppendUint32(nil, sum.Sum32())); err != nil {
		return fmt.Errorf("index: writing: %w", err)
	}
	return nil
}

// Digest is the same of equal graphs alone, as far as SHA-256 goes.
func (g *Graph) Digest() ([]byte, error) {
	sum := sha256.New()
	err := g.Write(sum, "")
	return sum.Sum(nil), err
}

// encoder writes numbers and texts; its errors come with Flush.
type encoder struct {
	w    *bufio.Writer
	room [4]byte
}

func (e *encoder) number(n int) { e.put(uint32(n)) }

func (e *encoder) put(n uint32) {
	binary.LittleEndian.PutUint32(e.room[:], n)
	_, _ = e.w.Write(e.room[:])
}

func (e *encoder) text(s string) {
	e.number(len(s))
	e.w.WriteString(s)
}

func (e *encoder) column(n int, at func(i int) uint32) {
	for i := range n {
		e.put(at(i))
	}
}

func (e *encoder) numbers(all []uint32) {
	e.number(len(all))
	e.column(len(all), func(i int) uint32 { return all[i] })
}

func (e *encoder) texts(t texts) {
	e.numbers(t.ends)
	e.text(t.all)
}

// Read reads what Write wrote, of which there are size bytes. The error is [ErrState] if
// it is of another state of the store than the one given; one that is cut off or changed
// is an error, too.
func Read(file io.Reader, size int64, state string) (*Graph, error) {
	sum := crc32.New(castagnoli)
	const tail = 4 // the checksum
	d := &decoder{r: bufio.NewReaderSize(io.TeeReader(io.LimitReader(file, size-tail), sum), 1<<20), left: size - tail}
	switch begin := string(d.take(len(magic))); {
	case begin != magic && strings.HasPrefix(begin, anyLayout):
		return nil, ErrState
	case begin != magic:
		return nil, fmt.Errorf("index: it does not begin with %q", magic)
	case d.text() != state || d.err != nil:
		return nil, ErrState
	}
	g := &Graph{}
	for range d.count(4) {
		g.relations = append(g.relations, schema.Relation(d.text()))
	}
	names := d.texts()
	g.actors = make([]schema.ActorID, len(names.ends))
	for i := range g.actors {
		g.actors[i] = schema.ActorID(names.at(uint32(i)))
	}
	g.cards = d.texts()
	g.edges = make([]edge, d.count(4*4))
	d.column(len(g.edges), func(i int, n uint32) { g.edges[i].source = n })
	d.column(len(g.edges), func(i int, n uint32) { g.edges[i].target = n })
	d.column(len(g.edges), func(i int, n uint32) {
		g.edges[i].relation, g.edges[i].status = partsOf(n)
	})
	d.column(len(g.edges), func(i int, n uint32) { g.edges[i].from = n })
	g.events = make([]event, d.count(4*4))
	d.column(len(g.events), func(i int, n uint32) { g.events[i].first = int32(n) })
	d.column(len(g.events), func(i int, n uint32) { g.events[i].last = int32(n) })
	d.column(len(g.events), func(i int, n uint32) { g.events[i].sources = n })
	d.column(len(g.events), func(i int, n uint32) { g.events[i].told = n })
	g.ids = d.texts()
	g.told = d.numbers()
	g.outlets = d.numbers()
	if d.err == nil && d.left > 0 {
		d.err = fmt.Errorf("index: %d bytes too many", d.left)
	}
	if d.err == nil {
		var written [tail]byte
		if _, err := io.ReadFull(file, written[:]); err != nil || binary.LittleEndian.Uint32(written[:]) != sum.Sum32() {
			d.err = errors.New("index: its checksum is wrong")
		}
	}
	if d.err == nil {
		d.err = g.sound()
	}
	if d.err != nil {
		return nil, d.err
	}
	g.arrange()
	return g, nil
}

// sound reports as an error what would lead out of the arrays.
func (g *Graph) sound() error {
	kinds, from := len(g.relations)*len(statuses), uint32(0)
	for i, e := range g.edges {
		switch {
		case int(e.source) >= len(g.actors) || int(e.target) >= len(g.actors),
			int(kindOf(e.relation, e.status)) >= kinds,
			e.from < from || int(e.from) >= len(g.events) || (i == 0) != (e.from == 0):
			return fmt.Errorf("index: edge %d leads nowhere", i)
		}
		from = e.from
	}
	if len(g.ids.ends) != len(g.events) || len(g.cards.ends) != len(g.actors) {
		return fmt.Errorf("index: %d ids of %d events, %d of %d actors described", len(g.ids.ends), len(g.events), len(g.cards.ends), len(g.actors))
	}
	told := uint32(0)
	for i, e := range g.events {
		if e.told < told || int(e.told) > len(g.told) || i == 0 && e.told != 0 {
			return fmt.Errorf("index: event %d is told nowhere", i)
		}
		told = e.told
	}
	for _, a := range g.told {
		if int(a) >= len(g.outlets) {
			return fmt.Errorf("index: article %d of %d", a, len(g.outlets))
		}
	}
	return nil
}

// decoder reads what an encoder wrote. After the first error it gives zeroes.
type decoder struct {
	r    *bufio.Reader
	left int64 // bytes that are to come
	err  error
}

// take gives the next n bytes, which are its caller's.
func (d *decoder) take(n int) []byte {
	if d.err == nil && (n < 0 || int64(n) > d.left) {
		d.err = errors.New("index: it is cut off")
	}
	if d.err != nil {
		return nil
	}
	taken := make([]byte, n)
	if _, err := io.ReadFull(d.r, taken); err != nil {
		d.err = fmt.Errorf("index: %w", err)
		return nil
	}
	d.left -= int64(n)
	return taken
}

func (d *decoder) number() uint32 {
	if b := d.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// count is a number of things, each of which takes so many bytes of what follows.
func (d *decoder) count(each int) int {
	n := int(d.number())
	if d.err == nil && int64(n) > d.left/int64(each) {
		d.err = errors.New("index: it is cut off")
	}
	if d.err != nil {
		return 0
	}
	return n
}

func (d *decoder) text() string { return string(d.take(int(d.number()))) }

func (d *decoder) column(n int, set func(i int, value uint32)) {
	const piece = 1 << 14
	for begin := 0; begin < n && d.err == nil; begin += piece {
		column := d.take(4 * min(piece, n-begin))
		for i := range len(column) / 4 {
			set(begin+i, binary.LittleEndian.Uint32(column[4*i:]))
		}
	}
}

func (d *decoder) numbers() []uint32 {
	all := make([]uint32, d.count(4))
	d.column(len(all), func(i int, n uint32) { all[i] = n })
	return all
}

func (d *decoder) texts() texts {
	t := texts{ends: make([]uint32, d.count(4))}
	end := uint32(0)
	d.column(len(t.ends), func(i int, n uint32) {
		if n < end && d.err == nil {
			d.err = errors.New("index: texts that end before they begin")
		}
		t.ends[i], end = n, n
	})
	t.all = d.text()
	if d.err == nil && (uint64(end) != uint64(len(t.all)) || len(t.all) > math.MaxUint32) {
		d.err = errors.New("index: texts that end behind their end")
	}
	if d.err != nil {
		return texts{}
	}
	return t
}
