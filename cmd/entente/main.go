// Entente reads news articles and builds a knowledge graph of who did what to
// whom. This package is its command line: flags, wiring and exit codes; what
// the commands do is done by the packages they wire together.
//
// Articles and questions enter; answers leave on standard output, as tables or
// as JSON lines; progress, warnings and errors leave on standard error. The
// exit status is 0 if the question was answered, also with none; 1 if it could
// not be; 2 if the program was called wrongly.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// The first Ctrl-C asks the command to stop where nothing is lost; once it
	// is told, the next one ends the process as usual.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr))
}
