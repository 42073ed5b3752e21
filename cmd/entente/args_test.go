package main

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v2"
)

func TestArrange(t *testing.T) {
	for _, test := range []struct{ given, want string }{
		{"met Putin", "met|--|Putin"},
		{"met Putin --json", "met|--json|--|Putin"},
		{"met --json Putin", "met|--json|--|Putin"},
		{"met Putin --db x Rouhani", "met|--db|x|--|Putin|Rouhani"},
		{"met Putin --db=x Rouhani --json", "met|--db=x|--json|--|Putin|Rouhani"},
		{"--db x met Putin", "met|--db|x|--|Putin"},
		{"--json met Putin", "met|--json|--|Putin"},
		{"met -json Putin", "met|-json|--|Putin"},
		{"ingest - --published 2013-11-18", "ingest|--published|2013-11-18|--|-"},
		// A flag's value may look like a flag.
		{"gizmo -e -1", "gizmo|-e|-1|--"},
		{"gizmo -e --json --json", "gizmo|-e|--json|--json|--"},
		{"gizmo -e --", "gizmo|-e|--|--"},
		{"--db met met Putin", "met|--db|met|--|Putin"},
		// After -- all are arguments.
		{"met -- --json -x", "met|--|--json|-x"},
		{"met Putin -- --db", "met|--|Putin|--db"},
		// Help, whatever else is given.
		{"met Putin --help", "met|--help"},
		{"met -h --nonsense", "met|--help"},
		{"help met", "met|--help"},
		{"help", "--help"},
		{"--help", "--help"},
		{"--version", "--version"},
		{"", ""},
		{"gizmo -e --help", "gizmo|-e|--help|--"},
		// A command of a command.
		{"actors merge Putin Poutine --db x", "actors|merge|--db|x|--|Putin|Poutine"},
		{"--db x actors --reason same merge A B", "actors|merge|--db|x|--reason|same|--|A|B"},
		{"actors merge --help", "actors|merge|--help"},
		{"actors --help", "actors|--help"},
	} {
		got, err := arrange(new(program).app(), strings.Fields(test.given))
		require.NoError(t, err, test.given)
		assert.Equal(t, test.want, strings.Join(got, "|"), test.given)
	}
}

func TestArrangeRefuses(t *testing.T) {
	for given, want := range map[string]string{
		"met Putin --jsonn":       "there is no flag --jsonn; did you mean --json?",
		"met --x":                 "there is no flag --x",
		"--x":                     "there is no flag --x",
		"met Putin --db":          "--db needs a value",
		"mett Putin":              `there is no command "mett"; did you mean "met"?`,
		"help mett":               `there is no command "mett"; did you mean "met"?`,
		"actors join A B":         `there is no command "join"; there are import, merge, split, same, decisions`,
		"actors -- merge":         "what to do wanted: import, merge, split, same, decisions",
		"actors merge A B --jsn":  "there is no flag --jsn",
		"stats --format gexf":     "there is no flag --format",
		"export --since=2013 --e": "there is no flag --e",
	} {
		_, err := arrange(new(program).app(), strings.Fields(given))
		var misuse *usageError
		if assert.ErrorAs(t, err, &misuse, given) {
			assert.Equal(t, want, misuse.message, given)
		}
	}
}

// Flags before the command are read without knowing it, so a name must take a
// value in every command or in none.
func TestFlagsAgree(t *testing.T) {
	kinds := map[string]reflect.Type{}
	var commands []*cli.Command
	for _, c := range new(program).app().Commands {
		commands = append(append(commands, c), c.Subcommands...)
	}
	for _, c := range commands {
		for _, f := range c.Flags {
			for _, name := range f.Names() {
				if before, ok := kinds[name]; ok {
					assert.Equal(t, before, reflect.TypeOf(f), "%s --%s", c.Name, name)
				}
				kinds[name] = reflect.TypeOf(f)
			}
		}
	}
	assert.Equal(t, reflect.TypeFor[*cli.BoolFlag](), kinds["json"])
}
