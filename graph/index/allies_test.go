package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"entente/schema"
)

func TestAllies(t *testing.T) {
	g := graphOf(t,
		"a supported b 2013-01-02", "b praised a 2013-03-01", "a accused b 2012-01-01",
		"a attacked c 2013-05", "a met c 2014-01-01", "a praised c planned",
		"b praised c 2013-01-01", "b praised d", "c attacked e", "d attacked b 2001",
		"a accused f", "a praised f", "b supported g", "a met g")
	actual := Filter{Statuses: []schema.Status{schema.Actual}}
	stances := g.Stances("a", actual)
	require.Len(t, stances, 3)
	may, _ := schema.ParseDate("2013-05")
	assert.Equal(t, []Stance{
		{"b", 2, 1, schema.NewDate(2013, 3, 1)}, {"c", 0, 1, may}, {"f", 1, 1, schema.Date{}},
	}, stances)
	assert.Nil(t, g.Stances("nobody", actual))

	friends, enemies := g.Indirect("a", actual)
	assert.Equal(t, []Indirect{{"g", []schema.ActorID{"b"}}}, friends, "b and d are even; c and f are known")
	assert.Equal(t, []Indirect{{"e", []schema.ActorID{"c"}}}, enemies)

	triads := g.Unbalanced("a", actual)
	require.Len(t, triads, 1)
	assert.Equal(t, [3]schema.ActorID{"a", "b", "c"}, triads[0].Actors, "a stands with b and against c, whom b praised")
	assert.Equal(t, 1, triads[0].Between[2].Balance())
	assert.Empty(t, g.Unbalanced("e", actual))
}
