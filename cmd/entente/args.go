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
	path, rest, unknown := locate(app, words)
	switch {
	case len(path) == 0 && unknown == "help":
		topic, rest, unknown := locate(app, rest)
		if unknown != "" {
			return nil, unknownCommand(app.Commands, unknown)
		}
		if len(topic) == 0 && len(rest) > 0 {
			return nil, unknownCommand(app.Commands, rest[0])
		}
		return append(names(topic), "--help"), nil
	case len(path) == 0 && unknown == "":
		return arrangeRoot(app, words)
	case len(path) == 0:
		return nil, unknownCommand(app.Commands, unknown)
	}
	command := path[len(path)-1]
	flags, arguments, err := split(rest, func(name string) (bool, bool) { return lookUp(command.Flags, name) }, flagNames(command.Flags))
	switch {
	case errors.Is(err, errHelp):
		// Without the rest: cli takes arguments beside --help for topics.
		return append(names(path), "--help"), nil
	case err != nil:
		return nil, err
	case unknown != "":
		return nil, unknownCommand(command.Subcommands, unknown)
	case len(command.Subcommands) > 0:
		return nil, misused("what to do wanted: %s", strings.Join(names(command.Subcommands), ", "))
	}
	return slices.Concat(names(path), flags, []string{"--"}, arguments), nil
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

// locate finds the command that is called, behind the group it is of if it is
// of one, and gives the words that are left without their names. A command's
// name is the first word that is neither a flag nor a flag's value; unknown is
// one that names none. Flags mean the same in every command (a test sees to it),
// so those before the name can be read without knowing it.
func locate(app *cli.App, words []string) (path []*cli.Command, rest []string, unknown string) {
	var all []cli.Flag
	for _, group := range app.Commands {
		for _, c := range append([]*cli.Command{group}, group.Subcommands...) {
			all = append(all, c.Flags...)
		}
	}
	rest = words
	for commands := app.Commands; len(commands) > 0; {
		at := firstArgument(rest, all)
		if at < 0 {
			break
		}
		name := rest[at]
		rest = slices.Delete(slices.Clone(rest), at, at+1)
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(name) })
		if i < 0 {
			return path, rest, name
		}
		path = append(path, commands[i])
		commands = commands[i].Subcommands
	}
	return path, rest, ""
}

// firstArgument is where the first word stands that is neither a flag nor a
// flag's value, -1 if there is none.
func firstArgument(words []string, flags []cli.Flag) int {
	for i := 0; i < len(words) && words[i] != "--"; i++ {
		if !isFlag(words[i]) {
			return i
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(words[i], "-"), "=")
		if takesValue, _ := lookUp(flags, name); takesValue && !hasValue {
			i++
		}
	}
	return -1
}

func names(commands []*cli.Command) []string {
	var out []string
	for _, c := range commands {
		out = append(out, c.Name)
	}
	return out
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

func unknownCommand(commands []*cli.Command, name string) error {
	commands = slices.DeleteFunc(slices.Clone(commands), func(c *cli.Command) bool { return c.Hidden })
	if guess := likely(name, names(commands)); guess != "" {
		return misused("there is no command %q; did you mean %q?", name, guess)
	}
	return misused("there is no command %q; there are %s", name, strings.Join(names(commands), ", "))
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
