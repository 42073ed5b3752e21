package source

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"entente/schema"
)

// MaxLength is how long a line of JSON, or the file of a plain text, may be, in bytes.
const MaxLength = 64 << 20

// Options say how to read.
type Options struct {
	Stdin     io.Reader   // what the path "-" stands for; none if nil
	Published schema.Date // of articles that do not say when they were published; may be zero
	Warn      func(error) // told, as a *Problem, what is amiss with articles that are read all the same; may be nil
}

// Problem is what is wrong with a file, or with one line of it.
type Problem struct {
	File string // as the caller named it, or the path found in a folder
	Line int    // from 1; 0 where the whole file is meant
	Err  error
}

// Error is "file:line: what is wrong".
func (p *Problem) Error() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %v", p.File, p.Err)
	}
	return fmt.Sprintf("%s:%d: %v", p.File, p.Line, p.Err)
}

// Unwrap is what is wrong, without the place.
func (p *Problem) Unwrap() error { return p.Err }

// What is wrong with an article, to be told from other errors by [errors.Is].
var (
	ErrBinary      = errors.New("binary, not text")
	ErrNoArticle   = errors.New("no article")
	ErrInvalidUTF8 = errors.New("not valid UTF-8")
	ErrEmpty       = errors.New("no text")
	ErrTooLong     = errors.New("too long")
	ErrNotJSON     = errors.New("not a JSON object")
	ErrDuplicate   = errors.New("another article has this id")
	ErrNoArticles  = errors.New("no articles in this folder")
	ErrUndated     = errors.New("no date of publication: relative dates stay empty") // only to Warn
	ErrRepeated    = errors.New("the same article again, passed over")               // only to Warn
	ErrPassedOver  = errors.New("files that are no articles passed over")            // only to Warn
)

// Read yields the articles of the paths, files, folders or "-", and a *Problem
// in the place of each that cannot be read. The ID of an article is unique
// among those yielded. The sequence reads anew each time it is ranged over,
// save for Stdin.
func Read(paths []string, opt Options) iter.Seq2[schema.Article, error] {
	return read(paths, opt, MaxLength)
}

func read(paths []string, opt Options, limit int) iter.Seq2[schema.Article, error] {
	return func(yield func(schema.Article, error) bool) {
		r := &reader{Options: opt, limit: limit, yield: yield, seen: make(map[string][sha256.Size]byte)}
		for _, p := range paths {
			if !r.path(p) {
				return
			}
		}
	}
}

// reader is one run over the sequence. Its methods return false when the
// caller wants no more.
type reader struct {
	Options
	limit   int
	yield   func(schema.Article, error) bool
	seen    map[string][sha256.Size]byte // hash of the text by ID
	entries int                          // articles and problems so far
	stdin   bool                         // was read
}

// origin is where an article comes from.
type origin struct {
	file string // as Problem.File
	name string // what articles are called after: the base of IDs
	line int    // of the file; in an archive, lines come before the member
	part int    // line of the member, or of the file where there is no archive
}

// at is the line of this number, counted from where o stands.
func (o origin) at(line int) origin {
	o.line += line
	o.part += line
	return o
}

func (r *reader) problem(o origin, err error) bool {
	r.entries++
	var inPath *fs.PathError
	if errors.As(err, &inPath) { // the path is said already
		err = inPath.Err
	}
	return r.yield(schema.Article{}, &Problem{o.file, o.line, err})
}

func (r *reader) warn(o origin, err error) {
	if r.Warn != nil {
		r.Warn(&Problem{o.file, o.line, err})
	}
}

// path reads what the caller named.
func (r *reader) path(name string) bool {
	if name == "-" {
		return r.standardInput()
	}
	o := origin{file: name, name: filepath.Base(name)}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return r.problem(o, err)
	case info.IsDir():
		return r.folder(name)
	}
	return r.file(o)
}

func (r *reader) standardInput() bool {
	o := origin{file: "stdin", name: "stdin"}
	if r.Stdin == nil || r.stdin {
		return r.problem(o, errors.New("there is nothing left to read"))
	}
	r.stdin = true
	return r.content(r.Stdin, o, unknown)
}

// file reads the file o.file by the form that its name says.
func (r *reader) file(o origin) bool {
	file, err := os.Open(o.file)
	if err != nil {
		return r.problem(o, err)
	}
	defer file.Close()
	var content io.Reader = file
	if strings.EqualFold(path.Ext(o.name), ".gz") {
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			return r.problem(o, err)
		}
		content = unzipped
	}
	return r.content(content, o, formOf(o.name))
}

