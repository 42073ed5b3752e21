package main

import (
	"fmt"

	"github.com/mmcloughlin/avo/attr"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

const (
	panelRows = 32 // as package kernel has it
	pairSize  = 4  // bytes, of two neighbouring numbers as well as of their sum
)

// multiply writes the function that multiplies n vectors by two registers' rows
// of a panel. The sums stay in registers until all pairs of columns are done.
func multiply(p processor, n int) {
	name := fmt.Sprintf("multiply%d%s", n, p.name)
	p.Function(name)
	p.Doc(name + " is a blockFunc.")
	p.Attributes(attr.NOSPLIT)
	p.Pragma("noescape")
	p.SignatureExpr("func(acc *int32, rows int, x *int16, cols int, panel *int16, pairs int)")

	x, apart := p.Load(p.Param("x"), p.GP64()), p.stride("cols", 2, n)
	panel := p.Load(p.Param("panel"), p.GP64())
	pairs := p.Load(p.Param("pairs"), p.GP64())
	sums := make([][]reg.VecVirtual, n)
	for i := range sums {
		sums[i] = p.registers(2)
		for _, sum := range sums[i] {
			p.zero(sum)
		}
	}

	p.Label("pair")
	weights := p.registers(2)
	for j, w := range weights {
		p.load(operand.Mem{Base: panel, Disp: j * p.bytes}, w)
	}
	for i := range sums {
		pair := p.register()
		p.VPBROADCASTD(apart.at(x, i), pair)
		for j, sum := range sums[i] {
			p.multiplyAdd(pair, weights[j], sum)
		}
	}
	p.ADDQ(operand.Imm(pairSize), x)
	p.ADDQ(operand.Imm(pairSize*panelRows), panel)
	p.DECQ(pairs)
	p.JNZ(operand.LabelRef("pair"))

	acc, apart := p.Load(p.Param("acc"), p.GP64()), p.stride("rows", 4, n)
	for i := range sums {
		for j, sum := range sums[i] {
			place := apart.at(acc, i).Offset(j * p.bytes)
			p.VPADDD(place, sum, sum)
			p.store(sum, place)
		}
	}
	p.VZEROUPPER()
	p.RET()
}
