package main

import (
	"os"
	"strconv"

	"golang.org/x/term"
)

// Widths of answers, in columns.
const (
	defaultWidth = 100 // where there is no terminal to ask
	minimumWidth = 60  // narrower, a table is no longer read
)

// isTerminal reports whether a stream of ours is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// terminalWidth is the width for tables: what COLUMNS says, else the terminal.
func terminalWidth(stdout any) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return max(n, minimumWidth)
	}
	if f, ok := stdout.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return max(n, minimumWidth)
		}
	}
	return defaultWidth
}
