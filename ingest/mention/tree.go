package mention

// place is where a noun phrase stands in its clause.
type place uint8

// The places, as far as they tell how likely a pronoun is to take up the phrase.
const (
	elsewhere place = iota // beside the clause, or in a fragment
	subject
	object
	oblique  // behind a preposition, as a complement or adjunct of a verb
	embedded // inside another noun phrase: "Iran" in "Iran's president"
)

// relation is that of token i to its head, without a subtype.
func (r *reader) relation(i int) string { return r.doc.Tokens[i].Rel.Universal() }

// standing is the place of the phrase whose head is token i, and the word that
// governs it there, -1 for none. What is coordinated or in apposition stands
// where the first of its kind stands.
func (r *reader) standing(i int) (place, int) {
	for steps := 0; ; steps++ {
		t := &r.doc.Tokens[i]
		if t.Head < 0 || steps > maxDepth {
			return elsewhere, -1
		}
		switch r.relation(i) {
		case "conj", "appos", "flat", "fixed", "goeswith":
			i = t.Head
			continue
		case "nsubj", "csubj":
			return subject, t.Head
		case "obj", "iobj":
			return object, t.Head
		case "obl":
			return oblique, t.Head
		case "nmod", "compound", "amod", "det", "nummod":
			return embedded, t.Head
		}
		return elsewhere, t.Head
	}
}

// maxDepth ends a walk up the tree; no sentence of prose is that deep.
const maxDepth = 50

// below reports whether token i is token top or stands under it in the tree.
func (r *reader) below(i, top int) bool {
	for steps := 0; i >= 0 && steps < maxDepth; steps++ {
		if i == top {
			return true
		}
		i = r.doc.Tokens[i].Head
	}
	return false
}
