package source

import (
	"bytes"
	"fmt"
	"testing"
)

func BenchmarkRead(b *testing.B) {
	var input bytes.Buffer
	for i := range 2000 {
		fmt.Fprintf(&input, "{\"id\":\"a%d\",\"text\":\"Ministers Meet\\n\\nOSLO, May %d, 2019 (Staff) - They met on 3 March 2011.\\n\\nThey left.\"}\n", i, i%28+1)
	}
	b.SetBytes(int64(input.Len()))
	for b.Loop() {
		for _, err := range Read([]string{"-"}, Options{Stdin: bytes.NewReader(input.Bytes())}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(2000*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
