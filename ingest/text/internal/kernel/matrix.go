package kernel

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
// A Matrix is immutable.
type Matrix struct {
	rows, cols int
	weights    []int16
}

// Pack brings a matrix, which is given row by row, into the order of the kernels.
// It panics, as slicing does, if w is shorter than that.
func Pack(w []int8, rows, cols int) *Matrix {
	w = w[:rows*cols]
	m := &Matrix{rows: rows, cols: cols}
	m.weights = make([]int16, m.panels()*m.panelSize())
	for p := range m.panels() {
		first, weights := m.panel(p)
		for row := p * panelRows; row < min((p+1)*panelRows, rows); row++ {
			for col, weight := range w[row*cols:][:cols] {
				weights[(col/2*panelRows+row-first)*2+col%2] = int16(weight)
			}
		}
	}
	return m
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
