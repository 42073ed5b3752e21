package kernel

// native returns the kernels in assembly that this processor can run.
func native() []*Kernel { return nil }
