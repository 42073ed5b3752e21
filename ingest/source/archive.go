package source

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"golang.org/x/tools/txtar"
)

// archive reads the members of a txtar archive that have the name of an article.
func (r *reader) archive(content io.Reader, o origin) bool {
	data, err := r.readAll(content)
	if err != nil {
		return r.problem(o, err)
	}
	if err := checkText(data); err != nil {
		return r.problem(o, err)
	}
	before := r.entries
	parsed := txtar.Parse(data)
	if last := len(parsed.Files) - 1; last >= 0 && !bytes.HasSuffix(data, []byte("\n")) {
		member := &parsed.Files[last] // whose last line txtar has ended
		member.Data = bytes.TrimSuffix(member.Data, []byte("\n"))
	}
	line := bytes.Count(parsed.Comment, []byte("\n"))
	for _, member := range parsed.Files {
		line++ // the line that names the member
		at := origin{file: o.file, name: member.Name, line: o.line + line}
		ok := true
		switch f := formOf(member.Name); {
		case strings.HasSuffix(member.Name, ".gz"):
		case f == plain:
			ok = r.plain(bytes.NewReader(member.Data), at)
		case f == lines || f == document:
			ok = r.json(bufio.NewReader(bytes.NewReader(member.Data)), at, f)
		}
		if !ok {
			return false
		}
		line += bytes.Count(member.Data, []byte("\n"))
	}
	if r.entries == before {
		return r.problem(o, ErrEmpty)
	}
	return true
}
