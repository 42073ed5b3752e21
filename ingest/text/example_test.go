package text_test

import (
	"fmt"
	"strings"

	"entente/ingest/text"
)

func ExampleAnalyse() {
	d := text.Analyse("Ministers Meet in Oslo\n\nOSLO (Staff) - Gen. Berg didn't meet Chad's envoy. \"A pity,\" he said.\n")
	for _, s := range d.Sentences {
		words := []string{}
		for i := s.First + d.Dateline(s); i < s.End; i++ {
			words = append(words, d.Word(i))
		}
		fmt.Println(s.Kind == text.Headline, strings.Join(words, " "))
	}
	// Output:
	// true Ministers Meet in Oslo
	// false Gen. Berg did n't meet Chad 's envoy .
	// false " A pity , " he said .
}
