package graph

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"entente/schema"
)

// validate says what is wrong with a reading. Cayley's stores go wrong in
// silence on a value that they cannot hold, so everything is checked before
// anything is written.
func validate(r *schema.Reading) error {
	a := &r.Article
	switch {
	case a.ID == "":
		return errors.New("it has no ID")
	case strings.TrimSpace(a.Text) == "":
		return errors.New("it has no text")
	}
	for _, s := range []string{a.ID, a.Title, a.Text, a.URL, a.Publisher} {
		if err := validText(s); err != nil {
			return err
		}
	}
	if err := validDate(a.Published); err != nil {
		return fmt.Errorf("published: %w", err)
	}
	if p := a.Published.Precision; !a.Published.IsZero() && p != schema.Day {
		return fmt.Errorf("published: %s is precise to the %s, not to the day", a.Published, p)
	}
	known := make(map[schema.ActorID]bool, len(r.Actors))
	for i := range r.Actors {
		if err := validActor(&r.Actors[i], known); err != nil {
			return err
		}
	}
	length := utf8.RuneCountInString(a.Text)
	for _, m := range r.Mentions {
		if !known[m.Actor] {
			return fmt.Errorf("mention %q: no actor %q in the reading", m.Text, m.Actor)
		}
		if err := errors.Join(validSpan(m.Span, length), validText(m.Text), validText(m.How)); err != nil {
			return fmt.Errorf("mention %q: %w", m.Text, err)
		}
	}
	events := make(map[string]bool, len(r.Events))
	for _, e := range r.Events {
		if err := validEvent(e, known); err != nil {
			return fmt.Errorf("event %s %s %s: %w", e.Source, e.Relation, e.Target, err)
		}
		if id := e.ID(); events[id] {
			return fmt.Errorf("event %s %s %s: %s is there twice", e.Source, e.Relation, e.Target, id)
		} else {
			events[id] = true
		}
		for _, ev := range e.Evidence {
			if err := validEvidence(&ev, a.ID, length); err != nil {
				return fmt.Errorf("event %s %s %s: evidence %s: %w", e.Source, e.Relation, e.Target, ev.Span, err)
			}
		}
	}
	return nil
}

func validActor(a *schema.Actor, known map[schema.ActorID]bool) error {
	switch {
	case !a.ID.Valid():
		return fmt.Errorf("actor %q: not a valid id", a.ID)
	case known[a.ID]:
		return fmt.Errorf("actor %s is there twice", a.ID)
	case a.Name == "":
		return fmt.Errorf("actor %s has no name", a.ID)
	case !a.Kind.Valid():
		return fmt.Errorf("actor %s: no kind %q", a.ID, a.Kind)
	}
	known[a.ID] = true
	for _, role := range a.Roles {
		if role.At != "" && !role.At.Valid() {
			return fmt.Errorf("actor %s: role %q at %q: not a valid id", a.ID, role.Title, role.At)
		}
		for _, d := range []schema.Date{role.From, role.To, role.Seen} {
			if err := validDate(d); err != nil {
				return fmt.Errorf("actor %s: role %q: %w", a.ID, role.Title, err)
			}
		}
	}
	return nil
}

func validEvent(e schema.Event, known map[schema.ActorID]bool) error {
	switch {
	case !e.Relation.Valid():
		return fmt.Errorf("no relation %q", e.Relation)
	case !e.Status.Valid():
		return fmt.Errorf("no status %q", e.Status)
	case e.Source == e.Target:
		return errors.New("source and target are the same")
	case !known[e.Source]:
		return fmt.Errorf("no actor %q in the reading", e.Source)
	case !known[e.Target]:
		return fmt.Errorf("no actor %q in the reading", e.Target)
	case len(e.Evidence) == 0:
		return errors.New("it has no evidence")
	}
	return validDate(e.Date)
}

func validEvidence(ev *schema.Evidence, article string, length int) error {
	if ev.Article != article {
		return fmt.Errorf("it is of article %q", ev.Article)
	}
	for _, s := range []schema.Span{ev.Span, ev.Source.Span, ev.Target.Span} {
		if err := validSpan(s, length); err != nil {
			return err
		}
	}
	return nil
}

