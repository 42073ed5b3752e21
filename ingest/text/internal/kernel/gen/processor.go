package main

import (
	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// A processor is what the loops have to know of a kind of processor. Its methods
// are instructions, of which most have the same name for all kinds; where they
// differ there is a function.
type processor struct {
	*build.Context
	name     string
	register func() reg.VecVirtual // a new one
	bytes    int                   // of a register
	vectors  int                   // that a block multiplies, at most

	load  func(from, to operand.Op)
	store func(from, to operand.Op)
	zero  func(r reg.Register)
	// multiplyAdd multiplies pairs of numbers of 16 bits, and adds the two products
	// of a pair to the sum of 32 bits in its place.
	multiplyAdd func(a, b, sum reg.Register)
	// constant makes a float that fills a register in memory ready for a loop.
	constant func(memory operand.Op) operand.Op
	// storeRounded rounds floats, a half to the even, and stores them in 16 bits.
	storeRounded func(from reg.VecVirtual, to operand.Mem)
}

// newAVX512 is for processors with AVX-512 and its VNNI. Of their 32 registers a
// block takes 16 for sums, enough to hide how long the addition takes.
func newAVX512(c *build.Context) processor {
	return processor{
		Context: c, name: "AVX512", register: c.ZMM, bytes: 64, vectors: 8,
		load:        func(from, to operand.Op) { c.VMOVDQU32(from, to) },
		store:       func(from, to operand.Op) { c.VMOVDQU32(from, to) },
		zero:        func(r reg.Register) { c.VPXORD(r, r, r) },
		multiplyAdd: func(a, b, sum reg.Register) { c.VPDPWSSD(a, b, sum) },
		constant: func(memory operand.Op) operand.Op {
			r := c.ZMM()
			c.VBROADCASTSS(memory, r)
			return r
		},
		storeRounded: func(from reg.VecVirtual, to operand.Mem) {
			c.VCVTPS2DQ(from, from)
			c.VPMOVSDW(from, to)
		},
	}
}

// newAVX2 is for processors with AVX2. Of their 16 registers a block takes 8 for
// sums.
func newAVX2(c *build.Context) processor {
	return processor{
		Context: c, name: "AVX2", register: c.YMM, bytes: 32, vectors: 4,
		load:  func(from, to operand.Op) { c.VMOVDQU(from, to) },
		store: func(from, to operand.Op) { c.VMOVDQU(from, to) },
		zero:  func(r reg.Register) { c.VPXOR(r, r, r) },
		multiplyAdd: func(a, b, sum reg.Register) {
			products := c.YMM()
			c.VPMADDWD(a, b, products)
			c.VPADDD(products, sum, sum)
		},
		constant: func(memory operand.Op) operand.Op { return memory }, // registers are few
		storeRounded: func(from reg.VecVirtual, to operand.Mem) {
			upper := c.XMM()
			c.VCVTPS2DQ(from, from)
			c.VEXTRACTI128(operand.Imm(1), from, upper)
			c.VPACKSSDW(upper, from.AsX(), upper)
			c.VMOVDQU(upper, to)
		},
	}
}

// registers returns new registers.
func (p processor) registers(count int) []reg.VecVirtual {
	list := make([]reg.VecVirtual, count)
	for i := range list {
		list[i] = p.register()
	}
	return list
}

// A stride is the distance from each of some things to the next. Its registers
// hold the odd multiples of it: times 1, 2, 4 and 8 an address can take them.
type stride []reg.Register

// stride returns the stride of a number of things, which are param elements of
// the size apart.
func (p processor) stride(param string, size, things int) stride {
	var odd stride
	for i := 1; i < things; i += 2 {
		multiple := p.GP64()
		if i == 1 {
			p.Load(p.Param(param), multiple)
			p.IMUL3Q(operand.Imm(uint64(size)), multiple, multiple)
		} else {
			p.LEAQ(operand.Mem{Base: odd[len(odd)-1], Index: odd[0], Scale: 2}, multiple)
		}
		odd = append(odd, multiple)
	}
	return odd
}

// at returns the place of thing i, less than 16, when the first is at base.
func (s stride) at(base reg.Register, i int) operand.Mem {
	place := operand.Mem{Base: base}
	if i == 0 {
		return place
	}
	scale := i & -i // the greatest power of two that divides i
	return place.Idx(s[i/scale/2], uint8(scale))
}
