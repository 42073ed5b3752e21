// Command gen writes the assembly of package kernel: for each kind of processor
// the functions that multiply, one for every number of vectors that a block can
// have, and the functions that make activations of sums. In that package, `go generate` runs it.
package main

import (
	"flag"
	"os"

	"github.com/mmcloughlin/avo/build"
)

func main() {
	arguments := flag.NewFlagSet("gen", flag.ExitOnError)
	files := build.NewFlags(arguments)
	if err := arguments.Parse(os.Args[1:]); err != nil {
		os.Exit(2)
	}
	context := build.NewContext()
	constants := newConstants(context)
	for _, p := range []processor{newAVX512(context), newAVX2(context)} {
		for n := range p.vectors {
			multiply(p, n+1)
		}
		cell(p, constants)
		activate(p)
	}
	os.Exit(build.Main(files.Config(), context))
}
