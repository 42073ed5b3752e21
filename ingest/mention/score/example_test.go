package score_test

import (
	"fmt"
	"strings"

	"entente/ingest/mention"
	"entente/ingest/mention/score"
)

const gold = `# newdoc id = a
# global.Entity = eid-etype
1,Ann,_,PROPN,_,_,2,nsubj,_,Entity=(e1-person)
2,said,_,VERB,_,_,0,root,_,_
3,she,_,PRON,_,_,4,nsubj,_,Entity=(e1-person)
4,left,_,VERB,_,_,2,ccomp,_,_
`

func Example() {
	golds, err := score.Read(strings.NewReader(strings.ReplaceAll(gold, ",", "\t")), "a.conllu", score.Selection{})
	if err != nil {
		fmt.Println(err)
		return
	}
	found := mention.Result{Mentions: []mention.Mention{{First: 0, End: 1, Actor: "ann"}, {First: 2, End: 3, Actor: "ann"}}}
	report := score.Judge(golds[0], found)
	fmt.Println(report.Actors.Exact.CoNLL(), report.Pronouns.Recall())
	// Output: 1 1
}
