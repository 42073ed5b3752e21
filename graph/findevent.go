package graph

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// UnknownEventError says that the graph has no event of an id, or none that
// begins so.
type UnknownEventError struct{ ID string }

func (e *UnknownEventError) Error() string { return fmt.Sprintf("no event %q", e.ID) }

// AmbiguousEventError says that the ids of several events begin in one way.
type AmbiguousEventError struct {
	ID         string
	Candidates []string // sorted
}

func (e *AmbiguousEventError) Error() string {
	const shown = 5
	text := fmt.Sprintf("%q may be %s", e.ID, strings.Join(e.Candidates[:min(shown, len(e.Candidates))], ", "))
	if more := len(e.Candidates) - shown; more > 0 {
		text += fmt.Sprintf(" or %d more", more)
	}
	return text
}

const eventPrefix = "event/"

var wholeEvent = regexp.MustCompile("^" + eventPrefix + "[0-9a-f]{16}$")

// fullEvent is an id of an event, or its beginning, with what all begin with.
func fullEvent(id string) string { return eventPrefix + strings.TrimPrefix(id, eventPrefix) }

// FindEvent gives the event of an id and the id in full: "event/9c1f…", without
// "event/", in capitals, or any beginning of it that no other event has. The error is an
// [UnknownEventError] or an [AmbiguousEventError] where it gives none.
// An id that is shortened or in capitals makes it read all quads.
func (s *Store) FindEvent(id string) (string, Told, error) {
	unlock, err := s.reading()
	if err != nil {
		return "", Told{}, err
	}
	defer unlock()
	full, told, err := s.findEvent(id)
	var unknown *UnknownEventError
	var ambiguous *AmbiguousEventError
	if err != nil && !errors.As(err, &unknown) && !errors.As(err, &ambiguous) {
		err = fmt.Errorf("graph: event %s: %w", id, err)
	}
	return full, told, err
}

func (s *Store) findEvent(id string) (string, Told, error) {
	full, r := fullEvent(id), newReader(s.quads)
	if !wholeEvent.MatchString(full) {
		all, err := takeSurvey(s.quads)
		if err != nil {
			return "", Told{}, err
		}
		events, err := all.identified()
		if err != nil {
			return "", Told{}, err
		}
		var ids []string
		begin := fullEvent(strings.ToLower(id))
		for one := range events {
			if strings.HasPrefix(strings.ToLower(one), begin) {
				ids = append(ids, one)
			}
		}
		if full, err = OneEvent(id, ids); err != nil {
			return "", Told{}, err
		}
	}
	ref, err := r.ref(quad.IRI(full))
	if err != nil {
		return "", Told{}, err
	}
	if ref != nil {
		told, err := r.told([]cayley.Ref{ref}, Filter{})
		if err != nil || len(told) == 1 {
			return full, told[0], err
		}
	}
	return "", Told{}, &UnknownEventError{id}
}

// OneEvent is the one of the ids that begins as the given one, as [Store.FindEvent] has it.
func OneEvent(id string, ids []string) (string, error) {
	if id == "" {
		return "", &UnknownEventError{id}
	}
	found := beginning(ids, fullEvent(id), func(one string) string { return one })
	if len(found) == 0 { // ids of ours have no capitals, those of others may
		found = beginning(ids, fullEvent(strings.ToLower(id)), strings.ToLower)
	}
	slices.Sort(found)
	switch found = slices.Compact(found); len(found) {
	case 0:
		return "", &UnknownEventError{id}
	case 1:
		return found[0], nil
	}
	return "", &AmbiguousEventError{id, found}
}

// beginning are the ids of which what form makes begins so.
func beginning(ids []string, begin string, form func(string) string) []string {
	var found []string
	for _, one := range ids {
		if strings.HasPrefix(form(one), begin) {
			found = append(found, one)
		}
	}
	return found
}
