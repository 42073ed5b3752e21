// Package source reads articles and tables of coded events from files, folders, archives and standard input.
//
// Paths enter [Read]; articles leave it one at a time, in the order of the
// paths and, within a folder, of the names. What cannot be read is yielded as a
// [Problem] in its place and the rest goes on, so that one bad line does not
// cost the others. Memory is bounded by the longest article, [MaxLength].
//
// A file is read by the end of its name, which ".gz" may follow:
//
//   - .txt, .text: plain text, one article; its ID is the name of the file, or
//     the path from the folder that was named, with slashes.
//   - .jsonl, .ndjson, .json: an object a line, one object, or an array of
//     objects {"id", "text", "title", "published", "url", "publisher"}, of which
//     only text must be there. Without an id the ID is "FILE:LINE".
//   - .txtar: an archive (golang.org/x/tools/txtar) whose members *.txt and
//     *.jsonl are read like files of that name, with the member's name for an ID.
//   - "-" and files with other names: JSON lines if the first character is "{",
//     else plain text. In a folder, files with other names are passed over, and so
//     are hidden ones.
//
// Tables of coded events, ICEWS, POLECAT and GDELT 2.0, have a door of their own:
// [OpenTables] and [ReadTable] give rows, likewise with problems in the place of
// those that cannot be read.
//
// The date of publication is the field of the object, else the one that the
// text states near its top or bottom (see [Published]), else [Options].Published.
package source
