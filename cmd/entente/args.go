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
	called := []string{command.Name}
	if len(command.Subcommands) > 0 {
		sub, at := findAmong(command.Subcommands, allFlags(app), words)
		switch {
		case sub != nil:
			command, called = sub, append(called, sub.Name)
			words = slices.Delete(words, at, at+1)
		case at >= 0:
			return nil, unknownSubcommand(command, words[at])
		}
	}
	flags, arguments, err := split(words, func(name string) (bool, bool) { return lookUp(command.Flags, name) }, flagNames(command.Flags))
	switch {
	case errors.Is(err, errHelp):
		// Without the rest: cli takes arguments beside --help for topics.
		return append(called, "--help"), nil
	case err != nil:
		return nil, err
	}
	return slices.Concat(called, flags, []string{"--"}, arguments), nil
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
	return findAmong(app.Commands, allFlags(app), words)
}

// findAmong is findCommand among some commands.
func findAmong(commands []*cli.Command, flags []cli.Flag, words []string) (*cli.Command, int) {
	for i := 0; i < len(words); i++ {
		if words[i] == "--" {
			break
		}
		if !isFlag(words[i]) {
			for _, c := range commands {
				if c.HasName(words[i]) {
					return c, i
				}
			}
			return nil, i
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(words[i], "-"), "=")
		if takesValue, _ := lookUp(flags, name); takesValue && !hasValue {
			i++
		}
	}
	return nil, -1
}

// allFlags lists the flags of all commands.
func allFlags(app *cli.App) []cli.Flag {
	var all []cli.Flag
	for _, c := range app.Commands {
		all = append(all, c.Flags...)
		for _, sub := range c.Subcommands {
			all = append(all, sub.Flags...)
		}
	}
	return all
}

// calledAs is the command of a call that went wrong, "entente actors merge", and
// "entente" if none was named.
func calledAs(app *cli.App, words []string) string {
	c, at := findCommand(app, words)
	if c == nil || c.Hidden {
		return app.Name
	}
	called := app.Name + " " + c.Name
	if sub, _ := findAmong(c.Subcommands, allFlags(app), words[at+1:]); sub != nil {
		called += " " + sub.Name
	}
	return called
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

func unknownSubcommand(command *cli.Command, name string) error {
	var names []string
	for _, c := range command.Subcommands {
		names = append(names, c.Name)
	}
	return misused("%s has no command %q; there are %s", command.Name, name, strings.Join(names, ", "))
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
