package source

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// OpenTables hands out the tables of a path: a file, also within .gz or .zip
// (each of its files), the files of a folder, in the order of their names, or what
// stdin gives for "-". The name is what Problems are to call the table. What cannot
// be opened or read is a *Problem; errors of do end it.
func OpenTables(path string, stdin io.Reader, do func(name string, content io.Reader) error) error {
	if path == "-" {
		if stdin == nil {
			stdin = strings.NewReader("")
		}
		return do("stdin", stdin)
	}
	info, err := os.Stat(path)
	if err != nil {
		return unread(path, err)
	}
	if !info.IsDir() {
		return openTable(path, do)
	}
	found := false
	err = filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return unread(file, err)
		case file != path && strings.HasPrefix(entry.Name(), ".") && entry.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(entry.Name(), ".") || !entry.Type().IsRegular() || !tableName(file):
			return nil
		}
		found = true
		return openTable(file, do)
	})
	if err == nil && !found {
		err = unread(path, errors.New("no tables in this folder"))
	}
	return err
}

// IsTable reports whether a file has the name and the beginning of a table. That may be a
// plain text, as POLECAT is given out.
func IsTable(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || !tableName(path) && !strings.EqualFold(filepath.Ext(strings.TrimSuffix(path, ".gz")), ".txt") {
		return false
	}
	enough := errors.New("seen enough")
	found := false
	_ = openTable(path, func(_ string, content io.Reader) error {
		line, _ := bufio.NewReaderSize(io.LimitReader(content, maxLine), 64<<10).ReadString('\n')
		found = TableOf(line) != ""
		return enough
	})
	return found
}

// tableName reports whether a file is named like a table.
func tableName(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	switch filepath.Ext(strings.TrimSuffix(name, ".gz")) {
	case ".tab", ".tsv", ".csv":
		return true
	case ".zip":
		return !strings.HasSuffix(name, ".gz")
	}
	return false
}

// openTable opens a file.
func openTable(path string, do func(name string, content io.Reader) error) error {
	if strings.EqualFold(filepath.Ext(path), ".zip") {
		return openZip(path, do)
	}
	file, err := os.Open(path)
	if err != nil {
		return unread(path, err)
	}
	defer file.Close()
	if !strings.EqualFold(filepath.Ext(path), ".gz") {
		return do(path, &tableReader{file, path})
	}
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return unread(path, err)
	}
	return do(path, &tableReader{unzipped, path})
}

func openZip(path string, do func(name string, content io.Reader) error) error {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return unread(path, err)
	}
	defer archive.Close()
	for _, member := range archive.File {
		if member.FileInfo().IsDir() {
			continue
		}
		name := path
		if len(archive.File) > 1 {
			name += "/" + member.Name
		}
		content, err := member.Open()
		if err != nil {
			return unread(name, err)
		}
		err = do(name, &tableReader{content, name})
		if err = errors.Join(err, content.Close()); err != nil {
			return err
		}
	}
	return nil
}

// tableReader says what is read where reading fails.
type tableReader struct {
	io.Reader
	name string
}

func (r *tableReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil && err != io.EOF {
		err = unread(r.name, err)
	}
	return n, err
}

func unread(name string, err error) error {
	var inPath *fs.PathError
	if errors.As(err, &inPath) { // the path is said already
		err = inPath.Err
	}
	return &Problem{File: name, Err: err}
}
