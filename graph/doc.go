// Package graph keeps what articles say as a graph, and answers from it. What
// enters are the readings of articles ([Store.Load]) and of tables of coded events
// ([Store.LoadCoded]), and quads of other graphs ([Store.LoadQuads]); what leaves are actors, events with their evidence,
// chains of contacts, and the results of Gizmo scripts. It alone knows Cayley.
//
// # On disk
//
// A database is a folder:
//
//	FORMAT   one line, "entente database 3": the version of log and store
//	log/     a LevelDB: what each article said, the truth
//	quads/   a Cayley store on LevelDB: what follows from the log
//	index    who is linked to whom, made from the store when asked for ([Store.Index])
//
// The log holds a record for every article, "article/" and its key, with the
// JSON of its [schema.Reading], and one for every import of quads, "import/" and
// a hash, which lists the "chunk/" records that hold the N-Quads; a table of coded
// events is several imports of one name, whose chunks hold readings. Each chunk has
// an index of what it speaks of, "nodes/" and its hash. The key
// "pending/" with the key of a record says that the store may not hold what
// the record gives. A reading that was replaced or retracted ([Store.Retract])
// stays under "gone/" as long as the store may hold what it gives. The key "stale"
// says that the store holds what nothing in the log gives any more. "generation"
// counts the batches that were written to the log: one before and one after each
// change of the store, so that the index knows whether it is of the store as it is.
// Beside Cayley's keys the store has an index of names, from which [Store.Find]
// answers. It is derived from the quads as they go in.
//
// # Who is who
//
// The log keeps readings under the ids that articles gave. Which ids are one
// actor, and which one stands for several, are decisions on top of it:
//
//   - "verdict/" and two ids: what a user said of them ([Store.Judge]);
//   - "identities": what follows from all readings and verdicts, see identify.
//     It says under which ids the store has the records ([schema.Sameness]).
//   - "cast/" and the key of an article: who appears in it, from which the
//     identities are decided without reading all texts again;
//   - "undecided": something was read or said since they were.
//
// What did not happen is decided on top of it as well: "ruling/" and a hash of a
// [Claim] has what a user said of an event ([Store.Decide], [Store.Reject],
// [Store.Correct]), that no article tells it or that they tell another. The
// identities on record hold the rulings under which the store is, too.
//
// Load applies the identities on record to what it adds. Flush decides anew, and
// if that changes them, marks the store stale in the batch that records them
// and rewrites what they touch, or rebuilds. So the graph does not depend on
// the order in which articles came and went and verdicts were given.
//
// Which ids are one by their names is decided from articles alone; what users say
// holds for tables and imported quads, too. Rows of tables are read under the
// decisions as articles are. Of imported quads only the ids that were merged away
// are replaced: they are of no article, and what they tell cannot be judged.
//
// # Why a crash loses nothing
//
// The store is always the union of the quads that the records give and of the
// vocabulary, but for pending records, for those that took the place of readings
// that are gone, and for quads of these; while it is stale, for any others too.
// Adding quads that are there already changes nothing, nor does removing those
// that are not, so:
//
//   - Load writes records and their marks in one synced batch of the log, adds
//     the quads to the store, and then removes the marks. Killed before the
//     batch, it never happened; killed after it, the marks make the next Open
//     add the quads, again or for the first time.
//   - The batch that replaces or takes out the record of an article keeps the old
//     reading as gone. Flush adds what the new one gives, removes what only the
//     old one gave, and then lets it go. Killed meanwhile, the next Flush does it
//     again. Only an import that is retracted makes the store stale.
//   - New identities make it stale in the batch that records them. The mark goes
//     when what they touch is rewritten. Killed meanwhile, the store is rebuilt.
//   - A rebuild writes quads.new, moves quads to quads.old and quads.new to
//     quads, and removes quads.old. Killed between the moves, there is no quads,
//     and quads.new is complete: Open finishes the move. Killed at any other
//     time, quads is whole, and Open removes the rest.
//   - A database of an older version is marked stale, built anew from its log
//     and only then marked as one of this version. Killed before that, it is an
//     old one still, and the next Open begins again. Readers refuse it till
//     then, and everybody refuses what a newer version made.
//   - Creating a database makes a log that says that the store is stale, under
//     another name, writes FORMAT, and then moves the log to its place. Killed
//     before that, the next Open creates it again; a FORMAT without either log is
//     of a database that has lost it. Open builds a stale store that is not there.
//
// Cayley keeps the ids of nodes that a failed transaction gave out, and would
// refer to nodes that are not there. So quads are checked before they are
// written, and after an error the store is closed and opened again. Its deletion
// leaves nodes and entries of indexes behind; ours, in one transaction of its
// LevelDB, leaves what a store has that never held the quads.
//
// A store that is damaged all the same is refused, and [Repair] builds it anew
// from the log.
//
// LevelDB lets in one writer or many readers. A writer holds the lock of the
// log as long as it is open, the moves above included. Whoever is kept out gets
// an [ErrLocked] at once, and may try again.
package graph
