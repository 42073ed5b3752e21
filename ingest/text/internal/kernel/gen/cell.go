package main

import (
	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"entente/ingest/text/internal/kernel/activation"
)

// The floats that the functions of package activation need, where the assembly
// keeps them.
type constants struct {
	high, low, half, unit operand.Mem
	p                     [4]operand.Mem
	q                     [3]operand.Mem
}

func newConstants(c *build.Context) constants {
	float := func(name string, value float32) operand.Mem { return c.ConstData(name, operand.F32(value)) }
	return constants{
		high: float("high", activation.Limit),
		low:  float("low", -activation.Limit),
		half: float("half", 0.5),
		unit: float("unit", activation.Unit),
		p: [4]operand.Mem{
			float("p0", activation.P0), float("p1", activation.P1),
			float("p2", activation.P2), float("p3", activation.P3),
		},
		q: [3]operand.Mem{
			float("q0", activation.Q0), float("q1", activation.Q1), float("q2", activation.Q2),
		},
	}
}

// cell writes the function that updates a cell, a register's units at once. The
// operations and their order are those of package activation.
func cell(p processor, k constants) {
	p.Function("cell" + p.name)
	p.Doc("cell" + p.name + " is a cellFunc.")
	p.Attributes(attr.NOSPLIT)
	p.Pragma("noescape")
	p.SignatureExpr("func(acc *int32, scale, bias, c *float32, h *int16, hidden, units int)")

	gates := p.stride("hidden", 4, 4)
	acc, scale := p.Load(p.Param("acc"), p.GP64()), p.Load(p.Param("scale"), p.GP64())
	bias, c := p.Load(p.Param("bias"), p.GP64()), p.Load(p.Param("c"), p.GP64())
	h, units := p.Load(p.Param("h"), p.GP64()), p.Load(p.Param("units"), p.GP64())
	state := operand.Mem{Base: c}

	p.Label("units")
	gate := func(i int) reg.VecVirtual {
		v := p.register()
		p.VCVTDQ2PS(gates.at(acc, i), v)
		p.VMULPS(gates.at(scale, i), v, v)
		p.VADDPS(gates.at(bias, i), v, v)
		return v
	}
	const input, forget, candidate, output = 0, 1, 2, 3
	next := p.sigmoid(gate(input), k)
	p.VMULPS(p.tanh(gate(candidate), k), next, next)
	kept := p.sigmoid(gate(forget), k)
	p.VMULPS(state, kept, kept)
	p.VADDPS(next, kept, kept)
	p.store(kept, state)
	out := p.sigmoid(gate(output), k)
	p.VMULPS(p.tanh(kept, k), out, out)
	p.VMULPS(p.broadcast(k.unit), out, out)
	p.storeRounded(out, operand.Mem{Base: h})

	for _, pointer := range []reg.Register{acc, scale, bias, c} {
		p.ADDQ(operand.Imm(uint64(p.bytes)), pointer)
	}
	p.ADDQ(operand.Imm(uint64(p.bytes/2)), h)
	p.SUBQ(operand.Imm(uint64(p.bytes/4)), units)
	p.JNZ(operand.LabelRef("units"))
	p.VZEROUPPER()
	p.RET()
}

// tanh returns the tanh of x, which it overwrites.
func (p processor) tanh(x reg.VecVirtual, k constants) reg.VecVirtual {
	p.VMINPS(x, p.broadcast(k.high), x)
	p.VMAXPS(x, p.broadcast(k.low), x)
	y := p.register()
	p.VMULPS(x, x, y)

	numerator := p.broadcast(k.p[3])
	for _, coefficient := range []operand.Mem{k.p[2], k.p[1], k.p[0]} {
		p.VMULPS(y, numerator, numerator)
		p.VADDPS(p.broadcast(coefficient), numerator, numerator)
	}
	p.VMULPS(x, numerator, numerator)

	denominator := p.register()
	p.VADDPS(p.broadcast(k.q[2]), y, denominator)
	for _, coefficient := range []operand.Mem{k.q[1], k.q[0]} {
		p.VMULPS(y, denominator, denominator)
		p.VADDPS(p.broadcast(coefficient), denominator, denominator)
	}
	p.VDIVPS(denominator, numerator, numerator)
	return numerator
}

// sigmoid returns σ(2x), and overwrites x.
func (p processor) sigmoid(x reg.VecVirtual, k constants) reg.VecVirtual {
	v, half := p.tanh(x, k), p.broadcast(k.half)
	p.VMULPS(half, v, v)
	p.VADDPS(half, v, v)
	return v
}

// broadcast returns a register full of a constant.
func (p processor) broadcast(constant operand.Mem) reg.VecVirtual {
	v := p.register()
	p.VBROADCASTSS(constant, v)
	return v
}
