package network

import (
	"math"

	"entente/ingest/text/internal/kernel"
	"entente/ingest/text/internal/kernel/activation"
)

// linear is a layer y = scale·(W·x) + bias.
type linear struct {
	weights     *kernel.Matrix
	scale, bias []float32
}

// times leaves W·x for n inputs in acc, and gives it.
func (l *linear) times(k *kernel.Kernel, acc *[]int32, x []int16, n int) []int32 {
	*acc = grow(*acc, n*l.weights.Rows())
	clear(*acc)
	k.Multiply(*acc, x, n, l.weights)
	return *acc
}

// value is the output of a row with that sum. The conversion rounds the product
// before the bias is added: no processor may fuse the two.
func (l *linear) value(row int, sum int32) float32 {
	return float32(float32(sum)*l.scale[row]) + l.bias[row]
}

// argmax is the first greatest of the outputs from first up to end but that of
// not, counted from first.
func (l *linear) argmax(sums []int32, first, end, not int) int {
	top, most := first, float32(math.Inf(-1))
	for i := first; i < end; i++ {
		if value := l.value(i, sums[i]); value > most && i != not {
			top, most = i, value
		}
	}
	return top - first
}

// How much is left of a negative output of the layers on top of the encoder, if
// they have an activation.
const (
	leaky    = 0.1
	straight = 1
)

// activate makes activations of the sums of rows from first on, as many as out has
// room for.
func (l *linear) activate(k *kernel.Kernel, out []int16, sums []int32, first int, slope, unit, most float32) {
	k.Activate(out, sums[first:], l.scale[first:], l.bias[first:], slope, unit, most)
}

// The units of activations: how many make 1.
const (
	whole  = activation.Unit // of whatever is multiplied with weights
	factor = 1 << 8          // of the two factors of the score of an arc
)

// The bounds of activations, so that sums of their products stay within int32.
const (
	mostActivation = 1<<15 - 1
	mostHead       = 1<<14 - 1 // of the activation of a head
	mostFactor     = 1<<12 - 1 // with at most mostArc of them
	mostArc        = 128
)

// fixed rounds a score to whole units, a half to the even, within ±2²⁹.
func fixed(v float32, unit float64) int64 {
	return int64(min(max(math.RoundToEven(float64(v)*unit), -1<<29), 1<<29))
}
