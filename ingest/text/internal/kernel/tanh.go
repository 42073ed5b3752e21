package kernel

// The constants of the cell, by their places in the table that the assembly reads.
const (
	high = iota // beyond this, and below low, tanh is as good as constant
	low
	p0 // the coefficients of the numerator, of y⁰ and so on
	p1
	p2
	p3
	q0 // of the denominator, where that of y³ is 1
	q1
	q2
	half
	unit // activations count in 1/unit
	constantCount
)

var constants = [constantCount]float32{
	high: 7, low: -7,
	p0: 7024.863, p1: 864.2153, p2: 15.995608, p3: 0.027607944,
	q0: 7024.893, q1: 3205.742, q2: 148.02983,
	half: 0.5, unit: 2048,
}

// tanh is x·p(y)/q(y) with y = x² and x within ±7: the quotient of two cubic
// polynomials that is nearest to the hyperbolic tangent there (by a least squares
// fit, weighted anew until the greatest error was least). It errs by less than
// 2·10⁻⁶, and is never beyond ±1.
func tanh(x float32) float32 {
	k := &constants
	x = max(min(x, k[high]), k[low])
	y := float32(x * x)
	p := float32(float32(float32(float32(float32(float32(k[p3]*y)+k[p2])*y)+k[p1])*y)+k[p0]) * x
	q := float32(float32(float32(float32(y+k[q2])*y)+k[q1])*y) + k[q0]
	return float32(p) / q
}
