package graph

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/schema"
)

// place is where a decision stands: in a line of a file, in the log already, or,
// if it is zero, in what a user says just now.
type place struct {
	file string
	line int
	kept bool // in the log
}

// placeAt is the place of one of several decisions, zero where none are known.
func placeAt(places []place, i int) place {
	if i < len(places) {
		return places[i]
	}
	return place{}
}

// of says of what stands there what is wrong with it.
func (p place) of(err error) error {
	if p.line == 0 {
		return err
	}
	return &DecisionError{p.file, p.line, err}
}

// DecisionError is what is wrong with a line of a file of decisions.
type DecisionError struct {
	File string
	Line int // from 1
	Err  error
}

// Error is "file:line: what is wrong".
func (e *DecisionError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap is what is wrong, without the place.
func (e *DecisionError) Unwrap() error { return e.Err }

// said is a decision as errors name it.
type said struct {
	text string
	place
}

func (s said) String() string {
	switch {
	case s.kept:
		return s.text + " (decided before)"
	case s.line > 0:
		return fmt.Sprintf("%s (%s:%d)", s.text, s.file, s.line)
	}
	return s.text
}

// contradict says that decisions cannot stand together. The one that was said last is
// refused for the sake of the others.
func contradict(all ...said) error {
	last := 0
	for i, s := range all {
		if was := all[last]; was.kept && !s.kept || was.kept == s.kept && was.line < s.line {
			last = i
		}
	}
	var others []string
	for i, s := range all {
		if i != last {
			others = append(others, s.String())
		}
	}
	return all[last].of(errors.New(all[last].text + " contradicts " + strings.Join(others, ", ")))
}

// standing is a verdict that stands, or would.
type standing struct {
	Verdict
	place
}

func (v standing) said() said {
	return said{v.word() + " " + string(v.From) + " " + string(v.Into), v.place}
}

// agree refuses verdicts that split two whom others join by way of a third.
func agree(verdicts map[pair]standing) error {
	one := map[schema.ActorID]schema.ActorID{}
	root := func(id schema.ActorID) schema.ActorID {
		for one[id] != "" {
			id = one[id]
		}
		return id
	}
	var splits []pair
	for on, v := range verdicts {
		if a, b := root(v.From), root(v.Into); !v.Same {
			splits = append(splits, on)
		} else if a != b {
			one[a] = b
		}
	}
	slices.SortFunc(splits, comparePairs)
	for _, on := range splits {
		if root(on[0]) == root(on[1]) {
			all := []said{verdicts[on].said()}
			for _, merge := range joining(verdicts, on[0], on[1]) {
				all = append(all, verdicts[merge].said())
			}
			return contradict(all...)
		}
	}
	return nil
}

func comparePairs(x, y pair) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) }

// joining are the fewest merges that make one of two, from the first to the second.
func joining(verdicts map[pair]standing, first, second schema.ActorID) []pair {
	beside := map[schema.ActorID][]pair{}
	for on, v := range verdicts {
		if v.Same {
			beside[on[0]], beside[on[1]] = append(beside[on[0]], on), append(beside[on[1]], on)
		}
	}
	other := func(on pair, id schema.ActorID) schema.ActorID {
		if on[0] == id {
			return on[1]
		}
		return on[0]
	}
	by := map[schema.ActorID]pair{first: {}} // the merge by which one was come to
	for queue := []schema.ActorID{first}; len(queue) > 0; queue = queue[1:] {
		here := beside[queue[0]]
		slices.SortFunc(here, comparePairs)
		for _, on := range here {
			next := other(on, queue[0])
			if _, seen := by[next]; !seen {
				by[next] = on
				queue = append(queue, next)
			}
		}
	}
	var chain []pair
	for id := second; id != first && by[id] != (pair{}); id = other(by[id], id) {
		chain = append(chain, by[id])
	}
	slices.Reverse(chain)
	return chain
}
