package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
)

// openGold opens a file of annotated sentences, packed by gzip or not; "-" is
// standard input.
func (p *program) openGold(path string) (io.ReadCloser, error) {
	file := io.NopCloser(p.stdin)
	if path != "-" {
		opened, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		if info, err := opened.Stat(); err == nil && info.IsDir() {
			opened.Close()
			return nil, fmt.Errorf("%s is a folder; files of sentences are wanted", path)
		}
		file = opened
	}
	buffered := bufio.NewReader(file)
	begin, err := buffered.Peek(2)
	switch {
	case errors.Is(err, io.EOF) || err == nil && string(begin) != "\x1f\x8b":
		return readCloser{buffered, file}, nil
	case err != nil:
		file.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	unpacked, err := gzip.NewReader(buffered)
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return readCloser{unpacked, file}, nil
}

// readCloser reads what is in a file, and closes the file.
type readCloser struct {
	io.Reader
	io.Closer
}
