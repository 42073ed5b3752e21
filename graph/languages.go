package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
)

// GraphQL answers a query in Cayley's dialect of GraphQL and gives what it finds,
// at most limit objects if limit is positive: those of its fields, which go by
// their names where there are several. Values are as with [Store.Gizmo].
//
// What is wrong with the query is a [ScriptError]. The whole answer is in memory
// before the first object is given, and ctx is not looked at meanwhile: a query
// that is not trusted belongs in a process that can be lost.
func (s *Store) GraphQL(ctx context.Context, text string, limit int, emit func(row json.RawMessage) error) error {
	return s.answer("graphql", limit, emit, func() (objects []any, err error) {
		results, err := collect(ctx, graphql.NewSession(s.quads.QuadStore), text)
		if err != nil || len(results) == 0 {
			return nil, err
		}
		fields, _ := results[0].(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			switch found := fields[name].(type) {
			case nil:
			case []map[string]any:
				for _, object := range found {
					objects = append(objects, object)
				}
			default:
				objects = append(objects, found)
			}
		}
		return objects, nil
	})
}

// MQL answers a query in Cayley's dialect of MQL, the language of Freebase. It
// gives objects and ends as [Store.GraphQL] does. They are sorted, and so are
// lists within them, for Cayley finds them in any order; keys are those of the
// query, numbers and dates are text.
func (s *Store) MQL(ctx context.Context, text string, limit int, emit func(row json.RawMessage) error) error {
	return s.answer("mql", limit, emit, func() ([]any, error) {
		if err := checkMQL(text); err != nil {
			return nil, err
		}
		objects, err := collect(ctx, mql.NewSession(s.quads.QuadStore), text)
		for i := range objects {
			if objects[i], err = emitted(objects[i], 0); err != nil {
				return nil, err
			}
		}
		sortLists(objects)
		return objects, err
	})
}

// collect gives all results of a query.
func collect(ctx context.Context, session query.Session, text string) ([]any, error) {
	it, err := session.Execute(ctx, text, query.Options{Collation: query.JSON})
	if err != nil {
		return nil, syntaxOf(err)
	}
	defer it.Close()
	var out []any
	for it.Next(ctx) {
		out = append(out, it.Result())
	}
	err = it.Err()
	if err != nil && inWords.Replace(err.Error()) != err.Error() { // of the query: only there types are spoken of
		err = syntaxOf(err)
	}
	return out, err
}

// syntaxOf takes the place out of an error of the parser, of which more lines
// show it: "Syntax Error GraphQL (1:3) Expected Name, found EOF".
func syntaxOf(err error) error {
	first, _, _ := strings.Cut(err.Error(), "\n")
	e := &ScriptError{Message: inWords.Replace(first)}
	if _, scanErr := fmt.Sscanf(first, "Syntax Error GraphQL (%d:%d)", &e.Line, &e.Column); scanErr == nil {
		_, e.Message, _ = strings.Cut(first, ") ")
	}
	return e
}

// inWords says what Cayley's errors call by types of Go.
var inWords = strings.NewReplacer(
	"*ast.Variable", "a variable", "*ast.ObjectValue", "an object", "*ast.InlineFragment", "a fragment", "*ast.FragmentSpread", "a fragment",
	"*ast.FragmentDefinition", "a fragment", "quad.String", "text", "quad.IRI", "an id", "quad.BNode", "an id", "quad.Int", "a number", "quad.Float", "a number that is not whole",
	"quad.Bool", "true or false", "unsupported query type", "one query is wanted, without fragments",
)

// checkMQL says what is wrong with a query before Cayley would, in terms of its own or not at all.
func checkMQL(text string) error {
	var query any
	err := json.Unmarshal([]byte(text), &query)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		before := text[:max(0, syntax.Offset-1)]
		line := before[strings.LastIndexByte(before, '\n')+1:]
		return &ScriptError{Line: 1 + strings.Count(before, "\n"), Column: 1 + utf8.RuneCountInString(line), Message: syntax.Error()}
	}
	if err != nil {
		return &ScriptError{Message: err.Error()}
	}
	pattern := query
	if list, ok := query.([]any); ok && len(list) == 1 {
		pattern = list[0]
	}
	if _, ok := pattern.(map[string]any); !ok {
		return &ScriptError{Message: `one object is wanted, or a list of one, such as [{"id": null}]`}
	}
	return checkLists(query, "the query")
}

// checkLists refuses lists of several things, of which a query has none: a list is a wish for many.
func checkLists(v any, of string) error {
	switch v := v.(type) {
	case []any:
		if len(v) > 1 {
			return &ScriptError{Message: fmt.Sprintf("%s is a list of %d; what is to be found stands in a list alone", of, len(v))}
		}
		if len(v) == 1 {
			return checkLists(v[0], of)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if err := checkLists(v[key], strconv.Quote(key)); err != nil {
				return err
			}
		}
	}
	return nil
}

// answer gives the objects that ask finds, and what is wrong with the query as a
// [ScriptError] of its language.
func (s *Store) answer(language string, limit int, emit func(json.RawMessage) error, ask func() ([]any, error)) (err error) {
	unlock, err := s.reading()
	if err != nil {
		return err
	}
	defer unlock()
	objects, err := recovered(ask)
	if err == nil && limit > 0 && len(objects) > limit {
		objects = objects[:limit]
	}
	rows := make([]json.RawMessage, len(objects))
	for i := 0; i < len(objects) && err == nil; i++ {
		rows[i], err = encoded(objects[i])
	}
	var wrong *ScriptError
	switch {
	case errors.As(err, &wrong):
		wrong.Language = language
		return wrong
	case err != nil:
		return fmt.Errorf("%s: %w", language, err)
	}
	for _, row := range rows {
		if err := emit(row); err != nil {
			return err
		}
	}
	return nil
}

// recovered is what ask gives; a panic of Cayley is an error of the query.
func recovered(ask func() ([]any, error)) (objects []any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &ScriptError{Message: fmt.Sprint(p)}
		}
	}()
	return ask()
}

// sortLists sorts a list by the JSON of its elements, and the lists within it.
func sortLists(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, value := range v {
			sortLists(value)
		}
	case []any:
		for _, element := range v {
			sortLists(element)
		}
		slices.SortFunc(v, func(x, y any) int {
			a, _ := json.Marshal(x)
			b, _ := json.Marshal(y)
			return cmp.Compare(string(a), string(b))
		})
	}
}
