package dictionary_test

import (
	"fmt"
	"strings"

	"entente/ingest/actor"
	"entente/ingest/actor/dictionary"
)

func Example() {
	const tides = `# An invented dictionary of PETRARCH.
TAM_QUIST_
+MAYOR_QUIST_
	[GBRGOV >20010120 <20090120]
HARBOUR_LEAGUE_  [QQQ]
`
	d, err := dictionary.Read("tides.txt", strings.NewReader(tides), dictionary.Auto, actor.Known(), func(p *dictionary.Problem) { fmt.Println(p) })
	if err != nil {
		fmt.Println(err)
		return
	}
	base := actor.Known().With(d)
	a := base.Called("Mayor Quist")
	fmt.Println(a.ID, a.Code, a.Roles[0].Title, a.Roles[0].From, a.Roles[0].To)
	// Output:
	// tides.txt:5: unknown code QQQ in "QQQ": no state, region, kind of body or sector of CAMEO
	// tam-quist GBRGOV government 2001-01-20 2009-01-20
}
