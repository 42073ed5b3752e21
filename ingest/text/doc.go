// Package text turns the text of an article into a [Document]: its tokens,
// its sentences, and what part of the article each sentence is; then tags,
// lemmas, trees and names.
//
// A string enters [Analyse], a Document with tokens and sentences leaves it, by
// rules. A [Model], which [Load] gives, says the rest, as it was taught by
// treebanks; see README.md for what of, how and how well. Its network is package
// internal/network. Offsets count bytes, half open, and a token is the text
// between its offsets, unchanged. The package knows nothing of actors or events.
//
// Tokens follow the conventions of the English Universal Dependencies
// treebanks EWT and GUM (https://universaldependencies.org): contractions and
// possessives divide ("do n't", "Iran 's"); a hyphen between words is a token
// ("three - day") unless it follows a prefix ("pro-Palestinian"); abbreviations
// keep their full stop ("U.S.", "Gen."); numbers, dates of digits, web and
// e-mail addresses stay whole; so do runs of dots, dashes and exclamation marks.
//
// The layout of the file decides before the punctuation does: a blank line ends
// a sentence always, a single newline ends it unless the text is hard-wrapped.
// A line of its own may then be a [Headline], a [Caption] or [Furniture] of the
// page by its form. Inside a block of running text, full stops, question and
// exclamation marks end sentences, with the quotes and brackets they close, save
// after titles, initials and abbreviations that go on.
package text
