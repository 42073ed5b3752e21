package actor_test

import (
	"fmt"
	"strings"

	"entente/ingest/actor"
)

func Example() {
	base := actor.Known()
	words := strings.Fields("Iranian Foreign Minister Mohammad Javad Zarif met U.S. officials in Geneva")
	for i := 0; i < len(words); {
		found := base.Match(func(k int) string { return words[i+k] }, len(words)-i)
		if len(found) == 0 {
			if t, ok := base.Title(words[i]); ok {
				fmt.Println(words[i], "is a", t.Role, "of titles")
			} else if n, ok := base.GroupNoun(words[i]); ok {
				fmt.Println(words[i], "is a", n.Kind)
			}
			i++
			continue
		}
		fmt.Println(strings.Join(words[i:i+found[0].Words], " "), "is the", found[0].Form, "of", found[0].Actor.ID)
		i += found[0].Words
	}
	// Output:
	// Iranian is the adjective of iran
	// Foreign is a modifier of titles
	// Minister is a head of titles
	// Mohammad Javad Zarif is the name of mohammad-javad-zarif
	// U.S. is the acronym of united-states
	// officials is a head of titles
}
