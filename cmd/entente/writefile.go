package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// writeTo writes to the file that -o names, or to standard output.
func (p *program) writeTo(file string, write func(io.Writer) error) error {
	if toStdout(file) {
		return write(p.stdout)
	}
	return writeFile(file, write)
}

func toStdout(file string) bool { return file == "" || file == "-" }

// writeFile writes a file as a whole: beside it first, so that whoever reads
// the file finds the old one or the new one, never a half. What is no regular
// file, such as a pipe, is written to as it is.
func writeFile(name string, write func(io.Writer) error) (err error) {
	if to, err := filepath.EvalSymlinks(name); err == nil {
		name = to // what a link leads to is the file
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return writeInto(name, write)
		}
		mode = info.Mode().Perm()
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("%s: %w", name, errors.Unwrap(err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(tmp.Name()))
		}
	}()
	steps := []func() error{
		func() error { return write(tmp) },
		func() error { return tmp.Chmod(mode) },
		tmp.Sync,
		tmp.Close,
		func() error { return os.Rename(tmp.Name(), name) },
	}
	for i, step := range slices.All(steps) {
		if err := step(); err != nil {
			if i < len(steps)-2 {
				err = errors.Join(err, tmp.Close())
			}
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
