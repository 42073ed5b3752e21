package source_test

import (
	"fmt"
	"strings"

	"entente/ingest/source"
)

func ExampleRead() {
	input := `{"id": "a1", "text": "Chad's envoy met Norway's.", "published": "2019-05-21"}
not JSON
{"text": "Published 22 May 2019\n\nThey met again."}
`
	for article, err := range source.Read([]string{"-"}, source.Options{Stdin: strings.NewReader(input)}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(article.ID, article.Published)
	}
	// Output:
	// a1 2019-05-21
	// stdin:2: not a JSON object: invalid character 'o' in literal null (expecting 'u')
	// stdin:3 2019-05-22
}
