package kernel

// multiply is [Kernel.Multiply] in plain Go.
func multiply(acc []int32, x []int16, n int, w *Matrix) {
	for i := range n {
		vector := x[i*w.cols:][:w.cols]
		for _, panel := range w.panels {
			sums := acc[i*w.rows+panel.first : min(i*w.rows+panel.first+panelRows, (i+1)*w.rows)]
			for col := 0; col+1 < len(vector); col += 2 {
				x0, x1 := int32(vector[col]), int32(vector[col+1])
				weights := panel.weights[col*panelRows:][:2*len(sums)]
				for r := range sums {
					sums[r] += x0*int32(weights[2*r]) + x1*int32(weights[2*r+1])
				}
			}
		}
	}
	if w.cols%2 == 1 {
		addLastColumn(acc, x, n, w)
	}
}

// addLastColumn adds the products of the last column, which has no neighbour.
func addLastColumn(acc []int32, x []int16, n int, w *Matrix) {
	for i := range n {
		last := int32(x[(i+1)*w.cols-1])
		for _, panel := range w.panels {
			sums := acc[i*w.rows+panel.first : min(i*w.rows+panel.first+panelRows, (i+1)*w.rows)]
			weights := panel.weights[(w.cols-1)*panelRows:]
			for r := range sums {
				sums[r] += last * int32(weights[2*r])
			}
		}
	}
}

// cell updates the units of a cell from the given one on. The conversions to
// float32 round each operation on its own: they forbid the compiler to fuse
// a product and a sum, as it does on some processors.
func cell(acc []int32, scale, bias, c []float32, h []int16, from int) {
	hidden := len(c)
	gate := func(row int) float32 {
		return tanh(float32(float32(acc[row])*scale[row]) + bias[row])
	}
	for u := from; u < hidden; u++ {
		in, forget, out := sigmoid(gate(u)), sigmoid(gate(hidden+u)), sigmoid(gate(3*hidden+u))
		c[u] = float32(forget*c[u]) + float32(in*gate(2*hidden+u))
		h[u] = roundEven(float32(out*tanh(c[u])) * constants[unit])
	}
}

// sigmoid is σ(2v), of the tanh of v.
func sigmoid(tanh float32) float32 { return float32(constants[half]*tanh) + constants[half] }

// roundEven rounds to the nearest integer, a half to the even one: at the size
// of 1.5·2²³ a float32 has no digits behind the point.
func roundEven(v float32) int16 {
	const big = 3 << 22
	return int16(float32(v+big) - big)
}
