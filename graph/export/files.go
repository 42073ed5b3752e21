package export

import "io"

// File is one of the files that a format consists of.
type File struct {
	Name  string // "nodes.csv"
	Write func(io.Writer) error
}
