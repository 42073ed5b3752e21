// Package score compares who a text was found to speak of with the gold:
// coreference that people have annotated.
//
// The sentences of a document enter [NewGold], and the mentions that
// [mention.Find] has found in its words enter [Judge]; a [Report] leaves, to which
// those of other documents are added. The gold is annotated as in GUM
// (Zeldes 2017): an entity is what has one id, appositions and predicates that
// bear it included; bridging and what else links entities is not looked at.
//
// The measures are those of the CoNLL 2012 shared task as Pradhan and others
// (2014) define them for mentions that a system has found itself: [MUC], [BCubed],
// [CEAF], the mean of their F1, and numerators and denominators summed over
// documents. Entities of one mention are left out on both sides, as OntoGUM and
// OntoNotes do. Beside them stands what the graph depends on most: whether a pronoun
// gets the right name ([Answers]).
package score
