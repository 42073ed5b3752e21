// Package kernel holds the two inner loops of the network: the product of a
// matrix of small integers with a batch of vectors, and the step of an LSTM cell.
//
// Integers enter (activations of 16 bits, weights of 8) and exact integer sums
// leave; the cell takes such sums and gives the next activations. Each loop is
// there several times, for several kinds of processor, as a [Kernel]. All kernels
// give the same bits: sums of integers do not depend on their order, and the
// floating point of the cell is the same operations in the same order, each
// rounded on its own and none fused.
//
// The assembly is generated: folder gen writes it.
package kernel

//go:generate go run ./gen -pkg kernel -out kernel_amd64.s -stubs stubs_amd64.go

// A Kernel is the set of loops for one kind of processor. It has no state.
type Kernel struct {
	Name string // "avx512", "avx2" or "go"

	blocks []blockFunc // blocks[i] multiplies i+1 vectors by a panel; none: plain Go
	cell   cellFunc    // nil: plain Go
	lanes  int         // how many units of a cell the function cell updates at once
}

// A blockFunc adds to acc the products of some vectors, which lie cols apart in
// x, with a panel of pairs columns; their sums lie rows apart in acc.
type blockFunc func(acc *int32, rows int, x *int16, cols int, panel *int16, pairs int)

// A cellFunc updates the first units of a cell of the size hidden.
type cellFunc func(acc *int32, scale, bias, c *float32, h *int16, hidden, units int, constants *[constantCount]float32)

// All returns the kernels that this processor can run, the fastest first and
// plain Go last.
func All() []*Kernel {
	return append(native(), &Kernel{Name: "go"})
}

// Best returns the fastest kernel that this processor can run.
func Best() *Kernel { return All()[0] }

// Multiply adds to acc the products of the matrix with n vectors: of vector i,
// which is x[i*w.Cols():][:w.Cols()], to acc[i*w.Rows():][:w.Rows()]. Sums wrap
// around like any int32. It panics, as slicing does, if acc or x are shorter.
func (k *Kernel) Multiply(acc []int32, x []int16, n int, w *Matrix) {
	acc, x = acc[:n*w.rows], x[:n*w.cols]
	if len(k.blocks) == 0 || w.rows < panelRows || w.cols < 2 {
		multiply(acc, x, n, w)
		return
	}
	// The vectors are dealt evenly to as few blocks as can hold them.
	most := len(k.blocks)
	count := (n + most - 1) / most
	for p := range w.panels {
		panel := &w.panels[p]
		for b := range count {
			i, end := n*b/count, n*(b+1)/count
			k.blocks[end-i-1](&acc[i*w.rows+panel.first], w.rows, &x[i*w.cols], w.cols, &panel.weights[0], w.cols/2)
		}
	}
	if w.cols%2 == 1 {
		addLastColumn(acc, x, n, w)
	}
}

// Cell makes one step of an LSTM cell of the size hidden for n sentences. acc
// holds for each sentence the sums of the gates i, f, g and o, hidden of each;
// scale and bias, which are the same for all sentences, turn them into
//
//	i, f, o = σ(2·(acc·scale + bias))   g = tanh(acc·scale + bias)
//
// (the halves that σ needs are thus part of scale and bias). The state c becomes
// f·c + i·g, and h becomes o·tanh(c) in units of 1/2048, a half to the even. All
// values must be finite. Cell panics, as slicing does, if a slice is shorter.
func (k *Kernel) Cell(acc []int32, scale, bias, c []float32, h []int16, n, hidden int) {
	acc, c, h = acc[:n*4*hidden], c[:n*hidden], h[:n*hidden]
	scale, bias = scale[:4*hidden], bias[:4*hidden]
	units := 0
	if k.cell != nil {
		units = hidden - hidden%k.lanes
	}
	for i := range n {
		acc, c, h := acc[i*4*hidden:][:4*hidden], c[i*hidden:][:hidden], h[i*hidden:][:hidden]
		if units > 0 {
			k.cell(&acc[0], &scale[0], &bias[0], &c[0], &h[0], hidden, units, &constants)
		}
		cell(acc, scale, bias, c, h, units)
	}
}
