package export

import (
	"bufio"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
)

// sorter sorts lines, of which there may be more than memory holds: whenever
// those in memory exceed the budget they go, sorted, to a temporary file (a
// run), and the runs are merged at the end. Each line ends in its only line feed.
type sorter struct {
	budget int // bytes of lines to keep in memory
	lines  []string
	size   int // of lines
	runs   []*os.File
}

func (s *sorter) add(line string) error {
	s.lines = append(s.lines, line)
	s.size += len(line)
	if s.size > s.budget {
		return s.spill()
	}
	return nil
}

// sortLines orders what is in memory, each line once.
func (s *sorter) sortLines() {
	slices.Sort(s.lines)
	s.lines = slices.Compact(s.lines)
}

// spill writes what is in memory to a new run.
func (s *sorter) spill() error {
	s.sortLines()
	f, err := os.CreateTemp("", "entente-sort-*")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	w := bufio.NewWriterSize(f, 1<<16)
	for _, line := range s.lines {
		if _, err := w.WriteString(line); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	clear(s.lines) // let the strings go
	s.lines, s.size = s.lines[:0], 0
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// sorted gives all lines in bytewise order, each once. It ends after an error.
func (s *sorter) sorted() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if len(s.runs) > 0 && len(s.lines) > 0 {
			if err := s.spill(); err != nil {
				yield("", err)
				return
			}
		}
		if len(s.runs) == 0 {
			s.sortLines()
			for _, line := range s.lines {
				if !yield(line, nil) {
					return
				}
			}
			return
		}
		s.merge(yield)
	}
}

func (s *sorter) merge(yield func(string, error) bool) {
	var heads runHeap
	for _, f := range s.runs {
		r := &run{r: bufio.NewReaderSize(f, 1<<16)}
		if err := r.next(); err != nil { // a run is never empty
			yield("", fmt.Errorf("%s: %w", f.Name(), err))
			return
		}
		heads = append(heads, r)
	}
	heap.Init(&heads)
	last := ""
	for len(heads) > 0 {
		r := heads[0]
		if r.line != last {
			last = r.line
			if !yield(last, nil) {
				return
			}
		}
		switch err := r.next(); err {
		case nil:
			heap.Fix(&heads, 0)
		case io.EOF:
			heap.Pop(&heads)
		default:
			yield("", err)
			return
		}
	}
}

// close removes the temporary files.
func (s *sorter) close() error {
	var errs []error
	for _, f := range s.runs {
		errs = append(errs, f.Close(), os.Remove(f.Name()))
	}
	return errors.Join(errs...)
}

// run is a sorted file of lines, of which the first is read.
type run struct {
	line string
	r    *bufio.Reader
}

func (r *run) next() error {
	line, err := r.r.ReadString('\n')
	if err == io.EOF && line != "" {
		return io.ErrUnexpectedEOF
	}
	r.line = line
	return err
}

// runHeap has the run with the smallest line in front.
type runHeap []*run

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return h[i].line < h[j].line }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*run)) }
func (h *runHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
