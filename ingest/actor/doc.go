// Package actor is what is known of actors before any article is read: states,
// organisations and leaders with everything they are called by, and the words
// of office, the group nouns and the given names by which unknown persons and
// bodies are recognised.
//
// Enter: the tables of this folder, embedded in the program. Leave: a [Base]
// that finds the longest known name at a place in a text, word by word, and
// answers what a single word says about the actor beside it. Words are those
// of a tokeniser that follows UD English EWT: "al", "-", "Qaida"; "Iran",
// "'s"; "U.S.". Hyphens and the apostrophe of a plural possessive are passed
// over inside names, accents and the stops of abbreviations make no
// difference, and case does, except that words in CAPITALS are found too.
//
// Names can be ambiguous ("Korean", "Congo"); then all their actors are given,
// the most usual first, and the text has to decide. What a name means on the
// day of an article is for the reader of [schema.Actor.Roles].
//
// What users know besides comes as a [Dictionary], which package dictionary
// reads from files, and joins what is built in by [Base.With].
//
// The tables, their columns and sources are described in README.md.
package actor
