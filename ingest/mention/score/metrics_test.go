package score

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// clusters reads "abc de": a mention is a letter.
func clusters(words ...string) (out Clusters) {
	for _, word := range words {
		var cluster []int
		for _, letter := range word {
			cluster = append(cluster, int(letter))
		}
		out = append(out, cluster)
	}
	return out
}

// The example of Pradhan and others (2014), computed by hand.
func TestPradhan(t *testing.T) {
	key, response := clusters("abc", "defg"), clusters("ab", "cd", "fghi")
	assert.Equal(t, Score{Recall: Ratio{2, 5}, Precision: Ratio{2, 5}}, MUC(key, response))
	b := BCubed(key, response)
	assert.InDelta(t, (5./3+5./4)/7, b.Recall.Share(), 1e-12)
	assert.InDelta(t, (2.+1+1)/8, b.Precision.Share(), 1e-12)
	c := CEAF(key, response)
	assert.InDelta(t, (.8+.5)/2, c.Recall.Share(), 1e-12)
	assert.InDelta(t, (.8+.5)/3, c.Precision.Share(), 1e-12)
	assert.Equal(t, Score{Recall: Ratio{6, 7}, Precision: Ratio{6, 8}}, detection(key, response))
}

// The table of Luo (2005): F1 of the responses to one key.
func TestLuo(t *testing.T) {
	key := clusters("12345", "67", "89ABC")
	for _, tt := range []struct {
		response      Clusters
		muc, b3, ceaf float64
	}{
		{clusters("12345", "6789ABC"), .947, .865, .733},
		{clusters("1234589ABC", "67"), .947, .737, .667},
		{clusters("123456789ABC"), .900, .545, .294},
		{clusters("1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C"), 0, .400, .178},
	} {
		assert.InDelta(t, tt.muc, MUC(key, tt.response).F1(), .0005)
		assert.InDelta(t, tt.b3, BCubed(key, tt.response).F1(), .0005)
		assert.InDelta(t, tt.ceaf, CEAF(key, tt.response).F1(), .0005)
	}
}

var measures = map[string]func(key, response Clusters) Score{"MUC": MUC, "B³": BCubed, "CEAF": CEAF, "mentions": detection}

// random divides some of n mentions.
func random(r *rand.Rand, n int) Clusters {
	out := make(Clusters, 1+r.IntN(6))
	for _, m := range r.Perm(n)[:n/2+r.IntN(n/2)] {
		i := r.IntN(len(out))
		out[i] = append(out[i], m)
	}
	return slices.DeleteFunc(out, func(c []int) bool { return len(c) < 2 })
}

func TestProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		key, response := random(r, 20), random(r, 20)
		if len(key) < 2 {
			continue
		}
		// All the same, one entity in two parts, and two in one.
		split := append(slices.Clone(key[1:]), key[0][:1], key[0][1:])
		merged := append(slices.Clone(key[2:]), slices.Concat(key[0], key[1]))
		for name, measure := range measures {
			assert.InDelta(t, 1, measure(key, key).F1(), 1e-9, name)
			assert.Zero(t, measure(key, nil).F1(), name)
			assert.Zero(t, measure(nil, key).F1(), name)
			s, turned := measure(key, response), measure(response, key)
			assert.InDelta(t, s.Recall.Share(), turned.Precision.Share(), 1e-9, name)
			for _, ratio := range []Ratio{s.Recall, s.Precision} {
				assert.True(t, 0 <= ratio.Right && ratio.Right <= ratio.Of+1e-9, name)
			}
			if name != "mentions" {
				assert.Less(t, measure(key, split).F1(), 1-1e-9, name)
				assert.Less(t, measure(key, merged).F1(), 1-1e-9, name)
			}
		}
		assert.InDelta(t, naiveBCubed(key, response), BCubed(key, response).Recall.Right, 1e-9)
	}
}

// naiveBCubed is B³ as its authors write it, mention by mention.
func naiveBCubed(key, response Clusters) (sum float64) {
	for _, k := range key {
		for _, m := range k {
			for _, r := range response {
				if !slices.Contains(r, m) {
					continue
				}
				for _, other := range k {
					if slices.Contains(r, other) {
						sum += 1 / float64(len(k))
					}
				}
			}
		}
	}
	return sum
}

func TestAssignIsBest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		profit := make([][]float64, 1+r.IntN(6))
		columns := r.IntN(7)
		for i := range profit {
			profit[i] = make([]float64, columns)
			for j := range profit[i] {
				profit[i][j] = float64(r.IntN(5)) / 4 // with ties
			}
		}
		sum, taken := 0., map[int]bool{}
		for i, j := range assign(profit) {
			if j >= 0 {
				assert.False(t, taken[j], "column %d twice", j)
				taken[j] = true
				sum += profit[i][j]
			}
		}
		assert.InDelta(t, bestSum(profit, map[int]bool{}), sum, 1e-9)
	}
	assert.Empty(t, assign(nil))
}

// bestSum tries every way.
func bestSum(profit [][]float64, taken map[int]bool) float64 {
	if len(profit) == 0 {
		return 0
	}
	best := bestSum(profit[1:], taken)
	for j, p := range profit[0] {
		if !taken[j] {
			taken[j] = true
			best = max(best, p+bestSum(profit[1:], taken))
			taken[j] = false
		}
	}
	return best
}
