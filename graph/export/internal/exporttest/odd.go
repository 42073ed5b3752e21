package exporttest

import (
	"math/rand/v2"
	"strings"
)

// Generator makes texts as odd as a store can hold.
type Generator struct{ *rand.Rand }

// NewGenerator is a generator that makes the same of the same seed.
func NewGenerator(seed uint64) Generator { return Generator{rand.New(rand.NewPCG(seed, 2))} }

// Oddities are what is hard to write.
var Oddities = []string{
	`"`, `\`, "\n", "\r", "\t", " ", "'", "<", ">", "_:b", `"^^`, `"^^<http://a/t>`, `"@en`, " .", "#", "\x00", "\x01", "\b", "\f", "\v", "\x1f", "\x7f", "\u0085",
	"\u2028", "é", "e\u0301", "الأسد", "普京", "😀", "👩‍👩‍👧", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "Iran", `\u0041`, `\n`, "1", "true",
}

// Text is a text of a few oddities, at times none.
func (g Generator) Text() string {
	var b strings.Builder
	for range g.IntN(7) {
		b.WriteString(Oddities[g.IntN(len(Oddities))])
	}
	return b.String()
}
