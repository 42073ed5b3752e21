package kernel

import (
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"entente/ingest/text/internal/kernel/activation"
)

// activateInput is what [Kernel.Activate] reads.
type activateInput struct {
	acc               []int32
	scale, bias       []float32
	slope, unit, most float32
}

// randomActivations has the numbers of a cell as those of a layer.
func randomActivations(random *rand.Rand, cell func(random *rand.Rand, n, hidden int) cellInput, count int) activateInput {
	in := cell(random, 1, (count+3)/4)
	return activateInput{in.acc[:count], in.scale[:count], in.bias[:count],
		[]float32{0.1, 1}[random.Intn(2)], []float32{256, 2048}[random.Intn(2)], []float32{4095, 32767}[random.Intn(2)]}
}

func (in activateInput) out(k *Kernel) []int16 {
	out := make([]int16, len(in.acc))
	k.Activate(out, in.acc, in.scale, in.bias, in.slope, in.unit, in.most)
	return out
}

// TestActivateBits compares every kernel with plain Go.
func TestActivateBits(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	plain := &Kernel{Name: "go"}
	for count := range 100 {
		for range 10 {
			in := randomActivations(random, strangeCell, count)
			for _, k := range All() {
				require.True(t, slices.Equal(in.out(plain), in.out(k)), "kernel %s, %d numbers", k.Name, count)
			}
		}
	}
}

// TestActivate compares it with its definition.
func TestActivate(t *testing.T) {
	in := randomActivations(rand.New(rand.NewSource(2)), randomCell, 43)
	in.slope, in.unit, in.most = 0.1, activation.Unit, 3000
	bounded := 0
	for _, k := range All() {
		for i, got := range in.out(k) {
			v := float64(in.acc[i])*float64(in.scale[i]) + float64(in.bias[i])
			if v < 0 {
				v *= 0.1
			}
			if v*activation.Unit > 3000 {
				bounded++
			}
			require.InDelta(t, min(v*activation.Unit, 3000), got, 0.51, k.Name)
		}
	}
	require.Positive(t, bounded, "some are beyond the bounds")
	in.bias[0], in.most = -1e9, math.MaxInt16
	for _, k := range All() {
		require.EqualValues(t, -math.MaxInt16, in.out(k)[0], k.Name)
	}
}

func TestActivatePanics(t *testing.T) {
	const count = 32
	in := randomActivations(rand.New(rand.NewSource(3)), randomCell, count)
	for _, k := range All() {
		out := make([]int16, count)
		require.Panics(t, func() { k.Activate(out, slices.Clip(in.acc[1:]), in.scale, in.bias, 1, 1, 1) })
		require.Panics(t, func() { k.Activate(out, in.acc, slices.Clip(in.scale[1:]), in.bias, 1, 1, 1) })
		require.Panics(t, func() { k.Activate(out, in.acc, in.scale, slices.Clip(in.bias[1:]), 1, 1, 1) })
	}
}
