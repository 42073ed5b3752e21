// Package kernel holds the inner loops of the network: the product of a matrix of
// small integers with a batch of vectors, and what makes activations of its sums,
// the step of an LSTM cell or a function of each.
//
// Integers enter (activations of 16 bits, weights of 8) and exact integer sums
// leave; of such sums the other loops make the next activations. Each loop is
// there for several kinds of processor, as a [Kernel]. All kernels give the same
// bits: a sum of integers does not depend on its order, and for the floats see
// package activation.
//
// The assembly is generated; folder gen holds its source.
package kernel

//go:generate go run ./gen -pkg kernel -out kernel_amd64.s -stubs stubs_amd64.go

// A Kernel is the loops for one kind of processor. It is immutable.
type Kernel struct {
	Name string // "avx512", "avx2" or "go"

	// The functions in assembly; plain Go has none.
	blocks    []blockFunc // blocks[i] multiplies i+1 vectors at once
	blockRows int         // by so many rows, which divide panelRows
	cell      cellFunc
	activate  activateFunc
	lanes     int // how many floats these two compute at once
}

// A blockFunc adds to acc the products of vectors with rows of a panel, of which
// it takes the given number of column pairs. The vectors lie cols apart in x, and
// their sums rows apart in acc.
type blockFunc func(acc *int32, rows int, x *int16, cols int, panel *int16, pairs int)

// A cellFunc makes the step of [Kernel.Cell] for one sentence, and of its cell's
// hidden units for the first, a multiple of the lanes and more than none.
type cellFunc func(acc *int32, scale, bias, c *float32, h *int16, hidden, units int)

// An activateFunc does [Kernel.Activate] for so many numbers, a multiple of the
// lanes and more than none.
type activateFunc func(out *int16, acc *int32, scale, bias *float32, slope, unit, most float32, count int)

// All returns the kernels that this processor can run, the fastest first and
// plain Go last.
func All() []*Kernel { return append(native(), &Kernel{Name: "go"}) }

// Best returns the fastest kernel that this processor can run.
func Best() *Kernel { return All()[0] }

// Multiply adds to acc the products of the matrix with n vectors: of vector i,
// which is x[i*w.Cols():][:w.Cols()], to acc[i*w.Rows():][:w.Rows()]. Sums wrap
// around as int32 does. It panics, as slicing does, if acc or x are shorter.
func (k *Kernel) Multiply(acc []int32, x []int16, n int, w *Matrix) {
	acc, x = acc[:n*w.rows], x[:n*w.cols]
	if k.blocks == nil || w.rows < panelRows || w.cols < 2 {
		multiply(acc, x, n, w)
		return
	}
	// As few blocks as can hold the vectors, and these evenly: a block of few
	// takes hardly less time than one of more.
	blocks := (n + len(k.blocks) - 1) / len(k.blocks)
	for p := range w.panels() {
		first, weights := w.panel(p)
		for row := 0; row < panelRows; row += k.blockRows {
			for b := range blocks {
				i, end := n*b/blocks, n*(b+1)/blocks
				multiply := k.blocks[end-i-1]
				multiply(&acc[i*w.rows+first+row], w.rows, &x[i*w.cols], w.cols, &weights[2*row], w.cols/2)
			}
		}
	}
	if w.cols%2 == 1 {
		addLastColumn(acc, x, n, w)
	}
}

// Cell makes one step of an LSTM cell of hidden units for n sentences. acc holds
// the sums of a sentence by its gates i, f, g and o, each of hidden numbers; scale
// and bias, which are the same for all sentences, turn them into activations:
//
//	i, f, o = σ(2·(acc·scale + bias))   g = tanh(acc·scale + bias)
//
// The state c becomes f·c + i·g, and h becomes o·tanh(c) in [activation.Unit]. All
// numbers must be finite. Cell panics, as slicing does, if a slice is shorter.
func (k *Kernel) Cell(acc []int32, scale, bias, c []float32, h []int16, n, hidden int) {
	acc, c, h = acc[:n*4*hidden], c[:n*hidden], h[:n*hidden]
	scale, bias = scale[:4*hidden], bias[:4*hidden]
	units := 0 // of the assembly; plain Go does the rest
	if k.cell != nil {
		units = hidden - hidden%k.lanes
	}
	for i := range n {
		acc, c, h := acc[i*4*hidden:][:4*hidden], c[i*hidden:][:hidden], h[i*hidden:][:hidden]
		if units > 0 {
			k.cell(&acc[0], &scale[0], &bias[0], &c[0], &h[0], hidden, units)
		}
		cell(acc, scale, bias, c, h, units)
	}
}

// Activate makes activations of sums, as many as out has room for: v = acc·scale +
// bias or, where v is negative, slope·v, in the given unit and within ±most. See
// [activation.Leaky] and [activation.Quantise]. All numbers must be finite, most
// less than 2¹⁵. Activate panics, as slicing does, if a slice is shorter than out.
func (k *Kernel) Activate(out []int16, acc []int32, scale, bias []float32, slope, unit, most float32) {
	acc, scale, bias = acc[:len(out)], scale[:len(out)], bias[:len(out)]
	fast := 0 // of the assembly; plain Go does the rest
	if k.activate != nil && len(out) >= k.lanes {
		fast = len(out) - len(out)%k.lanes
		k.activate(&out[0], &acc[0], &scale[0], &bias[0], slope, unit, most, fast)
	}
	activate(out[fast:], acc[fast:], scale[fast:], bias[fast:], slope, unit, most)
}
