package activation

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTanh(t *testing.T) {
	worst := 0.0
	for x := float32(-10); x <= 10; x += 1.0 / 1024 {
		require.LessOrEqual(t, math.Abs(float64(Tanh(x))), 1.0, "tanh %v", x)
		require.Equal(t, -Tanh(x), Tanh(-x), "tanh is odd at %v", x)
		worst = max(worst, math.Abs(float64(Tanh(x))-math.Tanh(float64(x))))
	}
	t.Logf("greatest error of tanh: %.2g", worst)
	require.Less(t, worst, 2e-6)
	for _, x := range []float32{Limit, 100, 1e30, math.MaxFloat32} {
		require.InDelta(t, 1, Tanh(x), 2e-6, "tanh %v", x)
	}
	for _, x := range []float32{1e-5, 1e-20, 1e-30, math.SmallestNonzeroFloat32} {
		require.InEpsilon(t, x, Tanh(x), 1e-5, "tanh %v", x)
	}
	require.Equal(t, math.Float32bits(float32(math.Copysign(0, -1))), math.Float32bits(Tanh(float32(math.Copysign(0, -1)))))
}

func TestSigmoid(t *testing.T) {
	for x := float32(-20); x <= 20; x += 1.0 / 1024 {
		require.InDelta(t, 1/(1+math.Exp(-2*float64(x))), Sigmoid(x), 2e-6, "σ(2·%v)", x)
	}
}

func TestLeaky(t *testing.T) {
	for v, want := range map[float32]float32{2: 2, 0: 0, -2: -0.5, 1e-30: 1e-30, -1e-30: -2.5e-31} {
		require.Equal(t, want, Leaky(v, 0.25), "%v", v)
		require.Equal(t, v, Leaky(v, 1), "%v", v)
	}
}

func TestQuantise(t *testing.T) {
	for v, want := range map[float32]int16{
		0: 0, 1: 2048, -1: -2048, 0.5 / 2048: 0, 1.5 / 2048: 2, 2.5 / 2048: 2, -0.5 / 2048: 0, -1.5 / 2048: -2,
		0.49 / 2048: 0, 0.51 / 2048: 1, -15: -30720, 15: 30720, -15.5: -31000, 1e30: 31000,
	} {
		require.Equal(t, want, Quantise(v, Unit, 31000), "%v", v*2048)
	}
	for i := range 1 << 16 {
		v := float32(i-(1<<15)) / 4096 // all the halves
		require.Equal(t, int16(math.RoundToEven(float64(v)*2048)), Quantise(v, Unit, 1<<15-1), "%v", v*2048)
	}
}
