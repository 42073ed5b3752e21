package kernel

import "entente/ingest/text/internal/kernel/activation"

// multiply is [Kernel.Multiply] in plain Go.
func multiply(acc []int32, x []int16, n int, w *Matrix) {
	for p := range w.panels() {
		first, weights := w.panel(p)
		for i := range n {
			vector := x[i*w.cols:][:w.cols]
			sums := acc[i*w.rows+first:][:min(panelRows, w.rows)]
			for row := 0; row < len(sums); row += 4 {
				four := multiplyFour(vector, weights, row)
				for j, sum := range four[:min(4, len(sums)-row)] {
					sums[row+j] += sum
				}
			}
		}
	}
	if w.cols%2 == 1 {
		addLastColumn(acc, x, n, w)
	}
}

// multiplyFour returns the sums of four rows of a panel, which stay in registers.
func multiplyFour(vector, panel []int16, row int) [4]int32 {
	var s0, s1, s2, s3 int32
	for at := 2 * row; len(vector) >= 2; at += 2 * panelRows {
		x0, x1, w := int32(vector[0]), int32(vector[1]), (*[8]int16)(panel[at:])
		s0 += x0*int32(w[0]) + x1*int32(w[1])
		s1 += x0*int32(w[2]) + x1*int32(w[3])
		s2 += x0*int32(w[4]) + x1*int32(w[5])
		s3 += x0*int32(w[6]) + x1*int32(w[7])
		vector = vector[2:]
	}
	return [4]int32{s0, s1, s2, s3}
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
		h[u] = activation.Quantise(float32(out*activation.Tanh(c[u])), activation.Unit, activation.Unit)
	}
}

// activate is [Kernel.Activate] in plain Go.
func activate(out []int16, acc []int32, scale, bias []float32, slope, unit, most float32) {
	acc, scale, bias = acc[:len(out)], scale[:len(out)], bias[:len(out)]
	for i, sum := range acc {
		v := float32(float32(sum)*scale[i]) + bias[i]
		out[i] = activation.Quantise(activation.Leaky(v, slope), unit, most)
	}
}
