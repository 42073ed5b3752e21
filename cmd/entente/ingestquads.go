package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"entente/graph/export"
	"entente/ingest/source"
)

// quadFiles loads files of N-Quads. A line that is none is reported and skipped; of a
// file that breaks off what is there goes in.
func (in *ingestion) quadFiles(ctx context.Context, paths []string, stdin io.Reader, base string) error {
	for _, path := range paths {
		file, name, err := openQuads(path, stdin)
		if err == nil {
			err = in.quadFile(ctx, path, name, file, base)
			err = errors.Join(err, file.Close())
		}
		var inPath *fs.PathError
		switch {
		case errors.As(err, &inPath) && inPath.Path == path: // of the file, not of the database
			in.report.problem(&source.Problem{File: path, Err: inPath.Err})
		case errors.Is(err, errNoQuads):
			in.report.problem(&source.Problem{File: path, Err: errNoQuads})
		case errors.Is(err, export.ErrTurtle):
			in.report.problem(lineProblem(path, err))
		case err != nil:
			return err
		}
	}
	return in.store.Flush()
}

// errNoQuads says that a file holds no line of N-Quads.
var errNoQuads = errors.New("no N-Quads in it")

func openQuads(path string, stdin io.Reader) (file io.ReadCloser, name string, err error) {
	if path == "-" {
		return io.NopCloser(stdin), "stdin", nil
	}
	file, err = os.Open(path)
	if err != nil || !strings.EqualFold(filepath.Ext(path), ".gz") {
		return file, filepath.Base(path), err
	}
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, "", errors.Join(&fs.PathError{Op: "unzip", Path: path, Err: err}, file.Close())
	}
	return &zipped{unzipped, file}, strings.TrimSuffix(filepath.Base(path), ".gz"), nil
}

// zipped is a file that is unzipped as it is read.
type zipped struct {
	io.Reader
	io.Closer
}

func (in *ingestion) quadFile(ctx context.Context, path, name string, file io.Reader, base string) error {
	watched := &watchedReader{Reader: file}
	ours := false
	loaded, err := in.store.LoadQuads(name, skipBad(ctx, export.Own(export.ReadNQuads(watched, base), &ours), watched, func(err error) {
		in.report.problem(lineProblem(path, err))
		if errors.Is(err, export.ErrBrokenOff) {
			in.broken = append(in.broken, path)
		}
	}))
	if err != nil {
		return err
	}
	if !ours {
		in.report.say("%s: it tells no events: nothing in it is named by %s; was it written with another --base?", path, base)
	}
	in.count(loaded)
	return nil
}

// skipBad passes on what can be read and reports the rest. It ends with the
// first error of the file itself, with the context, with a file that is Turtle,
// and with errNoQuads if there is nothing.
func skipBad[Q any](ctx context.Context, quads iter.Seq2[Q, error], file *watchedReader, report func(error)) iter.Seq2[Q, error] {
	return func(yield func(Q, error) bool) {
		var none Q
		found := false
		for q, err := range quads {
			switch {
			case ctx.Err() != nil:
				yield(none, ctx.Err())
				return
			case file.err != nil:
				yield(none, file.err)
				return
			case errors.Is(err, export.ErrTurtle):
				yield(none, err)
				return
			case err != nil:
				report(err)
				continue
			}
			found = true
			if !yield(q, nil) {
				return
			}
		}
		if !found {
			yield(none, errNoQuads)
		}
	}
}

// lineProblem turns what is wrong with a line into a problem of that line.
func lineProblem(path string, err error) *source.Problem {
	var line *export.LineError
	if errors.As(err, &line) {
		return &source.Problem{File: path, Line: line.Line, Err: line.Err}
	}
	return &source.Problem{File: path, Err: err}
}

// watchedReader remembers the error with which reading failed, to tell it from
// what is wrong with a line.
type watchedReader struct {
	io.Reader
	err error
}

func (r *watchedReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil && err != io.EOF {
		r.err = fmt.Errorf("read: %w", err)
	}
	return n, err
}
