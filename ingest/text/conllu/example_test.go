package conllu_test

import (
	"fmt"
	"strings"

	"entente/ingest/text"
	"entente/ingest/text/conllu"
)

func ExampleDocument() {
	file := "1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n" +
		"2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n" +
		"3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
	var sentences []conllu.Sentence
	for s, err := range conllu.Read(strings.NewReader(file), "she.conllu") {
		if err != nil {
			fmt.Println(err)
			return
		}
		sentences = append(sentences, s)
	}
	doc := conllu.Document(sentences)
	fmt.Println(doc.Text, doc.Tokens[0].Rel)
	// Output: She left. nsubj
}

func ExampleSentences() {
	for s := range conllu.Sentences(text.Analyse("It isn't."), "note") {
		fmt.Printf("%s", conllu.Append(nil, s))
	}
	// Output:
	// # newdoc id = note
	// # sent_id = note-1
	// # text = It isn't.
	// 1	It	_	_	_	_	_	_	_	start_char=0|end_char=2
	// 2-3	isn't	_	_	_	_	_	_	_	SpaceAfter=No
	// 2	is	_	_	_	_	_	_	_	start_char=3|end_char=5
	// 3	n't	_	_	_	_	_	_	_	start_char=5|end_char=8
	// 4	.	_	_	_	_	_	_	_	start_char=8|end_char=9
}
