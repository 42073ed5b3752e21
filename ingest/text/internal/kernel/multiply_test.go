package kernel

import (
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMultiply compares every kernel with the sums as one would write them down,
// for all small shapes and some around the sizes of panels.
func TestMultiply(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	sizes := []int{63, 64, 65, 97}
	for size := range 41 {
		sizes = append(sizes, size)
	}
	for _, rows := range sizes {
		for _, cols := range sizes {
			checkMultiply(t, random, random.Intn(41), rows, cols)
		}
	}
	for n := range 41 {
		checkMultiply(t, random, n, 97, 65)
	}
}

func checkMultiply(t *testing.T, random *rand.Rand, n, rows, cols int) {
	weights, x := randomWeights(random, rows*cols), randomVectors(random, n*cols)
	start := make([]int32, n*rows)
	for i := range start {
		start[i] = int32(random.Uint32())
	}
	want := slices.Clone(start)
	for i := range n {
		for r := range rows {
			for c := range cols {
				want[i*rows+r] += int32(weights[r*cols+c]) * int32(x[i*cols+c])
			}
		}
	}
	w := Pack(weights, rows, cols)
	require.Equal(t, []int{rows, cols}, []int{w.Rows(), w.Cols()})
	for _, k := range All() {
		acc := slices.Clone(start)
		k.Multiply(acc, x, n, w)
		require.True(t, slices.Equal(want, acc), "kernel %s: %d vectors, %d × %d", k.Name, n, rows, cols)
	}
}

// TestRepack multiplies by weights of 16 bits in a matrix that was others before.
func TestRepack(t *testing.T) {
	random, w := rand.New(rand.NewSource(1)), new(Matrix)
	for _, size := range [][2]int{{97, 65}, {33, 64}, {5, 3}, {64, 128}, {0, 7}, {31, 128}, {257, 128}} {
		rows, cols, n := size[0], size[1], random.Intn(41)
		weights, x := randomVectors(random, rows*cols), randomVectors(random, n*cols)
		w.Repack(weights, rows, cols)
		want := make([]int32, n*rows)
		for i := range n {
			for r := range rows {
				for c := range cols {
					want[i*rows+r] += int32(weights[r*cols+c]) * int32(x[i*cols+c])
				}
			}
		}
		for _, k := range All() {
			acc := make([]int32, n*rows)
			k.Multiply(acc, x, n, w)
			require.True(t, slices.Equal(want, acc), "kernel %s: %d vectors, %d × %d", k.Name, n, rows, cols)
		}
	}
}

// TestMultiplyWraps takes the greatest products there are, whose sum is beyond
// an int32.
func TestMultiplyWraps(t *testing.T) {
	const n, rows, cols = 9, 33, 1025
	w := Pack(slices.Repeat([]int8{math.MinInt8}, rows*cols), rows, cols)
	x := slices.Repeat([]int16{math.MinInt16}, n*cols)
	for _, k := range All() {
		acc := make([]int32, n*rows)
		k.Multiply(acc, x, n, w)
		for _, sum := range acc {
			require.EqualValues(t, cols<<22-1<<32, sum, k.Name)
		}
	}
}

func TestMultiplyPanics(t *testing.T) {
	const n, rows, cols = 3, 64, 8
	w := Pack(make([]int8, rows*cols), rows, cols)
	require.Panics(t, func() { Pack(make([]int8, rows*cols-1), rows, cols) })
	for _, k := range All() {
		acc, x := make([]int32, n*rows), make([]int16, n*cols)
		require.NotPanics(t, func() { k.Multiply(acc, x, n, w) })
		require.Panics(t, func() { k.Multiply(slices.Clip(acc[:n*rows-1]), x, n, w) }, k.Name)
		require.Panics(t, func() { k.Multiply(acc, slices.Clip(x[:n*cols-1]), n, w) }, k.Name)
		require.Panics(t, func() { k.Multiply(acc, x, -1, w) }, k.Name)
	}
}

func TestKernels(t *testing.T) {
	kernels := All()
	require.Equal(t, kernels[0].Name, Best().Name)
	require.Equal(t, "go", kernels[len(kernels)-1].Name)
	for _, k := range kernels {
		t.Log("this processor runs kernel ", k.Name)
		if k.blocks != nil {
			require.Zero(t, panelRows%k.blockRows, k.Name)
		}
	}
}

func randomWeights(random *rand.Rand, count int) []int8 {
	w := make([]int8, count)
	for i := range w {
		w[i] = int8(random.Intn(1 << 8))
	}
	return w
}

func randomVectors(random *rand.Rand, count int) []int16 {
	x := make([]int16, count)
	for i := range x {
		x[i] = int16(random.Intn(1 << 16))
	}
	return x
}
