package schema

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ploverTypes are the 16 of the PLOVER manual, draft 0.8 of September 2021.
var ploverTypes = []string{
	"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
	"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}

// sharedData is the path of a file of the shared data; the test skips without it.
func sharedData(t *testing.T, path ...string) string {
	t.Helper()
	dir := os.Getenv("ENTENTE_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	// ENTENTE_DATA may name the shared folder or its folder of data.
	for _, sub := range []string{"data", ""} {
		name := filepath.Join(append([]string{dir, sub}, path...)...)
		if _, err := os.Stat(name); err == nil {
			return name
		}
	}
	t.Skipf("skipped: %s is not under %s; set ENTENTE_DATA", filepath.Join(path...), dir)
	return ""
}

// cameoToPLOVER reads "0311: AGREE,  , economic # Express intent …" lines.
func cameoToPLOVER(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(sharedData(t, "plover", "CAMEO2PLOVER-2021.txt"))
	require.NoError(t, err)
	defer f.Close()
	line := regexp.MustCompile(`^([0-9]{3,4}):\s*([A-Z]+),`)
	types := map[string]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		if m := line.FindStringSubmatch(s.Text()); m != nil {
			types[m[1]] = m[2]
		}
	}
	require.Greater(t, len(types), 200)
	return types
}

func TestRelationTable(t *testing.T) {
	seen := map[Relation]bool{}
	word := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	code := regexp.MustCompile(`^(0[2-9]|1[0-9]|20)[0-9]{1,2}$`)
	used := map[string]bool{}
	for _, r := range Relations() {
		assert.False(t, seen[r.Name], "%s stands twice", r.Name)
		seen[r.Name] = true
		used[r.PLOVER] = true
		assert.Regexp(t, word, string(r.Name))
		assert.Contains(t, ploverTypes, r.PLOVER, r.Name)
		for _, c := range []string{r.Actual, r.Intended, r.Refused} {
			assert.Regexp(t, code, c, r.Name)
		}
		assert.NotEmpty(t, r.Passive, r.Name)
		assert.NotEmpty(t, r.Doc, r.Name)
		assert.Contains(t, []int{-1, 0, 1}, r.Valence, r.Name)
		assert.Equal(t, r.PLOVER == "CONSULT", r.Rank > 0, "%s: rank is for contacts, and every contact has one", r.Name)
		assert.True(t, r.Name.Valid())
		if r.Symmetric {
			assert.NotRegexp(t, ` (by|of|from)$`, r.Passive, "%s is symmetric: it reads alike from both sides", r.Name)
		}
	}
	for _, p := range ploverTypes {
		assert.True(t, used[p], "no relation of type %s", p)
	}
}

func TestRelationsIsACopy(t *testing.T) {
	name := Relations()[0].Name
	Relations()[0].Name = "changed"
	assert.Equal(t, name, Relations()[0].Name)
}

func TestSymmetricRelations(t *testing.T) {
	var symmetric []string
	for _, r := range Relations() {
		if r.Symmetric {
			symmetric = append(symmetric, string(r.Name))
			assert.True(t, r.Name.Symmetric())
		}
	}
	assert.Equal(t, []string{
		"met", "talked_to", "negotiated_with", "allied_with", "restored_ties_with", "agreed_with", "reached_agreement_with", "signed_agreement_with",
		"cooperated_with", "traded_with", "exercised_with", "ceased_fire_with", "rivalled", "fought",
	}, symmetric)
}

func TestQuadClass(t *testing.T) {
	assert.Len(t, quadClass, len(ploverTypes))
	for _, r := range Relations() {
		class := r.Name.QuadClass()
		assert.Contains(t, []int{1, 2, 3, 4}, class, r.Name)
		switch class {
		case 1, 2:
			assert.GreaterOrEqual(t, r.Valence, 0, "%s is cooperation", r.Name)
		case 4:
			assert.Equal(t, -1, r.Valence, "%s is material conflict", r.Name)
		case 3:
			if r.PLOVER != "REQUEST" { // an invitation is no quarrel
				assert.Equal(t, -1, r.Valence, "%s is verbal conflict", r.Name)
			}
		}
	}
	for relation, want := range map[Relation]int{"met": 1, "armed": 2, "urged": 3, "arrested": 4, "nonsense": 0} {
		assert.Equal(t, want, relation.QuadClass(), relation)
	}
}

// departures are the relations whose PLOVER type is not that of their CAMEO
// code in CAMEO2PLOVER-2021.txt, each with the reason of the coding guide.
var departures = map[Relation]string{
	"sanctioned":             "163: the file has COERCE, but the guide counts an embargo, boycott or sanction as SANCTION",
	"released":               "0841: the file has RETREAT, but to set prisoners free is to CONCEDE",
	"convicted":              "116: the file has ACCUSE, but the guide counts convictions as COERCE",
	"signed_agreement_with":  "057: the file has SUPPORT, but the guide counts a signing as AGREE",
	"reached_agreement_with": "057: the file has SUPPORT, but the guide counts an agreement as AGREE",
	"sent_home":              "166: the file has SANCTION, but the guide counts expulsions as COERCE",
}

func TestCAMEOMapsToPLOVER(t *testing.T) {
	types := cameoToPLOVER(t)
	for _, r := range Relations() {
		for _, code := range []string{r.Actual, r.Intended, r.Refused} {
			if !strings.HasPrefix(code, "02") { // appeals: below
				assert.Contains(t, types, code, "%s has a CAMEO code that does not exist", r.Name)
			}
		}
		want := types[r.Actual]
		if strings.HasPrefix(r.Actual, "02") {
			// The file omits group 02, Appeal: PLOVER joined it with group 10,
			// Demand, into REQUEST.
			want = "REQUEST"
		}
		if reason, departs := departures[r.Name]; departs {
			assert.NotEqual(t, want, r.PLOVER, "%s does not depart from the file: %s", r.Name, reason)
		} else {
			assert.Equal(t, want, r.PLOVER, "%s, CAMEO %s", r.Name, r.Actual)
		}
	}
	for name := range departures {
		assert.True(t, name.Valid(), "%s is listed as an exception, but is no relation", name)
	}
}

func TestCAMEOGroupsOccur(t *testing.T) {
	reached := map[string]bool{}
	for _, r := range Relations() {
		for _, s := range Statuses() {
			reached[r.Name.CAMEO(s)[:2]] = true
		}
	}
	for code := range cameoToPLOVER(t) {
		assert.True(t, reached[code[:2]], "no event gets a code of group %s", code[:2])
	}
}

func TestCAMEOByStatus(t *testing.T) {
	for _, c := range []struct {
		relation Relation
		status   Status
		want     string
	}{
		{"met", Actual, "040"},
		{"met", Planned, "036"},
		{"met", Possible, "036"},
		{"met", Negated, "125"},
		{"aided", Planned, "033"},
		{"sanctioned", Actual, "163"},
		{"signed_agreement_with", Actual, "057"},
		{"nonsense", Actual, ""},
	} {
		assert.Equal(t, c.want, Event{Relation: c.relation, Status: c.status}.CAMEO(), "%s %s", c.relation, c.status)
	}
}

func TestUnknownRelation(t *testing.T) {
	_, ok := Relation("nonsense").Spec()
	assert.False(t, ok)
	assert.False(t, Relation("").Valid())
	assert.Empty(t, Relation("nonsense").PLOVER())
	assert.False(t, Relation("nonsense").Symmetric())
}
