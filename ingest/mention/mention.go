// Package mention finds who a text speaks of. A [text.Document] and the
// [actor.Base] of what is known enter; the [Mention] of each actor and the
// actors themselves leave, those the text introduces among them: "Iranian
// Deputy Foreign Minister Hossein Jaberi Ansari" gives a person with a name, a
// country and an office.
//
// Two passes read the document. The first (phrase.go, core.go, name.go …) cuts
// every sentence into noun phrases by their capitals, titles and known names,
// without yet saying who they are. The second (resolve.go) settles them by a
// sieve: what is sure goes first, and what follows relies on it.
//
//  1. Acronyms that the article explains, and names with a title: "SNC president
//     Ahmad Jarba" tells who "the SNC" and "the president" are wherever they stand.
//  2. In the order of the text: known names; full names; surnames of a fuller name
//     elsewhere in the article (namesake.go); offices by who bears them in the
//     article, else by who held them on the day of publication, counterparts by
//     the office of the other (description.go); bodies and groups by what described
//     them before; "both presidents", "the two" by who was named last (several.go).
//  3. At its place in that order, a pronoun of the third person: by what is salient
//     in number, gender and the grammar of its clause (salience.go, pronoun.go).
//     Things that are no actors compete, for "it" is mostly none.
//  4. A pronoun of the first person: by who is quoted (quotation.go).
//  5. Appositions and relative pronouns: by what they stand beside.
//
// What stays open is an actor of the article alone, "they.9c1f00ab12cd", and
// [Unresolved]. Every mention says [How] it was resolved.
//
// The grammar comes from the trees of the document, which must have been parsed
// by a [text.Model].
package mention

import (
	"entente/ingest/actor"
	"entente/ingest/text"
	"entente/schema"
)

// Mention is a noun phrase that stands for an actor.
type Mention struct {
	First, End int // its tokens, half open, without a possessive 's
	Sentence   int // index into Document.Sentences
	Actor      schema.ActorID
	How        How
	// Tail is where the phrase ends for the rest of the sentence: behind an
	// apposition ("Philip Hammond, the British chancellor,") and a possessive.
	Tail int
	// Inner mentions stand inside another: "Iran" in "Iran's president". They
	// are mentioned, but do not act.
	Inner bool
	// Place marks a mention that says where: "in Moscow".
	Place bool
	// Possessive mentions own what follows: "Putin's call", "his visit".
	Possessive bool
	// Adjective marks a nationality: "Russian" in "Russian-Iranian talks".
	Adjective bool
	// Plural mentions stand for several who may act on one another: "both presidents".
	Plural bool
}

// How says by what a mention was resolved.
type How string

// The ways of resolving a mention.
const (
	ByName      How = "name"        // a full or known name
	BySurname   How = "surname"     // part of a fuller name in the article
	ByRole      How = "role"        // an office: "the Russian president"
	ByOffice    How = "office"      // an office whose holder on the day of publication is known
	ByPronoun   How = "pronoun"     // he, she, they, it
	ByMetonym   How = "metonym"     // a capital or seat for its government
	ByNation    How = "nationality" // "Iranian", "the French"
	ByApposed   How = "apposition"  // "…, the head of the agency,"
	Described   How = "description" // an unnamed group: "Syrian officials"
	Unresolved  How = "unresolved"  // a pronoun or office whose bearer the text does not tell
	ByExpansion How = "acronym"     // an acronym the article explains
	ByMembers   How = "members"     // "both presidents": a mention of each
	ByRelative  How = "relative"    // "who" in "Merkel, who met Putin"
	ByQuotation How = "quotation"   // "I" and "we" in the words of somebody
)

// Result is what a document mentions.
type Result struct {
	Mentions []Mention      // by First, an outer mention before its inner ones
	Actors   []schema.Actor // every actor mentioned, sorted by ID
	// Others are the places and things, no actors, that the document comes back to:
	// of each the heads of its mentions. Pronouns among them are no actor's.
	Others [][]int
}

// Find reads a document. The article gives the ids of actors that only it
// knows, and the date on which it saw a role. Equal input gives equal output.
func Find(doc *text.Document, base *actor.Base, article *schema.Article) Result {
	r := newReader(doc, base)
	for i := range doc.Sentences {
		r.sentence(i)
	}
	return resolve(r, article)
}
