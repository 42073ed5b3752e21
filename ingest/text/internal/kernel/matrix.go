package kernel

import "slices"

// panelRows is how many rows of a matrix lie together: the sums of two registers
// of AVX-512, or of four of AVX2.
const panelRows = 32

// A Matrix is a matrix of weights in the order in which the kernels read it:
// panels of 32 rows, and in a panel column pair by column pair of every row the
// two neighbouring weights, the unit that a processor multiplies and adds at
// once. The last of an odd number of columns is paired with zeros.
//
// The last panel ends with the last row, and so shares rows with the panel before
// it if the rows are no multiple of 32. In its place for these it holds zeros,
// which add nothing: thus every panel is a whole one within the matrix. Only a
// matrix of less than 32 rows is filled up behind its end.
//
// A Matrix is immutable but for Repack.
type Matrix struct {
	rows, cols int
	weights    []int16
}

// MinRows is the least number of rows that the kernels multiply as fast as they
// can; smaller matrices they leave to plain Go.
const MinRows = panelRows

// Pack brings a matrix, which is given row by row, into the order of the kernels.
// It panics, as slicing does, if w is shorter than that.
func Pack(w []int8, rows, cols int) *Matrix {
	m := new(Matrix)
	pack(m, w, rows, cols)
	return m
}

// Repack makes the matrix another one, of weights of 16 bits, in the memory that it
// has if that is enough.
func (m *Matrix) Repack(w []int16, rows, cols int) { pack(m, w, rows, cols) }

func pack[W int8 | int16](m *Matrix, w []W, rows, cols int) {
	w = w[:rows*cols]
	m.rows, m.cols = rows, cols
	size := m.panels() * m.panelSize()
	m.weights = slices.Grow(m.weights[:0], size)[:size]
	clear(m.weights)
	for p := range m.panels() {
		first, weights := m.panel(p)
		for row := p * panelRows; row < min((p+1)*panelRows, rows); row++ {
			at := 2 * (row - first)
			own := w[row*cols:][:cols]
			for ; len(own) >= 2; own = own[2:] {
				weights[at], weights[at+1] = int16(own[0]), int16(own[1])
				at += 2 * panelRows
			}
			if len(own) > 0 {
				weights[at] = int16(own[0])
			}
		}
	}
}

// Rows is the number of sums that the matrix makes of a vector.
func (m *Matrix) Rows() int { return m.rows }

// Cols is the length of the vectors that the matrix multiplies.
func (m *Matrix) Cols() int { return m.cols }

func (m *Matrix) panels() int    { return (m.rows + panelRows - 1) / panelRows }
func (m *Matrix) panelSize() int { return (m.cols + 1) / 2 * 2 * panelRows }

// panel returns the first row of a panel, and its weights.
func (m *Matrix) panel(p int) (first int, weights []int16) {
	size := m.panelSize()
	return max(0, min(p*panelRows, m.rows-panelRows)), m.weights[p*size:][:size]
}
