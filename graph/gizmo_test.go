package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

// rows runs a script and joins what it gives.
func rows(s *Store, script string, limit int) (string, error) {
	var out []string
	err := s.Gizmo(context.Background(), script, limit, func(row json.RawMessage) error {
		out = append(out, string(row))
		return nil
	})
	return strings.Join(out, "\n"), err
}

func TestGizmo(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s, news()...)
		for script, want := range map[string]string{
			`g.V("<vladimir-putin>").Out("<telephoned>").All()`:                               `{"id":"hassan-rouhani"}`,
			`g.V("<hassan-rouhani>").In("<telephoned>").Tag("who").Out("<telephoned>").All()`: `{"id":"hassan-rouhani","who":"vladimir-putin"}`,
			`g.V("<hassan-rouhani>").Out("<met>").All()`:                                      `{"id":"ali-salehi"}`,
			`g.V("<ali-salehi>").Out("<met>").GetLimit(1)`:                                    `{"id":"philip-hammond"}|{"id":"hassan-rouhani"}`,
			`g.V("<hassan-rouhani>").In("<target>").Has("<relation>","<telephoned>").SaveOpt("<date>","date").SaveOpt("<place>","place").Out("<source>").All()`: `{"date":"2013-11-18","id":"vladimir-putin"}`,
			`g.V("<vladimir-putin>").SaveOpt("<name>","name").SaveOpt("<code>","code").SaveOpt("<born>","born").All()`:                                          `{"code":"RUSGOV","id":"vladimir-putin","name":"Vladimir Putin"}`,
			`g.V("<telephoned>").SaveOpt("<quadclass>","class").SaveOpt("<symmetric>","both").All()`:                                                            `{"both":false,"class":1,"id":"telephoned"}`,
			`g.V("<hassan-rouhani>").In(["<source>","<target>"]).Count()`:                                                                                       `2`,
			`g.emit(g.V("<hassan-rouhani>").In(["<source>","<target>"]).count())`:                                                                               `2`,
			`g.V("<vladimir-putin>").Out("<telephoned>").ForEach(function(d){ g.emit({to: d.id, z: 1.5, a: [true, null, "x"]}) })`:                              `{"a":[true,null,"x"],"to":"hassan-rouhani","z":1.5}`,
			`var to = g.V("<vladimir-putin>").Out("<telephoned>").ToArray(); g.V(to[0]).Out("<met>").All()`:                                                     `{"id":"ali-salehi"}`,
			`g.emit(g.V("<vladimir-putin>").Out("<telephoned>").TagArray())`:                                                                                    `[{"id":"hassan-rouhani"}]`,
			`g.V("<nobody>").All()`:   ``,
			`g.V("<vladimir-putin>")`: ``, // a path that nobody asked for
			``:                        ``,
			`1 + 1`:                   `2`,
			`g.emit("a < b > c"); g.emit("<b c>"); 3`:                         "\"a < b > c\"\n\"<b c>\"",
			`g.emit(g.V("<vladimir-putin>").Out("<alias>").ToArray().sort())`: `["Putin","V. V. Putin"]`,
		} {
			got, err := rows(s, script, 0)
			if assert.NoError(t, err, script) {
				assert.Contains(t, strings.Split(want, "|"), got, script)
			}
		}
	})
}

func TestGizmoLimit(t *testing.T) {
	s := memory(t, news()...)
	for _, script := range []string{
		`for (var i = 0; i < 1000; i++) { g.emit(i) }`,
		`g.V().All()`,
		`g.V().GetLimit(50)`,
		`g.V().ForEach(function(d) { g.emit(d) })`,
	} {
		got, err := rows(s, script, 3)
		require.NoError(t, err, script)
		assert.Len(t, strings.Split(got, "\n"), 3, script)
	}
	got, err := rows(s, `g.V().GetLimit(2)`, 5)
	require.NoError(t, err)
	assert.Len(t, strings.Split(got, "\n"), 2)
}

