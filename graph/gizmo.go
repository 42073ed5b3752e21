package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
	"github.com/hidal-go/hidalgo/kv"
)

// ScriptError says what is wrong with a script or query.
type ScriptError struct {
	Language     string // "graphql", "mql"; Gizmo if empty
	Line, Column int    // from 1; zero where not known
	Message      string
}

func (e *ScriptError) Error() string {
	language := cmp.Or(e.Language, "gizmo")
	if e.Line == 0 {
		return language + ": " + e.Message
	}
	return fmt.Sprintf("%s: line %d, column %d: %s", language, e.Line, e.Column, e.Message)
}

// Gizmo runs a script in Cayley's query language and gives its results as they
// come, at most limit of them if limit is positive. A result of All or GetLimit
// is an object of its tags, the node itself under "id"; one of emit is what was
// emitted. If the script gives no result, the value of its last expression is
// one. Nodes are plain ids, without the angle brackets that they have within the
// script; dates are text in ISO 8601; keys are sorted.
//
// It ends with ctx, and with the first error of emit. What is wrong with the
// script is a [ScriptError]. Some scripts use up all memory or overflow the
// stack, and some search for a pattern and do not notice that ctx has ended: one
// that is not trusted belongs in a process that can be lost.
func (s *Store) Gizmo(ctx context.Context, script string, limit int, emit func(row json.RawMessage) error) error {
	unlock, err := s.reading()
	if err != nil {
		return err
	}
	defer unlock()
	if err := checkSyntax(script); err != nil {
		return err
	}
	e, err := newEngine(s.quads, script)
	if err != nil {
		return err
	}
	// Cayley counts wrongly once a script sets a limit itself, so the rows are counted here.
	it, err := e.session.Execute(ctx, startCall, query.Options{Collation: query.Raw})
	if err != nil {
		return &ScriptError{Message: err.Error()}
	}
	defer func() {
		it.Close()
		// The script runs on until it notices; the store must stay open meanwhile.
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		for it.Next(grace) {
		}
	}()
	rows := 0
	for (limit <= 0 || rows < limit) && it.Next(ctx) {
		result, ok := it.Result().(*gizmo.Result)
		if !ok || result.Meta {
			continue
		}
		row, err := s.row(result)
		if err != nil {
			return err
		}
		if row == nil {
			continue
		}
		if err := emit(row); err != nil {
			return err
		}
		rows++
	}
	if ctx.Err() != nil {
		return fmt.Errorf("gizmo: %w", ctx.Err())
	}
	if limit > 0 && rows >= limit {
		return nil
	}
	switch {
	case it.Err() != nil:
		return scriptError(it.Err())
	case e.err != nil || rows > 0 || !plain(e.last):
		return e.err
	}
	row, err := encoded(e.last)
	if err != nil {
		return err
	}
	return emit(row)
}

// checkSyntax tells errors with their place, as the interpreter would not.
func checkSyntax(script string) error {
	if _, err := parser.ParseFile(nil, "", script, 0); err != nil {
		return syntaxError(err)
	}
	if _, err := goja.Compile("", script, false); err != nil {
		return &ScriptError{Message: err.Error()}
	}
	return nil
}

func syntaxError(err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return &ScriptError{Line: list[0].Position.Line, Column: list[0].Position.Column, Message: list[0].Message}
	}
	return &ScriptError{Message: err.Error()}
}

func scriptError(err error) error {
	if err == nil {
		return nil
	}
	var exception *goja.Exception
	if errors.As(err, &exception) {
		message := exception.Value().String()
		for _, kind := range []string{"Error: ", "GoError: "} {
			message = strings.TrimPrefix(message, kind)
		}
		if message == kv.ErrNotFound.Error() {
			message = "Cayley can't count this; count what it finds: ToArray().length"
		}
		e := &ScriptError{Message: message}
		if thrown, ok := exception.Value().Export().(error); ok { // by Cayley
			if errors.As(thrown, &exception) { // and before that, in a function that Cayley called
				return scriptError(exception)
			}
			e.Message = thrown.Error()
		}
		// goja tells the place in its text alone: "… at f (<eval>:2:5(7))".
		if _, at, ok := strings.Cut(exception.String(), "<eval>:"); ok {
			fmt.Sscanf(at, "%d:%d", &e.Line, &e.Column)
		}
		return e
	}
	return &ScriptError{Message: err.Error()}
}

// plain reports whether the value of an expression is data: a script that ends
// in a path without All asks for nothing.
func plain(v any) bool {
	switch v.(type) {
	case string, bool, int64, float64, int, []any, map[string]any:
		return true
	}
	return false
}

// row is a result as JSON, nil for one that has no node: Cayley tags the label of
// a quad that has none, too.
func (s *Store) row(r *gizmo.Result) (json.RawMessage, error) {
	if r.Tags == nil {
		return encoded(r.Val)
	}
	object := make(map[string]any, len(r.Tags))
	for tag, ref := range r.Tags {
		value, err := s.quads.NameOf(ref)
		if err != nil {
			return nil, fmt.Errorf("gizmo: %w", err)
		}
		if value != nil {
			object[tag] = value
		}
	}
	if len(object) == 0 {
		return nil, nil
	}
	return encoded(object)
}

// encoded is a value as JSON, nodes as jsonValue has them.
func encoded(v any) (json.RawMessage, error) {
	v, err := emitted(v, 0)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, &ScriptError{Message: err.Error()}
	}
	return json.RawMessage(strings.TrimSpace(text.String())), nil
}

// jsonValue is the value of a node as JSON has it.
func jsonValue(v quad.Value) any {
	switch v := v.(type) {
	case nil:
		return nil
	case quad.IRI:
		return string(v)
	case quad.Int:
		return int64(v)
	case quad.Bool:
		return bool(v)
	case quad.Float:
		return number(float64(v))
	case quad.Time:
		return isoTime(time.Time(v))
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	}
	return v.String()
}

// isoTime is a date where the time is midnight in UTC, as that of events is.
func isoTime(t time.Time) string {
	t = t.UTC()
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// number keeps what JSON has no number for as text.
func number(f float64) any {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return fmt.Sprint(f)
	}
	return f
}

// emitted is what a script made as JSON has it. Within the script a node is
// "<id>".
func emitted(v any, depth int) (any, error) {
	const deepest = 100
	if depth > deepest {
		return nil, &ScriptError{Message: "the emitted value is nested too deeply"}
	}
	switch v := v.(type) {
	case quad.Value:
		return jsonValue(v), nil
	case time.Time:
		return isoTime(v), nil
	case float64:
		return number(v), nil
	case string:
		if len(v) > 2 && v[0] == '<' && v[len(v)-1] == '>' && !strings.ContainsAny(v[1:len(v)-1], "<> \n\t") {
			return v[1 : len(v)-1], nil
		}
		return v, nil
	case []any:
		return emittedList(v, depth)
	case []map[string]any:
		return emittedList(v, depth)
	case []quad.Value:
		return emittedList(v, depth)
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			var err error
			if out[k], err = emitted(v[k], depth+1); err != nil {
				return nil, err
			}
		}
		return out, nil
	case nil, bool, int, int64:
		return v, nil
	}
	return nil, &ScriptError{Message: fmt.Sprintf("a value of type %T cannot be a result; end a path with All()", v)}
}

func emittedList[T any](list []T, depth int) (any, error) {
	out := make([]any, len(list))
	for i := range list {
		var err error
		if out[i], err = emitted(list[i], depth+1); err != nil {
			return nil, err
		}
	}
	return out, nil
}
