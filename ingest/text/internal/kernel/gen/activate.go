package main

import (
	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// activate writes the function that makes activations of sums, a register's at
// once.
func activate(p processor) {
	p.Function("activate" + p.name)
	p.Doc("activate" + p.name + " is an activateFunc.")
	p.Attributes(attr.NOSPLIT)
	p.Pragma("noescape")
	p.SignatureExpr("func(out *int16, acc *int32, scale, bias *float32, slope, unit, most float32, count int)")

	out, acc := p.Load(p.Param("out"), p.GP64()), p.Load(p.Param("acc"), p.GP64())
	scale, bias := p.Load(p.Param("scale"), p.GP64()), p.Load(p.Param("bias"), p.GP64())
	slope, unit, most, least := p.filled("slope"), p.filled("unit"), p.filled("most"), p.register()
	p.zero(least)
	p.VSUBPS(most, least, least)
	count := p.Load(p.Param("count"), p.GP64())

	p.Label("numbers")
	v, less := p.register(), p.register()
	p.VCVTDQ2PS(operand.Mem{Base: acc}, v)
	p.VMULPS(operand.Mem{Base: scale}, v, v)
	p.VADDPS(operand.Mem{Base: bias}, v, v)
	p.VMULPS(slope, v, less)
	p.VMAXPS(less, v, v)
	p.VMULPS(unit, v, v)
	p.VMINPS(most, v, v)
	p.VMAXPS(least, v, v)
	p.storeRounded(v, operand.Mem{Base: out})

	for _, pointer := range []reg.Register{acc, scale, bias} {
		p.ADDQ(operand.Imm(uint64(p.bytes)), pointer)
	}
	p.ADDQ(operand.Imm(uint64(p.bytes/2)), out)
	p.SUBQ(operand.Imm(uint64(p.bytes/4)), count)
	p.JNZ(operand.LabelRef("numbers"))
	p.VZEROUPPER()
	p.RET()
}

// filled returns a register full of a parameter.
func (p processor) filled(param string) reg.VecVirtual {
	place, err := p.Param(param).Resolve()
	if err != nil {
		panic(err) // the signature has it
	}
	v := p.register()
	p.VBROADCASTSS(place.Addr, v)
	return v
}
