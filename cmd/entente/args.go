package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"entente/schema"
)

// arrange puts the arguments into the one order that urfave/cli reads: command,
// flags, "--", arguments. Users may mix them as they like; cli, as Go's flag
// package, takes everything after the first argument for an argument, so
// "met Putin --json" would look for an actor called "--json".
//
// The value of a flag is the next word, whatever it looks like ("-e -1"); "--"
// ends the flags; "-" is an argument. "help met" is "met --help".
func arrange(app *cli.App, words []string) ([]string, error) {
	command, at := findCommand(app, words)
	if at < 0 {
		return arrangeRoot(app, words)
	}
	if words[at] == "help" {
		rest := slices.Delete(slices.Clone(words), at, at+1)
		if topic, _ := findCommand(app, rest); topic != nil {
			return []string{topic.Name, "--help"}, nil
		}
		if len(rest) > 0 {
			return nil, unknownCommand(app, rest[0])
		}
		return []string{"--help"}, nil
	}
	if command == nil {
		return nil, unknownCommand(app, words[at])
	}
	words = slices.Delete(slices.Clone(words), at, at+1)
	flags, arguments, err := split(words, func(name string) (bool, bool) { return lookUp(command.Flags, name) }, flagNames(command.Flags))
	switch {
	case errors.Is(err, errHelp):
		// Without the rest: cli takes arguments beside --help for topics.
		return []string{command.Name, "--help"}, nil
	case err != nil:
		return nil, err
	}
	return slices.Concat([]string{command.Name}, flags, []string{"--"}, arguments), nil
}

// arrangeRoot checks the flags of a call without a command.
func arrangeRoot(app *cli.App, words []string) ([]string, error) {
	known := func(name string) (bool, bool) { return false, isHelp(name) || name == "version" || name == "v" }
	flags, _, err := split(words, known, []string{"help", "version"})
	if errors.Is(err, errHelp) {
		return []string{"--help"}, nil
	}
	return flags, err
}

// errHelp says that help is asked for, whatever else is wrong with the call.
var errHelp = errors.New("help wanted")

// split tells flags, with their values, from arguments. lookUp says of a
// flag's name whether it takes a value, and whether there is such a flag.
func split(words []string, lookUp func(name string) (takesValue, known bool), names []string) (flags, arguments []string, err error) {
	for i := 0; i < len(words); i++ {
		word := words[i]
		if word == "--" {
			return flags, append(arguments, words[i+1:]...), nil
		}
		if !isFlag(word) {
			arguments = append(arguments, word)
			continue
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
		if isHelp(name) {
			return nil, nil, errHelp
		}
		takesValue, known := lookUp(name)
		if !known {
			return nil, nil, unknownFlag(word, name, names)
		}
		flags = append(flags, word)
		if takesValue && !hasValue {
			if i++; i == len(words) {
				return nil, nil, misused("%s needs a value", word)
			}
			flags = append(flags, words[i])
		}
	}
	return flags, arguments, nil
}

// isFlag reports whether a word is a flag: "-x", "--xyz", but not "-".
func isFlag(word string) bool { return len(word) > 1 && word[0] == '-' }

func isHelp(name string) bool { return name == "help" || name == "h" }

// findCommand is the command that is called and where its name stands: the
// first word that is neither a flag nor a flag's value. Flags mean the same in
// every command (a test sees to it), so those before the name can be read
// without knowing it. The position is -1 if there is no such word.
func findCommand(app *cli.App, words []string) (*cli.Command, int) {
	var all []cli.Flag
	for _, c := range app.Commands {
		all = append(all, c.Flags...)
	}
	for i := 0; i < len(words); i++ {
		if words[i] == "--" {
			break
		}
		if !isFlag(words[i]) {
			return app.Command(words[i]), i
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(words[i], "-"), "=")
		if takesValue, _ := lookUp(all, name); takesValue && !hasValue {
			i++
		}
	}
	return nil, -1
}

// commandOf is the command of a call that went wrong, nil if none was named.
func commandOf(app *cli.App, words []string) *cli.Command {
	c, _ := findCommand(app, words)
	return c
}

// lookUp finds a flag among those defined.
func lookUp(defined []cli.Flag, name string) (takesValue, known bool) {
	for _, f := range defined {
		if slices.Contains(f.Names(), name) {
			_, isBool := f.(*cli.BoolFlag)
			return !isBool, true
		}
	}
	return false, false
}

func flagNames(defined []cli.Flag) []string {
	names := []string{"help"}
	for _, f := range defined {
		names = append(names, f.Names()...)
	}
	return names
}

func unknownFlag(word, name string, names []string) error {
	if guess := likely(name, names); guess != "" {
		return misused("there is no flag %s; did you mean --%s?", word, guess)
	}
	return misused("there is no flag %s", word)
}

func unknownCommand(app *cli.App, name string) error {
	var names []string
	for _, c := range app.Commands {
		if !c.Hidden {
			names = append(names, c.Name)
		}
	}
	if guess := likely(name, names); guess != "" {
		return misused("there is no command %q; did you mean %q?", name, guess)
	}
	return misused("there is no command %q; there are %s", name, strings.Join(names, ", "))
}

// likely is the name that shares its beginning with what was typed, or "": of
// a typo in a word this short, the first letters are mostly right.
func likely(typed string, names []string) string {
	typed = schema.Fold(typed)
	for n := len(typed); n >= 3; n-- {
		for _, name := range names {
			if strings.HasPrefix(schema.Fold(name), typed[:n]) {
				return name
			}
		}
	}
	return ""
}
