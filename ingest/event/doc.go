// Package event reads who did what to whom. A [text.Document] and what it
// mentions enter; events leave, each with the words that tell it, whether it
// happened, when and where.
//
// [Rules] of verbs and nouns tell the relations and where their participants stand.
// Whoever fills a place is looked for in the dependency tree (tree.go,
// arguments.go): subjects through passives, coordination, control and relative
// clauses, objects, what hangs behind a preposition, the possessors of a noun, and
// for a noun the verb that it hangs on (noun.go): "held talks with", "in Riga for
// talks with". The ideas are those of PredPatt (White and others, "Universal
// Decompositional Semantics on Universal Dependencies", EMNLP 2016). status.go reads
// along the same tree, from auxiliaries, negations and governing words, whether the
// event happened; when.go and where.go read its date and place. Nothing outside this
// package knows how a sentence is read: [Extract] is all of it, and [Explain] the
// same with its reasons. The document must have been parsed by a [text.Model].
//
// # Rules files
//
// A rules file is plain text that a researcher can read and write:
//
//	# Words of praise.
//	set tribute = tribute, homage, @thanks
//
//	[praised]
//	verb praise, hail -> object
//	verb pay @tribute -> to
//	verb shower … with @thanks -> object
//	noun praise -> for <- from
//	yes: [Angela Merkel] paid tribute to <Vladimir Putin> and <Hassan Rouhani>.
//	no: The film won praise for its music.
//
// Empty lines and lines that begin with # say nothing. A line that ends in a comma
// goes on in the next.
//
// A heading in brackets is a relation of [schema.Relations]; what follows tells it.
// Under the heading [none] stand words that tell nothing where the same words, or
// fewer of them, would tell a relation elsewhere: “verb call it” under [none] takes
// "call it a day" away from “verb call”. Rules of [none] name no places.
//
// A rule is “verb”, “noun” or “adjective”, words, an arrow, and places of the target;
// behind a second arrow, the other way round, places of the source. Words and places
// are lists with commas. All words are lemmas: "meet", "talk", but a noun of many
// such as "talks" may stand so.
//
//   - A word of two with a hyphen may stand in the text without it: the rule “impose
//     travel-ban” tells more than “impose ban”, and goes first.
//   - A verb may be followed by a particle or preposition (“call up”, “side with”),
//     by its object (“hold talk”, “break off tie”), before which an article or
//     adjectives may stand in the text, or by a preposition with its noun (“go on
//     strike”). “something” is any object: “return something”.
//   - “provide … with weapon” is a verb whose object is followed by that.
//   - A noun may stand behind other words (“phone call”, “on strike”) or before the
//     thing that it is of (“suspension of aid”).
//   - An adjective is one that says something of a subject (“is willing”), or a
//     participle used so (“allied”).
//   - @name is any word of the set of that name. Sets of all files are known in all
//     files; a set may hold those above it.
//
// The source of a verb or adjective is its subject, of a noun its possessor
// ("Putin's call", "the Russian invasion"), or who does what the verb above it says
// ("launched an attack"). Places of the target are
//
//   - object: the direct object; in a passive, the subject,
//   - last object: an object behind which no further complement stands: "called the
//     president", not "called the president a liar",
//   - acting object: whoever is to do something: "wanted Moscow to stop", "demanded
//     that Moscow stop"; of a noun, "the demand that Moscow stop",
//   - owner: whose the direct object is, or what stands behind the preposition of the
//     words: "met Iran's demands", "called for Iran's release",
//   - subject: the subject of the verb, of whom it tells what another did, who stands
//     behind a preposition of the source: “receive @aid -> subject <- from”,
//   - deed: whom the infinitive or gerund concerns that follows: "refused to arm
//     Kenya", "threats to attack Kenya". It is tried when all else has been read,
//   - purpose: whom the infinitive concerns that says what for: "sent troops to fight
//     rebels",
//   - between: source and target stand behind it together: "talks between A and B",
//   - a preposition: what stands behind it: "talks with B"; "out of" and "ahead of" too.
//
// Places of the source of a noun are prepositions ("a call from B"), and “bearer” for
// a noun that names one of the two: in "Russia, an ally of Syria" that is Russia.
//
// Of several rules whose words stand in the text, that of most words is tried
// first, then that of the earlier line; the first that finds its participants tells
// the event. A user's file goes before the built-in ones.
//
// “yes:” and “no:” sentences hold the file to what it claims. In a “yes:” sentence
// the sources are marked with [brackets] and the targets with <angles>: it tells
// the relation of the heading of each source to each target, and no more of it. A
// “no:” sentence does not tell it; under [none] it tells nothing at all.
package event
