package network

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestReadSaysWhatIsWrong(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(w *weights)
		want  string
	}{
		"a size of nothing":     {func(w *weights) { w.header.Encoder.Hidden = 0 }, "encoder.hidden is 0"},
		"too many dimensions":   {func(w *weights) { w.header.Arc = 129 }, "arc is 129, and may be 1 to 128"},
		"another size":          {func(w *weights) { w.header.Rel = 14 }, "labels: its shape is [26 22], not [28 22]"},
		"a missing tensor":      {func(w *weights) { delete(w.header.Tensors, "lstm.1.bw") }, "lstm.1.bw: the file has no such tensor"},
		"a missing bias":        {func(w *weights) { delete(w.header.Tensors, "arc_u.bias") }, "arc_u.bias: the file has no such tensor"},
		"another type":          {func(w *weights) { w.edit("root", func(t *tensor) { t.Type = "int8" }) }, `root: its type is "int8", not int16`},
		"another shape":         {func(w *weights) { w.edit("root", func(t *tensor) { t.Shape = nil }) }, "root: its shape is [], not [22]"},
		"a negative shape":      {func(w *weights) { w.edit("word_table", func(t *tensor) { t.Shape[0] = -1 }) }, "word_table: its shape is [-1 7]"},
		"a tensor past the end": {func(w *weights) { w.edit("tags", func(t *tensor) { t.Offset = 1 << 40 }) }, "but the file ends at"},
		"a tensor before all":   {func(w *weights) { w.edit("tags", func(t *tensor) { t.Offset = -1 << 40 }) }, "but the file ends at"},
		"a huge table":          {func(w *weights) { w.edit("word_table", func(t *tensor) { t.Shape[0] = math.MaxInt32 }) }, "word_table: "},
		"no words":              {func(w *weights) { w.edit("words", func(t *tensor) { t.Length = 0 }) }, "words: 1 words, but word_table has 50 rows"},
		"a word twice":          {func(w *weights) { w.tensor("words")[w.header.Tensors["words"].Length-1] = '8' }, "words: 1 of 50 stand there twice"},
		"rows that are no power of two": {func(w *weights) { w.edit("affix_table", func(t *tensor) { t.Shape[0] = 63 }) },
			"affix_table: 63 rows, which is no power of two"},
		"names without a state":   {func(w *weights) { w.header.Names.Hidden = -1 }, "names.hidden is -1"},
		"a threshold without end": {func(w *weights) { w.header.NewsFrom = 1e300 }, "news_from is 1e+300"},
		"affixes of names": {func(w *weights) { w.edit("names.affix_table", func(t *tensor) { t.Shape[0] = 127 }) },
			"names.affix_table: 127 rows, which is no power of two"},
		"too few transitions":  {func(w *weights) { w.edit("names.news.transitions", func(t *tensor) { t.Shape[0] = 120 }) }, "names.news.transitions: its shape is [120], not [121]"},
		"no labels":            {func(w *weights) { w.header.Tags = nil }, "xpos has 0 labels"},
		"no root":              {func(w *weights) { w.header.Relations[len(w.header.Relations)-2] = "foot" }, "relations need root"},
		"entities without O":   {func(w *weights) { w.header.Entities[0] = "X" }, `the first of entities is "X", not O`},
		"an inside alone":      {func(w *weights) { w.header.Entities[1] = "B-X" }, "entities have I-PER without B-PER"},
		"a scale that is none": {func(w *weights) { putFloat(w.tensor("lstm.0.fw.scale")[8:], float32(math.NaN())) }, "lstm.0.fw.scale: number 2 is NaN"},
		"a bias without end":   {func(w *weights) { putFloat(w.tensor("tags.bias"), float32(math.Inf(-1))) }, "tags.bias: number 0 is -Inf"},
		"a bias of heads": {func(w *weights) { putFloat(w.tensor("labels.bias")[4*15:], 0.5) },
			"labels.bias: number 15, of a head, is 0.5, not 0"},
		"a type of another world": {func(w *weights) { w.edit("words", func(t *tensor) { t.Type = "int4" }) }, `words: its type is "int4", not bytes`},
	} {
		t.Run(name, func(t *testing.T) {
			w := randomWeights(small)
			w.header.Relations = append([]string(nil), w.header.Relations...)
			tt.spoil(w)
			_, err := Read(w.file())
			require.ErrorContains(t, err, tt.want)
			require.ErrorContains(t, err, "weights: ")
		})
	}
}

// Every shorter file is refused, wherever it ends.
func TestReadTruncated(t *testing.T) {
	file := strings.TrimRight(randomWeights(small).file(), "\x00")
	for length := 0; length < len(file); length += 1 + length/50 {
		_, err := Read(file[:length])
		require.Error(t, err, "%d of %d bytes", length, len(file))
	}
	_, err := Read(file[:len(file)-1])
	require.ErrorContains(t, err, "but the file ends at")
}

// Sums beyond int32 need wide layers.
func TestReadSums(t *testing.T) {
	w := randomWeights(sizes{words: 10, wordDim: 300, affixes: 1, affixDim: 300, hidden: 1, layers: 1, nameHidden: 1, arc: 1, rel: 1})
	matrix := w.tensor("lstm.0.bw")
	for i := range matrix[:601] {
		matrix[601+i] = 127
	}
	_, err := Read(w.file())
	require.ErrorContains(t, err, "lstm.0.bw: the sums of row 1 can reach 2497105496, beyond int32")
}

func FuzzRead(f *testing.F) {
	file := randomWeights(small).file()
	f.Add(uint16(3), []byte{0xff}, uint16(0))
	f.Add(uint16(20), []byte(`"hidden":0`), uint16(300))
	f.Fuzz(func(t *testing.T, at uint16, patch []byte, cut uint16) {
		data := []byte(file)
		copy(data[min(int(at), len(data)):], patch)
		n, err := Read(string(data[:len(data)-min(int(cut), len(data))]))
		if err != nil {
			return
		}
		words, ends := sentences(3, 5)
		parse(n, words, ends)
	})
}

// tensor is the bytes of a tensor.
func (w *weights) tensor(name string) []byte { return w.data[w.header.Tensors[name].Offset:] }

func (w *weights) edit(name string, change func(t *tensor)) {
	t := w.header.Tensors[name]
	change(&t)
	w.header.Tensors[name] = t
}

func putFloat(to []byte, v float32) { binary.LittleEndian.PutUint32(to, math.Float32bits(v)) }