func TestGizmoErrors(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s, news()...)
		for script, want := range map[string]string{
			`g.V(`:                              "gizmo: line 1, column 5: Unexpected end of input",
			"g.V()\n  .Out((\n":                 "gizmo: line 3, column 1: Unexpected end of input",
			"var x = 1;\nfoo.bar()":             "gizmo: line 2, column 1: ReferenceError: foo is not defined",
			"g.V().Outt()":                      "TypeError",
			"\n\nthrow 'no good'":               "no good",
			`throw new Error("no good")`:        "no good",
			`function f() { f() }; g.emit(g.V)`: "cannot be a result",
			"g.V('<vladimir-putin>').ForEach(function(d) {\n throw 'no good' })":        "gizmo: line 2, column 8: no good",
			"g.V('<vladimir-putin>').ForEach(function(d) {\n throw Error('no good') })": "gizmo: line 2, column 13: no good",
			"g.V('<vladimir-putin>').ForEach(function(d) { null.x })":                   "TypeError: Cannot read property",
			`g.V("<vladimir-putin>").ForEach(1)`:                                        "expected js callback function",
			`g.V().Out(1, 2, 3).All()`:                                                  "gizmo: expected string, got: int64", // a panic of Cayley
			`break`:                                                                     "Illegal break",
			`g.V("<vladimir-putin>").Has("<name>", regex("(")).All()`:                   "missing closing )",
		} {
			_, err := rows(s, script, 0)
			var wrong *ScriptError
			if assert.ErrorAs(t, err, &wrong, script) {
				assert.ErrorContains(t, err, want, script)
			}
		}
		// The store is none the worse.
		got, err := rows(s, `g.V("<vladimir-putin>").Out("<telephoned>").All()`, 0)
		require.NoError(t, err)
		assert.Equal(t, `{"id":"hassan-rouhani"}`, got)
	})
}

// Cayley asks the index how many there are, and of none it has no entry.
func TestGizmoCountsNone(t *testing.T) {
	s := onDisk(t)
	load(t, s, news()...)
	_, err := rows(s, `g.V("<hassan-rouhani>").Has("<name>", "Vladimir Putin").Count()`, 0)
	assert.ErrorContains(t, err, "Cayley can't count this")
	got, err := rows(s, `g.V("<hassan-rouhani>").Has("<name>", "Vladimir Putin").ToArray().length`, 0)
	require.NoError(t, err)
	assert.Equal(t, "0", got)
}

func TestGizmoStops(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s, news()...)
		for _, script := range []string{
			`while (true) {}`,
			`while (true) { g.emit(1) }`,
			`while (true) { g.V("<vladimir-putin>").Out("<telephoned>").All() }`,
		} {
			ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
			start := time.Now()
			err := s.Gizmo(ctx, script, 0, func(json.RawMessage) error { return nil })
			cancel()
			require.ErrorIs(t, err, context.DeadlineExceeded, script)
			assert.Less(t, time.Since(start), 5*time.Second, script)
		}
		stop := errors.New("stop")
		err := s.Gizmo(context.Background(), `while (true) { g.emit(1) }`, 0, func(json.RawMessage) error { return stop })
		require.ErrorIs(t, err, stop)
		clean(t, s)
	})
}

