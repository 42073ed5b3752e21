package score

import "math"

// assign pairs rows with columns one to one so that the sum of what stands where
// they meet is greatest, by the algorithm of Kuhn and Munkres. It gives the column
// of each row, -1 where there are more rows than columns and none is left.
func assign(profit [][]float64) []int {
	rows := len(profit)
	if rows == 0 {
		return nil
	}
	columns := max(rows, len(profit[0])) // columns that are not there cost nothing
	cost := func(i, j int) float64 {
		if j >= len(profit[i]) {
			return 0
		}
		return -profit[i][j]
	}
	// Rows and columns have prices, never more together than the pair costs; pairs
	// are taken where they are just that. Row and column 0 stand for none.
	rowPrice, columnPrice := make([]float64, rows+1), make([]float64, columns+1)
	rowOf, before := make([]int, columns+1), make([]int, columns+1)
	for i := 1; i <= rows; i++ {
		// The cheapest way from row i over pairs already taken to a free column.
		slack := make([]float64, columns+1)
		for j := range slack {
			slack[j] = math.Inf(1)
		}
		done := make([]bool, columns+1)
		at := 0
		for rowOf[0] = i; rowOf[at] != 0; {
			done[at] = true
			row, next, least := rowOf[at], 0, math.Inf(1)
			for j := 1; j <= columns; j++ {
				if done[j] {
					continue
				}
				if c := cost(row-1, j-1) - rowPrice[row] - columnPrice[j]; c < slack[j] {
					slack[j], before[j] = c, at
				}
				if slack[j] < least {
					next, least = j, slack[j]
				}
			}
			for j := range slack {
				if done[j] {
					rowPrice[rowOf[j]] += least
					columnPrice[j] -= least
				} else {
					slack[j] -= least
				}
			}
			at = next
		}
		for ; at != 0; at = before[at] {
			rowOf[at] = rowOf[before[at]]
		}
	}
	out := make([]int, rows)
	for i := range out {
		out[i] = -1
	}
	for j := 1; j <= len(profit[0]); j++ {
		if rowOf[j] != 0 {
			out[rowOf[j]-1] = j - 1
		}
	}
	return out
}
