package kernel

import "entente/ingest/text/internal/kernel/activation"

// multiply is [Kernel.Multiply] in plain Go.
func multiply(acc []int32, x []int16, n int, w *Matrix) {
	for p := range w.panels() {
		first, weights := w.panel(p)
		for i := range n {
			vector := x[i*w.cols:][:w.cols]
			sums := acc[i*w.rows+first:][:min(panelRows, w.rows)]
			for col := 1; col < len(vector); col += 2 {
				x0, x1 := int32(vector[col-1]), int32(vector[col])
				pairs := weights[(col-1)*panelRows:][:2*len(sums)]
				for r := range sums {
					sums[r] += x0*int32(pairs[2*r]) + x1*int32(pairs[2*r+1])
				}
			}
		}
	}
	if w.cols%2 == 1 {
		addLastColumn(acc, x, n, w)
	}
}

// addLastColumn adds the products of the last of an odd number of columns.
func addLastColumn(acc []int32, x []int16, n int, w *Matrix) {
	for p := range w.panels() {
		first, weights := w.panel(p)
		pairs := weights[(w.cols-1)*panelRows:]
		for i := range n {
			last := int32(x[(i+1)*w.cols-1])
			sums := acc[i*w.rows+first:][:min(panelRows, w.rows)]
			for r := range sums {
				sums[r] += last * int32(pairs[2*r])
			}
		}
	}
}

// cell makes the step of [Kernel.Cell] for one sentence, in plain Go, and for the
// units from the given one on. As in package activation, conversions to float32
// forbid to fuse operations.
func cell(acc []int32, scale, bias, c []float32, h []int16, from int) {
	hidden := len(c)
	pre := func(row int) float32 { return float32(float32(acc[row])*scale[row]) + bias[row] }
	for u := from; u < hidden; u++ {
		in, forget := activation.Sigmoid(pre(u)), activation.Sigmoid(pre(hidden+u))
		next, out := activation.Tanh(pre(2*hidden+u)), activation.Sigmoid(pre(3*hidden+u))
		c[u] = float32(forget*c[u]) + float32(in*next)
		h[u] = activation.Quantise(float32(out * activation.Tanh(c[u])))
	}
}
