package source

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// folder reads the files of a folder that have the name of an article, in the
// order of their names, folders within it where their own name stands.
func (r *reader) folder(root string) bool {
	w := walk{reader: r, root: root, visited: make(map[string]bool)}
	before := r.entries
	if !w.folder(root, "") {
		return false
	}
	o := origin{file: root}
	if w.passed > 0 {
		r.warn(o, fmt.Errorf("%d %w", w.passed, ErrPassedOver))
	}
	if r.entries == before {
		return r.problem(o, ErrNoArticles)
	}
	return true
}

type walk struct {
	*reader
	root    string
	visited map[string]bool // real paths of folders: links may lead in circles
	passed  int             // files of other names
}

// folder reads the folder dir, which is called name from the root on.
func (w *walk) folder(dir, name string) bool {
	o := origin{file: dir}
	actual, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return w.problem(o, err)
	}
	if w.visited[actual] {
		return true
	}
	w.visited[actual] = true
	entries, err := os.ReadDir(dir) // sorted
	if err != nil {
		return w.problem(o, err)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		if !w.entry(filepath.Join(dir, entry.Name()), path.Join(name, entry.Name()), entry) {
			return false
		}
	}
	return true
}

func (w *walk) entry(file, name string, entry os.DirEntry) bool {
	o := origin{file: file, name: name}
	mode := entry.Type()
	if mode&os.ModeSymlink != 0 {
		info, err := os.Stat(file)
		if err != nil {
			return w.problem(o, err)
		}
		mode = info.Mode().Type()
	}
	switch {
	case mode.IsDir():
		return w.folder(file, name)
	case !mode.IsRegular() || formOf(name) == unknown: // a pipe would be waited for
		w.passed++
		return true
	}
	return w.file(o)
}