func validSpan(s schema.Span, length int) error {
	if s.Start < 0 || s.End < s.Start || s.End > length {
		return fmt.Errorf("%s is not in a text of %d characters", s, length)
	}
	return nil
}

// validDate admits the dates that ISO 8601 can write and that read back the same.
func validDate(d schema.Date) error {
	if d.IsZero() {
		return nil
	}
	if d.Year < 0 || d.Year > 9999 || d != schema.DateOf(d.Time(), d.Precision) {
		return fmt.Errorf("no such date: %d-%d-%d, precision %q", d.Year, d.Month, d.Day, d.Precision)
	}
	if !slices.Contains([]schema.Precision{schema.Day, schema.Month, schema.Year, schema.Reported}, d.Precision) {
		return fmt.Errorf("no precision %q", d.Precision)
	}
	return nil
}

// validQuad says what is wrong with a quad that goes into the store. Cayley
// would take literals anywhere, N-Quads do not.
func validQuad(q quad.Quad) error {
	if !q.IsValid() {
		return fmt.Errorf("not a valid quad: %s", q)
	}
	for _, d := range quad.Directions {
		v := q.Get(d)
		if err := validValue(v); err != nil {
			return fmt.Errorf("not a valid quad: %s: %w", d, err)
		}
		_, iri := v.(quad.IRI)
		_, blank := v.(quad.BNode)
		if !(iri || blank && d != quad.Predicate || v == nil || d == quad.Object) {
			return fmt.Errorf("not a valid quad: %s: %s is no node", d, v)
		}
	}
	return nil
}

func validValue(v quad.Value) error {
	switch v := v.(type) {
	case nil, quad.Int, quad.Float, quad.Bool, quad.Time:
		return nil
	case quad.IRI:
		return validIRI(string(v))
	case quad.BNode:
		return validIRI(string(v))
	case quad.String:
		return validText(string(v))
	case quad.LangString:
		return errors.Join(validText(string(v.Value)), validIRI(v.Lang))
	case quad.TypedString:
		return errors.Join(validText(string(v.Value)), validIRI(string(v.Type)))
	}
	return fmt.Errorf("a value of type %T cannot be kept", v)
}

func validText(s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("not valid UTF-8: %.40q", s)
	}
	return nil
}

// validIRI refuses the characters that N-Quads do not admit in an IRI.
func validIRI(s string) error {
	if s == "" || strings.ContainsAny(s, "<>\"{}|^`\\") || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' }) || !utf8.ValidString(s) {
		return fmt.Errorf("not an IRI: %.80q", s)
	}
	return nil
}

// validImport says what is wrong with a quad of an import; line is the quad in
// N-Quads, which must give it back.
func validImport(q quad.Quad, line string) error {
	if err := validQuad(q); err != nil || keptAsIs(q) {
		return err
	}
	for back, err := range parseChunk([]byte(line)) {
		if err != nil {
			return err
		}
		if back.NQuad() != line {
			return fmt.Errorf("cannot be kept as N-Quads: %s", line)
		}
		return nil
	}
	return fmt.Errorf("cannot be kept as N-Quads: %s", line)
}

// keptAsIs reports whether N-Quads surely give a valid quad back as it is: one of
// IRIs, numbers and text that needs no escape. Most are, and to read them back takes long.
func keptAsIs(q quad.Quad) bool {
	for _, d := range quad.Directions {
		switch v := q.Get(d).(type) {
		case nil, quad.Int:
		case quad.IRI:
			if strings.ContainsFunc(string(v), unusual) {
				return false
			}
		case quad.String:
			if strings.ContainsFunc(string(v), unusual) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// unusual are the characters that N-Quads escape, or that need a second look.
func unusual(r rune) bool {
	return r < ' ' || r == '"' || r == '\\' || r == '<' || r == '>' || !unicode.IsPrint(r)
}
