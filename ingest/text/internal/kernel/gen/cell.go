package main

import (
	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"

	"entente/ingest/text/internal/kernel/activation"
)

// The floats that the functions of package activation need.
const (
	limit = iota
	minusLimit
	half
	unit
	p0
	p1
	p2
	p3
	q0
	q1
	q2
)

var values = [...]struct {
	name  string
	value operand.F32
}{
	limit: {"limit", activation.Limit}, minusLimit: {"minusLimit", -activation.Limit},
	half: {"half", 0.5}, unit: {"unit", activation.Unit},
	p0: {"p0", activation.P0}, p1: {"p1", activation.P1}, p2: {"p2", activation.P2}, p3: {"p3", activation.P3},
	q0: {"q0", activation.Q0}, q1: {"q1", activation.Q1}, q2: {"q2", activation.Q2},
}

// constants are where instructions take the values from.
type constants [len(values)]operand.Op

// newConstants puts the values into the memory of the program, of each as many
// as fill a register of AVX2.
func newConstants(c *build.Context) (memory constants) {
	for i, v := range values {
		memory[i] = c.ConstData(v.name, v.value)
		for range 7 {
			c.AppendDatum(v.value)
		}
	}
	return memory
}

// cell writes the function that updates a cell, a register's units at once. The
// operations and their order are those of package activation.
func cell(p processor, memory constants) {
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
	var k constants
	for i := range k {
		k[i] = p.constant(memory[i])
	}

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
	p.VMULPS(k[unit], out, out)
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
	p.VMINPS(k[limit], x, x)
	p.VMAXPS(k[minusLimit], x, x)
	y := p.register()
	p.VMULPS(x, x, y)

	numerator := p.register()
	p.VMULPS(k[p3], y, numerator)
	p.VADDPS(k[p2], numerator, numerator)
	for _, i := range []int{p1, p0} {
		p.VMULPS(y, numerator, numerator)
		p.VADDPS(k[i], numerator, numerator)
	}
	p.VMULPS(x, numerator, numerator)

	denominator := p.register()
	p.VADDPS(k[q2], y, denominator)
	for _, i := range []int{q1, q0} {
		p.VMULPS(y, denominator, denominator)
		p.VADDPS(k[i], denominator, denominator)
	}
	p.VDIVPS(denominator, numerator, numerator)
	return numerator
}

// sigmoid returns σ(2x), and overwrites x.
func (p processor) sigmoid(x reg.VecVirtual, k constants) reg.VecVirtual {
	v := p.tanh(x, k)
	p.VMULPS(k[half], v, v)
	p.VADDPS(k[half], v, v)
	return v
}
