// Package activation holds the functions between the layers of the network:
// floats enter and leave, and at last become the small integers that the next
// layer multiplies.
//
// They are approximations, and part of the model: every kernel computes them by
// the same operations in the same order, each rounded to a float32 on its own.
// The assembly takes its constants from here.
package activation

// Unit is the number that stands for an activation of 1.
const Unit = 2048

// The hyperbolic tangent of x is about x·p(y)/q(y) with y = x², where x is within
// ±Limit. Of all quotients of two cubic polynomials this is the nearest (by a
// fit of least squares, weighted anew until the greatest error was least); the
// cube of q has the factor 1.
const (
	Limit = 7

	P0 = 7024.863
	P1 = 864.2153
	P2 = 15.995608
	P3 = 0.027607944

	Q0 = 7024.893
	Q1 = 3205.742
	Q2 = 148.02983
)

// Tanh is the hyperbolic tangent, with an error of less than 2·10⁻⁶ and never
// beyond ±1.
//
// The conversions to float32 round each operation on its own: they forbid the
// compiler to fuse a product and a sum, as it else does on some processors.
func Tanh(x float32) float32 {
	if x > Limit {
		x = Limit
	} else if x < -Limit {
		x = -Limit
	}
	y := float32(x * x)
	p := float32(P3*y) + P2
	p = float32(p*y) + P1
	p = float32(p*y) + P0
	p = float32(p * x)
	q := y + Q2
	q = float32(q*y) + Q1
	q = float32(q*y) + Q0
	return p / q
}

// Sigmoid is the logistic function of 2x: the factor is part of the network's
// numbers already, for that saves a product here.
func Sigmoid(x float32) float32 { return float32(0.5*Tanh(x)) + 0.5 }

// Leaky is the activation of the layers on top of the encoder: v, or less of it
// if it is negative, by the slope from 0 to 1. It has no branch, which a
// processor would often foresee wrongly.
func Leaky(v, slope float32) float32 { return max(v, float32(slope*v)) }

// Quantise turns an activation into units, within ±most, which is less than 2¹⁵;
// halves go to the even number.
func Quantise(v, unit, most float32) int16 {
	v = max(min(float32(v*unit), most), -most)
	// A float32 of this size has no digits behind the point.
	const big = 3 << 22
	return int16(float32(v+big) - big)
}
