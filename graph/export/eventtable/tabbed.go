package eventtable

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"entente/graph/export/internal/stream"
)

// tabbed writes a table whose columns are parted by tabs and which has no way to
// quote: what others wrote goes out on one line, without tabs, and with ' for ", lest
// a reader that knows of quotation takes it for its beginning.
type tabbed struct {
	*bufio.Writer
	name    string // of the format, for errors
	columns int
	rows    int
}

func newTabbed(w io.Writer, name string, columns int) *tabbed {
	return &tabbed{bufio.NewWriterSize(w, 1<<16), name, columns, 0}
}

func (t *tabbed) header(names []string) { t.WriteString(strings.Join(names, "\t") + "\n") }

// row writes the cells of a row. The buffer keeps an error of its writer, and gives it at once here,
// so that nothing more is read when there is nowhere to write it.
func (t *tabbed) row(cells ...string) error {
	if len(cells) != t.columns {
		return fmt.Errorf("%s: %d cells for %d columns", t.name, len(cells), t.columns)
	}
	for i, c := range cells {
		if i > 0 {
			_ = t.WriteByte('\t')
		}
		t.WriteString(strings.ReplaceAll(cell(c), `"`, "'"))
	}
	t.rows++
	return t.wrote(t.WriteByte('\n'))
}

func (t *tabbed) wrote(err error) error {
	if err != nil {
		return fmt.Errorf("%s: write: %w", t.name, err)
	}
	return nil
}

// cell is a value as a table has it: valid UTF-8 on one line, without the mark U+FEFF, which
// readers take for one of the encoding and drop.
func cell(s string) string {
	for i := range len(s) { // most are plain, and hundreds of millions of cells may be written
		if c := s[i]; c < ' ' || c >= 0x7f || c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return stream.Token(strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\ufeff", ""))
		}
	}
	return s
}
