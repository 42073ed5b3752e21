package network

// extent is a half-open range of words: a sentence.
type extent struct{ first, end int }

func (e extent) len() int { return e.end - e.first }

// batch is sentences that are computed together, the longest first. Rows of
// numbers, one for each word, lie in one of two orders.
//
// The encoder goes through all sentences side by side, so its rows are by step:
// the first words of all sentences, then the second words of those that have
// one, and so on. As the longest come first, those still running at a step are
// the first ones, and their rows are a range. What comes after the encoder has
// its rows by sentence: all words of the first, then those of the second.
type batch struct {
	sentences []extent
	steps     []extent // rows of each step
	starts    []int    // row by sentence of the first word of each, and their number
	words     []int    // the word of a row by step
	places    []int    // the row by sentence of a row by step
}

func (b *batch) lay(sentences []extent) {
	b.sentences, b.steps, b.words, b.places, b.starts = sentences, b.steps[:0], b.words[:0], b.places[:0], append(b.starts[:0], 0)
	for i, sentence := range sentences {
		b.starts = append(b.starts, b.starts[i]+sentence.len())
	}
	running := len(sentences)
	for step := range sentences[0].len() {
		for sentences[running-1].len() <= step {
			running--
		}
		first := len(b.words)
		for i, sentence := range sentences[:running] {
			b.words = append(b.words, sentence.first+step)
			b.places = append(b.places, b.starts[i]+step)
		}
		b.steps = append(b.steps, extent{first, len(b.words)})
	}
}

func (b *batch) rows() int { return len(b.words) }

// rowsOf are the rows of a sentence, by sentence.
func (b *batch) rowsOf(sentence int) (first, end int) {
	return b.starts[sentence], b.starts[sentence+1]
}

// blocks calls do for ranges of rows that together are all.
func (b *batch) blocks(do func(first, end int)) {
	for first := 0; first < b.rows(); first += blockRows {
		do(first, min(first+blockRows, b.rows()))
	}
}
