package graph

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// engine runs one Gizmo script in a session of Cayley's, to which it adds the
// prelude.
//
// The session keeps its JavaScript to itself and runs scripts on a goroutine of
// its own, where a panic, of which Cayley has many, ends the process. But the
// functions of a script that gave them as its value can be called from here, and
// that of the global object is enough: through it the session gets a function
// of ours, start, and what Cayley runs is a call of that. So the script runs
// within a function that can recover.
type engine struct {
	session *gizmo.Session
	read    *reader
	script  string
	// of the session's JavaScript:
	global, graph, scratch *goja.Object
	newError, eval         goja.Callable

	// To be read once the session's goroutine is through:
	last any   // the value of the script's last expression
	err  error // what ended the script
}

// startCall is what the session runs.
const startCall = "start()"

func newEngine(qs *quadStore, script string) (*engine, error) {
	e := &engine{session: gizmo.NewSession(qs.QuadStore), read: newReader(qs), script: script}
	if err := e.reachIn(); err != nil {
		return nil, fmt.Errorf("gizmo: the engine does not start: %w", err)
	}
	if err := e.global.Set("start", e.start); err != nil {
		return nil, err
	}
	for name, f := range e.prelude() {
		if err := e.global.Set(name, func(call goja.FunctionCall) goja.Value { return f(call.Arguments) }); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// reachIn gets hold of the objects of the session. The results are not closed:
// that would interrupt what the session runs next.
func (e *engine) reachIn() error {
	ctx := context.Background()
	it, err := e.session.Execute(ctx, "(function () { return this })", query.Options{Collation: query.Raw})
	if err != nil {
		return err
	}
	var global func(goja.FunctionCall) goja.Value
	for it.Next(ctx) {
		if r, ok := it.Result().(*gizmo.Result); ok {
			global, _ = r.Val.(func(goja.FunctionCall) goja.Value)
		}
	}
	if it.Err() != nil || global == nil {
		return errors.Join(it.Err(), errors.New("no function"))
	}
	var isObject, isGraph, isFunction, isEval bool
	e.global, isObject = global(goja.FunctionCall{}).(*goja.Object)
	if !isObject {
		return errors.New("no global object")
	}
	e.graph, isGraph = e.global.Get("graph").(*goja.Object)
	e.newError, isFunction = goja.AssertFunction(e.global.Get("Error"))
	e.eval, isEval = goja.AssertFunction(e.global.Get("eval"))
	if !isGraph || !isFunction || !isEval {
		return errors.New("no graph, Error or eval")
	}
	scratch, err := e.newError(goja.Undefined())
	if err == nil {
		e.scratch = scratch.ToObject(nil)
	}
	return err
}

// start runs the script, which does not see it.
func (e *engine) start(goja.FunctionCall) goja.Value {
	if err := e.global.Set("start", goja.Undefined()); err != nil {
		e.throw("%v", err)
	}
	if crashed := e.evaluate(); crashed {
		runtime.Goexit() // the interpreter is in no state to go on; the session sees its goroutine end
	}
	return goja.Undefined()
}

func (e *engine) evaluate() (crashed bool) {
	defer func() {
		if p := recover(); p != nil {
			e.err, crashed = &ScriptError{Message: panicked(p)}, true
		}
	}()
	v, err := e.eval(goja.Undefined(), e.value(e.script))
	if err != nil {
		e.err = scriptError(err)
	} else {
		e.last = v.Export()
	}
	return false
}

// panicAt is what the interpreter puts before a panic's words.
var panicAt = regexp.MustCompile(`^(Panic at \d+: )+`)

func panicked(p any) string { return panicAt.ReplaceAllString(fmt.Sprint(p), "") }

// value is a Go value as one of the session's JavaScript. Only an object of it
// converts values, when they are set.
func (e *engine) value(v any) goja.Value {
	if v, ok := v.(goja.Value); ok {
		return v
	}
	if err := e.scratch.Set("value", v); err != nil {
		e.throw("%v", err)
	}
	return e.scratch.Get("value")
}

// throw throws an Error of JavaScript, in a function that a script called.
func (e *engine) throw(format string, args ...any) {
	exception, err := e.newError(goja.Undefined(), e.value(fmt.Sprintf(format, args...)))
	if err != nil {
		panic(err)
	}
	panic(exception)
}

// call calls a method of an object. What that throws goes on to the script.
func (e *engine) call(object goja.Value, method string, args ...any) goja.Value {
	f, ok := goja.AssertFunction(object.ToObject(nil).Get(method))
	if !ok {
		e.throw("there is no %s", method)
	}
	values := make([]goja.Value, len(args))
	for i, a := range args {
		values[i] = e.value(a)
	}
	v, err := f(object, values...)
	var exception *goja.Exception
	switch {
	case errors.As(err, &exception):
		panic(exception.Value())
	case err != nil:
		panic(err)
	}
	return v
}

// vertices is a path that starts at nodes. There must be one: V() is all there are.
func (e *engine) vertices(nodes []quad.Value) goja.Value {
	args := make([]any, len(nodes))
	for i, n := range nodes {
		args[i] = n
	}
	return e.call(e.graph, "V", args...)
}
