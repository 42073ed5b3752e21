package kernel

// panelRows is how many rows of a matrix lie together: four vectors of AVX2 or
// two of AVX-512.
const panelRows = 32

// A Matrix is a matrix of weights in the order in which the kernels read it. It
// is immutable.
type Matrix struct {
	rows, cols int
	panels     []panel
}

// A panel is panelRows rows of a matrix, column pair by column pair: of each row
// the weights of two neighbouring columns, the unit that the processor multiplies
// and adds at once. The last column of an odd number has a pair with zeros.
type panel struct {
	first   int // row
	weights []int16
}

// Pack brings a matrix, which is given row by row, into the order of the kernels.
//
// The last panel ends with the last row, and thus shares rows with the panel
// before it if the number of rows is no multiple of a panel's. There it holds
// zeros for them, which add nothing: every panel is whole, and none is special.
// Only a matrix of less than a panel's rows is filled up behind its end, and such
// a matrix is multiplied in plain Go.
func Pack(w []int8, rows, cols int) *Matrix {
	w = w[:rows*cols]
	m := &Matrix{rows: rows, cols: cols}
	pairs := (cols + 1) / 2
	for done := 0; done < rows; done += panelRows {
		p := panel{first: max(0, min(done, rows-panelRows)), weights: make([]int16, pairs*2*panelRows)}
		for row := done; row < min(done+panelRows, rows); row++ {
			for col, weight := range w[row*cols:][:cols] {
				p.weights[(col/2*panelRows+row-p.first)*2+col%2] = int16(weight)
			}
		}
		m.panels = append(m.panels, p)
	}
	return m
}

// Rows is the number of sums that the matrix makes of a vector.
func (m *Matrix) Rows() int { return m.rows }

// Cols is the length of a vector that the matrix multiplies.
func (m *Matrix) Cols() int { return m.cols }
