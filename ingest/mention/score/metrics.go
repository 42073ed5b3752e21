package score

// Clusters divide mentions, known by number, into entities. No mention is in two.
type Clusters [][]int

// Ratio is a sum over documents of what is right, and of what could have been.
type Ratio struct{ Right, Of float64 }

// Share is the ratio as a number, 0 of nothing.
func (r Ratio) Share() float64 {
	if r.Of == 0 {
		return 0
	}
	return r.Right / r.Of
}

// Score is what a measure says of a response to a key. Scores of documents add up.
type Score struct{ Recall, Precision Ratio }

// F1 is the harmonic mean of the two.
func (s Score) F1() float64 {
	r, p := s.Recall.Share(), s.Precision.Share()
	if r+p == 0 {
		return 0
	}
	return 2 * r * p / (r + p)
}

func (s *Score) add(o Score) {
	s.Recall.add(o.Recall)
	s.Precision.add(o.Precision)
}

func (r *Ratio) add(o Ratio) {
	r.Right += o.Right
	r.Of += o.Of
}

// MUC (Vilain and others 1995) counts links: an entity of n mentions has n-1, of
// which one is missing for each part, but the first, into which the other side divides it.
func MUC(key, response Clusters) Score {
	return Score{muc(key, response), muc(response, key)}
}

func muc(a, b Clusters) Ratio {
	var sum Ratio
	in := clusterOf(b)
	for _, cluster := range a {
		parts := 0
		seen := map[int]bool{}
		for _, m := range cluster {
			k, ok := in[m]
			if !ok || !seen[k] { // what the other side lacks is a part of its own
				parts++
			}
			if ok {
				seen[k] = true
			}
		}
		sum.add(Ratio{float64(len(cluster) - parts), float64(len(cluster) - 1)})
	}
	return sum
}

// BCubed (B³, Bagga and Baldwin 1998) asks of each mention how much of its entity
// the other side has together with it.
func BCubed(key, response Clusters) Score {
	return Score{bCubed(key, response), bCubed(response, key)}
}

func bCubed(a, b Clusters) Ratio {
	var sum Ratio
	in := clusterOf(b)
	for _, cluster := range a {
		shared := map[int]int{}
		for _, m := range cluster {
			if k, ok := in[m]; ok {
				shared[k]++
			}
		}
		together := 0
		for _, n := range shared {
			together += n * n // each of n mentions has n of the entity with it
		}
		sum.add(Ratio{float64(together) / float64(len(cluster)), float64(len(cluster))})
	}
	return sum
}

// CEAF is CEAF-φ4 (Luo 2005): entities of the two sides are paired one to one, so
// that the similarities of the pairs, 2|K∩R|/(|K|+|R|), have the greatest sum.
func CEAF(key, response Clusters) Score {
	in := clusterOf(response)
	similarity := make([][]float64, len(key))
	for i, cluster := range key {
		similarity[i] = make([]float64, len(response))
		for _, m := range cluster {
			if j, ok := in[m]; ok {
				similarity[i][j] += 2 / float64(len(cluster)+len(response[j]))
			}
		}
	}
	var sum float64
	for i, j := range assign(similarity) {
		if j >= 0 {
			sum += similarity[i][j]
		}
	}
	return Score{Ratio{sum, float64(len(key))}, Ratio{sum, float64(len(response))}}
}

// detection counts mentions of entities, whomever they are given to.
func detection(key, response Clusters) Score {
	return Score{found(key, response), found(response, key)}
}

func found(a, b Clusters) Ratio {
	var sum Ratio
	in := clusterOf(b)
	for _, cluster := range a {
		for _, m := range cluster {
			sum.Of++
			if _, ok := in[m]; ok {
				sum.Right++
			}
		}
	}
	return sum
}

func clusterOf(clusters Clusters) map[int]int {
	of := map[int]int{}
	for i, cluster := range clusters {
		for _, m := range cluster {
			of[m] = i
		}
	}
	return of
}
