package kernel

import (
	"math/rand"
	"os"
	"syscall"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// guarded copies values to where the page before them may not be touched, or the
// page behind them: a kernel that reads or writes beyond a slice then faults.
func guarded[E any](t *testing.T, values []E, behind bool) []E {
	page := os.Getpagesize()
	size := len(values) * int(unsafe.Sizeof(*new(E)))
	room := (size + page - 1) / page * page
	memory, err := syscall.Mmap(-1, 0, page+room+page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, syscall.Munmap(memory)) })
	require.NoError(t, syscall.Mprotect(memory[:page], syscall.PROT_NONE))
	require.NoError(t, syscall.Mprotect(memory[page+room:], syscall.PROT_NONE))
	at := page
	if behind {
		at += room - size
	}
	slice := unsafe.Slice((*E)(unsafe.Pointer(&memory[at])), len(values))
	copy(slice, values)
	return slice
}

func TestBounds(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for _, k := range All() {
		for _, behind := range []bool{false, true} {
			for _, size := range []int{1, 7, 8, 16, 31, 32, 33, 47, 64, 65} {
				for n := 1; n <= 18; n++ {
					cols := 1 + random.Intn(20)
					w := Pack(randomWeights(random, size*cols), size, cols)
					w.weights = guarded(t, w.weights, behind)
					k.Multiply(guarded(t, make([]int32, n*size), behind), guarded(t, randomVectors(random, n*cols), behind), n, w)
				}
				in := randomCell(random, 3, size)
				k.Cell(guarded(t, in.acc, behind), guarded(t, in.scale, behind), guarded(t, in.bias, behind),
					guarded(t, in.c, behind), guarded(t, make([]int16, in.n*size), behind), in.n, size)
				k.Activate(guarded(t, make([]int16, size), behind), guarded(t, in.acc[:size], behind),
					guarded(t, in.scale[:size], behind), guarded(t, in.bias[:size], behind), 1, 1, 1)
			}
		}
	}
}
