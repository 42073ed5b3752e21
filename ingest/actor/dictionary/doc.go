// Package dictionary reads the actors that users bring.
//
// Enter: PETRARCH actor and agent dictionaries, FollowTheMoney JSON lines,
// Popolo JSON, Wikidata entities and a plain CSV. Leave: an [actor.Dictionary],
// for [actor.Base.With], and the same as CSV, which is the normal form: people
// can check and edit it, and reading it again gives the same dictionary.
//
// Such files are written by many hands over many years. What is wrong in them is
// reported as a [Problem] with file and line and left out, be it a name, a code,
// an office or a whole line, and the rest is read. Only a file that cannot be
// read at all is an error.
package dictionary