func TestPrelude(t *testing.T) {
	both(t, func(t *testing.T, s *Store) {
		load(t, s, news()...)
		for script, want := range map[string]string{
			`actor("PUTIN").All()`:                                                                         `{"id":"vladimir-putin"}`,
			`actor("<hassan-rouhani>").All()`:                                                              `{"id":"hassan-rouhani"}`,
			`actor("hassan-rouhani").Out("<met>").All()`:                                                   `{"id":"ali-salehi"}`,
			`actor(g.IRI("vladimir-putin")).All()`:                                                         `{"id":"vladimir-putin"}`,
			`actor("Putin", ["hassan-rouhani"]).Count()`:                                                   `2`,
			`actor(actor("Putin").ToArray()).All()`:                                                        `{"id":"vladimir-putin"}`,
			`actor("Putin").ForEach(function(d) { g.Emit(events(d.id).Count()) })`:                         `2`,
			`events("Putin").SaveOpt("<relation>", "r").TagArray().map(function(d) { return d.r }).sort()`: `["accused","telephoned"]`,
			`events("Putin", "hassan-rouhani").SaveOpt("<relation>", "r").TagArray()[0].r`:                 `"telephoned"`,
			`events("hassan-rouhani", actor("Putin")).Count()`:                                             `1`,
			`events(["Putin", "hassan-rouhani"]).ToArray().length - events(["Putin", "hassan-rouhani"]).Unique().ToArray().length`: `0`,
			`events(["Putin", "philip-hammond"], "ali-salehi").Count()`:                                                            `1`,
			`events("Putin", "philip-hammond").Count()`:                                                                            `0`,
			`quote(events("Putin", "hassan-rouhani").Out("<evidence>")).Count()`:                                                   `2`,
			`quote(events("Putin", "hassan-rouhani").Out("<evidence>").ToArray()).Unique().Count()`:                                `1`,
			`quote("evidence/none").Count()`:                                                                                       `0`,
			// The call of 18 November 2013, a meeting in November 2013, and others on the day of publication.
			`events("Putin").And(between("2013-11-18", "2013-11-18")).Count()`:                        `1`,
			`events("philip-hammond", "ali-salehi").And(between("2013-11-10", "2013-11-11")).Count()`: `1`,
			`events("philip-hammond", "ali-salehi").And(between("2013", "2013")).Count()`:             `1`,
			`events("philip-hammond", "ali-salehi").And(between("2013-10", "2013-10-31")).Count()`:    `0`,
			`events("philip-hammond", "ali-salehi").And(between("2013-12-01", "2014")).Count()`:       `0`,
			`between("2013-11-18", "2013-11-18").Has("<relation>", "<telephoned>").Count()`:           `1`,
			`events("Putin").And(between("2020", "2021")).Count()`:                                    `0`,
			// They are names like any other.
			`var actor = 1; function events() { return 2 }; actor + events()`: `3`,
		} {
			got, err := rows(s, script, 0)
			if assert.NoError(t, err, script) {
				assert.Equal(t, want, got, script)
			}
		}
		for script, want := range map[string]string{
			"\n  actor('Putn')":                 `gizmo: line 2, column 8: actor: no actor "Putn"; nearest: Vladimir Putin`,
			`events("vladimir-putin", "Putin")`: `events: vladimir-putin and Putin are one: [<vladimir-putin>]`,
			`actor("<putin>x")`:                 `no actor "<putin>x"`,
			`actor()`:                           `actor: a name is wanted`,
			`actor(3)`:                          `actor: a name is wanted, not 3`,
			`actor([])`:                         `actor: the list of names is empty`,
			`events()`:                          `events: one actor or two are wanted, not 0`,
			`events({})`:                        `events: a name is wanted`,
			`between("2013")`:                   `between: two dates are wanted, not 1`,
			`between("2013", "yesterday")`:      `between: "yesterday" is not a date of the form 2013-11-18`,
			`between("2014", "2013")`:           `between: 2014 is after 2013`,
			`between("1013", "2013")`:           `more than 200 years`,
			`quote()`:                           `quote: one path of evidence is wanted`,
			`quote(g)`:                          `quote: evidence is wanted`,
			`try { actor("Putn") } catch (e) { throw e.message.slice(0, 5) }`: `actor`,
		} {
			_, err := rows(s, script, 0)
			var wrong *ScriptError
			if assert.ErrorAs(t, err, &wrong, script) {
				assert.ErrorContains(t, err, want, script)
			}
		}
	})
}

// The prelude's between means what the filter of the commands means.
func TestBetweenIsTheFilter(t *testing.T) {
	var dates []string
	for _, d := range []string{"2012", "2013", "2014", "2013-01", "2013-03", "2013-04", "2013-05", "2013-01-01", "2013-03-31", "2013-04-01", "2013-04-15", "2013-04-30", "2013-05-01", ""} {
		dates = append(dates, strings.TrimSpace("x met y "+d))
	}
	s := memory(t, article("a", "", schema.Date{}, dates...))
	for _, from := range []string{"2013", "2013-04", "2013-04-01", "2013-04-15", "2012-12-31"} {
		for _, to := range []string{"2013", "2013-04", "2013-04-15", "2013-04-30", "2014"} {
			got, err := rows(s, fmt.Sprintf(`g.Emit(events("x", "y").And(between(%q, %q)).Count())`, from, to), 0)
			since, _ := schema.ParseDate(from)
			until, _ := schema.ParseDate(to)
			told, errTold := s.Between("x", "y", Filter{Since: since, Until: until})
			require.NoError(t, errors.Join(err, errTold))
			assert.Equal(t, fmt.Sprint(len(told)), got, "%s to %s", from, to)
		}
	}
}
