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

func ExampleModel_Analyse() {
	model, err := text.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	d := model.Analyse("Pavel Orlov met the French ministers in Oslo.")
	for i, token := range d.Tokens {
		head := "ROOT"
		if token.Head >= 0 {
			head = d.Word(token.Head)
		}
		fmt.Println(d.Word(i), token.UPOS, token.Tag, token.Lemma, token.Rel, head)
	}
	for _, span := range d.Spans {
		fmt.Println(span.Kind, d.Slice(span.First, span.End))
	}
	// Output:
	// Pavel PROPN NNP Pavel nsubj met
	// Orlov PROPN NNP Orlov flat Pavel
	// met VERB VBD meet root ROOT
	// the DET DT the det ministers
	// French ADJ JJ French amod ministers
	// ministers NOUN NNS minister obj met
	// in ADP IN in case Oslo
	// Oslo PROPN NNP Oslo obl met
	// . PUNCT . . punct met
	// PER Pavel Orlov
	// NAT French
	// LOC Oslo
}
