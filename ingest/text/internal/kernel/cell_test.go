package kernel

import (
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/ingest/text/internal/kernel/activation"
)

// cellInput is what a step of a cell reads.
type cellInput struct {
	acc            []int32
	scale, bias, c []float32
	n, hidden      int
}

// randomCell has numbers as a network has them.
func randomCell(random *rand.Rand, n, hidden int) cellInput {
	in := cellInput{
		acc: make([]int32, n*4*hidden), scale: make([]float32, 4*hidden),
		bias: make([]float32, 4*hidden), c: make([]float32, n*hidden), n: n, hidden: hidden,
	}
	for i := range in.acc {
		in.acc[i] = int32(random.NormFloat64() * 1e5)
	}
	fill := func(values []float32, size float64) {
		for i := range values {
			values[i] = float32(random.NormFloat64() * size)
		}
	}
	fill(in.scale, 1e-5)
	fill(in.bias, 1)
	fill(in.c, 2)
	return in
}

// strangeCell has also numbers that are large, or small, or zeros of either sign.
func strangeCell(random *rand.Rand, n, hidden int) cellInput {
	in := randomCell(random, n, hidden)
	for i := range in.acc {
		if random.Intn(8) == 0 {
			in.acc[i] = []int32{0, 1, -1, math.MaxInt32, math.MinInt32, 1<<24 + 1, 1<<25 + 3}[random.Intn(7)]
		}
	}
	strange := []float32{0, float32(math.Copysign(0, -1)), activation.Limit, -activation.Limit,
		math.Nextafter32(activation.Limit, 8), 1e9, -1e9, 1e-30, -1e-42, math.SmallestNonzeroFloat32}
	for _, values := range [][]float32{in.scale, in.bias, in.c} {
		for i := range values {
			if random.Intn(8) == 0 {
				values[i] = strange[random.Intn(len(strange))]
			}
		}
	}
	return in
}

// step gives the state and the output of a cell after one step.
func (in cellInput) step(k *Kernel) (c []float32, h []int16) {
	c, h = slices.Clone(in.c), make([]int16, in.n*in.hidden)
	k.Cell(in.acc, in.scale, in.bias, c, h, in.n, in.hidden)
	return c, h
}

// TestCellBits compares every kernel with plain Go, to the bit.
func TestCellBits(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	plain := &Kernel{Name: "go"}
	for hidden := 1; hidden <= 100; hidden++ {
		for range 4 {
			in := strangeCell(random, 1+random.Intn(12), hidden)
			wantC, wantH := in.step(plain)
			for _, k := range All() {
				c, h := in.step(k)
				require.True(t, slices.Equal(bits(wantC), bits(c)), "state of kernel %s, %d units", k.Name, hidden)
				require.True(t, slices.Equal(wantH, h), "output of kernel %s, %d units", k.Name, hidden)
			}
		}
	}
}

func bits(floats []float32) []uint32 {
	list := make([]uint32, len(floats))
	for i, f := range floats {
		list[i] = math.Float32bits(f)
	}
	return list
}

// TestCell compares the step with its definition.
func TestCell(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	const n, hidden = 5, 43
	in := strangeCell(random, n, hidden)
	σ := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	for _, k := range All() {
		c, h := in.step(k)
		for i := range n {
			for u := range hidden {
				gate := func(g int) float64 {
					row := g*hidden + u
					return float64(in.acc[i*4*hidden+row])*float64(in.scale[row]) + float64(in.bias[row])
				}
				before := float64(in.c[i*hidden+u])
				state := σ(2*gate(1))*before + σ(2*gate(0))*math.Tanh(gate(2))
				require.InDelta(t, state, c[i*hidden+u], 1e-5*max(1, math.Abs(before)), k.Name)
				want := σ(2*gate(3)) * math.Tanh(float64(c[i*hidden+u])) * activation.Unit
				require.InDelta(t, want, h[i*hidden+u], 0.51, k.Name)
				require.LessOrEqual(t, max(h[i*hidden+u], -h[i*hidden+u]), int16(activation.Unit))
			}
		}
	}
}

func TestCellPanics(t *testing.T) {
	const n, hidden = 2, 16
	in := randomCell(rand.New(rand.NewSource(3)), n, hidden)
	for _, k := range All() {
		h := make([]int16, n*hidden)
		require.Panics(t, func() { k.Cell(in.acc[:n*4*hidden-1:n*4*hidden-1], in.scale, in.bias, in.c, h, n, hidden) })
		require.Panics(t, func() { k.Cell(in.acc, slices.Clip(in.scale[1:]), in.bias, in.c, h, n, hidden) })
		require.Panics(t, func() { k.Cell(in.acc, in.scale, slices.Clip(in.bias[1:]), in.c, h, n, hidden) })
		require.Panics(t, func() { k.Cell(in.acc, in.scale, in.bias, slices.Clip(in.c[1:]), h, n, hidden) })
		require.Panics(t, func() { k.Cell(in.acc, in.scale, in.bias, in.c, slices.Clip(h[1:]), n, hidden) })
	}
}
