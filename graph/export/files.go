package export

import "io"

// File is one of the files of a format that has several.
type File struct {
	Name  string
	Write func(io.Writer) error
}
