//go:build !amd64

package kernel

// native returns no kernel: plain Go is all there is for this processor.
func native() []*Kernel { return nil }
