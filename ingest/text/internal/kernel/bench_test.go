package kernel

import (
	"fmt"
	"math/rand"
	"testing"
)

// BenchmarkMultiply reports products, each with its addition, in a nanosecond for
// shapes that networks have.
func BenchmarkMultiply(b *testing.B) {
	for _, shape := range []struct{ rows, cols, n int }{
		{768, 192, 8}, {768, 192, 13}, {768, 192, 32}, {768, 384, 8}, {768, 384, 32}, {1024, 512, 16}, {1024, 512, 64},
	} {
		for _, k := range All() {
			b.Run(fmt.Sprintf("%s/%dx%d/%d", k.Name, shape.rows, shape.cols, shape.n), func(b *testing.B) {
				random := rand.New(rand.NewSource(1))
				w := Pack(randomWeights(random, shape.rows*shape.cols), shape.rows, shape.cols)
				x := randomVectors(random, shape.n*shape.cols)
				acc := make([]int32, shape.n*shape.rows)
				for b.Loop() {
					k.Multiply(acc, x, shape.n, w)
				}
				reportPerNanosecond(b, shape.n*shape.rows*shape.cols, "products/ns")
			})
		}
	}
}

func BenchmarkCell(b *testing.B) {
	for _, k := range All() {
		b.Run(k.Name, func(b *testing.B) {
			in := randomCell(rand.New(rand.NewSource(1)), 16, 192)
			h := make([]int16, in.n*in.hidden)
			for b.Loop() {
				k.Cell(in.acc, in.scale, in.bias, in.c, h, in.n, in.hidden)
			}
			reportPerNanosecond(b, in.n*in.hidden, "units/ns")
		})
	}
}

func reportPerNanosecond(b *testing.B, each int, unit string) {
	b.ReportMetric(float64(b.N)*float64(each)/float64(b.Elapsed().Nanoseconds()), unit)
	b.ReportMetric(0, "ns/op")
}
