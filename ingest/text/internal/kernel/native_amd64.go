package kernel

import "golang.org/x/sys/cpu"

// native returns the kernels in assembly that this processor can run.
func native() []*Kernel {
	var kernels []*Kernel
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI {
		kernels = append(kernels, &Kernel{
			Name: "avx512",
			blocks: []blockFunc{
				multiply1AVX512, multiply2AVX512, multiply3AVX512, multiply4AVX512,
				multiply5AVX512, multiply6AVX512, multiply7AVX512, multiply8AVX512,
			},
			blockRows: 32,
			cell:      cellAVX512,
			activate:  activateAVX512,
			lanes:     16,
		})
	}
	if cpu.X86.HasAVX2 {
		kernels = append(kernels, &Kernel{
			Name:      "avx2",
			blocks:    []blockFunc{multiply1AVX2, multiply2AVX2, multiply3AVX2, multiply4AVX2},
			blockRows: 16,
			cell:      cellAVX2,
			activate:  activateAVX2,
			lanes:     8,
		})
	}
	return kernels
}