// form is how a file is to be read.
type form int

const (
	unknown form = iota
	plain
	lines    // JSON lines
	document // JSON that may go over several lines
	archive
)

// formOf is the form that a file's name says.
func formOf(name string) form {
	name = strings.ToLower(name)
	switch path.Ext(strings.TrimSuffix(name, ".gz")) {
	case ".txt", ".text":
		return plain
	case ".jsonl", ".ndjson":
		return lines
	case ".json":
		return document
	case ".txtar":
		return archive
	}
	return unknown
}

func (r *reader) content(content io.Reader, o origin, f form) bool {
	br := bufio.NewReaderSize(content, 64<<10)
	if mark, _ := br.Peek(3); string(mark) == "\ufeff" {
		_, _ = br.Discard(3)
	}
	if f == unknown {
		f = plain
		if firstByte(br) == '{' {
			f = lines
		}
	}
	switch f {
	case lines, document:
		return r.json(br, o, f)
	case archive:
		return r.archive(br, o)
	}
	return r.plain(br, o)
}

// firstByte is the first byte that is no white space, without reading it; 0 if
// there is none near.
func firstByte(br *bufio.Reader) byte {
	head, _ := br.Peek(4096) // its error comes again on reading
	if head = bytes.TrimLeft(head, " \t\r\n"); len(head) > 0 {
		return head[0]
	}
	return 0
}

// plain reads one article of plain text.
func (r *reader) plain(content io.Reader, o origin) bool {
	text, err := r.readAll(content)
	if err != nil {
		return r.problem(o, err)
	}
	if err := cmp.Or(checkText(text), checkProse(text)); err != nil {
		return r.problem(o, err)
	}
	return r.article(schema.Article{ID: o.name, Text: string(text)}, o)
}

// readAll reads no more than the limit.
func (r *reader) readAll(content io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(content, int64(r.limit)+1))
	if err != nil {
		return nil, err
	}
	if len(data) > r.limit {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLong, r.limit)
	}
	return data, nil
}

// checkText reports why data is no text.
func checkText(data []byte) error {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fmt.Errorf("%w but UTF-16", ErrInvalidUTF8)
	case bytes.IndexByte(data, 0) >= 0:
		return ErrBinary
	case !utf8.Valid(data):
		at := 0
		for at < len(data) {
			c, size := utf8.DecodeRune(data[at:])
			if c == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		return fmt.Errorf("%w: byte %d is %#x", ErrInvalidUTF8, at, data[at])
	}
	return nil
}

// checkProse reports why a text is no article: its beginning is that of a file for
// programs. Their words would make events that nobody tells.
func checkProse(text []byte) error {
	line, _, _ := strings.Cut(strings.TrimSpace(string(text[:min(len(text), 64<<10)])), "\n")
	switch {
	case TableOf(line) != "":
		return fmt.Errorf("%w but a table of coded events: it is read by itself, or with --format %s", ErrNoArticle, TableOf(line))
	case strings.HasPrefix(line, "<?xml"), strings.HasPrefix(line, "<svg"):
		return fmt.Errorf("%w but XML", ErrNoArticle)
	case rdf.MatchString(line):
		return fmt.Errorf("%w but RDF: N-Quads are read with --format nquads", ErrNoArticle)
	}
	return nil
}

// rdf is the first line of a file in Turtle or N-Quads.
var rdf = regexp.MustCompile(`^(@prefix|@base|PREFIX|BASE) .*[:<]|^(<[^<> ]+>|_:[^ ]+) <[^<> ]+> .*\.$`)

// article yields an article that has an ID and a text, unless the text is
// blank or the ID was there before.
func (r *reader) article(a schema.Article, o origin) bool {
	if strings.TrimSpace(a.Text) == "" {
		return r.problem(o, ErrEmpty)
	}
	hash := sha256.Sum256([]byte(a.Text))
	if before, ok := r.seen[a.ID]; ok {
		if before == hash {
			r.entries++
			r.warn(o, fmt.Errorf("%w: id %q", ErrRepeated, a.ID))
			return true
		}
		return r.problem(o, fmt.Errorf("%w: %q", ErrDuplicate, a.ID))
	}
	r.seen[a.ID] = hash
	if a.Published.IsZero() {
		a.Published = Published(a.Text)
	}
	if a.Published.IsZero() {
		a.Published = r.Published
	}
	if a.Published.IsZero() {
		r.warn(o, ErrUndated)
	}
	r.entries++
	return r.yield(a, nil)
}
