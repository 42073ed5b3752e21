package network

// extent is a half-open range of words: a sentence.
type extent struct{ first, end int }

func (e extent) len() int { return e.end - e.first }

// batch lays sentences side by side, time-major: the first words of all, then
// the second words of those that have one, and so on. As the longest come
// first, those still running at a step are the first ones, and a step is a
// contiguous range of rows.
type batch struct {
	sentences []extent // longest first
	offsets   []int    // the row where a step begins; one more than steps
	places    []int    // for each row the index of its word
}

func (b *batch) lay(sentences []extent) {
	b.sentences, b.offsets, b.places = sentences, append(b.offsets[:0], 0), b.places[:0]
	running := len(sentences)
	for step := range sentences[0].len() {
		for sentences[running-1].len() <= step {
			running--
		}
		for _, sentence := range sentences[:running] {
			b.places = append(b.places, sentence.first+step)
		}
		b.offsets = append(b.offsets, len(b.places))
	}
}

func (b *batch) steps() int { return len(b.offsets) - 1 }

func (b *batch) rows() int { return len(b.places) }

// running is how many sentences have a word at the step.
func (b *batch) running(step int) int { return b.offsets[step+1] - b.offsets[step] }

// row is where word i of a sentence of the batch stands.
func (b *batch) row(sentence, i int) int { return b.offsets[i] + sentence }

// blocks calls do for ranges of rows that together are all.
func (b *batch) blocks(do func(first, end int)) {
	for first := 0; first < b.rows(); first += blockRows {
		do(first, min(first+blockRows, b.rows()))
	}
}
