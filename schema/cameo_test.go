package schema

import (
	"bufio"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// codeDepartures are the codes whose relation is not of the PLOVER type that
// CAMEO2PLOVER-2021.txt gives, beside the intents of group 03, which are the
// relation intended, planned. The first six are those of the relations, see there.
var codeDepartures = map[string]string{
	"057":  "a signing is AGREE",
	"084":  "a release is CONCEDE",
	"0841": "a release is CONCEDE",
	"0842": "a release is CONCEDE",
	"116":  "a conviction is COERCE",
	"163":  "sanctions are SANCTION",
	"166":  "an expulsion is COERCE",
	"1661": "an expulsion is COERCE",
	"1662": "an expulsion is COERCE",
	"1663": "an expulsion is COERCE",
	"201":  "an expulsion is COERCE",
	"0813": "to lift a restriction is to allow, CONCEDE, as 081 is there, too",
	"0814": "to lift a restriction is to allow, CONCEDE, as 081 is there, too",
	"085":  "to lift sanctions is to allow, CONCEDE, as the rules of English read it",
	"086":  "to let somebody in is to allow, CONCEDE",
	"0861": "to let somebody in is to allow, CONCEDE",
	"0862": "to let somebody in is to allow, CONCEDE",
	"0863": "to let somebody in is to allow, CONCEDE",
}

func TestFromCAMEOAgreesWithPLOVER(t *testing.T) {
	types := cameoToPLOVER(t)
	for code, want := range types {
		relation, status, ok := FromCAMEO(code)
		if !assert.True(t, ok, "%s, %s, has no relation", code, want) {
			continue
		}
		require.True(t, relation.Valid(), "%s: %q", code, relation)
		if strings.HasPrefix(code, "03") {
			assert.True(t, status == Planned || code == "030", "%s is an intent", code)
			continue
		}
		assert.Equal(t, Actual, status, code)
		if reason, departs := codeDepartures[code]; departs {
			assert.NotEqual(t, want, relation.PLOVER(), "%s does not depart from the file: %s", code, reason)
		} else {
			assert.Equal(t, want, relation.PLOVER(), "%s is %s", code, relation)
		}
	}
	for code := range codeDepartures {
		assert.Contains(t, types, code)
	}
}

// PETRARCH's dictionary of verbs codes what it knows with codes that all exist.
func TestFromCAMEOKnowsTheCodesOfPETRARCH(t *testing.T) {
	f, err := os.Open(sharedData(t, "petrarch", "CAMEO.2.0.txt"))
	require.NoError(t, err)
	defer f.Close()
	inBrackets := regexp.MustCompile(`\[(?:---|[0-9]{3,4})?:?([0-9]{3,4})?\]`)
	unknown, known := map[string]int{}, 0
	for s := bufio.NewScanner(f); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		for _, m := range inBrackets.FindAllString(line, -1) {
			for _, code := range strings.FieldsFunc(m, func(r rune) bool { return r < '0' || r > '9' }) {
				if _, _, ok := FromCAMEO(code); ok || IsStatement(code) {
					known++
				} else {
					unknown[code]++
				}
			}
		}
	}
	assert.Greater(t, known, 1000)
	assert.Empty(t, unknown)
}

// What the code of a relation gives back has that code, too, but for two codes
// that say less than their relation.
func TestFromCAMEOUndoesCAMEO(t *testing.T) {
	for _, r := range Relations() {
		relation, status, ok := FromCAMEO(r.Actual)
		require.True(t, ok, r.Name)
		assert.Equal(t, Actual, status, r.Name)
		switch r.Name {
		case "rivalled": // 110, disapprove: a tie, where the code tells an act
			assert.Equal(t, Relation("criticised"), relation)
		case "killed": // 180, unconventional violence, which need not be deadly
			assert.Equal(t, Relation("attacked"), relation)
		default:
			assert.Equal(t, r.Actual, relation.CAMEO(Actual), "%s became %s", r.Name, relation)
		}
		_, _, ok = FromCAMEO(r.Intended)
		assert.True(t, ok, r.Name)
		_, _, ok = FromCAMEO(r.Refused)
		assert.True(t, ok, r.Name)
	}
}

func TestFromCAMEO(t *testing.T) {
	for code, want := range map[string]deed{
		"036": {"met", Planned}, "36": {"met", Planned}, "0331": {"funded", Planned}, "331": {"funded", Planned}, "0334": {"aided", Planned},
		"040": {"talked_to", Actual}, "40": {"talked_to", Actual}, "042": {"visited", Actual}, "44": {"met", Actual},
		"841": {"released", Actual}, "0841": {"released", Actual}, "125": {"declined", Actual}, "1246": {"rejected", Actual},
		"163": {"sanctioned", Actual}, "1823": {"killed", Actual}, "202": {"massacred", Actual}, "1834": {"bombed", Actual}, "1952": {"attacked", Actual},
	} {
		relation, status, ok := FromCAMEO(code)
		assert.True(t, ok, code)
		assert.Equal(t, want, deed{relation, status}, code)
	}
	for _, code := range []string{"", "0", "4", "04", "10", "14", "20", "010", "019", "---", "0315", "0401", "207", "2043", "999", "040 ", "00", "x40"} {
		_, _, ok := FromCAMEO(code)
		assert.False(t, ok, "%q", code)
	}
	for code, want := range map[string]bool{"010": true, "019": true, "01": false, "10": false, "0112": false, "01a": false, "020": false} {
		assert.Equal(t, want, IsStatement(code), code)
	}
}

func TestFromPLOVER(t *testing.T) {
	for _, want := range ploverTypes {
		relation, status, ok := FromPLOVER(want, "")
		require.True(t, ok, want)
		assert.Equal(t, want, relation.PLOVER())
		assert.Equal(t, Actual, status)
	}
	for name, relation := range ploverRelations {
		assert.True(t, relation.Valid(), name)
		eventType, _, _ := strings.Cut(name, " ")
		assert.Contains(t, ploverTypes, eventType)
	}
	for _, c := range []struct {
		eventType, mode string
		want            Relation
	}{
		{"CONSULT", "visit", "visited"}, {"consult", "Phone", "telephoned"}, {"CONSULT", "by pigeon", "talked_to"},
		{"DEMAND", "meet", "requested"}, {"RETREAT", "ceasefire", "ceased_fire_with"}, {"COERCE", "arrest", "arrested"},
	} {
		relation, _, ok := FromPLOVER(c.eventType, c.mode)
		assert.True(t, ok)
		assert.Equal(t, c.want, relation, "%s %s", c.eventType, c.mode)
	}
	_, _, ok := FromPLOVER("GREET", "visit")
	assert.False(t, ok)
}
