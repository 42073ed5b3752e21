package network

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// requireTree requires that every word is reached from ROOT, which has one child.
func requireTree(t testing.TB, heads []int) {
	roots := 0
	for i := 1; i < len(heads); i++ {
		require.True(t, 0 <= heads[i] && heads[i] < len(heads), "head %d", heads[i])
		if heads[i] == 0 {
			roots++
		}
		at := i
		for steps := 0; at != 0; steps++ {
			require.Less(t, steps, len(heads), "a cycle: %v", heads)
			at = heads[at]
		}
	}
	require.Equal(t, 1, roots, "children of ROOT: %v", heads)
}

func isTree(heads []int) bool {
	roots := 0
	for i := 1; i < len(heads); i++ {
		if heads[i] == 0 {
			roots++
		}
		at, steps := i, 0
		for ; at != 0 && steps < len(heads); steps++ {
			at = heads[at]
		}
		if at != 0 {
			return false
		}
	}
	return roots == 1
}

func total(scores []int64, heads []int) int64 {
	sum := int64(0)
	for i := 1; i < len(heads); i++ {
		sum += scores[i*len(heads)+heads[i]]
	}
	return sum
}

// bestTotal tries every choice of heads.
func bestTotal(scores []int64, heads []int) int64 {
	best, found := int64(0), false
	var choose func(i int)
	choose = func(i int) {
		if i == len(heads) {
			if sum := total(scores, heads); isTree(heads) && (!found || sum > best) {
				best, found = sum, true
			}
			return
		}
		for heads[i] = range heads {
			if heads[i] != i {
				choose(i + 1)
			}
		}
		heads[i] = 0
	}
	choose(1)
	return best
}

func checkArborescence(t testing.TB, a *arborescence, scores []int64, size int) {
	heads := make([]int, size)
	a.solve(scores, heads)
	requireTree(t, heads)
	require.Equal(t, bestTotal(scores, make([]int, size)), total(scores, heads), "%v gives %v", scores, heads)
}

func FuzzArborescence(f *testing.F) {
	f.Add(uint8(3), []byte("cycles of many scores"))
	f.Fuzz(func(t *testing.T, words uint8, numbers []byte) {
		size := int(words%6) + 2
		scores := make([]int64, size*size)
		for i := range scores {
			if len(numbers) > 0 {
				scores[i] = int64(int8(numbers[i%len(numbers)])) << (numbers[(i+1)%len(numbers)] % 27)
			}
		}
		checkArborescence(t, new(arborescence), scores, size)
	})
}

func TestArborescence(t *testing.T) {
	random, a := rand.New(rand.NewPCG(5, 6)), new(arborescence)
	for range 3000 {
		size, spread := 2+random.IntN(5), int64(1)<<random.IntN(33)
		scores := make([]int64, size*size)
		for i := range scores {
			scores[i] = random.Int64N(2*spread+1) - spread
		}
		checkArborescence(t, a, scores, size)
	}
}

// Cycles within cycles: neighbours attract each other, ever less outwards.
func TestLongArborescence(t *testing.T) {
	const size = 257
	scores := make([]int64, size*size)
	for i := range size {
		for j := range size {
			scores[i*size+j] = -int64((i^j)*(i^j)) << 10
		}
	}
	heads := make([]int, size)
	new(arborescence).solve(scores, heads)
	requireTree(t, heads)
}

func BenchmarkArborescence(b *testing.B) {
	const size = 257
	random, a := rand.New(rand.NewPCG(5, 6)), new(arborescence)
	scores := make([]int64, size*size)
	for i := range scores {
		scores[i] = random.Int64N(1 << 30)
	}
	heads := make([]int, size)
	for b.Loop() {
		a.solve(scores, heads)
	}
}
