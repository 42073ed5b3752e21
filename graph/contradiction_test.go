package graph

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What contradicts is named by its lines, or as decided before, and nothing of the file is taken.
func TestContradictions(t *testing.T) {
	const met, rang = "a\tmet\tb\tactual\t2019", "b\ttelephoned\ta\tactual\t2019"
	const turned = "a\ttelephoned\tb\tactual\t2019"
	for _, c := range []struct{ kept, file, want string }{
		{"", "merge\ta\tb\nmerge\tb\tc\n\nsplit\ta\tc", "d.tsv:4: split a c contradicts merge a b (d.tsv:1), merge b c (d.tsv:2)"},
		{"", "split\tc\ta\nmerge\tb\tc\nmerge\td\tb\nmerge\ta\td\nmerge\tx\ta", "d.tsv:4: merge a d contradicts split c a (d.tsv:1), merge d b (d.tsv:3), merge b c (d.tsv:2)"},
		{"merge\ta\tb", "merge\tc\tb\nsplit\ta\tc", "d.tsv:2: split a c contradicts merge a b (decided before), merge c b (d.tsv:1)"},
		{"split\ta\tc", "merge\ta\tb\nmerge\tb\tc", "d.tsv:2: merge b c contradicts split a c (decided before), merge a b (d.tsv:1)"},
		{"split\ta\tb", "merge\ta\tb", ""},
		{"", "correct\t" + met + "\t" + rang + "\ncorrect\t" + rang + "\t" + met, "d.tsv:2: correct b telephoned a actual 2019 into a met b actual 2019 contradicts correct a met b actual 2019 into b telephoned a actual 2019 (d.tsv:1)"},
		{"correct\t" + met + "\t" + rang, "# back\ncorrect\t" + rang + "\t" + met, "d.tsv:2: correct b telephoned a actual 2019 into a met b actual 2019 contradicts correct a met b actual 2019 into b telephoned a actual 2019 (decided before)"},
		{"correct\t" + met + "\t" + rang, "correct\t" + met + "\t" + turned + "\ncorrect\t" + rang + "\t" + met, ""},
		{"correct\t" + met + "\t" + rang, "reject\t" + met + "\ncorrect\t" + rang + "\t" + met, ""},
		{"correct\t" + met + "\t" + rang, "correct\t" + rang + "\t" + turned + "\nreject\t" + rang, ""},
	} {
		s := memory(t)
		decide := func(file string) error {
			d, err := ReadDecisions(strings.NewReader(file), "d.tsv")
			require.NoError(t, err)
			return s.Decide(d)
		}
		require.NoError(t, decide(c.kept))
		before, err := s.Decisions()
		require.NoError(t, err)
		if err := decide(c.file); c.want == "" {
			assert.NoError(t, err, c.file)
			continue
		} else if !assert.ErrorContains(t, err, c.want) {
			continue
		}
		after, err := s.Decisions()
		require.NoError(t, err)
		assert.Equal(t, before, after)
	}
}
